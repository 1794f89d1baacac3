"""Words as quotations are compared by: each with its place, and forms that spare what printing and scanning change."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from app.answers.terms import is_stop_word, terms_of
from app.facts.quote import Quote, QuoteKind
from app.facts.text_span import TextSpan

_SILENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTER = rf"[^\W_{_SILENT}]"
_APOSTROPHES = "'’‘ʼ`´"
_RUN = rf"(?:{_LETTER}|[{_SILENT}\u0300-\u036f])+"
_WORD = re.compile(
    # A sign that belongs to its number, a number with its points, or letters with what may stand inside a word.
    rf"(?:(?<![\w)\]])[-−](?=\d))?\d+(?:[.,]\d+)+(?!\w)"
    rf"|(?:(?<![\w)\]])[-−](?=\d))?(?:\[\w{{1,3}}\])?{_RUN}"
    rf"(?:(?:[{_APOSTROPHES}]|[-‐]\s*\n\s*(?=[a-z]))(?={_LETTER}){_RUN}|\[\w{{1,3}}\](?!\w))*"
    r"|[%&$€£¥]"
)
_ELLIPSIS = re.compile(r"\[\s*(?:…|\.(?:\s?\.)+)?\s*\]|\(\s*(?:…|\.(?:\s?\.){2,})\s*\)|…|\.(?:\s?\.){2,}")
_BRACKETS = re.compile(r"\[([^\[\]]{1,200})\]")
_INSERTED = frozenset({"sic", "emphasis", "laughs", "laughter", "applause"})
_SILENT_CHARACTERS = re.compile(f"[{_SILENT}]")
_LINE_END = re.compile(r"[-‐]\s*\n\s*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SIGNS = {"%": "percent", "&": "and"}
_DIGITS_MISREAD = str.maketrans("OoIl|SBZ", "00111582")
_LETTERS_MISREAD = str.maketrans({"0": "o", "1": "l", "|": "l"})
_NUMBER_LIKE = re.compile(r"-?(?=.*\d)[\dOoIl|SBZ.]+")
_SENTENCE_END = re.compile(r"[.!?]")
_ABBREVIATIONS = frozenset(["mr", "mrs", "ms", "dr", "st", "gov", "gen", "sen", "rep", "prof", "lt", "col", "no", "vs"])
_MARKED = re.compile(r"“[^“”]+”|\"[^\"]+\"|«[^«»]+»|„[^„“”]+[“”]|‘[^‘]+?’(?!\w)")
_PAIRS = frozenset({("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"), ("‘", "’")})


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its place, how it is printed, and forms to compare by.

    `form` spares case, accents, ligatures and the kind of marks; `skeleton` also what scanners misread (`rn` for `m`,
    `1` for `l`); `terms` are its search terms. `span` numbers the span it stands in.
    """

    start: int
    end: int
    plain: str
    form: str
    skeleton: str
    terms: tuple[str, ...]
    span: int
    is_bracketed: bool

    @property
    def is_content(self) -> bool:
        """Whether the word is not among the commonest."""
        return len(self.form) > 1 and not is_stop_word(self.form.replace("'", ""))


@dataclass(frozen=True, slots=True)
class QuotedText:
    """What is quoted: its spans, the stretch of text from the first to the last, and its words in order.

    `gaps` are the numbers of the words before which an ellipsis stands; that of no word stands for one at the end.
    """

    whole: TextSpan
    spans: tuple[TextSpan, ...]
    words: tuple[Word, ...]
    gaps: frozenset[int]

    def after(self, number: int) -> str:
        """What stands between a word and the next one, or the end."""
        begin = self.words[number].end
        is_last = number + 1 == len(self.words)
        end = self.spans[self.words[number].span].end if is_last else self.words[number + 1].start
        return self.whole.exact[begin - self.whole.start : end - self.whole.start]

    def printed(self, first: int, last: int) -> str:
        """The words from one to another as they are printed, the spans joined by one space."""
        begin, end = self.words[first].start, self.words[last].end
        parts = []
        for span in self.spans[self.words[first].span : self.words[last].span + 1]:
            cut = slice(max(begin, span.start) - span.start, min(end, span.end) - span.start)
            parts.append(span.exact[cut])
        return " ".join(parts)

    def ends_sentence(self, number: int) -> bool:
        """Tell whether a sentence ends after a word."""
        if number + 1 == len(self.words):
            return True
        word, following, between = self.words[number], self.words[number + 1], self.after(number)
        if not _SENTENCE_END.search(_ELLIPSIS.sub(" ", between)):
            return "\n\n" in between
        if word.span != following.span:
            return True
        is_abbreviation = between.startswith(".") and (len(word.form) == 1 or word.form in _ABBREVIATIONS)
        return not is_abbreviation and not following.plain[0].islower()

    def sentence_around(self, first: int, last: int) -> tuple[int, int]:
        """The numbers of the first and the last word of the sentences that these words stand in."""
        while first > 0 and not self.ends_sentence(first - 1):
            first -= 1
        while not self.ends_sentence(last):
            last += 1
        return first, last


