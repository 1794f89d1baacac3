"""The people and bodies that an article names, each under its fullest name."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from spacy.attrs import ORTH, TAG
from spacy.tokens import Doc, Span

from app.extraction.attribution.apposed_roles import Role, roles_at
from app.extraction.attribution.given_names import (
    FIRM_WORDS,
    PARTICLES,
    firms_in,
    gender_of,
    is_given_name,
    is_persons_name,
    people_in,
)
from app.extraction.attribution.mentions import owning_state, whole_name, with_parent_body, without_titles
from app.extraction.attribution.source_words import (
    ASIAN_FAMILY_NAMES,
    BODY_NOUNS,
    COURTESY_TITLES,
    DOCUMENT_NOUNS,
    FEMALE_TITLES,
    HONORIFICS,
    MALE_TITLES,
    NOT_STATE_WORDS,
    OUTLET_LAST_WORDS,
    OUTLET_NOUNS,
    OUTLETS,
    PERSON_NOUNS,
    STATE_NOUNS,
    SURE_OUTLET_WORDS,
)
from app.extraction.attribution.states import find_state, is_country
from app.extraction.sentences import sentence_of
from app.extraction.word_set import word_set
from app.facts.attribution import SourceKind

_PLAIN = re.compile(r"[^\w]+|_")
_HALVES = frozenset({"North", "South"})
_FAR_MORE_OFTEN = 2
_PRIVATE_AGENCIES = word_set("news press rating ratings credit travel talent creative advertising model models estate")
_SURE_STATE_WORDS = word_set("ministry police army navy government")
_AGE_AFTER = re.compile(r"(?:,\s+(?:aged\s+)?|\s+\()(\d{1,3})(?=[,).;]|\s+and\b)")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old\b")
_ACRONYM = re.compile(r"\s*[(\[](?:the\s+)?([A-Z][A-Za-z&.]{1,9})[)\]]")


@dataclass(slots=True)
class Entity:
    """One source of the article; `name` is the fullest naming, `aliases` every other one.

    `positions` are where it is named, in order. `is_someone` tells a person who is described but not named.
    """

    name: str
    kind: SourceKind
    named: bool = True
    aliases: list[str] = field(default_factory=list)
    description: str | None = None
    gender: str | None = None
    positions: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    is_kind_sure: bool = True
    is_someone: bool = False
    age: int | None = None
    roles: list[Role] = field(default_factory=list)

    def is_named_before(self, position: int) -> bool:
        """Tell whether it is named at or before a place in the text."""
        return bool(self.positions) and self.positions[0] <= position

    def add_alias(self, alias: str) -> None:
        """Keep another naming."""
        if alias != self.name and alias not in self.aliases:
            self.aliases.append(alias)


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A name for comparing: letters and digits only, lower case."""
    return _PLAIN.sub("", name).lower()


