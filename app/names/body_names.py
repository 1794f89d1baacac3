"""How the same state body, organisation, outlet or document is named in different places."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.names.countries import NamedAs, find_country, find_region
from app.names.fold import fold, in_two_letters
from app.names.name_words import name_words

_SMALL_WORDS = name_words("small")
_GOVERNMENT_WORDS = frozenset({"government", "governments", "authorities", "administration", "state"})
_OFFICES = name_words("offices")
_LOCAL = name_words("local")
_PORTFOLIOS = name_words("portfolios")
_PARTS_OF_STATES = frozenset({"city", "county", "province", "region", "state", "town"})
_OUTLET_WORDS = name_words("outlets")
_DOCUMENT_WORDS = name_words("documents")
_NOT_ONE_BODY = name_words("crowds")
_KINDS_OF_POLICE = name_words("kinds_of_police")
_PARTY_WORDS = name_words("parties")
_LEGAL_FORMS = name_words("legal_forms")
_AMBIGUOUS_ACRONYMS = frozenset({"jcs", "mod", "mnd", "mfa", "nsc", "pm", "fm"})
_ONE_OF_A_STATE = frozenset(
    {"central bank", "statistics office", "statistics agency", "weather agency", "weather service", "space agency",
     "meteorological agency", "election commission", "constitutional court"}
)  # fmt: skip
_WITH_ONE_SPY_AGENCY = frozenset({"ES", "GR", "KE", "KR", "TR"})
_SPY_AGENCIES = frozenset({"spy agency", "intelligence agency", "intelligence service"})
_SPELLINGS = {
    "alqaida": "alqaeda",
    "analyses": "analysis",
    "centre": "center",
    "defence": "defense",
    **dict.fromkeys(("hizbullah", "hizbollah", "hizballah", "hezballah"), "hezbollah"),
    "korean": "korea",
    "labour": "labor",
    "programme": "program",
    "taleban": "taliban",
    "univ": "university",
}
_BRITISH_Z = re.compile(r"is(ation|ations|e|ed|ing)$")
_SECRET_SERVICE = re.compile(r"\b(foreign|military|defense) intelligence\b")
_FOREIGN_AFFAIRS = re.compile(r"\b(?<=foreign )affairs\b|\baffairs (?=foreign\b)")
_UNIVERSITY_OF = re.compile(r"\b(university|college) of\b")
_UNIVERSITY_OF_PLACE = re.compile(
    rf"^(the )?university of (?P<place>{'|'.join(sorted(name_words('universities_of')))})$"
)
_ARABIC_ARTICLE = re.compile(r"\b(?:al|el) (?=[a-z]{4})")
_LONG_A = re.compile(r"(?<=^al)(\w+?)aa(?=\w)")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_POLICE_OF_A_TOWN = re.compile(r"\w police$")
# What a firm or a police force is as often called without, at the end of its name.
_SAID_OR_NOT = re.compile(r"(?<=\w) holdings?$|(?<=\w police) (?:force|service)$")
_IN_A_PLACE = re.compile(r"\bin (?:the )?([A-Z].*)$")
_CAPITALISED = re.compile(r"[A-Z][\w'’.-]*")
_OF_A_UNION = re.compile(r"^(?:[Tt]he )?(?:UN|U\.N\.|United Nations|EU|European Union)['’]s (?=\S+ \S+ \S)")
_UNIONS = {"united nations": "un", "european union": "eu"}
_OF_PARTS = re.compile(r"[A-Z][a-z]+[A-Z][a-z]+")
_ACRONYM_BEHIND = re.compile(r"(\S.*\S) \(([A-Z]{2,7})\)")
_BANK_OF = re.compile(r"^(?:the )?bank of\b")
_OF_AN_OUTLET = re.compile(r"\s+(?:News(?:\s+Agency)?|Agency)$")
_BEHIND_OUTLET = re.compile(rf"(?<=\w)(?:\s+(?:{'|'.join(sorted(_OUTLET_WORDS))}))+$")
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
        return any(
            set(self.words) <= generic
            for generic in (_OFFICES | _LOCAL | _PORTFOLIOS, _PARTY_WORDS, _OUTLET_WORDS, _DOCUMENT_WORDS)
        )

    @property
    def key(self) -> str:
        """One form whatever the order of the words."""
        return " ".join(sorted({*(f"country{code.lower()}" for code in self.countries), *self.words}))


@lru_cache(maxsize=10_000)
def read_body_name(name: str) -> BodyName:
    """Take a body's name apart.

    A capital stands for its country only where nothing but an office is named beside it.
    """
    folded = _ARABIC_ARTICLE.sub("al", fold(_OF_A_UNION.sub("", name.replace("+", " plus"))))
    folded = _BANK_OF.sub("bank_of", _UNIVERSITY_OF_PLACE.sub(r"\g<place> university", folded))
    words = tuple(_UNIVERSITY_OF.sub(r"\1_of", folded).split())
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
    is_generic = body.is_generic and not body.countries
    if state is not None and is_generic:
        body, is_generic = BodyName(frozenset({state.upper()}), body.words), False
    if body.is_government:
        return (f"government:{next(iter(body.countries))}",)
    if not body.words or _is_crowd(body) or is_generic:
        return ()
    if body.key in _AMBIGUOUS_ACRONYMS:
        return ()
    return (f"body:{body.key}",)


def spellings_of_body(name: str) -> tuple[str, ...]:
    """A name and its other spellings.

    They are without umlauts, with a blank for each hyphen ("Kim Il-sung University") or before a capital inside a word
    ("JPMorgan"), and of a town's police ("Leeds police") with what the article may have left out.
    """
    spelt = [name, in_two_letters(name), name.replace("-", " "), _INNER_CAPITAL.sub(" ", name)]
    spelt += [f"{name} Department"] if _POLICE_OF_A_TOWN.search(name) else []
    return tuple(dict.fromkeys(spelt))


def keys_without_state(name: str) -> tuple[str, ...]:
    """The key of a state body's name without the state that it begins with, and the mark of that state.

    "South Korea's National Intelligence Service" may stand as "the National Intelligence Service" elsewhere. None
    where what is left is not that body's own name, or the state is a part of it ("Bank of Korea").
    """
    state = leading_state(name)
    if state is None or not _is_proper(name):
        return ()
    body = read_body_name(name)
    rest = BodyName(frozenset(), body.words)
    if body.countries != {state.upper()} or not body.words or rest.is_generic or _NOT_ONE_BODY.intersection(body.words):
        return ()
    return f"body:{rest.key}", f"state:{state}"


def leading_state(name: str) -> str | None:
    """The code of the state whose name or adjective a name begins with; None where it does with no other's."""
    state = _leading_state([word for word in fold(name).split() if word not in _SMALL_WORDS])
    return state[0].lower() if state is not None else None


