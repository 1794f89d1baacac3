"""Writing what corrections make of articles: from what their names find, whatever was made of it before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.archive.corrected_terms import renew_source_terms
from app.archive.known_sources import KnownSource, best_match
from app.archive.own_sources import corrected_among, own_id_in, read_own_presentations
from app.archive.standing import read_standing
from app.archive.tables import (
    ArticleRow,
    ArticleSourceRow,
    AttributedSourceRow,
    CorrectionRow,
    FactRow,
    SourceRow,
    SplitPresentationRow,
)
from app.archive.unit_of_work import WriteSession

_ARTICLES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Applied:
    """The facts whose sources changed, and the sources that changed their facts or their presentations."""

    fact_ids: frozenset[str] = frozenset()
    source_ids: frozenset[str] = frozenset()


def apply_corrections(session: WriteSession, article_ids: Collection[str]) -> Applied:
    """Let every fact and presentation of these articles stand under the source that the corrections in force say."""
    parts = [_apply(session, some) for some in _some_at_once(article_ids)]
    return Applied(
        frozenset().union(*(part.fact_ids for part in parts)), frozenset().union(*(part.source_ids for part in parts))
    )


def honour_corrections(
    session: WriteSession, article_id: str, own_ids: Collection[str], *, new_ids: Collection[str]
) -> frozenset[str]:
    """Let an article that was just recorded, or read anew, stand as the corrections say.

    `own_ids` are the sources that its names find; of those in `new_ids`, which it did not name before, it is told by
    their keys whether they are what was split off. Gives the sources to be renewed.
    """
    corrected = corrected_among(session, own_ids)
    if not corrected:
        return frozenset()
    _choose_among_split(session, article_id, corrected.intersection(new_ids))
    return _apply(session, [article_id]).source_ids | corrected


def finish_articles(session: WriteSession, article_ids: Collection[str]) -> list[str]:
    """Write what follows from sources that changed: the terms that facts are found by, and how many are named.

    Gives the articles that name another number of sources than before.
    """
    recounted: list[str] = []
    for some in _some_at_once(article_ids):
        renew_source_terms(session, FactRow.article_id.in_(some))
        counted = (
            select(func.count(AttributedSourceRow.source_id.distinct()))
            .join(FactRow, FactRow.id == AttributedSourceRow.fact_id)
            .where(FactRow.article_id == ArticleRow.id)
            .correlate(ArticleRow)
            .scalar_subquery()
        )
        stale = ArticleRow.id.in_(some) & (ArticleRow.source_count != counted)
        recounted += session.execute(select(ArticleRow.id).where(stale).order_by(ArticleRow.id)).scalars()
        session.execute(
            update(ArticleRow).where(stale).values(source_count=counted), execution_options=_PAST_THE_SESSION
        )
    return recounted


_PAST_THE_SESSION = {"synchronize_session": False}


def _some_at_once(article_ids: Collection[str]) -> Iterator[list[str]]:
    ids = sorted(article_ids)
    for start in range(0, len(ids), _ARTICLES_AT_ONCE):
        yield ids[start : start + _ARTICLES_AT_ONCE]


def _apply(session: WriteSession, article_ids: Sequence[str]) -> Applied:
    attributed = _read_attributed(session, article_ids)
    presented = _read_presented(session, article_ids)
    own_ids = {row["own_id"] for row in (*attributed, *presented)}
    standing = read_standing(session, article_ids, own_ids)
    for row in attributed:
        row["new_id"] = standing.of_fact(row["fact_id"], row["article_id"], row["own_id"])
    for row in presented:
        row["new_id"] = standing.in_article(row["article_id"], row["own_id"])
    changed = [row for row in attributed if row["new_id"] != row["source_id"]]
    presented_otherwise = [row for row in presented if row["new_id"] != row["source_id"]]
    _write(session, AttributedSourceRow, ("fact_id", "link", "position"), changed)
    _write(session, ArticleSourceRow, ("article_id", "position"), presented_otherwise)
    lent = _lend_names(session, article_ids, attributed, presented)
    touched = {row[name] for row in (*changed, *presented_otherwise) for name in ("source_id", "new_id")}
    return Applied(frozenset(row["fact_id"] for row in changed), frozenset(touched | lent))


def _read_attributed(session: Session, article_ids: Sequence[str]) -> list[dict[str, Any]]:
    statement = (
        select(
            AttributedSourceRow.fact_id,
            AttributedSourceRow.link,
            AttributedSourceRow.position,
            AttributedSourceRow.source_id,
            func.coalesce(AttributedSourceRow.matched_id, AttributedSourceRow.source_id).label("own_id"),
            FactRow.article_id,
        )
        .join(FactRow, FactRow.id == AttributedSourceRow.fact_id)
        .where(FactRow.article_id.in_(article_ids))
        .order_by(FactRow.article_id, FactRow.position, AttributedSourceRow.link, AttributedSourceRow.position)
    )
    return [dict(row) for row in session.execute(statement).mappings()]


def _read_presented(session: Session, article_ids: Sequence[str]) -> list[dict[str, Any]]:
    statement = (
        select(
            ArticleSourceRow.article_id,
            ArticleSourceRow.position,
            ArticleSourceRow.source_id,
            func.coalesce(ArticleSourceRow.matched_id, ArticleSourceRow.source_id).label("own_id"),
            ArticleSourceRow.name,
            ArticleSourceRow.kind,
        )
        .where(ArticleSourceRow.article_id.in_(article_ids), ArticleSourceRow.borrowed.is_(False))
        .order_by(ArticleSourceRow.article_id, ArticleSourceRow.position)
    )
    return [dict(row) for row in session.execute(statement).mappings()]


def _write(session: Session, table: Any, identity: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> None:
    columns = [
        {
            **{name: row[name] for name in identity},
            "source_id": row["new_id"],
            "matched_id": None if row["new_id"] == row["own_id"] else row["own_id"],
        }
        for row in rows
    ]
    if columns:
        session.execute(update(table), columns)


def _lend_names(
    session: Session,
    article_ids: Sequence[str],
    attributed: Sequence[Mapping[str, Any]],
    presented: Sequence[Mapping[str, Any]],
) -> set[str]:
    """Give each source that has facts of an article by hand, and no name in it, the name that was read there.

    It has no keys by that name: who else is called so is not that source. Gives the sources of which this is news.
    """
    borrowed = ArticleSourceRow.article_id.in_(article_ids) & ArticleSourceRow.borrowed
    before = {
        (row.article_id, row.source_id): row.position
        for row in session.execute(select(ArticleSourceRow).where(borrowed)).scalars()
    }
    session.expunge_all()
    wanted = {(row["article_id"], row["source_id"]): row for row in _borrowed_rows(attributed, presented)}
    if {key: row["position"] for key, row in wanted.items()} == before:
        return set()
    session.execute(delete(ArticleSourceRow).where(borrowed), execution_options=_PAST_THE_SESSION)
    if wanted:
        session.execute(insert(ArticleSourceRow), list(wanted.values()))
    return {source_id for _, source_id in before.keys() ^ wanted.keys()}


def _borrowed_rows(
    attributed: Sequence[Mapping[str, Any]], presented: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    by_article = {key: list(rows) for key, rows in groupby(presented, key=lambda row: row["article_id"])}
    for article_id, rows in groupby(attributed, key=lambda row: row["article_id"]):
        named = by_article.get(article_id, [])
        at_home = {row["new_id"] for row in named}
        names = {row["own_id"]: row for row in reversed(named)}
        guests = {row["new_id"]: row["own_id"] for row in rows if row["new_id"] not in at_home}
        place = max((row["position"] for row in named), default=-1) + 1
        for position, (source_id, own_id) in enumerate(sorted(guests.items()), start=place):
            lender = names[own_id]
            yield {
                "article_id": article_id,
                "position": position,
                "source_id": source_id,
                "name": lender["name"],
                "kind": lender["kind"],
                "aliases": [],
                "description": None,
                "keys": [],
                "matched_id": None,
                "borrowed": True,
            }


def _choose_among_split(session: Session, article_id: str, own_ids: Collection[str]) -> None:
    """Let what an article names be what was split off a source, where more of its keys speak for that."""
    for own_id in sorted(own_ids):
        parts = _parts_of(session, own_id, article_id)
        here = read_own_presentations(session, own_id_in([own_id]) & (ArticleSourceRow.article_id == article_id))
        keys = sorted({key for row in here.get(own_id, ()) for key in row.keys})
        kinds = [row.kind for row in here.get(own_id, ())]
        match = best_match(kinds[0], keys, list(parts.values())) if kinds else None
        if match is not None and match.id != own_id:
            correction_id = next(one for one, part in parts.items() if part is match)
            split = {"correction_id": correction_id, "article_id": article_id, "matched_id": own_id}
            session.execute(insert(SplitPresentationRow), [split])


def _parts_of(session: Session, own_id: str, article_id: str) -> dict[str, KnownSource]:
    """A source and those split off it, by the correction that split them off, each with the keys that are its own."""
    elsewhere = own_id_in([own_id]) & (ArticleSourceRow.article_id != article_id)
    presentations = read_own_presentations(session, elsewhere).get(own_id, [])
    statement = (
        select(SplitPresentationRow.article_id, CorrectionRow.id, CorrectionRow.into_id)
        .join(CorrectionRow, CorrectionRow.id == SplitPresentationRow.correction_id)
        .join(SourceRow, SourceRow.id == CorrectionRow.into_id)
        .where(SplitPresentationRow.matched_id == own_id)
        .order_by(CorrectionRow.id)
    )
    split = {row.article_id: (row.id, row.into_id) for row in session.execute(statement)}
    parts: dict[str, KnownSource] = {}
    for row in presentations:
        correction_id, source_id = split.get(row.article_id, ("", own_id))
        part = parts.setdefault(correction_id, KnownSource(source_id, row.name, row.kind, named=True))
        part.learn(row.kind, (row.name, *row.aliases), row.description, row.keys)
    return dict(sorted(parts.items()))
