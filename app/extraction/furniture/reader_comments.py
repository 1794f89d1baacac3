"""Finding where readers' comments begin; everything after that is theirs."""

import re
from collections.abc import Sequence

from app.extraction.furniture.lines import Line

_SURE_HEADING = re.compile(
    r"""
      \(?\d[\d,]*\)?\ (?:reader\ |user\ )?(?:comments?|replies|responses?)(?:\ (?:on|to)\b.{0,200})?
    | (?:leave|post|add|write|submit)\ (?:a|your)\ (?:comment|reply|response).{0,60}
    | (?:reader|user|readers['’])\ comments?.{0,20} | comments?\ ?\(\d[\d,]*\)
    | (?:view|show|see|read|load)\ (?:all\ )?(?:\d+\ )?comments
    | (?:\d+\ )?(?:thoughts?|responses?|comments?|replies)\ (?:on|to)\ [“"‘«].{0,200}
    | be\ the\ first\ to\ comment.{0,40}
    | comments\ (?:are|have\ been)\ (?:now\ )?(?:closed|disabled|turned\ off).{0,60} | (?:cancel|leave\ a)\ reply
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIKELY_HEADING = re.compile(
    r"(?:comments?|no comments(?: yet)?|discussion(?: \(\d+\))?|"
    r"(?:join|start) the (?:conversation|discussion)|responses?|replies)\W{0,3}",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:reply|like|says:?|\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago|"
    r"(?:newest|oldest|best|top)(?: first)?|sort by\b.*|"
    r"name|email|website|your (?:comment|email|name).*|log ?in.*|sign in.*)\W*|.{1,40} says:?",
    re.IGNORECASE,
)
_LINES_LOOKED_AT = 6
_MAX_HEADING = 300
_ARTICLE_WORDS = 30


def find_reader_comments(lines: Sequence[Line]) -> int:
    """The index of the line that heads the readers' comments; the number of lines where there are none.

    A heading counts after the article only: a count of comments above it heads nothing.
    """
    paragraphs_before = words_before = 0
    words_left = sum(line.word_count for line in lines)
    for index, line in enumerate(lines):
        words_left -= line.word_count
        is_after_article = paragraphs_before > 1 or (words_before >= _ARTICLE_WORDS and words_left <= 4 * words_before)
        if paragraphs_before and _heads_comments(lines, index, is_after_article=is_after_article):
            return index
        if line.is_running_text:
            paragraphs_before += 1
            words_before += line.word_count
    return len(lines)


def _heads_comments(lines: Sequence[Line], index: int, *, is_after_article: bool) -> bool:
    words = lines[index].words
    if len(words) > _MAX_HEADING:
        return False
    is_sure = _SURE_HEADING.fullmatch(words) is not None
    if is_sure and is_after_article:
        return True
    return (is_sure or _LIKELY_HEADING.fullmatch(words) is not None) and _look_like_comments(
        lines[index + 1 : index + 1 + _LINES_LOOKED_AT]
    )


def _look_like_comments(lines: Sequence[Line]) -> bool:
    if not lines:
        return True
    first = lines[0]
    signed = first.word_count <= 5 and not first.ends_as_sentence and not first.stays_open
    return signed or any(_SIGNATURE.fullmatch(line.words) for line in lines if line.word_count <= 8)
