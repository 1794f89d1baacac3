"""Numbers printed without a unit: which take their neighbour's, and which are dropped."""

import re

from spacy.tokens import Token

from app.extraction.figures.clauses import clause_subject
from app.extraction.figures.counted_nouns import PEOPLE_WORDS, unit_of_noun
from app.extraction.figures.draft import Draft
from app.extraction.figures.numerals import NumeralForm
from app.extraction.figures.token_index import TokenIndex
from app.extraction.word_set import word_set
from app.facts.figure import UnitKind

_LINKS = word_set("and or but her his their its rival , while with compared to from than another a further the up of")
_VAGUE_SUBJECTS = ("nsubj", "nsubjpass")
_AFTER_GAP = word_set("short more fewer other others else ahead behind")
_LEVELS = word_set("to at from by than below above of")
_MEASURED_PLURALS = word_set(
    "share price sale revenue earning profit cost wage export import rate yield stock bond loss gain rent fee "
    "temperature level "
    "emission reserve future asset saving index expense point pound dollar euro proceeds fund tax spending"
)
_DONE_TO_PEOPLE = word_set("kill wound injure arrest detain evacuate hospitalise hospitalize jail rescue hurt")
_DONE_BY_PEOPLE = word_set("die flee perish drown attend vote survive protest defect emigrate")
_PEOPLE = word_set(
    "person people man woman child troop member student patient recruit casualty victim pilot guard boy girl civilian "
    "resident migrant agent official national other infant teenager tourist passenger hostage inmate refugee"
)
_PEOPLE_ENDINGS = ("er", "or", "ist", "ian", "ee", "man", "woman")
_THINGS = word_set(
    "helicopter tanker bomber building center centre computer router river number letter paper order quarter tower "
    "power winter summer charger launcher cruiser fighter loader trailer container reactor tractor carrier destroyer "
    "interceptor mortar motor sector error freighter crater shelter corner meter"
)
_MAX_WORD_VALUE = 12
_MAX_SENTENCES_BACK = 2
_OF_THEM = re.compile(r"\sof\s(?:them|those|these|whom|which)\b")
_BODY_OF = re.compile(r"\b(?P<body>(?i:populations?|crowds?|audiences?|followings?|electorate|workforce|staff)) of $")
_HOLDING = word_set("have hold win gain get take need lose receive secure claim own keep want collect total")
_TOLD_BY = {"put": ("dobj", "nsubjpass"), "estimate": ("dobj", "nsubjpass"), "stand": ("nsubj",)}
_OBJECTS = ("dobj", "nsubj", "nsubjpass", "attr")
_TALLIES = word_set("number total tally count")
# Nouns that count people only as parts of a body.
PART_NOUNS = word_set("member")
_PEOPLE_COUNTED = word_set("soldier troop fighter worker guard militant recruit migrant settler student engineer")
_ARMED_BODIES = word_set("army force corps brigade division battalion regiment contingent")


def fill_gaps(drafts: list[Draft], text: str, index: TokenIndex, last: Draft | None) -> list[Draft]:
    """Give bare numbers the unit of the figure that they repeat, and drop those that state nothing.

    `last` is the last figure of the paragraph before.
    """
    kept: list[Draft] = []
    for draft in drafts:
        if draft.is_bare:
            giver = _giver(draft, kept or [last] if last else kept, text, index)
            if body := _body_of_people(draft, index):
                draft.unit, draft.kind, draft.holder, draft.is_bare = "person", UnitKind.COUNT, body, False
            elif giver is not None and not (_counts_people(draft) and not _are_people(giver)):
                draft.take_unit(giver)
                _set_people_meant(draft, giver, index)
            elif _counts_people(draft):
                draft.unit, draft.kind, draft.is_bare = "person", UnitKind.COUNT, False
            elif toll := _toll(draft):
                draft.unit, draft.kind, draft.holder, draft.is_bare = "person", UnitKind.COUNT, toll, False
            elif noun := _counted_subject(draft, text, index):
                draft.unit, draft.kind, draft.noun, draft.is_bare = unit_of_noun(noun), UnitKind.COUNT, noun, False
            elif not _stands_alone(draft, text, index):
                continue
        kept.append(draft)
    return kept