class EntityTable:
    """Every named person, body and state of an article, built once from its named entities."""

    def __init__(self, doc: Doc) -> None:
        self.entities: list[Entity] = []
        self._by_name: dict[str, list[Entity]] = {}
        self._by_outer_words: dict[tuple[str, str], list[Entity]] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._placed: list[tuple[int, int]] | None = None
        self._by_role: dict[str, list[Entity]] | None = None
        self._first_named: dict[str | None, list[Entity]] | None = None
        self._by_age: dict[int, list[Entity]] | None = None
        # spaCy joins the text anew each time it is asked for.
        self._text = doc.text
        words = doc.to_array([ORTH, TAG])
        strings = doc.vocab.strings
        unowned = np.unique(words[:-1, 0][words[1:, 1] != strings["POS"]])
        self._unowned_words = frozenset(strings[int(word)] for word in unowned)
        self._small_words = frozenset(text for word in np.unique(words[:, 0]) if (text := strings[int(word)]).islower())
        self._read(doc)

    def find(self, name: str, position: int, before: str = "") -> Entity | None:
        """The entity that a name stands for at a place in the text; None where none or more than one may be meant.

        Of two with one name it is the one whom the title in the words before tells, or else the only one named so far.
        """
        found = self._by_name.get(plain(name), [])
        if len(found) <= 1:
            return found[0] if found else None
        titled = _only_one(found, before)
        if titled is not None:
            return titled
        bearers = [entity for entity in found if plain(entity.name) == plain(name)]
        named = bearers or [entity for entity in found if entity.is_named_before(position)] or found
        if len(named) == 1:
            return named[0]
        return _plainly_meant(named, position)

    def get_or_add(self, name: str, position: int, label: str, context: str) -> Entity:
        """The entity of a name, added where the article's named entities do not hold it."""
        found = self.find(name, position, context)
        if found is None:
            found = self._known_by_other_words(name, label, context)
            if found is not None:
                self.add_name(found, name)
        if found is None:
            found = self._add(name, position, label, context)
            self._link_short_names([found])
        at = self._text.rfind(name, 0, position + len(name))
        if 0 <= at <= position <= at + len(name):
            self._learn_state(found, name, at)
        return found

    def named_within(self, start: int, end: int) -> list[Entity]:
        """The entities of the article's named ones that stand by name in a stretch of the text."""
        return [entity for _, entity in self.placed_within(start, end)]

    def placed_within(self, start: int, end: int) -> list[tuple[int, Entity]]:
        """The same with where they stand."""
        if self._placed is None:
            self._placed = sorted((at, n) for n, entity in enumerate(self.entities) for at in entity.positions)
        first, last = bisect_left(self._placed, (start, -1)), bisect_left(self._placed, (end, -1))
        return [(at, self.entities[n]) for at, n in self._placed[first:last]]

    def with_role(self, noun: str) -> list[Entity]:
        """The entities that an apposition calls by a noun."""
        if self._by_role is None:
            self._by_role = {}
            for entity in self.entities:
                for role in dict.fromkeys(role.noun for role in entity.roles):
                    self._by_role.setdefault(role, []).append(entity)
        return self._by_role.get(noun, [])

    def of_age(self, years: int) -> list[Entity]:
        """The people whose age the text tells at their names."""
        if self._by_age is None:
            self._by_age = {}
            for entity in self.entities:
                if entity.age is not None:
                    self._by_age.setdefault(entity.age, []).append(entity)
        return self._by_age.get(years, [])

    def only_person_before(self, position: int, gender: str) -> Entity | None:
        """The one person of that sex named so far, where everybody's sex is known."""
        if self._first_named is None:
            people = [entity for entity in self.entities if entity.positions and is_surely_person(entity)]
            people.sort(key=lambda entity: entity.positions[0])
            self._first_named = {
                sex: [entity for entity in people if entity.gender == sex][:2] for sex in ("male", "female", None)
            }
        named = [entity for entity in self._first_named[gender] if entity.positions[0] < position]
        is_known = not any(entity.positions[0] < position for entity in self._first_named[None])
        return named[0] if is_known and len(named) == 1 else None

    def add_name(self, entity: Entity, alias: str) -> None:
        """Let another naming stand for an entity."""
        entity.add_alias(alias)
        known = self._by_name.setdefault(plain(alias), [])
        if entity not in known:
            known.append(entity)

    def _read(self, doc: Doc) -> None:
        counted: dict[str, Counter[str]] = {}
        met: list[tuple[str, Span, str]] = []
        for span in _named_spans(doc):
            whole = whole_name(span)
            name = with_parent_body(whole) or without_titles(whole.text)
            name = self._owner_of_part(name, span) if name and not self.is_common_noun(name) else None
            if not name or not name[:1].isalpha() or "\n" in span.text or name.islower():
                continue
            counted.setdefault(plain(name), Counter())[span.label_] += 1
            met.append((name, whole, _words_before(doc, span)))
        met.sort(key=lambda item: -len(item[0].split()))
        for name, span, before in met:
            label = counted[plain(name)].most_common(1)[0][0]
            self._meet(name, span, label, before)
        self._link_short_names(list(self.entities))

    def is_common_noun(self, name: str) -> bool:
        """Tell whether a headline or sentence only begins with a noun that the text writes small elsewhere."""
        return name.istitle() and name.lower() in BODY_NOUNS & self._small_words

    def _owner_of_part(self, name: str, span: Span) -> str:
        """A firm's own name where the model took in a place or thing of its ("Brill's Wakefield")."""
        owner, mark, part = name.replace("’", "'").partition("'s ")
        is_body = part.rsplit(" ", 1)[-1].lower() in BODY_NOUNS | FIRM_WORDS
        is_firm = bool(mark) and owner.rsplit(" ", 1)[-1] in self._unowned_words
        if is_body or not is_firm or " " in part or span.label_ != "ORG":
            return name
        return owner

    def _meet(self, name: str, span: Span, label: str, before: str) -> None:
        entity = self.find(name, span.start_char, before)
        if entity is None:
            entity = self._known_by_other_words(name, label, before)
            if entity is not None:
                self.add_name(entity, name)
            else:
                entity = self._add(name, span.start_char, label, before)
        insort(entity.positions, span.start_char)
        entity.add_alias(name)
        self._learn_state(entity, name, span.start_char + max(span.text.find(name), 0))
        short = without_titles(span.text)
        if short and name.startswith(f"{short} of ") and not self._by_name.get(plain(short)):
            self.add_name(entity, short)
        if not entity.is_kind_sure and _is_apposed_as_person(span):
            entity.kind = SourceKind.PERSON
        _learn(entity, before)
        if find_state(entity.name) is None:
            roles = roles_at(self._text, span.start_char, span.end_char)
            roles += _roles_before(span)
            entity.roles.extend(role for role in roles if _may_have_role(entity, role))
        age = _AGE_AFTER.match(self._text, span.end_char) or _AGE_BEFORE.search(before)
        if age and entity.age is None and entity.kind is not SourceKind.GOVERNMENT:
            entity.age = int(age.group(1))
        acronym = _ACRONYM.match(self._text, span.end_char)
        if acronym and entity.kind is not SourceKind.PERSON:
            self.add_name(entity, acronym.group(1))

    def _learn_state(self, entity: Entity, name: str, start: int) -> None:
        """Keep whose body it is among the aliases, since many states have a body of that name."""
        if entity.kind is not SourceKind.GOVERNMENT or find_state(entity.name) is not None or "’s " in name:
            return
        state = owning_state(self._text, start)
        if state is not None and not name.startswith(state):
            self.add_name(entity, f"{state}’s {name}")

    def _known_by_other_words(self, name: str, label: str, before: str) -> Entity | None:
        """Who goes by a longer name: a person's, a state's ("the North") or a body's ("Joint Chiefs")."""
        if find_state(name) is not None:
            return None
        parts = name.split()
        if len(parts) > 1:
            return self._same_person(parts) or self._longer_body(name)
        if name in _HALVES:
            return (
                self._state_of_half(name)
                if label != "PERSON" or before.lower().endswith(f"the {name}".lower())
                else None
            )
        firm = self._full_firm(name)
        if firm is not None:
            return firm
        person = self._full_person(parts, before)
        if person is not None and label == "PERSON" and not person.is_kind_sure:
            person.kind = SourceKind.PERSON
        return person

    def _state_of_half(self, half: str) -> Entity | None:
        states = [entity for entity in self.entities if entity.kind is SourceKind.GOVERNMENT]
        halves = [entity for entity in states if entity.name.startswith(f"{half} ") and find_state(entity.name)]
        return halves[0] if len(halves) == 1 else None

    def _longer_body(self, name: str) -> Entity | None:
        starting = self._by_word.get(plain(name.split(maxsplit=1)[0]), [])
        longer = [entity for entity in starting if entity.name.startswith(f"{name} of ")]
        return longer[0] if len(longer) == 1 and longer[0].kind is not SourceKind.PERSON else None

    def _full_firm(self, short: str) -> Entity | None:
        """The one company that goes by the first word of its name ("Brill" of "Brill Packaging")."""
        firms = [entity for entity in self._by_word.get(plain(short), []) if _is_firm(entity)]
        firms = [entity for entity in firms if plain(entity.name.split()[0]) == plain(short)]
        return firms[0] if len(firms) == 1 else None

    def _full_person(self, parts: list[str], before: str) -> Entity | None:
        short = plain(parts[0])
        people = [
            entity
            for entity in self._by_word.get(short, [])
            if " " in entity.name and (entity.kind is SourceKind.PERSON or not entity.is_kind_sure)
        ]
        by_last = [entity for entity in people if plain(entity.name.split()[-1]) == short]
        return _only_one(by_last or [e for e in people if plain(e.name.split()[0]) == short], before)

    def _same_person(self, parts: list[str]) -> Entity | None:
        if parts[0].lower() in PARTICLES:
            ending = " ".join(parts).lower()
            people = [one for one in self._by_word.get(plain(parts[-1]), []) if one.name.lower().endswith(f" {ending}")]
            return people[0] if len(people) == 1 and people[0].kind is SourceKind.PERSON else None
        for entity in self._by_outer_words.get((plain(parts[0]), plain(parts[-1])), []):
            if entity.kind is SourceKind.PERSON and len(entity.name.split()) > len(parts):
                return entity
        return None

    def _add(self, name: str, position: int, label: str, before: str) -> Entity:
        state = find_state(name)
        if state is not None and (label != "PERSON" or _is_only_a_country(name, before)):
            known = self._by_name.get(plain(state))
            entity = known[0] if known else Entity(state, SourceKind.GOVERNMENT)
            if not known:
                self.entities.append(entity)
                self.add_name(entity, state)
        else:
            kind = kind_of_name(name, label, before)
            entity = Entity(name, kind, is_kind_sure=not _may_be_person(name, kind))
            if kind is SourceKind.PERSON or not entity.is_kind_sure:
                entity.gender = gender_of(name)
            self.entities.append(entity)
            self._index(entity)
        insort(entity.positions, position)
        self.add_name(entity, name)
        return entity

    def _index(self, entity: Entity) -> None:
        outer = [plain(word) for word in entity.name.split()]
        self._by_outer_words.setdefault((outer[0], outer[-1]), []).append(entity)
        for word in dict.fromkeys((outer[0], outer[-1])):
            self._by_word.setdefault(word, []).append(entity)

    def _link_short_names(self, entities: list[Entity]) -> None:
        for entity in entities:
            parts = entity.name.split()
            if entity.kind is SourceKind.PERSON and len(parts) > 1:
                self._link(entity, parts[-1])
                particle = next((n for n, part in enumerate(parts[:-1]) if n and part.lower() in PARTICLES), None)
                if particle is not None:
                    self._link(entity, " ".join(parts[particle:]))
                if plain(parts[0]) in ASIAN_FAMILY_NAMES:
                    self._link(entity, parts[0])
            elif _is_firm(entity) and self._full_firm(parts[0]) is entity and not self._by_name.get(plain(parts[0])):
                self.add_name(entity, parts[0])

    def _link(self, entity: Entity, short: str) -> None:
        known = self._by_name.setdefault(plain(short), [])
        if entity not in known and not any(other.kind is not SourceKind.PERSON for other in known):
            known.append(entity)


