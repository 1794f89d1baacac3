"""Whether a quantity is itself a rise or a fall."""

import itertools
import re

from spacy.tokens import Token

from app.extraction.figures.draft import Draft
from app.extraction.figures.token_index import TokenIndex
from app.extraction.word_set import word_set
from app.facts.figure import Bound, Change, UnitKind

_UP_VERBS = word_set(
    "rise increase grow climb jump soar surge gain advance add rally spike swell leap expand raise boost hike "
    "lift strengthen "
    "appreciate rocket skyrocket edge_up widen balloon mount tick_up rebound bounce accelerate improve"
)
_DOWN_VERBS = word_set(
    "fall drop decline decrease cut reduce lower slide plunge plummet slump tumble sink shrink shed lose dip "
    "slip contract "
    "slash trim ease retreat weaken depreciate collapse crash dive narrow tank slide skid erode lop knock wipe "
    "decelerate ebb"
)
_UP_NOUNS = word_set(
    "rise increase growth gain jump surge hike climb advance boost uptick upturn rally spike leap raise"
)
_DOWN_NOUNS = word_set(
    "fall drop decline decrease cut reduction slide plunge slump dip slip contraction downturn loss tumble"
)
_PACES = word_set("rate pace clip")
_UP_AFTER = word_set("higher up increase rise gain jump surge hike climb uptick upturn growth boost raise")
_DOWN_AFTER = word_set("lower down decrease drop decline fall reduction cut slump plunge dip contraction slide")
_OF_PRICES = word_set("firmer stronger weaker softer")
_UP_WORDS = word_set("up upward upwards higher")
_DOWN_WORDS = word_set("down downward downwards lower")
_NEEDS_MEASURE = word_set("add lose shed gain cut raise lift improve reduce trim slash boost collapse wipe knock rally")
# Plural things spelled like verbs of change.
_THINGS = word_set("rockets tanks boosts dives crashes cuts hikes rallies gains losses rebounds")
_LEVEL_PREPOSITIONS = word_set("to at from of in for above below between against on into with near")
_FILLERS = word_set(
    "average total maximum median "
    "by about around nearly almost roughly some a an another further more than over under less just only as "
    "much many up to sharply slightly steeply modestly again since year another -"
)
_MOVING = word_set("be go move tick edge inch end close finish come creep trend bring push drive send open pull")
_DELTA_KINDS = (UnitKind.RATIO, UnitKind.MONEY, UnitKind.MULTIPLE)
_MEASURED_KINDS = (*_DELTA_KINDS, UnitKind.LENGTH, UnitKind.TEMPERATURE)
_ADVERB_TAGS = ("RB", "RP", "IN", "RBR", "JJR", "JJ")
_MAX_WORDS_BACK = 7
_YEARLY = re.compile(r"\s(?:year|quarter|month|week)[\s-](?:on|over|to)[\s-](?:year|quarter|month|week)(?!\w)")
# A contest lost, not something that became less: "lost 57 percent to 43 percent".
_LOST_VOTE = re.compile(r"\sto\s\d[\d.]*\s?(?:%|per\s?cent)")


def set_change(draft: Draft, text: str, index: TokenIndex, previous: Draft | None) -> None:
    """Mark a quantity that a verb, noun or adverb beside it makes a rise or a fall; levels ("rose to 5") are none."""
    if draft.change is not None:
        return
    if draft.numeral.is_signed and draft.unit in ("percent", "percentage_point", "basis_point"):
        draft.change = Change.UP if text[draft.numeral.start] == "+" else None
    if text[draft.start : draft.start + 5].lower() in ("below", "above"):
        return
    if text.startswith((" short", " worth of"), draft.end):
        return
    change = _after(draft, index)
    if change is None and not _describes_noun(draft, index):
        change = _before(draft, index, previous)
    draft.change = change or draft.change


def _describes_noun(draft: Draft, index: TokenIndex) -> bool:
    """The size of a thing: "opened up a 12-point lead", "gained a 40-seat majority"."""
    if not draft.text.startswith("-", draft.numeral.end):
        return False
    following = index.from_offset(draft.end)
    return following is not None and following.tag_ in ("NN", "NNS")


def _after(draft: Draft, index: TokenIndex) -> Change | None:
    """ "34% higher", "a 5% pay rise", "a 25-basis-point cut"."""
    if draft.unit != "point" and (draft.noun is not None or draft.kind not in _MEASURED_KINDS):
        return None
    yearly = _YEARLY.match(draft.text, draft.end)
    following = index.from_offset(yearly.end() if yearly else draft.end)
    if following is None:
        return None
    words = list(itertools.islice(index.onwards(following), 4))
    if words[0].lower_ in ("higher", "lower") or (words[0].lower_ in _OF_PRICES and draft.kind is UnitKind.RATIO):
        is_compared = len(words) > 1 and words[1].lower_ == "than"
        return (
            None
            if is_compared and not _is_than_before(words[1:])
            else Change.UP
            if words[0].lower_ in ("higher", "firmer", "stronger")
            else Change.DOWN
        )
    for word in words:
        if word.tag_ not in ("NN", "NNS", "JJ", "HYPH"):
            return None
        if word.tag_ in ("NN", "NNS") and word.lemma_ in _UP_AFTER | _DOWN_AFTER:
            return Change.UP if word.lemma_ in _UP_AFTER else Change.DOWN
    return None


def _is_than_before(words: list[Token]) -> bool:
    """ "than in 2019", "than a year earlier": compared with itself at another time, which is a change."""
    return any(word.ent_type_ in ("DATE", "TIME") for word in words)


