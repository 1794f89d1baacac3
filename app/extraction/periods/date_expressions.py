"""The grammar of dates and periods in news: what each expression looks like and what days it stands for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from app.extraction.periods.anchor import Anchor, Tense, Unresolved
from app.extraction.periods.calendar_names import (
    CLEAR_MONTH,
    MONTH,
    ORDINALS,
    SEASON,
    SEASONS,
    SMALL_NUMBER,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    full_year,
    month_number,
    small_number,
)
from app.extraction.word_set import word_set
from app.facts.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and last date that words stand for; None where an end is open or unknown."""

    first: PartialDate | None
    last: PartialDate | None


UNKNOWN = Interval(None, None)
_SOON = timedelta(days=45)
Parts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class DateRule:
    """A pattern with named parts, and what makes an interval of the parts and the anchor.

    `resolve` raises Unresolved where the anchor does not suffice, ValueError where there is no such day.
    """

    pattern: str
    resolve: Callable[[Parts, Anchor], Interval]


def _one(moment: PartialDate) -> Interval:
    return Interval(moment, moment)


def _year(number: int) -> PartialDate:
    return PartialDate.parse(f"{number:04d}")


def _month(first: date) -> PartialDate:
    return PartialDate.parse(f"{first.year:04d}-{first.month:02d}")


def _days(first: date, last: date) -> Interval:
    return Interval(PartialDate.of_day(first), PartialDate.of_day(last))


def _months(first: date, last: date) -> Interval:
    return Interval(_month(first), _month(last))


def _text(parts: Parts, name: str) -> str:
    return (parts.get(name) or "").lower()


def _full_date(parts: Parts, anchor: Anchor) -> Interval:
    month, day = month_number(_text(parts, "month")), int(_text(parts, "day"))
    last_day = int(_text(parts, "last_day") or day)
    year_digits = parts.get("year")
    year = full_year(year_digits) if year_digits else _year_of_day(month, day, anchor)
    return _days(date(year, month, day), date(year, month, last_day))


def _year_of_day(month: int, day: int, anchor: Anchor) -> int:
    """The year of a day named without one: of the last such day, or of the next one where the clause looks ahead.

    A clause that looks neither way means the next one where that is close and the last one long ago.
    """
    now = anchor.day
    has_passed = (month, day) <= (now.month, now.day)
    if anchor.tense is Tense.AHEAD:
        return now.year + ((month, day) < (now.month, now.day))
    if anchor.tense is Tense.NEITHER and not has_passed and date(now.year, month, day) - now <= _SOON:
        return now.year
    return now.year - (not has_passed)


def _month_range(parts: Parts, _anchor: Anchor) -> Interval:
    """Two months, or days of two months, of one printed year."""
    year, months = full_year(parts.get("year") or ""), (_text(parts, "first_month"), _text(parts, "month"))
    first, last = (date(year, month_number(name), 1) for name in months)
    if parts.get("first_day") and parts.get("day"):
        first, last = first.replace(day=int(_text(parts, "first_day"))), last.replace(day=int(_text(parts, "day")))
        return _days(first, last)
    return _months(first, last)


def _iso_date(parts: Parts, _anchor: Anchor) -> Interval:
    return _one(PartialDate.parse(_text(parts, "iso")))


def _named_month(parts: Parts, anchor: Anchor) -> Interval:
    month = month_number(_text(parts, "month"))
    if year_digits := parts.get("year"):
        return _months(date(full_year(year_digits), month, 1), date(full_year(year_digits), month, 1))
    year = _nearest_year(month, _text(parts, "which"), anchor)
    return _months(date(year, month, 1), date(year, month, 1))


def _nearest_year(month: int, which: str, anchor: Anchor) -> int:
    """The year of a month named without one: of the last such month begun, or of the next one in a clause ahead."""
    now = anchor.month
    match which:
        case "last" | "past":
            return now.year - (month >= now.month)
        case "next" | "coming":
            return now.year + (month <= now.month)
        case "this":
            return now.year
        case _ if anchor.tense is Tense.AHEAD:
            return now.year + (month < now.month)
        case _:
            return now.year - (month > now.month)


def _day_of_month(parts: Parts, anchor: Anchor) -> Interval:
    day, month = int(_text(parts, "day")), anchor.day.replace(day=1)
    if "month" in _text(parts, "which"):
        month += relativedelta(months={"last": -1, "next": 1}.get(_text(parts, "which").split()[-2], 0))
    elif anchor.tense is Tense.AHEAD:
        month += relativedelta(months=int(day < anchor.day.day))
    else:
        month -= relativedelta(months=int(day > anchor.day.day))
    return _days(month.replace(day=day), month.replace(day=day))


