"""How surely a quantity is stated: actual, planned, possible or denied."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from app.extraction.figures.clauses import upwards
from app.extraction.figures.draft import Draft
from app.extraction.parsed_article import ParsedArticle
from app.extraction.word_set import word_set
from app.facts.figure import Modality
from app.facts.text_span import TextSpan

_POSSIBLE_MODALS = word_set("may might could would")
_PLANNED_MODALS = word_set("will 'll ’ll shall wo")
_DENYING = word_set("deny reject refute dismiss dispute rebut disprove")
_PLANNING = word_set(
    "plan expect schedule set intend aim propose slate forecast project predict due promise pledge vow hope "
    "agree prepare anticipate "
    "target announce order commit budget foresee envisage"
)
_PLANNING_NOUNS = word_set(
    "plan promise pledge forecast proposal prediction projection target goal expectation estimate"
)
_POSSIBLE_LEMMAS = word_set(
    "consider mull threaten risk fear want demand urge seek possibility risk chance likelihood bid"
)
_POSSIBLE_ADVERBS = word_set("possibly perhaps maybe potentially")
_PLANNED_ADVERBS = word_set("likely probably")
_UNREAL_NOUNS = word_set("evidence proof sign")
_IF_OPENING = re.compile(r"(?:If|Unless)\s[^,;.]{3,150}(?=,)")
_NOT_ONLY = re.compile(r"\b(?:not|n['’]t)\s(?:just|only|merely|simply)\b")
_NOT_BEFORE = re.compile(r"[,;(—–-]\s?not\s$")
_STOPPING = ("relcl",)
_RANK = {Modality.ACTUAL: 0, Modality.PLANNED: 1, Modality.POSSIBLE: 2, Modality.DENIED: 3}


def set_modality(draft: Draft, article: ParsedArticle) -> Modality:
    """Read the verbs above a quantity; a condition ("if …") is kept on the draft as a span."""
    is_contrasted = _NOT_BEFORE.search(article.text[max(0, draft.start - 10) : draft.start])
    found = Modality.DENIED if is_contrasted else Modality.ACTUAL
    chain = list(_clause_chain(draft))
    for depth, word in enumerate(chain):
        below = [item for item in chain[:depth] if item.pos_ in ("VERB", "AUX")]
        if below and below[-1].head == word and _is_told_as_past(below[-1]) and word.lemma_.lower() in _PLANNING:
            continue
        reading = _of_word(word, draft, is_first_verb=not below)
        if _RANK[reading] > _RANK[found]:
            found = reading
        if condition := _condition(word):
            inside = condition.left_edge.i <= draft.first.i <= condition.right_edge.i
            if not inside:
                start, end = condition.left_edge.idx, condition.right_edge.idx + len(condition.right_edge)
                draft.condition = article.span(start, end)
            found = found if found is Modality.DENIED else Modality.POSSIBLE
    if draft.condition is None and (opening := _opening_condition(draft, article)):
        draft.condition = opening
        found = found if found is Modality.DENIED else Modality.POSSIBLE
    return found


def _opening_condition(draft: Draft, article: ParsedArticle) -> TextSpan | None:
    """The "if" clause that opens a sentence, where the parse does not tie it to the verb after it."""
    before = article.text[max(0, draft.start - 300) : draft.start]
    if "If " not in before and "Unless " not in before:
        return None
    sentence = article.sentence_around(draft.start, draft.end)
    match = _IF_OPENING.match(sentence.exact)
    if match is None or sentence.start + match.end() > draft.start:
        return None
    return article.span(sentence.start, sentence.start + match.end())


def _clause_chain(draft: Draft) -> Iterator[Token]:
    """The words above a quantity, no further than the clause that it belongs to and those that govern its truth."""
    verbs = 0
    for word in upwards(draft.anchor):
        yield word
        if draft.start <= word.idx < draft.end and not draft.is_multiple:
            continue
        if word.pos_ in ("VERB", "AUX"):
            verbs += 1
            if word.dep_ in _STOPPING or (word.dep_ == "advcl" and not _is_conditional(word)) or verbs > 4:
                return
            if word.dep_ == "conj" and _has_own_frame(word):
                head = word.head
                if head.dep_ in ("ccomp", "xcomp", "acl", "pcomp"):
                    yield from _from_complement(head)
                return
        elif word.dep_ in ("parataxis", "appos") and verbs:
            return


def _from_complement(word: Token) -> Iterator[Token]:
    for above in upwards(word.head):
        yield above
        if above.pos_ in ("VERB", "AUX"):
            return


def _has_own_frame(verb: Token) -> bool:
    """A co-ordinate verb with a subject, helper or tense of its own does not share the first verb's."""
    has_own = any(child.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for child in verb.lefts)
    return has_own or verb.tag_ in ("VBD", "VBZ", "VBP")


