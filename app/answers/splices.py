"""Words put together of several quotes."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.answers.quote_match import Likeness, QuoteMatch, ReadQuote
from app.answers.quoted_text import QuotedText, Word
from app.answers.word_diff import align
from app.facts.recorded import RecordedQuote

_SHORTEST_PIECE = 3
_MOST_JOINING_WORDS = 2
_MOST_QUOTES = 40
_MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of claimed words in one quote's own words."""

    recorded: RecordedQuote
    own: QuotedText
    begin: int
    first: int
    length: int


def find_splice(claimed: QuotedText, candidates: Sequence[ReadQuote]) -> tuple[QuoteMatch, ...]:
    """The quotes that claimed words are put together of, in the order of the claim; empty where they are not.

    Every claimed word must stand in a run of at least three, two telling ones among them, in one quote's own words,
    but for two common words that join one run to the next. Earlier candidates are preferred.
    """
    if len(claimed.words) > _MOST_WORDS:
        return ()
    texts = [(one.recorded, own) for one in candidates[:_MOST_QUOTES] for own in one.own]
    pieces = _pieces_of(claimed.words, texts)
    quotes = {piece.recorded.quote.text for piece in pieces}
    return tuple(_match_of(claimed, piece) for piece in pieces) if len(quotes) > 1 else ()


def _pieces_of(words: Sequence[Word], texts: Sequence[tuple[RecordedQuote, QuotedText]]) -> list[_Piece]:
    pieces: list[_Piece] = []
    begin = joining = 0
    while begin < len(words):
        piece = _longest_piece(words, begin, texts)
        if piece is not None:
            pieces.append(piece)
            begin += piece.length
            joining = 0
            continue
        if not pieces or words[begin].is_content or joining == _MOST_JOINING_WORDS:
            return []
        joining += 1
        begin += 1
    return pieces if not joining else []


def _longest_piece(
    words: Sequence[Word], begin: int, texts: Sequence[tuple[RecordedQuote, QuotedText]]
) -> _Piece | None:
    best: _Piece | None = None
    for recorded, own in texts:
        for first, word in enumerate(own.words):
            if word.skeleton != words[begin].skeleton:
                continue
            length = _shared_length(words, begin, own.words, first)
            if length > (best.length if best else _SHORTEST_PIECE - 1) and _tells(words[begin : begin + length]):
                best = _Piece(recorded, own, begin, first, length)
    return best


def _shared_length(words: Sequence[Word], begin: int, own: Sequence[Word], first: int) -> int:
    length = 0
    while (
        begin + length < len(words)
        and first + length < len(own)
        and words[begin + length].skeleton == own[first + length].skeleton
    ):
        length += 1
    return length


def _tells(words: Sequence[Word]) -> bool:
    return sum(word.is_content for word in words) >= min(2, len(words) - 2)


def _match_of(claimed: QuotedText, piece: _Piece) -> QuoteMatch:
    alignment = align(claimed, piece.own, piece.first, piece.first + piece.length - 1)
    return QuoteMatch(piece.recorded, Likeness.ALTERED, alignment.similarity, alignment.steps(), in_own_words=True)
