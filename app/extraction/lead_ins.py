"""What stands before the first sentence of a line and is no part of it: a dateline, a question's or answer's label."""

import re

from app.extraction.blocks import Block

_PLACE = r"[A-Z][A-Z.’'/]+(?:[ \-][A-Z][A-Z.’'/]+){0,3}"
_PART = r",?\s+(?:\d{1,2}\s+)?[A-Z][\w.’']*(?:\s[A-Z][\w.’']*)?(?:\s+\d{1,2})?(?:,\s+\d{4})?"
_AGENCY = r"\([A-Z][^()\n]{1,40}\)"
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:{_PART}){{0,2}}\s*(?:{_AGENCY}\s*)?|(?:[A-Z][\w.]+,?\s){{0,4}}{_AGENCY}\s*)[—–\-]{{1,2}}\s+(?=\S)"
)
_LABEL = re.compile(r"\*{0,2}(?:Q|A|Question|Answer|QUESTION|ANSWER)\s*\*{0,2}[:.]\*{0,2}\s+(?=\S)")


def end_of_lead_in(text: str, block: Block) -> int:
    """Where the sentences of a line begin: after "SEOUL, Oct 18 (Agency) - " or "A: ", else at its start."""
    for pattern in (_DATELINE, _LABEL):
        led = pattern.match(text, block.start, block.end)
        if led is not None:
            return led.end()
    return block.start
