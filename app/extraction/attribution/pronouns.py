"""Whom a pronoun stands for, where what stands before it leaves but one answer.

Subjects come first, then who else is named; a sentence before counts less than this one. Where a second person or body
fits as well, nobody is told: a name that is wrong is worse than none.
"""

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Token

from app.extraction.attribution.discourse import SUBJECTS, Discourse
from app.extraction.attribution.entity_table import Entity, EntityTable, is_surely_person
from app.extraction.attribution.roles import is_persons_noun
from app.extraction.attribution.source_words import (
    BODY_NOUNS,
    GROUP_NOUNS,
    PRONOUNS_FEMALE,
    PRONOUNS_MALE,
    PRONOUNS_MANY,
    PRONOUNS_THING,
    STATE_NOUNS,
)
from app.extraction.attribution.states import find_state
from app.extraction.word_set import word_set
from app.facts.attribution import SourceKind

_SENTENCES_FOR_PEOPLE = 6
_SENTENCES_FOR_BODIES = 4
_SENTENCES_FOR_SEVERAL = 3
_BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.OUTLET})
_THINGS = _BODIES | {SourceKind.DOCUMENT, SourceKind.UNKNOWN}
_PLURAL_BODIES = word_set("police chiefs forces authorities staff rovers rangers wanderers committees")
_QUOTING = frozenset({"quote", "cite"})
_IMPERSONAL = word_set("appear seem emerge transpire happen follow")
_NOUNS = frozenset({"NOUN", "PROPN"})

Several = tuple[Entity, ...]


