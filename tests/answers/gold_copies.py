"""How well copies of a text are told from other texts of the same form or the same event.

`python -m tests.answers.gold_copies [--show]` prints precision and recall of both parts, and with `--show` what of the
tuned part is told wrong. A fifth of the pairs, told by the hash of their ids, is held out: it is scored, but no
threshold is chosen by it.
"""

import functools
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
