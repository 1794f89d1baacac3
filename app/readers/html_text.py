"""The words that a page shows, block by block."""

from lxml.html import HtmlElement

_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "head", "nav", "footer", "form", "button", "select", "option", "svg"}
    | {"iframe", "object", "textarea", "audio", "video", "canvas", "aside", "dialog", "menu"}
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
    }
    | {
        "dd",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "table",
        "tr",
        "br",
        "hr",
        "address",
        "body",
        "details",
        "summary",
    }
)


def visible_text(tree: HtmlElement) -> str:
    """Every word of a page outside scripts, menus, forms and the like; a block is a line, a tab stands between cells.

    Goes through the page without recursion, so that no depth of nesting stops it.
    """
    pieces: list[str] = []
    waiting: list[tuple[HtmlElement | None, str]] = [(tree, "")]
    while waiting:
        element, text = waiting.pop()
        pieces.append(text)
        if element is None:
            continue
        waiting.append((None, element.tail or "" if element is not tree else ""))
        if not isinstance(element.tag, str) or element.tag in _HIDDEN:
            continue
        edge = "\n" if element.tag in _BLOCKS else "\t" if element.tag in {"td", "th"} else ""
        pieces.append(edge + _unwrapped(element.text, element))
        waiting.append((None, edge if edge == "\n" else ""))
        waiting.extend((child, "") for child in reversed(element))
    return "".join(pieces)


def _unwrapped(text: str | None, element: HtmlElement) -> str:
    if not text or element.tag == "pre":
        return text or ""
    return " ".join(text.split("\n"))
