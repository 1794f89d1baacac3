"""The English names of months, weekdays, seasons and small numbers, and the patterns that match them."""

import calendar
import re
from collections.abc import Mapping

MONTHS: Mapping[str, int] = {
    spelling.lower(): number
    for number in range(1, 13)
    for spelling in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": 9}
WEEKDAYS: Mapping[str, int] = {name.lower(): number for number, name in enumerate(calendar.day_name)}
# Meteorological seasons of the northern half, as news copy uses them: first month, and last one counted from January.
SEASONS: Mapping[str, tuple[int, int]] = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 14),
}
_UP_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
SMALL_NUMBERS: Mapping[str, int] = {"a": 1, "an": 1} | {
    match[0]: value for value, match in enumerate(re.finditer(r"\w+", _UP_TO_TWENTY), start=1)
}
ORDINALS: Mapping[str, int] = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip

_FULL_MONTHS = "|".join(calendar.month_name[1:])
_SHORT_MONTHS = "|".join(f"{calendar.month_abbr[number]}" for number in (1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12)) + "|Sept"
MONTH = rf"(?:{_FULL_MONTHS}|(?:{_SHORT_MONTHS})\b\.?)"
# "May", "March" and the short forms are ordinary words too, so a month that stands alone must be one of these.
CLEAR_MONTH = "(?:" + "|".join(name for name in calendar.month_name[1:] if name not in ("May", "March")) + ")"
WEEKDAY = "(?:" + "|".join(calendar.day_name) + ")"
SEASON = "(?:spring|summer|autumn|winter)"
SMALL_NUMBER = "(?:" + "|".join(sorted(SMALL_NUMBERS, key=len, reverse=True)) + r"|\d{1,3})"
YEAR = r"(?:1[5-9]|20)\d\d"


def month_number(name: str) -> int:
    """The number of a month from its name, short or long, with or without its stop."""
    return MONTHS[name.rstrip(".").lower()]


def small_number(word: str) -> int:
    """The value of a number word up to twenty, or of digits."""
    return SMALL_NUMBERS.get(word.lower()) or int(word)


def full_year(digits: str) -> int:
    """A year from four digits, or from two, read as the nearest one that is not far ahead."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if int(digits) < 50 else 1900 + int(digits)