def _before(draft: Draft, index: TokenIndex, previous: Draft | None) -> Change | None:
    """The change that the words before make of a quantity, read backwards to the first that decides."""
    word, has_by, has_conjunction = index.before(index.at(draft.start)), False, False
    for _ in range(_MAX_WORDS_BACK):
        if word is None:
            break
        if word.lower_ == "of" and _is_of_average(index.before(word)):
            word = index.before(word)
        elif word.lower_ == "of" and not has_by:
            return _of_noun(index.before(word))
        if word is None:
            break
        if word.lower_ == "by":
            has_by = True
        elif has_conjunction and word.tag_ in ("NN", "NNS"):
            return None
        elif _decides(word, index):
            return _of_deciding_word(word, draft, index, has_by=has_by)
        elif has_by:
            return _by(word, draft, index) or (previous.change if previous is not None else None)
        elif word.lower_ not in _FILLERS and word.tag_ not in ("RB", "RP", "RBR", "IN", "CC"):
            break
        has_conjunction = has_conjunction or word.tag_ == "CC"
        word = index.before(word)
    return None


def _is_of_average(word: Token | None) -> bool:
    """ "by an average of 3 percent", "a total of 40 points"."""
    return word is not None and word.lower_ in ("average", "total", "maximum", "median")


def _decides(word: Token, index: TokenIndex) -> bool:
    if word.lower_ in _UP_WORDS | _DOWN_WORDS:
        return word.tag_ in _ADVERB_TAGS or _is_particle(word, index)
    if word.lower_ in _LEVEL_PREPOSITIONS or word.pos_ in ("VERB", "AUX") or word.lower_ == "off":
        return True
    return word.lemma_.lower() in _UP_VERBS | _DOWN_VERBS and word.lower_ not in _THINGS


def _of_deciding_word(word: Token, draft: Draft, index: TokenIndex, *, has_by: bool) -> Change | None:
    if word.lower_ == "off":
        verb = index.before(word)
        is_down = verb is not None and verb.lemma_ in _MOVING and draft.kind in _DELTA_KINDS
        return Change.DOWN if is_down and index.at(draft.start - 2).i == word.i else None
    if word.lower_ in _UP_WORDS | _DOWN_WORDS:
        if _is_particle(word, index) and _gives_up(word, draft, index):
            return Change.DOWN
        if _is_particle(word, index) or _is_bound_word(word, draft):
            return None
        return Change.UP if word.lower_ in _UP_WORDS else Change.DOWN
    return None if word.lower_ in _LEVEL_PREPOSITIONS else _of_verb(word, draft, has_by=has_by)


def _is_particle(word: Token, index: TokenIndex) -> bool:
    """The "up" of "gave up 517 yards" belongs to its verb."""
    verb = index.before(word)
    if verb is None or verb.pos_ != "VERB" or "ward" in word.lower_:
        return False
    return verb.lemma_.lower() not in _MOVING | _UP_VERBS | _DOWN_VERBS


def _gives_up(word: Token, draft: Draft, index: TokenIndex) -> bool:
    """ "Madrid gave up 0.8 percent", not "they gave up 20 percent of the land"."""
    verb = index.before(word)
    is_amount = draft.unit in ("percent", "point") and not draft.text.startswith(" of ", draft.end)
    return word.lower_ == "up" and verb is not None and verb.lemma_ == "give" and is_amount


def _is_bound_word(word: Token, draft: Draft) -> bool:
    return draft.bound is Bound.AT_MOST and word.lower_ == "up"


def _of_verb(verb: Token, draft: Draft, *, has_by: bool) -> Change | None:
    lemma = verb.lemma_.lower()
    if lemma in _NEEDS_MEASURE and not has_by and draft.kind not in _DELTA_KINDS and draft.unit != "point":
        return None
    if lemma in ("raise", "cut", "reduce", "boost", "lift", "improve") and not has_by and draft.kind is UnitKind.MONEY:
        return Change.DOWN if lemma in ("cut", "reduce") else None
    if draft.kind is UnitKind.COUNT and not has_by and verb.tag_ == "VBN" and verb.dep_ == "amod":
        return None
    if lemma == "lose" and (has_by or _LOST_VOTE.match(draft.text, draft.end)):
        return None
    if lemma in _UP_VERBS:
        return Change.UP
    return Change.DOWN if lemma in _DOWN_VERBS else None


def _of_noun(word: Token | None) -> Change | None:
    if word is None:
        return None
    if word.lemma_ in _PACES and word.head.lower_ == "at":
        verb = word.head.head.lemma_.lower()
        return Change.UP if verb in _UP_VERBS else Change.DOWN if verb in _DOWN_VERBS else None
    if word.lemma_.lower() in _UP_NOUNS:
        return Change.UP
    return Change.DOWN if word.lemma_.lower() in _DOWN_NOUNS - {"loss"} else None


def _by(word: Token, draft: Draft, index: TokenIndex) -> Change | None:
    """ "raised its key rate by 25 points": the verb stands before its object."""
    if word.head.pos_ == "VERB" and word.dep_ == "dobj":
        return _of_verb(word.head, draft, has_by=True)
    before = index.before(word)
    if before is not None and before.lemma_.lower() in _UP_VERBS | _DOWN_VERBS:
        return _of_verb(before, draft, has_by=True)
    for candidate in (draft.anchor, draft.first):
        head = candidate
        for _ in range(4):
            head = head.head
            if head.pos_ == "VERB":
                return _of_verb(head, draft, has_by=True)
    node = word
    for _ in range(4):
        if node.pos_ == "VERB" or node.lemma_.lower() in _UP_VERBS | _DOWN_VERBS:
            return _of_verb(node, draft, has_by=True)
        node = node.head
    return None
