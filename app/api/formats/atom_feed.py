"""Atom (RFC 4287, paged by RFC 5005): quotes and figures as the entries of a feed.

An entry's id is the UUID inside the fact's id, so it holds under whatever address the service is reached; its
`updated` is the moment at which that id was given, that is, when the fact was put on record.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from lxml import etree
from typeid import TypeID

from app.api.addresses import Addresses
from app.api.formats.annotations import address_of
from app.api.formats.tell_fact import tell_fact
from app.api.media_types import MediaType
from app.api.schemas.attribution import Attribution
from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote
from app.facts.attribution import Origin

_ATOM = "http://www.w3.org/2005/Atom"
# What no XML document may hold, even escaped (XML 1.0, section 2.2).
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)
_INSTANT_CHARACTERS = len("2024-10-16T07:30:12Z")


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Where one page of a feed stands: the address of the list itself, of this page, and of the next."""

    title: str
    list_address: str
    page_address: str
    next_address: str | None


def write_atom(facts: Sequence[Quote | Figure], page: FeedPage, addresses: Addresses) -> bytes:
    """A page of a feed, its entries in the order of the list; without any it is whole and valid too.

    Characters that XML cannot hold are replaced by U+FFFD.
    """
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", uuid5(NAMESPACE_URL, page.list_address).urn)
    _add(feed, "title", page.title)
    _add(feed, "updated", _instant(max((_recorded_at(fact.id) for fact in facts), default=_NOTHING_YET)))
    _add_person(feed, "author", "On Record")
    _add(feed, "generator", "On Record")
    _add(feed, "link", rel="self", type=MediaType.ATOM, href=page.page_address)
    _add(feed, "link", rel="first", type=MediaType.ATOM, href=page.list_address)
    if page.next_address is not None:
        _add(feed, "link", rel="next", type=MediaType.ATOM, href=page.next_address)
    for fact in facts:
        _add_entry(feed, fact, addresses)
    written: bytes = etree.tostring(feed, encoding="UTF-8", xml_declaration=True)
    return written


def _add_entry(feed: Any, fact: Quote | Figure, addresses: Addresses) -> None:
    article = fact.evidence.article
    entry = _add(feed, "entry")
    _add(entry, "id", _uuid_of(fact.id).urn)
    _add(entry, "title", tell_fact(fact))
    _add(entry, "updated", _instant(_recorded_at(fact.id)))
    if article.published_at is not None and len(article.published_at) >= _INSTANT_CHARACTERS:
        _add(entry, "published", article.published_at)
    for name in _authors_of(fact.attribution, article.publisher):
        _add_person(entry, "author", name)
    for name in _carriers_of(fact.attribution):
        _add_person(entry, "contributor", name)
    # Readers follow an alternate link only where it has no type, or is a page.
    _add(entry, "link", rel="alternate", href=address_of(fact, addresses))
    if article.url is not None:
        _add(entry, "link", rel="via", href=article.url)
    for term in (fact.type, *_terms_of(fact)):
        _add(entry, "category", term=term)
    _add(entry, "content", fact.evidence.sentence.exact, type="text")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = None if text is None else _storable(text)
    for attribute, value in attributes.items():
        element.set(attribute, _storable(value))
    return element


def _add_person(parent: Any, role: str, name: str) -> None:
    _add(_add(parent, role), "name", name)


def _authors_of(attribution: Attribution, publisher: str | None) -> list[str]:
    """Who claims it; where nothing in the text says so, its publisher."""
    if attribution.origin is Origin.PUBLISHER:
        return [publisher or "Unknown publisher"]
    return [source.name for source in attribution.sources] or ["Unnamed sources"]


def _carriers_of(attribution: Attribution) -> list[str]:
    return [source.name for link in attribution.via for source in link.sources]


def _terms_of(fact: Quote | Figure) -> tuple[str, ...]:
    return (fact.kind, fact.stance) if isinstance(fact, Quote) else (fact.modality, fact.role)


def _uuid_of(identifier: str) -> UUID:
    return UUID(bytes=TypeID.from_string(identifier).uuid_bytes)


def _recorded_at(identifier: str) -> datetime:
    """When an id was given: the first 48 bits of a UUIDv7 count milliseconds (RFC 9562, section 5.7)."""
    return datetime.fromtimestamp((_uuid_of(identifier).int >> 80) / 1000, tz=UTC)


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _storable(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