def full_name_of_body(name: str) -> str | None:
    """One form of a name of several words with the countries in it; None for an acronym or a description."""
    body = read_body_name(name)
    is_full = _is_proper(name) and not is_acronym(name) and len(fold(name).split()) > 1 and bool(body.words)
    return body.key if is_full else None


def with_acronym(name: str) -> tuple[str, ...]:
    """A name and the acronym that follows it in brackets, apart: "National Intelligence Service (NIS)"."""
    found = _ACRONYM_BEHIND.fullmatch(name)
    return found.groups() if found is not None else (name,)


def outlet_keys(name: str) -> tuple[str, ...]:
    """Keys that only outlets share: of the name without "News Agency" or "the newspaper", which not everybody adds.

    Words like "Times" or "Post" stay: they tell one outlet from another.
    """
    bare = _BEHIND_OUTLET.sub("", name)
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
    return _described(*state)


def described_as_named(name: str) -> str | None:
    """The key of a description for a name that is no more than it: the "Central Bank of Nigeria" is Nigeria's."""
    body = read_body_name(name)
    if len(body.countries) != 1 or not _is_proper(name):
        return None
    return _described(next(iter(body.countries)), list(body.words))


def _described(code: str, rest: list[str]) -> str | None:
    noun = " ".join(_SPELLINGS.get(word, word) for word in rest)
    if noun in _SPY_AGENCIES and code in _WITH_ONE_SPY_AGENCY:
        return f"described:{code.lower()} spy agency"
    return f"described:{code.lower()} {noun}" if noun in _ONE_OF_A_STATE else None


