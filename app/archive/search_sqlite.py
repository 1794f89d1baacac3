"""Full-text search with SQLite's FTS5."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, column, literal_column, select, table

from app.archive.tables import ArticleTermsRow, FactTermsRow


def fact_terms_match(groups: Sequence[Sequence[str]], field: str | None) -> ColumnElement[bool]:
    """Rows of `fact_terms` that hold a term of every group, in one field or in any."""
    return FactTermsRow.id.in_(_matching_rows("fact_terms_index", write_query(groups, field)))


def article_terms_match(groups: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """Rows of `article_terms` that hold a term of every group."""
    return ArticleTermsRow.id.in_(_matching_rows("article_terms_index", write_query(groups, None)))


def write_query(groups: Sequence[Sequence[str]], field: str | None) -> str:
    """An FTS5 query of quoted terms, in which nothing a caller writes is an operator."""
    words = " AND ".join("(" + " OR ".join(_quoted(term) for term in group) + ")" for group in groups)
    return f"{{{field}}} : ({words})" if field else words


def _matching_rows(index_name: str, query: str) -> Select[tuple[int]]:
    index = table(index_name, column("rowid"))
    return select(index.c.rowid).where(literal_column(index_name).bool_op("MATCH")(query))


def _quoted(term: str) -> str:
    escaped = term.replace('"', '""')
    return f'"{escaped}"'
