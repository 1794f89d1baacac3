"""The time that words in an article name."""

from dataclasses import dataclass

from app.facts.partial_date import PartialDate
from app.facts.text_span import TextSpan


@dataclass(frozen=True, slots=True)
class Period:
    """Words that name a time and the dates they stand for, both inclusive.

    An end that the words leave open ("since January") or that cannot be resolved without a publication date is None.
    """

    span: TextSpan
    from_date: PartialDate | None
    to_date: PartialDate | None
