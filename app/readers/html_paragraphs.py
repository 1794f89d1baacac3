"""The paragraphs of a page's markup, against which the recognised article is checked."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lxml.html import HtmlElement

from app.readers.clean_text import clean_layout
from app.readers.html_text import visible_text

_LINE_BREAK = re.compile(r"[ \t]*[\r\n]\s*")
_MAX_COMPARED = 1_500
_LONGEST_CELL = 80
_LAYOUT_PARTS = ("table", "thead", "tbody", "tr", "td", "th")
_OUTSIDE_ARTICLE = "ancestor::nav or ancestor::footer or ancestor::aside or ancestor::form"


def flatten_layout_tables(tree: HtmlElement) -> None:
    """Turn tables that only lay out paragraphs into plain divisions, in place."""
    for table in [table for table in tree.iter("table") if _lays_out_paragraphs(table)]:
        for element in [table, *table.iter(*_LAYOUT_PARTS)]:
            element.tag = "div"


def _lays_out_paragraphs(table: HtmlElement) -> bool:
    return any(len(_words_of(paragraph)) > _LONGEST_CELL for paragraph in table.iter("p"))


def unwrap_lines(tree: HtmlElement) -> None:
    """Turn line breaks of the markup, which a page does not show, into spaces, in place; preformatted text stays."""
    preformatted = {element for pre in tree.iter("pre", "textarea") for element in pre.iter()}
    for element in tree.iter():
        if element.text and "\n" in element.text and element not in preformatted:
            element.text = _LINE_BREAK.sub(" ", element.text)
        if element.tail and "\n" in element.tail and (element not in preformatted or element.tag == "pre"):
            element.tail = _LINE_BREAK.sub(" ", element.tail)


def paragraphs_of_article(tree: HtmlElement) -> list[str]:
    """The paragraphs and headings of the page's one article; none where its markup does not name exactly one."""
    articles = tree.xpath("//article[not(ancestor::article)]") or tree.xpath("//*[@itemprop='articleBody']")
    if len(articles) != 1:
        return []
    return [words for element in articles[0].iter("p", "blockquote", "h1", "h2", "h3") if (words := _words_of(element))]


def restore_dropped_paragraphs(tree: HtmlElement, text: str) -> str:
    """Put back paragraphs that stand among those of the article in the markup but are missing from its text.

    trafilatura drops paragraphs that repeat an earlier one, as the second “No,” of an interview does, and short ones.
    """
    lines = text.split("\n")
    paragraphs = list(_paragraphs_beside(tree, frozenset(lines)))
    if max(len(lines), len(paragraphs)) > _MAX_COMPARED:
        return text
    return "\n".join(_merged(lines, paragraphs))


def _paragraphs_beside(tree: HtmlElement, found: frozenset[str]) -> Iterator[str]:
    """Every paragraph, in order, that has the same parent as at least two that were found, from the first such on."""
    elements = [
        (element.getparent(), words)
        for element in tree.xpath(f"//p[not({_OUTSIDE_ARTICLE})]")
        if (words := _words_of(element)) and not _is_link(element, words)
    ]
    times_found = Counter(parent for parent, words in elements if words in found)
    places = [index for index, (_, words) in enumerate(elements) if words in found]
    last = places[-1] if places else -1
    for index, (parent, words) in enumerate(elements):
        if times_found[parent] >= 2 and places[0] <= index <= last + 1:
            yield words


def _merged(lines: Sequence[str], paragraphs: Sequence[str]) -> Iterator[str]:
    for kind, start, end, first, last in SequenceMatcher(None, lines, paragraphs, autojunk=False).get_opcodes():
        yield from lines[start:end]
        if kind in ("insert", "replace"):
            there = " ".join(" ".join(lines[start:end]).split())
            yield from (words for words in paragraphs[first:last] if words not in there)


def _words_of(element: HtmlElement) -> str:
    if element.tag == "blockquote" and element.find(".//p") is not None:
        return ""
    return " ".join(clean_layout(visible_text(element)).split())


def _is_link(element: HtmlElement, words: str) -> bool:
    return any(" ".join(link.text_content().split()) == words for link in element.iter("a"))
