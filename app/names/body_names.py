"""How the same state body, organisation, outlet or document is named in different places."""

import re
from dataclasses import dataclass

from app.names.countries import NamedAs, find_country
from app.names.fold import fold
from app.names.name_words import name_words

_SMALL_WORDS = name_words("small")
_GOVERNMENT_WORDS = frozenset({"government", "governments", "authorities", "administration", "state"})
_OFFICES = name_words("offices")
_LOCAL = name_words("local")
_PARTS_OF_STATES = frozenset({"city", "county", "province", "region", "state", "town"})
_OUTLET_WORDS = name_words("outlets")
_DOCUMENT_WORDS = name_words("documents")
_NOT_ONE_BODY = name_words("crowds")
_LEGAL_FORMS = name_words("legal_forms")
_AMBIGUOUS_ACRONYMS = frozenset({"jcs", "mod", "mnd", "mfa", "nsc", "pm", "fm"})
_ONE_OF_A_STATE = frozenset(
    {"central bank", "statistics office", "statistics agency", "weather agency", "weather service", "space agency",
     "meteorological agency", "election commission", "constitutional court"}
)  # fmt: skip
_WITH_ONE_SPY_AGENCY = frozenset({"ES", "GR", "KE", "KR", "TR"})
_SPY_AGENCIES = frozenset({"spy agency", "intelligence agency", "intelligence service"})
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
_FOREIGN_AFFAIRS = re.compile(r"\b(?<=foreign )affairs\b|\baffairs (?=foreign\b)")
_UNIVERSITY_OF = re.compile(r"\b(university|college) of\b")
_UNIONS = {"united nations": "un", "european union": "eu"}
_BANK_OF = re.compile(r"(?:the |The )?Bank of [A-Z]")
_OF_AN_OUTLET = re.compile(r"\s+(?:News(?:\s+Agency)?|Agency)$")
_LEAD_OF_OUTLET = re.compile(r"^(?:the\s+)?(?:[A-Z]\w+\s+)?[a-z]+\s+(?=[A-Z])")


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


def read_body_name(name: str) -> BodyName:
    """Take a body's name apart.

    A capital stands for its country only where nothing but an office is named beside it.
    """
    words = tuple(_UNIVERSITY_OF.sub(r"\1_of", fold(name)).split())
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
    if seats and set(without_seats) <= _OFFICES - _LOCAL and "state" not in without_seats[:1]:
        return BodyName(frozenset(countries | seats), without_seats)
    return BodyName(frozenset(countries), _plain_words(rest))


def body_keys(name: str, state: str | None = None) -> tuple[str, ...]:
    """Keys that two namings of one body share; none for a description, or an office that many countries have.

    `state` is the code of the country whose office it is, where that is told elsewhere.
    """
    if not _is_proper(name):
        return ()
    body = read_body_name(name)
    is_generic = body.is_generic and not body.countries and not _BANK_OF.match(name)
    if state is not None and is_generic:
        body, is_generic = BodyName(frozenset({state.upper()}), body.words), False
    if body.is_government:
        return (f"government:{next(iter(body.countries))}",)
    is_crowd = _NOT_ONE_BODY.intersection(body.words) and body.words[-2:] != ("police", "agency")
    if not body.words or is_crowd or is_generic:
        return ()
    if body.key in _AMBIGUOUS_ACRONYMS:
        return ()
    return (f"body:{body.key}",)


def outlet_keys(name: str) -> tuple[str, ...]:
    """Keys that only outlets share: of the name without "News Agency" or "the newspaper", which not everybody adds.

    Words like "Times" or "Post" stay: they tell one outlet from another.
    """
    bare = re.sub(r"(?<=\w)(?:\s+[a-z]+)+$", "", name)
    lead = _LEAD_OF_OUTLET.match(bare)
    if lead is not None and set(fold(lead.group()).split()[-1:]) <= _OUTLET_WORDS:
        bare = bare[lead.end() :]
    plain = read_body_name(_OF_AN_OUTLET.sub("", bare))
    if not _is_proper(bare) or not plain.words or plain.is_generic or _is_place(plain.words):
        return ()
    return (f"outlet:{plain.key}",)


def described_key(description: str) -> str | None:
    """One key for a body that a state has one of ("South Korea's spy agency"); None for every other description."""
    words = [word for word in fold(description).split() if word not in _SMALL_WORDS]
    state = _leading_state(words)
    if state is None:
        return None
    code, rest = state
    noun = " ".join(_SPELLINGS.get(word, word) for word in rest)
    if noun in _SPY_AGENCIES and code in _WITH_ONE_SPY_AGENCY:
        return f"described:{code.lower()} spy agency"
    return f"described:{code.lower()} {noun}" if noun in _ONE_OF_A_STATE else None


def state_told(description: str) -> str | None:
    """The code of the state whose body a description says it is ("a Serbian oil company")."""
    state = _leading_state([word for word in fold(description).split() if word not in _SMALL_WORDS])
    return state[0].lower() if state is not None else None


def is_part_of_state(description: str) -> bool:
    """Tell whether a description is of a part of a country, that may have the name of another ("the U.S. state")."""
    state = _leading_state([word for word in fold(description).split() if word not in _SMALL_WORDS])
    return state is not None and state[1][0] in _PARTS_OF_STATES


def _leading_state(words: list[str]) -> tuple[str, list[str]] | None:
    found = find_country(tuple(words), 0) if words else None
    if found is None or found[2] is NamedAs.SEAT or found[0] == len(words):
        return None
    return found[1], words[found[0] :]


def _is_place(words: tuple[str, ...]) -> bool:
    found = find_country(words, 0)
    return found is not None and found[0] == len(words)


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
    named = " ".join([word for word in spelt if word not in _LEGAL_FORMS] or spelt)
    for full, short in _UNIONS.items():
        named = re.sub(rf"\b{full}\b", short, named)
    if "ministry" in named or "minister" in named:
        named = _FOREIGN_AFFAIRS.sub("", named)
    return tuple(_SECRET_SERVICE.sub(r"\1 intelligence_abroad", named).split())
