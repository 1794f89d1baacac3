"""The unit of measure printed after a number, and what it is counted per."""

import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.extraction.figures.counted_nouns import singular
from app.extraction.figures.currencies import currency_after
from app.facts.figure import UnitKind


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit by the contract's name, its kind, where its words end, and the number's factor in it (a cent 0.01)."""

    unit: str
    kind: UnitKind
    end: int
    factor: str = "1"


_PERCENT = re.compile(
    r"\s?-?(?:(?P<point>percentage[\s-]points?|per\s?cent[\s-]points?|pp(?:ts?)?(?![\w.]))"
    r"|(?P<basis>basis[\s-]points?|bps?(?!\w))"
    r"|(?P<percent>%[\s-]points?)|%|per[\s-]?cent(?![\w])|percent(?!\w)|pct(?![\w])|pc(?![\w]))"
)
_DEGREES = re.compile(
    r"(?:\s?°|[\s-]degrees?)[\s-]?(?P<scale>(?i:celsius|fahrenheit|centigrade)|C|F)?(?![\w])|(?P<letter>F"
    r"|\s?C)(?![\w'’&-]|\.\w|\s[A-Z])"
)
_TIMES = re.compile(r"(?:\s?-?fold(?!\w)|[\s-]times?(?!\w)|x(?!\w))")
_FACTOR_CUE = re.compile(
    r"\s+(?:as\b|more\b|less\b|fewer\b|that\b|those\b|the\b|its\b|their\b|his\b|her\b|what\b|this\b|last\b"
    r"|[a-z]+er\b|earnings\b|book\b|[A-Za-z]+['’]s)"
)
_BRITISH = re.compile(r"£|[Ss]terling|\bUK\b|\bBrit|\bLondon|\bEngl|\bScot|\bWales|\bEgypt|\bLeban|\bSyria|\bSudan")
_HEAVING = re.compile(
    r"(?i:\b(?:weigh(?:s|ed|ing)?|(?:tow|lift|haul)(?:s|ed|ing)|(?:can|could|to)\s(?:tow|lift|haul)|payload)\b)"
    r"(?:\s(?!and\b|for\b|cost|worth\b|price)[a-z]+){0,4}\s[\d,.]+$"
)
_AGE = re.compile(r"[\s-]*(?P<unit>year|month|week|day)s?[\s-]+(?:olds?|of[\s-]age)(?!\w)")
_WORD = re.compile(
    r"[\s-]{0,2}(?:(?P<dimension>(?i:square|cubic|sq\.?|cu\.?"
    r"|cubed))[\s-]*)?(?P<name>[A-Za-zµμΩÅ]+\d?(?:[\s-](?:hours?|feet|foot|ft|pounds?|miles?|tons?|ounces?"
    r"|years?|volts?))?)(?P<power>[²³]|2\b|3\b)?"
)
_RATE = re.compile(
    r"(?:\s?/\s?|[\s-]+(?P<per>per|for\s+every|for\s+each)[\s-]+(?P<count>\d{1,3}(?:,\d{3})+|\d+|(?:(?:one|ten"
    r"|a)\s+)?(?:hundred|thousand|million)|capita(?!\w))?[\s-]*"
    r"|\s+(?P<article>an?|each|every)\s+|-an?-)(?P<word>(?:(?:square|cubic|sq\.?)\s+)?[A-Za-z]+\d?)?(?P<power>[²³])?"
    r"(?!\s+(?:earlier|ago|later|before)\b)"
)
# Units of news copy that pint does not have under these names.
_OWN_SYMBOLS: Mapping[str, tuple[str, str]] = {
    "mph": ("mph", "speed"),
    "kph": ("km/h", "speed"),
    "kmh": ("km/h", "speed"),
    "km/h": ("km/h", "speed"),
    "kmph": ("km/h", "speed"),
    "bhp": ("hp", "power"),
    "PS": ("hp", "power"),
    "mpg": ("mpg", "rate"),
    "rpm": ("rpm", "frequency"),
    "ppm": ("ppm", "ratio"),
    "ppb": ("ppb", "ratio"),
    "bpd": ("barrel/day", "rate"),
    "ton": ("t", "mass"),
    "tons": ("t", "mass"),
    "lbs": ("lb", "mass"),
    "secs": ("second", "duration"),
    "mins": ("minute", "duration"),
    "hrs": ("hour", "duration"),
    "yrs": ("year", "duration"),
    "kilo": ("kg", "mass"),
    "kilos": ("kg", "mass"),
    "sqm": ("m²", "area"),
    "sqft": ("ft²", "area"),
    "Mbps": ("Mbit/s", "rate"),
    "Gbps": ("Gbit/s", "rate"),
    "kts": ("kn", "speed"),
    "ml": ("ml", "volume"),
    "mL": ("ml", "volume"),
    "μm": ("µm", "length"),
    "um": ("µm", "length"),
    "Nm": ("N m", "energy"),
    "kiloton": ("kt", "mass"),
    "kilotons": ("kt", "mass"),
    "mAh": ("mAh", "other"),
    "kilotonnes": ("kt", "mass"),
    "megatons": ("Mt", "mass"),
    "parts per million": ("ppm", "ratio"),
    "parts per billion": ("ppb", "ratio"),
    "pound-feet": ("lb ft", "energy"),
    "pound-foot": ("lb ft", "energy"),
    "foot-pounds": ("lb ft", "energy"),
    "lb-ft": ("lb ft", "energy"),
    "decade": ("decade", "duration"),
    "decades": ("decade", "duration"),
    "gigatonnes": ("Gt", "mass"),
    "megatonnes": ("Mt", "mass"),
}
# After a blank these are more often words, letters or names than units.
_ONLY_TOUCHING = frozenset(
    [
        "in",
        "A",
        "B",
        "F",
        "J",
        "K",
        "N",
        "T",
        "V",
        "W",
        "s",
        "g",
        "l",
        "L",
        "t",
        "m",
        "C",
        "min",
        "sec",
        "deg",
        "kn",
        "ha",
        "mi",
        "gal",
        "cal",
        "bu",
        "ct",
        "ms",
        "ns",
        "hr",
        "lm",
        "ly",
    ]
)
_FINE_AFTER_BLANK = frozenset(["m", "g", "l", "t", "W", "V", "ha", "min", "sec", "mi", "kn", "hr"])
_INCH = re.compile(r"[\s-](?:in)(?!\w)")
_JOINED_RATES = {
    ("mi", "hour"): ("mph", UnitKind.SPEED),
    ("km", "hour"): ("km/h", UnitKind.SPEED),
    ("m", "second"): ("m/s", UnitKind.SPEED),
    ("km", "second"): ("km/s", UnitKind.SPEED),
    ("mi", "gallon"): ("mpg", UnitKind.RATE),
    ("ft", "second"): ("ft/s", UnitKind.SPEED),
    ("km", "h"): ("km/h", UnitKind.SPEED),
    ("m", "s"): ("m/s", UnitKind.SPEED),
    ("revolution", "minute"): ("rpm", UnitKind.FREQUENCY),
    ("m³", "second"): ("m³/s", UnitKind.RATE),
    ("kb", "second"): ("kb/s", UnitKind.RATE),
    ("part", "million"): ("ppm", UnitKind.RATIO),
    ("part", "billion"): ("ppb", UnitKind.RATIO),
}
_POWERS = {
    "square": ("²", UnitKind.AREA),
    "sq": ("²", UnitKind.AREA),
    "²": ("²", UnitKind.AREA),
    "2": ("²", UnitKind.AREA),
    "cubic": ("³", UnitKind.VOLUME),
    "cu": ("³", UnitKind.VOLUME),
    "³": ("³", UnitKind.VOLUME),
    "3": ("³", UnitKind.VOLUME),
}


@functools.cache
def _known() -> tuple[Mapping[str, tuple[str, str]], Mapping[str, tuple[str, str]]]:
    data = json.loads(Path(__file__).with_name("measures.json").read_text(encoding="utf-8"))
    words = {name: (unit, kind) for name, (unit, kind) in data["words"].items()}
    symbols = {name: (unit, kind) for name, (unit, kind) in data["symbols"].items()}
    return words, symbols | dict(_OWN_SYMBOLS)


def measure_after(text: str, position: int, *, touching: bool) -> Measure | None:
    """The unit that stands after a number ending at a position: percent, degrees, money, a multiple or a measure.

    `touching` tells that nothing stands between the number and the position, so that "5m" may be metres.
    """
    if match := _PERCENT.match(text, position):
        return Measure(_unit_of_percent(match), UnitKind.RATIO, match.end())
    if match := _AGE.match(text, position):
        return Measure(match["unit"], UnitKind.DURATION, match.end())
    if match := _DEGREES.match(text, position):
        return _temperature(match)
    if money := _money_after(text, position):
        return money
    if match := _TIMES.match(text, position):
        is_title = match[0].startswith("-time")
        is_factor = match[0].endswith(("fold", "x")) or (not is_title and _FACTOR_CUE.match(text, match.end()))
        unit, kind = ("times", UnitKind.MULTIPLE) if is_factor else ("time", UnitKind.COUNT)
        return Measure(unit, kind, match.end())
    return _word_measure(text, position, touching=touching)


def _unit_of_percent(match: re.Match[str]) -> str:
    if match["basis"]:
        return "basis_point"
    return "percentage_point" if match["point"] or match["percent"] else "percent"


def _money_after(text: str, position: int) -> Measure | None:
    found = currency_after(text, position)
    if found is None:
        return None
    currency, end = found
    if text.startswith((" pound", "-pound"), position) and _is_weight(text, position, end):
        return None
    return Measure(currency.code, UnitKind.MONEY, end, str(currency.worth))


def _is_weight(text: str, position: int, end: int) -> bool:
    """Whether "pounds" weigh: by the words after, or as a small number in a text that nothing ties to Britain."""
    if re.match(r"-|\s(?:of\s(?!sterling)|heavier|lighter|each)|[\s-](?:feet|foot)", text[end : end + 12]):
        return True
    if _HEAVING.search(text, max(0, position - 50), position):
        return True
    digits = re.search(r"(?<![\d,.])\d{1,3}(?:\.\d)?$", text[max(0, position - 8) : position])
    return digits is not None and _BRITISH.search(text) is None


def _temperature(match: re.Match[str]) -> Measure:
    scale = (match["scale"] or match["letter"] or "").strip()[:1].upper()
    if not scale:
        return Measure("°", UnitKind.OTHER, match.end())
    return Measure("°F" if scale == "F" else "°C", UnitKind.TEMPERATURE, match.end())


def _word_measure(text: str, position: int, *, touching: bool) -> Measure | None:
    if text.startswith("″", position):
        return Measure("in", UnitKind.LENGTH, position + 1)
    match = _WORD.match(text, position)
    if match is None:
        return None
    is_touching = touching and match.start("name") == position
    names = (match["name"], re.split(r"[\s-]", match["name"])[0])
    return next((found for name in names if (found := _named_measure(match, name, touching=is_touching))), None)


def _named_measure(match: re.Match[str], name: str, *, touching: bool) -> Measure | None:
    """The unit of a name, squared or cubed by the word before it or the digit after it."""
    end = match.start("name") + len(name)
    power = match["power"] if end == match.end("name") else None
    mark = power or (match["dimension"] or "").lower().rstrip(".")
    found = _lookup(name, touching=touching, text=match.string, end=end)
    if found is None and name[-1] in "23":
        found, mark = _lookup(name[:-1], touching=touching, text=match.string, end=end), name[-1]
    if found is None or (mark and found[1] is not UnitKind.LENGTH):
        return None
    if not mark:
        return Measure(*found, end)
    return Measure(found[0] + _POWERS[mark][0], _POWERS[mark][1], end + len(power or ""))


def _lookup(name: str, *, touching: bool, text: str, end: int) -> tuple[str, UnitKind] | None:
    words, symbols = _known()
    if name in symbols:
        if (
            not touching
            and name in _ONLY_TOUCHING
            and not (name in _FINE_AFTER_BLANK and text[end : end + 1] in (" ", ",", ")", ".", ""))
        ):
            return None
        if text[end : end + 1].isalnum() or text[end : end + 2] in ("'s", "’s"):
            return None
        return symbols[name][0], UnitKind(symbols[name][1])
    if name.lower() in words and (name.islower() or name.isupper() or name.title() == name):
        return words[name.lower()][0], UnitKind(words[name.lower()][1])
    return None


def is_unit_word(word: str) -> bool:
    """Whether a lower-case word names a unit, so that it is nothing that is measured itself."""
    return word in _known()[0] or word in ("%", "percent", "cent", "points", "dollars", "euros", "pounds")


def kind_of_noun(unit: str) -> UnitKind:
    """The kind of a unit that stands after adjectives ("50 previous years"): what it measures, or a count."""
    known = _known()[0].get(unit)
    return UnitKind(known[1]) if known and known[1] == "duration" else UnitKind.COUNT


def rate_after(text: str, unit: str, position: int) -> tuple[str, UnitKind, int] | None:
    """The unit as a rate where "per day", "a week" or "/km" follows it, with its kind and where that ends."""
    match = _RATE.match(text, position)
    if match is None or not (match["word"] or match["count"]):
        return None
    if (match["count"] or "").startswith("capita"):
        return f"{unit}/person", UnitKind.RATE, match.end("count")
    name = _rate_name(match)
    if name is None:
        return None
    if joined := _JOINED_RATES.get((unit, name)):
        return *joined, match.end()
    count = (
        ""
        if name == match["count"]
        else (match["count"] or "").replace(",", "").replace("million", "1000000").replace("thousand", "1000")
    )
    return (
        f"{unit}/{count + ' ' if count else ''}{name}",
        UnitKind.RATE,
        position + len(match[0].rstrip()),
    )


_SHORT_TIMES = {"h": "hour", "hr": "hour", "s": "second", "sec": "second", "yr": "year", "min": "minute"}
_PER_ARTICLE = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "month",
        "quarter",
        "year",
        "decade",
        "share",
        "barrel",
        "ounce",
        "ton",
        "tonne",
        "head",
        "person",
        "litre",
        "liter",
        "gallon",
        "pound",
        "kilo",
        "kilogram",
        "unit",
        "piece",
        "bottle",
        "bushel",
        "mile",
        "kilometre",
        "kilometer",
        "yard",
        "metre",
        "meter",
        "acre",
        "hectare",
        "game",
        "ticket",
        "seat",
    ]
)


def _rate_name(match: re.Match[str]) -> str | None:
    """What the number is counted per: a unit, or the singular of a noun after "per"."""
    words, symbols = _known()
    word = (match["word"] or "").strip()
    if not word:
        return match["count"] if (match["count"] or "").isalpha() else "person" if match["count"] else None
    if match["article"] and word not in _PER_ARTICLE:
        return None
    dimension, _, last = word.rpartition(" ")
    is_slash = match[0].lstrip().startswith("/")
    by_symbol = symbols.get(last) if is_slash or match["per"] else None
    known = by_symbol or words.get(last.lower()) or symbols.get(last)
    unit = _SHORT_TIMES.get(last) or (known[0] if known and last not in ("in", "at", "A") else None)
    if unit is None:
        return None if is_slash else singular(last.lower())
    return unit + (("³" if dimension.startswith("cub") else "²") if dimension else match["power"] or "")
