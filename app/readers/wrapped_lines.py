"""Joining the lines of paragraphs that were broken to fit a width."""

import re

_HYPHENATED = re.compile(r"(?<=[^\W\d_]{2})[-\u2010]$")
_ENDS_SENTENCE = re.compile(r"""[.!?:…]["'”’»)\]]*$""")
_OPENS_ITEM = re.compile(r"(?:[-–—•*·▪>]|\d{1,2}[.)])\s|--\s*$")
_SIGNATURE = "--"
_COMPOUND_START = re.compile(
    r"anti|co|cross|ex|half|high|long|low|mid|multi|non|post|pre|pro|self|semi|short|so|well|year|day|week|month|two|"
    r"three|four|five|six|ten|one|first|second|third|north|south|east|west|russo|sino|anglo|state|vice"
)


def join_lines(first: str, second: str) -> str:
    """Join two lines of one paragraph; a word that was hyphenated at the line's end becomes one again.

    The hyphen stays where the two parts look like a compound ("long-" "range") or a name ("Russo-" "Ukrainian").
    """
    if not _HYPHENATED.search(first):
        return f"{first} {second}"
    stem = re.split(r"[\s(“\"'‘]", first[:-1])[-1].lower()
    if not second[:1].islower() or _COMPOUND_START.fullmatch(stem) or "-" in stem:
        return first + second
    return first[:-1] + second


def join_paragraphs(lines: list[str]) -> list[str]:
    """Join lines into paragraphs where nothing but the text tells them apart: empty lines end one, so do list items.

    A line ends its paragraph too where it ends a sentence and is clearly shorter than the widest.
    """
    widest = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if not line.strip():
            is_open = False
            continue
        if is_open and not _OPENS_ITEM.match(line):
            paragraphs[-1] = join_lines(paragraphs[-1], line.strip())
        else:
            paragraphs.append(line.strip())
        is_open = line.strip() != _SIGNATURE and not (
            _ENDS_SENTENCE.search(line.rstrip()) and len(line) < 0.75 * widest
        )
    return paragraphs
