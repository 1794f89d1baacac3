"""How the same person's name is spelt in different places."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from app.names.countries import NamedAs, find_country
from app.names.fold import fold, in_two_letters
from app.names.given_names import common_form, is_of_a_man, possible_forms
from app.names.name_words import name_words, trade_words
from app.names.romanised_names import arabic_key, korean_key, spelling_key

_TITLES = name_words("titles")
_PARTICLES = name_words("particles")
_FAMILY_PARTICLES = frozenset(
    {"da", "de", "del", "den", "der", "des", "di", "dos", "du", "la", "le", "ter", "van", "von"}
)
_ARTICLE = re.compile(r"\b(?:al|el|Al|El)(?:-|\s(?=[A-Z]))(?=\w)")
_NICKNAME = re.compile(r"(?<=\w) (?:[\"“][^\"“”]+[\"”]|\([^()]+\)) (?=\w)")
_REGNAL = re.compile(
    r"^(?:[Tt]he )?(?:King|Queen|Pope|Emperor|Empress|Sultan|Tsar|Patriarch)"
    r" (?P<name>[A-Z][\w-]+(?: [A-Z][a-z]+)?)(?P<number> [IVX]+)?$"
)
_REIGNS = re.compile(r"(?:^|\s)(?P<title>[Kk]ing|[Qq]ueen|[Pp]ope|[Ee]mperor|[Pp]atriarch)(?: of .+)?$")
_NUMBERED = re.compile(r"^[A-Z][\w-]+(?: [A-Z][a-z]+)? [IVX]+$")
_ROYAL = re.compile(r"^(?:[A-Z][a-z]+n |the |The )?(?:Crown )?(?:Prince|Princess) (?=\S+ \S)")
_NO_MORE = re.compile(r"^(?:[Ee]x|[Tt]hen)-(?=[A-Za-z])")
_FULL_NAME = 2
_TRADES = trade_words() - name_words("also_names")
_WIFE_OF = re.compile(r"^(?:Mrs|Mme|Madame)\b\.?\s*")
_JAPANESE = re.compile(r"(?:(?:kk|ss|tt|pp|[kstnhmrgzdbpywjf]|[knhmrgbp]y|ch|sh|ts)?[aiueo]|n(?![aiueoy]))+")
_SHORTEST_JAPANESE = 3
_WIDESPREAD = name_words("widespread_family_names")
_WIDESPREAD_FIRST = name_words("widespread_first_family_names")
_SOUNDS = (("tch", "ch"), ("sch", "sh"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ck", "k"), ("ph", "f"), ("w", "v"))
_TITLES_IN_NAMES = frozenset({"ayatollah", "daw", "maulana", "mullah", "sheikh", "sheikha", "shaikh"})
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_DEGREES = frozenset({"phd", "md", "mba", "esq"})
_DESCRIPTION = re.compile(r",\s(?=[a-z])|\s(?:of|from|at|with|for|who|in)\s")


def without_titles(name: str) -> str:
    """Drop what stands before a person's own name: titles, offices and nationality ("Russian President …")."""
    words = _NO_MORE.sub("", _ROYAL.sub("", name)).split()
    folded = [fold(word) for word in words]
    starts = [i + 1 for i, word in enumerate(folded[:-1]) if word in _TITLES]
    words = words[starts[-1] :] if starts else words
    words = words[1:] if len(words) > _FULL_NAME and fold(words[0]) in _TRADES else words
    found = find_country(tuple(fold(word) for word in words), 0)
    if found is not None and found[2] is NamedAs.PEOPLE and len(words) - found[0] >= 2:
        words = words[found[0] :]
    return " ".join(words)


def is_title(word: str) -> bool:
    """Tell whether a folded word is a title or an office rather than a part of a name."""
    return word in _TITLES


