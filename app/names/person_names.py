"""How the same person's name is spelt in different places."""

import re

from app.names.countries import NamedAs, find_country
from app.names.fold import fold
from app.names.name_words import name_words

_TITLES = name_words("titles")
_PARTICLES = name_words("particles")
_FAMILY_PARTICLES = frozenset(
    {"da", "de", "del", "den", "der", "des", "di", "dos", "du", "la", "le", "ter", "van", "von"}
)
_ARTICLE = re.compile(r"\b(?:al|el|Al|El)(?:-|\s(?=[A-Z]))(?=\w)")
_DEGREES = frozenset({"phd", "md", "mba", "esq"})
_DESCRIPTION = re.compile(r",\s(?=[a-z])|\s(?:of|from|at|with|for|who|in)\s")
_SLAVIC_ADJECTIVE = re.compile(r"(?<=[a-z]{2})(?:skyy|skiy|skii|skij|skyi|sky|ski)$")
_FINAL_EI = re.compile(r"(?<=[a-z]{2})e[yij]$")
_FINAL_I = re.compile(r"(?<=[a-z]{2})(?:iy|yy|ii|ij|yi|y)$")
_GIVEN_NAME_VARIANTS = {
    **dict.fromkeys(("mohammed", "muhammad", "mohamed", "mohamad", "muhammed"), "mohammad"),
    **dict.fromkeys(("joe", "joey"), "joseph"),
    **dict.fromkeys(("antony", "tony"), "anthony"),
    **dict.fromkeys(("jeff", "geoffrey"), "jeffrey"),
    **dict.fromkeys(("mike", "mick"), "michael"),
    **dict.fromkeys(("bob", "rob"), "robert"),
    **dict.fromkeys(("bill", "will"), "william"),
    **dict.fromkeys(("tom",), "thomas"),
    **dict.fromkeys(("steven", "steve"), "stephen"),
    **dict.fromkeys(("chris",), "christopher"),
    **dict.fromkeys(("matt",), "matthew"),
    **dict.fromkeys(("dan",), "daniel"),
    **dict.fromkeys(("dave",), "david"),
    **dict.fromkeys(("liz",), "elizabeth"),
    **dict.fromkeys(("kate",), "katherine"),
    **dict.fromkeys(("aleksandr", "alexandr", "aleksandar", "alexandar"), "alexander"),
    **dict.fromkeys(("alexei", "aleksej", "alexey"), "aleksei"),
    **dict.fromkeys(("dmytro",), "dmitro"),
    **dict.fromkeys(("michail",), "mikhail"),
    **dict.fromkeys(("hasan",), "hassan"),
    **dict.fromkeys(("mahmud",), "mahmoud"),
    **dict.fromkeys(("usama",), "osama"),
    **dict.fromkeys(("moammar",), "muammar"),
    **dict.fromkeys(("yehya", "yehia", "yahia"), "yahya"),
}
_SPELLINGS_INSIDE = (
    ("ks", "x"),
    ("shch", "sch"),
    ("oy", "oi"),
    ("yiia", "ia"),
    ("iia", "ia"),
    ("iya", "ia"),
    ("dh", "d"),
    ("dd", "d"),
    ("tz", "ts"),
)


def spelling_key(word: str) -> str:
    """One form for the usual romanisations of one word of a name ("zelensky", "zelenskiy", "zelenskyy")."""
    for spelt, plain in _SPELLINGS_INSIDE:
        word = word.replace(spelt, plain)
    if len(word) > 4 and word.startswith("ye"):
        word = word[1:]
    if word.startswith("qa"):
        word = f"g{word[1:]}"
    for ending, plain in ((_SLAVIC_ADJECTIVE, "ski"), (_FINAL_EI, "ei"), (_FINAL_I, "i")):
        if ending.search(word):
            return ending.sub(plain, word)
    return word


def without_titles(name: str) -> str:
    """Drop what stands before a person's own name: titles, offices and nationality ("Russian President …")."""
    words = name.split()
    folded = [fold(word) for word in words]
    starts = [i + 1 for i, word in enumerate(folded[:-1]) if word in _TITLES]
    words = words[starts[-1] :] if starts else words
    found = find_country(tuple(fold(word) for word in words), 0)
    if found is not None and found[2] is NamedAs.PEOPLE and len(words) - found[0] >= 2:
        words = words[found[0] :]
    return " ".join(words)


def is_title(word: str) -> bool:
    """Tell whether a folded word is a title or an office rather than a part of a name."""
    return word in _TITLES


def person_keys(name: str) -> tuple[str, ...]:
    """Keys that two spellings of one person's full name share; none for a family name alone or a description.

    How a given name is split or hyphenated, titles, one middle initial, the Arabic article and usual romanisations
    make no difference.
    """
    words = _words_of(name)
    if len(words) < 2 or fold(words[-1]) in _TITLES or _is_family_name_alone(words):
        return ()
    if middle_initial(name) is not None:
        words = [word for word in words if len(fold(word)) > 1]
    keys = [_joined(words)]
    if len(words) == 2 and "-" in words[0]:
        keys.append(_joined(words[::-1]))
    return tuple(keys)


def middle_initial(name: str) -> str | None:
    """The one letter between a given name and a family name, by which two bearers of both may be told apart."""
    words = [fold(word) for word in _words_of(name)]
    initials = [word for word in words[1:-1] if len(word) == 1]
    is_only_one = len(initials) == sum(len(word) == 1 for word in words)
    return initials[0] if len(initials) == 1 and is_only_one else None


def family_names(name: str) -> tuple[str, ...]:
    """What somebody may be called by family name alone: a first or last word, or all from a particle on.

    Of a name that is no more than a family name, that one.
    """
    words = _words_of(name)
    if not words or len(fold(words[-1])) < 2:
        return ()
    if len(words) == 1 or _is_family_name_alone(words):
        return (" ".join(words),)
    particle = next((n for n, word in enumerate(words[1:-1], 1) if fold(word) in _FAMILY_PARTICLES), None)
    long = [" ".join(words[particle:])] if particle is not None else []
    return tuple(dict.fromkeys([*long, words[0], words[-1]]))


def _words_of(name: str) -> list[str]:
    """The words of a person's own name; none where something else stands among them."""
    words = without_titles(_without_description(_ARTICLE.sub("", name))).replace(",", " ").split()
    if not all(_is_name_word(word) for word in words):
        return []
    return [word for word in words if fold(word) and fold(word) not in _DEGREES]


def _is_family_name_alone(words: list[str]) -> bool:
    """ "J. Smith" may be anybody's, and "Von der Leyen" is no full name."""
    if len(words) == 2 and len(fold(words[0])) == 1:
        return True
    return fold(words[0]) in _FAMILY_PARTICLES and fold(words[1]) in _FAMILY_PARTICLES


def _without_description(name: str) -> str:
    """Drop what a name is followed by: "of the council", ", a member of …"."""
    for match in _DESCRIPTION.finditer(name):
        if len(name[: match.start()].split()) >= 2:
            return name[: match.start()]
    return name


def _is_name_word(word: str) -> bool:
    return not word[0].islower() or fold(word) in _PARTICLES


def _joined(words: list[str]) -> str:
    folded = fold(" ".join(words)).split()
    return "".join(spelling_key(_GIVEN_NAME_VARIANTS.get(word, word)) for word in folded)
