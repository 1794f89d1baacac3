"""Finding numbers in running text, in digits and in words, with the currency sign or letters that touch them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.extraction.figures.currencies import CURRENCY_SIGN
from app.extraction.figures.number_words import (
    DENOMINATOR_WORD,
    DENOMINATORS,
    MULTIPLIER_WORD,
    MULTIPLIERS,
    SHORT_MULTIPLIER_WORD,
    SHORT_MULTIPLIERS,
    SMALL,
    SMALL_WORD,
    TENS_WORD,
    VAGUE_WORD,
    vague_range,
    words_value,
)


class NumeralForm(StrEnum):
    """How a number is printed."""

    DIGITS = "digits"
    WORDS = "words"
    VAGUE = "vague"
    FRACTION = "fraction"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed. `sign` is the currency sign or code before it, `letters` those that touch its end.

    `low` and `high` differ for vague numbers alone. `magnitude` is the factor that a word printed after it stood for.
    """

    start: int
    end: int
    form: NumeralForm
    low: Decimal
    high: Decimal
    magnitude: Decimal = Decimal(1)
    sign: str | None = None
    letters: str = ""
    is_signed: bool = False

    @property
    def value(self) -> Decimal:
        """The number, or the lower end of a vague one."""
        return self.low


_DIGITS = (
    r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,.]\d)(?!\d)"
    r"|\d+\.\d+(?!\.\d)|\d+|\.\d+"
)
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
# The fraction of "6 1/2 cents" and "2-3/4 years".
_MIXED = r"(?:1/2|[12]/3|[13]/4|[1-4]/5|[1357]/8|\d{1,2}/16|\d{1,2}/32)(?!\d|/)"
_MAGNITUDE = (
    rf"(?:[\s-]{{0,2}}(?P<magnitude>(?:hundred\s+)?(?:{MULTIPLIER_WORD}|{SHORT_MULTIPLIER_WORD}))"
    r"(?:\s+(?P<more>crore|dollar-billion))?(?!\w))?"
)
# "1.9 x 10^30", "2×10−8", "6.02 x 1023", whose raised digits were lost; not the "4x100" of a relay.
_POWER = (
    r"(?:\s?[x×*]\s?10(?:\s?\^\s?|\*\*)|\^)[-−–]?\d+|\s?[x×*]\s?10[-−–]\d+"
    r"|(?:(?<=\.\d)|(?<=\.\d\d)|(?<=\.\d{3}))\s?[x×*]\s?10\d\d(?!\d)"
)
_DIGIT_NUMBER = (
    rf"(?<![\w.])(?<!\d,)(?=[^a-z\s]|kr|zł|minus)(?P<sign>{CURRENCY_SIGN}\s?)?(?P<minus>(?:(?<![\w%)/])[-−–+]"
    rf"|(?<!plus or )(?<!plus-or-)(?<!plus/)[Mm]inus[\s-]))?(?P<sign_after>[$€£¥]\s?)?"
    rf"(?P<digits>{_DIGITS})(?:(?P<vulgar>[½¼¾⅓⅔])|[ -](?P<mixed>{_MIXED})(?![\w/,.]\d))?(?P<power>{_POWER})?"
    rf"(?P<letters>[A-Za-zµμ°Ω]+)?{_MAGNITUDE}"
)
_FRACTION_COUNT = rf"(?:an?|{SMALL_WORD}|\d{{1,2}})"
_BELOW_HUNDRED = rf"(?:{TENS_WORD}(?:[\s-]{SMALL_WORD})?|{SMALL_WORD})"
_SCALED_WORDS = (
    rf"(?:{_BELOW_HUNDRED}(?:[\s-]and[\s-]a[\s-]half)?|an?|(?:a\s+)?couple\s+of)(?:[\s-]+{MULTIPLIER_WORD})+"
    rf"(?:[\s-]+(?:and[\s-]+)?{_BELOW_HUNDRED}(?:[\s-]+{MULTIPLIER_WORD})*)*"
)
_WORD_NUMBER = (
    rf"(?<![\w-])(?=[aohtfsenzdmbc\d])(?:(?P<vague>(?:(?:tens|hundreds)\s+of\s+)?{VAGUE_WORD}"
    rf"|(?:several|a\s+few|many)\s+(?:dozen|hundred|thousand|million|billion)(?![\w-]|\s+{MULTIPLIER_WORD}))"
    rf"|(?P<half_of>(?:a\s)?half[\s-]+an?[\s-]+{MULTIPLIER_WORD}|half[\s-]+(?:dozen|million|billion))"
    rf"|(?P<quarter_of>(?:a\s|three[\s-])quarters?\s+of\s+a\s+(?:million|billion|trillion))"
    rf"|(?P<fraction>{_FRACTION_COUNT}[\s-]+(?:{DENOMINATOR_WORD})s?(?!-(?!(?:percentage[\s-])?points?\b)))"
    r"|(?P<halved>(?:(?<=\bby )|(?<=\bthan )|(?<=\bnearly )|(?<=\balmost )|(?<=\babout )|(?<=\bin )|(?<=\broughly ))"
    r"half)(?![\w-]|\s(?:time|an?\s))"
    r"|(?P<half>half)(?=\s+(?:of|the|a|an|its|their|his|her|our|all|that|those|these)\b)"
    rf"|(?P<words>(?:{_SCALED_WORDS}|{_BELOW_HUNDRED})(?:[\s-]and[\s-]a[\s-]half)?))(?!\w)"
)
_SLASHED = r"(?<![\w/.,])(?P<slashed>\d{1,2}\s?[/⁄]\s?\d{1,3})(?=\s+of\b)"
_NUMBER = re.compile(f"{_SLASHED}|{_DIGIT_NUMBER}|(?i:{_WORD_NUMBER})")
_SHARE = re.compile(
    rf"(?i:(?<![\w.,-])(?P<part>{SMALL_WORD}|\d{{1,3}})(?:\s+(?:out\s+)?of\s+(?P<every>every|each)\s+"
    rf"|\s+(?P<joint>out\s+of|in)\s+(?:every\s+)?)"
    rf"(?P<whole>{SMALL_WORD}|\d{{1,3}}(?:,\d{{3}})*))(?![\w%]|[.,]\d|-)(?!\s+(?:{MULTIPLIER_WORD}|years?"
    rf"|months?|weeks?|days?|hours?|minutes?|seconds?|games?|matches|cities|countries)\b)"
)
_WORD = re.compile(r"[a-z]+")
_MAX_EXPONENT = 26
_YEARS = (1000, 2100)


