"""Joining two printed quantities into a range, and sharing a unit that is printed once."""

import itertools
import re
from decimal import Decimal

from app.extraction.figures.draft import Draft
from app.extraction.figures.numerals import NumeralForm
from app.extraction.word_set import word_set
from app.facts.figure import Bound, RelatedAs, UnitKind

_DASH = re.compile(r"\s?[-–—]\s?|-to-|-\sto\s|\sto-|\s-to-|\s?~\s?")
_TO = re.compile(r"\s+to\s+(?:about\s+|around\s+|some\s+|nearly\s+|roughly\s+|almost\s+)?|,?\s+up\s+to\s+")
_AND = re.compile(r"\s+and\s+(?:about\s+|around\s+)?")
_OR = re.compile(r"\s+or\s+(?:even\s+)?")
_BETWEEN = re.compile(r"(?i:between\s+(?:the\s+ages\s+of\s+)?(?:about\s+|around\s+|roughly\s+)?)$")
_FROM = re.compile(
    r"(?i:\bfrom\s+(?:about\s+|around\s+|roughly\s+|nearly\s+|some\s+|almost\s+|an?\s+|the\s+|up\s+to\s+|just\s+)*)$"
)
_SPREAD = re.compile(
    r"(?i:\b(?:anywhere|rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|everything|priced|anything)\s+(?:in\s\w+\s)?from\s)"
)
_LISTED = re.compile(
    r"\s*(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|by)\s+|\s?[x×]\s?|[-–—]|/|-,?\s*(?:(?:and|or)\s+)?)\s*"
)
_FAR_APART = 3
_FAR_BEYOND = 6
_MOVED = re.compile(
    r"\b(?:r[io]se[sn]?|rising|f[ae]lls?|fallen|falling|gr[eo]ws?|growing|(?:climb|jump|slump|surg|plung|declin|increas"
    r"|decreas)(?:e?[sd]|ed|ing)|dropp?(?:s|ed|ing)|slipp?(?:s|ed|ing)|dipp?(?:s|ed|ing)|shr[aiu]nk)\s(?:about\s|nearly\s)?$"
)
_STEP_FILLERS = word_set("about around some nearly almost roughly more than over just under less another a an as much")
CHANGE_LEMMAS = word_set(
    "rise increase grow climb jump soar surge gain advance fall drop decline decrease cut reduce lower slide "
    "plunge plummet slump "
    "tumble sink shrink lose dip slip contract slash trim ease raise boost hike lift widen narrow slow expand "
    "go swell move "
    "add rally finish close shed change improve worsen shift accelerate double edge inch creep drift revise "
    "quicken cool rebound recover come bring take weaken strengthen reach"
)


