"""What a new reading of an article changed in the facts on record."""

from dataclasses import dataclass

from app.facts.article import Article
from app.facts.figure import Figure
from app.facts.quote import Quote
from app.facts.recorded import RecordedFact


@dataclass(frozen=True, slots=True)
class AlteredFact:
    """A fact of the same words and the same sources, of which the new reading tells something else."""

    before: RecordedFact
    after: RecordedFact


@dataclass(frozen=True, slots=True)
class ReadingChanges:
    """What became of an article's facts, each in reading order.

    Kept and altered facts have the ids that they had. Of a kept one nothing changed, or its confidence and what found
    it alone.
    """

    article: Article
    kept: tuple[Quote | Figure, ...]
    added: tuple[Quote | Figure, ...]
    lost: tuple[Quote | Figure, ...]
    altered: tuple[AlteredFact, ...]
