"""Dates as documents write them."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from app.facts.partial_date import PartialDate

_DAY_FIRST_IN_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMPACT_OFFSET = re.compile(r"([+-]\d{2})(\d{2})$")
_MAX_LENGTH = 60


def read_date(printed: str | None) -> PartialDate | None:
    """Read an ISO 8601, RFC 3339 or RFC 5322 date, in the precision it is given in; None where it is none of these.

    A time of day without a time zone is left out, for nothing tells which instant it is.
    """
    words = (printed or "").strip()
    if not words or len(words) > _MAX_LENGTH:
        return None
    for reading in (words, _COMPACT_OFFSET.sub(r"\1:\2", words)):
        try:
            return PartialDate.parse(reading)
        except ValueError:
            continue
    if match := _DAY_FIRST_IN_ISO.match(words):
        return _read_day(match.group())
    return _read_mail_date(words)


def _read_day(words: str) -> PartialDate | None:
    try:
        return PartialDate.parse(words)
    except ValueError:
        return None


def _read_mail_date(words: str) -> PartialDate | None:
    try:
        moment: datetime = parsedate_to_datetime(words)
        return PartialDate.of_instant(moment) if moment.tzinfo else PartialDate.of_day(moment.date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
