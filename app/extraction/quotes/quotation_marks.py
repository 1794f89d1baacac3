"""Words in quotation marks: pairing the marks of a text, broken ones too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.extraction.blocks import Block

_PAIRS = {"“": "”", "„": "”", "‟": "”", "「": "」", "『": "』", "《": "》", "«": "»", "‹": "›", "‘": "’"}
_CLOSING = {"”", "」", "』", "》", "»", "›", "’"}
_SINGLE = {"‘", "'"}
_MARK = re.compile(r"''|``|[\"“”„‟「」『』《》«»‹›‘’']")
_ELIDED = re.compile(r"(?:\d\ds|em|til|cause|cos|tis|twas|twere|n|bout|round|nother)\b", re.IGNORECASE)
_YEAR = re.compile(r"\w ['’‘]\d\d\b(?![,.]\d)")
_AND = re.compile(r"\s['’]n['’]")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)]*\s+(?=[^\sa-z])")


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """A stretch between quotation marks in one line: `start` and `end` leave the marks out, `outer_…` take them in.

    `depth` is 0 outside any other marks. `opened` and `closed` tell which of its two marks are printed.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    mark: str
    depth: int
    opened: bool
    closed: bool


@dataclass(slots=True)
class _Opening:
    at: int
    after: int
    mark: str


def find_quoted_words(text: str, block: Block) -> tuple[QuotedWords, ...]:
    """Pair the quotation marks of one line, in reading order; nested pairs are given too, one level deeper.

    An opening mark without its closing one runs to the end of the line, or to the sentence end before the next
    opening of the same mark; a closing mark without its opening one begins where the line, or the sentence after
    the last quoted words, begins. Apostrophes and single marks without a partner are no quotation marks.
    """
    found: list[QuotedWords] = []
    open_marks: list[_Opening] = []
    for mark in _marks(text, block):
        printed, at = mark.group(), mark.start()
        if _closes_by_mistake(text, block, mark, open_marks):
            _close(text, block, mark, open_marks, found)
        elif _opens(text, block, printed, at, open_marks):
            _open(text, mark, open_marks, found)
        elif printed not in _SINGLE:
            _close(text, block, mark, open_marks, found)
    _end_open_marks(block, open_marks, found)
    _add_single_marks(text, block, found)
    trimmed = [words for words in (_trimmed(text, words) for words in found) if words is not None]
    return tuple(_with_depths(trimmed))


def _marks(text: str, block: Block) -> Iterator[re.Match[str]]:
    for mark in _MARK.finditer(text, block.start, block.end):
        if mark.group() not in {"'", "’", "‘"}:
            yield mark


def _closes_by_mistake(text: str, block: Block, mark: re.Match[str], open_marks: Sequence[_Opening]) -> bool:
    """An opening mark printed where only a closing one can stand ("Apparently not,“ he said")."""
    at, after = mark.start(), mark.end()
    is_open = any(opening.mark == "“" for opening in open_marks)
    stands_after = at > block.start and text[at - 1] in ",.!?…" and (after >= block.end or text[after].isspace())
    return mark.group() == "“" and is_open and stands_after


def _opens(text: str, block: Block, mark: str, at: int, open_marks: Sequence[_Opening]) -> bool:
    if mark in _PAIRS or mark == "``":
        return True
    if mark in _CLOSING:
        return False
    before = text[at - 1] if at > block.start else " "
    after = text[at + len(mark)] if at + len(mark) < block.end else " "
    is_open = any(opening.mark in {mark, "``"} for opening in open_marks)
    if before.isspace() or before in "([{—–-:“‘/":
        return not after.isspace() or not is_open
    return not is_open and (before == "," or before.isalpha()) and after.isalnum()


def _open(text: str, mark: re.Match[str], open_marks: list[_Opening], found: list[QuotedWords]) -> None:
    printed = mark.group()
    same = next((opening for opening in open_marks if opening.mark == printed), None)
    if same is not None:
        ends = [end.start() + 1 for end in _SENTENCE_END.finditer(text, same.after, mark.start())]
        end = max(ends[-1] if ends else mark.start(), same.after)
        found.append(QuotedWords(same.after, end, same.at, end, printed, 0, opened=True, closed=False))
        del open_marks[open_marks.index(same) :]
    open_marks.append(_Opening(mark.start(), mark.end(), printed))


def _close(text: str, block: Block, mark: re.Match[str], open_marks: list[_Opening], found: list[QuotedWords]) -> None:
    printed = mark.group()
    for index in range(len(open_marks) - 1, -1, -1):
        opening = open_marks[index]
        if _closes(opening.mark, printed):
            words = QuotedWords(
                opening.after, mark.start(), opening.at, mark.end(), opening.mark, 0, opened=True, closed=True
            )
            found.append(words)
            del open_marks[index:]
            return
    if open_marks:
        return
    start = _start_without_opening(text, block, mark.start(), found)
    if start < mark.start():
        found.append(QuotedWords(start, mark.start(), start, mark.end(), printed, 0, opened=False, closed=True))


