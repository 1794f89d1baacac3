"""What the rules for quotes work on and hand on, before sources are resolved."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import NamedTuple

from spacy.tokens import Doc, Token

from app.extraction.quotes.quotation_marks import QuotedWords
from app.extraction.stretch_index import StretchIndex
from app.facts.quote import QuotationMarks, QuoteKind, Stance

Stretch = tuple[int, int]
LEARNED = "learned"
_OUTER_START = attrgetter("outer_start")


@dataclass(frozen=True, slots=True)
class FoundCue:
    """The attributing words at a place in the text, with the token that heads them where there is one."""

    start: int
    end: int
    lemma: str
    token: Token | None


class Rule(NamedTuple):
    """The rule that found something, and how often it is right."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Attributing:
    """By which cue, to whom, in which stance and by which rule content is attributed."""

    cue: FoundCue
    sources: list[Token]
    stance: Stance
    rule: Rule


@dataclass(slots=True, eq=False)
class Finding:
    """One attribution: stretches of content, a cue, and the head words of its sources and of who passed it on.

    `sources` empty means that nobody is named (a passive, "reportedly"); `same_speaker_as` is a finding whose speaker
    is meant where the words have no cue of their own. `is_elided` tells that no word here names the source
    ("…, adding"). Two findings are the same only where they are one object.
    """

    kind: QuoteKind
    marks: QuotationMarks
    spans: list[Stretch]
    stance: Stance
    cue: FoundCue | None
    sources: list[Token]
    confidence: float
    rule: str
    via: list[tuple[list[Token], FoundCue | None]] = field(default_factory=list)
    same_speaker_as: "Finding | None" = None
    is_elided: bool = False

    @property
    def is_learned(self) -> bool:
        """Whether the model found it, so that its source is kept even where nobody can be made out."""
        return self.rule == LEARNED

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.spans[-1][1]

    def covers(self, start: int, end: int) -> bool:
        """Tell whether one of the spans holds a stretch of the text."""
        return any(left <= start and end <= right for left, right in self.spans)


class FindingIndex:
    """Some findings by place, so that those which share words with another are found without looking at all."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        spans = [(number, span) for number, finding in enumerate(findings) for span in finding.spans]
        self._numbers = [number for number, _ in spans]
        self._spans = StretchIndex(span for _, span in spans)

    def meeting(self, finding: Finding) -> list[Finding]:
        """Those that share a character with a finding, in their order."""
        found = {self._numbers[place] for start, end in finding.spans for place in self._spans.meeting(start, end)}
        return [self._findings[number] for number in sorted(found)]


@dataclass(slots=True)
class Workspace:
    """An article's grammar and marks, and which cue words have been used already.

    `lines` are whole; `body` leaves out the dateline or label a line opens with. `clauses` tells of a cue that
    follows its content where the comma before its clause stands.
    """

    text: str
    doc: Doc
    lines: list[Stretch]
    body: list[Stretch]
    quoted: list[QuotedWords]
    used_cues: set[int] = field(default_factory=set)
    speech: list[QuotedWords] = field(default_factory=list)
    clauses: dict[int, int] = field(default_factory=dict)
    _spoken: set[QuotedWords] = field(default_factory=set)

    def add_speech(self, words: QuotedWords) -> None:
        """Note that quoted words are direct speech."""
        self.speech.append(words)
        self._spoken.add(words)

    def is_speech(self, words: QuotedWords) -> bool:
        """Tell whether quoted words are direct speech."""
        return words in self._spoken

    def quoted_meeting(self, start: int, end: int) -> list[QuotedWords]:
        """The quoted words of the lines of a stretch that share a place with it, in reading order."""
        line = bisect_right(self.lines, start, key=itemgetter(0)) - 1
        first = bisect_left(self.quoted, self.lines[max(line, 0)][0] if self.lines else 0, key=_OUTER_START)
        last = bisect_left(self.quoted, end, key=_OUTER_START)
        return [words for words in self.quoted[first:last] if words.outer_end > start]

    def quoted_opening_in(self, start: int, end: int) -> list[QuotedWords]:
        """The quoted words that open in a stretch, in reading order."""
        first = bisect_left(self.quoted, start, key=_OUTER_START)
        return self.quoted[first : bisect_left(self.quoted, end, key=_OUTER_START)]

    def body_line_at(self, at: int) -> Stretch | None:
        """The line of the article's own text that holds a place, without its dateline or label."""
        line = bisect_right(self.body, at, key=itemgetter(0)) - 1
        return self.body[line] if line >= 0 and at < self.body[line][1] else None

    def in_body(self, token: Token) -> bool:
        """Tell whether a token stands in the article's own text."""
        return self.body_line_at(token.idx) is not None

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The words that lie wholly in a stretch of the text, without white space."""
        span = self.doc.char_span(start, end, alignment_mode="contract") if start < end else None
        return [token for token in span if not token.is_space] if span is not None else []

    def quoted_around(self, at: int) -> QuotedWords | None:
        """The outermost quoted words that hold a place in the text."""
        meeting = self.quoted_meeting(at, at + 1)
        return next((words for words in meeting if words.depth == 0 and words.start <= at < words.end), None)

    def speech_around(self, at: int) -> QuotedWords | None:
        """The innermost direct speech that holds a place in the text."""
        meeting = reversed(self.quoted_meeting(at, at + 1))
        return next((words for words in meeting if words.start <= at < words.end and self.is_speech(words)), None)


def lemma_of(token: Token) -> str:
    """A word's lemma, put right where the model's rule takes it for another verb ("hopes" for "hop")."""
    lemma = token.lemma_.lower()
    if lemma == "hop" and not token.lower_.startswith("hopp"):
        return "hope"
    return lemma


def cue_of(token: Token) -> FoundCue:
    """A cue of one word."""
    return FoundCue(token.idx, token.idx + len(token.text), lemma_of(token), token)
