"""Resolving the words that name a source to the fullest naming in the same article."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from app.extraction.attribution.descriptions import describe, is_better, is_worth_keeping
from app.extraction.attribution.discourse import SUBJECTS, Discourse
from app.extraction.attribution.entity_table import Entity, EntityTable, plain
from app.extraction.attribution.mentions import (
    Mention,
    described_in_full,
    mention_of,
    name_in,
    stands_for_a_noun,
    without_titles,
)
from app.extraction.attribution.pronouns import PronounReader, fits_person
from app.extraction.attribution.roles import (
    fits_role,
    is_firm_noun,
    is_general_body,
    is_of_the_powerful,
    is_persons_noun,
    is_state_body,
    may_be_called_body,
    may_be_firm,
    may_bear,
)
from app.extraction.attribution.source_words import (
    BODY_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    OUTLET_NOUNS,
    PERSON_NOUNS,
    PRONOUNS,
    PRONOUNS_MANY,
    PRONOUNS_RELATIVE,
    STATE_NOUNS,
)
from app.extraction.attribution.states import find_people, find_state
from app.extraction.sentences import sentence_of
from app.extraction.word_set import word_set
from app.facts.attribution import SourceKind

_SENTENCES_BACK = 6
_FARTHEST_SENTENCE = 12
_SENTENCES_FOR_FIRMS = 8
_SENTENCES_OF_LEAD = 3
_MOST_WORDS_BEFORE = 200
_MOST_SUBJECTS = 20
_DEEPEST = 30
_ISSUING_PREPOSITIONS = {"from", "by", "of"}
_LEAD_OPENERS = frozenset({"a", "an", "its", "his", "her", "their"})
_DEFINITE = {"the", "this", "that", "its", "his", "her", "their"}
_INDEFINITE = frozenset({"a", "an", "some", "many", "several", "few", "most", "one", "two", "three", "four", "other"})
_PARTY_MEMBERS = frozenset({"republican", "democrat", "conservative", "liberal", "hispanic", "muslim", "christian",
                            "jew", "people", "neither", "other", "some"})  # fmt: skip
_WORDS_OF_ISSUERS = word_set(
    "statement release communique communiqué announcement message speech post tweet note notice dispatch report"
)
_GENERAL_DOCUMENTS = word_set("document paper text file")
_WORKS = word_set(
    "novel film movie book song album play opera series painting poem musical ship boat town village river"
)
_SOME_OF_THEM = frozenset({"one", "some", "several", "others"})
_OF_PAIRS = word_set("country state nation government capital side company firm body union group man woman")
_STATES = frozenset({"country", "nation"})
_TIMES = frozenset({"DATE", "TIME"})
_DOUBLE_MARKS = re.compile(r"[\"“”«»„「」『』]")
_OWNER = re.compile(r"^[^’']{2,40}[’']s? (?=\w)")
_MANAGERS = frozenset({"branch", "inquiry", "supplier", "lender", "clinic", "brewery", "newsroom"})
_MALE_NOUNS = word_set(
    "man boy father son brother husband uncle nephew grandfather businessman fisherman spokesman widower congressman"
    " schoolboy actor chairman policeman salesman"
)
_FEMALE_NOUNS = word_set(
    "woman girl mother daughter sister wife aunt niece grandmother nan businesswoman spokeswoman widow congresswoman"
    " schoolgirl actress chairwoman policewoman saleswoman nun mum mom"
)


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source as one place names it. `entity` is None where a pronoun or description cannot be resolved safely.

    `others` are who else one word stands for ("they" after two that are joined).
    """

    mention: Mention
    entity: Entity | None
    others: tuple[Entity, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everyone the words stand for."""
        return (self.entity, *self.others) if self.entity is not None else ()


class SourceReader:
    """Reads the sources of one article; the table of its names is built once.

    `quoted_tokens` are those that stand in quotation marks, so that people who are only spoken of there are not
    taken for the speaker outside.
    """

    def __init__(self, doc: Doc, quoted_tokens: frozenset[int]) -> None:
        self._doc = doc
        self._quoted = quoted_tokens
        self.table = EntityTable(doc)
        self._discourse = Discourse(doc, quoted_tokens, self._entity_at)
        self._pronouns = PronounReader(self._discourse, self.table, self._entity_at)
        self._read: dict[int, ReadSource] = {}
        # One mention may hang on another before it, and so on: a chain too long to follow is left unresolved.
        self._depth = 0
        self._documents: dict[int, list[Token]] = {}
        self._described: dict[str, list[Entity]] = {}

    def read(self, head: Token) -> ReadSource:
        """The source that the noun phrase around a head word names."""
        known = self._read.get(head.i)
        if known is not None:
            return known
        mention = mention_of(head)
        unresolved = ReadSource(mention, None)
        if self._depth == _DEEPEST:
            return unresolved
        self._read[head.i] = unresolved
        self._depth += 1
        entities = self._entities_of(mention)
        known = ReadSource(mention, entities[0], entities[1:]) if entities else unresolved
        self._depth -= 1
        self._read[head.i] = known
        return known

    def note_speakers(self, head: Token, entities: tuple[Entity, ...]) -> None:
        """Remember who was attributed words in a sentence: the likeliest for a pronoun that follows."""
        self._discourse.note_speakers(head, entities)

    def _entity_at(self, head: Token) -> Entity | None:
        return self.read(head).entity

    def _entities_of(self, mention: Mention) -> tuple[Entity, ...]:
        """Everyone a mention stands for: more than one only for "they" and the like."""
        head = mention.head
        if head.lower_ in PRONOUNS_MANY and not stands_for_a_noun(head):
            return self._pronouns.antecedents(head)
        if head.ent_type_ in _TIMES and head.lower_ != "old":
            return ()
        if _is_pair(mention):
            pair = self._pronouns.pair(head)
            if pair:
                return pair
        entity = self._entity_of(mention)
        return (entity,) if entity is not None else ()

    def _entity_of(self, mention: Mention) -> Entity | None:
        head = mention.head
        word = head.lower_
        if word in PRONOUNS_RELATIVE and head.dep_ in {"nsubj", "nsubjpass", "mark"}:
            return self._antecedent(head)
        if word == "old" and "year" in self._doc[max(0, head.i - 2) : head.i].text:
            return self._of_age(head)
        if word in _SOME_OF_THEM and head.dep_ in SUBJECTS and not stands_for_a_noun(head):
            described = next((child for child in head.children if child.dep_ == "appos"), None)
            group = self._of_group_before(head) if described is None else self.read(described).entity
            if group is not None:
                return group
        if word in PRONOUNS and stands_for_a_noun(head):
            return _of_this_article(mention)
        if word in PRONOUNS:
            return next(iter(self._pronouns.antecedents(head)), None)
        name = name_in(mention)
        if name is not None and self.table.is_common_noun(name):
            return self._of_description(mention)
        if name is None and head.text[:1].isupper() and self.table.find(head.text, head.idx) is not None:
            name = head.text
        if name is not None and self._is_demonym(mention):
            people = self._people_spoken_of(head)
            if len(people) == 1:
                return people[0]
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

    def _is_demonym(self, mention: Mention) -> bool:
        """Tell whether a singular names somebody by where they are from: "the Ticinese", "the Norwegian"."""
        head = mention.head
        if mention.last - mention.first != 2 or mention.words[0].lower_ != "the" or head.tag_ in {"NNS", "NNPS"}:
            return False
        if head.head.tag_ == "VBP" or find_state(head.text) is not None:
            return False
        return head.lower_.endswith(("ese", "woman", "man")) or (
            head.ent_type_ == "NORP" and find_people(head.text) is not None and not head.lower_.endswith("s")
        )

    def _people_spoken_of(self, head: Token) -> list[Entity]:
        """Whom the last sentence that is about somebody is about, in this paragraph or the one before."""
        here = self._discourse.number_of(head)
        for n in self._discourse.back_from(here, 4):
            if self._discourse.crosses_paragraphs(n, here, at_most=1):
                break
            found = self._discourse.subjects_before(head) if n == here else self._discourse.subject_entities(n)
            people = [entity for entity in found if entity.kind is SourceKind.PERSON and entity.named]
            named = self._discourse.people_named_in(n) if n < here else []
            people = people or [entity for entity in named if fits_person(entity, "old")]
            if people:
                return people
        return []

    def _of_age(self, head: Token) -> Entity | None:
        """The one person of the age that "the 54-year-old" tells, or else who is spoken of, if of no other age."""
        told = re.findall(r"\d+", self._doc[max(0, head.i - 4) : head.i].text)
        of_age = self.table.of_age(int(told[-1])) if told else []
        if of_age:
            return of_age[0] if len(of_age) == 1 else None
        spoken_of = self._pronouns.person(head)
        return spoken_of if spoken_of is not None and spoken_of.age is None else None

    def _of_age_and_role(self, mention: Mention) -> Entity | None:
        """Whom "the 44-year-old teacher" takes up: the one of that age, or else who was last spoken of."""
        told = re.match(r"[Tt]he (\d{1,3})-year-old ", mention.words.text)
        if told is None or mention.head.lemma_.lower() not in PERSON_NOUNS or mention.head.i in self._quoted:
            return None
        people = self.table.of_age(int(told[1]))
        people = people or [one for one in self._people_spoken_of(mention.head) if one.age is None]
        return people[0] if len(people) == 1 else None

    def _of_group_before(self, head: Token) -> Entity | None:
        """The people of whom one or some speak: "one of them" after "night nurses said …"."""
        if head.i in self._quoted:
            return None
        here = self._discourse.number_of(head)
        for n in self._discourse.back_from(here, 3):
            if self._discourse.crosses_paragraphs(n, here, at_most=1):
                return None
            subjects = self._discourse.read_subjects_before(head) if n == here else self._discourse.subject_tokens(n)
            groups = [
                token for token in subjects[-_MOST_SUBJECTS:] if token.tag_ == "NNS" and token.i not in self._quoted
            ]
            groups = [token for token in groups if _is_of_persons(token)]
            if groups:
                return self.read(groups[-1]).entity if len(groups) == 1 else None
        return None

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
                    kind = _kind_of_description(head.lemma_.lower(), mention, named=True)
                    entity.kind = entity.kind if kind is SourceKind.PERSON and entity.is_kind_sure else kind
                return entity
        word = head.lemma_.lower()
        of_age = self._of_age_and_role(mention)
        if of_age is not None:
            return of_age
        state = self._state_of_government(mention)
        if state is not None:
            return self.table.get_or_add(state, head.idx, "GPE", mention.words.text)
        if word in _WORDS_OF_ISSUERS:
            issuer = self._issuer(mention)
            if issuer is not None:
                return issuer
        if _is_document(head):
            earlier = self._earlier_document(mention)
            if earlier is not None:
                return earlier
        if (self._is_definite(mention) or self._is_own_body(mention)) and head.tag_ == "NN":
            known = self._earlier_entity(mention)
            if known is not None:
                return known
        named_later = self._named_after_lead(mention)
        return named_later if named_later is not None else self._new_described(mention)

    def _apposed_name(self, head: Token) -> Token | None:
        if head.lemma_.lower() in _WORKS:
            return None
        for child in head.children:
            if child.dep_ == "appos" and child.pos_ == "PROPN":
                return child
        after = mention_of(head).last
        word = head.lemma_.lower()
        if word in DOCUMENT_NOUNS | _WORKS or (word in BODY_NOUNS and word not in PERSON_NOUNS):
            return None
        if after + 1 < len(self._doc) and self._doc[after].text == ",":
            name = self._doc[after + 1]
            if name.ent_type_ == "PERSON" and name.ent_iob_ == "B" and sentence_of(name) == sentence_of(head):
                root = self._discourse.person_at[name.i].root
                follows = self._doc[root.i + 1] if root.i + 1 < len(self._doc) else None
                is_role = head.lemma_.lower() in PERSON_NOUNS
                ends = follows is not None and (follows.text == "," or (is_role and follows.pos_ in {"VERB", "AUX"}))
                return root if ends else None
        return None

    def _earlier_document(self, mention: Mention) -> Entity | None:
        """The document that "the report" or "the same document" takes up: the last one of that sort before it."""
        head = mention.head
        if mention.words[0].lower_ not in {"the", "this", "that"} or mention.last > head.i + 1:
            return None
        here = self._discourse.number_of(head)
        is_general = head.lemma_.lower() in _GENERAL_DOCUMENTS
        told = [token for token in mention.words[1:-1] if token.pos_ in {"ADJ", "NOUN", "PROPN"}]
        modifiers = {
            token.lower_ for token in told if token.lower_ != "same" and not (is_general and _is_of_size(token))
        }
        farthest = 3 if is_general else _FARTHEST_SENTENCE
        for n in range(here, max(-1, here - farthest), -1):
            for token in reversed(self._documents_in(n)):
                if token.i < mention.first and (is_general or token.lemma_.lower() == head.lemma_.lower()):
                    entity = self.read(token).entity
                    if entity is not None and entity.kind is SourceKind.DOCUMENT:
                        return entity if modifiers <= set(entity.name.lower().split()) else None
        return None

    def _documents_in(self, n: int) -> list[Token]:
        if n not in self._documents:
            sentence = self._discourse.sentences[n]
            self._documents[n] = [t for t in sentence if _is_document(t) and t.tag_ == "NN" and t.i not in self._quoted]
        return self._documents[n]

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
        here = self._discourse.number_of(head)
        for n in range(here, max(-1, here - 8), -1):
            for token in reversed(list(self._discourse.sentences[n])):
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
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
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

    def _is_own_body(self, mention: Mention) -> bool:
        """Tell whether a body is told by whose it is alone ("their union")."""
        first = mention.words[0]
        return first.dep_ == "poss" and first.lower_ in PRONOUNS and mention.last - mention.first == 2

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
        is_firm = is_firm_noun(word) and self._is_definite(mention)
        recent = self._firm_before(mention) if is_firm and not modifiers else None
        known = recent if recent is not None else self._by_apposed_role(mention, modifiers)
        if known is not None:
            return known
        fitting = [entity for entity in self.table.entities if entity.named and fits_role(entity, word, modifiers)]
        before = [entity for entity in fitting if entity.is_named_before(head.idx - 1)]
        if before:
            return before[0] if len(before) == 1 else None
        if is_firm:
            return self._firm_before(mention) if self._is_told_by_place(mention) else None
        if modifiers or self._is_own_body(mention):
            return fitting[0] if len(fitting) == 1 else None
        return self._spoken_of_before(head, word)

    def _by_apposed_role(self, mention: Mention, modifiers: frozenset[str]) -> Entity | None:
        """The one whom an apposition calls by the same noun ("the telecoms ombudsman" and "the ombudsman, Farida …").

        A role told later in the text stands for an earlier mention only where both are definite.
        """
        head = mention.head
        if mention.last > head.i + 1 or head.i in self._quoted:
            return None
        noun, found = head.lower_, []
        for entity in self.table.with_role(noun):
            roles = [role for role in entity.roles if role.fits(noun, modifiers)]
            is_before = entity.is_named_before(head.idx - 1)
            if any(is_before or (role.is_definite and mention.words[0].lower_ == "the") for role in roles):
                found.append(entity)
        return found[0] if len(found) == 1 else None

    def _named_after_lead(self, mention: Mention) -> Entity | None:
        """Who is described first and named later, as news stories open: "A sheriff's deputy … Deputy Wade Hulsey"."""
        head = mention.head
        if self._discourse.number_of(head) >= _SENTENCES_OF_LEAD or mention.words[0].lower_ not in _LEAD_OPENERS:
            return None
        if head.tag_ != "NN" or head.i in self._quoted:
            return None
        noun = head.lower_
        definite = [
            one for one in self.table.with_role(noun) if any(r.is_definite and r.noun == noun for r in one.roles)
        ]
        titled = [one for one in self.table.entities if noun in one.titles and one.kind is SourceKind.PERSON]
        found = definite or (titled if noun in PERSON_NOUNS else [])
        is_later = len(found) == 1 and not found[0].is_named_before(head.idx)
        return found[0] if is_later else None

    def _words_before(self, head: Token) -> str:
        start = max(self._discourse.sentences[self._discourse.number_of(head)].start, head.i - _MOST_WORDS_BEFORE)
        return str(self._doc[start : head.i].text)

    def _is_told_by_place(self, mention: Mention) -> bool:
        """ "The Bristol-based company", which sets it apart from no other one that the article speaks of."""
        printed = self._doc[mention.first : mention.head.i].text
        return re.fullmatch(r"[Tt]he [\w\-]+-based", printed) is not None or self._is_told_by_origin(mention.head)

    def _firm_before(self, mention: Mention) -> Entity | None:
        """The company last spoken of: the subject of a sentence before, or the only one that it names."""
        head = mention.head
        if head.i in self._quoted:
            return None
        here = self._discourse.number_of(head)
        for n in range(here, max(-1, here - _SENTENCES_FOR_FIRMS), -1):
            subjects = self._discourse.read_subjects_before(head) if n == here else self._discourse.subject_tokens(n)
            is_all_told = n == here and not _DOUBLE_MARKS.search(self._words_before(head))
            spoken = [token for token in subjects[-_MOST_SUBJECTS:] if is_all_told or token.i not in self._quoted]
            joined = [one for token in spoken for one in (token, *token.conjuncts) if one.i < head.i]
            about = [self.read(token).entity for token in joined]
            firms = [entity for entity in about if entity is not None and may_be_firm(entity)]
            if not firms:
                sentence = self._discourse.sentences[n]
                end = min(sentence.end_char, mention.words.start_char)
                firms = [entity for entity in self.table.named_within(sentence.start_char, end) if may_be_firm(entity)]
            unique = list({id(entity): entity for entity in firms}.values())
            if len(unique) == 1:
                unique[0].kind = SourceKind.ORGANISATION
                unique[0].is_kind_sure = True
                return unique[0]
            if unique:
                return None
        return None

    def _is_told_by_origin(self, head: Token) -> bool:
        return any(
            child.dep_ in {"amod", "compound"} and find_people(child.text) is not None for child in head.children
        )

    def _spoken_of_before(self, head: Token, word: str) -> Entity | None:
        """Whom the sentence before, in the same paragraph, is about, or else the only person so far; if fitting."""
        here = self._discourse.number_of(head)
        if head.i in self._quoted:
            return None
        if word in _STATES and here > 0:
            subjects = self._discourse.subject_entities(here - 1)
            return subjects[0] if len(subjects) == 1 and find_state(subjects[0].name) is not None else None
        people: list[Entity] = []
        if here > 0 and not self._discourse.crosses_paragraphs(here - 1, here, at_most=1):
            people = [
                entity for entity in self._discourse.subject_entities(here - 1) if entity.kind is SourceKind.PERSON
            ]
        if not people and (is_of_the_powerful(word) or self._is_told_by_origin(head)):
            named = (entity for entity in self.table.entities if entity.named and entity.is_named_before(head.idx))
            people = [entity for entity in named if entity.kind is SourceKind.PERSON]
        if not people and is_general_body(word) and here > 0:
            subjects = self._discourse.subject_entities(here - 1)
            return subjects[0] if len(subjects) == 1 and may_be_called_body(subjects[0], word) else None
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
            short = without_titles(printed)
            printed = self._of_state(mention) or (short if short and not short.islower() else printed)
            found = self.table.find(printed, head.idx)
            if found is not None:
                return found
        kind = _kind_of_description(word, mention, named=named)
        if kind is SourceKind.DOCUMENT:
            return self._described_before(mention) or self._new_document(mention)
        if not named:
            return self._described_before(mention) or self._keep_described(mention, _of_this_article(mention, kind))
        entity = Entity(printed, kind, named=named)
        entity.positions.append(head.idx)
        self.table.entities.append(entity)
        self.table.add_name(entity, printed)
        return entity

    def _new_document(self, mention: Mention) -> Entity:
        """A document by its fullest description; on record where a proper name tells which one it is."""
        words = described_in_full(mention)
        printed = re.sub(r"\s+", " ", words.text)
        named = any(_is_proper(token) and token.ent_type_ for token in words) and words[0].lower_ not in _DEFINITE
        name = _without_determiner(printed) if named else _without_possessive(printed)
        found = self.table.find(name, mention.head.idx) if named else None
        if found is not None:
            return found
        entity = Entity(name, SourceKind.DOCUMENT, named=named)
        for short in (_without_determiner(mention.words.text), _OWNER.sub("", name)):
            entity.add_alias(short)
        entity.positions.append(mention.head.idx)
        if named:
            self.table.entities.append(entity)
            self.table.add_name(entity, name)
        return self._keep_described(mention, entity)

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
    is_one = head.tag_ in {"NN", "NNP"}
    is_persons = is_persons_noun(head.lemma_.lower())
    is_known = head.lemma_.lower() in PERSON_NOUNS or (is_persons and _is_who(head))
    is_someone = is_one and (is_known or head.lower_ in _PARTY_MEMBERS)
    if kind is SourceKind.GROUP and (is_someone or (is_one and is_persons)):
        kind = SourceKind.PERSON
    name = _without_possessive(mention.words.text)
    entity = Entity(name, kind, named=False, is_someone=is_someone, gender=_gender_of_noun(head))
    entity.positions.append(head.idx)
    return entity


def _is_pair(mention: Mention) -> bool:
    """Tell whether a mention takes up two at once: "both", "the two", "the two countries"."""
    words = mention.words.text.lower().split()
    noun = mention.head.lemma_.lower()
    is_noun = mention.head.pos_ == "NOUN" and noun in _OF_PAIRS
    return words in (["both"], ["the", "two"]) or (is_noun and words[:-1] in (["both"], ["the", "two"]))


def _is_who(head: Token) -> bool:
    """Tell whether a clause that opens with "who" says more of somebody."""
    return any(
        child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.children) for child in head.children
    )


def _is_of_size(token: Token) -> bool:
    return token.lower_ in {"page", "word", "point"}


def _is_document(token: Token) -> bool:
    word = token.lemma_.lower()
    if word in DOCUMENT_NOUNS:
        return token.dep_ != "compound"
    return word == "e" and token.i + 2 < len(token.doc) and token.nbor(1).text == "-" and token.nbor(2).lower_ == "mail"


def _is_of_persons(token: Token) -> bool:
    return token.lower_ in GROUP_NOUNS or is_persons_noun(token.lemma_.lower())


def _gender_of_noun(head: Token) -> str | None:
    word = head.lemma_.lower()
    if word in _MALE_NOUNS:
        return "male"
    return "female" if word in _FEMALE_NOUNS else None


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _kind_of_description(word: str, mention: Mention, *, named: bool) -> SourceKind:
    lower = mention.head.lower_
    if word in DOCUMENT_NOUNS or lower in DOCUMENT_NOUNS or _is_document(mention.head):
        return SourceKind.DOCUMENT
    if not named and mention.head.tag_ == "NNS":
        return SourceKind.GROUP
    if not named and word not in BODY_NOUNS:
        return SourceKind.GROUP if word not in _MANAGERS else SourceKind.ORGANISATION
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


def _without_possessive(printed: str) -> str:
    """A description without "his" or "our", which tell nothing outside their sentence."""
    return re.sub(
        r"^(?:its|his|her|their|our|my|your) (?:(?:own|latest) )?",
        "",
        re.sub(r"\s+", " ", printed),
        flags=re.IGNORECASE,
    )


def same_source(left: Entity, right: Entity) -> bool:
    """Tell whether two entities go by one name."""
    return left is right or (left.named and right.named and plain(left.name) == plain(right.name))