def join_ranges(drafts: list[Draft], text: str) -> list[Draft]:
    """Make one range of the two ends of one ("4 to 4.5 per cent", "between $1m and $2m"), and hand units backwards."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _share_a_unit(joined[-1], draft, text) and _is_range(joined[-1], draft, text):
            joined[-1] = _range_of(joined[-1], draft, text)
        else:
            joined.append(draft)
    _list_units(joined, text)
    return joined


def _gap(first: Draft, second: Draft, text: str) -> str:
    return text[first.end : second.start]


def _share_a_unit(first: Draft, second: Draft, text: str) -> bool:
    """Whether two neighbours may be ends of one thing: the same unit, or one printed for both."""
    if second.start < first.end or (second.is_multiple != first.is_multiple and not first.is_bare):
        return False
    if not _connects(first, second, text):
        return False
    if (
        first.is_bare
        or first.unit == second.unit
        or (first.numeral.form is NumeralForm.FRACTION is second.numeral.form and first.unit is None)
        or f"{first.unit}/" == (second.unit or "")[: len(first.unit or "") + 1]
    ):
        return True
    return second.is_bare and first.kind in (UnitKind.MONEY, UnitKind.DURATION)


def _connects(first: Draft, second: Draft, text: str) -> bool:
    gap = _gap(first, second, text)
    return any(pattern.fullmatch(gap) for pattern in (_DASH, _TO, _OR)) or bool(
        _AND.fullmatch(gap) and _BETWEEN.search(text[max(0, first.start - 36) : first.start])
    )


def _is_range(first: Draft, second: Draft, text: str) -> bool:
    low, high = _ends(first, second)
    if NumeralForm.VAGUE in (first.numeral.form, second.numeral.form) or low >= high or first.bound is Bound.RANGE:
        return False
    gap = _gap(first, second, text)
    if _OR.fullmatch(gap):
        return first.is_bare and low < high <= low * 3 and "even" not in gap
    if _TO.fullmatch(gap) and _FROM.search(text[max(0, first.start - 30) : first.start]):
        if _SPREAD.search(text[max(0, first.start - 30) : first.start]):
            return True
        if re.search(r"\b(?:up|down)\s+from\s(?:the\s)?$", text[max(0, first.start - 16) : first.start]):
            return True
        return not is_from_to_change(first) or re.match(r"\s+to\s+\d", text[second.end : second.end + 8]) is not None
    if _TO.fullmatch(gap) and ("up" in gap.split() or _is_bare_step(first, second, text)):
        return False
    return not (_TO.fullmatch(gap) and not first.is_bare and _is_step(first, text))


def _is_bare_step(first: Draft, second: Draft, text: str) -> bool:
    """ "down by 3,100 to 41,000", not "up by 3 to 4 percent": far apart, a step and the level that it leads to."""
    if second.low > first.high * _FAR_BEYOND and _follows_movement(first, text):
        return True
    is_step = first.is_bare and second.low > first.high * _FAR_APART
    return is_step and re.search(r"\b(?:by|up|down)\s$", text[max(0, first.start - 6) : first.start]) is not None


def _follows_movement(first: Draft, text: str) -> bool:
    """ "grew $40 million to …", "fell 12,000 to …", whatever the parse makes of it."""
    return _MOVED.search(text, max(0, first.start - 24), first.start) is not None


def _is_step(first: Draft, text: str) -> bool:
    """Whether a quantity is the step of a change ("rose 3% to …", "by £4 to …", "up 19 cents to …")."""
    words = re.findall(r"[\w’']+", text[max(0, first.start - 40) : first.start])
    before = [word for word in words[-4:] if word.lower() not in _STEP_FILLERS]
    if before and before[-1].lower() in ("by", "up", "down"):
        return True
    return bool(before) and before[-1] == first.anchor.head.text and first.anchor.head.lemma_.lower() in CHANGE_LEMMAS


def is_from_to_change(first: Draft) -> bool:
    """Whether "from A to B" tells a movement from one level to another."""
    word = first.first
    for _ in range(5):
        if word.lemma_.lower() in CHANGE_LEMMAS:
            return True
        if word.head.i == word.i:
            return False
        word = word.head
    return False


def _ends(first: Draft, second: Draft) -> tuple[Decimal, Decimal]:
    low = first.low
    is_open = first.is_bare or (second.is_bare and first.kind is UnitKind.MONEY)
    if is_open and second.numeral.magnitude > 1 and first.numeral.magnitude == 1 and not first.numeral.letters:
        scaled = low * second.numeral.magnitude
        low = scaled if scaled < second.high else low
    elif (
        first.numeral.magnitude == 1
        and second.numeral.letters
        and first.unit == second.unit
        and not first.numeral.letters
    ):
        factor = second.high / (second.numeral.high or Decimal(1))
        low = low * factor if factor > 1 and low * factor < second.high else low
    elif (
        first.unit == second.unit
        and first.kind is UnitKind.MONEY
        and second.numeral.magnitude > 1
        and first.numeral.magnitude == 1
        and not first.numeral.letters
    ):
        scaled = low * second.numeral.magnitude
        low = scaled if scaled < second.high and low < 1000 else low
    return low, second.high


def _range_of(first: Draft, second: Draft, text: str) -> Draft:
    second.low, second.high = _ends(first, second)
    second.bound = Bound.RANGE
    if first.unit is not None and second.is_bare:
        second.unit, second.kind, second.is_bare = first.unit, first.kind, False
    between = _BETWEEN.search(text[max(0, first.start - 36) : first.start])
    second.start = first.start - len(between[0]) if between else first.start
    second.first = first.first
    return second


def _list_units(drafts: list[Draft], text: str) -> None:
    """In "14, 22 and 31 red alerts" or "from 14 to 19 million tonnes" the last one's unit is the others' too."""
    for first, second in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if not first.is_bare or second.is_bare or second.is_multiple:
            continue
        gap = _gap(first, second, text)
        if _LISTED.fullmatch(gap) or _TO.fullmatch(gap) or re.fullmatch(r"\s*(?:per\s)?\s+to\s+", gap):
            first.take_unit(second)
            if (
                _TO.fullmatch(gap)
                and second.numeral.magnitude > 1
                and first.numeral.magnitude == 1
                and first.low < 1000
            ):
                first.low = first.high = first.low * second.numeral.magnitude


_WHOLE = re.compile(
    r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+|all\s+|those\s+|these\s+|some\s+|about\s+"
    r"|(?:the|its|their|his|her)\s+(?:past|last|first|previous|opening|final)\s+)?"
)


def relate(drafts: list[Draft], text: str) -> None:
    """Tell part from whole ("108 of 120 drones", "Of the 120 deputies, 77 …") and before from after."""
    for first, second in itertools.pairwise(drafts):
        gap = _gap(first, second, text)
        if first.kind in (UnitKind.COUNT, UnitKind.OTHER, UnitKind.RATIO) and _WHOLE.fullmatch(gap):
            _relate_part(first, second)
        elif (
            _starts_with_of(first, text)
            and second.is_bare
            and second.low <= first.high
            and len(gap) < 60
            and "." not in gap
        ):
            _relate_part(second, first)
        elif _is_movement(first, gap, text) or _is_movement_backwards(first, second, gap, text):
            if first.is_bare and not second.is_bare:
                first.take_unit(second)
            elif second.is_bare and not first.is_bare:
                second.take_unit(first)
            if first.kind is UnitKind.MONEY and (first.unit or "").startswith(f"{second.unit}/"):
                second.unit = first.unit
            if first.unit == second.unit:
                before, after = (second, first) if gap.strip() == "from" else (first, second)
                before.related.append((after, RelatedAs.AFTER))
                after.related.append((before, RelatedAs.BEFORE))


def _relate_part(part: Draft, whole: Draft) -> None:
    if part.is_bare and not whole.is_bare:
        part.take_unit(whole)
    elif part.numeral.form in (NumeralForm.FRACTION, NumeralForm.SHARE) and part.unit is None:
        part.unit, part.noun, part.noun_start = (whole.unit if whole.noun else None), whole.noun, whole.noun_start
    part.is_part_of_whole = True
    part.related.append((whole, RelatedAs.WHOLE))
    whole.related.append((part, RelatedAs.PART))


def _starts_with_of(draft: Draft, text: str) -> bool:
    return (
        re.search(r"(?:^|[\n.]\s?)Of\s(?:the\s|its\s|all\s|those\s)?$", text[max(0, draft.start - 12) : draft.start])
        is not None
    )


def _is_movement_backwards(first: Draft, second: Draft, gap: str, text: str) -> bool:
    """ "raised to 12.5 cents per share from 11 cents"."""
    if (
        gap.strip() != "from"
        or first.change is not None
        or not re.search(r"\bto\s$", text[max(0, first.start - 4) : first.start])
    ):
        return False
    return (first.kind is second.kind or second.is_bare) and is_from_to_change(first)


def _is_movement(first: Draft, gap: str, text: str) -> bool:
    if not re.fullmatch(r"[^.;]{0,60}\bto\s+(?:\w+\s+){0,3}", gap) or Bound.RANGE is first.bound:
        return False
    return bool(_FROM.search(text[max(0, first.start - 30) : first.start])) and is_from_to_change(first)
