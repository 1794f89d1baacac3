"""Telling whether what a text claims is on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy.orm import Session

from app.answers.claims import ClaimedFigure, ClaimedQuote, Claims, find_claims
from app.answers.figure_verdict import FigureMatch, FigureVerdict, JudgedFigure, judge_figure
from app.answers.quote_match import QuoteMatch, match_quote
from app.answers.quote_verdict import JudgedQuote, QuoteVerdict, judge_quote
from app.answers.same_fact import without_repeats
from app.answers.terms import terms_of
from app.answers.thesaurus import near_terms
from app.archive.copies import originals_of
from app.archive.identifiers import looks_like_identifier
from app.archive.kept_source import find_kept_source
from app.archive.resolved_filter import ResolvedFilter
from app.archive.search import find_by_shared_terms
from app.archive.statistics import Searched, what_is_searched
from app.archive.storable import check_storable_field
from app.archive.stored_facts import read_facts
from app.facts.attribution import Attribution
from app.facts.errors import InvalidArgument, UnsupportedLanguage
from app.facts.filters import FactFilter, FigureFilter, QuoteFilter
from app.facts.identifiers import IdentifierPrefix
from app.facts.reading import ArticleContext, Reading
from app.facts.recorded import RecordedFact, RecordedFigure, RecordedQuote
from app.facts.text_span import TextSpan
from app.names.find_matching_names import find_matching_names
from app.readers.check_storable import check_storable
from app.readers.detect_language import detect_language
from app.use_cases.known_sources import known_sources
from app.workers.extraction import Extraction

MAX_TEXT_CHARACTERS = 20_000
MAX_CLAIMS = 200
_MOST_TERMS = 24
_MOST_CANDIDATES = 40
_MOST_MATCHES = 10
# A shorter text says too little for its language to be told by statistics.
_WORDS_THAT_TELL_A_LANGUAGE = 20
_AS_QUOTED = frozenset(
    {QuoteVerdict.VERBATIM, QuoteVerdict.NORMALISED, QuoteVerdict.TRUNCATED, QuoteVerdict.SPLICED}
).union({QuoteVerdict.OTHER_SOURCE})


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """One claim of a posted text: its place there, what it is, the verdict and the facts this rests on."""

    span: TextSpan
    verdict: QuoteVerdict | FigureVerdict
    matches: tuple[QuoteMatch | FigureMatch, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """Every claim of a posted text in reading order, and how much was searched."""

    claims: tuple[JudgedClaim, ...]
    searched: Searched


def read_posted_text(extraction: Extraction, text: str) -> Reading:
    """Find what a text says and who it gives it to; nothing of it is kept.

    Raises UnstorableText, DocumentWithoutText, UnsupportedLanguage, and what the extraction raises.
    """
    check_storable(text)
    _check_language(text)
    return extraction.read_article(text, ArticleContext())


def verify_text(session: Session, text: str, reading: Reading, source: str | None = None) -> Verification:
    """Judge every quote and figure that a text claims, or the text itself where it claims nothing else.

    `source`, an id or a name in any spelling, is who is said to have said what the text gives to nobody. Raises
    InvalidArgument where the text makes too many claims, or `source` holds what no name can.
    """
    check_storable_field("source", source)
    claims = find_claims(text, reading)
    if len(claims.quotes) + len(claims.figures) > MAX_CLAIMS:
        raise InvalidArgument("text", f"makes more than {MAX_CLAIMS} claims; send it in parts")
    return Verification(tuple(_Verifier(session, source).judge(claims)), what_is_searched(session))


def _check_language(text: str) -> None:
    language = detect_language(text)
    is_short = len(text.split()) < _WORDS_THAT_TELL_A_LANGUAGE and text.isascii()
    if language.split("-")[0] != "en" and not (is_short and language != "und"):
        raise UnsupportedLanguage(language)


@dataclass(slots=True)
class _Verifier:
    """Judges claims in one reading of the archive."""

    session: Session
    source: str | None
    facts: dict[str, RecordedFact] = field(default_factory=dict)

    def judge(self, claims: Claims) -> list[JudgedClaim]:
        """The text itself where its words are on record as they are; else each of its claims, in reading order."""
        whole = self._judge_quote(claims.whole) if claims.whole is not None else None
        if whole is not None and _is_in_own_words(whole, nearly=_covers_little(claims)):
            return self._with_figures([whole], claims)
        quotes = [self._judge_quote(claim) for claim in claims.quotes]
        if whole is not None and not quotes:
            is_told = claims.is_speech and whole.verdict is not QuoteVerdict.NOT_IN_CORPUS
            quotes = [whole] if is_told or not claims.figures else []
        return self._with_figures(quotes, claims)

    def _with_figures(self, quotes: list[JudgedClaim], claims: Claims) -> list[JudgedClaim]:
        """Quotes, and the figures that stand in none of those whose words are on record as they are."""
        settled = [one.span for one in quotes if _is_in_own_words(one, nearly=False)]
        figures = [
            self._judge_figure(claim)
            for claim in claims.figures
            if not any(span.covers(claim.span) for span in settled)
        ]
        return sorted([*quotes, *figures], key=lambda one: (one.span.start, -one.span.end))

    def _judge_quote(self, claim: ClaimedQuote) -> JudgedClaim:
        source_ids = self._source_ids(claim.speakers)
        groups = [_spellings(word.plain) for word in claim.words.words]
        terms = _telling([group for group in groups if group])
        found = self._candidates(terms, QuoteFilter(), source_ids, field="content")
        source_ids = self._with_unnamed(source_ids, claim.speakers, found)
        candidates = [one for one in found if isinstance(one, RecordedQuote)]
        compared = (match_quote(claim.words, claim.stance, one) for one in candidates)
        matches = [match for match in compared if match is not None]
        judged: JudgedQuote = judge_quote(claim.words, matches, candidates, source_ids)
        return JudgedClaim(claim.span, judged.verdict, self._best(judged))

    def _judge_figure(self, claim: ClaimedFigure) -> JudgedClaim:
        source_ids = self._source_ids(claim.speakers)
        unit = terms_of((claim.figure.quantity.unit or "").replace("_", " "))
        terms = [*unit, *sorted(claim.matter.terms | claim.matter.movement | claim.matter.clause.outcomes)]
        groups = [tuple(sorted(near_terms(term))) for term in dict.fromkeys(terms)]
        found = self._candidates(groups[:_MOST_TERMS], FigureFilter(), source_ids, field=None)
        source_ids = self._with_unnamed(source_ids, claim.speakers, found)
        candidates = [one for one in found if isinstance(one, RecordedFigure)]
        judged: JudgedFigure = judge_figure(claim.figure, claim.matter, candidates, source_ids)
        return JudgedClaim(claim.span, judged.verdict, self._best(judged))

    def _best(self, judged: JudgedQuote | JudgedFigure) -> tuple[QuoteMatch | FigureMatch, ...]:
        """The best matches, what copies of one text have in common once, so that copies crowd nothing else out."""
        matches = _at_places_of_their_own(judged.matches)
        if judged.verdict is not QuoteVerdict.SPLICED and len(matches) > 1:
            # Two pieces of a splice may be of the same words.
            articles = {match.fact.evidence.article.id for match in matches}
            matches = without_repeats(matches, originals_of(self.session, articles))
        return matches[:_MOST_MATCHES]

    def _candidates(
        self,
        groups: Sequence[Sequence[str]],
        asked: FactFilter,
        source_ids: frozenset[str] | None,
        *,
        field: str | None,
    ) -> list[RecordedFact]:
        """The facts that share most words, those of the sources asked about apart so that no others crowd them out."""
        filters: list[ResolvedFilter[FactFilter]] = [ResolvedFilter(asked)]
        if source_ids:
            filters.append(ResolvedFilter(asked, source_ids=tuple(sorted(source_ids))))
        ids = find_by_shared_terms(self.session, groups, filters, field, _MOST_CANDIDATES)
        unread = [one for one in ids if one not in self.facts]
        self.facts.update({fact.id: fact for fact in read_facts(self.session, unread)})
        return [self.facts[one] for one in ids if one in self.facts]

    def _source_ids(self, speakers: tuple[tuple[str, ...], ...] | None) -> frozenset[str] | None:
        """The sources on record that may be meant; None where nobody in particular is."""
        if speakers is not None:
            return frozenset(chain.from_iterable(self._ids_of(names) for names in speakers))
        if self.source is None:
            return None
        if looks_like_identifier(self.source, IdentifierPrefix.SOURCE):
            return frozenset({find_kept_source(self.session, self.source)})
        return frozenset(self._ids_of((self.source,)))

    def _with_unnamed(
        self, ids: frozenset[str] | None, speakers: tuple[tuple[str, ...], ...] | None, found: Sequence[RecordedFact]
    ) -> frozenset[str] | None:
        """Add the sources that only their article knows by the name asked for ("the regulator")."""
        if ids is None:
            return None
        known = {(source.id, source.name) for fact in found for source in _attribution_of(fact).sources}
        asked = [names[0] for names in speakers] if speakers is not None else [self.source or ""]
        return ids.union(*(find_matching_names(name, sorted(known)) for name in asked))

    def _ids_of(self, names: Iterable[str]) -> list[str]:
        known = known_sources(self.session)
        return next((ids for name in names if (ids := known.find(name))), [])


def _attribution_of(fact: RecordedFact) -> Attribution:
    return fact.figure.attribution if isinstance(fact, RecordedFigure) else fact.quote.attribution


def _covers_little(claims: Claims) -> bool:
    """Tell whether the words that a text gives to somebody are less than half of it."""
    covered = sum(claim.span.end - claim.span.start for claim in claims.quotes)
    return claims.whole is not None and 2 * covered < claims.whole.span.end - claims.whole.span.start


def _is_in_own_words(whole: JudgedClaim, *, nearly: bool) -> bool:
    """Tell whether a text is on record as somebody's own words, or nearly so."""
    first = whole.matches[0] if whole.matches else None
    if not isinstance(first, QuoteMatch) or not first.in_own_words:
        return False
    return whole.verdict in _AS_QUOTED or (nearly and whole.verdict is QuoteVerdict.ALTERED)


def _spellings(word: str) -> tuple[str, ...]:
    """The terms of a word, and of what a scanner may have misread for it."""
    if word.isdecimal():
        return terms_of(word)
    read = word.replace("rn", "m").replace("vv", "w").replace("1", "l").replace("0", "o")
    return tuple(dict.fromkeys((*terms_of(word), *terms_of(read))))


def _telling(groups: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The groups to search for, each once; where there are too many, the longest words, which are the rarest."""
    unique = list(dict.fromkeys(groups))
    return sorted(unique, key=lambda group: -len(group[0]))[:_MOST_TERMS] if len(unique) > _MOST_TERMS else unique


def _at_places_of_their_own(matches: Sequence[QuoteMatch | FigureMatch]) -> tuple[QuoteMatch | FigureMatch, ...]:
    """The matches; the same place in the same text is shown once, however often it was published."""
    kept: dict[tuple[str, int, int], QuoteMatch | FigureMatch] = {}
    for match in matches:
        evidence = match.fact.evidence
        kept.setdefault((evidence.article.sha256, evidence.span.start, evidence.span.end), match)
    return tuple(kept.values())
