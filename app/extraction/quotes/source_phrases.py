"""Phrases that attribute a whole clause: "according to …", "in the view of …", "as assessed by …", "reportedly"."""

import re

from spacy.tokens import Span, Token

from app.extraction.quotes.cue_lexicon import cue_lexicon
from app.extraction.quotes.finding import Attributing, Finding, FoundCue, Rule, Stretch, Workspace
from app.extraction.quotes.subjects import agent_of, own_subject, with_conjuncts
from app.extraction.sentences import sentence_of
from app.facts.quote import QuotationMarks, QuoteKind, Stance

_PHRASE = re.compile(
    r"\b(?:(according) to|in the (view|opinion|words|eyes|estimation) of|in the (assessment) of)\s+", re.IGNORECASE
)
_ADVERB = {"reportedly": Stance.ASSERTS, "allegedly": Stance.ASSERTS, "purportedly": Stance.ASSERTS,
           "supposedly": Stance.ASSERTS}  # fmt: skip
_ASSESSING = {"assess", "report", "note", "describe", "estimate", "confirm", "state", "claim", "allege"}
_EDGE = " \t\r\n,;:—–-"


def find_source_phrases(space: Workspace) -> list[Finding]:
    """Find the clauses that a phrase attributes."""
    findings = []
    for match in _PHRASE.finditer(space.text):
        words = space.doc.char_span(match.start(), match.end() - 1, alignment_mode="expand")
        if words is None or words[0].i in space.used_cues or not space.in_body(words[0]):
            continue
        found = _of_phrase(space, words, match)
        if found is not None:
            space.used_cues.add(words[0].i)
            findings.append(found)
    for token in space.doc:
        if token.lower_ in _ADVERB and space.in_body(token):
            found = _of_adverb(space, token)
        elif token.lower_ == "as" and token.dep_ == "mark" and space.in_body(token):
            found = _of_as(space, token)
        else:
            continue
        if found is not None:
            findings.append(found)
    return findings


def _of_phrase(space: Workspace, words: Span, match: re.Match[str]) -> Finding | None:
    head = _head_after(space, words)
    if head is None:
        return None
    end = _end_of_source(space, head)
    spans = _rest_of_sentence(space, sentence_of(head), words.start_char, end)
    lemma = match.group().strip().lower()
    cue = FoundCue(match.start(), match.start() + len(match.group().rstrip()), lemma, words[0])
    believes = match.group(1) is None and (match.group(2) or "").lower() != "words"
    stance = Stance.BELIEVES if believes else Stance.ASSERTS
    return _finding(space, spans, Attributing(cue, with_conjuncts(head), stance, Rule("source phrase", 0.75)))


def _head_after(space: Workspace, words: Span) -> Token | None:
    last = words[-1]
    for child in last.children:
        if child.dep_ == "pobj":
            return child
    for index in range(words.end, min(words.end + 12, len(space.doc))):
        token = space.doc[index]
        if token.text in {",", ".", ";"}:
            return None
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ not in {"compound", "poss", "nmod"}:
            return token
    return None


def _end_of_source(space: Workspace, head: Token) -> int:
    sentence = sentence_of(head)
    last = max(token.right_edge.i for token in with_conjuncts(head))
    for index in range(head.i + 1, min(last, sentence.end - 1) + 1):
        if space.doc[index].text in {",", ";", "—", "–"} and space.doc[index].head.i != head.i:
            last = index - 1
            break
        if space.doc[index].text == "," and not _closes_apposition(space, head, index):
            last = index - 1
            break
    return int(space.doc[last].idx + len(space.doc[last].text))


def _closes_apposition(space: Workspace, head: Token, comma: int) -> bool:
    following = space.doc[comma + 1] if comma + 1 < len(space.doc) else None
    if following is None:
        return False
    holder = next((t for t in (*head.children, *head.conjuncts) if t.left_edge.i == comma + 1), None)
    return holder is not None and holder.dep_ in {"appos", "relcl", "acl", "conj"}


