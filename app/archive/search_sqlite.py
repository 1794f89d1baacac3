"""Full-text search with SQLite's FTS5."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, column, literal_column, select, table

from app.archive.tables import ArticleTermsRow, FactTermsRow


def fact_terms_match(groups: Sequence[Sequence[str]], field: str | None) -> ColumnElement[bool]:
    """Rows of `fact_terms` that hold a term of every group, in one field or in any."""
    return FactTermsRow.id.in_(_matching_rows("fact_terms_index", write_query(groups, field)))


@cache
def fact_rows_statement(_field: str | None) -> Select[int]:
    """The rows of `fact_terms` that match the query `words`, the last first; the query itself tells the field."""
    index = table("fact_terms_index", column("rowid"))
    matches = literal_column("fact_terms_index").bool_op("MATCH")(bindparam("words"))
    return select(index.c.rowid).where(matches).order_by(index.c.rowid.desc())


def article_terms_match(groups: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """Rows of `article_terms` that hold a term of every group."""
    return ArticleTermsRow.id.in_(_matching_rows("article_terms_index", write_query(groups, None)))


def write_query(groups: Sequence[Sequence[str]], field: str | None) -> str:
    """An FTS5 query of quoted terms, in which nothing a caller writes is an operator."""
    words = " AND ".join("(" + " OR ".join(_quoted(term) for term in group) + ")" for group in groups)
    return f"{{{field}}} : ({words})" if field else words


def _matching_rows(index_name: str, query: str) -> Select[int]:
    index = table(index_name, column("rowid"))
    return select(index.c.rowid).where(literal_column(index_name).bool_op("MATCH")(query))


def _quoted(term: str) -> str:
    escaped = term.replace('"', '""')
    return f'"{escaped}"'