def _set_people_meant(draft: Draft, giver: Draft, index: TokenIndex) -> None:
    """After "1,500 members of …" a number without a noun counts the people that the text told of before."""
    if giver.noun is None or giver.noun.lemma_ not in PART_NOUNS:
        return
    word = index.previous(giver.first)
    while word is not None and index.sentence_of(word) >= draft.sentence - 1:
        if word.tag_ in ("NN", "NNS") and (word.lemma_ in _PEOPLE_COUNTED or word.lemma_ in _ARMED_BODIES):
            draft.holder = word
            draft.unit = "soldier" if word.lemma_ in _ARMED_BODIES else unit_of_noun(word)
            return
        word = index.previous(word)


def _giver(draft: Draft, before: list[Draft], text: str, index: TokenIndex) -> Draft | None:
    """The figure of the same sentence (for a subject also of the one before) whose unit a bare number goes on with."""
    if draft.high == 1 and draft.numeral.form is NumeralForm.WORDS:
        return None
    if _OF_THEM.match(text, draft.end) and (counted := _meant_by_them(draft, before)):
        return counted
    same = [other for other in before if other.sentence == draft.sentence and _may_give(other, text)]
    if not same:
        if draft.head.dep_ in _VAGUE_SUBJECTS:
            return _giver_before(draft, before)
        return _held_before(draft, before) if _is_held(draft) else None
    if (level := _level_in_points(draft, same, index)) is not None:
        return level
    giver = _nearest(draft, same, text, index)
    if giver is None:
        return None
    if giver.kind is UnitKind.COUNT and draft.has_fraction and draft.numeral.magnitude == 1:
        return None
    if giver.is_multiple:
        giver = next((other for other in reversed(same) if not other.is_multiple), giver)
    if giver.holder is not None and re.fullmatch(r"\s(?:and|or)\s|,\s", text[giver.end : draft.start]):
        return giver
    if giver.is_multiple or (giver.kind is UnitKind.DURATION and draft.numeral.form is NumeralForm.DIGITS):
        return None
    is_level = _is_level(draft, index) and giver.change is None
    if giver.kind is UnitKind.RATIO and (
        draft.high > 100 or (is_level and text[giver.end : draft.start].strip() in ("to", "at"))
    ):
        return None
    if giver.kind is UnitKind.MONEY and not _goes_on_with_money(draft, text, index):
        return None
    return giver if len(text[giver.end : draft.start]) < 130 else None


def _nearest(draft: Draft, same: list[Draft], text: str, index: TokenIndex) -> Draft | None:
    """The last figure of the sentence that is neither inserted nor tells how many people a place or crowd has."""
    giver = next((other for other in reversed(same) if not _is_inserted(other, text)), same[-1])
    if not _is_body(giver) or _goes_on(draft, index):
        return giver
    return next((other for other in reversed(same) if not _is_body(other)), None)


def _is_held(draft: Draft) -> bool:
    """What someone has of a thing that the text counts: "Her rival has 55", "it needs a total of 101"."""
    word = draft.head
    if word.dep_ == "pobj" and word.head.head.lemma_ in _TALLIES:
        word = word.head.head
    is_plain = draft.numeral.form is NumeralForm.DIGITS and not draft.has_fraction
    return is_plain and word.dep_ == "dobj" and word.head.lemma_ in _HOLDING


def _held_before(draft: Draft, before: list[Draft]) -> Draft | None:
    """The last figure of the sentence before that counts what someone has or what does something."""
    for other in reversed(_counts(before)):
        if other.sentence < draft.sentence - 1:
            return None
        word = other.head if other.borrowed_from is not None or other.noun is None else other.noun
        if word.dep_ in _OBJECTS or (word.dep_ == "pobj" and word.head.lower_ == "with") or _is_held(other):
            return other
    return None


