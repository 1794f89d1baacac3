"""The currencies of today, by sign, code and English name, from CLDR."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

# Which currency a name or sign shared by several means where the text does not say: the most traded of them.
_SHARED_NAMES = {
    "dollar": "USD",
    "pound": "GBP",
    "sterling": "GBP",
    "won": "KRW",
    "rupee": "INR",
    "peso": "MXN",
    "franc": "CHF",
    "krona": "SEK",
    "krone": "NOK",
    "crown": "SEK",
    "ruble": "RUB",
    "rouble": "RUB",
    "lira": "TRY",
    "rial": "IRR",
    "riyal": "SAR",
    "dirham": "AED",
    "dinar": "KWD",
    "shilling": "KES",
    "yuan": "CNY",
    "renminbi": "CNY",
    "shekel": "ILS",
    "real": "BRL",
    "reais": "BRL",
    "quid": "GBP",
    "buck": "USD",
    "kroner": "NOK",
    "kronor": "SEK",
    "zlotys": "PLN",
    "zloty": "PLN",
    "greenback": "USD",
    "leu": "RON",
}
_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "$US": "USD",
    "US $": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
    "₽": "RUB",
    "₴": "UAH",
    "₺": "TRY",
    "₱": "PHP",
    "₫": "VND",
    "฿": "THB",
    "₦": "NGN",
    "A$": "AUD",
    "AU$": "AUD",
    "$A": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "$C": "CAD",
    "HK$": "HKD",
    "HK $": "HKD",
    "NZ$": "NZD",
    "$NZ": "NZD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "RM": "MYR",
    "Rs": "INR",
    "Rs.": "INR",
    "RMB": "CNY",
    "SFr": "CHF",
    "Y=": "JPY",
    "MX$": "MXN",
    "Kč": "CZK",
    "zł": "PLN",
    "PS": "GBP",
    "R": "ZAR",
    "CN¥": "CNY",
    "kr": "SEK",
}
# Hundredths that news copy names by themselves.
_HUNDREDTHS = {
    "cent": "USD",
    "penny": "GBP",
    "pence": "GBP",
    "p": "GBP",
    "sen": "MYR",
    "paise": "INR",
    "kopeck": "RUB",
    "eurocent": "EUR",
}
_CODES_THAT_ARE_WORDS = frozenset(
    ("ALL", "TOP", "CUP", "TRY", "MAD", "GEL", "LAK", "SOS", "PEN", "BAM", "TND", "AMD", "MOP", "ANG")
)


# "The 50 mark", "80 marks out of 100": money only with its country.
_NEEDS_COUNTRY = frozenset(("mark",))


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 code, and what one of the named coins is worth in it (a cent is 0.01)."""

    code: str
    worth: Decimal = Decimal(1)


def _alternatives(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@functools.cache
def current_codes() -> frozenset[str]:
    """The ISO 4217 codes of every currency that is legal tender somewhere today."""
    territories = get_global("territory_currencies").values()
    return frozenset(code for used in territories for code, _, end, is_tender in used if end is None and is_tender)


@functools.cache
def _names() -> Mapping[str, str]:
    """Full English names ("danish kroner", "pakistani rupees") and bare ones that only one currency has."""
    names: dict[str, str] = {}
    bare: dict[str, set[str]] = {}
    for code in sorted(current_codes()):
        for name in (Locale("en").currencies[code], get_currency_name(code, count=2, locale="en")):
            folded = name.lower().replace(" new ", " ")
            names[folded] = code
            bare.setdefault(folded.split()[-1], set()).add(code)
    names |= {
        name: next(iter(codes)) for name, codes in bare.items() if len(codes) == 1 and name not in ("gold", "sol")
    }
    for name, code in _SHARED_NAMES.items():
        names |= {name: code, name if name.endswith("s") else f"{name}s": code}
    return names


@functools.cache
def _name_pattern() -> re.Pattern[str]:
    ambiguous = {"all", "top", "real", "sterling", "p"}
    names = {name: code for name, code in _names().items() if name not in ambiguous}
    return re.compile(
        rf"\s?-?(?:(?P<country>U\.?S\.?|[A-Z][\w.]+(?:\s[A-Z]\w+)*)\s+)?(?P<name>(?i:{_alternatives(names)}))(?![\w])"
    )


CURRENCY_SIGN = (
    r"(?:R(?=\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?\s?(?:bn|m|million|billion|trillion)\b)|PS(?=\d+(?:\.\d+)?(?:bn|m|k)\b|\d{1,3},\d{3})|"
    + _alternatives({sign: code for sign, code in _SIGNS.items() if sign not in ("PS", "R")})
    + "|"
    + "|".join(sorted(current_codes() - _CODES_THAT_ARE_WORDS))
    + ")"
)
_SIGN_AFTER = re.compile(
    rf"\s?(?P<sign>€|£|₽|zł|Kč|kr|(?:{'|'.join(sorted(current_codes() - _CODES_THAT_ARE_WORDS))}))(?![\w])"
)
_HUNDREDTH_AFTER = re.compile(
    r"\s?-?(?P<name>(?:euro)?cents?|penn(?:y|ies)|pence|sen|paise|kopecks?)(?!\w)|(?P<p>\s?p)(?!\w|\.\w)"
)


def currency_of_sign(sign: str) -> Currency:
    """The currency of a sign or code before a number, as CURRENCY_SIGN matches it."""
    code = _SIGNS.get(sign) or _SIGNS.get(sign.replace(" ", "")) or sign
    return Currency(code)


def currency_after(text: str, position: int) -> tuple[Currency, int] | None:
    """The currency named directly after a number ("Danish kroner", "euros", "€", "cents"), and where that ends."""
    if match := _HUNDREDTH_AFTER.match(text, position):
        name = "p" if match["p"] else match["name"].lower()
        code = _HUNDREDTHS.get(name) or _HUNDREDTHS.get(name.removesuffix("s")) or "GBP"
        return Currency(code, Decimal("0.01")), match.end()
    if match := _SIGN_AFTER.match(text, position):
        return currency_of_sign(match["sign"]), match.end()
    if match := _name_pattern().match(text, position):
        return _named(match)
    return None


def _named(match: re.Match[str]) -> tuple[Currency, int] | None:
    name, country = match["name"].lower(), (match["country"] or "").lower()
    if country:
        code = _of_country(country, name)
        return (Currency(code), match.end()) if code else None
    if name.removesuffix("s") in _NEEDS_COUNTRY:
        return None
    return Currency(_names()[name]), match.end()


def _of_country(country: str, name: str) -> str | None:
    """The code of a country's currency: "Danish crowns" by way of "danish krone"."""
    singular = name.removesuffix("s")
    for word in (
        name,
        singular,
        *(("krone", "krona", "koruna") if singular == "crown" else ()),
        singular.replace("ou", "u"),
    ):
        if code := _names().get(f"{country} {word}"):
            return code
    return _names()[name] if country.replace(".", "") in ("us", "american") and singular == "dollar" else None
