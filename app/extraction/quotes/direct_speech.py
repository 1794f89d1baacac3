"""Words in quotation marks that somebody said: which they are, and where their cue stands."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from app.extraction.quotes.cue_lexicon import cue_lexicon
from app.extraction.quotes.finding import Finding, FoundCue, Rule, Workspace, cue_of, lemma_of
from app.extraction.quotes.quotation_marks import QuotedWords
from app.extraction.quotes.subjects import (
    agent_of,
    find_subject,
    is_passive,
    name_right_before,
    own_subject,
    same_side,
    with_conjuncts,
)
from app.facts.quote import QuotationMarks, QuoteKind, Stance

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)»」』]*\s*$")
_SPOKEN_END = re.compile(r"[,.!?…—–-]$")
_VERB_TAGS = {"VBD", "VBZ", "VBP", "VBG", "VBN", "VB"}
_LAYOUT = re.compile(r"^(?:[^:“\"]{1,80}[^\s:]):\s*$")
_MAX_GAP_TOKENS = 22
SENTENCE_BREAK = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bSt)(?<!\b[A-Z])[.!?][\"”’']*"
    r"\s+(?=[A-Z“\"‘])"
)
_ADDRESSEE_VERBS = {"tell", "ask", "remind", "assure", "inform"}


def find_direct_speech(space: Workspace) -> list[Finding]:
    """Find direct quotes, in reading order; what of the quoted words is speech is noted in the workspace."""
    findings: list[Finding] = []
    waiting: list[QuotedWords] = []
    for start, end in space.body:
        line = [words for words in space.quoted_opening_in(start, end) if words.depth == 0]
        _read_line(space, (start, end), line, findings, waiting)
    return findings


def find_nested_speech(space: Workspace) -> list[Finding]:
    """Find direct quotes inside direct speech, by a cue that stands in that speech too."""
    findings = []
    for words in space.quoted:
        if words.depth != 1:
            continue
        outer = next((w for w in space.speech if w.start <= words.outer_start and words.outer_end <= w.end), None)
        if outer is None:
            continue
        found = _attributed(space, words, (outer.start, outer.end), None)
        if found is not None:
            found.confidence = 0.6
            findings.append(found)
    return findings


def _read_line(
    space: Workspace,
    stretch: tuple[int, int],
    line: Sequence[QuotedWords],
    findings: list[Finding],
    waiting: list[QuotedWords],
) -> None:
    start, end = stretch
    last: Finding | None = None
    for index, words in enumerate(line):
        left = line[index - 1].outer_end if index else start
        right = line[index + 1].outer_start if index + 1 < len(line) else end
        found = _attributed(space, words, (left, right), last)
        if found is not None:
            _take_waiting(space, words, found, waiting)
            space.add_speech(words)
            findings.append(found)
            last = found
            continue
        carried = _carried_on(space, words, (start, left), last, findings)
        if carried is not None:
            space.add_speech(words)
            last = carried
        elif not words.closed and not space.text[start : words.outer_start].strip():
            waiting.append(words)


def _take_waiting(space: Workspace, words: QuotedWords, found: Finding, waiting: list[QuotedWords]) -> None:
    """Put paragraphs that opened with a mark and did not close before the paragraph in which the cue stands."""
    after = words
    while waiting and not space.text[waiting[-1].outer_end : after.outer_start].strip():
        after = waiting.pop()
        found.spans.insert(0, (after.start, after.end))
        space.add_speech(after)
    waiting.clear()


def _attributed(space: Workspace, words: QuotedWords, around: tuple[int, int], last: Finding | None) -> Finding | None:
    before = _cue_before(space, words, around[0], last)
    return before if before is not None else _cue_after(space, words, around)


def _finding(space: Workspace, words: QuotedWords, cue: FoundCue, sources: list[Token], rule: Rule) -> Finding:
    if cue.token is not None:
        space.used_cues.add(cue.token.i)
    stance = cue_lexicon().speaking.get(cue.lemma, Stance.ASSERTS)
    if stance in {Stance.DENIES, Stance.DOUBTS}:
        # "…," he disputed: the words in marks are his own, not those he disputes.
        stance = Stance.ASSERTS
    span = (words.start, words.end)
    return Finding(
        QuoteKind.DIRECT, marks_of(words), [span], stance, cue, sources, confidence=rule.confidence, rule=rule.name
    )


def marks_of(words: QuotedWords) -> QuotationMarks:
    """How the words are marked."""
    return QuotationMarks.PAIRED if words.opened and words.closed else QuotationMarks.UNBALANCED


def _tokens_between(space: Workspace, start: int, end: int) -> list[Token]:
    if start >= end:
        return []
    span = space.doc.char_span(start, end, alignment_mode="contract")
    return [token for token in span if not token.is_space] if span is not None else []


def _word_count(space: Workspace, words: QuotedWords) -> int:
    return len(space.text[words.start : words.end].split())


# -- cue before the words ------------------------------------------------------------------------------------------


def _cue_before(space: Workspace, words: QuotedWords, left: int, last: Finding | None) -> Finding | None:
    lead = space.text[left : words.outer_start].rstrip()
    if not lead:
        return _cue_in_line_before(space, words)
    tokens = _last_sentence(_tokens_between(space, left, words.outer_start))
    if not tokens or _SENTENCE_END.search(lead):
        return None
    ending = lead[-1]
    if ending == ":" and (layout := _layout(space, words, tokens)) is not None:
        return layout
    cue = next((token for token in reversed(tokens[-_MAX_GAP_TOKENS:]) if _may_speak(token)), None)
    if cue is not None:
        is_after_speech = last is not None and left == _outer_end_of(space, last)
        return _led_in(space, words, cue, tokens, last if is_after_speech else None)
    if ending == ":":
        return _noun_before(space, words, tokens)
    if ending == "," and tokens[0].lower_ == "according" and len(tokens) > 3:
        return _according(space, words, tokens)
    return None


def _led_in(
    space: Workspace, words: QuotedWords, cue: Token, tokens: list[Token], speech_before: Finding | None
) -> Finding | None:
    """The words as led in by the nearest cue before them, where nothing else stands between."""
    ending = tokens[-1].text[-1]
    gap = [t for t in tokens if t.i > cue.i]
    if cue.i in space.used_cues or not _is_gap(gap, ending, cue):
        return None
    if speech_before is not None and (_leans_on_speaker(cue, tokens) or _goes_on_from_cue(cue, tokens, speech_before)):
        found = _finding(space, words, cue_of(cue), [], Rule("second cue", 0.95))
        found.same_speaker_as = speech_before
        return found
    sources = _sources_before(space, cue, tokens)
    if not sources and not is_passive(cue):
        return None
    if ending not in ",:" and not _stands_alone(space, words, gap):
        return None
    return _finding(space, words, cue_of(cue), sources, Rule("cue before", 0.95 if ending in ",:" else 0.85))


def _cue_in_line_before(space: Workspace, words: QuotedWords) -> Finding | None:
    """ "Nakamura continues." or "He told the court:" at the end of the line before leads in a line of speech."""
    lines = [line for line in space.body if line[1] <= words.outer_start]
    if not lines or any(words.outer_start in range(start + 1, end) for start, end in space.body):
        return None
    start, end = lines[-1]
    ending = space.text[end - 1]
    if ending not in ":.":
        return None
    sentence = _last_sentence(_tokens_between(space, start, end)[:-1])
    tokens = sentence if ending == ":" or len(sentence) <= 5 else []
    for token in reversed(tokens):
        if not _may_speak(token) or token.i in space.used_cues:
            continue
        subject = own_subject(token) or next(iter(_noun_right_of(token, tokens)), None)
        gap = [t for t in tokens if t.i > token.i]
        if subject is None or (ending == "." and (gap or token.dep_ != "ROOT")):
            return None
        return _finding(space, words, cue_of(token), with_conjuncts(subject), Rule("line before", 0.85))
    return None


def _outer_end_of(space: Workspace, finding: Finding) -> int:
    return max((words.outer_end for words in space.speech if words.end == finding.end), default=-1)


def _leans_on_speaker(cue: Token, tokens: list[Token]) -> bool:
    """ "adding" and "and added" right after a speech have its speaker for their subject."""
    before = [t for t in tokens if t.i < cue.i]
    if any(t.pos_ in {"NOUN", "PROPN", "PRON", "VERB"} for t in before):
        return False
    return cue.tag_ == "VBG" or any(t.lower_ in {"and", "then", "but"} for t in before)


def _goes_on_from_cue(cue: Token, tokens: list[Token], speech_before: Finding) -> bool:
    """ "adding" after the cue of the speech before it, where nobody else's verb stands between."""
    first = speech_before.cue.token if speech_before.cue is not None else None
    if first is None or first.i != tokens[0].i or cue.tag_ != "VBG" or cue.nbor(-1).text != ",":
        return False
    return not any(t.pos_ == "VERB" for t in tokens if first.i < t.i < cue.i)