def _named_spans(doc: Doc) -> list[Span]:
    """Every named person, body and state: the model's, and people whom a given name tells."""
    found = {span.start: span for span in doc.ents if span.label_ in {"PERSON", "ORG", "GPE"}}
    told = {span.start: span for span in [*firms_in(doc), *people_in(doc)]}
    return list((found | told).values())


def _only_one(people: list[Entity], before: str) -> Entity | None:
    """The one person meant by a short name; where several are possible, the one who bears the title before it."""
    if len(people) > 1:
        titles = {word.lower().strip(".,") for word in before.split()[:-1]} & HONORIFICS
        gender = _gender_of(titles)
        of_gender = [person for person in people if gender is not None and person.gender == gender]
        people = of_gender or [person for person in people if titles & (person.titles - COURTESY_TITLES)]
    return people[0] if len(people) == 1 else None


def _plainly_meant(people: list[Entity], position: int) -> Entity | None:
    """Of people with one family name the one whom the article is about: named far more often so far."""
    counts = [bisect_right(person.positions, position) for person in people]
    most = max(counts)
    others = sum(counts) - most
    return people[counts.index(most)] if most >= _FAR_MORE_OFTEN * max(others, 1) else None


def is_surely_person(entity: Entity) -> bool:
    """Tell a person from a stray capitalised word that the model takes for one."""
    is_told = entity.gender is not None or entity.titles or entity.roles or entity.age is not None
    return entity.kind is SourceKind.PERSON and (bool(is_told) or " " in entity.name)


