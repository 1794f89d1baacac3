"""What a drawing of claims shows: panels of rows, already in words and numbers."""

from dataclasses import dataclass
from enum import StrEnum

from app.facts.figure import Modality


class Drawing(StrEnum):
    """What a comparison is drawn as."""

    SVG = "svg"
    PNG = "png"


@dataclass(frozen=True, slots=True)
class Row:
    """One claim: its labels, and where its mark, bar and arrow stand.

    `arrow` is -1 for one to the left, 1 for one to the right, 0 for none.
    """

    label: str
    printed: str
    relation: str
    mark: float | None
    bar: tuple[float, float] | None
    is_hollow: bool
    arrow: int
    is_dated: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One group: its title, the unit on its axis, and its rows from top to bottom."""

    title: str
    unit: str
    modality: Modality
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, and the same in words for those who do not see it."""

    title: str
    description: str
    note: str
    panels: tuple[Panel, ...]
