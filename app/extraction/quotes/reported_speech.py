"""What sources are reported to say, believe, want or deny, read from the grammar of a sentence."""

import re
from collections.abc import Iterator

from spacy.symbols import AUX, NOUN, VERB
from spacy.tokens import Span, Token

from app.extraction.quotes.cue_lexicon import Frame, cue_lexicon
from app.extraction.quotes.finding import Attributing, Finding, FoundCue, Rule, Stretch, Workspace, cue_of, lemma_of
from app.extraction.quotes.quotation_marks import QuotedWords
from app.extraction.quotes.subjects import (
    agent_of,
    find_subject,
    is_passive,
    may_speak,
    own_subject,
    sources_of,
    subject_before_aside,
    with_conjuncts,
)
from app.extraction.quotes.unsaid import is_conditional, is_negated
from app.extraction.sentences import sentence_of
from app.extraction.stretch_index import StretchIndex
from app.facts.quote import QuotationMarks, QuoteKind, Stance

_PREPOSITION_FRAMES = {
    "of": Frame.OF,
    "for": Frame.FOR,
    "on": Frame.ON,
    "upon": Frame.ON,
    "about": Frame.ABOUT,
    "against": Frame.AGAINST,
}
_RAISING = {
    "say", "believe", "expect", "think", "report", "know", "understand", "estimate", "consider", "rumor", "rumour",
    "allege", "deem", "fear", "see", "project", "forecast", "predict", "assume",
}  # fmt: skip
_PLAIN_SPEECH = {"say", "tell", "announce", "add", "report", "claim", "warn", "confirm", "deny", "acknowledge"}
_SOFT = {"see", "know", "hold", "feel", "find", "show", "like", "need", "look", "begin", "figure", "read", "learn"}
_DAY_OF_SAYING = re.compile(
    r"(?:(?:late|early)\s+)?(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|evening|night|afternoon))?"
    r"\s+(?:that\s+)?(?=\S)"
)
_CUE_PARTS = frozenset({VERB, AUX, NOUN})
_EDGE = " \t\r\n,;:—–-"
_HYPOTHETICAL = {"would", "could", "may", "might", "should", "can", "will", "shall", "'d", "’d", "must", "'ll", "’ll"}


def find_reported_speech(space: Workspace) -> list[Finding]:
    """Find indirect and mixed quotes that a cue verb or noun carries."""
    findings = []
    for token in space.doc:
        if token.pos not in _CUE_PARTS or token.i in space.used_cues or not space.in_body(token):
            continue
        found = None
        if token.pos != NOUN and token.tag_ != "MD":
            found = _of_verb(space, token)
        elif token.pos == NOUN and lemma_of(token) in cue_lexicon().nouns:
            found = _of_noun(space, token)
        if found is not None:
            space.used_cues.add(token.i)
            findings.append(found)
    return findings


# -- verbs ---------------------------------------------------------------------------------------------------------


def _of_verb(space: Workspace, verb: Token) -> Finding | None:
    frames = cue_lexicon().verbs.get(lemma_of(verb))
    if frames is None:
        return None
    if is_passive(verb):
        return _of_passive(space, verb, frames)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _REFUSING:
        return None
    if _is_reduced_passive(verb):
        return None
    if verb.dep_ in {"acl", "advcl"} and verb.tag_ in {"VBN", "VBD"} and own_subject(verb) is None:
        return None
    read = _content_of(verb, frames)
    if read is None:
        return None
    spans, frame = read
    sources = _sources(space, verb)
    if not sources:
        return None
    stance = stance_of(verb, frames[frame])
    if stance is None or (frame is Frame.FOR and not any(may_speak(source) for source in sources)):
        return None
    return finding_of(
        space, spans, Attributing(cue_of(verb), sources, stance, Rule(frame.value, confidence_of(verb, frame)))
    )


