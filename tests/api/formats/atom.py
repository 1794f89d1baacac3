"""Reading feeds, and what RFC 4287 requires of them."""

import re
from typing import Any
from xml.etree import ElementTree

import feedparser

_ATOM = "{http://www.w3.org/2005/Atom}"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def checked_feed(written: bytes) -> Any:
    """A feed as feedparser reads it, once it has everything that RFC 4287 requires and nothing twice."""
    root = ElementTree.fromstring(written)
    assert root.tag == f"{_ATOM}feed"
    for element in (root, *root.iter(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{_ATOM}{name}")) == 1
        assert _INSTANT.fullmatch(element.findtext(f"{_ATOM}updated") or "")
        assert (element.findtext(f"{_ATOM}id") or "").startswith("urn:uuid:")
        assert [name for name in element.findall(f"{_ATOM}author/{_ATOM}name") if name.text]
        links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{_ATOM}link")]
        assert len(set(links)) == len(links)
    parsed = feedparser.parse(written)
    assert parsed.bozo == 0
    assert parsed.version == "atom10"
    ids = [entry.id for entry in parsed.entries]
    assert len(set(ids)) == len(ids)
    return parsed
