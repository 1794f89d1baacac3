"""What a printed figure leaves open: the numbers that it may stand for.

A printed number is read by its digits, and a hedged one as roughly that: see Ferson et al., "Natural language of
uncertainty: numeric hedge words", International Journal of Approximate Reasoning 57 (2015), who found that readers take
"about 7" for 7 give or take two units of its last digit, and a bare 7 for what rounds to it. Here "about" is narrower,
so that round numbers do not meet everything: one unit of the last digit that is not 0 (of a 5, one step of five), and
never more than a tenth.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from app.facts.figure import Bound, Quantity

_NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)
_LARGE_WORD = re.compile(r"(?:m|b|tr|quadr)illion", re.IGNORECASE)
_LARGEST_SHARE = 10


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between two ends, either of which may be missing (no limit) or left out."""

    low: Decimal | None
    high: Decimal | None
    with_low: bool = True
    with_high: bool = True

    def meets(self, other: "Interval") -> bool:
        """Tell whether some number lies in both."""
        return self._begins_before_end_of(other) and other._begins_before_end_of(self)

    def _begins_before_end_of(self, other: "Interval") -> bool:
        if self.low is None or other.high is None:
            return True
        return self.low <= other.high if self.with_low and other.with_high else self.low < other.high


def interval_of(quantity: Quantity) -> Interval:
    """The numbers that a quantity may stand for: "more than 10,000" all above 10,000, "about 11,000" 10,000 to 12,000.

    An exact value is itself alone.
    """
    match quantity.bound:
        case Bound.EXACT:
            return Interval(quantity.value, quantity.value)
        case Bound.ABOUT:
            value = quantity.value or Decimal(0)
            tolerance = tolerance_of(value)
            return Interval(value - tolerance, value + tolerance)
        case Bound.RANGE:
            return Interval(quantity.low, quantity.high)
        case Bound.AT_LEAST:
            return Interval(quantity.low, None)
        case Bound.MORE_THAN:
            return Interval(quantity.low, None, with_low=False)
        case Bound.AT_MOST:
            return Interval(None, quantity.high)
        case Bound.LESS_THAN:
            return Interval(None, quantity.high, with_high=False)


def tolerance_of(value: Decimal) -> Decimal:
    """How far "about" reaches from a value: 1,000 from 11,000, 250 from 2,500, 10 from 340, 300 from 3,000."""
    if not value:
        return Decimal(0)
    normal = value.normalize().as_tuple()
    step = _power_of_ten(int(normal.exponent)) * (5 if normal.digits[-1] == 5 else 1)
    return min(step, abs(value) / _LARGEST_SHARE)


def rounded_interval_of(value: Decimal, printed: str) -> Interval:
    """The numbers that round to a value as printed: "28.7 trillion" from 28.65 to 28.75 trillion, without the ends."""
    half = last_printed_unit(value, printed) / 2
    return Interval(value - half, value + half, with_low=False, with_high=False)


def last_printed_unit(value: Decimal, printed: str) -> Decimal:
    """One unit of the last digit printed: 100,000,000,000 in "28.7 trillion", 1 in "3,000", 0.1 in "4.1 percent"."""
    numeral = _NUMERAL.search(printed)
    number = Decimal(numeral.group().replace(",", "")) if numeral else Decimal(0)
    magnitude = (value / number).normalize() if number and value else Decimal(1)
    if numeral is None and _LARGE_WORD.search(printed) and value:
        return _power_of_ten(int(value.normalize().as_tuple().exponent))
    if magnitude.as_tuple().digits != (1,) or magnitude < 0:
        magnitude = Decimal(1)
    exponent = int(number.as_tuple().exponent) if numeral else min(0, int(value.as_tuple().exponent))
    return _power_of_ten(exponent) * magnitude


def _power_of_ten(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent)