class PronounReader:
    """Reads the pronouns of one article. `read` gives the source that any other noun phrase names."""

    def __init__(self, discourse: Discourse, table: EntityTable, read: Callable[[Token], Entity | None]) -> None:
        self._discourse = discourse
        self._table = table
        self._read = read

    def antecedents(self, head: Token) -> Several:
        """Everyone a pronoun stands for: several for "they" after two that are joined, none where it is not sure."""
        word = head.lower_
        if self._discourse.is_quoted(head):
            return ()
        if word in PRONOUNS_MANY:
            return self._several(head)
        if word not in PRONOUNS_MALE | PRONOUNS_FEMALE | PRONOUNS_THING:
            return ()
        before = self._thing(head) if word in PRONOUNS_THING else self.person(head)
        after = self._named_after(head)
        if before is not None and after is not None and before is not after:
            return ()
        one = before or after
        return (one,) if one is not None else ()

    def _named_after(self, head: Token) -> Entity | None:
        """Who is named as the subject of the main clause where the pronoun's own clause opens the sentence.

        "Although he denies it, Lukas Brandt …".
        """
        clause = next((verb for verb in (head.head, *head.head.ancestors) if verb.dep_ == "advcl"), None)
        if clause is None or clause.head.i < head.i or not _opens_sentence(clause):
            return None
        subject = next((child for child in clause.head.children if child.dep_ in SUBJECTS and child.i > head.i), None)
        if subject is None or subject.pos_ != "PROPN" or self._discourse.is_quoted(subject):
            return None
        entity = self._read(subject)
        fits = (
            entity is not None
            and entity.named
            and (fits_thing(entity) if head.lower_ in PRONOUNS_THING else fits_person(entity, head.lower_))
        )
        return entity if fits else None

    def person(self, head: Token) -> Entity | None:
        """Whom "he" or "she" means, or "the 54-year-old"."""
        word = head.lower_
        if self._discourse.is_quoted(head) or not (word in PRONOUNS_MALE | PRONOUNS_FEMALE or word == "old"):
            return None
        here = self._discourse.number_of(head)
        rivals: list[Entity] = []
        farthest = 1
        for n in self._discourse.back_from(here, _SENTENCES_FOR_PEOPLE):
            if self._discourse.crosses_paragraphs(n, here, at_most=farthest):
                break
            about = self._about(n, head)
            fitting = [entity for entity in about if fits_person(entity, word)]
            if not fitting and self._is_about_nobody_known(n, head):
                return None
            named = self._people(n, head)
            if n == here and not fitting and not (about and all(_is_of_other_sex(one, word) for one in about)):
                rivals = named
                continue
            meant = fitting or named
            if meant:
                return self._told(meant[0], n, head, [*rivals, *named]) if len(meant) == 1 else None
            if n < here and any(one.kind is SourceKind.PERSON and one.named for one in about):
                farthest = 0
        if rivals:
            return self._told(rivals[0], here, head, rivals) if len(rivals) == 1 else None
        return self._only_one_of_that_sex(head, anywhere=farthest > 0)

    def _is_about_nobody_known(self, n: int, head: Token) -> bool:
        """Tell whether the same pronoun is the subject of a sentence and whom it means is not known."""
        here = self._discourse.number_of(head)
        subjects = self._discourse.subjects_above(head) if n == here else self._discourse.subject_tokens(n)
        return any(token.lower_ == head.lower_ and self._read(token) is None for token in subjects if token.i < head.i)

    def _about(self, n: int, head: Token) -> list[Entity]:
        """Whom a sentence is about, or its words before the pronoun."""
        here = self._discourse.number_of(head)
        if n < here:
            return self._discourse.subject_entities(n)
        subjects = self._discourse.main_subjects_before(head, lambda one: fits_person(one, head.lower_))
        return subjects or self._discourse.main_subjects_before(head)

    def _people(self, n: int, head: Token) -> list[Entity]:
        """Who is named in a sentence before a pronoun and may be meant by it."""
        is_here = n == self._discourse.number_of(head)
        named = self._discourse.people_named_in(n, head.i if is_here else None)
        if is_here:
            named += self._discourse.nested_subjects_before(head)
        unique = list({id(one): one for one in named}.values())
        return [one for one in unique if fits_person(one, head.lower_) and one.named and is_surely_person(one)]

    def _told(self, entity: Entity, n: int, head: Token, named: Sequence[Entity]) -> Entity | None:
        """Somebody who fits, unless somebody else who is named since then fits as well and did not only listen.

        Whose sex is known is meant before whose is not. Whom nobody rivals is of the pronoun's sex from here on.
        """
        here = self._discourse.number_of(head)
        is_speaker = self._spoke_in(entity, n) or n == here
        since = [one for m in range(n + 1, here + 1) for one in self._people(m, head)]
        others = [one for one in (since if is_speaker else [*named, *since]) if one is not entity]
        if entity.gender is None and others:
            known = [one for one in self._people(here, head) if one.gender is not None and one is not entity]
            return known[0] if len(known) == 1 and all(one is known[0] for one in others) else None
        if any(one.gender is not None for one in others):
            return None
        if entity.named and head.lower_ != "old":
            entity.kind = SourceKind.PERSON
            if is_speaker and here - n <= 1 and " " in entity.name and all(one is entity for one in named):
                entity.gender = "male" if head.lower_ in PRONOUNS_MALE else "female"
        return entity

    def _spoke_in(self, entity: Entity, n: int) -> bool:
        return any(entity is one for speakers in self._discourse.speakers_in(n) for one in speakers.entities)

    def _only_one_of_that_sex(self, head: Token, *, anywhere: bool) -> Entity | None:
        """The one man or woman whom the article named so far outside quotation marks, in this paragraph or anywhere."""
        if head.lower_ not in PRONOUNS_MALE | PRONOUNS_FEMALE:
            return None
        only = self._table.only_person_before(head.idx, "male" if head.lower_ in PRONOUNS_MALE else "female")
        if only is None:
            return None
        before = [at for at in only.positions if at < head.idx and not self._discourse.is_quoted_at(at)]
        is_near = bool(before) and self._discourse.is_one_paragraph(before[-1], head.idx)
        return only if before and (anywhere or is_near) else None

    def _thing(self, head: Token) -> Entity | None:
        """The body, state or document that "it" means: what a sentence is about or who speaks in it, or else the one
        body that it names.
        """
        if is_impersonal(head):
            return None
        here = self._discourse.number_of(head)
        mentioned: list[Entity] = []
        for n in self._discourse.back_from(here, _SENTENCES_FOR_BODIES):
            if self._discourse.crosses_paragraphs(n, here, at_most=1):
                break
            about = self._things_about(n, head)
            if not about and self._is_about_something_else(n, head):
                return None
            if about:
                is_rivalled = any(one is not about[0] for one in mentioned)
                return about[0] if len(about) == 1 and not is_rivalled else None
            mentioned += self._bodies_named_in(n, head)
        unique = list({id(one): one for one in mentioned}.values())
        return unique[0] if len(unique) == 1 else None

    def _things_about(self, n: int, head: Token) -> list[Entity]:
        """Which bodies, states or documents a sentence is about, or its words before the pronoun."""
        here = self._discourse.number_of(head)
        spoke = [one for speakers in self._discourse.speakers_in(n) for one in speakers.entities if fits_thing(one)]
        if n == here:
            subjects = self._discourse.main_subjects_before(head, fits_thing)
            nested = [one for one in self._discourse.nested_subjects_before(head) if fits_thing(one)]
            return subjects or _unique(spoke) or _unique(nested)
        main = [one for one in self._discourse.subject_entities(n) if fits_thing(one)]
        found = _unique(main or ([] if self._is_about_something_else(n, head) else spoke))
        if len(found) == 1 and found[0].kind is SourceKind.OUTLET and spoke:
            found += [one for one in self._bodies_named_in(n, head) if one is not found[0]]
        return found

    def _is_about_something_else(self, n: int, head: Token) -> bool:
        """Tell whether a sentence's subject is a single thing that "it" may take up ("the dam")."""
        here = self._discourse.number_of(head)
        subjects = self._discourse.subjects_above(head) if n == here else self._discourse.subject_tokens(n)
        about = (token for token in subjects if not self._discourse.is_quoted(token) and token.tag_ == "NN")
        return any(not is_persons_noun(token.lemma_.lower()) for token in about)

    def _bodies_named_in(self, n: int, head: Token) -> list[Entity]:
        """The bodies, but no states or places, that a sentence names outside quotation marks."""
        sentence = self._discourse.sentences[n]
        placed = self._table.placed_within(sentence.start_char, min(sentence.end_char, head.idx))
        found = (entity for at, entity in placed if not self._discourse.is_quoted_at(at) and _is_body(entity))
        return _unique(found)

    def _several(self, head: Token) -> Several:
        """Whom "they" means: those who are joined in the subject of a sentence, or a group that it is about."""
        here = self._discourse.number_of(head)
        for n in self._discourse.back_from(here, _SENTENCES_FOR_SEVERAL):
            if self._discourse.crosses_paragraphs(n, here, at_most=1):
                break
            found, is_sure = self._joined(n, head)
            if found:
                is_sure = is_sure or not any(one.named for one in found[0]) or not self._names_others(n, head)
                return found[0] if len(found) == 1 and is_sure else ()
        return ()

    def pair(self, head: Token) -> Several:
        """The two whom "both" or "the two countries" takes up, where a sentence is about just two that are joined."""
        here = self._discourse.number_of(head)
        if self._discourse.is_quoted(head):
            return ()
        noun = head.lemma_.lower() if head.pos_ == "NOUN" else None
        for n in self._discourse.back_from(here, _SENTENCES_FOR_SEVERAL):
            if self._discourse.crosses_paragraphs(n, here, at_most=1):
                break
            found, _ = self._joined(n, head)
            pairs = [several for several in found if len(several) == 2]
            if pairs:
                return pairs[0] if len(pairs) == 1 and all(_is_called(one, noun) for one in pairs[0]) else ()
        return ()

    def _joined(self, n: int, head: Token) -> tuple[list[Several], bool]:
        """Everyone whom a plural may take up in a sentence, and whether it is who spoke there."""
        here = self._discourse.number_of(head)
        spoke = [one.entities for one in self._discourse.speakers_in(n) if _is_plural(one.entities)]
        unique = list({tuple(map(id, several)): several for several in spoke}.values())
        if unique:
            return unique, True
        tokens = self._discourse.subjects_above(head) if n == here else self._discourse.subject_tokens(n)
        found = []
        for token in tokens:
            several = self._all_of(token) if not self._discourse.is_quoted(token) else ()
            is_one_body = n < here and len(several) == 1 and self._is_spoken_of_as_many(several[0], head)
            if several and (_is_plural(several) or is_one_body):
                found.append(several)
        return found, False

    def _all_of(self, subject: Token) -> Several:
        """Everyone whom a subject joins; nobody where one of them cannot be told."""
        joined = [subject, *(token for token in subject.conjuncts if token.pos_ in _NOUNS and token.i > subject.i)]
        if len(joined) == 1 and subject.tag_ in {"NNS", "NNPS"} and not _is_of_people(subject):
            entity = self._read(subject)
            return (entity,) if entity is not None and entity.named else ()
        read = [self._read(token) for token in joined]
        several = tuple(entity for entity in read if entity is not None and entity.kind is not SourceKind.DOCUMENT)
        return several if len(several) == len(joined) else ()

    def _is_spoken_of_as_many(self, body: Entity, head: Token) -> bool:
        """Tell whether "they" may mean a single body: only as what a sentence is about, and not in "they say"."""
        is_main = head.head.dep_ == "ROOT" and head.head.lower_ != "say"
        return is_main and body.named and body.kind in _BODIES

    def _names_others(self, n: int, head: Token) -> bool:
        """Tell whether a sentence also names a group of people who are not its subject ("met the protesters")."""
        tokens = (token for token in self._discourse.sentences[n] if token.i < head.i and token.tag_ == "NNS")
        return any(
            token.dep_ not in SUBJECTS and _is_of_people(token) and not self._discourse.is_quoted(token)
            for token in tokens
        )


