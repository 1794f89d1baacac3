"""Giving each quantity the bound printed around it."""

from app.extraction.figures.bounds import PrintedBound, bound_after, bound_before
from app.extraction.figures.draft import Draft
from app.extraction.figures.numerals import NumeralForm
from app.extraction.figures.token_index import TokenIndex
from app.extraction.word_set import word_set
from app.facts.figure import Bound, UnitKind

_LASTING_VERBS = word_set("last take spend span live wait be run stay serve")
_LIFTING = word_set("take bring push send drive lift")
_CLIMBING = word_set("go rise climb jump come move creep edge inch get shoot push bring back")


def set_bound(draft: Draft, text: str, index: TokenIndex, floor: int) -> None:
    """Read the words before and after a quantity; where two bounds stand in a row the outer strict one counts."""
    found = bound_before(text, draft.start, floor)
    if found is not None and _is_of_place(found, draft, index):
        found = None
    if found is not None:
        draft.bound, draft.start = found.bound, found.start
        outer = bound_before(text, draft.start, floor)
        if outer is not None and outer.words != "about" and not _is_of_place(outer, draft, index):
            draft.start = outer.start
            draft.bound = outer.bound if outer.bound is not Bound.ABOUT else draft.bound
        return
    after = bound_after(text, draft.end)
    if after is None and draft.noun is not None:
        after = bound_after(text, draft.numeral.end)
    if after is not None:
        draft.bound, draft.end = after.bound, max(draft.end, after.end)


def _is_of_place(found: PrintedBound, draft: Draft, index: TokenIndex) -> bool:
    """Words that only look like bounds: "over three days" (during), "went up to", "talk about"."""
    if found.words in ("over", "beyond", "perhaps") and draft.kind is UnitKind.DURATION:
        before = index.before(index.at(found.start))
        return before is None or (
            before.lemma_ not in _LASTING_VERBS and before.lower_ not in ("for", "of", "just", "after", "little")
        )
    if draft.high == 1 and draft.numeral.form is NumeralForm.WORDS:
        return found.words in ("over", "about", "around", "under", "above", "below")
    if found.words == "up to":
        word = index.at(found.start)
        before = index.before(word)
        if before is not None and before.pos_ == "ADV":
            before = index.before(before)
        if before is not None and before.lemma_ in _CLIMBING:
            return True
        return word.head.pos_ == "VERB" and word.dep_ in ("prt", "advmod") and word.head.lemma_ in _CLIMBING | _LIFTING
    if found.words == "about":
        before = index.before(index.at(found.start))
        return before is not None and before.lemma_ in ("talk", "think", "worry", "speak", "ask", "concern", "question")
    return False
