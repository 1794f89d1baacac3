"""Resolving the words that name a source to the fullest naming in the same article."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

from spacy.tokens import Doc, Span, Token

from app.extraction.attribution.descriptions import describe, is_better, is_worth_keeping
from app.extraction.attribution.entity_table import Entity, EntityTable, plain
from app.extraction.attribution.mentions import Mention, mention_of, name_in, without_titles
from app.extraction.attribution.roles import fits_role, is_of_the_powerful, is_state_body, may_bear
from app.extraction.attribution.source_words import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    OUTLET_NOUNS,
    PERSON_NOUNS,
    PRONOUNS,
    PRONOUNS_FEMALE,
    PRONOUNS_MALE,
    PRONOUNS_MANY,
    PRONOUNS_RELATIVE,
    PRONOUNS_THING,
    STATE_NOUNS,
)
from app.extraction.attribution.states import find_people, find_state
from app.extraction.sentences import sentence_of
from app.facts.attribution import SourceKind

_SENTENCES_BACK = 4
_FARTHEST_SENTENCE = 12
_ISSUING_PREPOSITIONS = {"from", "by", "of"}
_DEFINITE = {"the", "this", "that", "its", "his", "her", "their"}
_INDEFINITE = frozenset({"a", "an", "some", "many", "several", "few", "most", "one", "two", "three", "four", "other"})
_SUBJECTS = {"nsubj", "nsubjpass"}
_PARTY_MEMBERS = frozenset({"republican", "democrat", "conservative", "liberal", "hispanic", "muslim", "christian",
                            "jew", "people", "neither", "other", "some"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source as one place names it. `entity` is None where a pronoun or description cannot be resolved safely."""

    mention: Mention
    entity: Entity | None


