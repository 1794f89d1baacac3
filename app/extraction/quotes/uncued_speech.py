"""Sentences in quotation marks without a cue of their own, said by whom the text has just let speak."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence

from app.extraction.quotes.direct_speech import SENTENCE_BREAK, marks_of
from app.extraction.quotes.finding import Finding, Workspace
from app.extraction.quotes.quotation_marks import QuotedWords
from app.extraction.stretch_index import StretchIndex
from app.facts.quote import QuotationMarks, QuoteKind, Stance

# A finding after its place, and after its number from the last to the first, so that of equals the first counts.
_Placed = tuple[int, int, Finding]
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)»」』]*\s*$")
_LEAST_WORDS = 4
_GOING_ON = {"continue", "resume"}
_MOST_LINES_BETWEEN = 2


def find_uncued_speech(space: Workspace, findings: list[Finding]) -> list[Finding]:
    """Give whole quoted sentences that no cue claims to the speaker of the sentence or paragraph before."""
    found: list[Finding] = []
    claimed = StretchIndex(span for finding in findings for span in finding.spans)
    speakers = sorted((_place(finding), -number, finding) for number, finding in enumerate(findings))
    for words in space.quoted:
        if words.depth or space.is_speech(words) or claimed.any_covers(words.start, words.end):
            continue
        line = space.body_line_at(words.outer_start)
        if line is None:
            continue
        lead = space.text[line[0] : words.outer_start]
        inner = space.text[words.start : words.end]
        if not _is_sentence(inner) or (lead.strip() and not _SENTENCE_END.search(lead)):
            continue
        speaker = _speaker_before(space, words, speakers, at_line_start=not lead.strip())
        if speaker is None:
            continue
        space.add_speech(words)
        confidence = 0.6 if lead.strip() or _goes_on_with_speaker(space, words, speaker) else 0.55
        found.append(_by_same_speaker(words, confidence, speaker))
        insort(speakers, (_place(found[-1]), -len(findings) - len(found), found[-1]))
    return found


def _by_same_speaker(words: QuotedWords, confidence: float, speaker: Finding) -> Finding:
    span = (words.start, words.end)
    finding = Finding(QuoteKind.DIRECT, marks_of(words), [span], Stance.ASSERTS, None, [], confidence, "no cue")
    finding.same_speaker_as = speaker
    return finding


def find_unmarked_speech(space: Workspace, findings: list[Finding]) -> list[Finding]:
    """Lines without marks between a speech that never closed and its speaker's "continues" belong to that speech."""
    found: list[Finding] = []
    for finding in findings:
        if finding.marks is not QuotationMarks.UNBALANCED or finding.kind is not QuoteKind.DIRECT:
            continue
        later = [f for f in findings if f.start > finding.end and f.cue is not None and f.cue.lemma in _GOING_ON]
        if not later:
            continue
        going_on = min(later, key=lambda f: f.start)
        if not finding.sources or not _same_last_name(finding, going_on):
            continue
        cue_start = going_on.cue.start if going_on.cue else going_on.start
        between = [(s, e) for s, e in space.body if finding.end <= s and e <= cue_start]
        if not 0 < len(between) <= _MOST_LINES_BETWEEN:
            continue
        if any(start <= words.outer_start < end for words in space.quoted for start, end in between):
            continue
        found.append(
            Finding(
                QuoteKind.DIRECT,
                QuotationMarks.UNBALANCED,
                between,
                Stance.ASSERTS,
                None,
                [],
                0.5,
                "unmarked",
                same_speaker_as=finding,
            )
        )
    return found


def _same_last_name(left: Finding, right: Finding) -> bool:
    names = [{token.lower_ for token in finding.sources} for finding in (left, right)]
    return bool(names[0] & names[1])


def _is_sentence(inner: str) -> bool:
    return len(inner.split()) >= _LEAST_WORDS and not inner[0].islower() and bool(re.search(r"[.!?…—]['’]?$", inner))


def _speaker_before(
    space: Workspace, words: QuotedWords, speakers: Sequence[_Placed], *, at_line_start: bool
) -> Finding | None:
    before = range(bisect_left(speakers, (words.outer_start,)) - 1, -1, -1)
    last = next((speakers[at][2] for at in before if not _is_nested(space, speakers[at][2])), None)
    if last is None:
        return None
    between = space.text[max(last.end, _place(last)) : words.outer_start]
    lines = len(re.findall(r"\n\s*", between.strip(" \t")))
    if at_line_start:
        if lines == 1 and _goes_on_with_speaker(space, words, last):
            return last
        return last if lines == 1 and last.kind is not QuoteKind.INDIRECT else None
    sentences = len(SENTENCE_BREAK.findall(between))
    return last if lines == 0 and sentences <= 1 else None


def _goes_on_with_speaker(space: Workspace, words: QuotedWords, finding: Finding) -> bool:
    """The sentence after the words is about the speaker before them, by the same name."""
    following = re.match(r"\s*(\w+)", space.text[words.outer_end :])
    names = {token.text for token in finding.sources if token.pos_ == "PROPN"}
    return following is not None and following.group(1) in names


def _place(finding: Finding) -> int:
    return max(finding.end, finding.cue.end if finding.cue else 0)


def _is_nested(space: Workspace, finding: Finding) -> bool:
    return finding.cue is not None and space.speech_around(finding.cue.start) is not None
