"""From printed numbers to quantities with their units."""

import re
from decimal import Decimal

from spacy.tokens import Token

from app.extraction.figures.clauses import clause_subject
from app.extraction.figures.counted_nouns import CountedNoun, find_counted_noun, unit_of_noun
from app.extraction.figures.currencies import currency_of_sign
from app.extraction.figures.draft import Draft
from app.extraction.figures.measures import Measure, kind_of_noun, measure_after, rate_after
from app.extraction.figures.not_quantities import MODELS
from app.extraction.figures.number_words import SHORT_MULTIPLIERS
from app.extraction.figures.numerals import Numeral, NumeralForm
from app.extraction.figures.token_index import TokenIndex
from app.extraction.word_set import word_set
from app.facts.figure import UnitKind

_MAGNITUDE_AFTER_SIGN = re.compile(r"(?P<short>[KkMm]n?|bn|[Bb]|tn|trn|T|mln|bln)(?![A-Za-z])")
_SIGN_SPELLED_AFTER = re.compile(r"\s(?:US|U\.S\.|Canadian|Australian)(?!\w)|\sUSD(?!\w)")
_BLANKS = " \u00a0\u202f-"
_LENGTHS_FOLLOW = re.compile(
    r"\s*\(|\s+(?:long|high|wide|deep|tall|away|above|below|race|sprint|dash|hurdles|relay|freestyle|final|from"
    r"|off|of|swim|run|wave|waves|butterfly|backstroke|breaststroke|medley|steeplechase|walk|pool|track|title|gold"
    r"|silver|bronze|event|distance|platform|springboard|individual|mixed|air|rifle|pistol|men['’]s|women['’]s|world"
    r"|olympic|indoor|drop|cliff|tower|yacht|telescope|mark|radius|depth|peak|gap|trench|crater)\b|[-–]|\s*$|[.,;)]"
)
_AGED = re.compile(
    r"(?i:\b(?:aged?|ages|ages? of|turn(?:ed|s|ing)?|(?:anyone|those|people|children|adults|men|women|players"
    r"|persons) (?:under|over|above|below|aged))\s)$"
)
_THOSE_WITH_AN_AGE = word_set(
    "age expectancy he she i bride wife husband mother father son daughter brother sister man woman boy girl suspect "
    "victim"
)
_NEAR = word_set("around about over under at above below")
_IDIOMS_OF_ONE = word_set("day time point way another thing number")
# What states no quantity though a number word stands in it.
_IDIOM = re.compile(
    r"(?i:one(?:-time\b|\sday\b(?!\s(?:later|after|before|of))|\sstep\s(?:further|closer|ahead|back|forward|away)\b)"
    r"|[a-z\d]+-(?:under|over)(?:-par\b|\s\d|[.,])|[a-z]+-way\b|[a-z]+-piece\s(?:set|suit|outfit|swimsuit|costume)s?\b"
    r"|(?:[4-9]|four|five|six|seven|eight|nine)[\s-]figures?\b(?!\s+(?:in|of|are|were|at|on)\b))"
)
_HALF_A = re.compile(
    r"(?:[Hh]alf(?:\sof)?|(?:[Aa]\s|[Tt]hree[\s-])?quarters?\sof)\san?\s|(?:[Aa]\s)?quarter[\s-](?=(?:percentage\s)?point\b)"
)
_AND_A_HALF = re.compile(r"\b[Aa]n?\s(?P<unit>second|minute|hour|day|week|month|year|decade)\sand\s$")
_CLOSING_MARKS = ('" ', "” ", "’ ", "' ")
_OF_A = re.compile(r"\sof\s(?:an?|one)\s(?:US\s|U\.S\.\s|UK\s)?")
_OF_WHOM = re.compile(r"\bof\s(?:whom|which)\s(?:about\s|some\s)?$")
_POINT = re.compile(r"points?(?![\w-])|points?(?=-)")
_RANGE_FOLLOWS = re.compile(r"(?:\s?[-–—]\s?|-to-|-\sto\s)[$€£]?\d")
# Singular nouns of which a fraction is a number of people.
_BODIES_OF_PEOPLE = word_set(
    "people population staff workforce electorate crew audience membership army police public team faculty youth "
    "leadership crowd delegation personnel"
)
_SUBSTANCE = re.compile(r"\s+of\s+(?:[a-z-]+\s+){0,2}[A-Za-z][\w-]*(?=\s+(?:per|an?)\s)")
_MORE = re.compile(r"\s+(?:more|less|extra)(?=\s+(?:per|an?|each|every)\s)")
_COMPOUND = re.compile(r"-(?P<noun>[a-z]{3,})(?![\w])")
_NOT_COMPOUND = word_set("way fold time off old strong plus odd day-old ish ")


