"""Statements whose cue comes after them or breaks into them: "…, the agency estimates.", "…, noted the columnist …"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Span, Token

from app.extraction.quotes.cue_lexicon import Frame, cue_lexicon
from app.extraction.quotes.finding import Attributing, Finding, Rule, Stretch, Workspace, cue_of, lemma_of
from app.extraction.quotes.reported_speech import confidence_of, finding_of, stance_of
from app.extraction.quotes.subjects import own_subject, same_side, with_conjuncts
from app.extraction.sentences import sentence_of
from app.facts.quote import QuoteKind

POSTPOSED = "postposed"
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_NOUNS = {"NOUN", "PROPN", "PRON"}
_MOST_SUBJECT_WORDS = 14
_MOST_TAIL_WORDS = 14
_LEAST_WORDS = 3
_BREAKS = {",", ";", ":", "—", "–", "(", ")"}
_NO_SUBJECT_STARTS = {
    "and", "but", "or", "nor", "so", "yet", "that", "who", "which", "whom", "whose", "where", "when", "while", "as",
    "if", "because", "although", "though", "since", "after", "before", "until", "unless", "what", "how", "why", "then",
    "than", "to", "whether", "once", "there",
}  # fmt: skip
_SUBORDINATORS = {
    "if", "when", "after", "as", "while", "although", "though", "because", "since", "once", "before", "until", "unless",
    "asked", "speaking", "citing", "given", "despite", "with",
}  # fmt: skip
_OCCASIONS = {"asked", "speaking", "citing", "given"}
_TAIL_STARTS = {"in", "on", "at", "to", "during", "through", "via", "after", "before", "from", "last", "this", "late",
                "early", "earlier", "later", "yesterday", "today", "again", "too", "recently", "when"}  # fmt: skip
_OF_THINGS = {"begin", "prove", "demonstrate", "illustrate", "signal", "show", "find", "learn", "discover"}
_RELATIVES = {"who", "which", "whose", "whom", "that", "as"}


class _Cue(NamedTuple):
    """A cue that follows its content: where its clause begins and ends, and its subjects."""

    verb: Token
    first: int
    end: int
    sources: list[Token]


def find_postposed_speech(space: Workspace, direct: Sequence[Finding]) -> list[Finding]:
    """Find the reported statements that stand before their cue, or on both sides of it.

    The commas tell where the cue's clause begins, not the parse, which often takes the words before the cue for
    something else. Direct speech that goes on such a statement ("“A” and B, he said, “and C.”") takes in its
    beginning.
    """
    for finding in direct:
        _take_beginning(space, finding)
    findings = []
    for sentence in space.doc.sents:
        for token in sentence:
            if not _may_follow(space, token, sentence):
                continue
            cue = _read_cue(token, sentence)
            found = _of_cue(space, cue, sentence) if cue is not None else None
            if cue is not None and found is not None:
                space.used_cues.add(token.i)
                space.clauses[token.i] = space.doc[cue.first - 1].idx
                findings.append(found)
    return findings


def _take_beginning(space: Workspace, finding: Finding) -> None:
    verb = finding.cue.token if finding.cue is not None else None
    if verb is None or verb.pos_ not in {"VERB", "AUX"} or finding.start < verb.idx:
        return
    sentence = sentence_of(verb)
    cue = _read_cue(verb, sentence) if verb.i - sentence.start >= _LEAST_WORDS else None
    before = _words_before(cue, sentence) if cue is not None else None
    if before is None or not _is_clause(before):
        return
    span = (before.start_char, before.end_char)
    is_opening = _is_left_open(before) and before[0].lower_ not in _OCCASIONS
    if not _meets_speech(space, span) and (_is_quoted(space, before) or is_opening):
        finding.spans.insert(0, span)
        finding.kind = QuoteKind.MIXED


def _is_quoted(space: Workspace, words: Span) -> bool:
    return bool(space.quoted_meeting(words.start_char, words.end_char))


def _may_follow(space: Workspace, token: Token, sentence: Span) -> bool:
    if token.i in space.used_cues or token.i - sentence.start < _LEAST_WORDS or not space.in_body(token):
        return False
    lemma = _lemma(token)
    lexicon = cue_lexicon()
    if lemma in _OF_THINGS or lemma not in lexicon.speaking or Frame.CLAUSE not in lexicon.verbs.get(lemma, {}):
        return False
    is_verb = token.tag_ in _FINITE or (token.tag_ in {"VBN", "VB"} and token.text.endswith("ed"))
    return is_verb or (token.tag_ == "NNS" and lemma != token.lower_)


def _lemma(token: Token) -> str:
    """The verb's lemma, also of a third person that was read as a noun ("the agency estimates")."""
    return token.lower_.removesuffix("s") if token.tag_ == "NNS" else lemma_of(token)