def _is_reduced_passive(verb: Token) -> bool:
    """ "Dahl, asked whether …, said" says what Dahl was asked."""
    subject = own_subject(verb)
    follows = subject is not None and verb.i == subject.i + 2 and verb.nbor(-1).text == ","
    return follows and verb.lemma_ in {"ask", "tell", "quote", "accuse", "question"}


def _sources(space: Workspace, verb: Token) -> list[Token]:
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in {"quote", "cite"}:
        quoting = verb.head.head
        thing = next((t for t in quoting.children if t.dep_ in {"dobj", "nsubjpass"}), None)
        return with_conjuncts(thing) if thing is not None else []
    return sources_of(space, verb)


def finding_of(space: Workspace, spans: list[Stretch], claim: Attributing) -> Finding | None:
    """The finding of content once trimmed and cleared of others' speech; None where nothing is left."""
    cue = claim.cue
    clean = [span for span in (_clean(space, span, cue) for span in spans) if span is not None]
    if not clean:
        return None
    clean = _without_speech(space, clean, cue)
    if not clean or sum(end - start for start, end in clean) < 3:
        return None
    kind, marks, clean = _kind_of(space, clean)
    rule = claim.rule
    return Finding(kind, marks, clean, claim.stance, cue, claim.sources, rule.confidence, rule.name)