def _last_sentence(tokens: list[Token]) -> list[Token]:
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].text in {".", "!", "?", ";"} and index < len(tokens) - 1:
            return tokens[index + 1 :]
    return tokens


def _is_misread(token: Token) -> bool:
    """ "the two write", "the owners state": a plural subject's verb that is read as a bare verb or a noun."""
    return token.tag_ in {"VB", "NN"} and token.i > 0 and token.nbor(-1).tag_ in {"NNS", "NNPS", "CD"}


def _may_speak(token: Token) -> bool:
    if token.lemma_ == "put" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "it":
        return token.tag_ in {"VBD", "VBZ", "VBP"}
    if token.lemma_ in {"go", "carry"} and token.i + 1 < len(token.doc) and token.nbor().lower_ == "on":
        return token.tag_ in {"VBD", "VBZ", "VBP"}
    return lemma_of(token) in cue_lexicon().speaking and (
        token.tag_ in _VERB_TAGS
        or _is_misread(token)
        or token.lower_ in {"says", "said", "adds", "asks", "warns", "writes", "tweeted"}
    )


def _is_gap(gap: list[Token], ending: str, cue: Token) -> bool:
    """Between a cue and the words it leads in stand only whom, where, when and how it was said."""
    words = [t for t in gap if t.text not in {",", ":", "-", "–", "—"}]
    if not words:
        return True
    if words[-1].lower_ in {"that", "as"} and ending not in ",:":
        words = words[:-1]
    if not words or ending == ":":
        return True
    if any(t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"acl", "relcl", "amod", "pcomp"} for t in words):
        return any(t.tag_ == "VBG" for t in words) and ending == "," and len(words) < 10
    if ending not in ",:" and any(t.dep_ in {"dobj", "attr", "oprd", "acomp"} for t in words):
        return lemma_of(cue) in _ADDRESSEE_VERBS and len(words) <= 4
    return ending in ",:" or len(words) <= 1