def _read_cue(verb: Token, sentence: Span) -> _Cue | None:
    doc = verb.doc
    before = doc[verb.i - 1]
    if before.text in {",", "”", '"'} and verb.tag_ != "NNS":
        return _inverted(verb, sentence)
    first = _start_of_subject(verb, sentence)
    if first is None:
        return None
    sources = _subjects_in(verb, first)
    end = _end_of_tail(verb, sentence)
    return _Cue(verb, first, end, sources) if sources and end is not None else None


def _start_of_subject(verb: Token, sentence: Span) -> int | None:
    """The first word after the comma before a cue's subject; None where more than a subject stands between."""
    doc = verb.doc
    for index in range(verb.i - 1, max(sentence.start, verb.i - _MOST_SUBJECT_WORDS) - 1, -1):
        token = doc[index]
        if token.text == ",":
            first = doc[index + 1]
            is_led_in = first.lower_ in _NO_SUBJECT_STARTS or first.pos_ in {"ADP", "SCONJ"}
            return None if is_led_in or index + 1 == verb.i else index + 1
        if token.text in _BREAKS - {"(", ")"} or (token.tag_ in _FINITE and token.dep_ not in {"aux", "relcl", "acl"}):
            return None
    return None


def _subjects_in(verb: Token, first: int) -> list[Token]:
    own = own_subject(verb)
    if own is not None and first <= own.i < verb.i:
        return with_conjuncts(own)
    for token in verb.doc[first : verb.i]:
        is_outward = token.head.i < first or token.head.i >= verb.i
        if is_outward and token.pos_ in _NOUNS and token.lower_ not in {"which", "that", "who"}:
            return [token]
    return []


def _end_of_tail(verb: Token, sentence: Span) -> int | None:
    """Where the cue's clause ends, with the time, place and hearer of the saying; None where it has its own content."""
    doc = verb.doc
    if any(child.dep_ in {"ccomp", "xcomp", "dobj", "oprd"} and child.i > verb.i for child in verb.children):
        following = doc[verb.i + 1] if verb.i + 1 < sentence.end else None
        if following is None or following.text != ",":
            return None
    for index in range(verb.i + 1, min(sentence.end, verb.i + _MOST_TAIL_WORDS)):
        token = doc[index]
        if token.text in {",", ".", "!", "?", ";", ":", "—", "–", "\n"} or token.is_space:
            return index
        if token.tag_ in _FINITE or token.lower_ in {"that", "whether"}:
            return None
        if index == verb.i + 1 and not _starts_tail(verb, token):
            return None
    return sentence.end if sentence.end - verb.i <= _MOST_TAIL_WORDS else None


def _starts_tail(verb: Token, token: Token) -> bool:
    if token.ent_type_ in {"DATE", "TIME"} or token.tag_ in {"RB", "-RRB-", "''"}:
        return True
    if verb.lemma_ == "tell":
        return token.pos_ in _NOUNS | {"DET", "ADJ"}
    frames = cue_lexicon().verbs.get(lemma_of(verb), {})
    if token.lower_ == "on" and Frame.ON in frames:
        return False
    return token.lower_ in _TAIL_STARTS or (token.lower_ == "of" and lemma_of(verb) == "say")


def _inverted(verb: Token, sentence: Span) -> _Cue | None:
    """ "…, noted the columnist Anna Reyes, …"."""
    doc = verb.doc
    if verb.i + 1 >= sentence.end or verb.tag_ not in {"VBD", "VBZ", "VBP"} or lemma_of(verb) == "tell":
        return None
    if verb.dep_ in {"relcl", "acl", "conj"} and verb.lemma_ not in {"say", "add"}:
        return None
    if doc[verb.i + 1].pos_ not in _NOUNS | {"DET", "ADJ"} or doc[verb.i + 1].lower_ in {"that", "what"}:
        return None
    head = _noun_after(verb, sentence)
    if head is None:
        return None
    end = next((t.i for t in doc[head.i + 1 : sentence.end] if t.text in {",", ".", ";"} or t.is_space), sentence.end)
    if any(t.tag_ in _FINITE and t.dep_ != "relcl" for t in doc[head.i + 1 : end]):
        return None
    return _Cue(verb, verb.i, end, with_conjuncts(head))


