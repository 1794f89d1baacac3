"""The dates and periods that a question names."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.facts.partial_date import PartialDate

_MONTHS = {
    name[:length].lower(): number
    for number, name in enumerate(calendar.month_name)
    if name
    for length in (3, len(name))
}
_MONTHS["sept"] = 9
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_YEAR}-\d\d(?:-\d\d)?|(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?|{_MONTH} {_DAY}(?:,? {_YEAR})?\b"
    rf"|{_MONTH} (?:of )?{_YEAR}|(?:early |late |mid-?)?{_YEAR}|{_MONTH}|yesterday|today"
    r"|(?:last|this|past|previous) (?:year|month|week))"
)
_FLAGS = re.IGNORECASE | re.ASCII
_NAMED_MONTH = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])})\b", _FLAGS)
_BETWEEN = re.compile(rf"\b(?:between|from) ({_DATE}) (?:and|to|until|till) ({_DATE})(?![\w,])", _FLAGS)
_LAST_FEW = re.compile(r"\b(?:in|over|during|for) the (?:last|past) (\d{1,3}) (day|week|month|year)s?\b", _FLAGS)
_OPEN_START = re.compile(rf"\b(?:before|until|till|up to|by) ({_DATE})(?![\w,]\d)", _FLAGS)
_OPEN_END = re.compile(rf"\b(?:since|after|from) ({_DATE})(?![\w])", _FLAGS)
_WITHIN = re.compile(rf"\b(?:in|on|during|for|of|at|as of) ({_DATE})(?!\w)", _FLAGS)
_CALENDAR = re.compile(
    rf"(?<![\w,.$€£-])({_YEAR}-\d\d(?:-\d\d)?|{_DAY} {_MONTH}(?: {_YEAR})?"
    rf"|{_MONTH} {_DAY}(?:,? {_YEAR})?\b|{_MONTH} {_YEAR}"
    r"|yesterday|(?:last|this|past|previous) (?:year|month|week))(?![\w])",
    _FLAGS,
)
_LONE_YEAR = re.compile(rf"(?<![\w,.$€£-])({_YEAR})(?=\s*\??$)", _FLAGS)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_MODAL_MAY = re.compile(r"^may$", re.ASCII)


@dataclass(frozen=True, slots=True)
class AskedDates:
    """The first and last day asked for, either of which may be open, and the question without the words for them.

    `month_words` are the words of a date with a month's name that a fact may print just so; else empty.
    """

    from_date: PartialDate | None
    to_date: PartialDate | None
    remaining_words: str
    month_words: str = ""


def find_asked_dates(question: str, newest: PartialDate | None) -> AskedDates:
    """Find the time a question asks about.

    Relative dates ("last year") and months without a year count back from `newest`, the date of the newest article;
    without one they are left in the question.
    """
    anchor = newest.latest.date() if newest else None
    for pattern, which in (
        (_BETWEEN, "both"),
        (_LAST_FEW, "few"),
        (_OPEN_END, "from"),
        (_OPEN_START, "to"),
        (_WITHIN, "within"),
        (_CALENDAR, "within"),
        (_LONE_YEAR, "within"),
    ):
        for match in pattern.finditer(question):
            found = _bounds(match, which, anchor)
            if found is not None:
                rest = f"{question[: match.start()]} {question[match.end() :]}"
                month = match.group(1) if which == "within" and _NAMED_MONTH.search(match.group(1)) else ""
                return AskedDates(*found, " ".join(rest.split()), month)
    return AskedDates(None, None, question)


def _bounds(
    match: re.Match[str], which: str, anchor: date | None
) -> tuple[PartialDate | None, PartialDate | None] | None:
    if which == "few":
        return _last_few(match, anchor)
    first, last = (read_date(words, anchor) for words in (match.groups()[0], match.groups()[-1]))
    if first is None or last is None or _MODAL_MAY.match(match.group(1)):
        return None
    beyond = match.group().lower().startswith(("after", "before"))
    match which:
        case "from":
            return (_next_day(first) if beyond else first), None
        case "to":
            return None, (_day_before(first) if beyond else first)
        case _:
            return _of_stretch(first, first.earliest), _of_stretch(last, last.latest)


def read_date(words: str, anchor: date | None) -> PartialDate | None:
    """Read one date in words. None where the words are no date, or need an anchor that is missing."""
    text = re.sub(r"^(the|early|late|mid-?)\s*|\bof\b|,|\.|(?<=\d)(st|nd|rd|th)\b", " ", words.lower())
    parts = text.split()
    if len(parts) == 1 and parts[0][0].isdigit():
        return _parse(parts[0])
    if parts[0] in ("yesterday", "today", "last", "this", "past", "previous"):
        return _relative_date(parts, anchor)
    months = [_MONTHS[part] for part in parts if part in _MONTHS]
    numbers = [int(part) for part in parts if part.isdigit()]
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if number <= 31]
    if not months:
        return None
    return _calendar_date(years[0] if years else None, months[0], days[0] if days else None, anchor)


def _calendar_date(year: int | None, month: int, day: int | None, anchor: date | None) -> PartialDate | None:
    if year is None and anchor is None:
        return None
    if year is None and anchor is not None:
        # A day that is close ahead is the one meant; otherwise the last one of that name.
        limit = anchor + timedelta(days=45 if day else 0)
        year = limit.year if (month, day or 1) <= (limit.month, limit.day) else limit.year - 1
    return _parse(f"{year}-{month:02}" + (f"-{day:02}" if day else ""))


def _relative_date(parts: list[str], anchor: date | None) -> PartialDate | None:
    if anchor is None:
        return None
    this = parts[0] == "this"
    monday = anchor - timedelta(days=anchor.weekday() + (0 if this else 7))
    month = anchor if this else anchor.replace(day=1) - timedelta(days=1)
    named = {
        "today": PartialDate.of_day(anchor),
        "yesterday": PartialDate.of_day(anchor - timedelta(days=1)),
        "year": _parse(str(anchor.year if this else anchor.year - 1)),
        "month": _parse(f"{month:%Y-%m}"),
        "week": _stretch(monday, monday + timedelta(days=6)),
    }
    return named.get(parts[-1])


def _last_few(match: re.Match[str], anchor: date | None) -> tuple[PartialDate | None, PartialDate | None] | None:
    if anchor is None:
        return None
    days = int(match.group(1)) * _DAYS[match.group(2).lower()]
    return PartialDate.of_day(anchor - timedelta(days=days)), PartialDate.of_day(anchor)


def _next_day(moment: PartialDate) -> PartialDate:
    return PartialDate.of_day(moment.latest.date() + timedelta(days=1))


def _day_before(moment: PartialDate) -> PartialDate:
    return PartialDate.of_day(moment.earliest.date() - timedelta(days=1))


def _of_stretch(moment: PartialDate, end: datetime) -> PartialDate:
    return PartialDate.of_day(end.date()) if "/" in moment.text else moment


def _stretch(first: date, last: date) -> PartialDate:
    begins = datetime(first.year, first.month, first.day, tzinfo=UTC)
    ends = datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=UTC)
    return PartialDate(f"{first.isoformat()}/{last.isoformat()}", begins, ends)


def _parse(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None