def _stands_alone(space: Workspace, words: QuotedWords, gap: list[Token]) -> bool:
    """Words without comma or colon before them are direct speech where they are a sentence of their own."""
    inner = space.text[words.start : words.end]
    after = space.text[words.outer_end : words.outer_end + 2]
    ends = bool(_SPOKEN_END.search(inner)) or not after.strip() or after[:1] in ".,;)"
    return ends and (inner[:1].isupper() or not gap) and len(inner.split()) >= 3


def _sources_before(space: Workspace, cue: Token, tokens: list[Token]) -> list[Token]:
    if is_passive(cue):
        agents = agent_of(cue)
        subject = own_subject(cue)
        if cue.lemma_ == "quote" and subject is not None:
            return with_conjuncts(subject)
        if agents:
            return agents
    subject = find_subject(cue)
    if cue.dep_ == "pcomp" and cue.head.lower_ == "as" and cue.head.head.lemma_ in {"quote", "cite"}:
        quoting = cue.head.head
        thing = next((t for t in quoting.children if t.dep_ in {"dobj", "nsubjpass"}), None)
        if thing is not None:
            return with_conjuncts(thing)
    named = name_right_before(cue)
    if named is not None and (subject is None or subject.i < named.left_edge.i):
        subject = named
    if subject is not None and same_side(space, subject, cue) and subject.i != cue.i:
        if subject.lower_ in {"who", "which", "that"}:
            owner = _owner_of_clause(cue)
            return [owner] if owner is not None else []
        return with_conjuncts(subject)
    return _noun_left_of(cue, tokens)


