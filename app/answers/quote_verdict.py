"""Whether claimed words are on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.answers.quote_match import Likeness, QuoteMatch, ReadQuote
from app.answers.quoted_text import QuotedText
from app.answers.splices import find_splice
from app.facts.recorded import RecordedQuote

_LIKE_SOMEONE_ELSES_FROM = 0.75
_SURELY_REPORTED_FROM = 0.95


class QuoteVerdict(StrEnum):
    """What is on record of claimed words.

    - `verbatim`: they stand, character for character, inside the source's own words; marks at both ends apart.
    - `normalised`: they stand there but for case, marks, dashes, spaces, hyphens, what scanners misread, or an open
      ellipsis or square brackets that turn nothing.
    - `truncated`: they stand there, but the sentence goes on, or begins, with words left out that change them.
    - `spliced`: they are put together of two or more quotes.
    - `altered`: nearly these words stand there; some were changed, left out or put in.
    - `other_source`: they are on record, but only from someone else than the source asked about.
    - `indirect_only`: only a report of what the source said is on record, not these words as the source's own.
    - `denied`: only denials speak of it.
    - `not_in_corpus`: nothing like it is on record, which says nothing of whether it is true.
    """

    VERBATIM = "verbatim"
    NORMALISED = "normalised"
    ALTERED = "altered"
    TRUNCATED = "truncated"
    SPLICED = "spliced"
    OTHER_SOURCE = "other_source"
    INDIRECT_ONLY = "indirect_only"
    DENIED = "denied"
    NOT_IN_CORPUS = "not_in_corpus"


_VERDICTS = {
    Likeness.VERBATIM: QuoteVerdict.VERBATIM,
    Likeness.NORMALISED: QuoteVerdict.NORMALISED,
    Likeness.TRUNCATED: QuoteVerdict.TRUNCATED,
    Likeness.ALTERED: QuoteVerdict.ALTERED,
    Likeness.REPORTED: QuoteVerdict.INDIRECT_ONLY,
    Likeness.DENIED: QuoteVerdict.DENIED,
}


@dataclass(frozen=True, slots=True)
class JudgedQuote:
    """A verdict on claimed words, and the quotes it rests on, the best first."""

    verdict: QuoteVerdict
    matches: tuple[QuoteMatch, ...]


def judge_quote(
    claimed: QuotedText,
    matches: Sequence[QuoteMatch],
    candidates: Sequence[ReadQuote],
    source_ids: frozenset[str] | None,
) -> JudgedQuote:
    """Judge claimed words by the quotes that are like them.

    `candidates` are all quotes compared, among which pieces of a splice are sought; `source_ids` the sources that may
    have said it, None where nobody in particular is asked about. The first that holds decides: the source's own words
    (a quote that shows them cut short before one that does not), someone else's own words, a splice, and then what is
    most alike of reports, altered words and denials, the source's before anyone else's.
    """
    by_source = [match for match in matches if is_of(match.fact, source_ids)]
    by_others = [match for match in matches if not is_of(match.fact, source_ids)]
    exact = [match for match in by_source if match.likeness.is_exact]
    if exact:
        cut = [match for match in exact if match.likeness is Likeness.TRUNCATED and _shares_source(match, exact)]
        first = max(cut or exact, key=_rank)
        return JudgedQuote(_VERDICTS[first.likeness], _ordered(first, by_source))
    others = [match for match in by_others if match.likeness.is_exact]
    if others:
        return JudgedQuote(QuoteVerdict.OTHER_SOURCE, _ordered(max(others, key=_rank), others))
    spliced = find_splice(claimed, _preferred(candidates, source_ids))
    if spliced:
        return JudgedQuote(QuoteVerdict.SPLICED, spliced)
    return _judge_likeness(by_source, by_others)


def is_of(recorded: RecordedQuote, source_ids: frozenset[str] | None) -> bool:
    """Tell whether a quote is attributed to one of the sources asked about; who only carried it is none."""
    if source_ids is None:
        return True
    return not source_ids.isdisjoint(source.id for source in recorded.quote.attribution.sources)


def _judge_likeness(by_source: Sequence[QuoteMatch], by_others: Sequence[QuoteMatch]) -> JudgedQuote:
    told = [match for match in by_source if match.likeness is not Likeness.DENIED]
    denied = [match for match in by_source if match.likeness is Likeness.DENIED]
    best = max(told, key=_weight, default=None)
    nearest_denial = max(denied, key=_weight, default=None)
    if best is not None and (nearest_denial is None or _outweighs(best, nearest_denial)):
        return JudgedQuote(_VERDICTS[best.likeness], _ordered(best, by_source))
    if nearest_denial is not None:
        return JudgedQuote(QuoteVerdict.DENIED, _ordered(nearest_denial, by_source))
    told = [
        one for one in by_others if one.likeness is not Likeness.DENIED and one.similarity >= _LIKE_SOMEONE_ELSES_FROM
    ]
    if told:
        return JudgedQuote(QuoteVerdict.OTHER_SOURCE, _ordered(max(told, key=_weight), told))
    denied = [match for match in by_others if match.likeness is Likeness.DENIED]
    if denied:
        return JudgedQuote(QuoteVerdict.DENIED, _ordered(max(denied, key=_weight), denied))
    return JudgedQuote(QuoteVerdict.NOT_IN_CORPUS, ())


def _outweighs(told: QuoteMatch, denial: QuoteMatch) -> bool:
    """A report of it says that it was said; words that are merely like it must be more like it than the denial."""
    return told.likeness is Likeness.REPORTED or told.similarity > denial.similarity


def _weight(match: QuoteMatch) -> tuple[bool, float, str]:
    surely = match.likeness is Likeness.REPORTED and match.similarity >= _SURELY_REPORTED_FROM
    return surely, match.similarity, match.fact.id


def _rank(match: QuoteMatch) -> tuple[int, float]:
    return -list(Likeness).index(match.likeness), match.similarity


def _shares_source(match: QuoteMatch, others: Sequence[QuoteMatch]) -> bool:
    """Tell whether a quote that goes on is of a source of the best match: it shows what that one leaves out."""
    best = max(others, key=_rank)
    own = {source.id for source in match.fact.quote.attribution.sources}
    return not own.isdisjoint(source.id for source in best.fact.quote.attribution.sources)


def _ordered(first: QuoteMatch, matches: Sequence[QuoteMatch]) -> tuple[QuoteMatch, ...]:
    rest = [match for match in matches if match is not first]
    rest.sort(key=lambda match: (not match.likeness.is_exact, -match.similarity, match.fact.id))
    return (first, *rest)


def _preferred(candidates: Sequence[ReadQuote], source_ids: frozenset[str] | None) -> list[ReadQuote]:
    return sorted(candidates, key=lambda read: not is_of(read.recorded, source_ids))
