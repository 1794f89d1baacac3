"""Interviews and transcripts, where the layout tells who speaks: "A: …", "NAME: …"."""

import re
from collections import Counter
from dataclasses import replace

from spacy.tokens import Token

from app.extraction.attribution.states import find_state
from app.extraction.periods.calendar_names import MONTHS, WEEKDAYS
from app.extraction.quotes.cue_lexicon import cue_lexicon
from app.extraction.quotes.direct_speech import marks_of
from app.extraction.quotes.finding import Finding, FoundCue, Stretch, Workspace, lemma_of
from app.extraction.quotes.subjects import own_subject
from app.extraction.sentences import sentence_of
from app.facts.quote import QuotationMarks, QuoteKind, Stance

_BOLD = r"\*{0,2}"
_QUESTION = re.compile(rf"{_BOLD}(?:Q|Question)\s*{_BOLD}[:.]{_BOLD}\s+")
_ANSWER = re.compile(rf"{_BOLD}(?:A|Answer)\s*{_BOLD}[:.]{_BOLD}\s+(?=\S)")
_SPEAKER = re.compile(
    rf"[“\"]?{_BOLD}((?:[A-Z][\w’'\-]*\.?|[A-Z]+)(?:\s+[A-Z][\w’'\-]*\.?){{0,3}}){_BOLD}:{_BOLD}\s+(?=[^\s“\"‘«「])"
)
_LABEL = re.compile(rf"{_BOLD}((?:[A-Z][\w’'\-]*\.?\s+){{0,3}}[A-Z][\w’'\-]+){_BOLD}:{_BOLD}\s+(?=\S)")
_MARKS = "“\"‘'«"
_LEAST_TURNS = 2
_DAYS_AND_MONTHS = frozenset(WEEKDAYS) | frozenset(MONTHS)
_NO_SPEAKERS = {"DATE", "TIME", "GPE", "LOC", "NORP", "EVENT"}
_LABELS = {"q", "a", "question", "answer"}
_TALKING = {
    "talk", "speak", "interview", "tell", "answer", "ask", "discuss", "explain", "conversation", "question", "chat",
    "say", "sit", "meet", "share", "describe", "reflect", "respond", "receive", "warn", "welcome", "invite", "reply",
}  # fmt: skip


def find_interview_answers(space: Workspace) -> list[Finding]:
    """Find what is said in lines that begin with "A:" after one with "Q:", or with a name that opens several lines.

    The name of a person in the text also leads in a line in quotation marks, and any line between questions.
    """
    asked = next((start for start, _ in space.lines if _QUESTION.match(space.text, start)), None)
    turns = _turns(space)
    named = [] if turns else _named_answers(space, asked)
    return [*_answers(space, asked, named), *named, *turns]


def _named_answers(space: Workspace, asked: int | None) -> list[Finding]:
    found = []
    people = _people_by_last_name(space)
    for start, end in space.lines:
        match = _LABEL.match(space.text, start, end)
        person = _person_called(people, match) if match is not None else None
        if match is None or person is None:
            continue
        is_marked = space.text[match.end()] in _MARKS
        words = space.quoted_around(match.end() + 1) if is_marked else None
        if words is not None and words.outer_start == match.end() and not space.is_speech(words):
            space.add_speech(words)
            one = _finding(space, match, (words.start, words.end), person, 0.85)
            found.append(replace(one, marks=marks_of(words)))
        elif not is_marked and asked is not None and match.start() > asked:
            found.append(_finding(space, match, (match.end(), end), person, 0.8))
    return found


def _people_by_last_name(space: Workspace) -> dict[str, dict[str, Token]]:
    """Where each person's full name first stands in the text, by the last word of it."""
    people: dict[str, dict[str, Token]] = {}
    for span in space.doc.ents:
        if span.label_ == "PERSON" and space.in_body(span.root):
            name = span.text.removesuffix("’s").removesuffix("'s")
            people.setdefault(name.split()[-1] if name.split() else "", {}).setdefault(name, span.root)
    return people


def _person_called(people: dict[str, dict[str, Token]], led: re.Match[str]) -> Token | None:
    """The one person whom the text before a label calls by that name, or by one that ends with it."""
    label = led.group(1)
    known = people.get(label.split()[-1], {})
    called = {name: root for name, root in known.items() if root.idx < led.start()}
    fitting = [name for name in called if name == label or name.endswith(" " + label)]
    longest = max(fitting, key=len, default=None)
    is_one = longest is not None and all(longest.endswith(name) for name in fitting)
    return called[longest] if longest is not None and is_one else None


