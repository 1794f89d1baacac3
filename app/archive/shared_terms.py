"""Facts that share words with several texts, all of them searched for at once."""

import heapq
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from app.archive.search_terms import joined_numbers, numbers_in, rows_of_facts_with_terms
from app.archive.tables import ArticleRow, AttributedSourceRow, FactRow, FactTermsRow, FactType
from app.facts.filters import FactFilter

# A term that more facts hold tells little: of them, those that were put on record last are looked at.
_MOST_ROWS_OF_A_TERM = 50_000
_MOST_ROWS_WEIGHED = 400
_MOST_PARAMETERS = 10_000
_LEAST_SHARE_MET = 0.25
_LEAST_CONFIDENCE = FactFilter().min_confidence
# So many copies of one wording are enough evidence.
_MOST_OF_ONE_WORDING = 5

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class SharedTermsSearch:
    """Groups of terms, of which a fact should hold as many as may be, in one field or in any.

    Where `source_ids` are given their facts are searched apart as well, so that no
    others crowd them out.
    """

    groups: tuple[tuple[str, ...], ...]
    fact_type: FactType
    field: str | None
    source_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact; `words` is the same for copies of one fact."""

    fact_id: str
    words: str


def find_by_shared_terms(
    session: Session, searches: Sequence[SharedTermsSearch], most_words: int, most_facts: int
) -> tuple[tuple[str, ...], ...]:
    """For each search the ids of the facts that share most with it, the best first; equals in the order of their ids.

    How much a term tells hangs on how few facts hold it; less than a quarter of what a search asks for is too little. A
    search finds facts of at most `most_words` different wordings, each with the fact that was put on record first, and
    at most `most_facts` in all: neither copies nor newer facts push another wording out.
    """
    rows_of = _rows_of_groups(session, searches)
    own_rows = _rows_of_sources(session, frozenset().union(*(one.source_ids for one in searches)))
    weighed = [_weighed_lists(search, rows_of, own_rows) for search in searches]
    found = _read_found(session, weighed)
    chosen = (
        [_best_of(scores, found[search.fact_type], most_words, most_facts) for scores in lists]
        for search, lists in zip(searches, weighed, strict=True)
    )
    return tuple(tuple(dict.fromkeys(chain.from_iterable(lists))) for lists in chosen)


_Key = tuple[str | None, tuple[str, ...]]


def _rows_of_groups(session: Session, searches: Iterable[SharedTermsSearch]) -> dict[_Key, list[int]]:
    """The rows that hold a term of each group, each group searched for once."""
    keys = dict.fromkeys((search.field, group) for search in searches for group in search.groups)
    return {
        (field, group): rows_of_facts_with_terms(session, group, field, _MOST_ROWS_OF_A_TERM) for field, group in keys
    }


def _rows_of_sources(session: Session, source_ids: Collection[str]) -> dict[str, frozenset[int]]:
    """The rows of the facts that are attributed to each of some sources."""
    if not source_ids:
        return {}
    statement = (
        select(AttributedSourceRow.source_id, joined_numbers(FactTermsRow.id))
        .join(FactTermsRow, FactTermsRow.fact_id == AttributedSourceRow.fact_id)
        .where(AttributedSourceRow.source_id.in_(sorted(source_ids)), AttributedSourceRow.link == 0)
        .group_by(AttributedSourceRow.source_id)
    )
    return {identifier: frozenset(numbers_in(rows)) for identifier, rows in session.execute(statement)}


def _weighed_lists(
    search: SharedTermsSearch, rows_of: Mapping[_Key, list[int]], own_rows: Mapping[str, frozenset[int]]
) -> list[dict[int, float]]:
    """The rows that share most with a search and how much, and the same for those of its sources alone."""
    scores: dict[int, float] = {}
    total = 0.0
    for group in dict.fromkeys(search.groups):
        rows = rows_of[search.field, group]
        # A word that is nowhere on record tells no fact from another.
        weight = 1 / math.log2(2 + len(rows)) if rows else 0.0
        total += weight
        for row in rows:
            scores[row] = scores.get(row, 0.0) + weight
    enough = {row: score for row, score in scores.items() if score >= _LEAST_SHARE_MET * total}
    lists = [_heaviest(enough)]
    if search.source_ids:
        own = frozenset[int]().union(*(own_rows.get(identifier, ()) for identifier in search.source_ids))
        lists.append(_heaviest({row: enough[row] for row in own & enough.keys()}))
    return lists


def _heaviest(scores: Mapping[int, float]) -> dict[int, float]:
    return dict(heapq.nlargest(_MOST_ROWS_WEIGHED, scores.items(), key=lambda one: (one[1], one[0])))


def _read_found(session: Session, weighed: Sequence[list[dict[int, float]]]) -> dict[FactType, dict[int, _Found]]:
    """What the rows are, for each type of fact, of newest versions alone and not unsure."""
    found: dict[FactType, dict[int, _Found]] = {one: {} for one in FactType}
    wanted = {row for lists in weighed for scores in lists for row in scores}
    for chunk in _chunks(sorted(wanted), _MOST_PARAMETERS):
        for row, fact_id, words, fact_type, confidence, is_newest in session.execute(
            _DESCRIBED.where(FactTermsRow.id.in_(chunk))
        ):
            if is_newest and confidence >= _LEAST_CONFIDENCE:
                found[_TYPES[fact_type]][row] = _Found(fact_id, words)
    return found


def _best_of(scores: Mapping[int, float], found: Mapping[int, _Found], most_words: int, most_facts: int) -> list[str]:
    """The facts with most shared, of each wording the first one before any of its copies."""
    by_words: dict[str, list[tuple[float, str]]] = {}
    for row, score in scores.items():
        if row in found:
            by_words.setdefault(found[row].words, []).append((-round(score, 9), found[row].fact_id))
    ordered = sorted((sorted(facts, key=lambda one: one[1]) for facts in by_words.values()), key=min)[:most_words]
    first = [facts[0] for facts in ordered]
    copies = [one for facts in ordered for one in facts[1:_MOST_OF_ONE_WORDING]]
    return [fact_id for _, fact_id in [*first, *copies][: max(most_facts, len(first))]]


def _chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[begin : begin + size] for begin in range(0, len(items), size))


# What tells facts apart is compared here: asked of the database, SQLite would go through all facts of a type.
_TYPES = {one.value: one for one in FactType}
_DESCRIBED = (
    select(
        FactTermsRow.id,
        FactRow.id,
        FactRow.text_hash,
        type_coerce(FactRow.type, String),
        FactRow.confidence,
        ArticleRow.is_newest,
    )
    .join(FactRow, FactRow.id == FactTermsRow.fact_id)
    .join(ArticleRow, ArticleRow.id == FactRow.article_id)
)
