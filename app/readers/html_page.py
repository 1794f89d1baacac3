"""Reading an HTML page: its main text without the page around it, and what it says of itself."""

import re
from copy import deepcopy
from dataclasses import replace

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from app.facts.article import ArticleMetadata
from app.facts.errors import DocumentWithoutText
from app.readers.character_set import decode
from app.readers.clean_text import clean_layout
from app.readers.detect_language import detect_language
from app.readers.document import ReadDocument
from app.readers.html_metadata import find_metadata
from app.readers.html_paragraphs import (
    flatten_layout_tables,
    paragraphs_of_article,
    restore_dropped_paragraphs,
    unwrap_lines,
)
from app.readers.html_text import visible_text

_MAX_ELEMENTS = 15_000
_MAX_DEPTH = 200
_ENOUGH = 0.6
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TABLE_RULE = re.compile(r"(?m)^\|(?:\s?:?-{3,}:?\s?\|)+\s*?(?:\n|\Z)")
_TABLE_ROW = re.compile(r"(?m)^\|[ \t]*(.*?)[ \t]*\|[ \t]*$")
_ENCODING_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")


def read_html(content: bytes, charset: str | None) -> ReadDocument:
    """Read a page or a fragment of one: the article's text with its headings, a paragraph a line, and its metadata.

    Scripts do not run and nothing is fetched. Where no article is recognised, all words that the page shows are taken.
    Raises DocumentWithoutText where there are none.
    """
    return read_markup(decode(content, charset))


def read_markup(markup: str) -> ReadDocument:
    """As `read_html`, for a page that is decoded already."""
    tree = _parse(_UNREADABLE.sub("", _ENCODING_DECLARATION.sub("", markup)))
    if tree is None:
        raise DocumentWithoutText("the HTML page holds no text")
    whole = clean_layout(visible_text(tree))
    is_tame = _is_tame(tree)
    text = (_main_text(tree) if is_tame else None) or whole
    if not text:
        raise DocumentWithoutText("the HTML page shows no text")
    metadata = find_metadata(tree) if is_tame else ArticleMetadata()
    return ReadDocument(text, replace(metadata, language=_confirmed_language(metadata.language, text)))


def words_of_markup(markup: str) -> str:
    """Every word that a piece of HTML shows; the empty text where it shows none."""
    tree = _parse(_UNREADABLE.sub("", markup))
    return "" if tree is None else clean_layout(visible_text(tree))


def _parse(markup: str) -> HtmlElement | None:
    if not markup.strip():
        return None
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _is_tame(tree: HtmlElement) -> bool:
    """Tell whether a page is small and flat enough for tools that recurse and search it many times."""
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        count += event == "start"
        if deepest > _MAX_DEPTH or count > _MAX_ELEMENTS:
            return False
    return True


def _main_text(tree: HtmlElement) -> str | None:
    page = deepcopy(tree)
    unwrap_lines(page)
    flatten_layout_tables(page)
    text = _extract(page, favor_recall=False)
    paragraphs = paragraphs_of_article(page)
    if _share_found(paragraphs, text) < _ENOUGH:
        fuller = _extract(page, favor_recall=True)
        text = fuller if _share_found(paragraphs, fuller) > _share_found(paragraphs, text) else text
    if paragraphs and _share_found(paragraphs, text) < _ENOUGH:
        return "\n".join(paragraphs)
    return restore_dropped_paragraphs(page, text) if text else None


def _extract(tree: HtmlElement, *, favor_recall: bool) -> str | None:
    try:
        found = trafilatura.bare_extraction(
            deepcopy(tree),
            favor_recall=favor_recall,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            deduplicate=False,
            with_metadata=False,
        )
    except (RecursionError, etree.LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        # Its heuristics meet pages they were not written for; the words the page shows are taken instead.
        return None
    text: str | None = getattr(found, "text", None)
    return clean_layout(_with_tabs(text)) if text else None


def _with_tabs(text: str) -> str:
    """Turn the rows of tables, which trafilatura prints as Markdown, into cells with a tab between."""
    text = _TABLE_RULE.sub("", text)
    return _TABLE_ROW.sub(lambda row: "\t".join(cell.strip() for cell in row.group(1).split(" | ")), text)


def _share_found(paragraphs: list[str], text: str | None) -> float:
    if not paragraphs or not text:
        return 1.0 if text else 0.0
    flat = " ".join(text.split())
    return sum(len(paragraph) for paragraph in paragraphs if paragraph in flat) / sum(map(len, paragraphs))


def _confirmed_language(declared: str | None, text: str) -> str | None:
    """The language that a page declares, where its text is in it: many pages declare what their template came with."""
    tag = (declared or "").strip().replace("_", "-")
    return tag if tag and tag.split("-")[0].lower() == detect_language(text) else None
