"""How well copies of a text are told from other texts of the same form or the same event.

`python -m tests.answers.gold_copies [--show]` prints precision and recall of both parts, and with `--show` what of the
tuned part is told wrong. A fifth of the pairs, told by the hash of their ids, is held out: it is scored, but no
threshold is chosen by it.
"""

import argparse
import functools
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.answers.same_text import compare_texts
from app.answers.shingles import shingle_text
from app.answers.text_signature import keys_of_copies

_GOLD_FOLDER = Path(__file__).parents[1] / "gold"
_SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = json.loads((_GOLD_FOLDER / "near_duplicates.json").read_text("utf-8"))
_PLAIN_MARKS = str.maketrans("“”‘’—–「」『』", "\"\"''--\"\"''")


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two texts, and whether one is a copy of the other."""

    identifier: str
    kind: str
    first: str
    second: str
    copies: bool


def is_held_out(identifier: str) -> bool:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 5 == 0


@functools.cache
def gold_pairs(*, held_out: bool) -> tuple[GoldPair, ...]:
    """The pairs of one part of the gold."""
    return tuple(
        GoldPair(one["id"], one["kind"], text_of(one["a"]), text_of(one["b"]), one["copies"])
        for one in GOLD["pairs"]
        if is_held_out(one["id"]) is held_out
    )


def text_of(described: dict[str, Any]) -> str:
    """A text of the gold, with its edits made one after the other."""
    paragraphs = _base_text(described).split("\n\n")
    for edit in described.get("edits", ()):
        ((name, wanted),) = edit.items()
        paragraphs = _edited(paragraphs, name, wanted)
    return "\n\n".join(paragraphs)


@functools.cache
def _articles() -> dict[str, str]:
    articles = json.loads((_GOLD_FOLDER / "quote_articles.json").read_text("utf-8"))["articles"]
    return {one["id"]: one["text"] for one in articles}


def _base_text(described: dict[str, Any]) -> str:
    if "template" in described:
        template: str = GOLD["templates"][described["template"]]
        return template.format(*described["values"])
    if "seed" in described:
        return (_SEEDS / described["seed"]).read_text("utf-8").strip()
    if "article" in described:
        return _articles()[described["article"]]
    return str(GOLD["texts"][described["text"]])


def _edited(paragraphs: list[str], name: str, wanted: Any) -> list[str]:
    match name:
        case "replace":
            text = "\n\n".join(paragraphs)
            for before, after in wanted:
                if before not in text:
                    raise ValueError(f"{before!r} does not stand in the text")
                text = text.replace(before, after)
            return text.split("\n\n")
        case "keep":
            return paragraphs[wanted[0] : wanted[1]]
        case "insert":
            return [*paragraphs[: wanted[0]], wanted[1], *paragraphs[wanted[0] :]]
        case "plain_marks":
            return [one.translate(_PLAIN_MARKS) for one in paragraphs]
        case "one_line":
            return [" ".join(" ".join(paragraphs).split())]
        case "upper_first":
            first, rest = paragraphs[0].split(". ", 1)
            return [f"{first.upper()}. {rest}", *paragraphs[1:]]
        case _:
            raise ValueError(f"{name} is no edit")


@dataclass(frozen=True, slots=True)
class Score:
    """How many copies there are, how many pairs were told to be copies, and how many of those are."""

    copies: int
    told: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.told

    @property
    def recall(self) -> float:
        return self.right / self.copies


def is_found(pair: GoldPair) -> bool:
    """Whether the archive would link the two: they share a key, and comparing them tells a copy."""
    if set(keys_of_copies(pair.first)).isdisjoint(keys_of_copies(pair.second)):
        return False
    return compare_texts(shingle_text(pair.first), shingle_text(pair.second)).is_copy


@functools.cache
def score(*, held_out: bool) -> Score:
    pairs = gold_pairs(held_out=held_out)
    told = [pair for pair in pairs if is_found(pair)]
    return Score(sum(pair.copies for pair in pairs), len(told), sum(pair.copies for pair in told))


def main() -> None:
    """Print precision and recall, and the tuned part's errors."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    for held_out in (False, True):
        got, pairs = score(held_out=held_out), len(gold_pairs(held_out=held_out))
        sys.stdout.write(
            f"{'held out' if held_out else 'tuned'}: {pairs} pairs, {got.copies} of them copies; "
            f"precision {100 * got.precision:.1f} %, recall {100 * got.recall:.1f} %\n"
        )
    for pair in gold_pairs(held_out=False) if chosen.show else ():
        if is_found(pair) is not pair.copies:
            sys.stdout.write(f"{pair.kind}: {pair.identifier}\n")


if __name__ == "__main__":
    main()
