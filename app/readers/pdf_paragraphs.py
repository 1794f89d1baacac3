"""Putting the lines of a PDF's pages together into paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from app.readers.pdf_lines import PdfLine
from app.readers.wrapped_lines import join_lines

_EDGE_LINES = 3
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W{0,3}", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"""[.!?:…]["'”’»)\]]*$""")
_OPENS_ITEM = re.compile(r"(?:[-–—•*·▪●○]|\d{1,2}[.)])\s")
_OFTEN = 3
_WIDER_GAP = 1.3
_INDENT = 6.0


@dataclass(frozen=True, slots=True)
class _PageLayout:
    """What is usual on a page: the distance of two lines, the left margin, and how long a full line is."""

    pitch: float
    margin: float
    widest: int

    @classmethod
    def of(cls, lines: Sequence[PdfLine]) -> "_PageLayout":
        gaps = [above.y - below.y for above, below in pairwise(lines) if 0 < above.y - below.y < 100]
        margins = Counter(round(line.x) for line in lines)
        return cls(
            pitch=median(gaps) if gaps else 0.0,
            margin=float(margins.most_common(1)[0][0]),
            widest=max(len(line.words) for line in lines),
        )

    def is_full(self, line: PdfLine) -> bool:
        return len(line.words) >= 0.75 * self.widest


def without_running_heads(pages: Sequence[Sequence[PdfLine]]) -> list[list[PdfLine]]:
    """Leave out page numbers, and what stands at the head or the foot of several pages."""
    seen = Counter(shape for lines in pages for shape in {lines[index].shape for index in _edges(lines)})
    often = max(2, min(_OFTEN, (len(pages) + 1) // 2))
    repeated = {shape for shape, times in seen.items() if times >= often}
    return [_without_edges(lines, repeated) for lines in pages]


def _edges(lines: Sequence[PdfLine]) -> set[int]:
    """The indices of a page's topmost and lowest lines, wherever they come in the order of printing."""
    by_height = sorted(range(len(lines)), key=lambda index: lines[index].y)
    printed_ends = {0, len(lines) - 1} if lines else set()
    return {*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:], *printed_ends}


def _without_edges(lines: Sequence[PdfLine], repeated: set[str]) -> list[PdfLine]:
    edges = _edges(lines)
    return [
        line
        for index, line in enumerate(lines)
        if index not in edges or not (line.shape in repeated or _PAGE_NUMBER.fullmatch(line.words))
    ]


def paragraphs_of(pages: Sequence[Sequence[PdfLine]]) -> list[str]:
    """Join lines that one paragraph was broken into, over the ends of pages too; hyphenated words become one again."""
    paragraphs: list[str] = []
    previous: PdfLine | None = None
    for lines in pages:
        if not lines:
            continue
        layout = _PageLayout.of(lines)
        for index, line in enumerate(lines):
            starts_page = index == 0
            if previous is None or _begins_paragraph(previous, line, layout, starts_page=starts_page):
                paragraphs.append(line.words)
            else:
                paragraphs[-1] = join_lines(paragraphs[-1], line.words)
            previous = line
    return paragraphs


def _begins_paragraph(previous: PdfLine, line: PdfLine, layout: _PageLayout, *, starts_page: bool) -> bool:
    if _OPENS_ITEM.match(line.words) or abs(previous.size - line.size) > 0.15 * max(previous.size, line.size):
        return True
    ends_sentence = _ENDS_SENTENCE.search(previous.words) is not None
    drop = previous.y - line.y
    if starts_page or drop < 0:
        return ends_sentence or not (layout.is_full(previous) or line.words[0].islower())
    if layout.pitch and drop > _WIDER_GAP * layout.pitch:
        return True
    if line.x - previous.x > _INDENT and not line.words[0].islower() and not _OPENS_ITEM.match(previous.words):
        return True
    return not layout.is_full(previous) and (ends_sentence or not line.words[0].islower())
