"""Bytes to characters."""

import codecs
import re

from charset_normalizer import from_bytes

_MAX_SAMPLE = 65536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
# Codecs of Python that no document is written in, or that take long on hostile bytes.
_REFUSED = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined", "mbcs", "oem"})
# As browsers do: what calls itself Latin-1 or ASCII is Windows-1252, whose curly quotes those two lack.
_WINDOWS_1252 = frozenset({"iso8859-1", "ascii"})


def decode(content: bytes, declared: str | None = None) -> str:
    """Turn a text document's bytes into characters; never fails.

    The byte order mark counts first, then the declared character set, then the one that an HTML or XML document names,
    then UTF-8; the first that fits every byte is taken. What is left is guessed, with U+FFFD for what cannot be read.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace").removeprefix("\ufeff")
    for candidate in (declared, _named_inside(content), "utf-8"):
        text = _decode_strictly(content, candidate)
        if text is not None:
            return text
    return _decode_by_guess(content)


def _named_inside(content: bytes) -> str | None:
    match = _META_CHARSET.search(content[:4096])
    return match.group(1).decode("ascii") if match else None


def _decode_strictly(content: bytes, charset: str | None) -> str | None:
    if charset is None:
        return None
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
        if name.replace("_", "-") in _REFUSED or (name.startswith(("utf-16", "utf-32")) and b"\x00" not in content):
            return None
        return content.decode("cp1252" if name in _WINDOWS_1252 else name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _decode_by_guess(content: bytes) -> str:
    best = from_bytes(content[:_MAX_SAMPLE]).best()
    return content.decode(best.encoding if best is not None else "cp1252", errors="replace").removeprefix("\ufeff")
