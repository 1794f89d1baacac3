"""Looking facts up by a question in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sqlalchemy.orm import Session

from app.answers.question import Question
from app.answers.question_words import DECISIVE_STANCES
from app.answers.rank import Match, RankedFact, find_matches, is_needed, rank
from app.answers.same_fact import without_repeats
from app.answers.spelling import corrected, doubtful_words, terms_of_words, with_nearest_terms
from app.answers.summarise import Summary, summarise
from app.answers.thesaurus import WordKind, kind_of_term
from app.answers.understand_question import of_its_own_time, told_by_others, understand_question
from app.answers.weigh import Weighed, answers_among, load_answer_model, weigh
from app.archive.copies import originals_of
from app.archive.cursors import read_cursor, scope_of, write_cursor
from app.archive.resolved_filter import ResolvedFilter
from app.archive.search import Candidate, any_article_holds, find_candidates, terms_on_record
from app.archive.statistics import Searched, what_is_searched
from app.archive.stored_facts import read_facts
from app.facts.filters import FactFilter, QuoteFilter
from app.facts.paging import SortOrder
from app.facts.partial_date import PartialDate
from app.names.fold import fold
from app.use_cases.known_sources import known_sources
from app.use_cases.list_facts import resolve_filter
from app.use_cases.weigh_facts import findable, gather_facts, read_together

# So many candidates are weighed, and so many of them read whole; what comes after those answers nothing better.
_MOST_CANDIDATES = 500
_MOST_READ = 60
# Where the words find so many, nothing is looked for in other words.
_ENOUGH = 10
# A shorter quote may be the same words said anew.
_TERMS_OF_A_COPY = 6


@dataclass(frozen=True, slots=True)
class LookupRequest:
    """A question with a list's filters. `cursor` is the opaque text of an earlier page of the same question."""

    q: str
    filters: FactFilter = field(default_factory=FactFilter)
    limit: int = 20
    cursor: str | None = None
    collapse: bool = True


@dataclass(frozen=True, slots=True)
class LookupAnswer:
    """What a question found: how it was understood, the best facts, and how much was searched."""

    query: Question
    summary: Summary | None
    items: tuple[RankedFact, ...]
    next_cursor: str | None
    searched: Searched


@dataclass(frozen=True, slots=True)
class FoundAnswers:
    """How a question was understood, every fact that answers it, best first, and how much was searched."""

    query: Question
    ranked: tuple[RankedFact, ...]
    searched: Searched


@dataclass(frozen=True, slots=True)
class _Reach:
    """How many answers are read whole, and which of several copies of one text is kept."""

    most_read: int
    first_printed: bool


def look_up_facts(session: Session, request: LookupRequest) -> LookupAnswer:
    """Answer a question with the facts on record, best first; figures first where a number is asked for.

    `items` is empty where nothing answers. Raises InvalidCursor for a cursor that belongs to another question, and
    InvalidArgument for a filter that holds what no fact can.
    """
    scope = scope_of("lookup", (request.q, request.filters, request.collapse), SortOrder.RELEVANCE)
    position = read_cursor(scope, request.cursor, int)
    searched = what_is_searched(session)
    found = weigh_facts(session, request, searched.newest)
    ranked = _answers_of(session, request, found)
    rest = ranked if position is None else tuple(one for one in ranked if _sort_key(one) > position)
    items = rest[: request.limit]
    return LookupAnswer(
        query=found.question,
        summary=summarise(found.question, ranked),
        items=items,
        next_cursor=write_cursor(scope, _sort_key(items[-1])) if len(rest) > len(items) > 0 else None,
        searched=searched,
    )


def find_answers(
    session: Session, request: LookupRequest, *, most_read: int = _MOST_READ, first_printed: bool = False
) -> FoundAnswers:
    """Find every fact whose own words answer a question, best first; `most_read` of them are read whole.

    Of copies of one text the best is kept, or with `first_printed` that of the earliest article.
    """
    searched = what_is_searched(session)
    reach = _Reach(most_read, first_printed)
    understood = _understand_and_find(session, request, searched.newest, reach)
    return FoundAnswers(understood.question, understood.ranked, searched)


@dataclass(frozen=True, slots=True)
class _Understood:
    """A question, the text it was read from, and the facts whose words answer it."""

    question: Question
    text: str
    ranked: tuple[RankedFact, ...]


@dataclass(frozen=True, slots=True)
class WeighedFacts:
    """A question, the facts whose words answer it, and all that may answer it, weighed; None without vectors."""

    question: Question
    strict: tuple[RankedFact, ...]
    weighed: tuple[Weighed, ...] | None
    candidates: Mapping[str, Candidate]


