"""Which words name a country, its people, its capital or the seat of its government."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from countryinfo import CountryInfo, all_countries

from app.names.fold import fold

_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE", "Emirates"),
    "CD": ("DR Congo", "DRC"),
    "CI": ("Côte d'Ivoire",),
    "CN": ("PRC",),
    "CZ": ("Czechia",),
    "GB": ("Britain", "UK", "United Kingdom"),
    "KP": ("DPRK", "Democratic Republic of Korea"),
    "KR": ("ROK",),
    "MK": ("North Macedonia",),
    "PS": ("Palestinian territories",),
    "SZ": ("Eswatini",),
    "TR": ("Türkiye", "Turkiye"),
    "US": ("United States", "America", "USA", "US"),
}
_OTHER_DEMONYMS: Mapping[str, tuple[str, ...]] = {
    "AR": ("Argentine", "Argentinian"),
    "AZ": ("Azeri",),
    "BW": ("Botswanan",),
    "BY": ("Belarussian",),
    "DK": ("Dane",),
    "EC": ("Ecuadorian",),
    "ES": ("Spaniard",),
    "GB": ("Briton",),
    "IS": ("Icelandic",),
    "KG": ("Kyrgyz",),
    "KZ": ("Kazakh",),
    "LU": ("Luxembourgish",),
    "MV": ("Maldivian",),
    "NP": ("Nepali",),
    "PH": ("Philippine",),
    "PL": ("Pole",),
    "SA": ("Saudi",),
    "SE": ("Swede",),
    "SI": ("Slovenian",),
    "SK": ("Slovakian",),
    "SR": ("Surinamese",),
    "TJ": ("Tajik",),
    "TR": ("Turk",),
    "UZ": ("Uzbek",),
}
_SEATS: Mapping[str, tuple[str, ...]] = {
    "CN": ("Zhongnanhai",),
    "DE": ("Bonn",),
    "FR": ("Élysée", "Elysee Palace"),
    "GB": ("Downing Street", "Whitehall"),
    "KR": ("Blue House",),
    "KZ": ("Astana",),
    "NL": ("The Hague",),
    "RU": ("Kremlin",),
    "UA": ("Kiev", "Bankova"),
    "US": ("White House", "Washington", "Washington DC"),
}
_LONG_NAME = 7
_NOT_A_CAPITAL_ALONE = frozenset(
    {"the valley", "the bottom", "victoria", "kingston", "georgetown", "stanley", "douglas", "male", "nassau"}
)
_ALSO_COMMON_WORDS = frozenset(
    {"bonn", "chad", "dane", "guinea", "jersey", "jordan", "pole", "polish", "swede", "turk", "turkey", "us"}
)
_LATIN_WORDS = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ' .-]+")


class NamedAs(StrEnum):
    """What about a country a phrase names."""

    COUNTRY = "country"
    PEOPLE = "people"
    SEAT = "seat"


CountryPhrases = Mapping[tuple[str, ...], tuple[str, NamedAs]]


@cache
def country_phrases() -> CountryPhrases:
    """Every known phrase, as folded words, with the ISO 3166 code of its country and what it names about it.

    Of two countries with the same phrase the more populous one has it.
    """
    phrases: dict[tuple[str, ...], tuple[str, NamedAs]] = {}
    countries = sorted(all_countries(), key=lambda country: -int(country.info().get("population") or 0))
    for named_as in NamedAs:
        for country in countries:
            code = country.info()["ISO"]["alpha2"]
            for phrase in _phrases_of(country, code, named_as) if code else ():
                phrases.setdefault(tuple(fold(phrase).split()), (code, named_as))
    phrases.pop((), None)
    return MappingProxyType(phrases)


def is_common_word(word: str) -> bool:
    """Tell whether a folded word names a country only when it is written with a capital ("Turkey", "US")."""
    return word in _ALSO_COMMON_WORDS


@cache
def country_words() -> frozenset[str]:
    """The folded words of countries' names of several words ("north"), and the long ones that stand alone."""
    phrases = country_phrases()
    return frozenset(word for phrase in phrases for word in phrase if len(phrase) > 1 or len(word) >= _LONG_NAME)


@cache
def longest_phrase() -> int:
    """How many words the longest phrase has."""
    return max(len(phrase) for phrase in country_phrases())


def find_country(words: tuple[str, ...], position: int) -> tuple[int, str, NamedAs] | None:
    """Find the longest phrase that begins at a position among folded words.

    Returns how many words it has, the country's code, and what it names. Plurals of demonyms ("Ukrainians") count.
    """
    phrases = country_phrases()
    for length in range(min(longest_phrase(), len(words) - position), 0, -1):
        phrase = words[position : position + length]
        found = phrases.get(phrase)
        if found is None and phrase[-1].endswith("s"):
            found = phrases.get((*phrase[:-1], phrase[-1][:-1]))
            found = found if found is not None and found[1] is NamedAs.PEOPLE else None
        if found is not None:
            return length, *found
    return None


def find_region(words: tuple[str, ...], position: int) -> tuple[int, str] | None:
    """Find the part of a state that is named at a position among folded words: how many words, and the state's code."""
    regions = _regions()
    for length in (3, 2, 1):
        code = regions.get(words[position : position + length])
        if code is not None:
            return length, code
    return None


@cache
def _regions() -> Mapping[tuple[str, ...], str]:
    tables = tomllib.loads(files("app.names").joinpath("regions.toml").read_text("utf-8"))
    return {tuple(name.split()): code.upper() for code, names in tables["parts_of"].items() for name in names}


def _phrases_of(country: CountryInfo, code: str, named_as: NamedAs) -> Iterator[str]:
    info = country.info()
    match named_as:
        case NamedAs.COUNTRY:
            yield info["name"]
            yield from _OTHER_NAMES.get(code, ())
            yield from (name for name in info.get("altSpellings", ()) if len(name) > 3 and _LATIN_WORDS.fullmatch(name))
        case NamedAs.PEOPLE:
            yield from re.split("[,/]", info.get("demonym") or "")
            yield from _OTHER_DEMONYMS.get(code, ())
        case NamedAs.SEAT:
            capital = info.get("capital")
            if isinstance(capital, str) and fold(capital) not in _NOT_A_CAPITAL_ALONE:
                yield capital
            yield from _SEATS.get(code, ())