class SourceReader:
    """Reads the sources of one article; the table of its names is built once.

    `is_quoted` tells which tokens stand in quotation marks, so that people who are only spoken of there are not
    taken for the speaker outside.
    """

    def __init__(self, doc: Doc, quoted_tokens: frozenset[int]) -> None:
        self._doc = doc
        self._text = doc.text
        self._quoted = quoted_tokens
        self.table = EntityTable(doc)
        self._sentences: list[Span] = [sentence for sentence in doc.sents if sentence.text.strip()]
        self._sentence_index = {token.i: n for n, sentence in enumerate(self._sentences) for token in sentence}
        self._people: dict[int, list[Span]] = {}
        self._person_at: dict[int, Span] = {}
        self._note_people()
        self._subjects: dict[int, list[Token]] = {}
        self._subjects_read: dict[int, int] = {}
        self._read: dict[int, ReadSource] = {}
        self._described: dict[str, list[Entity]] = {}
        self._speakers: dict[int, list[tuple[bool, Entity]]] = {}

    def _note_people(self) -> None:
        """Where people are named: asking a sentence for its entities would read the whole document each time."""
        for span in self._doc.ents:
            if span.label_ != "PERSON":
                continue
            self._person_at[span.start] = span
            n = self._sentence_index.get(span.start)
            if n is not None and span.end <= self._sentences[n].end:
                self._people.setdefault(n, []).append(span)

    def read(self, head: Token) -> ReadSource:
        """The source that the noun phrase around a head word names."""
        known = self._read.get(head.i)
        if known is None:
            mention = mention_of(head)
            self._read[head.i] = ReadSource(mention, None)
            known = ReadSource(mention, self._entity_of(mention))
            self._read[head.i] = known
        return known

    def note_speaker(self, head: Token, entity: Entity) -> None:
        """Remember who was attributed words in a sentence: the likeliest person for a pronoun that follows."""
        is_main = head.head.dep_ == "ROOT"
        self._speakers.setdefault(self._sentence_index.get(head.i, 0), []).append((is_main, entity))

    def _entity_of(self, mention: Mention) -> Entity | None:
        head = mention.head
        word = head.lower_
        if word in PRONOUNS_RELATIVE and head.dep_ in {"nsubj", "nsubjpass", "mark"}:
            return self._antecedent(head)
        if word in PRONOUNS or (word == "old" and "year" in self._doc[max(0, head.i - 2) : head.i].text):
            return self._of_pronoun(head)
        name = name_in(mention)
        if name is None and head.text[:1].isupper() and self.table.find(head.text, head.idx) is not None:
            name = head.text
        if name is not None and _is_of_people(head):
            return _of_this_article(mention)
        if name is not None:
            return self._of_name(mention, name)
        return self._of_description(mention)

    def _antecedent(self, head: Token) -> Entity | None:
        verb = head.head
        while verb.dep_ in {"conj", "xcomp", "ccomp", "advcl"} and verb.head is not verb:
            verb = verb.head
        if verb.dep_ == "relcl" and verb.head is not verb:
            return self.read(verb.head).entity
        return None

    def _of_name(self, mention: Mention, name: str) -> Entity:
        head = mention.head
        label = head.ent_type_
        entity = self.table.get_or_add(name, head.idx, label, mention.words.text)
        if not entity.is_kind_sure and self._is_described_as_person(mention):
            entity.kind = SourceKind.PERSON
        description = describe(mention, name, entity.kind)
        if description is not None and is_better(description, entity.description):
            entity.description = description
        return entity

    def _is_described_as_person(self, mention: Mention) -> bool:
        words = {token.lower_ for token in mention.words} | {
            child.lower_ for child in mention.head.children if child.dep_ == "appos"
        }
        return bool(words & PERSON_NOUNS)

    def _of_pronoun(self, head: Token) -> Entity | None:
        word = head.lower_
        if head.i in self._quoted:
            return None
        here = self._sentence_index.get(head.i, 0)
        is_person = word in PRONOUNS_MALE | PRONOUNS_FEMALE | {"old"}
        back = _SENTENCES_BACK if is_person else 2
        for n in self._sentences_back_from(here, back):
            if n == here:
                found = self._subjects_before(head)
            else:
                found = self._subject_entities(n)
                if self._crosses_paragraphs(n, here, at_most=1):
                    return None
            fitting = [entity for entity in found if _fits(entity, word)]
            if len(fitting) == 1:
                if is_person and fitting[0].named:
                    fitting[0].kind = SourceKind.PERSON
                return fitting[0]
            if len(fitting) > 1:
                return fitting[-1] if n == here else None
            if n < here and is_person:
                people = self._people_in(n, word)
                if len(people) == 1:
                    return people[0]
                if len(people) > 1:
                    return None
        return None

    def _sentences_back_from(self, here: int, most: int) -> list[int]:
        """This sentence and those before it, leaving out what stands wholly in quotation marks."""
        found = [here]
        for n in range(here - 1, -1, -1):
            if len(found) == most or here - n > _FARTHEST_SENTENCE:
                break
            if any(token.i not in self._quoted for token in self._sentences[n] if token.is_alpha):
                found.append(n)
        return found

    def _crosses_paragraphs(self, earlier: int, later: int, at_most: int) -> bool:
        between = self._text[self._sentences[earlier].start_char : self._sentences[later].start_char]
        return len(re.findall(r"\S[^\S\n]*\n\s*\S", between)) > at_most

    def _subjects_before(self, head: Token) -> list[Entity]:
        nested: list[Entity] = []
        above = {head.i, *(token.i for token in head.ancestors)}
        for token in reversed(self._read_subjects_before(head)):
            entity = self.read(token).entity
            if entity is None:
                continue
            verb = token.head
            if verb.i in above or (verb.head.i in above and verb.dep_ in {"advcl", "conj", "ccomp"}):
                return [entity]
            nested = nested or [entity]
        return nested

    def _read_subjects_before(self, head: Token) -> list[Token]:
        """The subjects of the sentence before a word, each read once, in reading order."""
        n = self._sentence_index[head.i]
        if n not in self._subjects:
            self._subjects[n] = [
                token
                for token in self._sentences[n]
                if token.dep_ in _SUBJECTS and token.i not in self._quoted and token.lower_ not in PRONOUNS_RELATIVE
            ]
        before = bisect_left(self._subjects[n], head.i, key=attrgetter("i"))
        for token in self._subjects[n][self._subjects_read.get(n, 0) : before]:
            self.read(token)
        self._subjects_read[n] = max(before, self._subjects_read.get(n, 0))
        return self._subjects[n][:before]

    def _subject_entities(self, n: int) -> list[Entity]:
        if n in self._speakers:
            noted = self._speakers[n]
            unique: list[Entity] = []
            for is_main, entity in noted:
                if entity not in unique and (is_main or not any(main for main, _ in noted)):
                    unique.append(entity)
            return unique
        root = self._sentences[n].root
        found: list[Entity] = []
        for child in root.children:
            if child.dep_ in _SUBJECTS and child.i not in self._quoted:
                read = [self.read(token).entity for token in (child, *child.conjuncts)]
                found.extend(entity for entity in read if entity is not None)
                if child.pos_ == "NOUN" and child.lemma_.lower() not in PERSON_NOUNS | BODY_NOUNS:
                    found.extend(self._owners(child))
        return found

    def _owners(self, thing: Token) -> list[Entity]:
        """Whose thing it is that a sentence is about ("the woman's joy"): who it is about, too."""
        owners = (child for child in thing.children if child.dep_ == "poss" and child.lower_ not in PRONOUNS)
        read = (self.read(owner).entity for owner in owners)
        return [entity for entity in read if entity is not None]

    def _people_in(self, n: int, word: str) -> list[Entity]:
        found: list[Entity] = []
        for span in self._people.get(n, ()):
            if span.start not in self._quoted:
                entity = self.read(span.root).entity
                if entity is not None and entity not in found and _fits(entity, word):
                    found.append(entity)
        return found

    def _of_description(self, mention: Mention) -> Entity | None:
        head = mention.head
        apposed = self._apposed_name(head)
        if apposed is not None:
            entity = self.read(apposed).entity
            if entity is not None and entity.named:
                description = _without_determiner(mention.words.text)
                if is_worth_keeping(description, entity.kind) and is_better(description, entity.description):
                    entity.description = description
                entity.titles.add(head.lemma_.lower())
                if entity.kind is SourceKind.ORGANISATION:
                    entity.kind = _kind_of_description(head.lemma_.lower(), mention, named=True)
                return entity
        word = head.lemma_.lower()
        state = self._state_of_government(mention)
        if state is not None:
            return self.table.get_or_add(state, head.idx, "GPE", mention.words.text)
        if word in DOCUMENT_NOUNS:
            issuer = self._issuer(mention)
            if issuer is not None:
                return issuer
        if self._is_definite(mention) and head.tag_ == "NN":
            known = self._earlier_entity(mention)
            if known is not None:
                return known
        return self._new_described(mention)

    def _apposed_name(self, head: Token) -> Token | None:
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN":
                return child
        after = mention_of(head).last
        if after + 1 < len(self._doc) and self._doc[after].text == ",":
            name = self._doc[after + 1]
            if name.ent_type_ == "PERSON" and name.ent_iob_ == "B" and sentence_of(name) == sentence_of(head):
                root = self._person_at[name.i].root
                follows = self._doc[root.i + 1] if root.i + 1 < len(self._doc) else None
                is_role = head.lemma_.lower() in PERSON_NOUNS
                ends = follows is not None and (follows.text == "," or (is_role and follows.pos_ in {"VERB", "AUX"}))
                return root if ends else None
        return None

    def _issuer(self, mention: Mention) -> Entity | None:
        head = mention.head
        for child in head.children:
            if child.dep_ == "poss" and child.lower_ not in PRONOUNS:
                return self._named(child)
            if child.dep_ in {"prep", "agent"} and child.lower_ in _ISSUING_PREPOSITIONS:
                for thing in child.children:
                    if thing.dep_ == "pobj":
                        return self._named(thing)
            if child.dep_ == "acl" and child.lemma_ in {"release", "publish", "issue", "write", "commission"}:
                for agent in child.children:
                    if agent.dep_ == "agent":
                        return next((self._named(t) for t in agent.children if t.dep_ == "pobj"), None)
        following = self._doc[head.i + 1] if head.i + 1 < len(self._doc) else None
        if following is not None and following.lower_ in {"from", "by"}:
            return next((self._named(t) for t in following.children if t.dep_ == "pobj"), None)
        if head.i > 0 and any(child.lower_ in _DEFINITE for child in head.children if child.dep_ == "det"):
            return self._issuer_of_earlier(head)
        return None

    def _issuer_of_earlier(self, head: Token) -> Entity | None:
        here = self._sentence_index[head.i]
        for n in range(here, max(-1, here - 8), -1):
            for token in reversed(list(self._sentences[n])):
                if token.i < head.i and token.lemma_.lower() == head.lemma_.lower():
                    entity = self.read(token).entity
                    if entity is not None and entity.named:
                        return entity
                    speaker = self._who_says_in(token)
                    if speaker is not None:
                        return speaker
        return None

    def _who_says_in(self, token: Token) -> Entity | None:
        """Whose document it is that somebody speaks in ("the council said in a statement")."""
        if token.dep_ != "pobj" or token.head.lower_ not in {"in", "through", "via"} or token.i in self._quoted:
            return None
        verb = token.head.head
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        return self._named(subject) if subject is not None else None

    def _named(self, head: Token) -> Entity | None:
        entity = self.read(head).entity
        return entity if entity is not None and entity.named else None

    def _is_definite(self, mention: Mention) -> bool:
        first = mention.words[0].lower_
        owned = any(self._is_state_possessor(t, mention.head) for t in mention.words)
        return (first in {"the", "this", "that"} or owned) and not any(
            child.dep_ == "prep" and child.lower_ == "of" and any(t.pos_ == "PROPN" for t in child.subtree)
            for child in mention.head.children
        )

    def _state_of_government(self, mention: Mention) -> str | None:
        """The state whose government is named by its people or possessor ("the Norwegian government")."""
        head = mention.head
        if head.lemma_.lower() not in {"government", "regime"} or head.tag_ != "NN":
            return None
        words = _without_determiner(self._doc[mention.first : head.i].text)
        return find_people(words) or find_state(words) if words and mention.last == head.i + 1 else None

    def _earlier_entity(self, mention: Mention) -> Entity | None:
        """The one entity that a definite description fits; None where none does or several do."""
        head = mention.head
        word = head.lemma_.lower()
        modifiers = frozenset(
            token.lower_
            for token in mention.words
            if token.pos_ in {"ADJ", "NOUN", "PROPN"}
            and token.i != head.i
            and not self._is_state_possessor(token, head)
            and not self._is_of_people(token, head)
        )
        fitting = [entity for entity in self.table.entities if entity.named and fits_role(entity, word, modifiers)]
        before = [entity for entity in fitting if entity.is_named_before(head.idx - 1)]
        if before:
            return before[0] if len(before) == 1 else None
        if modifiers:
            return fitting[0] if len(fitting) == 1 else None
        return self._spoken_of_before(head, word)

    def _spoken_of_before(self, head: Token, word: str) -> Entity | None:
        """Whom the sentence before, in the same paragraph, is about, or else the only person so far; if fitting."""
        here = self._sentence_index[head.i]
        if head.i in self._quoted:
            return None
        people: list[Entity] = []
        if here > 0 and not self._crosses_paragraphs(here - 1, here, at_most=1):
            people = [entity for entity in self._subject_entities(here - 1) if entity.kind is SourceKind.PERSON]
        if not people and is_of_the_powerful(word):
            named = (entity for entity in self.table.entities if entity.named and entity.is_named_before(head.idx))
            people = [entity for entity in named if entity.kind is SourceKind.PERSON]
        return people[0] if len(people) == 1 and may_bear(people[0], word) else None

    def _is_of_people(self, token: Token, head: Token) -> bool:
        return token.ent_type_ in {"NORP", "GPE"} and any(
            find_people(words) is not None or find_state(words) is not None
            for words in (
                token.text,
                self._doc[token.i : token.i + 2].text,
                self._doc[max(token.i - 1, 0) : token.i + 1].text,
            )
            if token.i != head.i
        )

    def _is_state_possessor(self, token: Token, head: Token) -> bool:
        owner = next((child for child in head.children if child.dep_ == "poss"), None)
        if owner is None or not owner.left_edge.i <= token.i <= owner.right_edge.i:
            return False
        return find_state(mention_of(owner).words.text) is not None

    def _is_identifying(self, mention: Mention) -> bool:
        """A singular, definite description with a proper name in it: "Lund district court", "Duarte's agent"."""
        head = mention.head
        word = head.lemma_.lower()
        if mention.words[0].lower_ in _INDEFINITE or not any(_is_proper(token) for token in mention.words):
            return False
        if head.tag_ in {"NNS", "NNPS"} and word not in {"police", "force", "headquarters"}:
            return False
        if word in BODY_NOUNS or head.lower_ in BODY_NOUNS:
            return True
        return word in PERSON_NOUNS and any(t.dep_ == "poss" and _is_proper(t) for t in head.children)

    def _new_described(self, mention: Mention) -> Entity | None:
        """A source that only a description names: on record by that name where it holds a proper one."""
        printed = _without_determiner(mention.words.text)
        if not printed or not re.search(r"[^\W\d_]{2}", printed):
            return None
        head = mention.head
        word = head.lemma_.lower()
        named = self._is_identifying(mention)
        if named:
            printed = self._of_state(mention) or without_titles(printed) or printed
            found = self.table.find(printed, head.idx)
            if found is not None:
                return found
        kind = _kind_of_description(word, mention, named=named)
        if not named:
            return self._described_before(mention) or self._keep_described(mention, _of_this_article(mention, kind))
        entity = Entity(printed, kind, named=named)
        entity.positions.append(head.idx)
        self.table.entities.append(entity)
        self.table.add_name(entity, printed)
        return entity

    def _described_before(self, mention: Mention) -> Entity | None:
        """Who was described by the same noun before, where they are but one ("A diver … the diver")."""
        head = mention.head
        modifiers = {token.lower_ for token in mention.words if token.i != head.i and token.pos_ not in {"DET", "PRON"}}
        known = [
            entity
            for entity in self._described.get(head.lower_, [])
            if entity.is_named_before(head.idx - 1) and modifiers <= set(entity.name.lower().split())
        ]
        is_definite = mention.words[0].lower_ in {"the", "this", "that"} and mention.last == head.i + 1
        return known[0] if is_definite and len(known) == 1 else None

    def _keep_described(self, mention: Mention, entity: Entity) -> Entity:
        if mention.head.pos_ in {"NOUN", "PROPN"}:
            self._described.setdefault(mention.head.lower_, []).append(entity)
        return entity

    def _of_state(self, mention: Mention) -> str | None:
        """ "South Korea's military" for "military in South Korea": one naming of a state's body."""
        head = mention.head
        if not is_state_body(head.lemma_.lower()) or mention.last == head.i + 1 or head.text[:1].isupper():
            return None
        place = next((token for token in head.children if token.dep_ == "prep" and token.lower_ in {"in", "of"}), None)
        of = next((token for token in place.children if token.dep_ == "pobj"), None) if place is not None else None
        state = find_state(mention_of(of).words.text) if of is not None else None
        return f"{state}’s {_without_determiner(self._doc[mention.first : head.i + 1].text)}" if state else None


