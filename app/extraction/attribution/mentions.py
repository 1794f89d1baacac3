"""The words that name a source at one place, and the name that stands in them."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from app.extraction.attribution.source_words import BODY_NOUNS, HONORIFICS, OCCUPATIONS
from app.extraction.attribution.states import find_state
from app.extraction.sentences import sentence_of

_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ][\w&]*(?:[’'.\-&][\w&]+)*\.?"
_NAME = re.compile(
    rf"{_NAME_WORD}(?:\s+(?:(?:of|for|and|on|the|de|van|von|der|den|al|bin|ibn|el|la|da|dos|del|di|du|le)\s+){{0,3}}"
    rf"{_NAME_WORD})*"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_OWNED = re.compile(r"(?P<owner>\S+(?: \S+)?)[’']s (?P<owned>.+)")
_RUN_BY = re.compile(r"^\w+-(?:run|owned|controlled|backed|funded|led|based)\s+(?=\S)", re.IGNORECASE)
_SENTENCE_OF_HEADLINE = re.compile(r"(?<=\w)\s+(?:Says|Said|He|She|They|Is|Are|Was|Were|Has|Had)(?:\s.*)?$")
_NO_NAME = re.compile(r"[\[\]{}<>|]|^\w$|^Editor[’']s Note$")
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
_TITLES = (HONORIFICS | OCCUPATIONS) - _PARTS_OF_TITLES
_PARTY_MEMBERS = frozenset({"democrat", "republican", "conservative", "liberal"})
_BODIES_OF_BODIES = frozenset({"commission", "committee", "council", "bureau", "secretariat", "presidium"})
_NAMING_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "NORP", "LOC", "WORK_OF_ART", "EVENT"},
)
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my"})
_PARENT_BODY = re.compile(
    r" of (?:(?:the|its|their) )?(?:[a-z]+ )?(?P<parent>[A-Z][\w’'\-]*(?: [A-Z][\w’'\-]*)*)(?<![’']s)(?=[\s,.;:])"
)
_STATE_BEFORE = re.compile(r"(?P<state>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})[’']s $")
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
    entity = _named_entity_around(head)
    if entity is not None:
        named = with_parent_body(entity) or without_titles(_longest_body_name(head, entity, mention) or entity.text)
        if named:
            return named
    if head.pos_ != "PROPN" and not (head.text[:1].isupper() and not head.is_sent_start):
        return None
    offset = head.idx - mention.words.start_char
    for match in _NAME.finditer(printed):
        if match.start() <= offset < match.end():
            return without_titles(match.group())
    return None


def with_parent_body(entity: Span) -> str | None:
    """A commission's name with the body it is of, which the model often cuts short ("… of the Harbour Workers' …").

    None where the entity is no such body, or stands with none.
    """
    at = next((n for n in range(entity.end - 1, entity.start - 1, -1) if _is_body_of_body(entity.doc[n])), None)
    if at is None or entity.label_ == "PERSON":
        return None
    name = without_titles(entity.doc[entity.start : at + 1].text)
    owner = _owning_body(entity.doc[at])
    if name and owner:
        return f"{name} of the {owner}"
    sentence = sentence_of(entity[0])
    parent = _PARENT_BODY.match(sentence.text, entity.doc[at].idx + len(entity.doc[at].text) - sentence.start_char)
    return f"{name} of the {' '.join(parent['parent'].split())}" if name and parent else None


def _owning_body(body: Token) -> str | None:
    """The body that stands as the possessor of another ("the Fishers' Party" of "the Fishers' Party's … Council")."""
    owner = next((child for child in body.children if child.dep_ == "poss" and child.text[:1].isupper()), None)
    if owner is None or owner.lower_ not in BODY_NOUNS or owner.left_edge.i == owner.i:
        return None
    return without_titles(owner.doc[owner.left_edge.i : owner.i + 1].text)


def owning_state(text: str, start: int) -> str | None:
    """The state whose body is named at a place in the text: "South Korea" before "…'s Joint Chiefs of Staff"."""
    owner = _STATE_BEFORE.search(text, max(0, start - 40), start)
    if owner is None:
        return None
    words = owner["state"].split()
    return next((state for n in range(len(words)) if (state := find_state(" ".join(words[n:])))), None)


def _is_body_of_body(token: Token) -> bool:
    return token.lower_ in _BODIES_OF_BODIES


def _longest_body_name(head: Token, entity: Span, mention: Mention) -> str | None:
    """The whole name of a body of which the entity is only a part ("Institute for Defense Analyses")."""
    if entity.label_ == "PERSON" and " " in entity.text:
        return None
    for match in _NAME.finditer(mention.words.text):
        start = mention.words.start_char + match.start()
        end = mention.words.start_char + match.end()
        if start <= head.idx < end and end - start > len(entity.text) + 2:
            words = {word.lower() for word in match.group().split()}
            if words & BODY_NOUNS and start <= entity.start_char and entity.end_char <= end:
                return match.group()
    return None


def entity_around(head: Token) -> Span | None:
    """The named entity that a word stands in, whole where the model cut it at a hyphen ("Ryu Jae-min")."""
    doc = head.doc
    at = head.i
    if not head.ent_type_ and head.i > 1 and head.nbor(-1).text == "-" and not head.nbor(-1).whitespace_:
        at = head.i - 2
    first, last = at, at + 1
    while doc[first].ent_iob_ == "I":
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    return whole_name(Span(doc, first, last, label=doc[at].ent_type)) if doc[at].ent_type_ else None


def whole_name(entity: Span) -> Span:
    """An entity with the rest of a hyphenated last word that the model left out."""
    doc, last = entity.doc, entity.end
    while last + 1 < len(doc) and doc[last].text == "-" and not (doc[last - 1].whitespace_ or doc[last].whitespace_):
        if not doc[last + 1].is_alpha:
            break
        last += 2
    return Span(doc, entity.start, last, label=entity.label) if last > entity.end else entity


def _named_entity_around(head: Token) -> Span | None:
    entity = entity_around(head)
    if entity is None or entity.label_ not in _NAMING_LABELS:
        return None
    is_name_word = head.text[:1].isupper() or (head.i > entity.start and head.nbor(-1).text == "-")
    return entity if entity.text[:1].isalnum() and is_name_word else None


def without_titles(name: str) -> str | None:
    """A name without leading determiner and titles and without a possessive ending.

    None where only titles stand, or what can be nobody's name.
    """
    name = _POSSESSIVE.sub("", name.strip().strip(",;:")).strip()
    name = re.sub(r"\s+", " ", name)
    name = re.split(r"[\"“”„«»「」『』《》]", name)[-1].strip() or name
    name = _SENTENCE_OF_HEADLINE.sub("", _RUN_BY.sub("", name))
    if _NO_NAME.search(name):
        return None
    name = re.sub(r"(?<=\w) [Nn]ews agency$", "", _without_owner(name))
    words = name.split(" ")
    if words and words[0].lower() in _DETERMINERS:
        words = words[1:]
    if words and words[-1].lower() in BODY_NOUNS:
        return " ".join(words)
    cut = max(_length_of_titles(words), _length_of_office(words))
    words = words[cut:]
    while cut and len(words) > 1 and words[0].lower() in _PARTS_OF_TITLES:
        words = words[1:]
    if len(words) == 1 and words[0].lower().strip(".") in HONORIFICS:
        return None
    if words and words[0].lower() in {"of", "for", "and"}:
        return None
    return " ".join(words) or None


def _without_owner(name: str) -> str:
    """A body's name without whose it is, where it is known without; a party's commission is "… of the … Party"."""
    match = _OWNED.fullmatch(name)
    if match is None:
        return name
    owner, owned = match["owner"], match["owned"]
    last = owned.rsplit(maxsplit=1)[-1].lower()
    if last in _BODIES_OF_BODIES and " " in owner and owner.rsplit(maxsplit=1)[-1].lower() in BODY_NOUNS:
        return f"{owned} of the {owner}"
    return owned if len(owned.split()) >= 3 or "news agency" in owned.lower() else name


def _length_of_titles(words: list[str]) -> int:
    """How many words of titles stand before a person's name, with the body they belong to ("Senate Speaker …")."""
    cut = 0
    after_body = False
    for index, word in enumerate(words[:-1]):
        plain = word.lower().strip(".,")
        rest = words[index + 1 :]
        if plain in BODY_NOUNS and plain not in HONORIFICS:
            after_body = True
        elif (plain in _TITLES and not _names_a_body(rest) and (not after_body or _is_persons_name(rest))) or (
            plain in _PARTY_MEMBERS and index > 0 and _is_persons_name(rest)
        ):
            cut = index + 1
    return cut


def _is_persons_name(words: list[str]) -> bool:
    names = [word for word in words if word[:1].isupper() and word.lower().strip(".") not in BODY_NOUNS | HONORIFICS]
    return 2 <= len(words) <= 4 and len(names) == len(words)


def _length_of_office(words: list[str]) -> int:
    """How many words an office takes before a name: "Minister of Foreign Affairs Cho …" three and the "of"."""
    for start, word in enumerate(words[:-3]):
        if word.lower() in HONORIFICS and words[start + 1] == "of":
            length = start + 2
            while length < len(words) - 1 and words[length].lower() in _PARTS_OF_TITLES | {"and"}:
                length += 1
            return length if length > start + 2 and (start == 0 or _is_persons_name(words[length:])) else 0
    return 0


def _names_a_body(words: list[str]) -> bool:
    first = words[0].lower() if words else ""
    last = words[-1].lower() if words else ""
    return first in {"of", "for", "and", "on"} or last in {
        "ministry", "department", "agency", "service", "council", "committee", "commission", "bank", "office",
        "institute", "university", "court", "board", "union", "fund", "group", "authority", "administration",
        "association", "federation", "center", "centre", "foundation", "bureau", "inc", "corp", "forces", "party",
    }  # fmt: skip
