"""A quantity that an article states of something."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.facts.attribution import Attribution
from app.facts.extractor import Extractor
from app.facts.period import Period
from app.facts.text_span import TextSpan


class Bound(StrEnum):
    """How the printed words bound the value."""

    EXACT = "exact"
    ABOUT = "about"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    RANGE = "range"


class Change(StrEnum):
    """The direction of a figure that is itself a rise or a fall."""

    UP = "up"
    DOWN = "down"


class UnitKind(StrEnum):
    """What sort of quantity a unit measures."""

    MONEY = "money"
    COUNT = "count"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    DURATION = "duration"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    SPEED = "speed"
    TEMPERATURE = "temperature"
    POWER = "power"
    ENERGY = "energy"
    FREQUENCY = "frequency"
    DATA = "data"
    RATE = "rate"
    OTHER = "other"


class Role(StrEnum):
    """Whether a figure claims something or only refers ("the two sides")."""

    CLAIM = "claim"
    REFERENCE = "reference"


class Modality(StrEnum):
    """How sure a figure is said to be."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class RelatedAs(StrEnum):
    """What the other figure is to this one."""

    WHOLE = "whole"
    PART = "part"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is counted or measured: the words as printed, and their name as resolved."""

    name: str
    span: TextSpan


@dataclass(frozen=True, slots=True)
class RelatedFigure:
    """Another figure of the same article, and what it is to this one."""

    figure_id: str
    relation: RelatedAs


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a unit, as the contract bounds it.

    `value` is filled for every bound but `range`; `low` and `high` both for `range`, `high` alone for `at_most` and
    `less_than`, `low` alone for `at_least` and `more_than`, neither for `exact` and `about`.
    Raises ValueError otherwise.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str | None
    unit_kind: UnitKind

    def __post_init__(self) -> None:
        needs_low = self.bound in (Bound.RANGE, Bound.AT_LEAST, Bound.MORE_THAN)
        needs_high = self.bound in (Bound.RANGE, Bound.AT_MOST, Bound.LESS_THAN)
        if (self.value is None) != (self.bound is Bound.RANGE):
            raise ValueError("every bound but a range has a value")
        if (self.low is not None) != needs_low or (self.high is not None) != needs_high:
            raise ValueError(f"low and high do not fit the bound {self.bound}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("a range runs upwards")

    @classmethod
    def of(cls, value: Decimal, bound: Bound, unit: str | None, unit_kind: UnitKind) -> "Quantity":
        """A quantity of one value, `low` or `high` filled as the bound asks. Raises ValueError for a range."""
        low = value if bound in (Bound.AT_LEAST, Bound.MORE_THAN) else None
        high = value if bound in (Bound.AT_MOST, Bound.LESS_THAN) else None
        return cls(value, low, high, bound, unit, unit_kind)

    @classmethod
    def of_range(cls, low: Decimal, high: Decimal, unit: str | None, unit_kind: UnitKind) -> "Quantity":
        """A quantity between two values, both inclusive."""
        return cls(None, low, high, Bound.RANGE, unit, unit_kind)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: the words that print it, its quantity, what it is of, and who claims it.

    `span` covers the words of the quantity with its bound and unit ("up to 12,000", "28.7 trillion won").
    `within` is the id of the innermost quote that it stands inside. `confidence` is from 0 to 1.
    """

    id: str
    span: TextSpan
    quantity: Quantity
    change: Change | None
    subject: Subject | None
    role: Role
    modality: Modality
    condition: TextSpan | None
    period: Period | None
    said_at: Period | None
    related: tuple[RelatedFigure, ...]
    within: str | None
    attribution: Attribution
    sentence: TextSpan
    confidence: float
    extractor: Extractor

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError("confidence is a number from 0 to 1")

    @property
    def text(self) -> str:
        """The figure as printed."""
        return self.span.exact

    @property
    def start(self) -> int:
        """Where the evidence begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the evidence ends."""
        return self.span.end
