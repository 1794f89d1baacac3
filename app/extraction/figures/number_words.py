"""Numbers written as words, and the magnitudes that multiply numbers."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _numbered(words: str, start: int, step: int) -> dict[str, int]:
    return {match[0]: start + step * index for index, match in enumerate(re.finditer(r"\w+", words))}


SMALL: Mapping[str, int] = _numbered(_UP_TO_NINETEEN, 0, 1) | _numbered(_TENS, 20, 10)
MULTIPLIERS: Mapping[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
# Short forms that stand after digits only.
SHORT_MULTIPLIERS: Mapping[str, int] = {
    "k": 1_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "b": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
    "t": 1_000_000_000_000,
}
# The contract's ranges for plural magnitudes, and what "tens of" and "hundreds of" make of those.
VAGUE: Mapping[str, tuple[int, int]] = {
    "dozens": (12, 120),
    "hundreds": (100, 1_000),
    "thousands": (1_000, 10_000),
    "millions": (1_000_000, 10_000_000),
    "billions": (1_000_000_000, 10_000_000_000),
    "trillions": (1_000_000_000_000, 10_000_000_000_000),
}
VAGUE_FACTORS: Mapping[str, int] = {"tens": 10, "hundreds": 100}
DENOMINATORS: Mapping[str, int] = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}

TENS_WORD = "(?:" + "|".join(_TENS.split()) + ")"
SMALL_WORD = "(?:" + "|".join(sorted(SMALL, key=len, reverse=True)) + ")"
# Short forms that may also stand after a blank.
SHORT_MULTIPLIER_WORD = "(?:mln|bln|trn|mn|bn|tn)"
MULTIPLIER_WORD = "(?:" + "|".join(MULTIPLIERS) + ")"
VAGUE_WORD = "(?:" + "|".join(VAGUE) + ")"
DENOMINATOR_WORD = "(?:" + "|".join(sorted(DENOMINATORS, key=len, reverse=True)) + ")"


def words_value(words: Iterable[str]) -> Decimal:
    """The value of number words in the order of reading: "three hundred and fifty thousand" is 350000.

    Words that are no number ("and", "of") count nothing; "a" counts one, "half a million" half of it, and
    "a million and a half" one and a half.
    """
    total, current, last = Decimal(0), Decimal(0), Decimal(1)
    printed = list(words)
    for position, word in enumerate(printed):
        if word in ("a", "an") and printed[position + 1 : position + 2] == ["half"]:
            continue
        if word in SMALL:
            current += SMALL[word]
        elif word in ("a", "an"):
            current += 1 if current == 0 else 0
        elif word == "couple":
            current = Decimal(2)
        elif word == "half":
            current += Decimal("0.5") * (last if total and not current else 1)
        elif word == "hundred":
            current = (current or Decimal(1)) * 100
        elif word in MULTIPLIERS:
            last = Decimal(MULTIPLIERS[word])
            total, current = _multiplied(total, current, MULTIPLIERS[word])
    return total + current


def _multiplied(total: Decimal, current: Decimal, factor: int) -> tuple[Decimal, Decimal]:
    if factor == MULTIPLIERS["dozen"] or (total and total < factor):
        return Decimal(0), (total + (current or Decimal(1))) * factor
    return total + (current or Decimal(1)) * factor, Decimal(0)


def vague_range(words: list[str]) -> tuple[Decimal, Decimal]:
    """The range that plural magnitudes stand for: "tens of thousands" is 10000 to 100000.

    "Several thousand" is what "thousands" is.
    """
    low, high = VAGUE[words[-1] if words[-1] in VAGUE else f"{words[-1]}s"]
    factor = VAGUE_FACTORS.get(words[0], 1) if len(words) > 1 else 1
    return Decimal(low * factor), Decimal(high * factor)
