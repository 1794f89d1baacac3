"""Figures: one, and lists of them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.archive.fact_lists import list_facts
from app.archive.resolved_filter import ResolvedFilter
from app.archive.stored_facts import read_facts
from app.archive.tables import Remembered
from app.archive.tombstones import check_identifier, raise_missing
from app.facts.filters import FigureFilter
from app.facts.paging import Page, PageRequest
from app.facts.recorded import RecordedFigure


def get_figure(session: Session, identifier: str) -> RecordedFigure:
    """One figure. Raises NotOnRecord or NoLongerOnRecord."""
    check_identifier(Remembered.FIGURE, identifier)
    found = get_figures(session, [identifier])
    if not found:
        raise_missing(session, Remembered.FIGURE, identifier)
    return found[0]


def get_figures(session: Session, ids: Sequence[str]) -> tuple[RecordedFigure, ...]:
    """The figures with these ids, in that order. An id that is no figure on record is left out."""
    return tuple(fact for fact in read_facts(session, ids) if isinstance(fact, RecordedFigure))


def list_figures(session: Session, wanted: ResolvedFilter[FigureFilter], page: PageRequest) -> Page[RecordedFigure]:
    """One page of figures. Raises InvalidCursor for a cursor of another filter or sort."""
    found = list_facts(session, "figures", wanted, page)
    return Page(get_figures(session, found.ids), found.next_cursor, found.total)
