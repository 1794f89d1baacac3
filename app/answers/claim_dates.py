"""When a claim was made."""

from dataclasses import dataclass
from datetime import datetime

from app.facts.partial_date import PartialDate
from app.facts.recorded import RecordedFigure


@dataclass(frozen=True, slots=True)
class ClaimDate:
    """When a claim was made: as the text says (`is_said`), else when its article was published; both ends inclusive.

    An end that the text leaves open is None, but never both.
    """

    from_date: PartialDate | None
    to_date: PartialDate | None
    is_said: bool

    @property
    def at(self) -> PartialDate:
        """The first date known of it, by which claims stand in order."""
        return self.from_date or self.to_date or _NEVER

    @property
    def latest(self) -> datetime:
        """The last second that it may have been made in, as far as that is known."""
        return (self.to_date or self.at).latest

    @property
    def text(self) -> str:
        """The date in words: a day, or from when to when."""
        first, last = (one.text[:10] if one else None for one in (self.from_date, self.to_date))
        if first and last:
            return first if first == last else f"{first} to {last}"
        return f"{first} or later" if first else f"{last} or earlier"

    def is_before(self, other: "ClaimDate") -> bool:
        """Tell whether this was surely claimed before the other."""
        return self.latest < other.at.earliest


_NEVER = PartialDate.parse("0001")


def date_of(recorded: RecordedFigure) -> ClaimDate | None:
    """When a figure was claimed; None where neither the statement nor its article is dated."""
    said = recorded.figure.said_at
    if said is not None and (said.from_date is not None or said.to_date is not None):
        return ClaimDate(said.from_date, said.to_date, is_said=True)
    published = recorded.evidence.article.published_at
    return None if published is None else ClaimDate(published, published, is_said=False)
