"""Whether two facts of one text, as two articles print it, say the same."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from rapidfuzz import fuzz

from app.facts.attribution import AttributedSource, Attribution
from app.facts.figure import Figure
from app.facts.period import Period
from app.facts.quote import Quote
from app.facts.recorded import RecordedFact, RecordedQuote
from app.facts.text_span import TextSpan
from app.names.fold import fold

# "40 boats sank" and "40 boats were built" are two facts, however alike the figures are.
_LEAST_ALIKE_SENTENCES = 70


class Found(Protocol):
    """A fact that was found, with how it was."""

    @property
    def fact(self) -> RecordedFact:
        """The fact."""


OneFound = TypeVar("OneFound", bound=Found)


def fact_of(recorded: RecordedFact) -> Quote | Figure:
    """The quote or the figure itself."""
    return recorded.quote if isinstance(recorded, RecordedQuote) else recorded.figure


def told_by(fact: Quote | Figure) -> Hashable:
    """All that a fact says, wherever it stands and however sure of it an extractor is.

    Of a quote its folded words, of a figure its quantity and subject; of both who says it, through whom and how. Times
    are as printed: what they mean hangs on when each article was published.
    """
    said = (_words(fact.said_at), who_says(fact.attribution), _carriers(fact.attribution))
    if isinstance(fact, Quote):
        return "quote", words_of_quote(fact), fact.kind, fact.stance, said
    subject = fold(fact.subject.name) if fact.subject else None
    printed = (_words(fact.period), _folded(fact.condition))
    return "figure", fact.quantity, fact.change, subject, fact.role, fact.modality, printed, said


def who_says(attribution: Attribution) -> Hashable:
    """Whom a fact is attributed to, by name: what is not named has another id in each article."""
    return attribution.origin, _names(attribution.sources)


def words_of_quote(quote: Quote) -> str:
    """A quote's words without their case and marks."""
    return fold(quote.text)


def sentence_likeness(one: RecordedFact, other: RecordedFact) -> float:
    """How alike the sentences are that two facts stand in, from 0 to 100."""
    return fuzz.ratio(fold(one.evidence.sentence.exact), fold(other.evidence.sentence.exact))


def without_repeats(found: Sequence[OneFound], originals: Mapping[str, str]) -> tuple[OneFound, ...]:
    """Of facts that several copies of one text have in common, only the first.

    `originals` has for each article the one that stands for all copies of its text. A fact that only one of them has,
    or that another tells otherwise, stays.
    """
    seen: dict[Hashable, list[RecordedFact]] = {}
    kept: list[OneFound] = []
    for one in found:
        article_id = one.fact.evidence.article.id
        before = seen.setdefault((originals[article_id], told_by(fact_of(one.fact))), [])
        if not any(_repeats(one.fact, earlier) for earlier in before):
            before.append(one.fact)
            kept.append(one)
    return tuple(kept)


def _repeats(fact: RecordedFact, earlier: RecordedFact) -> bool:
    elsewhere = fact.evidence.article.id != earlier.evidence.article.id
    return elsewhere and sentence_likeness(fact, earlier) >= _LEAST_ALIKE_SENTENCES


def _carriers(attribution: Attribution) -> Hashable:
    return tuple(_names(link.sources) for link in attribution.via)


def _names(sources: Iterable[AttributedSource]) -> Hashable:
    return frozenset(fold(source.name) for source in sources)


def _words(period: Period | None) -> str | None:
    return None if period is None else _folded(period.span)


def _folded(span: TextSpan | None) -> str | None:
    return None if span is None else fold(span.exact)