def _is_of_people(head: Token) -> bool:
    """Tell whether a capitalised word only says of which people or party somebody is ("Russians", "the Democrat")."""
    word = head.lower_.removesuffix("s")
    is_people = head.ent_type_ == "NORP" and (head.tag_ in {"NNS", "NNPS"} or find_people(word) is not None)
    if not (word in _PARTY_MEMBERS or head.lower_ in _PARTY_MEMBERS or is_people):
        return False
    if any(child.dep_ in {"compound", "flat"} and child.ent_type_ == "PERSON" for child in head.children):
        return False
    return head.ent_type_ != "ORG" or head.tag_ in {"NNS", "NNPS"}


def _of_this_article(mention: Mention, kind: SourceKind = SourceKind.GROUP) -> Entity:
    """A source that only a description tells: nobody whom another article could know."""
    head = mention.head
    is_someone = head.tag_ in {"NN", "NNP"} and (head.lemma_.lower() in PERSON_NOUNS or head.lower_ in _PARTY_MEMBERS)
    entity = Entity(mention.words.text, kind, named=False, is_someone=is_someone)
    entity.positions.append(head.idx)
    return entity


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _kind_of_description(word: str, mention: Mention, *, named: bool) -> SourceKind:
    lower = mention.head.lower_
    if word in DOCUMENT_NOUNS or lower in DOCUMENT_NOUNS:
        return SourceKind.DOCUMENT
    if not named and (word not in BODY_NOUNS or mention.head.tag_ == "NNS"):
        return SourceKind.GROUP
    if word in OUTLET_NOUNS or "news agency" in mention.words.text.lower():
        return SourceKind.OUTLET
    if word in STATE_NOUNS or lower in STATE_NOUNS:
        return SourceKind.GOVERNMENT
    if any(t.lower_ in {"spy", "intelligence", "police", "state", "government"} for t in mention.words):
        return SourceKind.GOVERNMENT
    return SourceKind.ORGANISATION if word in BODY_NOUNS else SourceKind.PERSON


