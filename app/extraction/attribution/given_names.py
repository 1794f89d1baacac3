"""What the words of a name tell: that it is a person's, mostly whether a man's or a woman's, or a company's."""

from functools import cache
from importlib.resources import files

import numpy as np
from spacy.attrs import ENT_TYPE, IS_ALPHA, IS_TITLE, POS
from spacy.symbols import PROPN
from spacy.tokens import Doc, Span

from app.extraction.attribution.source_words import ASIAN_FAMILY_NAMES, BODY_NOUNS, OUTLET_LAST_WORDS
from app.extraction.word_set import word_set

_MOST_WORDS = 4
_NO_PERSONS_LABELS = frozenset(
    {"GPE", "LOC", "FAC", "EVENT", "DATE", "TIME", "LAW", "LANGUAGE", "PRODUCT", "WORK_OF_ART"}
)
_FEMALE_ENDINGS = ("dóttir", "dottir", "ová", "skaya")
PARTICLES = word_set("de da do dos das del della di du van von der den ter ten le la bin ibn al el y e af zu")
FIRM_WORDS = word_set(
    """
    airlines airways analytics asa brothers capital creameries dairies energy entertainment ferries foods freight gmbh
    group holdings hotels inc industries insurance limited llc logistics ltd media mining motor motors oyj packaging
    partners petroleum pharma pharmaceuticals plc productions robotics securities semiconductors shipping software
    solutions sons sports stanley stores studios systems technologies telecom terminals therapeutics works
    """
)
_PLACE_WORDS = word_set(
    """
    street road avenue square bridge river lake island county valley park hall house tower stadium station day prize
    cup award
    """
)


@cache
def _names_of(gender: str) -> frozenset[str]:
    text = (files("app.extraction.attribution") / f"given_names_{gender}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())


def gender_of(name: str) -> str | None:
    """ "male" or "female" where a full name's given name is borne by one sex only; else None."""
    words = name.lower().replace("’", "'").split()
    if len(words) < 2 or words[0] in ASIAN_FAMILY_NAMES:
        return None
    if words[-1].endswith(_FEMALE_ENDINGS):
        return "female"
    for given in (words[0], *words[0].split("-")):
        for gender in ("male", "female"):
            if given in _names_of(gender):
                return gender
    return None


def is_given_name(word: str) -> bool:
    """Tell whether a word is known as anybody's given name."""
    return any(word.lower() in _names_of(gender) for gender in ("male", "female"))


def is_persons_name(name: str) -> bool:
    """Tell whether a name of two to four words begins with a known given name and has nothing of a body's or place's.

    A single given name may be a firm's or a place's, so it tells nothing.
    """
    words = name.split()
    if not 2 <= len(words) <= _MOST_WORDS or gender_of(name) is None:
        return False
    plain = [word.lower().strip(".,’'") for word in words]
    if (
        not words[0].isalpha()
        or set(plain) & (BODY_NOUNS | FIRM_WORDS | _PLACE_WORDS)
        or plain[-1] in OUTLET_LAST_WORDS
    ):
        return False
    is_capital = all(word[:1].isupper() or word in PARTICLES for word in words)
    return is_capital and not words[-1].isupper() and words[-1] not in PARTICLES


def people_in(doc: Doc) -> list[Span]:
    """Where people are named, in reading order: the model's named persons and those whom a given name tells."""
    found = {span.start: span for span in doc.ents if span.label_ == "PERSON"}
    for span in doc.ents:
        if span.label_ not in _NO_PERSONS_LABELS | {"PERSON"} and is_persons_name(span.text) and not _has_article(span):
            found[span.start] = Span(doc, span.start, span.end, label="PERSON")
    for span in _unlabelled_names(doc):
        if is_persons_name(span.text) and not _has_article(span):
            found[span.start] = span
    return [found[start] for start in sorted(found)]


def firms_in(doc: Doc) -> list[Span]:
    """Names that the model does not tell and that end as companies' names do ("… Terminals")."""
    names = [span for span in _unlabelled_names(doc) if len(span) > 1]
    return [Span(doc, name.start, name.end, label="ORG") for name in names if name[-1].lower_ in FIRM_WORDS]


def _has_article(span: Span) -> bool:
    return span.start > 0 and span.doc[span.start - 1].lower_ in {"the", "a", "an"}


def _unlabelled_names(doc: Doc) -> list[Span]:
    """Runs of capitalised proper nouns that are no named entity, particles in between and after them included."""
    words = doc.to_array([ENT_TYPE, POS, IS_TITLE, IS_ALPHA])
    is_name = (words == np.array([0, PROPN, 1, 1], dtype=words.dtype)).all(axis=1)
    found: list[Span] = []
    end = 0
    for start in np.flatnonzero(is_name).tolist():
        if start < end:
            continue
        end = start + 1
        while end < len(doc) and (is_name[end] or (words[end, 0] == 0 and doc[end].text in PARTICLES)):
            end += 1
        found.append(Span(doc, start, end, label="PERSON"))
    return found
