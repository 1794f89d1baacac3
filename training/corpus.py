"""Reading a corpus of attributions: `text/*.txt` and brat stand-off files in `attributions/`, as PolNeAR has them."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

Stretch = tuple[int, int]
_ROLES = ("Source", "Cue", "Content")
_OPENING = "“‘\"'„«「『《"
_CLOSING = "”’\"'»」』》“"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as a person marked it: half-open code point offsets, fragments in reading order."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article and its attributions, by the first of its annotators."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


def read_corpus(folder: Path) -> list[Article]:
    """Every article of a folder in the order of its ids. Raises FileNotFoundError where there is none."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[path.stem.rsplit("_", 1)[0]].append(path)
    articles = [
        Article(stem, (folder / "text" / f"{stem}.txt").read_bytes().decode(), _read_attributions(files[stem][0]))
        for stem in sorted(files)
    ]
    if not articles:
        raise FileNotFoundError(f"no annotated articles in {folder}")
    return articles


def _read_attributions(path: Path) -> tuple[Attribution, ...]:
    spans: dict[str, list[Stretch]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 2:
            continue
        if columns[0].startswith("T"):
            _, offsets = columns[1].split(" ", 1)
            spans[columns[0]] = [_stretch(part) for part in offsets.split(";")]
        elif columns[0].startswith("E"):
            events.append(columns[1].split()[1:])
    return tuple(attribution for event in events if (attribution := _attribution(event, spans)).content)


def _stretch(printed: str) -> Stretch:
    start, end = printed.split()
    return int(start), int(end)


def _attribution(event: list[str], spans: dict[str, list[Stretch]]) -> Attribution:
    found: dict[str, set[Stretch]] = {role: set() for role in _ROLES}
    for argument in event:
        role, identifier = argument.split(":", 1)
        role = re.sub(r"\d+$", "", role)
        if role in found:
            found[role] |= set(spans.get(identifier, ()))
    source, cue, content = (tuple(sorted(found[role])) for role in _ROLES)
    return Attribution(source, cue, content)


def read_written_articles(path: Path) -> list[Article]:
    """Articles of a JSON file in the form of `tests/gold/quote_articles.json`, marked as people mark PolNeAR.

    Marks around a content and a "that" before it count as its own. A quote that stands inside another is left out,
    since the tagger knows one level only.
    """
    articles = json.loads(path.read_text(encoding="utf-8"))["articles"]
    return [
        Article(one["id"], one["text"], _outermost(map(partial(_written, one["text"]), one["quotes"])))
        for one in articles
    ]


def _written(text: str, quote: dict[str, Any]) -> Attribution:
    contents = [_with_frame(text, text.index(words), text.index(words) + len(words)) for words in quote["content"]]
    cue = _nearest(text, quote["cue"], contents) if quote["cue"] else ()
    source = _nearest(text, quote["mention"], list(cue) or contents) if quote["mention"] else ()
    return Attribution(source, cue, tuple(contents))


def _with_frame(text: str, start: int, end: int) -> Stretch:
    led = re.search(r"\bthat $", text[max(0, start - 5) : start])
    start = start - len(led.group()) if led else start
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end


def _nearest(text: str, words: str, places: list[Stretch]) -> tuple[Stretch, ...]:
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    outside = [one for one in found if not any(start <= one[0] and one[1] <= end for start, end in places)] or found
    if not outside:
        raise ValueError(f"{words!r} does not stand in the text")
    return (min(outside, key=lambda one: min(max(start - one[1], one[0] - end) for start, end in places)),)


def _outermost(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    kept: list[Attribution] = []
    for one in sorted(attributions, key=lambda one: (one.content[0][0], -one.content[-1][1])):
        stretches = (*one.content, *one.cue, *one.source)
        if not any(a < d and c < b for a, b in one.content for other in kept for c, d in other.content) and stretches:
            kept.append(one)
    return tuple(kept)
