"""Words or a statement that an article attributes to someone."""

from dataclasses import dataclass
from enum import StrEnum

from app.facts.attribution import Attribution
from app.facts.extractor import Extractor
from app.facts.period import Period
from app.facts.text_span import TextSpan


class QuoteKind(StrEnum):
    """Own words, partly own words, or reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class QuotationMarks(StrEnum):
    """Whether the source's own words stand in a pair of marks, in marks of which one is missing, or in none."""

    PAIRED = "paired"
    UNBALANCED = "unbalanced"
    NONE = "none"


class Stance(StrEnum):
    """What the source does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CONFIRMS = "confirms"
    DOUBTS = "doubts"
    BELIEVES = "believes"
    PREDICTS = "predicts"
    WANTS = "wants"
    PROMISES = "promises"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote: its content spans in reading order, outer quotation marks left out, and who said it.

    `within` is the id of the innermost quote that it stands inside. `confidence` is from 0 to 1.
    Raises ValueError where spans are missing or out of order.
    """

    id: str
    kind: QuoteKind
    marks: QuotationMarks
    spans: tuple[TextSpan, ...]
    stance: Stance
    said_at: Period | None
    within: str | None
    attribution: Attribution
    sentence: TextSpan
    confidence: float
    extractor: Extractor

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("a quote needs at least one span")
        if any(left.end > right.start for left, right in zip(self.spans, self.spans[1:], strict=False)):
            raise ValueError("a quote's spans stand in reading order and do not overlap")
        if not 0 <= self.confidence <= 1:
            raise ValueError("confidence is a number from 0 to 1")

    @property
    def text(self) -> str:
        """The spans joined by one space."""
        return " ".join(span.exact for span in self.spans)

    @property
    def start(self) -> int:
        """Where the evidence begins: the first span's start."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the evidence ends: the last span's end."""
        return self.spans[-1].end