def person_keys(name: str, *, family_may_be_first: bool = False) -> tuple[str, ...]:
    """Keys that two spellings of one person's full name share; none for a family name alone or a description.

    How a given name is split or hyphenated, titles, one initial beside the given name, the Arabic article, usual
    romanisations and the short forms that stand for one given name make no difference. Nor does the order of a Japanese
    name, or of one of a country where the family name may stand first.
    """
    words = _full_name(name)
    if not words:
        return ()
    if _one_initial(words) is not None:
        words = [word for word in words if len(fold(word)) > 1]
    spelt = [words]
    others = (_each(in_two_letters, words), _each(_in_new_spelling, words), " ".join(words).replace("-", " ").split())
    spelt += [other for other in others if other != words]
    keys = [_joined(one) for one in spelt]
    if len(words) == 2 and ("-" in words[0] or family_may_be_first or all(_may_be_japanese(word) for word in words)):
        keys += [_joined(one[::-1]) for one in spelt]
    has_article = _ARTICLE.search(name) is not None
    arabic = [arabic_key(fold(one).split(), has_article=has_article) for one in (" ".join(words), _in_two(words))]
    return tuple(dict.fromkeys([*keys, *(key for key in arabic if key is not None)]))


def brief_keys(name: str) -> tuple[str, ...]:
    """The key of a name with a middle name or its initial, as it is with the initial: "Ruth Bader" is "Ruth B."."""
    words = _full_name(name)
    middles = words[1:-1]
    if len(middles) != 1 or not fold(middles[0])[:1].isalpha() or fold(middles[0]) in _PARTICLES:
        return ()
    return (f"{_joined(words[:1])} {fold(middles[0])[0]} {_joined(words[-1:])}",)


def like_keys(name: str) -> tuple[str, ...]:
    """Keys that two namings of one person may share: it takes more to tell that they are one.

    `like:` keys are of the family name by its consonants and of what the given name may be short for; those of a Korean
    name leave aside how its syllables are romanised. Of a given name's first letter there is an `initial:` key where it
    is known in full, and a `letter:` key where it is not. `part:` keys are what a longer name is without its end.
    """
    words = _words_of(name)
    if len(words) < 2 or fold(words[-1]) in _TITLES or _is_family_particle(words) or not fold(words[0]):
        return ()
    korean = korean_key([word.lower() for word in words])
    generation = fold(words[-1]) if fold(words[-1]) in _GENERATIONS and len(words) > 2 else ""
    last = words[-2] if generation else words[-1]
    family = _family_key(last) + generation
    given = fold(words[0]).split()[0]
    initial = f"{family}|{common_form(given)[0]}"
    if len(given) == 1:
        return (f"letter:{initial}",)
    forms = (f"like:{family}|{spelling_key(form)}" for form in possible_forms(given))
    inner = [word for word in words[1:-1] if len(fold(word)) > 1 and fold(word) not in _PARTICLES and not generation]
    parts = (f"part:{_family_key(word)}|{spelling_key(common_form(given))}" for word in inner)
    return (*forms, f"initial:{initial}", *parts, *([f"like:korean {korean}"] if korean else []))


def _family_key(word: str) -> str:
    """A family name by its consonants; with all its vowels where marks on letters tell that it is spelt as at home."""
    spelt = "".join(spelling_key(part) for part in fold(word).split())
    return _by_consonants(spelt) if word.isascii() else spelt


def regnal_keys(name: str, description: str | None) -> tuple[str, ...]:
    """Keys of a monarch or a head of a church by the name of the reign: "King Felipe VI" is "Felipe VI", Spain's king.

    Without the title only where the name has a number.
    """
    found = _REGNAL.match(name)
    if found is not None:
        number = (found["number"] or "").split()
        return (_joined([found["name"], *number]),) if number else ()
    reigns = _REIGNS.search(description) if description else None
    if reigns is None or not (_NUMBERED.match(name) or " " not in name):
        return ()
    return (_joined([reigns["title"], name]),)


def titled_key(name: str) -> str | None:
    """One form of a title and one name that together are what everybody calls somebody ("Sheikh Hasina")."""
    words = fold(name).split()
    return " ".join(words) if len(words) == 2 and words[0] in _TITLES_IN_NAMES else None