def _meant_by_them(draft: Draft, before: list[Draft]) -> Draft | None:
    """What "of them" goes back to: the last figure, or the last count of the sentence before."""
    last = _last_counted(draft, before) or _last_counted(draft, _counts(before))
    return last if last is not None and (last is before[-1] or last.sentence >= draft.sentence - 1) else None


def _counts(before: list[Draft]) -> list[Draft]:
    return [other for other in before if other.noun is not None and other.kind is UnitKind.COUNT]


def _level_in_points(draft: Draft, same: list[Draft], index: TokenIndex) -> Draft | None:
    """The level of an index told in points, where another follows without: "at 910 points, and … ended at 1,204.3"."""
    if not _is_level(draft, index):
        return None
    return next((other for other in reversed(same) if other.unit == "point" and _is_level(other, index)), None)


def _is_level(draft: Draft, index: TokenIndex) -> bool:
    preposition = index.before(index.at(draft.start))
    return preposition is not None and preposition.lower_ in ("to", "at")


def _is_inserted(other: Draft, text: str) -> bool:
    """ "12 people, including three children, and …": the sentence goes on with the people."""
    return (
        re.search(r"(?i:\bincluding|\bamong\sthem|\bof\swhom)\s$", text[max(0, other.start - 12) : other.start])
        is not None
    )


def _are_people(giver: Draft) -> bool:
    """Whether what was counted before is people, so far as the word tells."""
    unit = giver.unit or ""
    return unit in _PEOPLE or unit[:1].isupper() or (unit.endswith(_PEOPLE_ENDINGS) and unit not in _THINGS)


def _may_give(other: Draft, text: str) -> bool:
    """A compound ("a 6.2-magnitude earthquake") describes one thing and hands its unit to no number after it."""
    is_compound = other.kind is not UnitKind.RATIO and text.startswith("-", other.numeral.end)
    return not other.is_bare and not is_compound


def _counts_people(draft: Draft) -> bool:
    """ "84 were killed", "hundreds fled", "the 3 million who rent": people, where nothing else was named."""
    verb, relation = draft.head.head, draft.head.dep_
    if draft.high > 1 and draft.text.startswith(" who ", draft.end):
        return True
    if relation in ("nsubjpass", "dobj") and verb.lemma_ in _DONE_TO_PEOPLE:
        return True
    return relation == "nsubj" and verb.lemma_ in _DONE_BY_PEOPLE


def _goes_on(draft: Draft, index: TokenIndex) -> bool:
    """Whether a number is said of the same thing as the one before: "a workforce of 2,300 will shrink by 400"."""
    before = index.before(index.at(draft.start))
    return before is not None and before.lower_ in ("to", "from", "than", "and", "or", "by")


def _body_of_people(draft: Draft, index: TokenIndex) -> Token | None:
    """The people whose number is told: "a population of 48,200", "a crowd of thousands"."""
    match = _BODY_OF.search(draft.text, max(0, draft.start - 20), draft.start)
    return index.at(match.start("body")) if match and not draft.has_fraction else None


def _is_body(draft: Draft) -> bool:
    return _BODY_OF.search(draft.text, max(0, draft.start - 20), draft.start) is not None


def _toll(draft: Draft) -> Token | None:
    """ "The death toll rose to 1,034"."""
    verb = next((word for word in draft.head.ancestors if word.pos_ in ("VERB", "AUX")), None)
    subject = clause_subject(verb) if verb is not None else None
    return subject if subject is not None and subject.lower_ == "toll" and subject.i < draft.first.i else None


