"""Who does what a cue verb says: the head words of its subject, also where the grammar hides it."""

from spacy.tokens import Token

from app.extraction.attribution.source_words import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    OUTLET_NOUNS,
    PERSON_NOUNS,
    STATE_NOUNS,
)
from app.extraction.quotes.finding import Workspace
from app.extraction.sentences import sentence_of

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_INHERITING = {"conj", "xcomp", "advcl", "dep", "acl", "pcomp", "prep", "parataxis"}
_NOUNS = {"NOUN", "PROPN", "PRON", "NUM"}
_NO_SOURCE = {"there", "it", "what", "this", "that", "which", "these", "those", "everything", "nothing", "something"}


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive voice."""
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def agent_of(verb: Token) -> list[Token]:
    """Who a passive verb's "by" names."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_passive(verb)):
            return [t for thing in child.children if thing.dep_ == "pobj" for t in with_conjuncts(thing)]
    return []


def with_conjuncts(head: Token) -> list[Token]:
    """A head word and those joined to it by "and", so far as they are nouns."""
    joined = [token for token in head.conjuncts if token.i > head.i and token.pos_ in _NOUNS]
    named = next((child for child in head.children if child.dep_ == "appos" and child.left_edge.i == head.i + 1), None)
    if not joined and named is not None:
        joined = [token for token in named.conjuncts if token.i > named.i and token.pos_ in _NOUNS]
    return [head, *joined]


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself."""
    return next((child for child in verb.children if child.dep_ in _SUBJECTS and child.pos_ in _NOUNS | {"DET"}), None)


def find_subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb or noun that a participle or a second verb leans on."""
    current = verb
    for _ in range(5):
        subject = own_subject(current)
        if subject is not None:
            return subject
        if current.dep_ == "acl" and current.head.pos_ in _NOUNS:
            return current.head
        if current.dep_ not in _INHERITING or current.head is current:
            return None
        current = current.head
        if current.dep_ in _SUBJECTS | {"pobj", "dobj"} and current.pos_ in _NOUNS:
            return current
    return None


def name_right_before(verb: Token) -> Token | None:
    """The name or pronoun just before a verb: its subject whatever the parse says, unless it hangs on a noun."""
    at, first = verb.i - 1, sentence_of(verb).start
    while at > first and (verb.doc[at].pos_ in {"AUX", "ADV"} or verb.doc[at].dep_ == "neg"):
        at -= 1
    if at < first or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    token = verb.doc[at]
    if token.lower_ in {"he", "she", "they"}:
        return token
    if token.ent_type_ != "PERSON" or not token.text.isalpha():
        return None
    head = token
    while head.dep_ in {"compound", "flat", "nmod"} and head.head.ent_type_ == "PERSON":
        head = head.head
    if head.dep_ == "conj":
        follows_comma = head.left_edge.i > 0 and head.left_edge.nbor(-1).text == ","
        return head if follows_comma and not any(child.dep_ == "cc" for child in head.head.children) else None
    return None if head.dep_ in {"pobj", "dobj", "appos", "poss"} else head


def sources_of(space: Workspace, verb: Token) -> list[Token]:
    """The head words of a cue verb's sources, empty where it has none that could speak."""
    subject = find_subject(verb)
    named = name_right_before(verb)
    if named is not None and (subject is None or subject.i < named.left_edge.i):
        subject = named
    if subject is None:
        subject = subject_before_aside(verb)
    if subject is None or (subject.lower_ == "it" and subject.head.i != verb.i):
        return []
    if subject.lower_ in {"who", "which", "that"}:
        antecedent = _antecedent(verb)
        if antecedent is not None:
            return [antecedent]
    if subject.lower_ in _NO_SOURCE and subject.lower_ != "it":
        return []
    return [token for token in with_conjuncts(subject) if same_side(space, token, verb)]


def subject_before_aside(verb: Token) -> Token | None:
    """In "Dahl, asked whether …, said" the subject hangs on the participle between the commas."""
    if verb.i == sentence_of(verb).start or verb.nbor(-1).text != ",":
        return None
    for child in verb.lefts:
        subject = own_subject(child) if child.tag_ in {"VBN", "VBD"} else None
        if subject is not None and child.i == subject.right_edge.i + 1 and child.nbor(-1).text == ",":
            return subject
    return None


def may_speak(head: Token) -> bool:
    """Tell whether a noun can ask for something: a name, people, a body; the war in "the war called for" cannot."""
    speaking = PERSON_NOUNS | BODY_NOUNS | STATE_NOUNS | OUTLET_NOUNS | DOCUMENT_NOUNS | GROUP_NOUNS
    is_thing = head.tag_ == "NN" and not head.ent_type_ and not {head.lower_, head.lemma_.lower()} & speaking
    return not is_thing or head.lower_.endswith(("er", "or", "ist", "ian"))


def same_side(space: Workspace, left: Token, right: Token) -> bool:
    """Tell whether two words stand in the same direct speech, or both outside any."""
    return space.speech_around(left.idx) is space.speech_around(right.idx)


def _antecedent(verb: Token) -> Token | None:
    current = verb
    for _ in range(4):
        if current.dep_ == "relcl":
            return current.head
        if current.head is current:
            return None
        current = current.head
    return None
