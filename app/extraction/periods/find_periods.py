"""Finding and resolving the times that an article names."""

import re
from collections.abc import Iterator

from app.extraction.blocks import BlockRole
from app.extraction.parsed_article import ParsedArticle
from app.extraction.periods.anchor import Anchor, Tense, Unresolved
from app.extraction.periods.calendar_names import SEASONS
from app.extraction.periods.clause_tense import tense_around
from app.extraction.periods.date_expressions import DATE_RULES, UNKNOWN, Interval
from app.extraction.periods.open_ends import DatedWords, join_ends
from app.facts.period import Period

_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_ANY_DATE = re.compile(
    r"(?<!\w)(?=[A-Z\d’']|the\s|this\s|last\s|past\s|next\s|coming\s|early\s|late\s|mid\W|earlier\s|later\s|so\s+far|"
    r"to(?:day|morrow|night)|yesterday|first\W|second\W|third\W|fourth\W|spring|summer|autumn|winter|"
    r"(?:a|an|\w{3,9})[\s-]+(?:day|week|month|year|decade))(?:"
    + "|".join(f"(?P<rule_{i}>{_NAMED_GROUP.sub('(?:', rule.pattern)})" for i, rule in enumerate(DATE_RULES))
    + ")"
)
_RULE_PATTERNS = tuple(re.compile(rule.pattern) for rule in DATE_RULES)
_COUNT_CUES = frozenset(
    {"about", "some", "nearly", "only", "than", "over", "around", "roughly", "approximately", "almost", "exactly"}
)


def find_periods(article: ParsedArticle) -> tuple[Period, ...]:
    """Find every date or period named in the article, in reading order, resolved against its publication date.

    A weekday, or a month or day without its year, is the last one before publication unless its clause looks ahead.
    Without a publication date only fully printed dates are resolved; the others have neither end.
    """
    found = []
    for block in article.blocks:
        if block.role is not BlockRole.FURNITURE:
            found.extend(join_ends(article.text, list(_dates_between(article, block.start, block.end))))
    return tuple(
        Period(article.span(words.start, words.end), words.interval.first, words.interval.last) for words in found
    )


def _dates_between(article: ParsedArticle, start: int, end: int) -> Iterator[DatedWords]:
    for match in _ANY_DATE.finditer(article.text, start, end):
        index = int((match.lastgroup or "rule_0").removeprefix("rule_"))
        if "year" not in match[0] and match[0][-4:].isdigit() and len(match[0]) == 4 and _is_count(article, match):
            continue
        if _is_attribute(article, match):
            continue
        yield DatedWords(match.start(), match.end(), _interval_of(article, index, match.start()))


def _is_attribute(article: ParsedArticle, match: re.Match[str]) -> bool:
    """A season that only describes the noun after it: "the spring offensive"."""
    words = article.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    if (
        words is None
        or not match[0].lower().startswith("the ")
        or words[-1].lower_ not in SEASONS
        or words.end >= len(article.doc)
    ):
        return False
    return article.doc[words.end].tag_ in ("NN", "NNS")


def _is_count(article: ParsedArticle, match: re.Match[str]) -> bool:
    """Four digits that count something ("some 2000 people") are no year."""
    words = article.doc.char_span(match.start(), match.end(), alignment_mode="expand")
    if words is None:
        return False
    before = words[0].nbor(-1).lower_ if words[0].i else ""
    following = article.doc[words.end] if words.end < len(article.doc) else None
    if following is None or following.tag_ not in ("NNS", "NN"):
        return False
    return before in _COUNT_CUES or (
        following.tag_ == "NNS" and match[0].endswith("00") and before not in ("in", "since")
    )


def _interval_of(article: ParsedArticle, index: int, start: int) -> Interval:
    match = _RULE_PATTERNS[index].match(article.text, start)
    if match is None:
        return UNKNOWN
    parts = match.groupdict()
    parts["year"] = parts.get("year") or parts.get("year_short")
    words = article.doc.char_span(start, match.end(), alignment_mode="expand")
    tense = Tense.NEITHER if words is None else tense_around(words.root)
    try:
        return DATE_RULES[index].resolve(parts, Anchor(article.context.published_at, tense))
    except (Unresolved, ValueError, OverflowError):
        return UNKNOWN
