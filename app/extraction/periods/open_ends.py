"""Joining single dates into periods: "between A and B", "from A to B", "since A", "until A"."""

import re
from dataclasses import dataclass

from app.extraction.periods.date_expressions import UNKNOWN, Interval

_BETWEEN = re.compile(r"\b(?:[Bb]etween|[Ff]rom)\s+(?:the\s+)?$")
_JOINT = re.compile(r"\s+(?:and|to|until|till|through)\s+(?:the\s+)?")
_DASH = re.compile(r"\s?[-–—]\s?")
_OPEN_END = re.compile(
    r"\b([Ss]ince|[Aa]fter|[Ff]rom|[Bb]etween|[Uu]ntil|[Tt]ill|[Bb]efore|[Bb]y|[Uu]p\s+to)\s+(?:the\s+)?$"
)
_FORWARD = frozenset({"since", "after", "from"})


@dataclass(frozen=True, slots=True)
class DatedWords:
    """Offsets of words in a text, and the interval that they stand for."""

    start: int
    end: int
    interval: Interval


def join_ends(text: str, found: list[DatedWords]) -> list[DatedWords]:
    """Join dates that are the two ends of one period, and open those that are only one end, in reading order."""
    joined: list[DatedWords] = []
    rest = list(reversed(found))
    while rest:
        first = rest.pop()
        opening = _BETWEEN.search(text, max(0, first.start - 14), first.start)
        if rest and _are_joined(text, first, rest[-1], has_opening=opening is not None):
            last = rest.pop()
            start = opening.start() if opening else first.start
            joined.append(DatedWords(start, last.end, _from_to(first.interval, last.interval)))
        else:
            joined.append(_opened(text, first))
    return joined


def _are_joined(text: str, first: DatedWords, last: DatedWords, *, has_opening: bool) -> bool:
    joint = _JOINT if has_opening else _DASH
    return joint.fullmatch(text, first.end, last.start) is not None


def _from_to(first: Interval, last: Interval) -> Interval:
    start, end = first.first, last.last
    if start is None or end is None:
        return UNKNOWN
    if start.earliest > end.latest:
        return Interval(None, end)
    return Interval(start, end)


def _opened(text: str, words: DatedWords) -> DatedWords:
    opening = _OPEN_END.search(text, max(0, words.start - 14), words.start)
    if opening is None:
        return words
    side = opening[1].lower()
    if side in ("from", "between") and words.interval.first != words.interval.last:
        return DatedWords(opening.start(1), words.end, words.interval)
    interval = Interval(words.interval.first, None) if side in _FORWARD else Interval(None, words.interval.last)
    return DatedWords(opening.start(1), words.end, interval)
