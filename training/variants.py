"""Variants of training articles, so that the model leans on how people are quoted and not on who was in the news.

Names that stand in very many articles of one year are replaced by others, and now and then a quotation mark is left
out, as typists leave them out.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from training.corpus import Article, Attribution, Stretch

_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_MARK = re.compile(r"[“”\"]")
_NAMES = json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))
_PLACES_AND_WORDS = set("The United States America American Americans House White President State".split())


class Edit(NamedTuple):
    """Words to put in the place of a stretch of the text."""

    start: int
    end: int
    words: str


def common_names(articles: Sequence[Article], least_articles: int) -> tuple[set[str], set[str]]:
    """Given and family names that stand side by side in sources of many articles."""
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for article in articles:
        sources = {article.text[s:e] for one in article.attributions for s, e in one.source}
        pairs = {tuple(source.split()) for source in sources if re.fullmatch(r"[A-Z][a-z]{2,} [A-Z][a-z]{2,}", source)}
        given.update({pair[0] for pair in pairs} - _PLACES_AND_WORDS)
        family.update({pair[1] for pair in pairs} - _PLACES_AND_WORDS)
    return (
        {name for name, count in given.items() if count >= least_articles},
        {name for name, count in family.items() if count >= least_articles},
    )


def renamed(article: Article, names: tuple[set[str], set[str]], chance: random.Random) -> Article:
    """The article with each common name replaced by one other name throughout, and a few marks left out."""
    given, family = names
    chosen: dict[str, str] = {}
    edits: list[Edit] = []
    for found in _NAME.finditer(article.text):
        name = found.group()
        if name in family:
            edits.append(Edit(*found.span(), chosen.setdefault(name, chance.choice(_NAMES["family"]))))
        elif name in given:
            edits.append(Edit(*found.span(), chosen.setdefault(name, chance.choice(_NAMES["given"]))))
    edits += [Edit(*mark.span(), "") for mark in _MARK.finditer(article.text) if chance.random() < 0.02]
    return edited(article, edits)


def edited(article: Article, edits: Iterable[Edit]) -> Article:
    """The article after edits that do not overlap; its attributions move with the text."""
    parts: list[str] = []
    moves: list[tuple[int, int]] = []
    position = length = 0
    for edit in sorted(edits):
        parts += [article.text[position : edit.start], edit.words]
        length += edit.start - position + len(edit.words)
        position = edit.end
        moves.append((edit.end, length - edit.end))
    parts.append(article.text[position:])
    text = "".join(parts)
    shift = _shifts(len(article.text), moves)

    def moved(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
        return tuple(
            (start + shift[start], end + shift[end])
            for start, end in stretches
            if start + shift[start] < end + shift[end]
        )

    attributions = (Attribution(moved(one.source), moved(one.cue), moved(one.content)) for one in article.attributions)
    return replace(article, text=text, attributions=tuple(one for one in attributions if one.content))


def _shifts(length: int, moves: Sequence[tuple[int, int]]) -> list[int]:
    shifts = [0] * (length + 1)
    current = 0
    upcoming = iter([*moves, (length + 1, 0)])
    at, value = next(upcoming)
    for place in range(length + 1):
        while place >= at:
            current = value
            at, value = next(upcoming)
        shifts[place] = current
    return shifts
