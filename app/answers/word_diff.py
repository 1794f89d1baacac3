"""How two wordings differ, word by word, each step with its place in both texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from app.answers.quoted_text import QuotedText, Word
from app.answers.turning_words import is_turning
from app.facts.text_span import TextSpan

_COMMON_WORD_WEIGHT = 0.25
_RESPELT_FROM = 80.0


class DiffOperation(StrEnum):
    """What leads from the claimed words to the recorded ones."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


Run = tuple[DiffOperation, int, int, int, int]
"""What is done with the claimed words from one number to another, and the recorded words beside them."""


@dataclass(frozen=True, slots=True)
class DiffStep:
    """Words that are the same on both sides, only on record, only claimed, or others on each side.

    `equal` spares case, marks and the spelling of dashes. A step never runs from one span of a quote into the next.
    """

    operation: DiffOperation
    claimed: TextSpan | None
    recorded: TextSpan | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Claimed and recorded words side by side: runs of (operation, claimed from, to, recorded from, to)."""

    claimed: QuotedText
    recorded: QuotedText
    runs: tuple[Run, ...]

    @property
    def similarity(self) -> float:
        """The share of the words of both sides that is equal, from 0 to 1; the commonest words count a quarter."""
        equal = total = 0.0
        for operation, begin, end, recorded_begin, recorded_end in self.runs:
            weight = weight_of(self.claimed.words[begin:end]) + weight_of(
                self.recorded.words[recorded_begin:recorded_end]
            )
            total += weight
            equal += weight if operation is DiffOperation.EQUAL else 0.0
        return equal / total if total else 0.0

    @property
    def equal_content_words(self) -> int:
        """How many telling words are equal."""
        return sum(
            word.is_content or is_turning(word.form)
            for operation, begin, end, _, _ in self.runs
            if operation is DiffOperation.EQUAL
            for word in self.claimed.words[begin:end]
        )

    @property
    def equal_words(self) -> int:
        """How many words are equal, the commonest among them."""
        return sum(end - begin for operation, begin, end, _, _ in self.runs if operation is DiffOperation.EQUAL)

    @property
    def respelt_words(self) -> int:
        """How many telling words are only spelt a little otherwise ("honourable", "honorable")."""
        return sum(
            ours.is_content and ratio(ours.form, theirs.form) >= _RESPELT_FROM
            for operation, begin, end, recorded_begin, recorded_end in self.runs
            if operation is DiffOperation.REPLACE and end - begin == recorded_end - recorded_begin
            for ours, theirs in zip(
                self.claimed.words[begin:end], self.recorded.words[recorded_begin:recorded_end], strict=True
            )
        )

    def steps(self) -> tuple[DiffStep, ...]:
        """The alignment as a word-level diff with the places in both texts."""
        return tuple(step for run in self.runs for step in self._steps_of(*run))

    def _steps_of(
        self, operation: DiffOperation, begin: int, end: int, recorded_begin: int, recorded_end: int
    ) -> Iterator[DiffStep]:
        claimed = _parts(self.claimed, begin, end)
        recorded = _parts(self.recorded, recorded_begin, recorded_end)
        if operation is DiffOperation.EQUAL and max(len(claimed), len(recorded)) > 1:
            yield from self._equal_words(begin, end, recorded_begin, recorded_end)
            return
        for number in range(max(len(claimed), len(recorded))):
            ours = claimed[number] if number < len(claimed) else None
            theirs = recorded[number] if number < len(recorded) else None
            yield DiffStep(_operation_of(operation, ours, theirs), ours, theirs)

    def _equal_words(self, begin: int, end: int, recorded_begin: int, recorded_end: int) -> Iterator[DiffStep]:
        """Equal words that stand in several spans, cut where either side goes on in another span."""
        if end - begin != recorded_end - recorded_begin:
            yield DiffStep(
                DiffOperation.EQUAL,
                _parts(self.claimed, begin, end)[0],
                _parts(self.recorded, recorded_begin, recorded_end)[0],
            )
            return
        first = 0
        ours, theirs = self.claimed.words[begin:end], self.recorded.words[recorded_begin:recorded_end]
        for number in range(1, len(ours) + 1):
            is_end = number == len(ours)
            if is_end or ours[number].span != ours[first].span or theirs[number].span != theirs[first].span:
                yield DiffStep(
                    DiffOperation.EQUAL,
                    _parts(self.claimed, begin + first, begin + number)[0],
                    _parts(self.recorded, recorded_begin + first, recorded_begin + number)[0],
                )
                first = number


def align(claimed: QuotedText, recorded: QuotedText, first: int, last: int) -> Alignment:
    """Set claimed words side by side with the recorded ones from `first` to `last`, in the fewest steps."""
    ours = [word.skeleton for word in claimed.words]
    theirs = [word.skeleton for word in recorded.words[first : last + 1]]
    codes = [
        (DiffOperation(code.tag), code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Levenshtein.opcodes(ours, theirs)
    ]
    runs: list[Run] = []
    for is_equal, group in groupby(codes, key=lambda code: code[0] is DiffOperation.EQUAL):
        steps = list(group)
        begin, end, other_begin, other_end = steps[0][1], steps[-1][2], steps[0][3], steps[-1][4]
        # "every one" and "everyone", "half-time" and "halftime" are parted otherwise, not other words.
        if not is_equal and "".join(ours[begin:end]) == "".join(theirs[other_begin:other_end]):
            steps = [(DiffOperation.EQUAL, begin, end, other_begin, other_end)]
        runs += steps
    return Alignment(claimed, recorded, tuple(_merged([(*run[:3], first + run[3], first + run[4]) for run in runs])))


def trimmed(alignment: Alignment) -> Alignment:
    """The same without recorded words before the first and after the last that is claimed."""
    runs = list(alignment.runs)
    while runs and runs[0][0] is DiffOperation.INSERT:
        runs.pop(0)
    while runs and runs[-1][0] is DiffOperation.INSERT:
        runs.pop()
    return Alignment(alignment.claimed, alignment.recorded, tuple(runs))


def weight_of(words: tuple[Word, ...]) -> float:
    """How much words count: telling and turning ones whole, the commonest a quarter."""
    return sum(1.0 if word.is_content or is_turning(word.form) else _COMMON_WORD_WEIGHT for word in words)


def _merged(
    runs: list[Run],
) -> Iterator[Run]:
    current: Run | None = None
    for run in runs:
        if current is not None and current[0] is run[0]:
            current = (current[0], current[1], run[2], current[3], run[4])
            continue
        if current is not None:
            yield current
        current = run
    if current is not None:
        yield current


def _parts(text: QuotedText, begin: int, end: int) -> list[TextSpan]:
    """The stretches from one word to another, one for each span."""
    parts: list[TextSpan] = []
    for number in dict.fromkeys(word.span for word in text.words[begin:end]):
        own = [word for word in text.words[begin:end] if word.span == number]
        first, last = own[0].start, own[-1].end
        offset = text.whole.start
        parts.append(TextSpan(first, last, text.whole.exact[first - offset : last - offset]))
    return parts


def _operation_of(operation: DiffOperation, ours: TextSpan | None, theirs: TextSpan | None) -> DiffOperation:
    if ours is None:
        return DiffOperation.INSERT
    return DiffOperation.DELETE if theirs is None else operation