def _is_conditional(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children)


def _condition(verb: Token) -> Token | None:
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    if verb.dep_ == "advcl" and _is_conditional(verb):
        return verb
    return next((child for child in verb.children if child.dep_ == "advcl" and _is_conditional(child)), None)


def _of_word(word: Token, draft: Draft, *, is_first_verb: bool) -> Modality:
    lemma = word.lemma_.lower()
    if word.pos_ in ("VERB", "AUX"):
        return _of_verb(word, draft, is_first_verb=is_first_verb)
    if (word.i == draft.anchor.i and word.dep_ != "pobj") or word.i == draft.first.i:
        return Modality.ACTUAL
    if lemma in _PLANNING_NOUNS and _complements(word, draft):
        return Modality.PLANNED
    if lemma in _POSSIBLE_LEMMAS and word.pos_ == "NOUN" and _complements(word, draft):
        return Modality.POSSIBLE
    if lemma in _UNREAL_NOUNS and any(child.lower_ == "no" for child in word.children):
        return Modality.DENIED
    return Modality.ACTUAL


def _complements(noun: Token, draft: Draft) -> bool:
    """Whether the quantity stands in the clause that a noun like "plan" or "risk" takes."""
    return any(
        child.dep_ in ("acl", "ccomp") and child.left_edge.i <= draft.first.i <= child.right_edge.i
        for child in noun.children
    )


def _of_verb(verb: Token, draft: Draft, *, is_first_verb: bool) -> Modality:
    lemma = verb.lemma_.lower()
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    adverbs = {child.lower_ for child in verb.children if child.dep_ in ("advmod", "acomp")}
    is_negated = not _NOT_ONLY.search(draft.text[max(0, draft.start - 60) : draft.start]) and any(
        child.dep_ == "neg" and child.i < draft.first.i and child.i > verb.left_edge.i - 1 for child in verb.children
    )
    if (is_negated and is_first_verb and not _negates_bound(verb, draft)) or (lemma in _DENYING and not is_negated):
        return Modality.DENIED
    if "would" in helpers and _is_future_told_in_the_past(verb):
        return Modality.PLANNED
    if helpers & _POSSIBLE_MODALS or adverbs & _POSSIBLE_ADVERBS or lemma in _POSSIBLE_LEMMAS:
        return Modality.POSSIBLE
    if helpers & _PLANNED_MODALS or (lemma in _PLANNING and (not is_first_verb or _plans(verb))):
        return Modality.PLANNED
    if adverbs & _PLANNED_ADVERBS or _is_going_to(verb) or _is_to_be(verb):
        return Modality.PLANNED
    return Modality.ACTUAL


def _is_future_told_in_the_past(verb: Token) -> bool:
    """Reported speech turns "will" into "would": "said it would cut 2,400 jobs" announces, as "plans to cut" does."""
    told = verb.head
    return verb.dep_ == "ccomp" and (told.lemma_.lower() in _PLANNING or told.tag_ in ("VBD", "VBN"))


def _is_told_as_past(verb: Token) -> bool:
    """What has happened is not planned by being announced: "announced that two soldiers had been captured"."""
    if verb.dep_ != "ccomp":
        return False
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return verb.tag_ == "VBD" or (bool(helpers & {"had", "has", "have", "was", "were"}) and "would" not in helpers)


def _plans(verb: Token) -> bool:
    """Planning verbs take the quantity itself as object: "expects growth of 4 %"; not "agreed in 3 days"."""
    return verb.lemma_.lower() not in ("order", "announce", "agree", "set", "commit", "prepare", "budget")


def _negates_bound(verb: Token, draft: Draft) -> bool:
    negation = next(child for child in verb.children if child.dep_ == "neg")
    return draft.start <= negation.idx < draft.end


def _is_to_be(verb: Token) -> bool:
    """Tell "300 are to follow" from what follows already."""
    be = verb if verb.lemma_ == "be" else verb.head
    if be.lemma_ != "be" or be.tag_ not in ("VBZ", "VBP", "VBD"):
        return False
    infinitives = [child for child in be.children if child.dep_ == "xcomp" and child.tag_ in ("VB", "VBN")]
    if verb.i != be.i:
        infinitives = [child for child in infinitives if child.i == verb.i]
    return any(helper.lower_ == "to" for infinitive in infinitives for helper in infinitive.lefts)


def _is_going_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going" and verb.tag_ == "VB"
