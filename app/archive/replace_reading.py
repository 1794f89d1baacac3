"""Reading an article anew: facts whose words and sources stay keep their ids, and the rest comes and goes."""

from collections import defaultdict, deque
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.archive.apply_corrections import finish_articles, honour_corrections
from app.archive.articles import get_article, get_article_text
from app.archive.change_log import note_changes
from app.archive.engine import take_the_writers_turn
from app.archive.identifiers import IdentifierSource, mint_identifier
from app.archive.known_sources import KnownSource, find_by_ids
from app.archive.link_copies import are_copies_linked, link_copies
from app.archive.match_sources_again import MatchedSources, match_sources_again
from app.archive.new_article import IndexedReading
from app.archive.own_sources import list_own_sources, list_shown_sources
from app.archive.record_facts import Fact, RecordedPlace, count_attributed_sources, in_reading_order, mint_fact_ids
from app.archive.record_sources import renew_sources
from app.archive.replace_facts import replace_facts, replace_presentations
from app.archive.search_terms import storable_article_terms
from app.archive.standing import Standing, read_standing
from app.archive.stored_facts import read_facts_of_article
from app.archive.tables import ArticleRow, ArticleTermsRow, Remembered
from app.archive.tombstones import remember_deleted
from app.archive.unit_of_work import WriteSession
from app.facts.article import Article, FactCounts
from app.facts.attribution import AttributedSource, Attribution, ViaLink
from app.facts.change import ChangeKind
from app.facts.extractor import Extractor
from app.facts.figure import RelatedFigure
from app.facts.quote import Quote
from app.facts.reading_changes import AlteredFact, ReadingChanges
from app.facts.recorded import RecordedFact, RecordedFigure, RecordedQuote

