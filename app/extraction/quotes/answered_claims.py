"""Claims that somebody answers: "denied claims that …", "…, a claim the army dismissed as …"."""

from spacy.tokens import Token

from app.extraction.quotes.cue_lexicon import Frame, cue_lexicon
from app.extraction.quotes.finding import Attributing, Finding, Rule, Stretch, Workspace, cue_of, lemma_of
from app.extraction.quotes.reported_speech import confidence_of, finding_of, stance_of
from app.extraction.quotes.subjects import agent_of, is_passive, own_subject, sources_of, with_conjuncts
from app.extraction.sentences import sentence_of
from app.facts.quote import Stance

_CLAIMS = {
    "claim", "charge", "allegation", "assertion", "accusation", "suggestion", "report", "rumor", "rumour", "statement",
    "contention", "insinuation", "speculation", "notion", "idea", "argument",
}  # fmt: skip
_ANSWERED = _CLAIMS | {"move", "decision", "figure", "account", "prediction", "proposal", "view", "plan", "demand"}
_DENYING = {"deny", "reject", "dismiss", "dispute", "refute", "rebut", "rubbish", "repudiate", "contradict"}
_ANSWERING = _DENYING | {
    "call", "describe", "brand", "label", "denounce", "condemn", "criticize", "criticise", "decry", "slam", "question",
    "challenge", "contest", "ridicule", "welcome", "back", "support", "echo", "confirm",
}  # fmt: skip
_SAME_SPEAKER = {"he", "she", "they", "it", "we", "i"}


def find_answered_claims(space: Workspace) -> list[Finding]:
    """Find what sources deny where a noun leads in the claim, and how sources answer a claim set beside its content.

    Where an answer stands beside a claim's content is noted in the workspace, so that the content ends before it.
    """
    findings = []
    for token in space.doc:
        if token.i in space.used_cues or not space.in_body(token):
            continue
        found = None
        if token.dep_ in {"relcl", "acl"} and lemma_of(token) in _ANSWERING:
            found = _answer(space, token)
        elif lemma_of(token) in _DENYING and token.pos_ == "VERB" and not is_passive(token):
            found = _denial(space, token)
        if found is not None:
            space.used_cues.add(token.i)
            findings.append(found)
    return findings


def _denial(space: Workspace, verb: Token) -> Finding | None:
    """The claim that a verb denies; one with an owner of its own is left to its noun."""
    noun = next((t for t in verb.children if t.dep_ == "dobj" and lemma_of(t) in _CLAIMS and t.i > verb.i), None)
    clause = _claimed(noun, verb) if noun is not None else None
    sources = sources_of(space, verb)
    stance = stance_of(verb, Stance.DENIES)
    if noun is None or clause is None or not sources or stance is None or _has_owner(noun):
        return None
    span = _stretch(clause.left_edge, clause.right_edge)
    rule = Rule("denied claim", confidence_of(verb, Frame.OBJECT))
    found = finding_of(space, [span], Attributing(cue_of(verb), sources, stance, rule))
    if found is not None:
        space.used_cues.add(noun.i)
    return found


def _claimed(noun: Token, verb: Token) -> Token | None:
    clauses = [t for t in noun.children if t.dep_ in {"acl", "relcl", "ccomp"}]
    clauses += [t for t in verb.children if t.dep_ == "ccomp" and t.i > noun.i]
    for clause in clauses:
        subject = own_subject(clause)
        if clause.left_edge.lower_ == "that" and subject is not None and subject.i != clause.left_edge.i:
            return clause
    return None


def _has_owner(noun: Token) -> bool:
    by = any(child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"} for child in noun.children)
    return by or any(child.dep_ == "poss" for child in noun.children)


def _answer(space: Workspace, verb: Token) -> Finding | None:
    noun = verb.head
    first = noun.left_edge
    is_aside = (
        first.lower_ in {"a", "an"} and first.i > sentence_of(noun).start and first.nbor(-1).text in {",", "—", "–"}
    )
    answering = _answering(verb)
    if lemma_of(noun) not in _ANSWERED or not is_aside or not answering or answering[0].lower_ in _SAME_SPEAKER:
        return None
    space.clauses[noun.i] = first.nbor(-1).idx
    space.used_cues.add(verb.i)
    described = _described(verb)
    if described is None:
        return None
    doubts = lemma_of(verb) in _DENYING and lemma_of(noun) in _CLAIMS
    stance = Stance.DENIES if doubts else cue_lexicon().speaking.get(lemma_of(verb), Stance.ASSERTS)
    claim = Attributing(cue_of(verb), answering, stance, Rule("answered claim", 0.6))
    return finding_of(space, [described], claim)


def _answering(verb: Token) -> list[Token]:
    subject = own_subject(verb)
    if verb.tag_ == "VBN" and (subject is None or subject.lower_ in {"that", "which"}):
        by = next((t for t in verb.children if t.dep_ in {"agent", "prep"} and t.lower_ == "by"), None)
        return agent_of(verb) if by is not None else []
    if subject is None or subject.lower_ in {"that", "which", "who"}:
        return []
    return with_conjuncts(subject)


def _described(verb: Token) -> Stretch | None:
    """What the claim is called: "as pure fantasy", "pure fantasy"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "prep" and child.lower_ == "as":
            thing = next((t for t in child.children if t.dep_ in {"pobj", "amod", "acomp"}), None)
            return _stretch(thing.left_edge, thing.right_edge) if thing is not None else None
        if child.dep_ in {"oprd", "dobj", "attr"} and lemma_of(verb) in {"call", "brand", "label"}:
            return _stretch(child.left_edge, child.right_edge)
    return None


def _stretch(first: Token, last: Token) -> Stretch:
    return first.idx, last.idx + len(last.text)