def middle_names(name: str) -> str | None:
    """The folded names or letters between a given name and a family name, "" for none; None where it is no full name.

    Two bearers of both may be told apart by them.
    """
    words = _full_name(name)
    if len(words) > _FULL_NAME and fold(words[-1]) in _GENERATIONS:
        words = words[:-1]
    leads = _one_initial(words) == fold(words[0]) if words else False
    return fold(" ".join(words[:1] if leads else words[1:-1])) if words else None


def is_widespread(name: str) -> bool:
    """Tell whether a full name has no more than a given name and one of the commonest family names."""
    words = [fold(word) for word in _full_name(name) if len(fold(word)) > 1]
    return len(words) == 2 and (words[1] in _WIDESPREAD or not _WIDESPREAD_FIRST.isdisjoint(words))


def _full_name(name: str) -> list[str]:
    """The words of a person's full name; none for a family name alone or a description."""
    bare = _WIFE_OF.sub("", name)
    words = _words_of(name)
    is_wife_of = bare != name and len(words) > 1 and is_of_a_man(fold(words[0]))
    if len(words) < 2 or is_wife_of or fold(words[-1]) in _TITLES or _is_family_name_alone(words):
        return []
    return words


def _one_initial(words: list[str]) -> str | None:
    """The one letter beside a given name and a family name ("Samuel L. Jackson", "F. Scott Fitzgerald")."""
    folded = [fold(word) for word in words]
    initials = [word for word in folded if len(word) == 1]
    is_beside_both = len(folded) - len(initials) >= _FULL_NAME and len(folded[-1]) > 1
    return initials[0] if len(initials) == 1 and is_beside_both else None


def _each(spell: Callable[[str], str], words: list[str]) -> list[str]:
    return [spell(word) for word in words]


def _in_new_spelling(word: str) -> str:
    """An Indonesian name as it is spelt since 1972: "Soeharto" is Suharto, "Djoko" Joko."""
    return fold(word).replace("oe", "u").replace("dj", "j").replace("tj", "c")


def _in_two(words: list[str]) -> str:
    """A name with its given names written as one, as they may be ("Amir Hossein Karimi")."""
    return f"{''.join(words[:-1])} {words[-1]}"


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
    return list(_own_words(name))


@lru_cache(maxsize=10_000)
def _own_words(name: str) -> tuple[str, ...]:
    words = without_titles(_without_description(_ARTICLE.sub("", _NICKNAME.sub(" ", name)))).replace(",", " ").split()
    if not all(_is_name_word(word) for word in words):
        return ()
    return tuple(word for word in words if fold(word) and fold(word) not in _DEGREES)


def _is_family_name_alone(words: list[str]) -> bool:
    """ "J. Smith" may be anybody's, and "Von der Leyen" is no full name."""
    return (len(words) == 2 and len(fold(words[0])) == 1) or _is_family_particle(words)


def _is_family_particle(words: list[str]) -> bool:
    return len(words) > 1 and fold(words[0]) in _FAMILY_PARTICLES and fold(words[1]) in _FAMILY_PARTICLES


def _without_description(name: str) -> str:
    """Drop what a name is followed by: "of the council", ", a member of …"."""
    for match in _DESCRIPTION.finditer(name):
        if len(name[: match.start()].split()) >= 2:
            return name[: match.start()]
    return name


def _is_name_word(word: str) -> bool:
    return not word[0].islower() or fold(word) in _PARTICLES


def _may_be_japanese(word: str) -> bool:
    return len(word) >= _SHORTEST_JAPANESE and _JAPANESE.fullmatch(fold(word)) is not None


def _by_consonants(word: str) -> str:
    """A word without the vowels inside it, where enough is left to tell it by."""
    for sound, plain in _SOUNDS:
        word = word.replace(sound, plain)
    bare = word[:1] + re.sub(r"[aeiouy]|(?<=([a-z]))\1", "", word[1:])
    return bare if len(bare) > 2 else word


def _joined(words: Sequence[str]) -> str:
    folded = fold(" ".join(words)).split()
    return "".join(spelling_key(common_form(word)) for word in folded)
