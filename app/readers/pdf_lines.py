"""Lines of text as a PDF places them on its pages."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject

_LIGATURES = re.compile("[\ufb00-\ufb06]")
_UPRIGHT = 0


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page: its words, where it begins (points, from the lower left), and the size of its letters."""

    words: str
    x: float
    y: float
    size: float

    @property
    def shape(self) -> str:
        """Its words with every number alike, so that running heads with page numbers compare equal."""
        return re.sub(r"\d+", "0", " ".join(self.words.split())).casefold()


class _LineCollector:
    """Puts together what pypdf hands over piece by piece."""

    def __init__(self) -> None:
        self.lines: list[PdfLine] = []
        self._words = ""
        self._place = (0.0, 0.0)
        self._size = 0.0
        self._longest = 0

    def __call__(self, text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        for index, piece in enumerate(text.split("\n")):
            if index:
                self.end_line()
            if piece.strip() and not self._words.strip():
                self._place = _place_of(cm, tm)
                self._longest = 0
            if len(piece.strip()) > self._longest:
                self._longest = len(piece.strip())
                self._size = _size_of(cm, tm, size)
            self._words += piece

    def end_line(self) -> None:
        words = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), self._words)
        if words := " ".join(words.split()):
            self.lines.append(PdfLine(words, *self._place, self._size))
        self._words = ""


def _place_of(cm: list[float], tm: list[float]) -> tuple[float, float]:
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    return float(x), float(y)


def _size_of(cm: list[float], tm: list[float], size: float) -> float:
    return abs(float(size) * tm[3] * cm[3]) or float(size)


def lines_of_page(page: PageObject) -> list[PdfLine]:
    """The lines of a page's upright text, in the order in which the page prints them."""
    collector = _LineCollector()
    page.extract_text(orientations=_UPRIGHT, visitor_text=collector)
    collector.end_line()
    return collector.lines