def _noun_after(verb: Token, sentence: Span) -> Token | None:
    for token in verb.doc[verb.i + 1 : sentence.end]:
        if token.text in _BREAKS or token.pos_ in {"ADP", "VERB", "AUX"}:
            return None
        is_modifier = token.dep_ in {"compound", "poss", "nmod"} and token.head.i > token.i
        if token.pos_ in _NOUNS and not is_modifier:
            return token
    return None


def _of_cue(space: Workspace, cue: _Cue, sentence: Span) -> Finding | None:
    verb = cue.verb
    if not all(same_side(space, source, verb) for source in cue.sources):
        return None
    before = _words_before(cue, sentence)
    stance = stance_of(verb, cue_lexicon().verbs[_lemma(verb)][Frame.CLAUSE])
    if before is None or stance is None:
        return None
    is_whole = _is_clause(before) and not _is_left_open(before)
    after = _words_after(cue, sentence, is_whole=is_whole)
    if after is None and not is_whole:
        return None
    spans: list[Stretch] = [(words.start_char, words.end_char) for words in (before, after) if words is not None]
    if any(_meets_speech(space, span) for span in spans):
        return None
    found_cue = replace(cue_of(verb), lemma=_lemma(verb))
    rule = Rule(POSTPOSED, confidence_of(verb, Frame.CLAUSE))
    return finding_of(space, spans, Attributing(found_cue, cue.sources, stance, rule))


def _words_before(cue: _Cue, sentence: Span) -> Span | None:
    """The sentence before the cue's clause, from the last semicolon on."""
    doc = cue.verb.doc
    start = sentence.start
    for token in doc[sentence.start : cue.first]:
        if token.text in {";", ":"} and token.i > start:
            start = token.i + 1
    while start < cue.first and (doc[start].is_punct or doc[start].is_space) and doc[start].text not in {"“", '"', "‘"}:
        start += 1
    words = doc[start : cue.first - 1]
    return words if len(words) else None


def _is_clause(words: Span) -> bool:
    return any(token.tag_ in _FINITE for token in words) and len(words) >= 3


def _is_left_open(words: Span) -> bool:
    """A clause that leans on one to come ("If it rains, …")."""
    first = next((token for token in words if token.is_alpha), words[0])
    leans = first.lower_ in _SUBORDINATORS or first.lower_ in {"were", "had", "should"}
    return leans and not any(token.text == "," for token in words)


def _words_after(cue: _Cue, sentence: Span, *, is_whole: bool) -> Span | None:
    """What goes on after the cue's clause and belongs to the statement too."""
    doc = cue.verb.doc
    if cue.end + 1 >= sentence.end or doc[cue.end].text != ",":
        return None
    start: int | None = cue.end + 1
    if cue.first == cue.verb.i:
        start = None if is_whole else _start_of_clause(cue, sentence)
    elif _is_aside(doc[cue.end + 1], is_whole=is_whole):
        start = None
    if start is None:
        return None
    words = doc[start : sentence.end]
    is_statement = any(token.tag_ in _FINITE for token in words) or not is_whole
    return words if is_statement and not _has_cue(words) else None


def _is_aside(first: Token, *, is_whole: bool) -> bool:
    """A relative clause or a participle after the cue tells of the source, not of what was said."""
    is_demonstrative = (
        first.lower_ == "that" and first.nbor().tag_ in _FINITE and not (is_whole and first.tag_ == "WDT")
    )
    return (first.lower_ in _RELATIVES and not is_demonstrative) or first.tag_ == "VBG"


def _has_cue(words: Span) -> bool:
    """Another clause with a cue of its own right at the beginning ("…, he said, and added …")."""
    return any(lemma_of(t) in cue_lexicon().speaking and t.tag_ in {"VBD", "VBZ"} for t in words[:4])


def _start_of_clause(cue: _Cue, sentence: Span) -> int | None:
    doc = cue.verb.doc
    for token in doc[cue.end + 1 : sentence.end]:
        if token.tag_ not in _FINITE or token.dep_ in {"relcl", "acl"}:
            continue
        verb = token.head if token.dep_ in {"aux", "auxpass"} else token
        subject = next(
            (t for t in doc[cue.end + 1 : token.i] if t.head.i == verb.i and t.dep_.startswith("nsubj")), None
        )
        if subject is not None and doc[subject.left_edge.i - 1].text == ",":
            return subject.left_edge.i
        index = token.i
        while index > cue.end and doc[index - 1].text != ",":
            index -= 1
        return index if index > cue.end and doc[index].lower_ not in _RELATIVES else None
    return None


def _meets_speech(space: Workspace, span: Stretch) -> bool:
    start, end = span
    return any(space.is_speech(words) for words in space.quoted_meeting(start, end))
