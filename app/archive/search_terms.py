"""Conditions on search terms, in whichever search engine the database has."""

import re
from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, String, cast, false, func, select
from sqlalchemy.orm import Session

from app.archive import search_postgresql, search_sqlite
from app.archive.tables import ArticleRow, ArticleTermsRow, FactRow, FactTermsRow

# PostgreSQL keeps at most a megabyte of terms in one row, and 2 KB in one term.
MAX_FIELD_CHARACTERS = 100_000
MAX_ARTICLE_CHARACTERS = 400_000
MAX_TERM_CHARACTERS = 200

_TERM = re.compile(r"[0-9a-z]+", re.ASCII)


def storable_terms(terms: str) -> str:
    """Terms as both search engines keep them alike: ASCII letters and digits, parted by single blanks, not endless."""
    return _within(" ".join(_clean(terms)), MAX_FIELD_CHARACTERS)


def storable_article_terms(terms: str) -> str:
    """The different terms of a whole article, each once."""
    return _within(" ".join(dict.fromkeys(_clean(terms))), MAX_ARTICLE_CHARACTERS)


def facts_with_terms(
    session: Session, groups: Sequence[Sequence[str]], field: str | None = None
) -> ColumnElement[bool]:
    """Facts that hold a term of every group, in one field (`subject` or `content`) or in any of them."""
    wanted = _clean_groups(groups)
    if not wanted:
        return false()
    engine = search_postgresql if session.get_bind().dialect.name == "postgresql" else search_sqlite
    return FactRow.id.in_(select(FactTermsRow.fact_id).where(engine.fact_terms_match(wanted, field)))


def rows_of_facts_with_terms(session: Session, group: Sequence[str], field: str | None, limit: int) -> list[int]:
    """The rows of `fact_terms` that hold a term of a group, in one field or in any; the last `limit` of them."""
    wanted = _clean_groups([group])
    if not wanted:
        return []
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    if is_postgresql:
        statement, words = _joined_rows(field, limit, is_postgresql=True), search_postgresql.write_query(wanted)
    else:
        statement, words = _joined_rows(None, limit, is_postgresql=False), search_sqlite.write_query(wanted, field)
    return numbers_in(session.execute(statement, {"words": words}).scalar_one())


@cache
def _joined_rows(field: str | None, limit: int, *, is_postgresql: bool) -> Select[str]:
    statement = (search_postgresql if is_postgresql else search_sqlite).fact_rows_statement(field)
    rows = statement.limit(limit).subquery()
    return select(joined_numbers(rows.c[0])).select_from(rows)


def joined_numbers(numbers: SQLColumnExpression[int]) -> ColumnElement[str]:
    """Numbers as one string: thousands of rows of one number each take far longer to be read."""
    return func.aggregate_strings(cast(numbers, String), ",")


def numbers_in(joined: str | None) -> list[int]:
    """The numbers of such a string."""
    return [int(number) for number in joined.split(",")] if joined else []


def articles_with_terms(session: Session, groups: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """Articles that hold a term of every group in title or text."""
    wanted = _clean_groups(groups)
    if not wanted:
        return false()
    engine = search_postgresql if session.get_bind().dialect.name == "postgresql" else search_sqlite
    return ArticleRow.id.in_(select(ArticleTermsRow.article_id).where(engine.article_terms_match(wanted)))


def _clean_groups(groups: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups without what no term holds; none at all where one of them has nothing left, since nothing answers it."""
    cleaned = tuple(dict.fromkeys(tuple(sorted({one for term in group for one in _clean(term)})) for group in groups))
    return cleaned if all(cleaned) else ()


def _clean(terms: str) -> list[str]:
    return [term[:MAX_TERM_CHARACTERS] for term in _TERM.findall(terms)]


def _within(terms: str, max_characters: int) -> str:
    return terms if len(terms) <= max_characters else terms[:max_characters].rpartition(" ")[0]
