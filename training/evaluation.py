"""Comparing found attributions with those that people marked: content by overlap, then the source."""

from collections.abc import Sequence
from typing import NamedTuple

from app.extraction.quotes.learned.linking import Linked
from training.corpus import Article, Attribution, Stretch

_LEAST_OVERLAP = 0.5
_LONGEST_SOURCE = 15


class Found(NamedTuple):
    """An attribution as it is scored."""

    content: Sequence[Stretch]
    source: Sequence[Stretch]


class Outcome(NamedTuple):
    """Of one article: how many people marked, and for each found one whether its content and its source are right."""

    marked: int
    matched: list[bool]
    right: list[bool]


def found_of(linked: Linked) -> Found:
    """A linked attribution as it is scored."""
    source = [(linked.source.start, linked.source.end)] if linked.source is not None else []
    return Found([(one.start, one.end) for one in linked.contents], source)


def positions(text: str, stretches: Sequence[Stretch]) -> frozenset[int]:
    """The places of the letters and digits of some stretches."""
    return frozenset(at for start, end in stretches for at in range(start, end) if text[at].isalnum())


def compare(article: Article, found: Sequence[Found]) -> Outcome:
    """Match one to one where contents share half of their letters, best pairs first; a source is right where it
    shares a letter with the marked one without being a whole sentence, and where there is none if none is marked."""
    text = article.text
    marked = [positions(text, one.content) for one in article.attributions]
    got = [positions(text, one.content) for one in found]
    pairs = sorted(
        ((overlap(left, right), m, f) for m, left in enumerate(marked) for f, right in enumerate(got) if left & right),
        reverse=True,
    )
    used_marked: set[int] = set()
    matched, right = [False] * len(found), [False] * len(found)
    for share, m, f in pairs:
        if share >= _LEAST_OVERLAP and m not in used_marked and not matched[f]:
            used_marked.add(m)
            matched[f] = True
            right[f] = _is_source(text, article.attributions[m], found[f])
    return Outcome(len(marked), matched, right)


def overlap(left: frozenset[int], right: frozenset[int]) -> float:
    """Intersection over union."""
    return len(left & right) / len(left | right)


def _is_source(text: str, marked: Attribution, found: Found) -> bool:
    if not marked.source or not found.source:
        return not marked.source and not found.source
    words = sum(len(text[start:end].split()) for start, end in found.source)
    most = max(_LONGEST_SOURCE, 2 * sum(len(text[start:end].split()) for start, end in marked.source))
    return words <= most and bool(positions(text, marked.source) & positions(text, found.source))


def summary(outcomes: Sequence[Outcome]) -> str:
    """Precision, recall and F1 in per cent: content, then content and source."""
    marked = sum(one.marked for one in outcomes)
    found = sum(len(one.matched) for one in outcomes)
    lines = []
    for name, right in (
        ("content", sum(sum(one.matched) for one in outcomes)),
        ("with source", sum(sum(one.right) for one in outcomes)),
    ):
        precision, recall = right / max(found, 1), right / max(marked, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        lines.append(f"{name}: P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}")
    return "; ".join(lines)
