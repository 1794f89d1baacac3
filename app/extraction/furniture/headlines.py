"""Telling headlines and subheads from the article's own sentences."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from app.extraction.furniture.lines import Line, fold

_MAX_HEADLINE_WORDS = 30
_MAX_SUBHEAD_WORDS = 14
_SAME_HEADLINE = 93
_OPENING_MARKS = '“"‘«「『'
_TABLE_MARKS = ("\t", " | ")


def is_headline_of(line: Line, title: str) -> bool:
    """Tell whether a line is the title that is given beside the text, with or without the site's name behind it."""
    if line.word_count > 2 * _MAX_HEADLINE_WORDS:
        return False
    words, wanted = fold(line.words), fold(title)
    if not wanted:
        return False
    if words == wanted:
        return True
    if line.ends_as_sentence and not title.strip().endswith(line.words[-1]):
        return False
    rest = words.removeprefix(wanted)
    return (rest != words and len(rest.split()) <= 5) or fuzz.ratio(words, wanted) >= _SAME_HEADLINE


def is_above_body(line: Line, following: Line | None, *, in_turns: bool) -> bool:
    """Tell whether a line before the first sentence of the body is a headline rather than that sentence."""
    if line.words.endswith("?") and line.word_count <= _MAX_SUBHEAD_WORDS and not in_turns:
        return following is not None
    if following is not None and following.words[0] in "|｜":
        return True
    if line.is_list_item or line.word_count > _MAX_HEADLINE_WORDS:
        return False
    return not line.ends_as_sentence and not line.words.endswith((",", ";", ":"))


def is_subhead(line: Line, following: Line | None) -> bool:
    """Tell whether a line amid the body is a heading of what follows it.

    Questions are left to the body, for in interviews they are spoken; so are items of lists and rows of tables.
    """
    if following is None or line.word_count > _MAX_SUBHEAD_WORDS:
        return False
    if line.ends_as_sentence or line.stays_open or line.is_list_item or line.names_speaker:
        return False
    if line.words[0].islower() or line.words[0] in _OPENING_MARKS or any(mark in line.words for mark in _TABLE_MARKS):
        return False
    return following.after_gap or not following.words[0].islower()


def is_hard_wrapped(lines: Sequence[Line]) -> bool:
    """Tell whether paragraphs are broken into lines of one width, many of them in the middle of a sentence."""
    neighbours = [(line, following) for line, following in pairwise(lines) if not following.after_gap]
    broken = sum(not line.ends_as_sentence and following.words[0].islower() for line, following in neighbours)
    return broken >= 3 and broken * 4 >= len(neighbours)


def speaks_in_turns(lines: Sequence[Line]) -> bool:
    """Tell whether the text is an interview or a transcript: two of its lines begin with one name or `Q:`."""
    spoken = {line.words for line in lines if line.names_speaker}
    speakers = Counter(words.split(":")[0].split("：")[0] for words in spoken)
    return any(count > 1 for count in speakers.values())


def without_site_name(words: str) -> int:
    """How long a headline is without the site's name that stands behind a bar; its whole length where none does."""
    bar = max(words.rfind(" | "), words.rfind(" ｜ "))
    if bar <= 0 or words[0] == "|" or len(words[bar + 3 :].split()) > 5 or len(words[:bar].split()) < 3:
        return len(words)
    return bar