def _weekday(parts: Parts, anchor: Anchor) -> Interval:
    back = (anchor.day.weekday() - WEEKDAYS[_text(parts, "weekday")]) % 7
    match _text(parts, "which"):
        case "last":
            day = anchor.day - timedelta(days=back or 7)
        case "next" | "coming":
            day = anchor.day + timedelta(days=7 - back)
        case _ if anchor.tense is Tense.AHEAD:
            day = anchor.day + timedelta(days=(7 - back) % 7)
        case _:
            day = anchor.day - timedelta(days=back)
    return _days(day, day)


def _near_day(parts: Parts, anchor: Anchor) -> Interval:
    shift = {"yesterday": -1, "tomorrow": 1}.get(_text(parts, "near"), 0)
    day = anchor.day + timedelta(days=shift)
    return _days(day, day)


def _calendar_unit(parts: Parts, anchor: Anchor) -> Interval:
    """This, last or next week, month, year, decade or century."""
    shift = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(_text(parts, "which"), 0)
    match _text(parts, "unit"):
        case "week" | "weekend" as unit:
            monday = anchor.day - timedelta(days=anchor.day.weekday()) + timedelta(weeks=shift)
            return _days(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6))
        case "month":
            month = anchor.month + relativedelta(months=shift)
            return _months(month, month)
        case "quarter":
            return _quarter(anchor.month.year, (anchor.month.month - 1) // 3 + shift)
        case "decade":
            first = anchor.year // 10 * 10 + 10 * shift
            return Interval(_year(first), _year(first + 9))
        case "century":
            first = anchor.year // 100 * 100 + 100 * shift
            return Interval(_year(first), _year(first + 99))
        case _:
            return _one(_year(anchor.year + shift))


def _quarter(year: int, index: int) -> Interval:
    first = date(year, 1, 1) + relativedelta(months=3 * index)
    return _months(first, first + relativedelta(months=2))


def _part_of_year(parts: Parts, anchor: Anchor) -> Interval:
    number = ORDINALS.get(_text(parts, "ordinal")) or int(_text(parts, "digit"))
    length = 6 if _text(parts, "part") in ("half", "h") else 3
    if number * length > 12:
        raise Unresolved
    if year_digits := parts.get("year"):
        year = full_year(year_digits)
    else:
        shift = {"last": -1, "next": 1}.get(_text(parts, "which"), 0)
        year = anchor.year + shift
        if not _text(parts, "which") and anchor.tense is not Tense.AHEAD:
            year -= (number - 1) * length + 1 > anchor.month.month
    first = date(year, 1 + (number - 1) * length, 1)
    return _months(first, first + relativedelta(months=length - 1))


def _season(parts: Parts, anchor: Anchor) -> Interval:
    first_month, last_month = SEASONS[_text(parts, "season")]
    if year_digits := parts.get("year"):
        year = full_year(year_digits)
    else:
        year = _season_year(first_month, last_month, _text(parts, "which"), anchor)
    first = date(year, first_month, 1)
    return _months(first, first + relativedelta(months=last_month - first_month))


def _season_year(first_month: int, last_month: int, which: str, anchor: Anchor) -> int:
    now = anchor.month
    match which:
        case "last" | "past":
            return now.year - (last_month >= now.month) - (last_month > 12 and now.month <= 2)
        case "next" | "coming":
            return now.year + (first_month <= now.month)
        case "this":
            return now.year
        case _:
            return _nearest_year(first_month, "", anchor)


def _decade(parts: Parts, _anchor: Anchor) -> Interval:
    digits = _text(parts, "decade")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Interval(_year(first), _year(first + 9))


def _plain_year(parts: Parts, _anchor: Anchor) -> Interval:
    return _one(_year(int(_text(parts, "year"))))


def _year_pair(parts: Parts, _anchor: Anchor) -> Interval:
    first = int(_text(parts, "year"))
    ending = _text(parts, "ending")
    last = int(str(first)[: 4 - len(ending)] + ending)
    if not 0 < last - first <= 100 + 900 * (len(ending) == 4):
        raise ValueError("the years run backwards")
    return Interval(_year(first), _year(last))


def _ago(parts: Parts, anchor: Anchor) -> Interval:
    return _shifted(-small_number(_text(parts, "count")), _text(parts, "unit"), anchor)


def _shifted(count: int, unit: str, anchor: Anchor) -> Interval:
    """A moment some units away, no more precise than the unit that it is counted in."""
    match unit:
        case "day" | "week":
            day = anchor.day + timedelta(days=count * (7 if unit == "week" else 1))
            return _days(day, day)
        case "month":
            month = anchor.month + relativedelta(months=count)
            return _months(month, month)
        case _:
            return _one(_year(anchor.year + count * (10 if unit == "decade" else 1)))


def _span_up_to_now(parts: Parts, anchor: Anchor) -> Interval:
    """The past four months, the last 72 hours: up to the day of publication."""
    count, unit = small_number(_text(parts, "count") or "one"), _text(parts, "unit")
    ahead = _text(parts, "which") in ("next", "coming")
    hours = -(-count // 24)
    length = {
        "hour": relativedelta(days=hours),
        "day": relativedelta(days=count),
        "week": relativedelta(weeks=count),
        "month": relativedelta(months=count),
        "quarter": relativedelta(months=3 * count),
        "decade": relativedelta(years=10 * count),
    }.get(unit, relativedelta(years=count))
    return _days(anchor.day, anchor.day + length) if ahead else _days(anchor.day - length, anchor.day)


def _months_up_to(parts: Parts, anchor: Anchor) -> Interval:
    """The three months to June; the year ending in March 2024."""
    last = _named_month(parts, anchor).last
    if last is None:
        raise Unresolved
    count = small_number(_text(parts, "count") or "one") * (12 if _text(parts, "unit") == "year" else 1)
    end = last.earliest.date()
    return _months(end - relativedelta(months=count - 1), end)


_NEARNESS = r"(?:early|late|mid|earlier|later|the start of|the end of|the beginning of|the middle of)"
_LEAD = rf"(?:{_NEARNESS}[\s-]+)?"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})(?!\d|,\d|\.\d)|\s+[’'](?P<year_short>\d\d)\b)?"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_LAST_DAY = r"(?:(?:\s?[-–]\s?|\s+(?:to|and|through|until)\s+)(?P<last_day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?)?"
# After "May 3 and" or "May 3 to" a number is a day only where nothing follows that it could count.
_LAST_DAY_AFTER = (
    r"(?:(?:\s?[-–]\s?|\s+(?:to|and|through|until)\s+(?=\d\d?(?:st|nd|rd|th)?(?:\s*[,.;:)—–](?!\d)|\s*$|"
    r"\s+(?:in|at|on|of|by|for|to|with|among|before|after|during|across|via|and|but|as|when|while)\b)))"
    r"(?P<last_day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?)?"
)
_WHICH = r"(?:(?P<which>[Ll]ast|[Pp]ast|[Nn]ext|[Tt]his|coming)\s+)?"
_NO_MORE_DIGITS = r"(?![\d%]|[.,:]\d)"
_CUES_BEFORE_MONTH = word_set(
    "in since by until from for of late early till during between and to In Since By Until From For During Late Early"
)
_MONTH_CUE = "(?=[A-Z])(?:(?<=mid-)|" + "|".join(rf"(?<=\b{cue}\s)" for cue in sorted(_CUES_BEFORE_MONTH)) + ")"
_PARTS_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night))?"

