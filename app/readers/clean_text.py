"""The one cleaning that a document's text gets, before it is hashed and before any offset is counted."""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|\x0c|\x85|\u2028|\u2029")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_BLANKS = re.compile(r"[^\S\n\t]+")
_TABS = re.compile(r" ?\t[ \t]*")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean_text(text: str) -> str:
    r"""Line ends become `\n`, a byte order mark goes, characters are composed (Unicode NFC); nothing else changes."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def clean_layout(text: str) -> str:
    r"""Clean a text taken out of a page or a layout, where white space means nothing.

    As `clean_text`, and: every line end becomes `\n`, runs of blanks become one space (one tab, where a tab is among
    them), soft hyphens and characters of no width go, lines are stripped, and at most one blank line stands between
    two lines.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", clean_text(text)))
    lines = (_TABS.sub("\t", _BLANKS.sub(" ", line)).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
