"""What a question asks for."""

from dataclasses import dataclass
from enum import StrEnum

from app.facts.figure import UnitKind
from app.facts.partial_date import PartialDate
from app.facts.quote import Stance


class Wanted(StrEnum):
    """What would answer: figures, quotes, either, or anything that shows whether it was said."""

    FIGURES = "figures"
    QUOTES = "quotes"
    BOTH = "both"
    VERIFICATION = "verification"


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One word of a question with every term that answers to it.

    `term` is the word's own; `near` holds it and what means nearly the same, `terms` those and what is related to it.
    Without a `key` group nothing is an answer; of the others most must be met; an `outcome` must be told by the fact
    itself, not by a headline. `weight` tells how much it counts.
    """

    word: str
    term: str
    terms: frozenset[str]
    weight: float
    key: bool
    near: frozenset[str] = frozenset()
    outcome: bool = False


@dataclass(frozen=True, slots=True)
class AskedSource:
    """Someone whose words are asked for: the name as asked, the known sources it may mean, and its terms."""

    name: str
    source_ids: tuple[str, ...]
    groups: tuple[TermGroup, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. `counted` is the group of the noun that is counted, where one is."""

    asked: str
    wants: Wanted
    groups: tuple[TermGroup, ...]
    counted: TermGroup | None
    subject: str | None
    unit: str | None
    unit_kinds: tuple[UnitKind, ...]
    source: AskedSource | None
    mentions: tuple[str, ...]
    from_date: PartialDate | None
    to_date: PartialDate | None
    stances: tuple[Stance, ...]
    stance_is_asked: bool
    ignored_words: tuple[str, ...]

    @property
    def asks_for_something(self) -> bool:
        """Whether any word of it can be searched for, or it asks for whatever was denied, or said at some time."""
        is_dated = self.from_date is not None or self.to_date is not None
        return bool(self.groups) or self.source is not None or self.stance_is_asked or is_dated
