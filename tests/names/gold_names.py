"""Telling the gold's pairs of sources apart, and scoring that.

    python -m tests.names.gold_names

prints what went wrong in the part that may be looked at, and the scores of both parts, by file and together.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from app.archive.known_sources import KnownSource, best_match
from app.facts.attribution import SourceKind
from app.facts.partial_date import PartialDate
from app.facts.reading import FoundSource
from app.names.identity_keys import identity_keys
from app.names.same_source import joining_keys
from tests.extraction.quotes.gold_quotes import is_held_out

_GOLD = Path(__file__).parents[1] / "gold"
GOLD_FILES = ("names.json", "names_2.json", "names_3.json", "names_4.json", "names_5.json")

Presented = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """How two articles present a source each, and whether the two are one."""

    left: Presented
    right: Presented
    is_same: bool
    part: str

    def __str__(self) -> str:
        return " / ".join(_told(one) for one in (self.left, self.right))

    @property
    def is_held_out(self) -> bool:
        """Whether nobody looks at how it is judged: all unseen pairs, a fifth of the harder ones, none of the first."""
        return self.part == "unseen" or (self.part == "harder" and is_held_out(str(self)))


@dataclass(slots=True)
class Score:
    """Of the pairs that are one how many are joined, and which of the others."""

    same: int = 0
    joined: int = 0
    missed: list[Pair] = field(default_factory=list)
    wrong: list[Pair] = field(default_factory=list)
    apart: int = 0

    def precision(self) -> float:
        """The share of joined pairs that are one."""
        return self.joined / max(self.joined + len(self.wrong), 1)

    def recall(self) -> float:
        """The share of pairs that are one and are joined."""
        return self.joined / max(self.same, 1)

    def __str__(self) -> str:
        return (
            f"{self.same} same, {self.joined} joined; {self.apart} different, {len(self.wrong)} joined: "
            f"precision {self.precision():.3f}, recall {self.recall():.3f}"
        )


@cache
def gold_pairs(*, held_out: bool, files: tuple[str, ...] = GOLD_FILES) -> list[Pair]:
    """The pairs of one part of the gold."""
    pairs = [
        Pair(left, right, name.endswith("same"), name.split("_")[0])
        for file in files
        for name, some in json.loads((_GOLD / file).read_text("utf-8")).items()
        for left, right in some
    ]
    return [pair for pair in pairs if pair.is_held_out is held_out]


def score(pairs: Sequence[Pair]) -> Score:
    """Judge every pair."""
    total = Score()
    for pair in pairs:
        joined = are_one(pair.left, pair.right)
        total.same += pair.is_same
        total.apart += not pair.is_same
        total.joined += joined and pair.is_same
        if joined and not pair.is_same:
            total.wrong.append(pair)
        if pair.is_same and not joined:
            total.missed.append(pair)
    return total


def are_one(left: Presented, right: Presented) -> bool:
    """Tell whether two articles that present these have one source on record."""
    known = KnownSource("src_1", left["name"], SourceKind(left["kind"]), named=True, keys=set(_keys(left)))
    keys = _keys(right)
    if known.keys.isdisjoint(joining_keys(keys)):
        return False
    return best_match(SourceKind(right["kind"]), keys, [known]) is known


def _keys(one: Presented) -> tuple[str, ...]:
    kind = SourceKind(one["kind"])
    source = FoundSource("src_1", one["name"], kind, True, tuple(one["aliases"]), one.get("description"))
    published_at = PartialDate.parse(one["published_at"]) if "published_at" in one else None
    return identity_keys(source, published_at)


def _told(one: Presented) -> str:
    parts = [one["name"], one["kind"], ", ".join(one["aliases"]), one.get("description"), one.get("published_at")]
    return " | ".join(part for part in parts if part)


def _report(files: tuple[str, ...]) -> list[str]:
    return [
        f"{' and '.join(files)}, {part}: {score(gold_pairs(held_out=part == 'held out', files=files))}"
        for part in ("tuned", "held out")
        if gold_pairs(held_out=part == "held out", files=files)
    ]


if __name__ == "__main__":
    tuned = score(gold_pairs(held_out=False))
    lines = [f"missed: {pair}" for pair in tuned.missed] + [f"wrong: {pair}" for pair in tuned.wrong]
    lines += [line for files in (*((file,) for file in GOLD_FILES), GOLD_FILES) for line in _report(files)]
    sys.stdout.write("\n".join([*lines, ""]))