def state_told(description: str) -> str | None:
    """The code of the state whose body a description says it is ("a Serbian oil company"), or which it names alone."""
    words = [word for word in fold(description).split() if word not in _SMALL_WORDS]
    region = find_region(tuple(words), 0)
    if region is not None and region[0] < len(words):
        return region[1].lower()
    state = _leading_state(words)
    named = find_country(tuple(words), 0) if state is None else None
    if named is not None and named[0] == len(words):
        return named[1].lower()
    return state[0].lower() if state is not None else None


def place_told(name: str, description: str | None) -> str | None:
    """The words, beside those of its name, that tell where a body is ("a council in Alabama", "a London hospital").

    "" where none do for one that many towns have, None where none do for another.
    """
    is_local = not _LOCAL.isdisjoint(read_body_name(name).words)
    found = _IN_A_PLACE.search(description) if description else None
    told = found.group(1) if found else " ".join(_CAPITALISED.findall(description or "")) if is_local else ""
    own = fold(name).split()
    place = " ".join(word for word in fold(told).split() if word not in own)
    return place if place or is_local else None


def is_part_of_state(description: str) -> bool:
    """Tell whether a description is of a part of a country, that may have the name of another ("the U.S. state")."""
    state = _leading_state([word for word in fold(description).split() if word not in _SMALL_WORDS])
    return state is not None and state[1][0] in _PARTS_OF_STATES


def _leading_state(words: list[str]) -> tuple[str, list[str]] | None:
    found = find_country(tuple(words), 0) if words else None
    if found is None or found[2] is NamedAs.SEAT or found[0] == len(words):
        return None
    return found[1], words[found[0] :]


def _is_crowd(body: BodyName) -> bool:
    """Tell whether a name is of many people, as "South Korean police" is, and that of a town's police is not."""
    if body.words[-2:] == ("police", "agency"):
        return False
    crowd = _NOT_ONE_BODY.intersection(body.words)
    if crowd != {"police"}:
        return bool(crowd)
    return bool(body.countries) or (_OFFICES | _LOCAL | _KINDS_OF_POLICE).issuperset(body.words)


def _is_place(words: tuple[str, ...]) -> bool:
    found = find_country(words, 0)
    return found is not None and found[0] == len(words)


def is_acronym(name: str) -> bool:
    """Tell whether a name is an acronym ("NIS", "the EU", "TurkStat")."""
    bare = name.removeprefix("the ").removeprefix("The ").replace(".", "")
    return (2 <= len(bare) <= 7 and bare.isalpha() and bare.isupper()) or _OF_PARTS.fullmatch(bare) is not None


def acronyms_of(name: str) -> frozenset[str]:
    """The acronyms a name may be shortened to, folded: with and without its country and its small words."""
    words = fold(name.replace("-", " ")).split()
    full = [word for word in words if word not in _SMALL_WORDS]
    body = read_body_name(name).words
    made = ("".join(word[0] for word in some) for some in (words, full, body))
    return frozenset(letters for letters in made if len(letters) >= 2)


def _is_proper(name: str) -> bool:
    words = [word for word in name.split() if word.lower() not in _SMALL_WORDS]
    return any(not word.islower() for word in words)


def _plain_words(words: list[str]) -> tuple[str, ...]:
    plain = [_LONG_A.sub(r"\1a", word) for word in words if word not in _SMALL_WORDS]
    spelt = [_SPELLINGS.get(word, _BRITISH_Z.sub(r"iz\1", word)) for word in plain]
    named = " ".join([word for word in spelt if word not in _LEGAL_FORMS] or spelt)
    named = _SAID_OR_NOT.sub("", named)
    for full, short in _UNIONS.items():
        named = re.sub(rf"\b{full}\b", short, named)
    if "ministry" in named or "minister" in named:
        named = _FOREIGN_AFFAIRS.sub("", named)
    return tuple(_SECRET_SERVICE.sub(r"\1 intelligence_abroad", named).split())