def _unique(entities: Iterable[Entity]) -> list[Entity]:
    return list({id(entity): entity for entity in entities}.values())


def _opens_sentence(clause: Token) -> bool:
    first = next((token for token in clause.sent if token.is_alpha), None)
    return first is not None and clause.left_edge.i <= first.i + 1


def is_impersonal(head: Token) -> bool:
    """Tell whether "it" stands for nothing: "it is said that", "it appears that"."""
    verb = head.head
    is_passive = head.dep_ == "nsubjpass" and verb.lemma_ not in _QUOTING
    return is_passive or (head.dep_ in SUBJECTS and verb.lemma_ in _IMPERSONAL)


def _is_body(entity: Entity) -> bool:
    """Tell a body that can say something from a place or a stray name."""
    if not entity.named or find_state(entity.name) is not None:
        return False
    words = set(entity.name.lower().split())
    if entity.kind is SourceKind.GOVERNMENT:
        return bool(words & (STATE_NOUNS | BODY_NOUNS))
    return entity.kind is SourceKind.OUTLET or (entity.kind is SourceKind.ORGANISATION and entity.is_kind_sure)


def _is_plural(several: Several) -> bool:
    if len(several) != 1:
        return len(several) > 1
    words = several[0].name.lower().split()
    return several[0].kind is SourceKind.GROUP or (several[0].kind in _BODIES and bool(_PLURAL_BODIES & set(words)))


