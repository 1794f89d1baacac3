"""The noun that a number counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from app.extraction.word_set import word_set

_MODIFIER_TAGS = word_set("JJ JJR JJS RBS VBN VBG NN NNS NNP NNPS HYPH POS AFX CD FW")
_NOUN_TAGS = word_set("NN NNS NNP NNPS")
# Adjectives that stand for people.
PEOPLE_WORDS = word_set("dead wounded injured missing killed unemployed homeless hurt sick")
_DETERMINERS = word_set("DT PRP$ PDT")
# Nouns behind a number that name nothing that is counted: "of 27 total", "one of the thousands who".
_NUMBERS_THEMSELVES = word_set("one total dozen hundred thousand million billion")
_NOT_NOUNS = word_set("am pm a.m. p.m. ago per % more less others am. pm. etc. each apiece percent respectively half")
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "lives": "life",
    "dice": "die",
    "taxes": "tax",
    "axes": "axe",
    "leaves": "leaf",
    "doses": "dose",
}
# Things named by letters and digits ("F-16s", "A350s"), and initials in the plural ("RBIs").
_MODEL_NAME = re.compile(r"((?=[A-Z])[A-Za-z]*-?\d+[A-Za-z]??|[A-Z]{2,})[’']?s")
_CALENDAR = word_set("year month week quarter night season summer winter autumn spring weekend century decade")
_MAX_WORDS = 9

_PARTS_OF_THE_COMPASS = ("North", "South", "East", "West")


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """The head of a counted noun phrase and the phrase's first word; `through_of` where "of" joins it to the number."""

    head: Token
    first: Token
    through_of: bool = False


def find_counted_noun(following: Iterable[Token]) -> CountedNoun | None:
    """The noun that the words after a number lead up to: "North Korean soldiers", "of the vote", "wounded"."""
    words = [word for _, word in zip(range(_MAX_WORDS + 4), following, strict=False) if not word.is_space]
    if not words:
        return None
    if len(words) > 1 and words[0].lower_ in ("last", "next", "this") and words[1].lower_ in _CALENDAR:
        return None
    if words[0].lower_ == "of":
        rest = words[1:]
        while rest and (rest[0].tag_ in _DETERMINERS or rest[0].lower_ in ("all", "those", "these")):
            rest = rest[1:]
        found = _head_of(rest)
        first = words[1] if len(words) > 1 else words[0]
        return CountedNoun(found, first, through_of=True) if found else None
    if words[0].lower_ in ("more", "other", "further", "additional", "fewer") and len(words) > 1:
        words = words[1:]
    elif len(words) > 2 and words[0].lower_ == "or" and words[1].lower_ in ("more", "fewer", "less", "so"):
        words = words[2:]
    while len(words) > 1 and (words[0].is_quote or words[0].lower_ == "plus" or words[1].lower_ == "plus"):
        words = words[1:]
    found = _head_of(words) or _head_in_parse(words)
    return CountedNoun(found, words[0]) if found else None


def _head_in_parse(words: list[Token]) -> Token | None:
    """The plural behind a participle taken for a verb: "271 pledged delegates"."""
    if len(words) < 2 or words[0].tag_ not in ("VBD", "VBN"):
        return None
    plural = next((word for word in words[1:3] if word.tag_ == "NNS"), None)
    number = words[0].nbor(-1) if words[0].i else None
    is_one_phrase = plural is not None and all(word.tag_ in _MODIFIER_TAGS for word in words[1 : words.index(plural)])
    is_counted = number is not None and (number.head == plural or number.dep_ in ("pobj", "nummod", "quantmod"))
    return plural if is_one_phrase and is_counted else None


def _head_of(words: list[Token]) -> Token | None:
    head: Token | None = None
    for index, word in enumerate(words[:_MAX_WORDS]):
        if head is None and word.is_quote:
            continue
        if word.lower_ in _NOT_NOUNS or word.pos_ == "PRON" or _closes_possessor(word, head) or _is_dash(word):
            break
        if word.tag_ in _NOUN_TAGS:
            if head is not None and _ends_phrase(head, word):
                break
            head = word
        elif (
            (word.tag_ not in _MODIFIER_TAGS and not _joins_modifiers(words, index, head))
            or (
                head is not None and word.tag_ in ("VBN", "VBG", "JJ", "JJR") and not _leads_to_noun(words, index, head)
            )
            or (word.tag_ == "CD" and head is None and index == 0 and not _measures_plural(words))
        ):
            break
    if head is not None and len(head.text.strip(".")) < 2:
        return None
    if head is None and words and words[0].lower_ in PEOPLE_WORDS:
        return words[0]
    if head is not None and head.lemma_ in _NUMBERS_THEMSELVES:
        return None
    return head if head is None or head.text[0].isalpha() else None