def _is_firm(entity: Entity) -> bool:
    words = entity.name.lower().split()
    return entity.kind is SourceKind.ORGANISATION and len(words) > 1 and words[-1].strip(".") in FIRM_WORDS


def _roles_before(span: Span) -> list[Role]:
    """What stands right before a name ("the race director Aline Chappuis", "supplier Dalefoot Creameries")."""
    doc, at = span.doc, span.start - 1
    if at < 0 or doc[at].tag_ != "NN" or not doc[at].text.islower() or span.root.dep_ == "dobj":
        return []
    if not (span.start <= doc[at].head.i < span.end or span.root.head.i == at):
        return []
    first = at
    while first > 0 and doc[first - 1].pos_ in {"NOUN", "ADJ", "PROPN"}:
        first -= 1
    determiner = doc[first - 1].lower_ if first > 0 else ""
    return [Role(doc[at].text, frozenset(token.lower_ for token in doc[first:at]), determiner == "the")]


def _may_have_role(entity: Entity, role: Role) -> bool:
    """ "According to the team, Kitahara …" makes nobody a team."""
    is_of_persons = role.noun in PERSON_NOUNS
    if entity.kind is SourceKind.PERSON:
        return is_of_persons or role.noun not in BODY_NOUNS | DOCUMENT_NOUNS
    return not is_of_persons or role.noun in BODY_NOUNS


