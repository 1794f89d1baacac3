"""The words that attribute, and what a source does with the content when it uses them."""

import functools
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from app.facts.quote import Stance


class Frame(StrEnum):
    """The grammar in which a cue carries its content."""

    CLAUSE = "clause"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    OBJECT = "object"
    AS = "as"
    OF = "of"
    FOR = "for"
    ON = "on"
    ABOUT = "about"
    AGAINST = "against"
    AT = "at"


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Cue verbs by lemma and frame, cue nouns by lemma, and the verbs that may stand beside direct speech."""

    verbs: dict[str, dict[Frame, Stance]]
    speaking: dict[str, Stance]
    nouns: dict[str, Stance]


@functools.cache
def cue_lexicon() -> CueLexicon:
    """The lexicon, read once a process. Where a lemma stands in several groups, the first one gives its stance."""
    tables = tomllib.loads(files("app.extraction.quotes").joinpath("cue_lexicon.toml").read_text(encoding="utf-8"))
    verbs: dict[str, dict[Frame, Stance]] = {}
    speaking: dict[str, Stance] = {}
    for group in tables["verbs"]:
        stance = Stance(group["stance"])
        for lemma in group["lemmas"].split():
            for frame in group["frames"]:
                verbs.setdefault(lemma, {}).setdefault(Frame(frame), stance)
            if group["speaks"]:
                speaking.setdefault(lemma, stance)
    nouns = {lemma: Stance(group["stance"]) for group in tables["nouns"] for lemma in group["lemmas"].split()}
    return CueLexicon(verbs, speaking, nouns)
