"""How the same state body, organisation, outlet or document is named in different places."""

import re
from dataclasses import dataclass

from app.names.countries import NamedAs, find_country
from app.names.fold import fold
from app.names.name_words import name_words

_SMALL_WORDS = name_words("small")
_GOVERNMENT_WORDS = frozenset({"government", "governments", "authorities", "administration", "state"})
_OFFICES = name_words("offices")
_OUTLET_WORDS = name_words("outlets")
_DOCUMENT_WORDS = name_words("documents")
_NOT_ONE_BODY = name_words("crowds")
_LEGAL_FORMS = name_words("legal_forms")
_AMBIGUOUS_ACRONYMS = frozenset({"jcs", "mod", "mnd", "mfa", "nsc", "pm", "fm"})
_SPELLINGS = {
    "analyses": "analysis",
    "centre": "center",
    "defence": "defense",
    "korean": "korea",
    "labour": "labor",
    "programme": "program",
}
_BRITISH_Z = re.compile(r"is(ation|ations|e|ed|ing)$")
_SECRET_SERVICE = re.compile(r"\b(foreign|military|defense) intelligence\b")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name taken apart: the countries it names, and its other words in one spelling, in order."""

    countries: frozenset[str]
    words: tuple[str, ...]

    @property
    def is_government(self) -> bool:
        """Whether it names one country's government and nothing else."""
        return len(self.countries) == 1 and all(word in _GOVERNMENT_WORDS for word in self.words)

    @property
    def is_generic(self) -> bool:
        """Whether many countries or firms have something of this name ("Defense Ministry", "the newspaper")."""
        return any(set(self.words) <= generic for generic in (_OFFICES, _OUTLET_WORDS, _DOCUMENT_WORDS))

    @property
    def key(self) -> str:
        """One form whatever the order of the words."""
        return " ".join(sorted({*(f"country{code.lower()}" for code in self.countries), *self.words}))

    def without_outlet_words(self) -> "BodyName":
        """The name less "News Agency" and the like."""
        return BodyName(self.countries, tuple(word for word in self.words if word not in _OUTLET_WORDS))


def read_body_name(name: str) -> BodyName:
    """Take a body's name apart.

    A capital stands for its country only where nothing but an office is named beside it.
    """
    words = tuple(fold(name).split())
    countries: set[str] = set()
    seats: set[str] = set()
    rest: list[str] = []
    seat_words: list[str] = []
    position = 0
    while position < len(words):
        found = find_country(words, position)
        length = found[0] if found else 1
        here = words[position : position + length]
        match found:
            case None:
                rest.extend(here)
            case (_, code, NamedAs.SEAT):
                seats.add(code)
                seat_words.extend(here)
                rest.extend(here)
            case (_, code, _):
                countries.add(code)
        position += length
    without_seats = _plain_words([word for word in rest if word not in seat_words])
    if seats and set(without_seats) <= _OFFICES:
        return BodyName(frozenset(countries | seats), without_seats)
    return BodyName(frozenset(countries), _plain_words(rest))


def body_keys(name: str) -> tuple[str, ...]:
    """Keys that two namings of one body share; none for a description, or an office that many countries have."""
    if not _is_proper(name):
        return ()
    body = read_body_name(name)
    if body.is_government:
        return (f"government:{next(iter(body.countries))}",)
    if not body.words or _NOT_ONE_BODY.intersection(body.words) or (body.is_generic and not body.countries):
        return ()
    if body.key in _AMBIGUOUS_ACRONYMS:
        return ()
    keys = [body.key]
    plain = body.without_outlet_words()
    if plain.words and plain != body and not plain.is_generic:
        keys.append(plain.key)
    return tuple(f"body:{key}" for key in keys)


def is_acronym(name: str) -> bool:
    """Tell whether a name is an acronym ("NIS", "the EU")."""
    bare = name.removeprefix("the ").removeprefix("The ").replace(".", "")
    return 2 <= len(bare) <= 7 and bare.isalpha() and bare.isupper()


def acronyms_of(name: str) -> frozenset[str]:
    """The acronyms a name may be shortened to, folded: with and without its country and its small words."""
    words = fold(name.replace("-", " ")).split()
    full = [word for word in words if word not in _SMALL_WORDS]
    body = read_body_name(name).words
    made = ("".join(word[0] for word in some) for some in (words, full, body))
    return frozenset(letters for letters in made if len(letters) >= 2)


def _is_proper(name: str) -> bool:
    words = [word for word in name.split() if word.lower() not in _SMALL_WORDS]
    return any(not word[0].islower() for word in words)


def _plain_words(words: list[str]) -> tuple[str, ...]:
    spelt = [_SPELLINGS.get(word, _BRITISH_Z.sub(r"iz\1", word)) for word in words if word not in _SMALL_WORDS]
    named = [word for word in spelt if word not in _LEGAL_FORMS] or spelt
    return tuple(_SECRET_SERVICE.sub(r"\1 intelligence_abroad", " ".join(named)).split())