def _content_of(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    for reader in (_clause, _infinitive, _gerund, _as, _preposition, _put_at, _object, _parenthesis, _interruption):
        found = reader(verb, frames)
        if found is not None:
            return found
    return None


def _clause(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    if Frame.CLAUSE not in frames:
        return None
    for child in sorted(verb.children, key=lambda child: child.i < verb.i):
        if child.dep_ != "ccomp" or _is_infinitive(child):
            continue
        if child.i < verb.i and own_subject(verb) is None and subject_before_aside(verb) is not None:
            continue
        marked = any(t.dep_ == "mark" or t.tag_ in {"WRB", "WP", "WDT"} for t in child.subtree if t.i <= child.i)
        if own_subject(child) is None and not marked and not any(t.dep_ == "expl" for t in child.children):
            continue
        if verb.lemma_ in {"see", "like"} and not marked:
            continue
        if child.i < verb.i and _is_apart(child, verb):
            continue
        return _from_conjunction(child, verb) or _subtree(child, verb), Frame.CLAUSE
    return None


def _from_conjunction(clause: Token, verb: Token) -> list[Stretch] | None:
    """A clause from its "that" on: what stands before it tells when or to whom it was said."""
    mark = next((t for t in clause.children if t.dep_ == "mark" and t.lower_ == "that"), None)
    if mark is None or not verb.i < clause.left_edge.i < mark.i:
        return None
    return [_chars(clause, mark.i, clause.right_edge.i)]


def _is_apart(clause: Token, verb: Token) -> bool:
    """A clause before the cue is not its content where a colon parts them or the cue has another object."""
    if any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children):
        return verb.lemma_ not in {"tell", "remind", "assure", "inform"}
    return any(token.text in {";", ":"} for token in verb.doc[clause.i : verb.i])


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


_SILENT_WORDS = {
    "comment", "answer", "elaborate", "respond", "say", "speak", "identify", "name", "quote", "confirm", "deny",
    "discuss", "disclose", "reveal", "specify",
}  # fmt: skip
_REFUSING = {"decline", "refuse", "fail"}


def _infinitive(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    if Frame.INFINITIVE not in frames:
        return None
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and _is_infinitive(child):
            if child.lemma_ in _SILENT_WORDS and (verb.lemma_ in _REFUSING or is_passive(child)):
                return None
            whom = next((t for t in verb.children if t.dep_ in {"dobj", "dative"} and verb.i < t.i < child.i), None)
            start = whom.left_edge.idx if whom is not None else _span_of(child).start_char
            return [(start, _span_of(child).end_char)], Frame.INFINITIVE
    return None


def _gerund(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    if Frame.GERUND not in frames:
        return None
    for child in verb.children:
        had = any(t.dep_ == "aux" and t.lower_ == "having" for t in child.children)
        is_gerund = child.tag_ == "VBG" and child.dep_ in {"xcomp", "ccomp"}
        if child.i > verb.i and (is_gerund or (had and child.dep_ in {"xcomp", "ccomp", "advcl"})):
            return [(_span_of(child).start_char, _span_of(child).end_char)], Frame.GERUND
    return None


_NAMING = {"call", "brand", "dub", "label", "term"}


def _called(verb: Token, thing: Token) -> Token | None:
    """Quoted words right after an object, read as set beside it: "called the plan “a disgrace”"."""
    for child in (*thing.children, *verb.children):
        if child.dep_ in {"appos", "dobj"} and child.i > thing.i and child.left_edge.nbor(-1).is_quote:
            return child
    return None


def _as(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    if Frame.AS not in frames:
        return None
    children = list(verb.children)
    for child in children:
        if child.i <= verb.i:
            continue
        if child.dep_ == "ccomp" and verb.lemma_ in _NAMING:
            return [(_span_of(child).start_char, _span_of(child).end_char)], Frame.AS
        thing = next((t for t in children if t.dep_ == "dobj" and verb.i < t.i), None)
        called = _called(verb, thing) if thing is not None and verb.lemma_ in _NAMING else None
        if thing is not None and called is not None:
            return [(thing.left_edge.idx, _span_of(called).end_char)], Frame.AS
        if child.dep_ == "oprd" and thing is not None:
            return [(thing.left_edge.idx, _span_of(child).end_char)], Frame.AS
        if child.dep_ == "prep" and child.lower_ == "as" and thing is not None and child.i > thing.i:
            return [(thing.left_edge.idx, _span_of(child).end_char)], Frame.AS
    return None


def _preposition(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    for child in verb.children:
        frame = _PREPOSITION_FRAMES.get(child.lower_)
        if child.dep_ != "prep" or child.i < verb.i or frame is None or frame not in frames:
            continue
        thing = next((t for t in child.children if t.dep_ in {"pobj", "pcomp"}), None)
        if thing is None:
            continue
        end = _span_of(thing).end_char
        whom = next((t for t in verb.children if t.dep_ == "dobj" and verb.i < t.i < child.i), None)
        if frame is Frame.OF and verb.lemma_ == "accuse":
            return ([(whom.left_edge.idx, end)], frame) if whom is not None else None
        if frame is Frame.FOR and verb.lemma_ in {"blame", "criticize", "criticise", "praise"}:
            return ([(whom.left_edge.idx, end)], frame) if whom is not None else None
        start = _span_of(thing).start_char
        action = next((t for t in verb.children if t.dep_ == "xcomp" and t.i > thing.i), None)
        if frame is Frame.ON and action is None:
            continue
        if action is not None:
            end = max(end, _span_of(action).end_char)
        return [(start, end)], frame
    return None


def _put_at(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    """ "put the number of visitors at 300": the thing and its number are what is estimated."""
    if Frame.AT not in frames:
        return None
    thing = next((t for t in verb.children if t.dep_ in {"dobj", "ccomp"} and t.i > verb.i), None)
    if thing is None:
        return None
    last = max(thing.right_edge.i, verb.right_edge.i)
    for at in verb.doc[thing.i + 1 : last + 1]:
        number = next((t for t in at.children if t.dep_ == "pobj"), None) if at.lower_ == "at" else None
        if number is not None and any(t.like_num or t.ent_type_ == "MONEY" for t in number.subtree):
            end = verb.right_edge if verb.right_edge.is_punct is False else number.right_edge
            return [_chars(verb, thing.left_edge.i, max(end.i, number.right_edge.i))], Frame.AT
    return None


def _object(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    if Frame.OBJECT not in frames:
        return None
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.pos_ in {"NOUN", "PROPN"}:
            if lemma_of(child) in cue_lexicon().nouns and any(
                t.dep_ in {"acl", "relcl", "ccomp"} and _is_that_clause(child, t) for t in child.children
            ):
                return None
            return [(_span_of(child).start_char, _span_of(child).end_char)], Frame.OBJECT
    return None


def _parenthesis(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    """The clause around "…, police said, …"."""
    if Frame.CLAUSE not in frames or lemma_of(verb) not in cue_lexicon().speaking:
        return None
    head = verb.head
    if verb.dep_ not in {"parataxis", "ccomp", "advcl", "dep"} or head.pos_ not in {"VERB", "AUX"}:
        return None
    subject = own_subject(verb)
    if subject is None or any(c.dep_ in {"dobj", "ccomp", "xcomp", "mark", "prep"} for c in verb.children):
        return None
    left = min(subject.left_edge.i, verb.left_edge.i)
    before = verb.doc[left - 1] if left else None
    if before is None or before.text != "," or verb.right_edge.i - verb.i > 4:
        return None
    return _subtree(head, verb), Frame.CLAUSE


def _interruption(verb: Token, frames: dict[Frame, Stance]) -> tuple[list[Stretch], Frame] | None:
    """The sentence around "…, the president said, …", whatever hangs on what in it."""
    subject = own_subject(verb)
    if Frame.CLAUSE not in frames or lemma_of(verb) not in cue_lexicon().speaking or subject is None:
        return None
    if lemma_of(verb) in _SOFT | {"begin"}:
        return None
    doc, sentence, first = verb.doc, sentence_of(verb), subject.left_edge.i
    commas = [index for index in range(verb.i + 1, min(verb.i + 5, sentence.end)) if doc[index].text == ","]
    if subject.i > verb.i or first <= sentence.start or doc[first - 1].text != "," or not commas:
        return None
    before, after = doc[sentence.start : first - 1], doc[commas[0] + 1 : sentence.end]
    if len(before) < 2 or len(after) < 2 or any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children):
        return None
    return [(before.start_char, before.end_char), (after.start_char, after.end_char)], Frame.CLAUSE


def _span_of(head: Token) -> Span:
    """The words of a subtree, without a clause that only hangs on loosely."""
    return head.doc[head.left_edge.i : head.right_edge.i + 1]


def _subtree(head: Token, verb: Token) -> list[Stretch]:
    """The words of a content clause, cut in two where the cue clause stands inside it."""
    first, last = head.left_edge.i, head.right_edge.i
    if head.i < verb.i and not (first <= verb.i <= last):
        last = min(last, verb.i - 1)
    if first <= verb.i <= last:
        return _around_cue(head, verb, first, last)
    subject = own_subject(verb)
    if subject is not None and first <= subject.i <= last:
        return _around_cue(head, verb, first, last)
    return [_chars(head, first, last)]


def _around_cue(head: Token, verb: Token, first: int, last: int) -> list[Stretch]:
    subject = own_subject(verb)
    inside = [verb.i] + ([subject.left_edge.i, subject.right_edge.i] if subject is not None else [])
    inside += [
        t.i
        for c in verb.children
        if c is not head and c.dep_ in {"aux", "advmod", "prep", "npadvmod", "dobj", "dative", "neg"}
        for t in c.subtree
        if abs(t.i - verb.i) < 12
    ]
    low, high = min(inside), max(inside)
    spans = []
    if first < low:
        spans.append(_chars(head, first, low - 1))
    if high < last:
        spans.append(_chars(head, high + 1, last))
    return spans


def _chars(token: Token, first: int, last: int) -> Stretch:
    span = token.doc[first : last + 1]
    return span.start_char, span.end_char


def stance_of(verb: Token, stance: Stance) -> Stance | None:
    """The stance after negation; None where a negated cue attributes nothing ("did not say whether")."""
    if not is_negated(verb):
        return stance
    match stance:
        case Stance.BELIEVES:
            return Stance.DOUBTS
        case Stance.WANTS | Stance.PREDICTS | Stance.PROMISES:
            return Stance.DENIES
        case Stance.DOUBTS:
            return Stance.BELIEVES
        case Stance.DENIES:
            return Stance.CONFIRMS
        case _:
            return None


def confidence_of(verb: Token, frame: Frame) -> float:
    """How often a cue in a frame attributes what follows; low where it is only possible or conditional."""
    lemma = lemma_of(verb)
    if frame is Frame.CLAUSE:
        confidence = 0.8 if lemma in _PLAIN_SPEECH else 0.55 if lemma in _SOFT else 0.7
    elif frame is Frame.INFINITIVE and lemma in _REFUSING:
        confidence = 0.45
    elif frame in {Frame.INFINITIVE, Frame.AS, Frame.GERUND}:
        confidence = 0.6
    else:
        confidence = 0.55
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    is_undenied = any(child.dep_ == "neg" for child in verb.children) and Stance.DENIES in _stances(lemma)
    if auxiliaries & _HYPOTHETICAL or is_conditional(verb) or is_undenied:
        confidence = min(confidence, 0.45)
    return confidence


def _stances(lemma: str) -> set[Stance]:
    return set(cue_lexicon().verbs.get(lemma, {}).values())


# -- passives ------------------------------------------------------------------------------------------------------


def _of_passive(space: Workspace, verb: Token, frames: dict[Frame, Stance]) -> Finding | None:
    agents = agent_of(verb)
    stance = next(iter(frames.values()))
    subject = own_subject(verb)
    if stance is Stance.WANTS and not agents:
        return None
    stance_after = stance_of(verb, stance)
    if stance_after is None:
        return None
    spans = _passive_content(verb, subject, agents)
    if spans is None:
        return None
    confidence = 0.65 if agents else 0.6
    if len(spans) > 1 and subject is not None and subject.pos_ == "PRON":
        confidence = 0.45
    return finding_of(space, spans, Attributing(cue_of(verb), agents, stance_after, Rule("passive", confidence)))


def _passive_content(verb: Token, subject: Token | None, agents: list[Token]) -> list[Stretch] | None:
    clause = next((t for t in verb.children if t.dep_ == "ccomp" and t.i > verb.i and not _is_infinitive(t)), None)
    if clause is not None and (subject is None or subject.lower_ == "it" or agents):
        return _subtree(clause, verb)
    if subject is None or subject.lower_ in {"it", "which", "who", "that", "what"}:
        return None
    action = next((t for t in verb.children if t.dep_ in {"xcomp", "ccomp", "oprd", "acomp"} and t.i > verb.i), None)
    is_state = action is not None and (action.tag_ in {"VBN", "JJ"} and action.i <= verb.i + 2)
    if action is not None and (_is_infinitive(action) or is_state) and verb.lemma_ in _RAISING:
        return [
            _chars(verb, subject.left_edge.i, subject.right_edge.i),
            _chars(verb, action.left_edge.i, action.right_edge.i),
        ]
    return None


# -- nouns ---------------------------------------------------------------------------------------------------------


def _of_noun(space: Workspace, noun: Token) -> Finding | None:
    clause = next((t for t in noun.children if t.dep_ in {"acl", "relcl", "ccomp"} and _is_that_clause(noun, t)), None)
    if clause is None:
        return None
    sources, confidence = _sources_of_noun(space, noun)
    if not sources:
        return None
    stance = cue_lexicon().nouns[lemma_of(noun)]
    if any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children):
        if lemma_of(noun) not in {"evidence", "doubt"}:
            return None
        stance = Stance.DOUBTS if lemma_of(noun) == "evidence" else Stance.BELIEVES
    spans = [_chars(noun, clause.left_edge.i, clause.right_edge.i)]
    return finding_of(space, spans, Attributing(cue_of(noun), sources, stance, Rule("noun", confidence)))


def _is_that_clause(noun: Token, clause: Token) -> bool:
    first = clause.left_edge
    if _is_infinitive(clause) and first.tag_ == "TO":
        return first.i == noun.i + 1 and cue_lexicon().nouns[lemma_of(noun)] is not Stance.ASSERTS
    if first.lower_ != "that":
        return False
    subject = own_subject(clause)
    return subject is not None and subject.i != first.i


def _sources_of_noun(space: Workspace, noun: Token) -> tuple[list[Token], float]:
    for child in noun.children:
        if child.dep_ == "poss":
            return with_conjuncts(child), 0.6
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            thing = next((t for t in child.children if t.dep_ == "pobj"), None)
            if thing is not None:
                return with_conjuncts(thing), 0.6
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in _LIGHT_VERBS and not is_passive(verb):
        subject = find_subject(verb)
        if subject is not None:
            return sources_of(space, verb), 0.6
    return [], 0.0


_LIGHT_VERBS = {
    "announce", "express", "issue", "make", "voice", "raise", "repeat", "reiterate", "have", "release", "publish",
    "give", "offer", "share", "reject", "reaffirm", "report", "state",
}  # fmt: skip


# -- quoted words inside a reporting sentence ----------------------------------------------------------------------


def find_mixed_remains(space: Workspace, findings: list[Finding]) -> list[Finding]:
    """Find quoted words that no rule has claimed and that a cue verb of their sentence leads in."""
    found: list[Finding] = []
    claimed = StretchIndex((finding.start, finding.end) for finding in findings)
    for words in space.quoted:
        if words.depth or space.is_speech(words) or len(space.text[words.start : words.end].split()) < 3:
            continue
        # What this rule finds begins after a cue to the left of its words, so that the last of it reaches farthest.
        if claimed.any_meets(words.start, words.end) or (found and words.start < found[-1].end):
            continue
        cue = _cue_left_of(space, words)
        sources = _sources(space, cue) if cue is not None else []
        if cue is None or not sources or is_passive(cue) or stance_of(cue, Stance.ASSERTS) is None:
            continue
        stance = cue_lexicon().speaking[lemma_of(cue)]
        span = (cue.idx + len(cue.text), words.outer_end)
        one = finding_of(space, [span], Attributing(cue_of(cue), sources, stance, Rule("mixed remains", 0.55)))
        if one is not None:
            found.append(one)
    return found


def _cue_left_of(space: Workspace, words: QuotedWords) -> Token | None:
    first = space.doc.char_span(words.start, words.start + 1, alignment_mode="expand")
    if first is None:
        return None
    for index in range(first[0].i - 1, max(sentence_of(first[0]).start - 1, first[0].i - 14), -1):
        token = space.doc[index]
        if lemma_of(token) in cue_lexicon().speaking and token.tag_ in {"VBD", "VBZ", "VBP", "VBG"}:
            return token
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or token.text in {";", ".", "(", ")"}:
            return None
    return None


# -- trimming ------------------------------------------------------------------------------------------------------


def _clean(space: Workspace, span: Stretch, cue: FoundCue) -> Stretch | None:
    """A stretch without edge punctuation, a leading "that", and words that belong to another cue."""
    start, end = _within_line(space, span)
    start, end = _cut_at_cues(space, (start, end), cue)
    text = space.text
    day = _DAY_OF_SAYING.match(text, start, end)
    if day and not text[cue.end : start].strip():
        start = day.end()
    while True:
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in _EDGE + ".":
            if text[end - 1] == "." and _is_abbreviation(text[start:end]):
                break
            end -= 1
        if start == end:
            return None
        matched = re.match(r"(?:that|and|but|then)\s+", text[start:end])
        if matched and start + matched.end() < end:
            start += matched.end()
            continue
        trailing = re.search(r"\s+(?:and|but|while|although|though|as|because)$", text[start:end])
        if trailing:
            end = start + trailing.start()
            continue
        return start, end


def _is_abbreviation(words: str) -> bool:
    return bool(re.search(r"(?:\b[A-Z]\.|\b(?:Jr|Sr|Inc|Corp|Ltd|Co|No|etc))\.?$", words[-6:]))


def _within_line(space: Workspace, span: Stretch) -> Stretch:
    start, end = span
    for left, right in space.body:
        if left <= start < right:
            return start, min(end, right)
    return span


def _cut_at_cues(space: Workspace, span: Stretch, cue: FoundCue) -> Stretch:
    """End content where a later cue with a comma before it begins ("…, adding", "…, and added")."""
    start, end = span
    for token in _tokens(space, start, end):
        if token.idx <= cue.end or token.i in {0} or token.idx == start:
            continue
        led = _leading_cue(space, token)
        if led is not None and led > start:
            return start, led
    return start, end


def _leading_cue(space: Workspace, token: Token) -> int | None:
    if token.i in space.clauses:
        return space.clauses[token.i]
    lemma = lemma_of(token)
    before = token.nbor(-1)
    if token.tag_ == "VBG" and lemma in cue_lexicon().speaking and before.text in {",", "—", "–"}:
        return int(before.idx)
    if token.i in space.used_cues and token.tag_ in {"VBD", "VBZ", "VBP"}:
        at = token
        while at.i > 0 and at.nbor(-1).pos_ in {"CCONJ", "ADV", "PRON"}:
            at = at.nbor(-1)
        if at.i > 0 and (at.nbor(-1).text == "," or at.pos_ == "CCONJ"):
            return int(at.idx)
    return None


def _tokens(space: Workspace, start: int, end: int) -> Iterator[Token]:
    span = space.doc.char_span(start, end, alignment_mode="contract") if start < end else None
    return iter(span) if span is not None else iter(())


def _without_speech(space: Workspace, spans: list[Stretch], cue: FoundCue) -> list[Stretch]:
    """End content before direct speech that has a cue of its own, unless the cue itself stands in that speech."""
    around = space.speech_around(cue.start)
    cut = (_cut_at_speech(space, span, around) for span in spans)
    return [kept for kept in (_strip(space.text, start, end) for start, end in cut) if kept is not None]


def _cut_at_speech(space: Workspace, span: Stretch, around: QuotedWords | None) -> Stretch:
    start, end = span
    for words in space.quoted_meeting(start, end):
        if not space.is_speech(words):
            continue
        if words is around:
            start, end = max(start, words.start), min(end, words.end)
        elif words.outer_start < end and words.outer_end > start:
            if _is_led_in_inside(space, start, words.outer_start):
                end = max(end, words.end)
            elif words.outer_start > start + 2:
                end = min(end, words.outer_start)
            else:
                start = max(start, words.outer_end)
    return start, end


def _is_led_in_inside(space: Workspace, start: int, end: int) -> bool:
    """Tell whether a used cue stands in the content before a speech ("conveyed that Kim emphasized, …")."""
    return any(token.i in space.used_cues for token in _tokens(space, start, end))


def _strip(text: str, start: int, end: int) -> Stretch | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else None


def _kind_of(space: Workspace, spans: list[Stretch]) -> tuple[QuoteKind, QuotationMarks, list[Stretch]]:
    """Whether quoted words stand inside the content; a stretch never ends in the middle of them."""
    whole: list[Stretch] = []
    met: list[QuotedWords] = []
    for start, end in spans:
        inside = (w for w in space.quoted_meeting(start, end) if not w.depth and not space.is_speech(w))
        held = [words for words in inside if _is_held(words, start, end)]
        met.extend(held)
        first = min([start, *(words.outer_start for words in held)])
        if not whole or first >= whole[-1][1]:
            whole.append((first, max([end, *(words.outer_end for words in held)])))
    if not met:
        return QuoteKind.INDIRECT, QuotationMarks.NONE, whole
    balanced = all(words.opened and words.closed for words in met)
    marks = QuotationMarks.PAIRED if balanced else QuotationMarks.UNBALANCED
    if len(whole) == 1 and whole[0] == (met[0].outer_start, met[0].outer_end):
        return QuoteKind.MIXED, marks, [(met[0].start, met[0].end)]
    return QuoteKind.MIXED, marks, whole


def _is_held(words: QuotedWords, start: int, end: int) -> bool:
    """Tell whether a stretch meets quoted words without lying wholly inside them."""
    meets = words.outer_start < end and start < words.outer_end
    return meets and not (start > words.start and end < words.end)
