"""Whether two figures are of one time: the one rule of verify and compare.

A figure that names a period is of that very period; one that names none is as of the day of its claim. A count of a
year is no rival of a count so far: of two figures of which only one names a period it is not sure that they are of one
time. A posted text has no day, so that a figure of it that names no period may be of any.
"""

import re
from collections.abc import Hashable

from app.facts.figure import Figure
from app.facts.period import Period
from app.facts.recorded import RecordedFigure

_NAMED_TIME = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b"
)
_POSTED = ""


def period_key(period: Period | None, article_id: str) -> Hashable:
    """What is equal for the same period: its dates. One without dates is like no other article's; None is none."""
    if period is None:
        return None
    if not _is_dated(period):
        return (article_id, period.span.exact.lower())
    return tuple(end.text if end else None for end in (period.from_date, period.to_date))


def may_be_of_one_time(posted: Figure, recorded: RecordedFigure, *, surely: bool = True) -> bool:
    """Tell whether a figure of a posted text may be of the time of one on record.

    What the posted text leaves unsaid may be any time; the period that it names must be the recorded figure's, or,
    where it cannot be resolved for want of a day, the months and years in it must be named there. What was said to be
    so at that time is of it as well, but not `surely`: it speaks for a claim, and does not contradict one.
    """
    own = recorded.figure
    named, known = (frozenset(_NAMED_TIME.findall(figure.sentence.exact)) for figure in (posted, own))
    if named and known and named.isdisjoint(known):
        return False
    if posted.period is None:
        return True
    if _is_dated(posted.period):
        known_period = own.period if surely or own.period is not None else own.said_at
        return period_key(posted.period, _POSTED) == period_key(known_period, recorded.evidence.article.id)
    months = frozenset(_NAMED_TIME.findall(posted.period.span.exact))
    if surely and not months:
        # "Last year" of which day? Only the very words may be of the same time.
        return own.period is not None and own.period.span.exact.lower() == posted.period.span.exact.lower()
    return months <= known


def _is_dated(period: Period) -> bool:
    return period.from_date is not None or period.to_date is not None