def _counted_subject(draft: Draft, text: str, index: TokenIndex) -> Token | None:
    """The plural noun whose number is told: "Cases rose to 1,140", "the number of jobs rose to 90"."""
    noun = _tallied(draft) or _put_at(draft, text)
    if noun is not None:
        return noun
    verb = draft.first.head if draft.first.dep_ == "dobj" else draft.first.head.head
    level = text[max(0, draft.start - 3) : draft.start] == "to " or (
        draft.first.dep_ == "dobj" and verb.lemma_ in ("reach", "exceed", "top", "total", "hit")
    )
    if not level or draft.numeral.form is NumeralForm.VAGUE or draft.has_fraction or verb.pos_ != "VERB":
        return None
    subject = clause_subject(verb)
    if (
        subject is None
        or subject.tag_ != "NNS"
        or subject.lemma_ in _MEASURED_PLURALS
        or index.before(draft.first) is None
    ):
        return None
    return subject


def _put_at(draft: Draft, text: str) -> Token | None:
    """ "It puts its readers at 80 million", "arrests stood at 412"."""
    if not text.endswith(" at ", 0, draft.start) or draft.head.dep_ != "pobj" or draft.has_fraction:
        return None
    verb = draft.head.head.head
    told = [child for child in verb.children if child.dep_ in _TOLD_BY.get(verb.lemma_, ())]
    return next((noun for noun in told if noun.tag_ == "NNS" and noun.lemma_ not in _MEASURED_PLURALS), None)


def _tallied(draft: Draft) -> Token | None:
    """What a number that stands for "the number of …" counts."""
    if draft.numeral.form is NumeralForm.VAGUE or draft.has_fraction:
        return None
    above = list(draft.first.ancestors)
    verb = next((word for word in above if word.pos_ in ("VERB", "AUX")), None)
    beside = [child for child in verb.children if child.i < draft.first.i] if verb is not None else []
    tally = next((word for word in (*above, *beside) if word.lemma_ in _TALLIES and word.i < draft.first.i), None)
    if tally is None:
        return None
    inner = [noun for child in tally.children if child.lower_ == "of" for noun in child.children]
    return next((noun for noun in inner if noun.dep_ == "pobj" and _counts_up(noun)), None)


def _counts_up(noun: Token) -> bool:
    return noun.tag_ == "NNS" or noun.lower_ in PEOPLE_WORDS


def _goes_on_with_money(draft: Draft, text: str, index: TokenIndex) -> bool:
    if draft.numeral.form is NumeralForm.WORDS or re.match(r"\s\([^)\d]{0,4}\d", text[draft.end : draft.end + 8]):
        return False
    return _goes_on(draft, index)


def _giver_before(draft: Draft, before: list[Draft]) -> Draft | None:
    counted = _last_counted(draft, before)
    return counted if counted is not None and draft.numeral.form is NumeralForm.DIGITS else None


def _last_counted(draft: Draft, before: list[Draft]) -> Draft | None:
    """The last figure, at most two sentences before, where it counts something."""
    last = before[-1] if before else None
    if last is None or last.noun is None or last.kind is not UnitKind.COUNT:
        return None
    return last if draft.sentence - last.sentence <= _MAX_SENTENCES_BACK else None


def _stands_alone(draft: Draft, text: str, index: TokenIndex) -> bool:
    """A number without a unit that is a value all the same: "closed at 1,334.20", "hundreds were killed"."""
    before = index.before(index.at(draft.start))
    if draft.numeral.form is NumeralForm.VAGUE:
        return True
    if draft.numeral.form is NumeralForm.WORDS:
        return draft.high > _MAX_WORD_VALUE or text.startswith(" others", draft.end)
    printed = text[draft.numeral.start : draft.numeral.end]
    if before is None or draft.numeral.magnitude > 1 or "." in printed or "," in printed or draft.numeral.is_signed:
        return True
    if before.lower_ in _LEVELS or before.lemma_ in (
        "be",
        "magnitude",
        "reach",
        "total",
        "number",
        "hit",
        "score",
        "average",
    ):
        return draft.high > 1 and re.match(r"\s*[,)]?\s*(?:[a-z(]|[.;]|$)", text[draft.end :][:6]) is not None
    return draft.first.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and draft.first.ent_type_ in (
        "CARDINAL",
        "MONEY",
        "PERCENT",
        "QUANTITY",
    )