def find_numerals(text: str, start: int, end: int) -> list[Numeral]:
    """Every number printed between two offsets, in reading order; shares ("one in five") as one number each."""
    shares = {share.start: share for share in _shares(text, start, end)}
    found: list[Numeral] = []
    position = start
    while match := _NUMBER.search(text, position, end):
        numeral = shares.get(match.start()) or _numeral(match)
        position = max(numeral.end, match.start() + 1) if numeral else match.end()
        if numeral is not None and _is_of_this_world(numeral):
            found.append(numeral)
    return found


def _is_of_this_world(numeral: Numeral) -> bool:
    """Whether a number is of a size that anything in news can have; long rows of digits are codes."""
    return all(not value or abs(value.adjusted()) <= _MAX_EXPONENT for value in (numeral.low, numeral.high))


def _shares(text: str, start: int, end: int) -> Iterator[Numeral]:
    for match in _SHARE.finditer(text, start, end):
        part, whole = _plain(match["part"]), _plain(match["whole"])
        is_share = match["every"] or (match["joint"].startswith("out") and whole in (3, 4, 5, 6, 7, 8, 9, 10, 100))
        if not is_share and not match["every"] and match["joint"] == "in":
            is_share = part <= 9 and (whole <= 10 or whole in (20, 50, 100, 1000, 10000))
            is_share = is_share or (part == 1 and not _YEARS[0] <= whole <= _YEARS[1])
        if is_share and 0 < part < whole:
            yield Numeral(match.start(), match.end(), NumeralForm.SHARE, part / whole, part / whole)


