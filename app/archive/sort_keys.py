"""What lists sort by."""

from app.facts.partial_date import PartialDate

# Later than any date and earlier than what JSON cannot count.
UNDATED = 10**15


def newest_first_key(published_at: PartialDate | None) -> int:
    """A number that rises from the newest to the oldest, and to the undated last."""
    return UNDATED if published_at is None else -int(published_at.latest.timestamp())


def oldest_first_key(published_at: PartialDate | None) -> int:
    """A number that rises from the oldest to the newest, and to the undated last."""
    return UNDATED if published_at is None else int(published_at.latest.timestamp())


def name_key(name: str) -> str:
    """A name as it is compared and sorted: without case, white space made single blanks."""
    return " ".join(name.casefold().split())