def _closes(opening: str, closing: str) -> bool:
    if opening in _PAIRS:
        return _PAIRS[opening] == closing or (opening == "“" and closing in {'"', "“"})
    return opening == closing or (opening == '"' and closing == "”") or (opening == "``" and closing == "''")


def _start_without_opening(text: str, block: Block, at: int, found: Sequence[QuotedWords]) -> int:
    if not found:
        return block.start
    last = found[-1].outer_end  # they are found in the order in which they end
    sentence = _SENTENCE_END.search(text, last, at)
    return sentence.end() if sentence else at


def _end_open_marks(block: Block, open_marks: Sequence[_Opening], found: list[QuotedWords]) -> None:
    found.extend(
        QuotedWords(opening.after, block.end, opening.at, block.end, opening.mark, 0, opened=True, closed=False)
        for opening in open_marks
        if opening.after < block.end
    )


def _add_single_marks(text: str, block: Block, found: list[QuotedWords]) -> None:
    position = block.start
    while position < block.end:
        at = _next_single_opening(text, position, block)
        if at is None:
            return
        limit = _limit(found, at, block)
        end, is_sure = _single_closing(text, at, block, limit)
        if not is_sure and limit == block.end and _goes_on_in_next_line(text, block, at):
            found.append(QuotedWords(at + 1, block.end, at, block.end, text[at], 0, opened=True, closed=False))
            return
        if end is None:
            position = at + 1
            continue
        found.append(QuotedWords(at + 1, end, at, end + 1, text[at], 0, opened=True, closed=True))
        position = end + 1


def _goes_on_in_next_line(text: str, block: Block, opening: int) -> bool:
    """A sentence that begins with a single mark after a colon, a comma or nothing, as the next paragraph does."""
    before = text[block.start : opening].rstrip()
    if before and before[-1] not in ":,":
        return False
    following = text[block.end :].lstrip()[:2]
    begins_alike = following[:1] == text[opening] and following[1:].isupper()
    return begins_alike and text[opening + 1].isupper() and text[block.start : block.end].rstrip()[-1] in ".!?…"


def _next_single_opening(text: str, position: int, block: Block) -> int | None:
    return next((at for at in range(position, block.end - 1) if _is_single_opening(text, at, block)), None)


def _is_single_opening(text: str, at: int, block: Block) -> bool:
    if text[at] not in _SINGLE or text[max(at - 1, 0) : at + 2].count("'") > 1:
        return False
    before = text[at - 1] if at > block.start else " "
    starts = (before.isspace() or before in '([{—–"“:') and not _YEAR.match(text, max(at - 2, block.start))
    return starts and not text[at + 1].isspace() and not _ELIDED.match(text, at + 1)


def _limit(found: Sequence[QuotedWords], at: int, block: Block) -> int:
    around = [words.end for words in found if words.start <= at < words.end]
    return min(around, default=block.end)


def _single_closing(text: str, opening: int, block: Block, limit: int) -> tuple[int | None, bool]:
    """Where a single mark is closed, and whether that cannot be an apostrophe ("the lads' day", "goin' home")."""
    closing = "’'" if text[opening] == "‘" else "'"
    possible: list[int] = []
    for at in range(opening + 2, limit):
        if possible and at + 1 < limit and _is_single_opening(text, at, block):
            break
        if text[at] not in closing or (at + 1 < limit and text[at + 1].isalnum()):
            continue
        if text[at - 1].isspace() or _AND.search(text, at - 3, at + 1):
            continue
        if text[at - 1] in ".,!?;…—":
            return at, True
        possible.append(at)
    sure = [at for at in possible if text[at - 1] not in "sz"]
    return next(iter(sure or possible), None), bool(sure)


def _trimmed(text: str, words: QuotedWords) -> QuotedWords | None:
    exact = text[words.start : words.end]
    start = words.start + len(exact) - len(exact.lstrip())
    end = words.end - (len(exact) - len(exact.rstrip()))
    return replace(words, start=start, end=end) if start < end else None


def _with_depths(found: Sequence[QuotedWords]) -> Iterator[QuotedWords]:
    ordered = sorted(found, key=lambda words: (words.outer_start, -words.outer_end))
    around: list[QuotedWords] = []
    for words in ordered:
        while around and around[-1].outer_end <= words.outer_start:
            around.pop()
        yield replace(words, depth=len(around))
        around.append(words)