def _owner_of_clause(cue: Token) -> Token | None:
    current = cue
    for _ in range(4):
        if current.dep_ == "relcl":
            return current.head
        if current.head is current:
            return None
        current = current.head
    return None


def _noun_left_of(cue: Token, tokens: list[Token]) -> list[Token]:
    before = [t for t in tokens if t.i < cue.i]
    while before and before[-1].pos_ in {"AUX", "ADV"}:
        before = before[:-1]
    if before and before[-1].text == ",":
        before = [t for t in before if t.i < next(c.i for c in before if c.text == ",")]
    for token in reversed(before):
        if token.pos_ in {"PROPN", "NOUN", "PRON"} and token.dep_ in {"nsubj", "ROOT", "appos", "dep", "nsubjpass"}:
            return [token]
    return []


def _layout(space: Workspace, words: QuotedWords, tokens: list[Token]) -> Finding | None:
    dashes = [n for n, t in enumerate(tokens) if t.text in {"-", "–", "—"} and t.whitespace_]
    after_dash = tokens[dashes[-1] + 1 :] if dashes else tokens
    named = [t for t in after_dash if t.text != ":"]
    if not named or any(t.pos_ in {"VERB", "AUX"} for t in named) or len(named) > 12:
        return None
    starts_line = not any(s < named[0].idx < e and space.text[s : named[0].idx].strip() for s, e in space.body)
    if not (starts_line or dashes) or not any(t.pos_ == "PROPN" for t in named):
        return None
    colon = tokens[-1]
    head = _last_name(named)
    if head is None:
        return None
    cue = FoundCue(colon.idx, colon.idx + 1, ":", colon)
    return _finding(space, words, cue, [head], Rule("name and colon", 0.85))


def _last_name(tokens: list[Token]) -> Token | None:
    before_comma = []
    for token in tokens:
        if token.text == ",":
            break
        before_comma.append(token)
    names = [t for t in before_comma if t.pos_ == "PROPN"]
    return names[-1] if names else None


def _noun_before(space: Workspace, words: QuotedWords, tokens: list[Token]) -> Finding | None:
    root = next((t for t in tokens if t.dep_ == "ROOT" and t.pos_ in {"VERB", "AUX"}), None)
    nouns = [t for t in tokens if t.lemma_.lower() in cue_lexicon().nouns and t.pos_ == "NOUN"]
    if root is None or not nouns:
        return None
    subject = own_subject(root)
    if subject is None or is_passive(root):
        return None
    return _finding(space, words, cue_of(nouns[-1]), with_conjuncts(subject), Rule("noun and colon", 0.7))


# -- cue after the words -------------------------------------------------------------------------------------------