def _gender_of(titles: set[str]) -> str | None:
    if titles & MALE_TITLES:
        return "male"
    return "female" if titles & FEMALE_TITLES else None


def _words_before(doc: Doc, span: Span) -> str:
    start = max(sentence_of(span[0]).start, span.start - 6)
    return str(doc[start : span.start].text) + " " + str(span.text)


def _is_apposed_as_person(span: Span) -> bool:
    """Tell whether ", a professor at …" or the like follows a name."""
    doc = span.doc
    if span.end >= len(doc) or doc[span.end].text != ",":
        return False
    for token in doc[span.end + 1 : span.end + 9]:
        if token.text in {",", ".", ";"} or token.pos_ in {"VERB", "AUX"}:
            return token.lower_ in {"who", "whose"}
        if token.lower_ in PERSON_NOUNS or token.lower_ == "who":
            return True
    return False


def _learn(entity: Entity, before: str) -> None:
    words = [word.lower().strip(".,") for word in before.split()]
    name = len(entity.name.split())
    for word in words[-(name + 4) :]:
        if word in HONORIFICS:
            entity.titles.add(word)
    last = words[-name - 1] if len(words) > name else (words[0] if words else "")
    if not entity.is_kind_sure and last in HONORIFICS:
        entity.kind = SourceKind.PERSON
    for word in (last, words[-2] if len(words) > 1 else ""):
        if word in MALE_TITLES:
            entity.gender = "male"
        elif word in FEMALE_TITLES:
            entity.gender = "female"


def _is_only_a_country(name: str, before: str) -> bool:
    """Tell a country that the model takes for a person ("Denmark called …") from a person of that name."""
    titles = {word.lower().strip(".,") for word in before.split()[:-1]} & HONORIFICS
    return is_country(name) and not titles and not is_given_name(name)


def _may_be_person(name: str, kind: SourceKind) -> bool:
    """A short capitalised name without a word that tells a body may be a person whatever its label says."""
    words = name.split()
    if kind not in {SourceKind.ORGANISATION, SourceKind.UNKNOWN} or len(words) > 3 or name.isupper():
        return False
    return not {word.lower() for word in words} & (BODY_NOUNS | FIRM_WORDS) and all(
        word[:1].isupper() for word in words
    )


def kind_of_name(name: str, label: str, before: str) -> SourceKind:
    """What sort of source a name stands for, from its own words, the words before it and its entity label."""
    words = [word.lower().strip(".,’'") for word in name.split()]
    before_words = [word.lower().strip(".,") for word in before.split()[: -len(words) or None]]
    last_before = before_words[-1] if before_words else ""
    if name.lower() in OUTLETS or (words[0] in OUTLETS and len(words) <= 2) or "news agency" in name.lower():
        return SourceKind.OUTLET
    if re.search(rf"{re.escape(name)}(?:[’']s)? news agency|news agency {re.escape(name)}", before):
        return SourceKind.OUTLET
    if last_before in OUTLET_NOUNS or " ".join(before_words[-2:]) == "news agency":
        return SourceKind.OUTLET
    if len(words) > 1 and words[-1] in (SURE_OUTLET_WORDS if label == "PERSON" else OUTLET_LAST_WORDS):
        return SourceKind.OUTLET
    if len(words) > 1 and words[-1] in FIRM_WORDS:
        return SourceKind.ORGANISATION
    if before_words and last_before in BODY_NOUNS - PERSON_NOUNS and before.split()[len(before_words) - 1].islower():
        return SourceKind.GOVERNMENT if last_before in _SURE_STATE_WORDS else SourceKind.ORGANISATION
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    candidates = {head, words[-1]}
    if candidates & STATE_NOUNS or "intelligence" in words:
        return SourceKind.ORGANISATION if set(words) & NOT_STATE_WORDS else SourceKind.GOVERNMENT
    if words[-1] == "agency" and len(words) > 1 and not set(words) & (NOT_STATE_WORDS | _PRIVATE_AGENCIES):
        return SourceKind.GOVERNMENT
    if candidates & BODY_NOUNS or "of" in words or "for" in words:
        return SourceKind.ORGANISATION
    if last_before in HONORIFICS or label == "PERSON" or is_persons_name(name):
        return SourceKind.PERSON
    return {"ORG": SourceKind.ORGANISATION, "GPE": SourceKind.GOVERNMENT}.get(label, SourceKind.UNKNOWN)
