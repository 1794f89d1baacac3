"""Full-text search with PostgreSQL's tsvector."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, cast, literal_column, select
from sqlalchemy.dialects.postgresql import TSQUERY

from app.archive.tables import FactTermsRow


def fact_terms_match(groups: Sequence[Sequence[str]], field: str | None) -> ColumnElement[bool]:
    """Rows of `fact_terms` that hold a term of every group, in one field or in any."""
    everywhere = _matches("fact_terms.vector", groups)
    if field is None:
        return everywhere
    # Only the vector of every field is indexed: it finds the rows, and the field's own then chooses among them.
    return everywhere & _matches(f"fact_terms.{field}_vector", groups)


@cache
def fact_rows_statement(field: str | None) -> Select[int]:
    """The rows of `fact_terms` that match the query `words` in one field or in any, the last first."""
    words = cast(bindparam("words"), TSQUERY)
    vectors = ["fact_terms.vector"] if field is None else ["fact_terms.vector", f"fact_terms.{field}_vector"]
    matches = [literal_column(vector).bool_op("@@")(words) for vector in vectors]
    return select(FactTermsRow.id).where(*matches).order_by(FactTermsRow.id.desc())


def article_terms_match(groups: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    """Rows of `article_terms` that hold a term of every group."""
    return _matches("article_terms.vector", groups)


def write_query(groups: Sequence[Sequence[str]]) -> str:
    """A tsquery of quoted lexemes, in which nothing a caller writes is an operator."""
    return " & ".join("(" + " | ".join(_quoted(term) for term in group) + ")" for group in groups)


def _matches(vector: str, groups: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    return literal_column(vector).bool_op("@@")(cast(write_query(groups), TSQUERY))


def _quoted(term: str) -> str:
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
