"""Dates known in part: a year, a month, a day or an instant."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_CALENDAR_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date in the precision it is known in: `2024`, `2024-10`, `2024-10-18` or an RFC 3339 instant in UTC.

    `earliest` and `latest` are the first and last second it may stand for, both in UTC.
    """

    text: str
    earliest: datetime
    latest: datetime

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read a partial ISO 8601 date or an RFC 3339 date-time. Raises ValueError where the text is neither."""
        text = text.strip()
        match = _CALENDAR_DATE.fullmatch(text)
        if match:
            year, month, day = (int(part) if part else None for part in match.groups())
            return cls._of_parts(text, int(year or 0), month, day)
        return cls.of_instant(datetime.fromisoformat(text))

    @classmethod
    def of_instant(cls, instant: datetime) -> "PartialDate":
        """Keep an instant to the second. Raises ValueError where it has no time zone."""
        if instant.tzinfo is None:
            raise ValueError("a time of day needs a time zone, as in 2024-10-18T09:30:00Z")
        try:
            moment = instant.astimezone(UTC).replace(microsecond=0)
        except OverflowError as error:
            raise ValueError("the date lies outside the years 1 to 9999") from error
        return cls(moment.isoformat().replace("+00:00", "Z"), moment, moment)

    @classmethod
    def of_day(cls, day: date) -> "PartialDate":
        """A whole calendar day."""
        return cls._of_parts(day.isoformat(), day.year, day.month, day.day)

    @classmethod
    def _of_parts(cls, text: str, year: int, month: int | None, day: int | None) -> "PartialDate":
        first = datetime(year, month or 1, day or 1, tzinfo=UTC)
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        last = datetime(year, last_month, last_day, tzinfo=UTC) + timedelta(hours=23, minutes=59, seconds=59)
        return cls(text, first, last)

    @property
    def day(self) -> date | None:
        """The calendar day, where it is known to the day."""
        return self.earliest.date() if self.earliest.date() == self.latest.date() else None
