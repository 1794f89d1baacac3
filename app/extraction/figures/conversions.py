"""Quantities printed a second time in another unit: "7 miles (11 km)", "2 million euros, or $2.2 million,"."""

import itertools
import re
from collections.abc import Sequence

from app.extraction.figures.draft import Draft
from app.extraction.figures.measures import rate_after
from app.facts.figure import Bound, UnitKind

_OPENS = re.compile(r"\s?[(\[]\s?(?:or\s|i\.e\.,?\s|US\s?)?|,?\sor\s")
_GOES_ON = re.compile(r"\s?[/,;]\s?(?:or\s)?")
_CLOSES = re.compile(r"\s?[)\]/;,]")
_COUNTED = (UnitKind.COUNT, UnitKind.RATIO, UnitKind.OTHER, UnitKind.MULTIPLE)


def join_conversions(drafts: Sequence[Draft], text: str) -> None:
    """Give a conversion the bound and change of the quantity it repeats, and both the rate printed after it."""
    for first, second in itertools.pairwise(drafts):
        if _restates(first, second, text):
            second.converts, second.change = first, first.change
        if not _converts(first, second, text):
            continue
        second.converts = first
        if second.bound is Bound.EXACT and first.bound is not Bound.RANGE and second.low == second.high:
            second.bound = first.bound
        second.change = second.change or first.change
        _share_rate(first, second, text)


def _converts(first: Draft, second: Draft, text: str) -> bool:
    if first.kind is not second.kind or first.kind in _COUNTED or _base(first) == _base(second):
        return False
    gap = text[first.end : second.start]
    if _OPENS.fullmatch(gap):
        return _CLOSES.match(text, second.end) is not None
    return first.converts is not None and _GOES_ON.fullmatch(gap) is not None


def _restates(first: Draft, second: Draft, text: str) -> bool:
    """ "gained 212 points, or 0.6 percent," and "fell 12 cents (1.1%)" tell one change twice."""
    if first.change is None or second.change is not None or UnitKind.RATIO not in (first.kind, second.kind):
        return False
    is_amount = second.kind in (UnitKind.RATIO, UnitKind.MONEY, first.kind) or second.unit == "point"
    if first.unit == second.unit or not is_amount:
        return False
    return (
        _OPENS.fullmatch(text[first.end : second.start]) is not None
        and (_CLOSES.match(text, second.end) or re.match(r"\s|\.|$", text[second.end : second.end + 1])) is not None
    )


def _base(draft: Draft) -> str:
    return (draft.unit or "").partition("/")[0]


def _share_rate(first: Draft, second: Draft, text: str) -> None:
    closing = re.match(r"\s?[)\]]", text[second.end : second.end + 2])
    if closing is None or "/" in (first.unit or "") + (second.unit or ""):
        return
    for draft in (first, second):
        rate = rate_after(text, draft.unit or "", second.end + closing.end())
        if rate is not None:
            draft.unit = rate[0]
            draft.kind = draft.kind if draft.kind is UnitKind.MONEY else rate[1]
