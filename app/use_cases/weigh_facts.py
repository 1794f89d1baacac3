"""Gathering what may answer a question in other words than its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.answers.question import Question
from app.answers.rank import Findable, RankedFact, groups_met
from app.answers.told_text import told_text
from app.answers.weigh import Weighable, Weighed, is_possible, with_readings
from app.archive.resolved_filter import ResolvedFilter
from app.archive.search import Candidate, attributed_among, find_candidates
from app.archive.stored_facts import read_facts
from app.archive.tables import FactType
from app.facts.filters import FactFilter
from app.facts.recorded import RecordedFact, RecordedFigure
from app.meaning.cross_encoder import load_cross_encoder
from app.meaning.encoder import load_encoder
from app.use_cases.known_sources import known_sources
from app.use_cases.known_vectors import known_vectors

# So many of the facts nearest in meaning are looked at, and so many of them read whole.
_MOST_NEAR = 120
_MOST_READ = 40
# So many of those that may answer are read together with the question.
_MOST_READ_TOGETHER = 16
# Before a fact is read whole, its words count so much beside its meaning.
_WORDS_COUNT = 0.5


@dataclass(frozen=True, slots=True)
class GatheredFacts:
    """What may answer, with the candidates that it was read from by id."""

    facts: tuple[Weighable, ...]
    candidates: dict[str, Candidate]


def gather_facts(
    session: Session,
    question: Question,
    text: str,
    wanted: ResolvedFilter[FactFilter],
    strict: Sequence[RankedFact],
) -> GatheredFacts | None:
    """The facts nearest in meaning to a text, and those whose words answer it already.

    None where no fact has a vector, as in an archive that was filled before there were any. Facts of which no date at
    all is known are there whatever date is asked for.
    """
    index = known_vectors(session)
    if not len(index):
        return None
    (vector,) = load_encoder().encode([text])
    of_words = {one.fact.id: one.fact for one in strict}
    places = {one.fact.id: place for place, one in enumerate(strict)}
    among = {*index.nearest(vector, _MOST_NEAR), *of_words}
    found = {one.fact_id: one for one in find_candidates(session, [], wanted, len(among), among=among)}
    left_out = of_words.keys() - found.keys()
    if left_out:
        # Found by another reading of the question.
        anytime = replace(wanted, time_from=None, time_to=None)
        others = find_candidates(session, [], anytime, len(left_out), among=left_out)
        found |= {one.fact_id: one for one in others}
    undated = _undated(session, wanted, among - found.keys())
    candidates = found | undated
    attributed = _attributed(session, question, candidates)
    likeness = index.likeness(vector, candidates)
    nearest = sorted(
        candidates.values(),
        key=lambda one: (-_at_first_sight(question, one, likeness.get(one.fact_id, 0)), one.fact_id),
    )
    unread = [one.fact_id for one in nearest[:_MOST_READ] if one.fact_id not in of_words]
    read = {fact.id: fact for fact in read_facts(session, unread) if fact.id in found or not _is_dated(fact)}
    whole = {**of_words, **read}
    facts = tuple(
        Weighable(
            findable(one),
            whole[one.fact_id],
            likeness.get(one.fact_id, 0.0),
            one.fact_id in attributed,
            places.get(one.fact_id),
        )
        for one in nearest
        if one.fact_id in whole
    )
    return GatheredFacts(facts, candidates)


def read_together(session: Session, text: str, weighed: Sequence[Weighed]) -> list[Weighed]:
    """Those that may answer, the first of them, with what is made of each by reading it together with the question."""
    chosen = [one for one in weighed if is_possible(one)][:_MOST_READ_TOGETHER]
    owns = [one.weighable.fact.own for one in chosen]
    known = known_sources(session)
    speakers = {source.id for own in owns for source in own.attribution.everyone}
    descriptions = known.descriptions_of(speakers)
    told = [told_text(own, descriptions) for own in owns]
    return with_readings(chosen, load_cross_encoder().read(text, told) if told else [])


def findable(candidate: Candidate) -> Findable:
    """What is known of a candidate before it is read whole."""
    is_figure = candidate.fact_type is FactType.FIGURE
    return Findable(candidate.fact_id, is_figure, candidate.fields, candidate.published_latest)


def _undated(session: Session, wanted: ResolvedFilter[FactFilter], among: set[str]) -> dict[str, Candidate]:
    """Candidates of articles without a date, where a date is asked for."""
    if wanted.time_from is None and wanted.time_to is None:
        return {}
    anytime = replace(wanted, time_from=None, time_to=None)
    found = find_candidates(session, [], anytime, len(among), among=among) if among else ()
    return {one.fact_id: one for one in found if one.published_latest is None}


def _is_dated(fact: RecordedFact) -> bool:
    if isinstance(fact, RecordedFigure):
        return fact.figure.said_at is not None or fact.figure.period is not None
    return fact.quote.said_at is not None


def _attributed(session: Session, question: Question, candidates: dict[str, Candidate]) -> frozenset[str]:
    source = question.source
    return attributed_among(session, candidates, source.source_ids) if source and source.source_ids else frozenset()


def _at_first_sight(question: Question, candidate: Candidate, likeness: float) -> float:
    return likeness + _WORDS_COUNT * groups_met(question, findable(candidate)).coverage
