"""What a page says of itself."""

import json
from collections.abc import Iterator

from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from app.facts.article import ArticleMetadata
from app.facts.partial_date import PartialDate
from app.readers.printed_date import read_date

_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publish-date",
    "publication_date",
    "article.published",
    "date",
)
_MAX_LINKED_DATA = 200_000
_MAX_LINKED_ITEMS = 2_000


def find_metadata(tree: HtmlElement) -> ArticleMetadata:
    """Title, authors, site name, address, date and declared language of a page, as its markup gives them.

    The date has the page's precision: the instant of `article:published_time` where there is one, else the day.
    """
    found = extract_metadata(tree, date_config={"original_date": True, "extensive_search": False}, extensive=False)
    url = found.url if found.url and found.url.startswith(("http://", "https://")) else None
    return ArticleMetadata(
        url=url,
        title=_one_line(found.title),
        publisher=_one_line(found.sitename),
        authors=_authors(found.author),
        published_at=_find_published_at(tree) or read_date(found.date),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _one_line(words: str | None) -> str | None:
    return " ".join((words or "").split()) or None


def _authors(printed: str | None) -> tuple[str, ...]:
    names = (" ".join(name.split()) for name in (printed or "").split(";"))
    return tuple(dict.fromkeys(name for name in names if name))


def _find_published_at(tree: HtmlElement) -> PartialDate | None:
    named = dict(reversed(list(_named_contents(tree))))
    candidates = [read_date(named.get(name)) for name in _DATE_NAMES[:3]]
    candidates.append(_date_in_linked_data(tree))
    candidates += [read_date(named.get(name)) for name in _DATE_NAMES[3:]]
    candidates += [read_date(value) for value in tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")]
    return next((date for date in candidates if date is not None), None)


def _named_contents(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            yield name.strip().lower(), content


def _date_in_linked_data(tree: HtmlElement) -> PartialDate | None:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        for item in _items_of(script.text or ""):
            published = item.get("datePublished")
            date = read_date(published) if isinstance(published, str) else None
            if date is not None:
                return date
    return None


def _items_of(source: str) -> Iterator[dict[str, object]]:
    if len(source) > _MAX_LINKED_DATA:
        return
    try:
        waiting: list[object] = [json.loads(source)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MAX_LINKED_ITEMS):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, dict):
            yield item
            waiting.extend(value for value in item.values() if isinstance(value, dict | list))
        elif isinstance(item, list):
            waiting.extend(item)
