"""How the same person's name is spelt in different places."""

import re

from app.names.countries import NamedAs, find_country
from app.names.fold import fold
from app.names.name_words import name_words

_TITLES = name_words("titles")
_PARTICLES = name_words("particles")
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
}


def spelling_key(word: str) -> str:
    """One form for the usual romanisations of one word of a name ("zelensky", "zelenskiy", "zelenskyy")."""
    word = word.replace("ks", "x")
    if len(word) > 4 and word.startswith("ye"):
        word = word[1:]
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

    How a given name is split or hyphenated, titles, one middle initial and usual romanisations make no difference.
    """
    words = without_titles(_without_description(name)).replace(",", " ").split()
    if not all(_is_name_word(word) for word in words):
        return ()
    words = [word for word in words if fold(word) and fold(word) not in _DEGREES]
    if len(words) < 2 or fold(words[-1]) in _TITLES:
        return ()
    initials = [word for word in words if len(fold(word)) == 1]
    if len(initials) == 1 and len(words) > 2:
        words = [word for word in words if len(fold(word)) > 1]
    keys = [_joined(words)]
    if len(words) == 2 and "-" in words[0]:
        keys.append(_joined(words[::-1]))
    return tuple(keys)


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