def make_draft(numeral: Numeral, text: str, index: TokenIndex) -> Draft | None:
    """The quantity that a number and the words after it print; None where they print none."""
    first = index.at(numeral.start)
    low, high, end, known_measure = _scaled(numeral, text)
    draft = Draft(text, numeral, numeral.start, end, low, high, first, first, index.sentence_of(first))
    if numeral.letters and known_measure is None and end == numeral.end - len(numeral.letters):
        return None
    if _IDIOM.match(text, numeral.start):
        return None
    if numeral.sign:
        draft.unit, draft.kind = currency_of_sign(numeral.sign).code, UnitKind.MONEY
        if spelled := _SIGN_SPELLED_AFTER.match(text, end):
            draft.end = spelled.end()
    elif numeral.form not in (NumeralForm.FRACTION, NumeralForm.SHARE):
        is_quoted = text.startswith(_CLOSING_MARKS, end)
        measure = known_measure or measure_after(
            text, end + is_quoted, touching=end == numeral.end and not is_quoted and not _ends_in_word(text, end)
        )
        if measure is not None:
            _set_measure(draft, measure)
    if numeral.form in (NumeralForm.FRACTION, NumeralForm.SHARE):
        draft.kind = UnitKind.RATIO
        _set_half_unit(draft, text)
    draft.anchor = index.at(draft.end - 1)
    if not numeral.sign and draft.unit is None and not _counts_models(draft, index):
        _set_counted_noun(draft, index)
    _set_rate(draft, text)
    if draft.unit is None and draft.kind is UnitKind.OTHER:
        _set_age(draft, text, index)
    draft.is_bare = draft.unit is None and draft.kind is UnitKind.OTHER
    return draft


def _counts_models(draft: Draft, index: TokenIndex) -> bool:
    """ "40 Boeing 737s", "63,150 Model 3s": things of a name that ends in a number."""
    match = MODELS.match(draft.text, draft.end)
    if match is None:
        return False
    draft.noun, draft.noun_start = index.at(match.end("model") - 1), index.at(match.start("model"))
    draft.unit, draft.kind, draft.end = match["model"], UnitKind.COUNT, match.end()
    draft.anchor = draft.noun
    return True


def _set_age(draft: Draft, text: str, index: TokenIndex) -> None:
    """ "Smith, 34, said", "aged 30", "the age of 21", "she will be 35"."""
    if draft.numeral.form is not NumeralForm.DIGITS or not 0 < draft.high <= 120 or draft.numeral.is_signed:
        return
    before = text[max(0, draft.start - 26) : draft.start]
    aged = _AGED.search(before)
    told_of = _told_age_of(draft.first)
    if aged or told_of is not None:
        draft.unit, draft.kind, draft.holder = "year", UnitKind.DURATION, told_of
        if aged and aged[0].lower().startswith("aged"):
            draft.holder = index.before(index.at(draft.start - len(aged[0])))
        return
    if not (before.endswith(", ") and text[draft.end : draft.end + 1] in (",", ".", ";", ")")):
        return
    named = index.at(max(0, draft.start - 3))
    is_place = named.ent_type_ in ("GPE", "LOC") and named.dep_ not in ("nsubj", "nsubjpass")
    if named.pos_ in ("PROPN", "NOUN") and not (named.is_digit or is_place or named.ent_type_ in ("DATE", "TIME")):
        draft.unit, draft.kind, draft.holder = "year", UnitKind.DURATION, named


