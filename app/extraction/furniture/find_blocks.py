"""Telling an article's own text from headlines and page furniture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from app.extraction.blocks import Block, BlockRole
from app.extraction.furniture.glued_furniture import cut_glued
from app.extraction.furniture.headlines import (
    is_above_body,
    is_hard_wrapped,
    is_headline_of,
    is_subhead,
    speaks_in_turns,
    without_site_name,
)
from app.extraction.furniture.lines import Line, cut_lines, fold
from app.extraction.furniture.page_furniture import heads_link_list, is_author_note, is_page_furniture
from app.extraction.furniture.reader_comments import find_reader_comments

_Piece = tuple[Line, BlockRole | None]
_MAX_LAST_LINE_WORDS = 12
_MAX_LINK_WORDS = 30
_MAX_SITE_NAME = 60
# RFC 3676, 4.3: what follows this line is the sender's signature.
_SIGNATURE_SEPARATOR = "--"
_MAX_SIGNATURE_LINES = 12
_MAX_SIGNATURE_WORDS = 160


def find_blocks(text: str, title: str | None) -> tuple[Block, ...]:
    """Cut a text into blocks and tell what each is for.

    A block is a line without white space around it, or a part of one where the page's furniture is glued to a
    sentence. Blocks stand in order and never overlap; blank lines give none; every other character but white space
    stands in one. A headline's second and later appearances, and all that readers wrote, are furniture. A text of
    lines that would all be headlines is taken for body, so that no text is without it for want of a full stop.
    """
    lines = cut_lines(text)
    pieces = _cut_site_names([piece for line in lines for piece in _cut(line)])
    pieces = _mark_reader_comments(pieces)
    pieces = _mark_signature(pieces)
    pieces = _mark_link_lists(pieces)
    pieces = _mark_last_lines(pieces)
    pieces = _mark_headlines(pieces, title)
    roles = {role for _, role in pieces}
    if BlockRole.BODY not in roles:
        pieces = [(line, BlockRole.BODY if role is BlockRole.HEADLINE else role) for line, role in pieces]
    return tuple(Block(line.start, line.end, role or BlockRole.BODY) for line, role in pieces)


def _cut(line: Line) -> Iterator[_Piece]:
    if is_page_furniture(line):
        yield line, BlockRole.FURNITURE
        return
    for part, is_surely_furniture in cut_glued(line):
        is_furniture = is_surely_furniture or (part != line and is_page_furniture(part))
        yield part, BlockRole.FURNITURE if is_furniture else None


def _cut_site_names(pieces: Sequence[_Piece]) -> list[_Piece]:
    cut: list[_Piece] = []
    for index, (line, role) in enumerate(pieces):
        bar = without_site_name(line.words) if role is None and index < 5 else len(line.words)
        headline, site = line.part(0, bar), line.part(bar, len(line.words))
        if headline and site:
            cut += [(headline, None), (site, BlockRole.FURNITURE)]
        else:
            cut.append((line, role))
    return cut


def _mark_reader_comments(pieces: Sequence[_Piece]) -> list[_Piece]:
    beginning = find_reader_comments([line for line, _ in pieces])
    return [(line, BlockRole.FURNITURE if index >= beginning else role) for index, (line, role) in enumerate(pieces)]


def _mark_signature(pieces: Sequence[_Piece]) -> list[_Piece]:
    """A short end of the text under a line of two hyphens is a signature, or the footer of a list or feed."""
    separators = [index for index, (line, _) in enumerate(pieces) if line.words == _SIGNATURE_SEPARATOR]
    beginning = separators[-1] if separators else len(pieces)
    after = [line for line, _ in pieces[beginning + 1 :]]
    is_short = len(after) <= _MAX_SIGNATURE_LINES and sum(line.word_count for line in after) <= _MAX_SIGNATURE_WORDS
    has_body = any(line.is_running_text for line, role in pieces[:beginning] if role is None)
    if not (is_short and has_body):
        return list(pieces)
    return [(line, BlockRole.FURNITURE if index >= beginning else role) for index, (line, role) in enumerate(pieces)]


def _mark_link_lists(pieces: Sequence[_Piece]) -> list[_Piece]:
    marked: list[_Piece] = []
    in_list = body_seen = False
    for line, role in pieces:
        if role is BlockRole.FURNITURE:
            in_list = in_list or (body_seen and heads_link_list(line))
        else:
            in_list = in_list and _is_link(line)
            body_seen = body_seen or line.is_running_text
        marked.append((line, BlockRole.FURNITURE if in_list else role))
    return marked


def _is_link(line: Line) -> bool:
    if line.word_count > _MAX_LINK_WORDS:
        return False
    return (
        not line.ends_as_sentence
        or line.words.endswith(("...", "…"))
        or (line.words.endswith("?") and line.word_count < 15)
    )


def _mark_last_lines(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Names, places and notes on the author that stand after the article's last sentence are furniture."""
    marked = list(pieces)
    open_pieces = [index for index, (_, role) in enumerate(pieces) if role is None]
    closing: list[int] = []
    while open_pieces and _closes_article(pieces[open_pieces[-1]][0]):
        closing.append(open_pieces.pop())
    last = pieces[open_pieces[-1]][0] if open_pieces else None
    if (
        last is None
        or last.words.endswith((":", "："))
        or not any(pieces[index][0].is_running_text for index in open_pieces)
    ):
        return marked
    if sum(pieces[index][0].is_list_item for index in closing) > 3:
        return marked
    for index in closing:
        marked[index] = (pieces[index][0], BlockRole.FURNITURE)
    return marked


def _closes_article(line: Line) -> bool:
    if is_author_note(line):
        return True
    if line.word_count > _MAX_LAST_LINE_WORDS or line.ends_as_sentence or line.stays_open:
        return False
    return line.is_in_title_case and not line.names_speaker


@dataclass(slots=True)
class _HeadlineReader:
    """Goes through the lines once and remembers which headlines it has met, and whether the body has begun."""

    title: str | None
    is_wrapped: bool
    in_turns: bool
    longest: int = 0
    seen: set[str] = field(default_factory=set)
    body_has_begun: bool = False

    def role_of(self, line: Line, following: Line | None) -> BlockRole:
        may_repeat = len(line.words) <= self.longest + _MAX_SITE_NAME
        folded = fold(line.words) if may_repeat else ""
        if may_repeat and self.title and is_headline_of(line, self.title):
            folded = fold(self.title)
        elif folded not in self.seen and not self._is_heading(line, following):
            self.body_has_begun = self.body_has_begun or line.ends_as_sentence or line.word_count > _MAX_LINK_WORDS
            return BlockRole.BODY
        if folded in self.seen:
            return BlockRole.FURNITURE
        self.seen.add(folded or fold(line.words))
        self.longest = max(self.longest, len(line.words))
        return BlockRole.HEADLINE

    def _is_heading(self, line: Line, following: Line | None) -> bool:
        if self.in_turns and line.names_speaker:
            return False
        if self.is_wrapped and not (line.after_gap and following and following.after_gap):
            return False
        if self.body_has_begun:
            return is_subhead(line, following)
        return is_above_body(line, following, in_turns=self.in_turns)


def _mark_headlines(pieces: Sequence[_Piece], title: str | None) -> list[_Piece]:
    lines = [line for line, role in pieces if role is None]
    reader = _HeadlineReader(title, is_hard_wrapped(lines), speaks_in_turns(lines), len(title or ""))
    followers = [line for line, _ in pieces[1:]]
    return [
        (line, role or reader.role_of(line, following)) for (line, role), following in zip_longest(pieces, followers)
    ]
