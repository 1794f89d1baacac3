"""Quoted words with a name after a dash below or beside them: “…” — Name."""

import re

from app.extraction.quotes.direct_speech import marks_of
from app.extraction.quotes.finding import Finding, FoundCue, Workspace
from app.facts.quote import QuoteKind, Stance

_SIGNATURE = re.compile(
    r"\s*(?P<dash>[—–―]|--?(?=\s))\s*(?P<name>(?:[^\W\d_a-z][\w.’'\-]*)(?:\s(?:(?:de|da|del|van|von|al|bin|la|le|y)\s)?"
    r"[^\W\d_a-z][\w.’'\-]*){0,4})(?=\s*(?:[,(]|$|\n))"
)
_SPOKEN_END = re.compile(r"\w[.!?…,]['’)\]]?$")
_CONFIDENCE = 0.85


def find_signed_quotes(space: Workspace) -> list[Finding]:
    """Find lines that hold nothing but quoted words, with their speaker's name after a dash at the end or below."""
    found = []
    for words in space.quoted:
        line = next(((start, end) for start, end in space.lines if start <= words.outer_start < end), None)
        if words.depth or line is None or space.text[line[0] : words.outer_start].strip():
            continue
        if not _SPOKEN_END.search(space.text, words.start, words.end):
            continue  # “Hamlet” — Royal Shakespeare Company
        signature = _SIGNATURE.match(space.text, words.outer_end)
        if signature is None or "\n\n" in signature.group():
            continue
        heads = space.tokens_in(signature.start("name"), signature.end("name"))
        names = [token for token in heads if token.text[:1].isupper()]
        if not names:
            continue
        space.add_speech(words)
        cue = FoundCue(signature.start("dash"), signature.end("dash"), signature["dash"], None)
        span = [(words.start, words.end)]
        found.append(
            Finding(QuoteKind.DIRECT, marks_of(words), span, Stance.ASSERTS, cue, [names[-1]], _CONFIDENCE, "signature")
        )
    return found