_NO_EXTRACTOR = Extractor("", "")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written. `facts` are those of the new reading, in its order and with its local ids.

    `renewed_ids` are those of facts that stay and of which anything at all is told otherwise; `named_before` are the
    sources that the article's names found until now, `shown_before` those that it stood under.
    """

    changes: ReadingChanges
    place: RecordedPlace
    facts: Sequence[Fact]
    sources: MatchedSources
    renewed_ids: tuple[str, ...]
    named_before: frozenset[str]
    shown_before: frozenset[str]


def compare_reading(
    session: Session, identifier: str, indexed: IndexedReading, *, mint: IdentifierSource = mint_identifier
) -> ReadingChanges:
    """Tell what `replace_reading` would change, and write nothing. The ids of added facts are on no record.

    Raises NotOnRecord or NoLongerOnRecord.
    """
    return _plan(session, identifier, indexed, mint).changes


def replace_reading(
    session: WriteSession,
    identifier: str,
    indexed: IndexedReading,
    *,
    now: datetime,
    mint: IdentifierSource = mint_identifier,
) -> ReadingChanges:
    """Put a new reading of an article in the place of the one on record; the article itself stays as it is.

    A fact keeps its id where its words stand at the same places and its sources are the same ones, and with it what
    merges and splits by hand made of them. Lost facts, and sources that no article names any more, leave tombstones.
    Copies of an article are looked for where they never were, as of those put on record before copies were told. A
    reading that is on record already changes nothing.
    Raises NotOnRecord or NoLongerOnRecord, and ValueError for a reading that does not fit the text.
    """
    take_the_writers_turn(session.connection())
    plan = _plan(session, identifier, indexed, mint)
    session.expunge_all()
    presented_otherwise = replace_presentations(session, identifier, indexed, plan.sources, now)
    replace_facts(session, plan.place, plan.facts, indexed)
    _note_facts(session, plan, now)
    named = frozenset(plan.sources.ids.values())
    corrected = honour_corrections(session, identifier, named | plan.named_before, new_ids=named - plan.named_before)
    stale = sorted({*presented_otherwise, *corrected, *(plan.shown_before - plan.named_before)})
    orphans = renew_sources(session, stale, now=now) if stale else ()
    _write_counts_and_terms(session, plan, indexed, now)
    if corrected:
        note_changes(session, ChangeKind.CHANGED, finish_articles(session, [identifier]), now)
    if not are_copies_linked(session, identifier):
        link_copies(session, identifier, plan.place.text, indexed.copy_keys)
    lost = plan.changes.lost
    quotes = [fact.id for fact in lost if isinstance(fact, Quote)]
    figures = [fact.id for fact in lost if not isinstance(fact, Quote)]
    remember_deleted(session, Remembered.QUOTE, quotes, now)
    remember_deleted(session, Remembered.FIGURE, figures, now)
    remember_deleted(session, Remembered.SOURCE, orphans, now)
    return replace(plan.changes, article=get_article(session, identifier))


def _plan(session: Session, identifier: str, indexed: IndexedReading, mint: IdentifierSource) -> _Plan:
    article, text = get_article(session, identifier), get_article_text(session, identifier)
    named_before, shown_before = list_own_sources(session, identifier), list_shown_sources(session, identifier)
    sources = match_sources_again(session, identifier, indexed, mint)
    standing = read_standing(session, [identifier], {*named_before, *sources.ids.values()})
    before = read_facts_of_article(session, identifier)
    as_matched = read_facts_of_article(session, identifier, as_matched=True) if standing.corrects_any else before
    facts = in_reading_order(indexed.reading)
    attributed = [replace(fact, attribution=_on_record(fact.attribution, sources.by_local_id)) for fact in facts]
    same = _pair(as_matched, attributed)
    kept_ids = {local_id: recorded.id for local_id, recorded in same.items()}
    fact_ids = kept_ids | mint_fact_ids([fact for fact in facts if fact.id not in kept_ids], mint)
    after = [_with_ids(fact, fact_ids) for fact in attributed]
    if standing.corrects_any:
        corrected = find_by_ids(session, standing.corrected_to)
        after = [_corrected(fact, identifier, standing, {one.id: one for one in corrected}) for fact in after]
    place = RecordedPlace(identifier, text, article.metadata.published_at, fact_ids, sources.ids)
    renewed = _renewed_ids(before, after)
    return _Plan(_changes(article, before, after), place, facts, sources, renewed, named_before, shown_before)


def _changes(article: Article, before: Sequence[RecordedFact], after: Sequence[Fact]) -> ReadingChanges:
    was = {recorded.id: recorded for recorded in before}
    now = {fact.id for fact in after}
    same = [(was[fact.id], fact) for fact in after if fact.id in was]
    return ReadingChanges(
        article=article,
        kept=tuple(fact for recorded, fact in same if _tells_the_same(recorded, fact)),
        added=tuple(fact for fact in after if fact.id not in was),
        lost=tuple(_fact_of(recorded) for recorded in before if recorded.id not in now),
        altered=tuple(
            AlteredFact(recorded, _recorded_again(recorded, fact))
            for recorded, fact in same
            if not _tells_the_same(recorded, fact)
        ),
    )


def _renewed_ids(before: Sequence[RecordedFact], after: Sequence[Fact]) -> tuple[str, ...]:
    was = {recorded.id: _fact_of(recorded) for recorded in before}
    return tuple(fact.id for fact in after if fact.id in was and fact != was[fact.id])


def _note_facts(session: Session, plan: _Plan, now: datetime) -> None:
    note_changes(session, ChangeKind.DELETED, [fact.id for fact in plan.changes.lost], now)
    note_changes(session, ChangeKind.ADDED, [fact.id for fact in plan.changes.added], now)
    note_changes(session, ChangeKind.CHANGED, plan.renewed_ids, now)


def _pair(before: Sequence[RecordedFact], after: Sequence[Fact]) -> dict[str, RecordedFact]:
    """The fact on record that each new one is, by its local id: one of the same words, places and sources.

    Of several such the one of which nothing else changed, and then the first.
    """
    paired: dict[str, RecordedFact] = {}
    left = list(before)
    for likeness in (_all_but_neighbours, _words_and_sources):
        waiting: dict[Hashable, deque[RecordedFact]] = defaultdict(deque)
        for recorded in left:
            waiting[likeness(_fact_of(recorded))].append(recorded)
        for fact in after:
            if fact.id not in paired and waiting[likeness(fact)]:
                paired[fact.id] = waiting[likeness(fact)].popleft()
        taken = {recorded.id for recorded in paired.values()}
        left = [recorded for recorded in left if recorded.id not in taken]
    return paired


def _words_and_sources(fact: Fact) -> Hashable:
    spans = fact.spans if isinstance(fact, Quote) else (fact.span,)
    return type(fact), spans, frozenset(source.id for source in fact.attribution.sources)


def _all_but_neighbours(fact: Fact) -> Hashable:
    """All that a fact tells by itself, without the facts that it is within or belongs to."""
    alone = replace(_told(fact), id="", within=None)
    return alone if isinstance(alone, Quote) else replace(alone, related=())


def _tells_the_same(recorded: RecordedFact, fact: Fact) -> bool:
    return _told(_fact_of(recorded)) == _told(fact)


def _told(fact: Fact) -> Fact:
    """A fact without how sure of it which extractor is."""
    return replace(fact, confidence=0.0, extractor=_NO_EXTRACTOR)


def _fact_of(recorded: RecordedFact) -> Fact:
    return recorded.quote if isinstance(recorded, RecordedQuote) else recorded.figure


def _recorded_again(recorded: RecordedFact, fact: Fact) -> RecordedFact:
    evidence = replace(recorded.evidence, sentence=fact.sentence)
    return RecordedQuote(fact, evidence) if isinstance(fact, Quote) else RecordedFigure(fact, evidence)


def _on_record(attribution: Attribution, sources: Mapping[str, KnownSource]) -> Attribution:
    """The attribution with sources on record, each under the name that it has there and once in a link."""

    def find(attributed: Sequence[AttributedSource]) -> tuple[AttributedSource, ...]:
        found: dict[str, AttributedSource] = {}
        for one in attributed:
            source = sources[one.id]
            found.setdefault(source.id, AttributedSource(source.id, source.name, source.kind, one.mention))
        return tuple(found.values())

    via = tuple(ViaLink(find(link.sources), link.cue) for link in attribution.via)
    return replace(attribution, sources=find(attribution.sources), via=via)


def _corrected(fact: Fact, article_id: str, standing: Standing, others: Mapping[str, KnownSource]) -> Fact:
    """A fact, attributed to sources that its article's names find, as corrections by hand attribute it."""

    def find(attributed: Sequence[AttributedSource]) -> tuple[AttributedSource, ...]:
        found: dict[str, AttributedSource] = {}
        for one in attributed:
            source = others.get(standing.of_fact(fact.id, article_id, one.id))
            stands_for = one if source is None else AttributedSource(source.id, source.name, source.kind, one.mention)
            found.setdefault(stands_for.id, stands_for)
        return tuple(found.values())

    via = tuple(ViaLink(find(link.sources), link.cue) for link in fact.attribution.via)
    return replace(fact, attribution=replace(fact.attribution, sources=find(fact.attribution.sources), via=via))


def _with_ids(fact: Fact, ids: Mapping[str, str]) -> Fact:
    within = ids[fact.within] if fact.within else None
    if isinstance(fact, Quote):
        return replace(fact, id=ids[fact.id], within=within)
    related = tuple(RelatedFigure(ids[one.figure_id], one.relation) for one in fact.related)
    return replace(fact, id=ids[fact.id], within=within, related=related)


def _write_counts_and_terms(session: Session, plan: _Plan, indexed: IndexedReading, now: datetime) -> None:
    article, reading = plan.changes.article, indexed.reading
    counts = FactCounts(len(reading.quotes), len(reading.figures), count_attributed_sources(plan.place, plan.facts))
    if counts != article.counts:
        columns = {"quote_count": counts.quotes, "figure_count": counts.figures, "source_count": counts.sources}
        session.execute(update(ArticleRow).where(ArticleRow.id == article.id).values(columns))
        note_changes(session, ChangeKind.CHANGED, [article.id], now)
    terms = storable_article_terms(indexed.article_terms)
    stale = (ArticleTermsRow.article_id == article.id) & (ArticleTermsRow.terms != terms)
    session.execute(update(ArticleTermsRow).where(stale).values(terms=terms))