def _told_age_of(number: Token) -> Token | None:
    """The one, or the age, that a number is said of: "she will be 35", "the mean age is 41"."""
    is_told = number.dep_ == "attr" or (number.dep_ == "pobj" and number.head.lower_ in _NEAR)
    verb = number.head if number.dep_ == "attr" else number.head.head
    if not is_told or verb.lemma_ != "be":
        return None
    subject = clause_subject(verb)
    if subject is None:
        return None
    is_named = subject.tag_ == "NNP" and subject.ent_type_ in ("", "PERSON", "NORP") and number.is_digit
    has_age = subject.ent_type_ == "PERSON" or is_named or subject.lower_ in _THOSE_WITH_AN_AGE
    return subject if has_age else None


def _set_half_unit(draft: Draft, text: str) -> None:
    """ "half an hour", "half a percentage point" are measures, not shares."""
    if joined := _AND_A_HALF.search(text, max(0, draft.start - 16), draft.start):
        draft.start, draft.unit, draft.kind = joined.start(), joined["unit"], UnitKind.DURATION
        draft.low, draft.high = draft.low + 1, draft.high + 1
        return
    match = _HALF_A.match(text, draft.start) or _OF_A.match(text, draft.end)
    if match is None:
        return
    if point := _POINT.match(text, match.end()):
        draft.unit, draft.kind, draft.end = "point", UnitKind.COUNT, point.end()
        return
    measure = measure_after(text, match.end() - 1, touching=False)
    if measure is not None and measure.kind is not UnitKind.MULTIPLE:
        _set_measure(draft, measure)


def _ends_in_word(text: str, end: int) -> bool:
    return text[end - 1 : end].isalpha()


def _scaled(numeral: Numeral, text: str) -> tuple[Decimal, Decimal, int, Measure | None]:
    """The value with the letters that touch the number taken as a magnitude or left as a unit, and where it ends."""
    letters_start = numeral.end - len(numeral.letters)
    if not numeral.letters:
        return numeral.low, numeral.high, numeral.end, None
    match = _MAGNITUDE_AFTER_SIGN.fullmatch(numeral.letters)
    if match and _is_magnitude(numeral, match[0], text):
        factor = SHORT_MULTIPLIERS[match[0].lower()]
        return numeral.low * factor, numeral.high * factor, numeral.end, None
    if numeral.sign and not match:
        return numeral.low, numeral.high, letters_start, None
    return numeral.low, numeral.high, letters_start, measure_after(text, letters_start, touching=True)


def _is_magnitude(numeral: Numeral, letters: str, text: str) -> bool:
    if text[numeral.end : numeral.end + 1] in ("2", "3", "²", "³", "/"):
        return False
    if numeral.sign or letters in ("bn", "mn", "tn", "trn", "mln", "bln", "M"):
        return True
    if letters in ("m", "t", "T"):
        return letters == "m" and _LENGTHS_FOLLOW.match(text, numeral.end) is None
    return letters in ("k", "K", "B", "b") and not re.match(
        r"\s(?:run|race|of\s(?:RAM|storage|memory))", text[numeral.end : numeral.end + 12]
    )


def _set_measure(draft: Draft, measure: Measure) -> None:
    draft.unit, draft.kind, draft.end = measure.unit, measure.kind, measure.end
    draft.worth = Decimal(measure.factor)
    draft.low *= draft.worth
    draft.high *= draft.worth
    draft.is_multiple = measure.kind is UnitKind.MULTIPLE