DATE_RULES: tuple[DateRule, ...] = (
    DateRule(rf"(?P<iso>{YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)", _iso_date),
    DateRule(
        rf"(?P<first_month>{MONTH})(?:\s+(?P<first_day>\d\d?))?(?:\s?[-–]\s?|\s+(?:to|and|through|until)\s+)"
        rf"(?P<month>{MONTH})(?:\s+(?P<day>\d\d?))?(?:,?\s+)(?P<year>{YEAR})(?!\d|,\d)",
        _month_range,
    ),
    DateRule(
        rf"(?:{WEEKDAY},?\s+)?(?P<month>{MONTH})\s+{_DAY}{_LAST_DAY_AFTER}{_NO_MORE_DIGITS}{_OF_YEAR}", _full_date
    ),
    DateRule(rf"(?:{WEEKDAY},?\s+)?{_DAY}{_LAST_DAY}\s+(?:of\s+)?(?P<month>{MONTH})\b{_OF_YEAR}", _full_date),
    DateRule(
        rf"(?:[Tt]he\s+)?(?:(?P<count>{SMALL_NUMBER})[\s-]+)?(?P<unit>month|year)s?\s+"
        rf"(?:to|through|ended|ending|until)\s+(?:in\s+)?(?P<month>{MONTH})(?!\w)(?:\s+(?:30|31|28|29)\b)?{_OF_YEAR}",
        _months_up_to,
    ),
    DateRule(
        rf"{_LEAD}(?P<month>{MONTH})(?:,?\s+(?:of\s+)?(?P<year>{YEAR})(?!\d|,\d)|\s+[’'](?P<year_short>\d\d)\b)",
        _named_month,
    ),
    DateRule(rf"{_LEAD}(?P<which>[Ll]ast|[Pp]ast|[Nn]ext|[Tt]his|coming)\s+(?P<month>{MONTH})(?!\w)", _named_month),
    DateRule(rf"{_LEAD}(?P<month>{CLEAR_MONTH})(?!\w)(?!\s+(?:Revolution|War|surprise))", _named_month),
    DateRule(rf"{_MONTH_CUE}(?P<month>{MONTH})(?!\w)(?!\s+[A-Z])", _named_month),
    DateRule(
        r"(?<=\bthe )(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)(?P<which>\s+of\s+(?:this|last|next)\s+month)?"
        r"(?:\s+\(local time\))?(?=\s*[,.;:)—–]|\s*$|"
        r"\s+(?:and|that|to|at|in|after|before|local|when|as|by|for|from|with|but)\b)",
        _day_of_month,
    ),
    DateRule(rf"{_WHICH}(?P<weekday>{WEEKDAY})\b{_PARTS_OF_DAY}", _weekday),
    DateRule(r"(?P<near>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)(?!\w|['’]s\s+world)", _near_day),
    DateRule(r"(?P<near>[Tt]his\s+(?:morning|afternoon|evening))\b", _near_day),
    DateRule(
        rf"(?:{_LEAD}(?:[Tt]he\s+)?)(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?P<part>quarter|half)"
        rf"(?:\s+of\s+(?:(?P<which>this|last|next)\s+year|the\s+year)|\s+(?:of\s+)?(?P<year>{YEAR})(?!\d|,\d))?\b(?!-)",
        _part_of_year,
    ),
    DateRule(rf"(?P<part>Q|H)(?P<digit>[1-4])(?:\s+(?:of\s+)?(?P<year>{YEAR}))?(?!\w)", _part_of_year),
    DateRule(
        r"(?:[Tt]he\s+|[Tt]his\s+)?(?P<which>[Ll]ast|[Pp]ast|previous|[Nn]ext|coming)\s+"
        rf"(?:(?P<count>{SMALL_NUMBER})\s+(?P<unit>hour|day|week|month|quarter|year|decade)s?)(?!\w)",
        _span_up_to_now,
    ),
    DateRule(r"(?:[Tt]he|[Tt]his)\s+(?P<which>past)\s+(?P<unit>week|month|quarter|year|decade)(?!\w)", _span_up_to_now),
    DateRule(
        rf"(?:(?:{_NEARNESS}|[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|so\s+far)\s+)?(?P<which>[Tt]his|[Ll]ast|[Nn]ext)\s+"
        r"(?P<unit>weekend|week|month|quarter|year|decade|century)(?!\w)",
        _calendar_unit,
    ),
    DateRule(
        rf"(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Tt]he"
        rf"|[Cc]oming)\s+(?P<season>{SEASON})(?:\s+of\s+(?P<year>{YEAR}))?(?!\w)",
        _season,
    ),
    DateRule(
        rf"(?:(?<=\bin )|(?<=\bby )|(?<=\bsince )|(?<=\buntil "
        rf"))(?P<season>{SEASON})(?:\s+(?:of\s+)?(?P<year>{YEAR}))?(?!\w)",
        _season,
    ),
    DateRule(rf"(?P<count>{SMALL_NUMBER}|[Aa]|[Oo]ne)\s+(?P<unit>day|week|month|year|decade)s?\s+ago(?!\w)", _ago),
    DateRule(
        rf"{_LEAD}(?<![\w$£€#-])(?:[Tt]he\s+)?(?P<decade>(?:1[5-9]|20)\d0|(?<=the )[’']?\d0)['’]?s(?!\w)", _decade
    ),
    DateRule(rf"(?<![\w.,$£€¥#-])(?P<year>{YEAR})\s?[-–/]\s?(?P<ending>{YEAR}|\d\d)(?![\w%-]|[.,]\d)", _year_pair),
    DateRule(rf"{_LEAD}(?<![\w.,$£€¥#+/])(?P<year>(?:19|20)\d\d)(?![\w%°$£€/×]|[.,]\d|-\d|\s[x×]\s\d)", _plain_year),
    DateRule(r"(?:(?<=\bin )|(?<=\bby )|(?<=\buntil ))(?P<year>21\d\d|1[0-8]\d\d)(?![\w%°]|[.,]\d)", _plain_year),
)