def _without_determiner(printed: str) -> str:
    words = re.sub(r"\s+", " ", printed).strip().split(" ")
    if words and words[0].lower() in {"the", "a", "an", "this", "that", "its", "his", "her", "their"}:
        words = words[1:]
    return " ".join(words)


def _fits(entity: Entity, pronoun: str) -> bool:
    if pronoun == "old":
        return entity.kind is SourceKind.PERSON or not entity.is_kind_sure
    if pronoun in PRONOUNS_MALE | PRONOUNS_FEMALE:
        gender = "male" if pronoun in PRONOUNS_MALE else "female"
        if entity.kind is SourceKind.GROUP:
            return entity.is_someone
        may_be_person = entity.kind is SourceKind.PERSON or not entity.is_kind_sure
        return may_be_person and entity.gender in (None, gender)
    if pronoun in PRONOUNS_THING:
        return entity.kind in {
            SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.OUTLET, SourceKind.DOCUMENT, SourceKind.UNKNOWN,
        }  # fmt: skip
    if pronoun in PRONOUNS_MANY:
        return entity.kind in {SourceKind.GROUP, SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.UNKNOWN}
    return False


def same_source(left: Entity, right: Entity) -> bool:
    """Tell whether two entities go by one name."""
    return left is right or (left.named and right.named and plain(left.name) == plain(right.name))
