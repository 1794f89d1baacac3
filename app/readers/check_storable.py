"""Refusing texts that cannot be stored."""

import re

from app.facts.errors import DocumentWithoutText, UnstorableText

_SURROGATE = re.compile("[\ud800-\udfff]")


def check_storable(text: str) -> None:
    """Raise UnstorableText for NUL or half a surrogate pair, DocumentWithoutText for an empty or blank text."""
    if (position := text.find("\x00")) >= 0:
        raise UnstorableText(f"the text holds a NUL character (U+0000) at offset {position}")
    if match := _SURROGATE.search(text):
        half = f"U+{ord(match.group()):04X}"
        raise UnstorableText(f"the text holds half of a surrogate pair ({half}) at offset {match.start()}")
    if not text.strip():
        raise DocumentWithoutText("the text is empty" if not text else "the text holds nothing but white space")
