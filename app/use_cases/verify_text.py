"""Telling whether what a text claims is on record."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from sqlalchemy.orm import Session

from app.answers.claims import ClaimedFigure, ClaimedQuote, Claims, find_claims
from app.answers.figure_matter import RecordedMatter, read_recorded_matter, wording_of_figure
from app.answers.figure_verdict import FigureMatch, FigureVerdict, JudgedFigure, judge_figure
from app.answers.quote_match import QuoteMatch, ReadQuote, match_quote, read_quote
from app.answers.quote_verdict import JudgedQuote, QuoteVerdict, judge_quote
from app.answers.same_fact import without_repeats
from app.answers.terms import terms_of
from app.answers.thesaurus import near_terms
from app.answers.turning_words import is_number
from app.archive.copies import originals_of
from app.archive.identifiers import looks_like_identifier
from app.archive.kept_source import find_kept_source
from app.archive.shared_terms import SharedTermsSearch, find_by_shared_terms
from app.archive.statistics import Searched, what_is_searched
from app.archive.storable import check_storable_field
from app.archive.stored_facts import read_facts
from app.archive.tables import FactType
from app.facts.errors import InvalidArgument, UnsupportedLanguage
from app.facts.identifiers import IdentifierPrefix
from app.facts.quote import Stance
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
_MOST_WORDINGS = 40
_MOST_CANDIDATES = 50
_MOST_MATCHES = 10
_TOLD_WHOLE_FROM = 0.9
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
    """Judges claims in one reading of the archive; what is searched for and read is so once for all of them."""

    session: Session
    source: str | None
    found: dict[SharedTermsSearch, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, RecordedFact] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
    sources: dict[tuple[tuple[str, ...], ...] | None, frozenset[str] | None] = field(default_factory=dict)
    quotes: dict[str, ReadQuote] = field(default_factory=dict)
    matters: dict[Hashable, RecordedMatter] = field(default_factory=dict)
    unlike: set[tuple[str, Stance, str]] = field(default_factory=set)

    def judge(self, claims: Claims) -> list[JudgedClaim]:
        """The text itself where its words are on record as they are; else each of its claims, in reading order."""
        self._search(claims)
        whole = self._judge_quote(claims.whole) if claims.whole is not None else None
        if whole is not None and _is_in_own_words(whole, nearly=_covers_little(claims)):
            return self._with_figures([whole], claims)
        if whole is not None and not claims.figures and _is_told_whole(whole):
            return [whole]
        quotes = [self._judge_quote(claim) for claim in claims.quotes]
        if whole is not None and not quotes:
            is_told = claims.is_speech and whole.verdict is not QuoteVerdict.NOT_IN_CORPUS
            quotes = [whole] if is_told or not claims.figures else []
        return self._with_figures(quotes, claims)

    def _search(self, claims: Claims) -> None:
        """Find and read the facts that share most words with each claim."""
        quotes = [*claims.quotes, claims.whole] if claims.whole is not None else claims.quotes
        wanted = [self._search_of_quote(claim) for claim in quotes]
        wanted += [self._search_of_figure(claim) for claim in claims.figures]
        searches = list(dict.fromkeys(wanted))
        ids = find_by_shared_terms(self.session, searches, _MOST_WORDINGS, _MOST_CANDIDATES)
        self.found = dict(zip(searches, ids, strict=True))
        unread = list(dict.fromkeys(chain.from_iterable(ids)))
        self.facts = {fact.id: fact for fact in read_facts(self.session, unread)}
        articles = {fact.evidence.article.id for fact in self.facts.values()}
        self.originals = originals_of(self.session, articles)

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
        found = self._candidates(self._search_of_quote(claim))
        source_ids = self._with_unnamed(self._source_ids(claim.speakers), claim.speakers, found)
        candidates = [self._read_quote(one) for one in found if isinstance(one, RecordedQuote)]
        judged = self._judge_words(claim, candidates, source_ids)
        if judged.verdict is QuoteVerdict.NOT_IN_CORPUS and claim.statement is not None:
            told = self._judge_words(replace(claim, words=claim.statement, statement=None), candidates, source_ids)
            # Words in marks of a statement that is on record otherwise are not those on record.
            judged = told if told.verdict is QuoteVerdict.ALTERED else judged
        return JudgedClaim(claim.span, judged.verdict, self._best(judged))

    def _judge_words(
        self, claim: ClaimedQuote, candidates: Sequence[ReadQuote], source_ids: frozenset[str] | None
    ) -> JudgedQuote:
        compared = (self._match_quote(claim, one) for one in candidates)
        matches = [match for match in compared if match is not None]
        return judge_quote(claim.words, matches, candidates, source_ids)

    def _match_quote(self, claim: ClaimedQuote, read: ReadQuote) -> QuoteMatch | None:
        """Compare a claim with a quote, unless the same words were found to be unlike it."""
        quote = read.recorded.quote
        wording = f"{quote.kind} {quote.stance} {read.recorded.evidence.span.exact}\n{quote.text}"
        key = (claim.words.whole.exact, claim.stance, wording)
        if key in self.unlike:
            return None
        match = match_quote(claim.words, claim.stance, read)
        if match is None:
            self.unlike.add(key)
        return match

    def _read_quote(self, recorded: RecordedQuote) -> ReadQuote:
        if recorded.id not in self.quotes:
            self.quotes[recorded.id] = read_quote(recorded)
        return self.quotes[recorded.id]

    def _judge_figure(self, claim: ClaimedFigure) -> JudgedClaim:
        found = self._candidates(self._search_of_figure(claim))
        source_ids = self._with_unnamed(self._source_ids(claim.speakers), claim.speakers, found)
        candidates = [one for one in found if isinstance(one, RecordedFigure)]
        judged: JudgedFigure = judge_figure(claim.figure, claim.matter, candidates, source_ids, self._read_matter)
        return JudgedClaim(claim.span, judged.verdict, self._best(judged))

    def _read_matter(self, recorded: RecordedFigure) -> RecordedMatter:
        """What a figure is of, read once for all copies of its sentence."""
        key = wording_of_figure(recorded)
        if key not in self.matters:
            self.matters[key] = read_recorded_matter(recorded)
        return self.matters[key]

    def _best(self, judged: JudgedQuote | JudgedFigure) -> tuple[QuoteMatch | FigureMatch, ...]:
        """The best matches, what copies of one text have in common once, so that copies crowd nothing else out."""
        matches = _at_places_of_their_own(judged.matches)
        if judged.verdict is not QuoteVerdict.SPLICED and len(matches) > 1:
            # Two pieces of a splice may be of the same words.
            matches = without_repeats(matches, self.originals)
        return matches[:_MOST_MATCHES]

    def _search_of_quote(self, claim: ClaimedQuote) -> SharedTermsSearch:
        words = (claim.statement or claim.words).words
        # "North Korea" is searched for as the one term that it is on record.
        joined = terms_of(" ".join(word.plain for word in words))
        groups = [_spellings(word.plain) for word in words]
        single = [group for group in groups if group and group[0] in joined]
        known = {term for group in groups for term in group}
        terms = _telling([*single, *((term,) for term in joined if term not in known)])
        source_ids = self._source_ids(claim.speakers) or frozenset()
        return SharedTermsSearch(tuple(terms), FactType.QUOTE, "content", source_ids)

    def _search_of_figure(self, claim: ClaimedFigure) -> SharedTermsSearch:
        numbers = [term for term in terms_of(claim.figure.text) if is_number(term.replace("p", "."))]
        unit = terms_of((claim.figure.quantity.unit or "").replace("_", " "))
        matter = claim.matter
        terms = [*numbers, *unit, *sorted(matter.terms | matter.movement | matter.clause.outcomes)]
        groups = tuple(tuple(sorted(near_terms(term))) for term in dict.fromkeys(terms))
        source_ids = self._source_ids(claim.speakers) or frozenset()
        return SharedTermsSearch(groups[:_MOST_TERMS], FactType.FIGURE, None, source_ids)

    def _candidates(self, search: SharedTermsSearch) -> list[RecordedFact]:
        return [self.facts[one] for one in self.found[search] if one in self.facts]

    def _source_ids(self, speakers: tuple[tuple[str, ...], ...] | None) -> frozenset[str] | None:
        """The sources on record that may be meant; None where nobody in particular is."""
        if speakers not in self.sources:
            self.sources[speakers] = self._find_sources(speakers)
        return self.sources[speakers]

    def _find_sources(self, speakers: tuple[tuple[str, ...], ...] | None) -> frozenset[str] | None:
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
        known = {(source.id, source.name) for fact in found for source in fact.own.attribution.sources}
        asked = [names[0] for names in speakers] if speakers is not None else [self.source or ""]
        return ids.union(*(find_matching_names(name, sorted(known)) for name in asked))

    def _ids_of(self, names: Iterable[str]) -> list[str]:
        known = known_sources(self.session)
        return next((ids for name in names if (ids := known.find(name))), [])


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


def _is_told_whole(whole: JudgedClaim) -> bool:
    """Tell whether a text is on record, all of it, as what somebody is reported to have said or denied."""
    first = whole.matches[0] if whole.matches else None
    is_told = whole.verdict in (QuoteVerdict.INDIRECT_ONLY, QuoteVerdict.DENIED)
    return is_told and isinstance(first, QuoteMatch) and first.similarity >= _TOLD_WHOLE_FROM


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
