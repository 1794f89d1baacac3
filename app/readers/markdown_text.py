"""Reading Markdown as the text that its readers see."""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.facts.article import ArticleMetadata
from app.readers.character_set import decode
from app.readers.clean_text import clean_layout, clean_text
from app.readers.document import ReadDocument
from app.readers.html_page import words_of_markup
from app.readers.printed_date import read_date
from app.readers.wrapped_lines import join_paragraphs

_FRONT_MATTER = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n(.{0,20000}?)\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MAX_CHARACTERS = 300_000
_WRAPPED_AT = 120
_LINE_SEPARATOR = "\u2028"
_FIELD = re.compile(r"^([A-Za-z][\w -]{0,40}?)[ \t]*[:=][ \t]*(.*?)[ \t]*$")
_LIST_ITEM = re.compile(r"^[ \t]*-[ \t]+(.+?)[ \t]*$")


def read_markdown(content: bytes, charset: str | None) -> ReadDocument:
    """Read Markdown: a heading, a paragraph and an item of a list is a line each, of links the words alone are kept.
    Lines too long to be wrapped ones are paragraphs of their own, though Markdown would join them.

    Title, author, publisher, date and address come from the front matter where there is one; else the first heading of
    the first level is the title. What is longer than any article is kept as plain text.
    """
    text = clean_text(decode(content, charset))
    if len(text) > _MAX_CHARACTERS:
        return ReadDocument(text, ArticleMetadata())
    fields: dict[str, list[str]] = {}
    if match := _FRONT_MATTER.match(text):
        fields = _read_fields(match.group(1))
        text = text[match.end() :]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return ReadDocument(clean_layout("\n".join(_lines_of(tokens))), _metadata_of(fields, tokens))


def _read_fields(front_matter: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    name = ""
    for line in front_matter.split("\n"):
        if (item := _LIST_ITEM.match(line)) and name:
            fields[name].append(_unquoted(item.group(1)))
        elif field := _FIELD.match(line):
            name = field.group(1).strip().lower()
            fields[name] = _values_of(field.group(2))
    return fields


def _values_of(printed: str) -> list[str]:
    inside = printed[1:-1].split(",") if printed.startswith("[") and printed.endswith("]") else [printed]
    return [value for part in inside if (value := _unquoted(part.strip()))]


def _unquoted(printed: str) -> str:
    is_quoted = len(printed) > 1 and printed[0] == printed[-1] and printed[0] in "\"'"
    return printed[1:-1] if is_quoted else printed


def _metadata_of(fields: dict[str, list[str]], tokens: Sequence[Token]) -> ArticleMetadata:
    def first(*names: str) -> str | None:
        return next((fields[name][0] for name in names if fields.get(name)), None)

    authors = fields.get("authors") or fields.get("author") or fields.get("by") or []
    return ArticleMetadata(
        url=first("url", "canonical_url", "canonical"),
        title=first("title", "headline") or _first_heading(tokens),
        publisher=first("publisher", "site", "site_name", "publication"),
        authors=tuple(authors),
        published_at=read_date(first("date", "published", "published_at", "publish_date", "pubdate")),
        language=None,
    )


def _first_heading(tokens: Sequence[Token]) -> str | None:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return " ".join(_words_of(inline).split()) or None
    return None


def _lines_of(tokens: Sequence[Token]) -> list[str]:
    lines: list[str] = []
    cells: list[str] | None = None
    bullet = ""
    for token in tokens:
        match token.type:
            case "list_item_open":
                bullet = f"{token.info}{token.markup} " if token.info else "- "
            case "tr_open":
                cells = []
            case "tr_close":
                lines.append("\t".join(cells or []))
                cells = None
            case "inline" if cells is not None:
                cells.append(_words_of(token))
            case "inline" | "fence" | "code_block" | "html_block":
                lines.append(bullet + _words_of(token))
                bullet = ""
    return lines


def _words_of(token: Token) -> str:
    if token.type == "html_block":
        return words_of_markup(token.content)
    if token.type != "inline":
        return token.content
    lines = "".join(_words_of_inline(child) for child in token.children or ()).split("\n")
    if max(map(len, lines)) > _WRAPPED_AT:
        return "\n".join(lines)
    return "\n".join(join_paragraphs(lines))


def _words_of_inline(token: Token) -> str:
    match token.type:
        case "text" | "code_inline" | "text_special":
            return token.content
        case "softbreak":
            return "\n"
        case "hardbreak":
            return _LINE_SEPARATOR
        case _:
            return ""
