"""Multiples that a verb or "twice" states: doubled, halved, tripled."""

import re
from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Token

from app.extraction.figures.draft import Draft
from app.extraction.figures.numerals import Numeral, NumeralForm
from app.extraction.figures.token_index import TokenIndex
from app.facts.figure import Change, UnitKind

_WORD = re.compile(
    r"(?<![\w-])(?i:(?P<two>doubl(?:e|ed|es|ing))|(?P<three>tripl(?:e|ed|es|ing)|trebl(?:e|ed|es|ing))|(?P<four>quadrupl(?:e|ed|es|ing))"
    r"|(?P<half>halv(?:e|ed|es|ing))|(?P<twice>twice|thrice)|(?P<fold>(?:two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand)-?fold))(?![\w-])"
)
_VALUES = {"two": Decimal(2), "three": Decimal(3), "four": Decimal(4), "half": Decimal("0.5")}
_FOLDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twenty": 20,
    "hundred": 100,
    "thousand": 1000,
}
_SERVING_AS = re.compile(r"\sas\san?\s(?!result|consequence)")
_COMPARES = re.compile(r"\s+(?:as\b|the\b|that\b|its\b|their\b|what\b|his\b|her\b|those\b|last\b)")


def find_multiples(text: str, start: int, end: int, index: TokenIndex) -> Iterator[Draft]:
    """Every multiple stated by a word of its own between two offsets; ups and downs are changes already."""
    for match in _WORD.finditer(text, start, end):
        word, token = match.lastgroup or "", index.at(match.start())
        compares = _COMPARES.match(text, match.end()) is not None
        is_verb = token.pos_ == "VERB" and not match[0].lower().startswith("twice")
        if word == "two" and _serves_as(text, match.end()):
            continue
        if word == "twice" and not _is_comparison(text, match.end(), index):
            continue
        if not (
            word == "fold" or (is_verb and not _is_idle(token)) or (compares and word in ("two", "three", "twice"))
        ):
            continue
        value = _value(word, match[0].lower())
        numeral = Numeral(match.start(), match.end(), NumeralForm.WORDS, value, value)
        draft = Draft(
            text,
            numeral,
            match.start(),
            match.end(),
            value,
            value,
            token,
            token,
            index.sentence_of(token),
            "times",
            UnitKind.MULTIPLE,
        )
        draft.is_multiple = True
        if is_verb:
            draft.change = Change.DOWN if word == "half" else Change.UP
        yield draft


def _is_comparison(text: str, position: int, index: TokenIndex) -> bool:
    """ "twice as many", not "scored twice as his side won"."""
    if not text.startswith(" as ", position):
        return True
    word = index.at(position + 4)
    return word.pos_ in ("ADJ", "ADV") and word.text.islower()


def _is_idle(token: Token) -> bool:
    """ "double down", "double up" multiply nothing."""
    return token.i + 1 < len(token.doc) and token.nbor().lower_ in ("down", "up", "back", "over")


def _serves_as(text: str, position: int) -> bool:
    """ "The cellar doubles as a shelter": no multiple of anything."""
    return _SERVING_AS.match(text, position) is not None


def _value(word: str, printed: str) -> Decimal:
    if word == "twice":
        return Decimal(3 if printed == "thrice" else 2)
    if word == "fold":
        return Decimal(_FOLDS[printed.removesuffix("fold").removesuffix("-")])
    return _VALUES[word]
