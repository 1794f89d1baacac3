"""Finding claimed words in a quote as they are, with what a quotation may openly leave out or put in."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.answers.quoted_text import QuotedText, Word
from app.answers.turning_words import is_condition, is_negation, is_number, is_report, is_turning, marks_a_clause

# So many recorded words may stand behind one pair of square brackets.
_MOST_BRACKETED = 4
_MOST_PLACES = 50
_FEWEST_WORDS = 3
_FEWEST_CONTENT_WORDS = 2
_FEWEST_COMMON_WORDS = 5
_STOPS = (".", "!", "?")
_BOUNDARIES = (";", ":", "—", "–", " - ")


@dataclass(frozen=True, slots=True)
class ExactPlace:
    """Where claimed words stand in a quote: the numbers of the first and the last recorded word.

    `as_printed`: character for character, marks at both ends apart. `is_cut`: words of the same sentence are left out
    that change what the claimed words say; `first` and `last` then take them in.
    """

    first: int
    last: int
    as_printed: bool
    is_cut: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """Claimed words without a gap, and how they hang on the piece before: by an ellipsis, or by bracketed words."""

    skeleton: str
    first: int
    last: int
    after_gap: bool
    bracketed_before: tuple[Word, ...]


def find_exact_place(claimed: QuotedText, own: QuotedText) -> ExactPlace | None:
    """Find claimed words in a source's own words; None where they do not stand there.

    Case, marks, dashes, white space, hyphens, accents and what scanners misread may differ. An ellipsis may stand for
    words that turn nothing, square brackets for up to four such words. Fewer than three words, or fewer than
    two telling ones among up to four, must be all of a sentence or of the quote.
    A cut changes the words where it leaves out, of the same sentence, a following clause or limitation ("but only
    if …"), any following words if the claim puts a full stop there, or before them a negation, a condition or somebody
    else's saying ("nobody believes that …").
    """
    pieces, trailing = _pieces_of(claimed)
    if not pieces:
        return None
    found = _find_pieces(pieces, own)
    if found is None:
        return None
    first, last = found[0][0], found[-1][1]
    if not _ends_alike(claimed, own, last) or not _says_enough(claimed, own, first, last):
        return None
    before = _turning_before(own, first)
    after = _turning_after(claimed, own, first, last, trailing)
    as_printed = (
        len(pieces) == 1
        and not claimed.gaps
        and not any(word.is_bracketed for word in claimed.words)
        and claimed.printed(0, len(claimed.words) - 1) == own.printed(first, last)
    )
    # What the first brackets stand for is shown beside them.
    replaced = max(own.sentence_around(first, first)[0], first - len(pieces[0].bracketed_before))
    return ExactPlace(
        first=replaced if before is None else before,
        last=last if after is None else after,
        as_printed=as_printed,
        is_cut=before is not None or after is not None,
    )


def _pieces_of(claimed: QuotedText) -> tuple[list[_Piece], tuple[Word, ...]]:
    """The pieces of a claim, and the bracketed words after the last."""
    pieces: list[_Piece] = []
    run: list[int] = []
    bracketed: list[Word] = []
    after_gap = False

    def close() -> None:
        nonlocal after_gap
        if run:
            skeleton = "".join(claimed.words[number].skeleton for number in run)
            pieces.append(_Piece(skeleton, run[0], run[-1], after_gap, tuple(bracketed)))
            run.clear()
            bracketed.clear()
            after_gap = False

    for number, word in enumerate(claimed.words):
        if number in claimed.gaps:
            close()
            after_gap = True
        if word.is_bracketed:
            close()
            bracketed.append(word)
        else:
            run.append(number)
    close()
    return pieces, tuple(bracketed)


def _find_pieces(pieces: list[_Piece], own: QuotedText) -> list[tuple[int, int]] | None:
    """Where the pieces stand one after another, each from word edge to word edge."""
    text = "".join(word.skeleton for word in own.words)
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = 0
    for number, word in enumerate(own.words):
        starts.setdefault(at, number)
        at += len(word.skeleton)
        ends[at] = number

    def places(piece: _Piece, begin: int) -> Iterator[tuple[int, int, int]]:
        at = text.find(piece.skeleton, begin)
        tried = 0
        while at >= 0 and tried < _MOST_PLACES:
            end = at + len(piece.skeleton)
            if at in starts and end in ends:
                yield starts[at], ends[end], end
            tried += 1
            at = text.find(piece.skeleton, at + 1)

    def search(number: int, begin: int, found: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
        if number == len(pieces):
            return found
        for first, last, end in places(pieces[number], begin):
            if _may_follow(pieces[number], own, found[-1][1] if found else None, first):
                whole = search(number + 1, end, [*found, (first, last)])
                if whole is not None:
                    return whole
        return None

    if any(not piece.skeleton for piece in pieces) or len(pieces) > 12:
        return None
    return search(0, 0, [])


def _may_follow(piece: _Piece, own: QuotedText, previous: int | None, first: int) -> bool:
    """Tell whether what is left out before a piece may be left out."""
    if any(is_turning(word.form) for word in piece.bracketed_before):
        return False
    if previous is None:
        return True
    left_out = own.words[previous + 1 : first]
    if any(is_turning(word.form) for word in left_out):
        return False
    if piece.after_gap:
        return True
    if not piece.bracketed_before:
        return not left_out
    numbers = [{word.form for word in words if is_number(word.form)} for words in (piece.bracketed_before, left_out)]
    return len(left_out) <= _MOST_BRACKETED and (not numbers[1] or numbers[0] == numbers[1])


def _ends_alike(claimed: QuotedText, own: QuotedText, last: int) -> bool:
    """A question is no statement: where one side ends as a question, the other must not end otherwise."""
    ours, theirs = claimed.after(len(claimed.words) - 1).strip(), own.after(last).strip()
    if "?" in ours[:3]:
        return "?" in theirs[:3]
    return not ours or "?" not in theirs[:3] or not ours.startswith((".", "!", ","))


def _says_enough(claimed: QuotedText, own: QuotedText, first: int, last: int) -> bool:
    around = {word.skeleton for word in own.words[max(0, first - _MOST_BRACKETED) : last + 1 + _MOST_BRACKETED]}
    words = [word for word in claimed.words if not word.is_bracketed or word.skeleton in around]
    content = sum(word.is_content or is_negation(word.form) for word in words)
    if len(words) >= _FEWEST_WORDS and content >= _FEWEST_CONTENT_WORDS:
        return True
    begin, end = own.sentence_around(first, last)
    # From a sentence's beginning one word less will do.
    if content and len(words) >= _FEWEST_COMMON_WORDS - (begin == first):
        return True
    return (begin, end) == (first, last)


def _turning_before(own: QuotedText, first: int) -> int | None:
    """The first word of what is left out before, in the same sentence, and turns the words; None where nothing does."""
    begin, _ = own.sentence_around(first, first)
    same_clause = True
    for number in range(first - 1, begin - 1, -1):
        between = own.after(number)
        if any(mark in between for mark in _BOUNDARIES):
            return None
        same_clause = same_clause and "," not in between
        form = own.words[number].form
        if is_condition(form) or is_report(form) or (same_clause and is_negation(form)):
            return begin
    return None


def _turning_after(
    claimed: QuotedText, own: QuotedText, first: int, last: int, trailing: tuple[Word, ...]
) -> int | None:
    """The last word of what is left out of the same sentence and changes its end; None where nothing does."""
    begin, end = own.sentence_around(first, last)
    rest = own.words[last + 1 : end + 1]
    if not rest:
        return None
    if trailing and len(rest) <= _MOST_BRACKETED and not any(is_turning(word.form) for word in rest):
        return None
    # A participle behind a noun is a clause cut short ("a tale told by …").
    opens_clause = rest[0].form in {"and", "or"} or rest[0].form.endswith(("ed", "ing"))
    if opens_clause or any(marks_a_clause(word.form) or is_report(word.form) for word in rest):
        return end
    if any(mark in own.after(last) for mark in (";", ":")):
        return end
    is_open = bool(trailing) or len(claimed.words) in claimed.gaps
    return end if not is_open and _closes_sentence(claimed, is_from_start=first == begin) else None


def _closes_sentence(claimed: QuotedText, *, is_from_start: bool) -> bool:
    """A full stop says that the sentence ends there, and so does a comma after a sentence quoted from its beginning."""
    mark = claimed.after(len(claimed.words) - 1).strip()[:1]
    return mark in _STOPS or (is_from_start and mark == ",")