def _answers(space: Workspace, asked: int | None, named: list[Finding]) -> list[Finding]:
    if asked is None:
        return []
    led = [(match, end) for start, end in space.lines if (match := _ANSWER.match(space.text, start, end))]
    answers = [(match, end) for match, end in led if match.start() > asked]
    if not answers and not named:
        return _unlabelled_answers(space)
    labelled = {source.i: source for finding in named for source in finding.sources if finding.start > asked}
    person = next(iter(labelled.values())) if len(labelled) == 1 else _interviewed(space, asked)
    if person is None or _are_retold(space, [(match.end(), end) for match, end in answers]):
        return []
    return [_finding(space, match, (match.end(), end), person, 0.8) for match, end in answers]


def _unlabelled_answers(space: Workspace) -> list[Finding]:
    """The lines after each of several questions, where no line but the questions bears a label.

    After the last question only one line is taken: what follows may be about the interview.
    """
    asked = [
        (number, match)
        for number, (start, _) in enumerate(space.lines)
        if (match := _QUESTION.match(space.text, start))
    ]
    person = _interviewed(space, asked[0][1].start()) if len(asked) >= _LEAST_TURNS else None
    if person is None:
        return []
    ends = [number for number, _ in asked[1:]] + [asked[-1][0] + 2]
    found = []
    for (number, _), end in zip(asked, ends, strict=True):
        spans = [span for span in space.lines[number + 1 : end] if span[0] < span[1]]
        if spans:
            found.append(
                Finding(QuoteKind.DIRECT, QuotationMarks.NONE, spans, Stance.ASSERTS, None, [person], 0.7, "interview")
            )
    return found


def _interviewed(space: Workspace, asked: int) -> Token | None:
    """The one person of whom the lines before the first question say that they talk; nobody is guessed."""
    people = {
        span.text.split()[-1]: span.root
        for span in reversed(space.doc.ents)
        if span.label_ == "PERSON" and span.start_char < asked and space.in_body(span.root)
    }
    talking = {
        name: root for name, root in people.items() if any(t.lemma_.lower() in _TALKING for t in sentence_of(root))
    }
    if not talking and len(people) == 1:
        talking = people
    return next(iter(talking.values())) if len(talking) == 1 else None


def _are_retold(space: Workspace, answers: list[Stretch]) -> bool:
    """Tell whether most answers report what a third person says instead of giving it."""
    retold = sum(any(_reports(space, token) for token in space.tokens_in(*answer)) for answer in answers)
    return bool(answers) and retold * 2 >= len(answers)


def _reports(space: Workspace, token: Token) -> bool:
    if space.quoted_around(token.idx) is not None:
        return False
    if token.lower_ == "according":
        return True
    subject = own_subject(token) if token.tag_ in {"VBD", "VBZ"} else None
    is_third = subject is not None and (subject.pos_ in {"PROPN", "NOUN"} or subject.lower_ in {"he", "she"})
    return is_third and lemma_of(token) in cue_lexicon().speaking


def _turns(space: Workspace) -> list[Finding]:
    led = [(match, end) for start, end in space.lines if (match := _SPEAKER.match(space.text, start, end))]
    led = [(match, end) for match, end in led if match.group(1).lower() not in _LABELS]
    counted = Counter(match.group(1) for match, _ in led)
    if len(led) < _LEAST_TURNS * 2 or len(counted) < 2:
        return []
    found = []
    for match, end in led:
        head = _last_token(space, match.start(1), match.end(1))
        if head is not None and counted[match.group(1)] >= _LEAST_TURNS and _is_name(head):
            found.append(_finding(space, match, (match.end(), end), head, 0.7))
    return found


def _last_token(space: Workspace, start: int, end: int) -> Token | None:
    words = space.doc.char_span(start, end, alignment_mode="contract")
    return words[-1] if words is not None and len(words) else None


def _is_name(token: Token) -> bool:
    is_day_or_place = token.lower_ in _DAYS_AND_MONTHS or find_state(token.text) is not None
    if is_day_or_place or token.ent_type_ in _NO_SPEAKERS:
        return False
    return token.pos_ == "PROPN" or token.ent_type_ in {"PERSON", "ORG"}


def _finding(space: Workspace, led: re.Match[str], span: Stretch, head: Token, confidence: float) -> Finding:
    start, end = span
    printed = space.text[led.start() : led.end()].rstrip()
    at = led.start() if _ANSWER.match(printed + " .") else led.start() + printed.rindex(":")
    cue = FoundCue(at, led.start() + len(printed.rstrip("*")), ":", None)
    return Finding(
        QuoteKind.DIRECT, QuotationMarks.NONE, [(start, end)], Stance.ASSERTS, cue, [head], confidence, "interview"
    )
