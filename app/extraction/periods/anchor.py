"""What a date in a text is resolved against."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.facts.partial_date import PartialDate


class Tense(StrEnum):
    """Which way the clause around some words looks."""

    BACK = "back"
    AHEAD = "ahead"
    NEITHER = "neither"


class Unresolved(Exception):
    """Words that name a time, but whose date cannot be told from what is known."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An article's publication date, and which way the clause around the words looks.

    Every property raises Unresolved where the date is not known that closely.
    """

    published: PartialDate | None
    tense: Tense = Tense.BACK

    @property
    def day(self) -> date:
        """The day of publication."""
        day = self.published.day if self.published else None
        if day is None:
            raise Unresolved
        return day

    @property
    def month(self) -> date:
        """The first day of the month of publication."""
        if self.published is None:
            raise Unresolved
        first, last = self.published.earliest.date(), self.published.latest.date()
        if (first.year, first.month) != (last.year, last.month):
            raise Unresolved
        return first.replace(day=1)

    @property
    def year(self) -> int:
        """The year of publication."""
        if self.published is None:
            raise Unresolved
        return self.published.earliest.year
