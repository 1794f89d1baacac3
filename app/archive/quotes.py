"""Quotes: one, and lists of them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.archive.fact_lists import list_facts
from app.archive.resolved_filter import ResolvedFilter
from app.archive.stored_facts import read_facts
from app.archive.tables import Remembered
from app.archive.tombstones import check_identifier, raise_missing
from app.facts.filters import QuoteFilter
from app.facts.paging import Page, PageRequest
from app.facts.recorded import RecordedQuote


def get_quote(session: Session, identifier: str) -> RecordedQuote:
    """One quote. Raises NotOnRecord or NoLongerOnRecord."""
    check_identifier(Remembered.QUOTE, identifier)
    found = get_quotes(session, [identifier])
    if not found:
        raise_missing(session, Remembered.QUOTE, identifier)
    return found[0]


def get_quotes(session: Session, ids: Sequence[str]) -> tuple[RecordedQuote, ...]:
    """The quotes with these ids, in that order. An id that is no quote on record is left out."""
    return tuple(fact for fact in read_facts(session, ids) if isinstance(fact, RecordedQuote))


def list_quotes(session: Session, wanted: ResolvedFilter[QuoteFilter], page: PageRequest) -> Page[RecordedQuote]:
    """One page of quotes. Raises InvalidCursor for a cursor of another filter or sort."""
    found = list_facts(session, "quotes", wanted, page)
    return Page(get_quotes(session, found.ids), found.next_cursor, found.total)