def _is_of_people(token: Token) -> bool:
    noun = token.lemma_.lower()
    return token.lower_ in GROUP_NOUNS or noun in BODY_NOUNS or is_persons_noun(noun)


def _is_called(entity: Entity, noun: str | None) -> bool:
    """Tell whether one of two may be called by a noun: a state "country", a person "man"."""
    match noun:
        case None:
            return True
        case "country" | "state" | "nation" | "government" | "capital":
            return find_state(entity.name) is not None
        case "man" | "woman":
            return entity.kind is SourceKind.PERSON
        case _:
            return entity.kind in _BODIES


def fits_person(entity: Entity, pronoun: str) -> bool:
    """Tell whether "he", "she" or "the 54-year-old" may mean somebody."""
    if pronoun == "old":
        return entity.kind is SourceKind.PERSON or not entity.is_kind_sure
    gender = "male" if pronoun in PRONOUNS_MALE else "female"
    if not entity.named:
        return entity.is_someone and entity.gender in (None, gender)
    may_be_person = entity.kind is SourceKind.PERSON or not entity.is_kind_sure
    return may_be_person and entity.gender in (None, gender) and not _is_acronym(entity.name)


def _is_acronym(name: str) -> bool:
    return len(name) > 1 and name.isalpha() and name.isupper()


def _is_of_other_sex(entity: Entity, pronoun: str) -> bool:
    return entity.gender is not None and not fits_person(entity, pronoun)


def fits_thing(entity: Entity) -> bool:
    """Tell whether "it" may mean a body, a state or a document."""
    is_plural = entity.kind is SourceKind.DOCUMENT and not entity.named and entity.name.endswith("s")
    return entity.kind in _THINGS and not is_plural
