"""Interviews and transcripts, where the layout tells who speaks: "A: …", "NAME: …"."""

import re
from collections import Counter

from spacy.tokens import Token

from app.extraction.quotes.finding import Finding, FoundCue, Stretch, Workspace
from app.facts.quote import QuotationMarks, QuoteKind, Stance

_QUESTION = re.compile(r"(?:Q|Question)\s*[:.]\s+")
_ANSWER = re.compile(r"(?:A|Answer)\s*[:.]\s+(?=\S)")
_SPEAKER = re.compile(r"((?:[A-Z][\w’'\-]*\.?|[A-Z]+)(?:\s+[A-Z][\w’'\-]*\.?){0,3}):\s+(?=[^\s“\"‘«「])")
_LEAST_TURNS = 2


def find_interview_answers(space: Workspace) -> list[Finding]:
    """Find what is said in lines that begin with "A:" after one with "Q:", or with a name that opens several lines."""
    return [*_answers(space), *_turns(space)]


def _answers(space: Workspace) -> list[Finding]:
    asked = next((start for start, _ in space.body if _QUESTION.match(space.text, start)), None)
    if asked is None:
        return []
    person = _only_person_before(space, asked)
    if person is None:
        return []
    found = []
    for start, end in space.body:
        led = _ANSWER.match(space.text, start, end)
        if led and start > asked:
            found.append(_finding(space, led, (led.end(), end), person, 0.8))
    return found


def _only_person_before(space: Workspace, asked: int) -> Token | None:
    people = {
        span.text.split()[-1]: span.root
        for span in reversed(space.doc.ents)
        if span.label_ == "PERSON" and span.start_char < asked and space.in_body(span.root)
    }
    return next(iter(people.values())) if len(people) == 1 else None


def _turns(space: Workspace) -> list[Finding]:
    led = [(match, end) for start, end in space.body if (match := _SPEAKER.match(space.text, start, end))]
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
    return token.pos_ == "PROPN" or token.ent_type_ in {"PERSON", "ORG"}


def _finding(space: Workspace, led: re.Match[str], span: Stretch, head: Token, confidence: float) -> Finding:
    start, end = span
    printed = space.text[led.start() : led.end()].rstrip()
    at = led.start() if _ANSWER.match(printed + " .") else led.start() + printed.rindex(":")
    cue = FoundCue(at, led.start() + len(printed), ":", None)
    return Finding(
        QuoteKind.DIRECT, QuotationMarks.NONE, [(start, end)], Stance.ASSERTS, cue, [head], confidence, "interview"
    )