def _cue_after(space: Workspace, words: QuotedWords, around: tuple[int, int]) -> Finding | None:
    left, right = around
    inner = space.text[words.start : words.end]
    follow = space.text[words.outer_end : right]
    comma_after = follow.lstrip()[:1] == ","
    ended = bool(_SPOKEN_END.search(inner)) or comma_after
    tokens = _first_sentence(_tokens_between(space, words.outer_end, right))
    tokens = tokens[1:] if tokens and tokens[0].text == "," else tokens
    if not tokens:
        return None
    if tokens[0].lower_ == "according" and len(tokens) > 2 and not _is_embedded(space, words, left):
        return _according(space, words, tokens)
    if (not ended and _word_count(space, words) < 3) or _is_embedded(space, words, left):
        return None
    cue = _nearest_cue(space, tokens)
    if cue is None:
        return None
    new_sentence = inner[-1] in ".…" and not comma_after
    inverted = cue.i == tokens[0].i or (cue.i - tokens[0].i == 1 and tokens[0].pos_ == "ADV")
    if new_sentence and not inverted and not _is_plain_tag(cue, tokens):
        return None
    if not ended and not inverted and (_goes_on(cue, tokens) or not _ends_after_cue(cue, tokens)):
        return None
    if any(child.dep_ == "neg" and child.i >= tokens[0].i for child in cue.children):
        return None
    sources = _sources_after(cue, tokens, inverted=inverted)
    if not sources:
        return None
    return _finding(space, words, cue_of(cue), sources, Rule("cue after", 0.95 if ended else 0.75))


def _is_embedded(space: Workspace, words: QuotedWords, left: int) -> bool:
    """Words that go on a sentence begun outside the marks are part of what is reported, not a quote by themselves."""
    lead = space.text[left : words.outer_start].rstrip()
    if not lead or _SENTENCE_END.search(lead) or lead.endswith(("(", "[", "—", "–", " -")):
        return False
    inner = space.text[words.start : words.end]
    return inner[0].islower() or len(inner.split()) < 4 or not lead.endswith((",", ":"))


def _first_sentence(tokens: list[Token]) -> list[Token]:
    for index, token in enumerate(tokens):
        if token.text in {".", "!", "?", ";", "\n"} and index > 0:
            return tokens[:index]
    return tokens


def _nearest_cue(space: Workspace, tokens: list[Token]) -> Token | None:
    depth = 0
    for position, token in enumerate(tokens[:45]):
        if token.text in {",", "(", ")"}:
            depth += 1
        if token.i in space.used_cues or not _may_speak(token):
            is_finite = token.tag_ in {"VBD", "VBZ", "VBP"} and token.dep_ not in {"relcl", "acl", "aux", "auxpass"}
            if is_finite and depth == 0 and position < 8:
                return None
            continue
        is_bare = token.tag_ in {"VBG", "VB"} and not any(c.dep_ == "aux" for c in token.children)
        if is_bare and position > 0 and not _is_misread(token):
            continue
        if token.dep_ in {"relcl", "acl"} and own_subject(token) is not None and position > 2 and depth > 0:
            continue
        return token
    return None


def _goes_on(cue: Token, tokens: list[Token]) -> bool:
    """After words that do not end, more of their sentence stands before the cue."""
    return tokens[0].dep_ == "cc" or any(t.pos_ == "VERB" for t in tokens if t.i < cue.i)


def _is_plain_tag(cue: Token, tokens: list[Token]) -> bool:
    """ "he said" and no more, although a full stop stands before it."""
    subject = own_subject(cue)
    return (
        cue.lemma_ in {"say", "write", "tell", "add"}
        and subject is not None
        and subject.left_edge.i == tokens[0].i
        and _ends_after_cue(cue, tokens)
    )


def _ends_after_cue(cue: Token, tokens: list[Token]) -> bool:
    """The cue clause carries no content of its own, so that the words before it are its content."""
    clause = [child for child in cue.children if child.dep_ == "ccomp" and child.i > cue.i]
    after = [t for t in tokens if t.i > cue.i]
    return not clause and (not after or after[0].text in {",", "."} or after[0].pos_ in {"ADP", "ADV", "PROPN", "NOUN"})


def _sources_after(cue: Token, tokens: list[Token], *, inverted: bool) -> list[Token]:
    first, last = tokens[0].i, tokens[-1].i
    subject = own_subject(cue)
    stands_here = subject is not None and first <= subject.i <= last and (not inverted or subject.i > cue.i)
    if subject is not None and stands_here and subject.lower_ not in {"who", "which", "that"}:
        return with_conjuncts(subject)
    if inverted:
        return _noun_right_of(cue, tokens)
    before = [t for t in tokens if t.i < cue.i]
    for token in before:
        if token.lower_ == "old" and token.i == before[-1].i:
            return [token]
        if token.pos_ in {"PROPN", "NOUN", "PRON", "NUM"} and not _is_modifier(token, before):
            following = [t for t in before if t.i > token.i]
            if following and following[-1].lower_ == "old":
                continue
            return with_conjuncts(token)
    return []