def read_quoted_text(whole: TextSpan, spans: Sequence[TextSpan]) -> QuotedText:
    """Take the words out of spans that lie, in order, inside a stretch of text."""
    words: list[Word] = []
    gaps: set[int] = set()
    for number, span in enumerate(spans):
        left_out = [match.span() for match in _ELLIPSIS.finditer(span.exact)]
        bracketed = [match.span(1) for match in _BRACKETS.finditer(span.exact) if _is_insertion(span.exact, match)]
        for match in _WORD.finditer(span.exact):
            if any(begin <= match.start() < end for begin, end in left_out):
                continue
            inside = any(begin <= match.start() < end for begin, end in bracketed)
            if inside and match.group().casefold() in _INSERTED:
                continue
            gaps.update(len(words) for begin, _ in left_out if _last_end(words, number, span) <= begin < match.start())
            words.append(_word_of(match, span.start, number, is_bracketed=inside))
        gaps.update(len(words) for begin, _ in left_out if begin >= _last_end(words, number, span))
    return QuotedText(whole, tuple(spans), tuple(words), frozenset(gaps))


def text_of_span(span: TextSpan) -> QuotedText:
    """The words of one stretch of text."""
    return read_quoted_text(span, (span,))


def own_words_of(quote: Quote, whole: TextSpan) -> tuple[QuotedText, ...]:
    """The source's own words: all of a direct quote, each stretch in marks of a mixed one, nothing of an indirect one.

    `whole` is the article's text from the quote's first span to its last.
    """
    match quote.kind:
        case QuoteKind.DIRECT:
            return (read_quoted_text(whole, quote.spans),)
        case QuoteKind.MIXED:
            return tuple(
                text_of_span(marked)
                for span in quote.spans
                for marked in ([span] if _stands_in_marks(span, quote, whole) else marked_stretches(span))
            )
        case QuoteKind.INDIRECT:
            return ()


def marked_stretches(span: TextSpan) -> Iterator[TextSpan]:
    """Every stretch inside a pair of quotation marks, without the marks."""
    for match in _MARKED.finditer(span.exact):
        inner = match.group()[1:-1]
        begin = match.start() + 1 + len(inner) - len(inner.lstrip())
        if inner.strip():
            yield TextSpan(span.start + begin, span.start + begin + len(inner.strip()), inner.strip())


def _stands_in_marks(span: TextSpan, quote: Quote, whole: TextSpan) -> bool:
    """Tell whether the marks that a span leaves out stand right before and behind it."""
    before = after = ""
    for around in (quote.sentence, whole):
        begin, end = span.start - around.start, span.end - around.start
        if 0 < begin <= len(around.exact):
            before = around.exact[begin - 1]
        if 0 < end < len(around.exact):
            after = around.exact[end : end + 2].lstrip(",.!?")[:1]
    return (before, after) in _PAIRS and not any(mark in span.exact for mark in (before, after))


def _is_insertion(text: str, match: re.Match[str]) -> bool:
    """Tell words that an editor put in from a letter of a word whose case was changed ("[T]he")."""
    joined_before = match.start() > 0 and text[match.start() - 1].isalnum()
    joined_after = match.end() < len(text) and text[match.end()].isalnum()
    return not joined_before and not joined_after


def _last_end(words: Sequence[Word], span_number: int, span: TextSpan) -> int:
    return words[-1].end - span.start if words and words[-1].span == span_number else 0


def _word_of(match: re.Match[str], offset: int, span: int, *, is_bracketed: bool) -> Word:
    forms = _forms_of(match.group())
    return Word(offset + match.start(), offset + match.end(), *forms, span, is_bracketed)


@lru_cache(maxsize=50_000)
def _forms_of(printed: str) -> tuple[str, str, str, tuple[str, ...]]:
    plain = _LINE_END.sub("", _SILENT_CHARACTERS.sub("", printed)).replace("[", "").replace("]", "")
    plain = unicodedata.normalize("NFKC", plain).replace("−", "-")
    for apostrophe in _APOSTROPHES[1:]:
        plain = plain.replace(apostrophe, "'")
    plain = _THOUSANDS.sub("", plain)
    folded = _SIGNS.get(plain) or anyascii(plain) or plain
    return plain, folded.casefold(), _skeleton_of(folded), terms_of(plain)


def _skeleton_of(word: str) -> str:
    bare = word.replace("'", "")
    if _NUMBER_LIKE.fullmatch(bare):
        return bare.translate(_DIGITS_MISREAD)
    if not bare.isupper():
        # A capital I begins words; inside one it is a misread l.
        bare = bare[:1] + bare[1:].replace("I", "l")
    return bare.translate(_LETTERS_MISREAD).casefold().replace("rn", "m").replace("vv", "w")