def _rest_of_sentence(space: Workspace, sentence: Span, start: int, end: int) -> list[Stretch]:
    first, last = sentence.start_char, sentence.end_char
    for left, right in space.body:
        if left <= start < right:
            first, last = max(first, left), min(last, right)
    before = space.text[first:start]
    cut = max((m.end() for m in re.finditer(r";\s+|,\s+(?:but|while|although|though)\s+", before)), default=0)
    after = space.text[end:last]
    stop = re.search(r";\s+|,\s+(?:but|while|although|though)\s+", after)
    spans = [(first + cut, start), (end, end + (stop.start() if stop else len(after)))]
    kept = [span for span in (_strip(space.text, *span) for span in spans) if span is not None]
    if len(kept) == 2 and re.match(
        r"(?:who|which|whose|and|or|that|in|on|at|for|to|from|with|published|released)\b", space.text[kept[1][0] :]
    ):
        return kept[:1]
    return [span for span in kept if len(space.text[span[0] : span[1]].split()) >= 2]


def _strip(text: str, start: int, end: int) -> Stretch | None:
    while start < end and text[start] in _EDGE + "()":
        start += 1
    while start < end and text[end - 1] in _EDGE + ".()":
        end -= 1
    return (start, end) if start < end else None


def _finding(space: Workspace, spans: list[Stretch], claim: Attributing) -> Finding | None:
    around = space.speech_around(claim.cue.start)
    if around is not None:
        spans = [(max(s, around.start), min(e, around.end)) for s, e in spans if s < around.end and e > around.start]
    others = [words for words in space.speech if words is not around]
    spans = [s for s in spans if not any(w.outer_start < s[1] and s[0] < w.outer_end for w in others)]
    if not spans:
        return None
    marks = QuotationMarks.NONE
    for words in space.quoted:
        if words.depth == 0 and any(s <= words.start and words.end <= e for s, e in spans):
            marks = QuotationMarks.PAIRED if words.opened and words.closed else QuotationMarks.UNBALANCED
    kind = QuoteKind.INDIRECT if marks is QuotationMarks.NONE else QuoteKind.MIXED
    rule = claim.rule
    return Finding(kind, marks, spans, claim.stance, claim.cue, claim.sources, rule.confidence, rule.name)


def _of_adverb(space: Workspace, adverb: Token) -> Finding | None:
    if space.speech_around(adverb.idx) is not None or adverb.head.pos_ not in {"VERB", "AUX"}:
        return None
    verb = adverb.head
    if own_subject(verb) is None:
        return None
    cue = FoundCue(adverb.idx, adverb.idx + len(adverb.text), adverb.lower_, adverb)
    spans = _rest_of_sentence(space, sentence_of(adverb), adverb.idx, cue.end)
    if verb.dep_ != "ROOT":
        spans = [
            span
            for span in (
                _strip(space.text, verb.left_edge.idx, adverb.idx),
                _strip(space.text, cue.end, verb.right_edge.idx + len(verb.right_edge.text)),
            )
            if span is not None
        ]
    return _finding(space, spans, Attributing(cue, [], _ADVERB[adverb.lower_], Rule("source phrase", 0.5)))


def _of_as(space: Workspace, mark: Token) -> Finding | None:
    verb = mark.head
    if verb.lemma_ not in _ASSESSING or verb.i in space.used_cues or space.speech_around(mark.idx) is not None:
        return None
    agents = agent_of(verb)
    if not agents:
        return None
    stance = next(iter(cue_lexicon().verbs.get(verb.lemma_, {}).values()), Stance.ASSERTS)
    end = max(token.right_edge.idx + len(token.right_edge.text) for token in agents)
    end = _end_of_source(space, agents[0]) if len(agents) == 1 else end
    cue = FoundCue(verb.idx, verb.idx + len(verb.text), verb.lemma_, verb)
    space.used_cues.add(verb.i)
    spans = _rest_of_sentence(space, sentence_of(mark), mark.idx, end)
    return _finding(space, spans, Attributing(cue, agents, stance, Rule("source phrase", 0.65)))