def weigh_facts(session: Session, request: LookupRequest, newest: PartialDate | None) -> WeighedFacts:
    """Find what may answer a question, and tell of each fact what speaks for and against it."""
    understood = _understand_and_find(session, request, newest, _Reach(_MOST_READ, first_printed=False))
    question, strict = understood.question, understood.ranked
    if not question.asks_for_something or _asks_for_a_list(question) or len(strict) >= _ENOUGH:
        return WeighedFacts(question, strict, None, {})
    is_decisive = not DECISIVE_STANCES.isdisjoint(question.stances)
    wanted = _wanted(session, request, question if is_decisive else replace(question, stance_is_asked=False))
    gathered = gather_facts(session, question, understood.text, wanted, strict)
    if gathered is None:
        return WeighedFacts(question, strict, None, {})
    weighed = weigh(question, gathered.facts)
    if not strict:
        weighed = read_together(session, understood.text, weighed)
    return WeighedFacts(question, strict, tuple(weighed), gathered.candidates)


def _asks_for_a_list(question: Question) -> bool:
    """Tell a question for whatever someone said, or was said at some time: there is no topic to compare with."""
    return not question.groups


def _answers_of(session: Session, request: LookupRequest, found: WeighedFacts) -> tuple[RankedFact, ...]:
    if found.weighed is None:
        return found.strict
    ranked = answers_among(found.question, found.strict, found.weighed, load_answer_model())
    if not request.collapse:
        return ranked
    return _collapsed_with_near_copies(session, _collapsed(ranked, found.candidates))


def _first_printed(match: Match) -> tuple[float, str]:
    return (match.published.timestamp() if match.published else float("inf"), match.fact_id)


def _understand_and_find(
    session: Session, request: LookupRequest, newest: PartialDate | None, reach: _Reach
) -> _Understood:
    known = known_sources(session)
    text = request.q
    question = understand_question(text, known, newest)
    unknown = _unknown_words(session, question)
    if unknown:
        text = corrected(request.q, unknown)
        question = replace(understand_question(text, known, newest), asked=request.q)
    if not question.asks_for_something:
        return _Understood(question, text, ())
    ranked = _ranked_answers(session, question, request, unknown, reach)
    if not ranked and question.could_be_told_by_others:
        told = told_by_others(question, known)
        ranked = _ranked_answers(session, told, request, unknown, reach)
        question = told if ranked else question
    if not ranked and question.month_words and question.groups:
        ranked = _ranked_answers(session, of_its_own_time(question), request, unknown, reach)
    return _Understood(question, text, ranked)


def _unknown_words(session: Session, question: Question) -> frozenset[str]:
    """The words of a question that may be typed wrong, since no fact on record holds them."""
    terms = terms_of_words(doubtful_words(question))
    on_record = terms_on_record(session, sorted(set(terms.values())))
    return frozenset(word for word, term in terms.items() if term not in on_record)


def _ranked_answers(
    session: Session, question: Question, request: LookupRequest, unknown: frozenset[str], reach: _Reach
) -> tuple[RankedFact, ...]:
    attributed, gathered = _gather(session, question, _wanted(session, request, question))
    candidates = {one.fact_id: one for one in gathered}
    question = with_nearest_terms(question, unknown, _vocabulary(gathered) if unknown else ())
    matches = find_matches(question, [findable(one) for one in candidates.values()], attributed)
    if not _are_anchored(session, question, [candidates[match.fact_id] for match in matches]):
        return ()
    if request.collapse:
        preferred = sorted(matches, key=_first_printed) if reach.first_printed else matches
        kept = {match.fact_id for match in _without_copies(preferred, candidates)}
        matches = tuple(match for match in matches if match.fact_id in kept)
    by_id: dict[str, Match] = {match.fact_id: match for match in matches[: reach.most_read]}
    ranked = rank(question, [(by_id[fact.id], fact) for fact in read_facts(session, list(by_id))])
    if not request.collapse:
        return ranked
    once = _collapsed(ranked, candidates)
    return once if reach.first_printed else _collapsed_with_near_copies(session, once)


def _are_anchored(session: Session, question: Question, matching: Sequence[Candidate]) -> bool:
    """Whether the countries and other proper names asked for stand in what matches, or in an article on the rest."""
    anchors = [group.terms for group in question.groups if group.anchored]
    held = [_vocabulary([one]) for one in matching]
    if all(any(not terms.isdisjoint(anchor) for terms in held) for anchor in anchors):
        return True
    return any_article_holds(session, [group.terms for group in question.groups if group.anchored or group.key])


def _vocabulary(candidates: Sequence[Candidate]) -> frozenset[str]:
    return frozenset(term for one in candidates for field in one.fields.values() for term in field.split())


def _sort_key(ranked: RankedFact) -> tuple[int, str]:
    return (-round(ranked.score * 1_000_000), ranked.fact.id)