def _plain(printed: str) -> Decimal:
    return Decimal(SMALL[printed.lower()]) if printed.lower() in SMALL else Decimal(printed.replace(",", ""))


def _numeral(match: re.Match[str]) -> Numeral | None:
    if match["slashed"]:
        above, below = (Decimal(part) for part in re.split(r"\s?[/⁄]\s?", match["slashed"]))
        return (
            Numeral(match.start(), match.end(), NumeralForm.FRACTION, above / below, above / below) if below else None
        )
    if match["digits"]:
        return _from_digits(match)
    words = _WORD.findall(match[0].lower())
    if match["vague"]:
        low, high = vague_range(words)
        return Numeral(match.start(), match.end(), NumeralForm.VAGUE, low, high)
    if match["fraction"]:
        value = _fraction_value(match["fraction"].lower())
        return Numeral(match.start(), match.end(), NumeralForm.FRACTION, value, value)
    if match["half"] or match["halved"]:
        return Numeral(match.start(), match.end(), NumeralForm.FRACTION, Decimal("0.5"), Decimal("0.5"))
    value = words_value(words)
    if match["quarter_of"]:
        value /= 4
    magnitude = max((Decimal(MULTIPLIERS[word]) for word in words if word in MULTIPLIERS), default=Decimal(1))
    return Numeral(match.start(), match.end(), NumeralForm.WORDS, value, value, magnitude)


def _fraction_value(printed: str) -> Decimal:
    count, *_, denominator = re.split(r"[\s-]+", printed)
    below = DENOMINATORS.get(denominator) or DENOMINATORS.get(denominator.removesuffix("s")) or 2
    above = 1 if count in ("a", "an") else _plain(count)
    return Decimal(above) / below


def _from_digits(match: re.Match[str]) -> Numeral | None:
    digits = re.sub(r"[,\s\u00a0\u202f]", "", match["digits"])
    value = Decimal(digits) + _VULGAR.get(match["vulgar"] or "", Decimal(0))
    if match["mixed"]:
        above, below = match["mixed"].split("/")
        value += Decimal(above) / Decimal(below)
    if match["power"]:
        raised = _raised(value, match["power"])
        if raised is None:
            return None
        value = raised
    magnitude = Decimal(1)
    if match["magnitude"] and not match["letters"]:
        words = _WORD.findall(match["magnitude"].lower())
        magnitude = words_value(words) if words[-1] in MULTIPLIERS else Decimal(SHORT_MULTIPLIERS[words[-1]])
        if match["more"]:
            magnitude *= MULTIPLIERS[match["more"]]
    is_negative = (match["minus"] or "+")[0] in "-−–mM"
    value = (-value if is_negative else value) * magnitude
    end = match.end() if not match["letters"] else match.end("letters")
    sign = (match["sign"] or match["sign_after"] or "").strip() or None
    return Numeral(
        match.start(),
        end,
        NumeralForm.DIGITS,
        value,
        value,
        magnitude,
        sign,
        match["letters"] or "",
        bool(match["minus"]),
    )


def _raised(value: Decimal, printed: str) -> Decimal | None:
    exponent = re.sub(r"^(?:\s?[x×*]\s?10(?:\s?\^\s?|\*\*)?|\^)", "", printed).replace("−", "-").replace("–", "-")
    if len(exponent) > 4 or not -60 <= int(exponent) <= 60:
        return None
    return value ** int(exponent) if printed.startswith("^") else value.scaleb(int(exponent))
