"""Lines of a text, and what their outward shape tells."""

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»」』)\]]*$""")
_OPEN_END = re.compile(r"""[,;:–—\-"'”’»」』]$""")
_BULLET = re.compile(r"(?:[-–—•*·▪◦‣■□○●▶]\s*(?=[^\s\d])|(?:[-–—•*·▪◦‣■□○●▶]|\d{1,2}[.)]|\([a-z0-9]\))\s+)")
_SPEAKER = re.compile(r"(?:Q|A|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})\s?[:：]\s")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "de", "for", "from", "in", "of", "on", "the", "to", "van", "von", "with"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, or a part of one, without white space around it: `text[start:end] == words`.

    `after_gap` tells whether a blank line, or the text's beginning, stands before it.
    """

    start: int
    end: int
    words: str
    after_gap: bool

    def part(self, first: int, last: int) -> "Line | None":
        """The part between two offsets inside this line, without white space around it; None where nothing is left."""
        printed = self.words[first:last]
        if not (words := printed.strip()):
            return None
        start = self.start + first + len(printed) - len(printed.lstrip())
        return Line(start, start + len(words), words, self.after_gap and first == 0)

    @property
    def word_count(self) -> int:
        """How many stretches between white space it holds."""
        return len(self.words.split())

    @property
    def ends_as_sentence(self) -> bool:
        """Whether it ends with a full stop, a question mark or the like."""
        return _SENTENCE_END.search(self.words, max(0, len(self.words) - 8)) is not None

    @property
    def is_running_text(self) -> bool:
        """Whether it is long enough, and ends, as a paragraph of sentences does."""
        return self.ends_as_sentence and self.word_count >= 8

    @property
    def stays_open(self) -> bool:
        """Whether it ends with a mark after which a headline could not stop: a comma, a colon, a quotation mark."""
        return _OPEN_END.search(self.words, len(self.words) - 1) is not None

    @property
    def is_list_item(self) -> bool:
        """Whether it begins with a bullet, a dash or a list number."""
        return _BULLET.match(self.words) is not None

    @property
    def without_bullet(self) -> str:
        """Its words after the bullet, dash or list number, if there is one."""
        match = _BULLET.match(self.words)
        return self.words[match.end() :] if match else self.words

    @property
    def names_speaker(self) -> bool:
        """Whether it begins as a line of an interview does: `Q: …`, `Name: …`."""
        return _SPEAKER.match(self.words) is not None

    @property
    def is_blank_of_words(self) -> bool:
        """Whether it holds only rules, stars and other marks."""
        return _LETTER_OR_DIGIT.search(self.words) is None

    @property
    def is_in_title_case(self) -> bool:
        """Whether every word but small ones begins with a capital or a digit, as in names and addresses."""
        words = _WORD.findall(self.without_bullet)
        return bool(words) and all(not word[0].islower() or word in _SMALL_WORDS for word in words)


def cut_lines(text: str) -> tuple[Line, ...]:
    """Every line of a text that is not blank, in order."""
    lines = []
    start = 0
    after_gap = True
    for printed in text.splitlines(keepends=True):
        words = printed.strip()
        if words:
            begin = start + len(printed) - len(printed.lstrip())
            lines.append(Line(begin, begin + len(words), words, after_gap))
        after_gap = not words
        start += len(printed)
    return tuple(lines)


def fold(words: str) -> str:
    """Words as they are compared: letters and digits only, small."""
    return " ".join(_WORD.findall(words.casefold()))
