"""How each claim of a group stands to the newest one, and why, in one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.answers.claim_dates import ClaimDate, date_of
from app.answers.claim_origins import are_of_one_source
from app.answers.figure_agreement import Agreement, agreement_of_claims, intervals_of, is_same_quantity
from app.answers.figure_intervals import Interval
from app.facts.figure import Bound, Modality
from app.facts.recorded import RecordedFigure

_MOST_PRINTED_CHARACTERS = 80
# What is of no period is of the day of its claim; the count of a past year does not grow.
_MAY_HAVE_CHANGED = ": the number itself may have changed"


class ClaimRelation(StrEnum):
    """How a claim stands to the newest one of its group."""

    NEWEST = "newest"
    AGREES = "agrees"
    COMPATIBLE = "compatible"
    CONFLICTS = "conflicts"
    SUPERSEDED = "superseded"
    UNDATED = "undated"


_RELATIONS = {
    Agreement.SAME: ClaimRelation.AGREES,
    Agreement.COMPATIBLE: ClaimRelation.COMPATIBLE,
    Agreement.EXCLUDED: ClaimRelation.CONFLICTS,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with its relation to the newest claim of its group. `made_at` is None where nothing is dated."""

    recorded: RecordedFigure
    made_at: ClaimDate | None
    relation: ClaimRelation
    reason: str


@dataclass(frozen=True, slots=True)
class _Dated:
    recorded: RecordedFigure
    made_at: ClaimDate


def relate_claims(figures: Sequence[RecordedFigure]) -> tuple[Claim, ...]:
    """Tell how each figure of one matter stands to the newest; newest first, undated ones last.

    Claims stand in the order of the first day that they may be of; of several newest, the one read with most confidence
    is the newest, then the one with the smallest id. Never raises.
    """
    dated = [_Dated(one, made_at) for one in figures if (made_at := date_of(one)) is not None]
    dated.sort(key=lambda one: (-one.made_at.at.earliest.timestamp(), -one.recorded.figure.confidence, one.recorded.id))
    undated = sorted((one for one in figures if date_of(one) is None), key=lambda one: one.id)
    claims = [_related(one, dated) for one in dated]
    newest = dated[0].recorded if dated else None
    return (*claims, *(Claim(one, None, ClaimRelation.UNDATED, _why_undated(one, newest)) for one in undated))


def relation_of_figures(one: RecordedFigure, other: RecordedFigure) -> ClaimRelation:
    """Whether two figures of one matter agree, are compatible or conflict, whatever their dates. Symmetric.

    `figure_agreement` decides, as it does when a posted text is verified.
    """
    return _RELATIONS[agreement_of_claims(one.figure, other.figure)]


def _related(one: _Dated, dated: Sequence[_Dated]) -> Claim:
    newest = dated[0]
    if one is newest:
        return Claim(one.recorded, one.made_at, ClaimRelation.NEWEST, _why_newest(one, dated))
    newer = next((other for other in dated if _replaces(other, one, dated)), None)
    if newer is not None:
        given = f"the same source gave {_printed(newer.recorded)} later, on {_day(newer.made_at)}"
        return Claim(one.recorded, one.made_at, ClaimRelation.SUPERSEDED, given)
    relation = relation_of_figures(one.recorded, newest.recorded)
    reason = _why(relation, one.recorded, newest.recorded)
    if relation is ClaimRelation.CONFLICTS and one.made_at.text != newest.made_at.text:
        dates = f"this is of {_day(one.made_at)}, the newest of {_day(newest.made_at)}"
        reason = f"{reason}; {dates}{_MAY_HAVE_CHANGED if one.recorded.figure.period is None else ''}"
    return Claim(one.recorded, one.made_at, relation, reason)


def _replaces(newer: _Dated, older: _Dated, dated: Sequence[_Dated]) -> bool:
    """Tell whether the same source gave another value later, and not the value that it had given before, told again."""
    return (
        older.made_at.is_before(newer.made_at)
        and are_of_one_source(newer.recorded, older.recorded)
        and not is_same_quantity(newer.recorded.figure.quantity, older.recorded.figure.quantity)
        and not (not newer.made_at.is_said and any(_is_first_of(one, newer, older) for one in dated))
    )


def _is_first_of(one: _Dated, newer: _Dated, older: _Dated) -> bool:
    """Tell whether a claim is the one that a newer article, which does not date it, may only tell again."""
    return (
        one.made_at.at.earliest <= older.made_at.latest
        and are_of_one_source(one.recorded, newer.recorded)
        and is_same_quantity(one.recorded.figure.quantity, newer.recorded.figure.quantity)
    )


def _why_newest(newest: _Dated, dated: Sequence[_Dated]) -> str:
    others = [one for one in dated if one is not newest and one.made_at.at == newest.made_at.at]
    alone = "the only dated claim" if len(dated) == 1 else f"the newest claim, of {_day(newest.made_at)}"
    return f"{alone}; {len(others)} more of the same day" if others else alone


def _why_undated(one: RecordedFigure, newest: RecordedFigure | None) -> str:
    untold = "neither the statement nor its article is dated"
    if newest is None:
        return untold
    return f"{untold}; {_why(relation_of_figures(one, newest), one, newest)}"


def _why(relation: ClaimRelation, one: RecordedFigure, newest: RecordedFigure) -> str:
    said = f"{_printed(one)} and {_printed(newest)}"
    if relation is ClaimRelation.AGREES:
        return f"{said} are the same value with the same bound"
    if one.figure.modality is Modality.DENIED:
        return f"to deny {_printed(one)} says nothing of {_printed(newest)}"
    if one.figure.modality is Modality.POSSIBLE:
        return f"{said} are both only possible"
    if one.figure.quantity.bound is newest.figure.quantity.bound is Bound.EXACT:
        is_rounded = relation is ClaimRelation.COMPATIBLE
        return f"{said} are {'one value rounded to different digits' if is_rounded else 'different values'}"
    first, second = (_in_numbers(interval) for interval in intervals_of(one.figure, newest.figure))
    if relation is ClaimRelation.COMPATIBLE:
        return f"{said} can both hold ({first}; {second})"
    return f"{said} exclude each other ({first}; {second})"


def _printed(recorded: RecordedFigure) -> str:
    words = " ".join(recorded.figure.text.split())
    cut = words if len(words) <= _MOST_PRINTED_CHARACTERS else f"{words[:_MOST_PRINTED_CHARACTERS]}…"
    return f'"{cut}"'


def _day(made_at: ClaimDate) -> str:
    return made_at.text if made_at.is_said else f"{made_at.text} (published)"


def _in_numbers(interval: Interval) -> str:
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        return _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    if low is not None:
        return f"{_number(low)} or more" if interval.with_low else f"more than {_number(low)}"
    if high is not None:
        return f"{_number(high)} or less" if interval.with_high else f"less than {_number(high)}"
    return "any number"


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"
