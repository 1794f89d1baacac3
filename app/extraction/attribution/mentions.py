"""The words that name a source at one place, and the name that stands in them."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from app.extraction.attribution.source_words import BODY_NOUNS, HONORIFICS, OCCUPATIONS

_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ][\w&]*(?:[’'.\-&][\w&]+)*\.?"
_NAME = re.compile(
    rf"{_NAME_WORD}(?:\s+(?:(?:of|for|and|on|the|de|van|von|der|den|al|bin|ibn|el|la|da|dos|del|di|du|le)\s+){{0,3}}"
    rf"{_NAME_WORD})*"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_LEFT_DEPENDENCIES = {
    "det",
    "amod",
    "compound",
    "poss",
    "nummod",
    "nmod",
    "predet",
    "quantmod",
    "advmod",
    "punct",
    "dep",
}
_RIGHT_PREPOSITIONS = {"of", "for", "in", "at", "from", "with", "near", "on", "to", "behind", "inside"}
_MAX_RIGHT_TOKENS = 9
_PARTS_OF_TITLES = frozenset(
    {
        "of",
        "the",
        "for",
        "affairs",
        "state",
        "security",
        "national",
        "trade",
        "unification",
        "relations",
        "foreign",
        "defence",
        "defense",
        "interior",
        "finance",
        "transport",
        "health",
        "justice",
        "education",
        "environment",
        "former",
        "acting",
        "first",
    }
)
_QUOTES = set('"“”„«»「」『』《》')


@dataclass(frozen=True, slots=True)
class Mention:
    """The noun phrase around a head word, as half-open token indexes, and whether a possessive stands for it."""

    head: Token
    first: int
    last: int

    @property
    def words(self) -> Span:
        """The mention as words of the document."""
        return self.head.doc[self.first : self.last]


def mention_of(head: Token) -> Mention:
    """The noun phrase of a head word: determiners and modifiers before it, short prepositional phrases after it."""
    if head.pos_ == "PRON" and head.dep_ != "poss":
        return Mention(head, head.i, head.i + 1)
    first = _first_token(head)
    last = head.i + 1
    for child in head.rights:
        if child.i != last or child.dep_ != "prep" or child.lower_ not in _RIGHT_PREPOSITIONS:
            if child.dep_ in {"case", "flat", "compound"} and child.i == last and child.dep_ != "case":
                last = child.i + 1
                continue
            break
        end = _end_of_phrase(head.doc, child)
        if end - head.i > _MAX_RIGHT_TOKENS:
            break
        last = end
    return Mention(head, first, last)


def _first_token(head: Token) -> int:
    first = head.i
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.dep_ not in _LEFT_DEPENDENCIES or child.text in _QUOTES or child.text in {",", ";", ":", "—", "–"}:
            break
        if child.right_edge.i + 1 < first - 1:
            break
        first = child.left_edge.i
    while first < head.i and head.doc[first].text in (_QUOTES | {"'", "’", "‘", ",", "-", "–", "—"}):
        first += 1
    return first


def _end_of_phrase(doc: Doc, preposition: Token) -> int:
    for index in range(preposition.i + 1, preposition.right_edge.i + 1):
        token = doc[index]
        if token.text in {",", ";", ":", "(", ")", "—", "–"} or token.text in _QUOTES:
            return index
        if token.dep_ in {"relcl", "acl", "aux"} or token.tag_ in {"WP", "WDT"}:
            return index
    return int(preposition.right_edge.i) + 1


def name_in(mention: Mention) -> str | None:
    """The name that the mention's head stands in ("Volodymyr Zelenskiy" of "Ukrainian President Volodymyr Zelenskiy").

    None where the head is a common noun.
    """
    head = mention.head
    printed = mention.words.text
    entity = _entity_around(head)
    if entity is not None:
        named = without_titles(_longest_body_name(head, entity, mention) or entity.text)
        if named:
            return named
    if head.pos_ != "PROPN" and not (head.text[:1].isupper() and not head.is_sent_start):
        return None
    offset = head.idx - mention.words.start_char
    for match in _NAME.finditer(printed):
        if match.start() <= offset < match.end():
            return without_titles(match.group())
    return None


def _longest_body_name(head: Token, entity: Span, mention: Mention) -> str | None:
    """The whole name of a body of which the entity is only a part ("Institute for Defense Analyses")."""
    for match in _NAME.finditer(mention.words.text):
        start = mention.words.start_char + match.start()
        end = mention.words.start_char + match.end()
        if start <= head.idx < end and end - start > len(entity.text) + 2:
            words = {word.lower() for word in match.group().split()}
            if words & BODY_NOUNS and start <= entity.start_char and entity.end_char <= end:
                return match.group()
    return None


def _entity_around(head: Token) -> Span | None:
    if head.ent_type_ not in {"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "NORP", "LOC", "WORK_OF_ART", "EVENT"}:
        return None
    for entity in head.sent.ents:
        if entity.start <= head.i < entity.end:
            covers_to_the_end = entity.end > head.i
            return entity if covers_to_the_end and entity.text[:1].isalnum() and head.text[:1].isupper() else None
    return None


def without_titles(name: str) -> str | None:
    """A name without leading determiner and titles and without a possessive ending; None where only titles stand."""
    name = _POSSESSIVE.sub("", name.strip().strip(",;:")).strip()
    name = re.sub(r"\s+", " ", name)
    name = re.split(r"[\"“”„«»「」『』《》]", name)[-1].strip() or name
    owned = re.fullmatch(r"\S+(?: \S+)?[’']s (.+)", name)
    if owned and (len(owned.group(1).split()) >= 3 or "news agency" in owned.group(1).lower()):
        name = owned.group(1)
    name = re.sub(r"(?<=\w) [Nn]ews agency$", "", name)
    words = name.split(" ")
    if words and words[0].lower() in {"the", "a", "an"}:
        words = words[1:]
    if words and words[-1].lower() in BODY_NOUNS:
        return " ".join(words)
    cut = 0
    for index, word in enumerate(words[:-1]):
        plain = word.lower().strip(".,")
        if plain in BODY_NOUNS and plain not in HONORIFICS:
            break
        if plain in (HONORIFICS | OCCUPATIONS) - _PARTS_OF_TITLES and not _names_a_body(words[index + 1 :]):
            cut = index + 1
    cut = max(cut, _length_of_office(words))
    words = words[cut:]
    while cut and len(words) > 1 and words[0].lower() in _PARTS_OF_TITLES:
        words = words[1:]
    if len(words) == 1 and words[0].lower().strip(".") in HONORIFICS:
        return None
    if words and words[0].lower() in {"of", "for", "and"}:
        return None
    return " ".join(words) or None


def _length_of_office(words: list[str]) -> int:
    """How many words an office takes before a name: "Minister of Foreign Affairs Cho …" three and the "of"."""
    if len(words) < 4 or words[0].lower() not in HONORIFICS or words[1] != "of":
        return 0
    length = 2
    while length < len(words) - 1 and words[length].lower() in _PARTS_OF_TITLES | {"and"}:
        length += 1
    return length if length > 2 else 0


def _names_a_body(words: list[str]) -> bool:
    first = words[0].lower() if words else ""
    last = words[-1].lower() if words else ""
    return first in {"of", "for", "and", "on"} or last in {
        "ministry", "department", "agency", "service", "council", "committee", "commission", "bank", "office",
        "institute", "university", "court", "board", "union", "fund", "group", "authority", "administration",
        "association", "federation", "center", "centre", "foundation", "bureau", "inc", "corp", "forces", "party",
    }  # fmt: skip