def _is_modifier(token: Token, tokens: Sequence[Token]) -> bool:
    following = next((t for t in tokens if t.i == token.i + 1), None)
    return token.dep_ in {"compound", "poss", "nmod", "npadvmod"} and following is not None


def _noun_right_of(cue: Token, tokens: list[Token]) -> list[Token]:
    for token in tokens:
        if token.i <= cue.i:
            continue
        if token.text in {",", ":", ";"} or (token.text == "-" and token.whitespace_) or token.pos_ == "ADP":
            return []
        if token.lower_ == "old" and token.nbor(-1).text == "-":
            return [token]
        if token.pos_ in {"PROPN", "NOUN", "PRON"} and not _is_modifier(token, tokens):
            return with_conjuncts(token)
    return []


def _according(space: Workspace, words: QuotedWords, tokens: list[Token]) -> Finding | None:
    start, end = tokens[0], tokens[1]
    head = next((t for t in tokens[2:] if t.pos_ in {"PROPN", "NOUN", "PRON"} and not _is_modifier(t, tokens)), None)
    if head is None:
        return None
    cue = FoundCue(start.idx, end.idx + len(end.text), "according to", start)
    return _finding(space, words, cue, with_conjuncts(head), Rule("according to", 0.85))


# -- words without a cue of their own ------------------------------------------------------------------------------


def _carried_on(
    space: Workspace, words: QuotedWords, before: tuple[int, int], last: Finding | None, findings: Sequence[Finding]
) -> Finding | None:
    """The finding that words without a cue carry on, or a new one by the same speaker; None where they do not speak."""
    start, left = before
    between = space.text[left : words.outer_start]
    at_line_start = not space.text[start : words.outer_start].strip()
    if at_line_start:
        return _over_paragraphs(space, words, findings)
    if last is None:
        return None
    inner = space.text[words.start : words.end]
    if _goes_on_after_comma(space, words, left, last):
        last.spans.append((words.start, words.end))
        return last
    if not (_SENTENCE_END.search(between) or not between.strip(" ,")):
        return None
    if len(inner.split()) < 2 or not _is_sentence(inner):
        return None
    if last.cue is not None and last.spans[-1][1] <= left and _is_one_sentence(between):
        last.spans.append((words.start, words.end))
        if not words.closed:
            last.marks = QuotationMarks.UNBALANCED
        return last
    return None


def _goes_on_after_comma(space: Workspace, words: QuotedWords, left: int, last: Finding) -> bool:
    """ "A," he said, "B." is one sentence cut by its cue."""
    between = space.text[left : words.outer_start].rstrip()
    if last.cue is None or last.end > left:
        return False
    ends_with_cue = left + len(between) == last.cue.end or (space.text[left : last.cue.start].strip() == "")
    if not between.endswith((",", ":", ";", "—", "–", "-")) and not (ends_with_cue and "." not in between):
        return False
    return left <= last.cue.start < words.outer_start and len(between.split()) <= _MAX_GAP_TOKENS


def _is_sentence(inner: str) -> bool:
    return not inner[0].islower() and (bool(re.search(r"[.!?…—,]$", inner)) or len(inner.split()) >= 6)


def _is_one_sentence(between: str) -> bool:
    return len(SENTENCE_BREAK.findall(between.strip())) == 0


def _over_paragraphs(space: Workspace, words: QuotedWords, findings: Sequence[Finding]) -> Finding | None:
    if not findings:
        return None
    last = findings[-1]
    previous = space.speech[-1]
    between = space.text[previous.outer_end : words.outer_start]
    if not between.strip() and not previous.closed:
        last.spans.append((words.start, words.end))
        last.marks = marks_of(words)
        return last
    return None
