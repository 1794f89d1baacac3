"""Which known names someone may mean who types a name in their own way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from app.names.body_names import acronyms_of, read_body_name
from app.names.fold import fold
from app.names.name_words import name_words
from app.names.person_names import is_title, without_titles
from app.names.romanised_names import spelling_key

_SMALL_WORDS = name_words("small")
_ALIKE_FROM = 75.0
_SHORTEST_FUZZY_WORD = 5
MOST_SLIPS = 2
# Korean syllables that people romanise in several ways; told apart by nothing else, so a search may join them, and what
# joins sources only with more (see app.names.romanised_names).
_SYLLABLES = {
    spelling: spellings[0]
    for spellings in (
        ("yeol", "yul", "youl", "yol"),
        ("suk", "seok", "sok"),
        ("yoon", "yun", "youn"),
        ("hyun", "hyeon", "hyon"),
        ("young", "yeong"),
        ("jung", "jeong"),
        ("sung", "seong"),
        ("kyung", "gyeong", "kyong"),
        ("chul", "cheol", "chol"),
        ("un", "eun"),
        ("byeong", "byong", "byung"),
        ("cho", "jo"),
        ("park", "pak", "bak"),
        ("lee", "yi", "rhee"),
        ("lim", "rim"),
    )
    for spelling in spellings
}
_WHOLE_NAME = 100.0
_SYLLABLE = re.compile(rf"(?<![^\W_])(?:{'|'.join(_SYLLABLES)})(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameForms:
    """The forms of one name that comparisons need, worked out once."""

    words: tuple[str, ...]
    joined: str
    acronyms: frozenset[str]
    is_acronym: bool
    country: str | None
    of_countries: frozenset[str]
    own_words: tuple[str, ...]


def find_matching_names(asked: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """Find the ids of the names that someone may mean who asks for `asked`; best first, ties by id.

    `names` are (id, name) pairs; an id may stand there under several names. Spelling, accents, hyphens, titles and
    acronyms make no difference, and a part of a name will do ("Zelensky", "Kim"), but every word that is asked for must
    be in the name. A country's name finds its government under any name, not every body of that country.
    """
    wanted = forms_of(asked)
    if not wanted.words:
        return []
    best: dict[str, float] = {}
    for identifier, name in names:
        known = forms_of(name)
        score = _likeness(wanted, known) if known.words else 0.0
        if score > best.get(identifier, 0.0):
            best[identifier] = score
    return sorted(best, key=lambda identifier: (-best[identifier], identifier))


def _likeness(wanted: NameForms, known: NameForms) -> float:
    if wanted.joined == known.joined:
        return _WHOLE_NAME
    if wanted.country is not None or known.country is not None:
        return _WHOLE_NAME - 1 if wanted.country == known.country else 0.0
    if wanted.is_acronym and wanted.joined in known.acronyms:
        return _WHOLE_NAME - 5
    if known.is_acronym and known.joined in wanted.acronyms:
        return _WHOLE_NAME - 5
    score = _likeness_of_words(wanted.words, known)
    if score or not wanted.of_countries or known.of_countries or len(wanted.own_words) < 2:
        return score
    return 0.9 * _likeness_of_words(wanted.own_words, known)


def _likeness_of_words(wanted_words: tuple[str, ...], known: NameForms) -> float:
    scores = [max((_alike(word, other) for other in known.words), default=0.0) for word in wanted_words]
    if min(scores) >= _ALIKE_FROM:
        coverage = min(1.0, len("".join(wanted_words)) / max(len(known.joined), 1))
        return sum(scores) / len(scores) * (0.5 + 0.45 * coverage)
    joined = "".join(wanted_words)
    if wanted_words[0] == known.words[0] and len(wanted_words) != len(known.words):
        return 0.9 * _alike(joined, known.joined)
    return 0.0


def are_alike(word: str, other: str) -> bool:
    """Tell whether two words of names, as `forms_of` gives them, may be one in two spellings."""
    return _alike(word, other) >= _ALIKE_FROM


def _alike(word: str, other: str) -> float:
    if word == other:
        return 100.0
    if min(len(word), len(other)) < _SHORTEST_FUZZY_WORD or word[0] != other[0]:
        return 0.0
    # One slip in a short word, two in a longer one.
    slips = Levenshtein.distance(word, other, score_cutoff=MOST_SLIPS)
    if slips > (1 if min(len(word), len(other)) < 7 else MOST_SLIPS):
        return 0.0
    return ratio(word, other)


@lru_cache(maxsize=100_000)
def forms_of(name: str) -> NameForms:
    """The forms of a name by which it is compared; `words` is empty where it has none."""
    bare = _SYLLABLE.sub(lambda found: _SYLLABLES[found.group().lower()], without_titles(name))
    folded = [word for word in fold(bare).split() if word not in _SMALL_WORDS]
    words = [word for word in folded if not is_title(word)] or folded
    keys = tuple(spelling_key(word) for word in words)
    body = read_body_name(name)
    country = next(iter(body.countries)) if body.is_government else None
    own = tuple(spelling_key(word) for word in body.words)
    joined = "".join(keys)
    return NameForms(
        words=keys,
        joined=joined,
        acronyms=acronyms_of(name) if len(words) > 1 else frozenset(),
        is_acronym=len(words) == 1 and 2 <= len(joined) <= 7,
        country=country,
        of_countries=body.countries,
        own_words=own,
    )
