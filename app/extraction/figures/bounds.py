"""The words around a number that bound it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.facts.figure import Bound

_BEFORE: Mapping[Bound, str] = {
    Bound.AT_MOST: (
        r"up to|(?:no|not) (?:more|greater|higher|larger|longer|older|bigger|heavier) than|as (?:many|much|high"
        r"|large|big|long|far) as"
        r"|at (?:the )?(?:very )?most|a? ?maximum(?: of)?|not (?:to )?exceed(?:ing)?|(?:no|not) above|(?:no"
        r"|not) over|capped at|a ceiling of|≤|limited to"
    ),
    Bound.LESS_THAN: (
        r"(?:(?:just|well|far|slightly|a little|a bit|little|much|significantly|considerably) )?"
        r"(?:less|fewer|lower|smaller|shorter|younger|lighter|cheaper) than|(?:just |well |far |slightly "
        r")?(?:under|below|beneath)|sub-|<|not quite|just shy of|just short of|shy of"
    ),
    Bound.AT_LEAST: (
        r"at (?:the )?(?:very )?least|(?:no|not|nothing) (?:less|fewer|lower|smaller|shorter|younger) than|a? "
        r"?minimum(?: of)?|as (?:few|little|low) as|≥|(?:no|not) (?:below|under)|a floor of"
    ),
    Bound.MORE_THAN: (
        r"(?:(?:just|well|far|slightly|a little|a bit|little|much|significantly|considerably|way) )?"
        r"(?:more|greater|higher|larger|longer|older|bigger|heavier|better) than(?: over)?|(?:just |well "
        r"|slightly |a little )?(?:over|above)(?: than)?"
        r"|(?:well )?in excess of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|upwards? of|beyond|topp(?:ed|ing)"
        r"|tops|north of|>"
    ),
    Bound.ABOUT: (
        r"(?:just )?about|(?:somewhere )?around|approximately|approx\.?|roughly|some|nearly|almost|close to"
        r"|circa|ca?\.|~|≈|an estimated|estimated|virtually|practically"
        r"|in the region of|in the (?:neighbo|vicinity)u?r?h?o?o?d? ?of|something like|on the order of"
        r"|approaching|nearing|barely|more or less|perhaps"
    ),
}
_LINK = r"(?:\s*(?:a|an|the|another|a total of|a further|a combined|a record|a whopping|a staggering|its|their))?\s*"
_BEFORE_PATTERN = re.compile(
    r"(?:^|(?<=[\s(\"“‘'—–-]))(?:"
    + "|".join(f"(?P<{bound.value}>{words})" for bound, words in _BEFORE.items())
    + rf"){_LINK}$",
    re.I,
)
_AFTER_PATTERN = re.compile(
    r"\s?(?:(?P<at_least>\+(?!\w)|-plus\b|\splus\b(?=[.,]|\s*$|\s[a-z]+s\b)|or (?:more|over|above|higher"
    r"|greater|older|longer)\b|and (?:above|over|up|counting|older)\b|at (?:the )?(?:very )?least\b)"
    r"|(?P<at_most>or (?:less|fewer|under|below|lower|younger)\b|at (?:the )?(?:very )?most\b|at (?:a|the) "
    r"maximum\b|and under\b|maximum\b|max\b)"
    r"|(?P<about>or so\b|or thereabouts\b|-odd\b|-ish\b|give or take\b))",
    re.I,
)
_DEFINITE_LINK = re.compile(r"\s(?:the|its|their)\s*$")
_WINDOW = 34


@dataclass(frozen=True, slots=True)
class PrintedBound:
    """A bound and where its words begin and end."""

    bound: Bound
    start: int
    end: int
    words: str


def bound_before(text: str, start: int, floor: int) -> PrintedBound | None:
    """The bound whose words end where a quantity starts, at or after the offset `floor`."""
    window = text[max(floor, start - _WINDOW) : start]
    match = _BEFORE_PATTERN.search(window)
    if match is None or match.lastgroup is None or (_DEFINITE_LINK.search(match[0]) and match.lastgroup == "about"):
        return None
    begin = start - len(window) + match.start()
    return PrintedBound(Bound(match.lastgroup), begin, start, match[match.lastgroup].lower())


def bound_after(text: str, end: int) -> PrintedBound | None:
    """The bound whose words begin where a quantity ends: "or more", "at most", "+"."""
    match = _AFTER_PATTERN.match(text, end)
    if match is None or match.lastgroup is None:
        return None
    return PrintedBound(Bound(match.lastgroup), match.start(), match.end(), match[0].strip().lower())
