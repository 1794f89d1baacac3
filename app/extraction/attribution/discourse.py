"""What the sentences before a word are about: their subjects, the people they name, and who was heard to speak."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from spacy.tokens import Doc, Span, Token

from app.extraction.attribution.entity_table import Entity
from app.extraction.attribution.given_names import people_in
from app.extraction.attribution.source_words import BODY_NOUNS, PERSON_NOUNS, PRONOUNS, PRONOUNS_RELATIVE

_FARTHEST_SENTENCE = 12
_MOST_SUBJECTS = 20
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BREAK = re.compile(r"\S[^\S\n]*\n\s*\S")


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who was attributed words in a sentence, all of one cue; `is_main` where that is the sentence's main verb."""

    entities: tuple[Entity, ...]
    is_main: bool


class Discourse:
    """An article's sentences, and what each is about. Sources are read by the function that is handed in.

    `quoted` are the tokens that stand in quotation marks: who is only spoken of there is not who speaks outside.
    """

    def __init__(self, doc: Doc, quoted: frozenset[int], read: Callable[[Token], Entity | None]) -> None:
        self._doc = doc
        self._text = doc.text
        self._quoted = quoted
        self._read_source = read
        self.sentences: list[Span] = [sentence for sentence in doc.sents if sentence.text.strip()]
        self._number_of = {token.i: n for n, sentence in enumerate(self.sentences) for token in sentence}
        self.person_at: dict[int, Span] = {}
        self._people: dict[int, list[Span]] = {}
        self._note_people(doc)
        self._subjects: dict[int, list[Token]] = {}
        self._subjects_read: dict[int, int] = {}
        self._speakers: dict[int, list[Speakers]] = {}

    def _note_people(self, doc: Doc) -> None:
        """Where people are named: asking a sentence for its entities would read the whole document each time."""
        for span in people_in(doc):
            self.person_at[span.start] = span
            n = self._number_of.get(span.start)
            if n is not None and span.end <= self.sentences[n].end:
                self._people.setdefault(n, []).append(span)

    def number_of(self, token: Token) -> int:
        """The number of the sentence that holds a word."""
        return self._number_of.get(token.i, 0)

    def is_quoted(self, token: Token) -> bool:
        """Tell whether a word stands in quotation marks."""
        return token.i in self._quoted

    def is_quoted_at(self, offset: int) -> bool:
        """Tell whether what stands at a place in the text stands in quotation marks."""
        word = self._doc.char_span(offset, offset + 1, alignment_mode="expand")
        return word is not None and word.start in self._quoted

    def is_one_paragraph(self, start: int, end: int) -> bool:
        """Tell whether no line ends between two places in the text."""
        return self._text.find("\n", start, end) < 0

    def note_speakers(self, head: Token, entities: tuple[Entity, ...]) -> None:
        """Remember who was attributed words in a sentence: the likeliest for a pronoun that follows."""
        is_main = head.head.dep_ == "ROOT"
        self._speakers.setdefault(self.number_of(head), []).append(Speakers(entities, is_main))

    def speakers_in(self, n: int) -> list[Speakers]:
        """Who was heard to speak in a sentence so far, in the order of its cues."""
        return self._speakers.get(n, [])

    def back_from(self, here: int, most: int) -> list[int]:
        """This sentence and those before it, leaving out what stands wholly in quotation marks."""
        found = [here]
        for n in range(here - 1, -1, -1):
            if len(found) == most or here - n > _FARTHEST_SENTENCE:
                break
            if any(token.i not in self._quoted for token in self.sentences[n] if token.is_alpha):
                found.append(n)
        return found

    def crosses_paragraphs(self, earlier: int, later: int, at_most: int) -> bool:
        """Tell whether more than some ends of paragraphs lie between two sentences."""
        between = self._text[self.sentences[earlier].start_char : self.sentences[later].start_char + 1]
        return len(_BREAK.findall(between)) > at_most

    def subject_tokens(self, n: int) -> list[Token]:
        """The words that a sentence's main verb has as its subjects."""
        return [token for token in self.sentences[n].root.children if token.dep_ in SUBJECTS]

    def subjects_before(self, head: Token) -> list[Entity]:
        """Of whom the sentence is before a word: the subject of the verbs that the word hangs on, or else another."""
        return self.main_subjects_before(head) or self.nested_subjects_before(head)[:1]

    def main_subjects_before(self, head: Token, fits: Callable[[Entity], bool] = lambda _: True) -> list[Entity]:
        """The nearest subject before a word of a verb that the word hangs on, or else whom "As for …" names.

        Subjects that do not fit are passed over.
        """
        for token in reversed(self.subjects_above(head)):
            entity = self._read_source(token)
            if entity is not None and fits(entity):
                return [entity]
        return [entity for entity in self._introduced_by_as_for(head) if fits(entity)]

    def nested_subjects_before(self, head: Token) -> list[Entity]:
        """The other subjects shortly before a word, nearest first."""
        above = {token.i for token in self.subjects_above(head)}
        tokens = [token for token in self.read_subjects_before(head)[-_MOST_SUBJECTS:] if token.i not in above]
        read = (self._read_source(token) for token in reversed(tokens))
        return [entity for entity in read if entity is not None]

    def subjects_above(self, head: Token) -> list[Token]:
        """The subjects shortly before a word whose verb it hangs on, or whose verb hangs where the word's does."""
        above = {head.i, *(token.i for token in head.ancestors)}
        return [
            token for token in self.read_subjects_before(head)[-_MOST_SUBJECTS:] if _is_of_verb_above(token.head, above)
        ]

    def _introduced_by_as_for(self, head: Token) -> list[Entity]:
        """Of whom a sentence that opens "As for …" says it is."""
        sentence = self.sentences[self.number_of(head)]
        opening = [token for token in sentence[:6] if not token.is_space]
        if len(opening) < 3 or (opening[0].lower_, opening[1].lower_) != ("as", "for"):
            return []
        named = next((token for token in opening[1].children if token.dep_ == "pobj" and token.i < head.i), None)
        entity = self._read_source(named) if named is not None else None
        return [entity] if entity is not None else []

    def read_subjects_before(self, head: Token) -> list[Token]:
        """The subjects of the sentence before a word, each read once, in reading order."""
        n = self.number_of(head)
        if n not in self._subjects:
            self._subjects[n] = [
                token
                for token in self.sentences[n]
                if token.dep_ in SUBJECTS and token.i not in self._quoted and token.lower_ not in PRONOUNS_RELATIVE
            ]
        before = bisect_left(self._subjects[n], head.i, key=attrgetter("i"))
        for token in self._subjects[n][self._subjects_read.get(n, 0) : before]:
            self._read_source(token)
        self._subjects_read[n] = max(before, self._subjects_read.get(n, 0))
        return self._subjects[n][:before]

    def subject_entities(self, n: int) -> list[Entity]:
        """Who a sentence is about: who was heard to speak in it, or else its subjects."""
        noted = self._speakers.get(n)
        if noted:
            has_main = any(one.is_main for one in noted)
            spoke = [entity for one in noted if one.is_main or not has_main for entity in one.entities]
            return list({id(entity): entity for entity in spoke}.values())
        found: list[Entity] = []
        for child in self.subject_tokens(n):
            if child.i not in self._quoted:
                read = [self._read_source(token) for token in (child, *child.conjuncts)]
                found.extend(entity for entity in read if entity is not None)
                if child.pos_ == "NOUN" and child.lemma_.lower() not in PERSON_NOUNS | BODY_NOUNS:
                    found.extend(self._owners(child))
        return found

    def _owners(self, thing: Token) -> list[Entity]:
        """Whose thing it is that a sentence is about ("the woman's joy"): who it is about, too."""
        owners = (child for child in thing.children if child.dep_ == "poss" and child.lower_ not in PRONOUNS)
        read = (self._read_source(owner) for owner in owners)
        return [entity for entity in read if entity is not None]

    def people_named_in(self, n: int, before: int | None = None) -> list[Entity]:
        """Who is named in a sentence outside quotation marks, or in its words before a token."""
        found: list[Entity] = []
        for span in self._people.get(n, ()):
            if span.start not in self._quoted and (before is None or span.end <= before):
                entity = self._read_source(span.root)
                if entity is not None and entity not in found:
                    found.append(entity)
        return found


def _is_of_verb_above(verb: Token, above: set[int]) -> bool:
    return verb.i in above or (verb.head.i in above and verb.dep_ in {"advcl", "conj", "ccomp"})