def _closes_possessor(word: Token, head: Token | None) -> bool:
    """The mark after a counted plural: in "two countries' cooperation" the countries are two."""
    return word.tag_ == "POS" and head is not None and head.tag_ in ("NNS", "NNPS")


def _is_dash(word: Token) -> bool:
    """A dash between blanks, which the parse may take for a hyphen."""
    return (
        word.is_punct
        and word.tag_ == "HYPH"
        and bool(word.whitespace_)
        and word.i > 0
        and bool(word.nbor(-1).whitespace_)
    )


def _ends_phrase(head: Token, word: Token) -> bool:
    """A plural noun closes the phrase unless the next noun is plainly its head ("sports cars", "arms makers")."""
    if head.tag_ == "NNS" and word.tag_ in ("NNP", "NNPS"):
        return True
    return head.tag_ == "NNS" and word.i not in (word.head.i, head.head.i) and head.dep_ not in ("compound", "nmod")


def _joins_modifiers(words: list[Token], index: int, head: Token | None) -> bool:
    """A comma or "and" inside the phrase ("digital and physical sales", "five new, larger ships")."""
    word = words[index]
    if word.tag_ == "RB" and _describes_next(words[index + 1 : index + 3]):
        return True
    if word.lower_ not in ("and", "or", ",") or index + 1 >= len(words) or index == 0:
        return False
    before, after = words[index - 1], words[index + 1]
    if (
        word.lower_ == "and"
        and head is not None
        and before.tag_ in ("NNP", "NN", "JJ")
        and _plural_soon(words[index + 1 :])
    ):
        return True
    if word.lower_ == "," and index > 1 and words[index - 2].tag_ == "HYPH" and after.tag_ == "RB":
        return _describes_next(words[index + 2 : index + 4])
    if before.tag_ in ("NNS", "NNPS") or after.tag_ not in _MODIFIER_TAGS or after.tag_ == "CD":
        return False
    return before.head.i in (after.i, after.head.i) or (after.head.i == before.i and before.tag_ not in _NOUN_TAGS)


def _describes_next(following: list[Token]) -> bool:
    """Whether an adverb goes with the adjective or participle after it: "fully paid", "freshly-baked"."""
    if following and following[0].tag_ == "HYPH":
        following = following[1:]
    return bool(following) and following[0].tag_ in ("JJ", "VBN")


def _plural_soon(words: list[Token]) -> bool:
    """A plural noun within three words, with nothing but nouns and adjectives before it."""
    for word in words[:3]:
        if word.tag_ == "NNS":
            return True
        if word.tag_ not in ("NN", "NNP", "JJ", "HYPH"):
            return False
    return False


def _measures_plural(words: list[Token]) -> bool:
    """A measure inside the phrase: "9 million 152mm rounds", "two 500-pound bombs"."""
    if len(words) < 3 or words[1].tag_ not in ("NN", "HYPH") or words[1].idx != words[0].idx + len(words[0]):
        return False
    return any(word.tag_ == "NNS" for word in words[2:5])


def _leads_to_noun(words: list[Token], index: int, head: Token) -> bool:
    """After a noun, an adjective or participle goes on only where the parse ties it to a later noun of this phrase."""
    word = words[index]
    return (
        any(later.i == word.head.i and later.tag_ in _NOUN_TAGS for later in words[index + 1 : _MAX_WORDS])
        and head.i != word.head.i
    )


def unit_of_noun(noun: Token) -> str:
    """The counted noun in the singular ("soldier"); people where an adjective stands for them."""
    word = noun.lower_
    if word in PEOPLE_WORDS:
        return "person"
    if word in _IRREGULAR:
        return singular(word)
    if model := _MODEL_NAME.fullmatch(noun.text):
        return model[1]
    if noun.tag_ in ("NNPS", "NNP") and noun.text.isalpha():
        name = noun.text.removesuffix("s") if noun.tag_ == "NNPS" or word.endswith("ns") else noun.text
        return f"{noun.nbor(-1).text} {name}" if noun.i and noun.nbor(-1).text in _PARTS_OF_THE_COMPASS else name
    lemma = _hyphenated(noun) + noun.lemma_.lower()
    if lemma == word and noun.tag_ == "NNS" and word.endswith("s") and not word.endswith(("ss", "series", "species")):
        return word[:-1]
    return lemma


def _hyphenated(noun: Token) -> str:
    """What a hyphen ties to the front of a noun: the "convention-" of "convention-goers"."""
    if noun.i < 2 or noun.nbor(-1).text != "-" or noun.nbor(-1).whitespace_ or noun.nbor(-2).whitespace_:
        return ""
    return f"{noun.nbor(-2).lower_}-" if noun.nbor(-2).is_alpha and not noun.nbor(-2).like_num else ""


def singular(word: str) -> str:
    """The singular of a lower-case plural noun, where no parse tells it."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