def _wanted(session: Session, request: LookupRequest, question: Question) -> ResolvedFilter[FactFilter]:
    wanted = resolve_filter(session, _narrowed(request.filters, question))
    return replace(wanted, time_from=question.from_date, time_to=question.to_date)


def _narrowed(asked: FactFilter, question: Question) -> FactFilter:
    """Only quotes of the stance that is asked for ("who denied …"), so that others cannot crowd them out."""
    if not question.stance_is_asked or type(asked) is not FactFilter:
        return asked
    shared: dict[str, Any] = {one.name: getattr(asked, one.name) for one in fields(FactFilter)}
    return QuoteFilter(**shared, stance=question.stances[0])


def _gather(
    session: Session, question: Question, wanted: ResolvedFilter[FactFilter]
) -> tuple[frozenset[str], list[Candidate]]:
    """Candidates for ranking, and the ids of those that are known to be of the source asked about."""
    topic = _topic_groups(question)
    source = question.source
    if source is None:
        return frozenset(), list(_search(session, question, topic, wanted))
    of_source: tuple[Candidate, ...] = ()
    if source.source_ids:
        narrowed = replace(wanted, source_ids=_both(wanted.source_ids, source.source_ids))
        of_source = find_candidates(session, topic, narrowed, _MOST_CANDIDATES)
    found = {one.fact_id: one for one in of_source}
    named = [tuple(sorted(group.terms)) for group in source.groups]
    if named:
        found |= {one.fact_id: one for one in _search(session, question, [*named, *topic], wanted)}
    return frozenset(one.fact_id for one in of_source), list(found.values())


def _search(
    session: Session, question: Question, groups: list[tuple[str, ...]], wanted: ResolvedFilter[FactFilter]
) -> tuple[Candidate, ...]:
    """The newest candidates; where there are more than can be weighed, those that hold every word before them."""
    found = find_candidates(session, groups, wanted, _MOST_CANDIDATES)
    if len(found) < _MOST_CANDIDATES:
        return found
    every = [*groups, *(tuple(sorted(group.terms)) for group in question.groups)]
    strict = find_candidates(session, every, wanted, _MOST_CANDIDATES)
    return tuple({one.fact_id: one for one in (*strict, *found)}.values())


def _both(asked: tuple[str, ...] | None, found: tuple[str, ...]) -> tuple[str, ...]:
    return found if asked is None else tuple(one for one in found if one in asked)


def _topic_groups(question: Question) -> list[tuple[str, ...]]:
    """What every candidate must hold: a term of each key group and, of the others, of at least one."""
    needed = [group for group in question.groups if is_needed(question, group)]
    keys = [tuple(sorted(group.terms)) for group in needed]
    others = [group for group in question.groups if group not in needed]
    telling = [group for group in others if kind_of_term(group.term) is not WordKind.SOFT] or others
    if keys or not telling:
        return keys
    return [tuple(sorted(frozenset().union(*(group.terms for group in telling))))]


def _without_copies(matches: Sequence[Match], candidates: Mapping[str, Candidate]) -> tuple[Match, ...]:
    """Of candidates that print one fact in the same words, only the best."""
    seen: set[object] = set()
    kept: list[Match] = []
    for match in matches:
        one = candidates[match.fact_id]
        long_enough = match.is_figure or one.fields["content"].count(" ") + 1 >= _TERMS_OF_A_COPY
        mark = (one.fact_type, one.text_hash, one.fields["source"]) if long_enough else one.fact_id
        if mark not in seen:
            seen.add(mark)
            kept.append(match)
    return tuple(kept)


def _collapsed(ranked: Sequence[RankedFact], candidates: Mapping[str, Candidate]) -> tuple[RankedFact, ...]:
    """Of copies of one text, only the best."""
    seen: set[object] = set()
    kept: list[RankedFact] = []
    for one in ranked:
        marks = _marks_of_copy(one, candidates[one.fact.id])
        if seen.isdisjoint(marks):
            kept.append(one)
        seen.update(marks)
    return tuple(kept)


def _collapsed_with_near_copies(session: Session, ranked: Sequence[RankedFact]) -> tuple[RankedFact, ...]:
    """Of the facts that cut, edited or updated copies of one text have in common, only the best."""
    return without_repeats(ranked, originals_of(session, {one.fact.evidence.article.id for one in ranked}))


def _marks_of_copy(ranked: RankedFact, candidate: Candidate) -> tuple[object, object]:
    evidence = ranked.fact.evidence
    own = ranked.fact.own
    sources = tuple(source.id for source in own.attribution.sources)
    return (
        (candidate.fact_type, candidate.article_sha256, own.start, own.end),
        (candidate.fact_type, fold(evidence.span.exact), fold(evidence.sentence.exact), sources),
    )
