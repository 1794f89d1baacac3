"""Write measures.json, the units of measure that news copy uses, from pint's registry.

Pint takes most of a second to load, too long for every worker, so its data are kept beside the code:
`python -m app.extraction.figures.generate_measures`.
"""

import itertools
import json
from pathlib import Path
from typing import Any

import pint

from app.extraction.word_set import word_set

_PREFIXES_OF_BASES = {
    "meter": ("", "kilo", "centi", "milli", "micro", "nano"),
    "gram": ("", "kilo", "milli", "micro", "nano"),
    "metric_ton": ("", "kilo", "mega", "giga"),
    "liter": ("", "centi", "milli", "micro"),
    "watt": ("", "kilo", "mega", "giga", "tera", "milli"),
    "watt_hour": ("", "kilo", "mega", "giga", "tera"),
    "joule": ("", "kilo", "mega", "giga"),
    "hertz": ("", "kilo", "mega", "giga", "tera"),
    "byte": ("", "kilo", "mega", "giga", "tera", "peta"),
    "bit": ("", "kilo", "mega", "giga"),
    "volt": ("", "kilo", "milli"),
    "ampere": ("", "milli", "kilo"),
    "ampere_hour": ("", "milli"),
    "newton": ("", "kilo"),
    "pascal": ("", "kilo", "hecto", "mega", "giga"),
    "becquerel": ("", "kilo", "mega"),
    "sievert": ("", "milli", "micro"),
    "second": ("", "milli", "micro", "nano"),
    "calorie": ("", "kilo"),
    "electron_volt": ("", "kilo", "mega", "giga"),
}
_SINGLE_NAMES = (
    "mile",
    "yard",
    "foot",
    "inch",
    "nautical_mile",
    "light_year",
    "parsec",
    "acre",
    "hectare",
    "pound",
    "ounce",
    "troy_ounce",
    "pint",
    "quart",
    "gallon",
    "barrel",
    "bushel",
    "knot",
    "horsepower",
    "decibel",
    "degree_Celsius",
    "degree_Fahrenheit",
    "kelvin",
    "degree",
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "decade",
    "century",
    "fortnight",
    "millennium",
    "teaspoon",
    "tablespoon",
    "carat",
    "lumen",
    "pixel",
    "ohm",
    "tesla",
    "farad",
    "millibar",
    "angstrom",
)
_KIND_OF_DIMENSIONS = {
    (("[length]", 1),): "length",
    (("[length]", 2),): "area",
    (("[length]", 3),): "volume",
    (("[mass]", 1),): "mass",
    (("[time]", 1),): "duration",
    (("[time]", -1),): "frequency",
    (("[temperature]", 1),): "temperature",
    (("[length]", 1), ("[time]", -1)): "speed",
    (("[length]", 2), ("[mass]", 1), ("[time]", -3)): "power",
    (("[length]", 2), ("[mass]", 1), ("[time]", -2)): "energy",
}
# What the contract calls differently from pint: time, barrels, gallons and their parts are written out, and a "ton" of
# the news is a tonne.
_OWN_SYMBOLS = {
    "liter": "l",
    "metric_ton": "t",
    "barrel": "barrel",
    "degree": "°",
    "troy_ounce": "oz",
    "gallon": "gallon",
    "quart": "quart",
    "pint": "pint",
}
# Aliases that are ordinary words or initials in running text.
_NOT_SYMBOLS = word_set("a at h d are pc pt dot pel week day bit bar acre amp")
_DATA = ("byte", "bit")


def _kind(registry: "pint.UnitRegistry[Any]", name: str) -> str:
    if name == "decade":
        return "duration"
    if name.endswith(_DATA):
        return "data"
    dimensions = tuple(
        sorted((key, int(str(power))) for key, power in registry.parse_units(name).dimensionality.items())
    )
    return _KIND_OF_DIMENSIONS.get(dimensions, "other")


def _spellings(name: str, aliases: tuple[str, ...]) -> set[str]:
    """Singular and plural, British and American, with a blank or a hyphen."""
    plain = [alias for alias in (name.lower(), *aliases) if len(alias) > 2 and alias.isascii() and alias.islower()]
    names = {alias for alias in plain if (len(alias) > 3 and "_" not in alias) or alias == name.lower()} - {
        "candle",
        "octet",
    }
    names |= {item.replace("meter", "metre") for item in names} | {item.replace("liter", "litre") for item in names}
    names = {item.replace("_", gap).lower() for item, gap in itertools.product(names, (" ", "-"))}
    return names | {item if item.endswith(("s", "z")) else f"{item}s" for item in names}


def measures() -> dict[str, dict[str, tuple[str, str]]]:
    """The units by their words (lower-case) and by their symbols, each as (contract's unit, kind)."""
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry()
    words: dict[str, tuple[str, str]] = {}
    symbols: dict[str, tuple[str, str]] = {}
    names = [prefix + base for base, prefixes in _PREFIXES_OF_BASES.items() for prefix in prefixes] + sorted(
        _SINGLE_NAMES
    )
    for name in names:
        definition = registry._units.get(str(registry.parse_units(name)))
        kind = _kind(registry, name)
        printed = f"{registry.parse_units(name):~P}"
        unit = _OWN_SYMBOLS.get(name, name if kind == "duration" else printed)
        for spelling in _spellings(name, definition.aliases if definition else ()):
            words.setdefault(spelling, (unit, kind))
        for symbol in {printed, *(definition.aliases if definition else ())}:
            if len(symbol) <= 4 and symbol not in _NOT_SYMBOLS:
                symbols.setdefault(symbol, (unit, kind))
    return {"words": dict(sorted(words.items())), "symbols": dict(sorted(symbols.items()))}


if __name__ == "__main__":
    target = Path(__file__).with_name("measures.json")
    target.write_text(json.dumps(measures(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