def _set_rate(draft: Draft, text: str) -> None:
    if (
        draft.unit is None
        or draft.is_multiple
        or "/" in draft.unit
        or draft.unit in ("percentage_point", "basis_point")
    ):
        return
    if draft.kind is UnitKind.DURATION and not text.startswith(" per", draft.end):
        return
    substance = _MORE.match(text, draft.end) or (
        _SUBSTANCE.match(text, draft.end)
        if draft.kind not in (UnitKind.MONEY, UnitKind.COUNT, UnitKind.RATIO)
        else None
    )
    rate = rate_after(text, draft.unit, draft.end) or (substance and rate_after(text, draft.unit, substance.end()))
    if not rate:
        return
    draft.unit, kind, draft.end = rate
    draft.kind = draft.kind if draft.kind in (UnitKind.MONEY, UnitKind.RATIO) else kind
    if draft.kind is UnitKind.RATIO or kind is UnitKind.RATIO:
        draft.noun = None


def _set_counted_noun(draft: Draft, index: TokenIndex) -> None:
    following = index.from_offset(draft.end)
    if following is None or (following.is_sent_start and following.i != draft.first.i):
        return
    counted = find_counted_noun(index.onwards(following))
    if (
        counted is not None
        and counted.head.tag_ != "NNS"
        and _OF_WHOM.search(draft.text[max(0, draft.start - 16) : draft.start])
    ):
        return
    if compound := _compound_noun(draft, index):
        draft.noun = draft.noun_start = draft.anchor = compound
        draft.unit, draft.kind, draft.end = unit_of_noun(compound), UnitKind.COUNT, compound.idx + len(compound)
        return
    if counted is None or not _may_count(draft, counted) or _RANGE_FOLLOWS.match(draft.text, draft.end):
        return
    draft.noun, draft.noun_start = counted.head, counted.first
    if draft.kind is UnitKind.RATIO:
        draft.unit = (
            unit_of_noun(counted.head)
            if counted.head.tag_ in ("NNS", "NNPS") or counted.head.lower_ in _BODIES_OF_PEOPLE
            else None
        )
        return
    if counted.through_of and draft.numeral.form is NumeralForm.VAGUE:
        measure = measure_after(draft.text, counted.first.idx - 1, touching=False)
        if measure is not None and measure.kind is not UnitKind.COUNT:
            draft.noun = draft.noun_start = None
            _set_measure(draft, measure)
            draft.anchor = index.at(draft.end - 1)
            return
    unit = "person" if draft.text.startswith("-strong", draft.numeral.end) else unit_of_noun(counted.head)
    draft.unit, draft.kind = unit, kind_of_noun(unit)
    if counted.through_of and (rate := rate_after(draft.text, unit, counted.head.idx + len(counted.head))):
        draft.unit, draft.kind = rate[0], rate[1]
    if not counted.through_of:
        draft.end = counted.head.idx + len(counted.head)
        draft.anchor = counted.head


def _compound_noun(draft: Draft, index: TokenIndex) -> Token | None:
    """The noun that a hyphen ties to the number: "six-cylinder engine", "three-piece set"."""
    match = _COMPOUND.match(draft.text, draft.end)
    if (
        match is None
        or match["noun"] in _NOT_COMPOUND
        or draft.numeral.form in (NumeralForm.FRACTION, NumeralForm.SHARE)
    ):
        return None
    word = index.at(match.start("noun"))
    return word if word.tag_ in ("NN", "NNS", "JJ") and word.idx == match.start("noun") else None


def _may_count(draft: Draft, counted: CountedNoun) -> bool:
    if draft.numeral.form is NumeralForm.SHARE and counted.through_of:
        return False
    if counted.through_of:
        return (counted.head.tag_ in ("NNS", "NNPS", "NN") and draft.numeral.form is not NumeralForm.DIGITS) or (
            counted.head.tag_ in ("NNS", "NNPS") or counted.head.lower_ in _BODIES_OF_PEOPLE
        )
    if counted.head.tag_ == "NNP" and not counted.head.text.endswith("s") and draft.numeral.magnitude == 1:
        return False
    if draft.has_fraction and draft.numeral.magnitude == 1 and counted.head.tag_ == "NN":
        return False
    if draft.low == 1 and counted.first.tag_ in ("VBN", "VBD"):
        return False
    return not (draft.low == 1 and (counted.head.lower_ in _IDIOMS_OF_ONE or counted.first.lower_ in _IDIOMS_OF_ONE))
