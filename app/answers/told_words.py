"""How a summary names a source and puts its words: as the article prints them, in the past tense elsewhere."""

import re

from app.answers.question_words import STANCE_OF_VERB
from app.facts.attribution import AttributedSource, Cue, SourceKind
from app.facts.quote import Quote, QuoteKind
from app.names.fold import fold

_FINITE = re.compile(r"(?:[a-z]+(?:ed|[^s]s|id|ote|ld|ght)|made|saw|knew|felt|spoke|gave|swore|went on|put)")
_IRREGULAR_PAST = {
    "say": "said",
    "tell": "told",
    "write": "wrote",
    "think": "thought",
    "hold": "held",
    "deny": "denied",
    "reply": "replied",
    "admit": "admitted",
    "call": "called",
    "swear": "swore",
    "forecast": "forecast",
}
# What may stand between the cue and the words it attributes without a name or another verb in it.
_BETWEEN = re.compile(
    r"\s*(?P<words>(?:[a-z]+\s+){0,4}?(?:that|of|for|about|against|to|the|its|his|her|their))?"
    r"\s*[,:]?\s*[“\"‘'«]*\s*"
)
# Words that are true only on the day of the article.
_OF_THAT_DAY = re.compile(r"\b(?:this|last|next|today|yesterday|tomorrow|now|week|month|year|earlier|later)\b")
_WITHOUT_THAT = frozenset(["call", "describe", "quote", "want", "demand", "urge", "reject", "dismiss"])
_NO_CLAUSE = re.compile(r"(?:[a-z]{2,}ing|to)\s")
_COMMON_OPENERS = frozenset(
    ["a", "about", "all", "almost", "an", "another", "approximately", "around", "as", "at", "each", "every", "fewer"]
).union(
    ["in", "its", "less", "more", "most", "nearly", "no", "only", "over", "roughly", "some", "the", "their", "up"],
    ["he", "she", "it", "they", "we", "his", "her", "our", "this", "that", "these", "those", "there", "if", "when"],
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "young", "old", "new", "people"],
    ["many", "several", "hundreds", "thousands", "dozens", "such", "any", "both", "between", "under", "below"],
)
_BODIES_WITH_ARTICLE = frozenset(
    ["administration", "agency", "alliance", "army", "assembly", "association", "authority", "bank", "board", "bureau"]
).union(
    ["cabinet", "center", "centre", "command", "commission", "committee", "congress", "council", "court"],
    ["department", "directorate", "federation", "force", "forces", "foundation", "fund", "government", "institute"],
    ["institution", "kremlin", "league", "military", "ministry", "nations", "navy", "office", "organisation"],
    ["organization", "parliament", "party", "pentagon", "police", "presidency", "senate", "service", "services"],
    ["society", "staff", "states", "union", "guardian", "times", "post", "telegraph"],
)
_SMALL_WORDS = re.compile(r"\s(?:of|for|on|in|against)\s")
_WITH_ARTICLE = frozenset({SourceKind.GOVERNMENT, SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT})


def with_article(source: AttributedSource) -> str:
    """A source's name, after "the" where English says it ("the Harbour Board") or the article prints it so."""
    name = source.name
    first = name.split(maxsplit=1)[0].lower()
    if first in {"a", "an", "the"}:
        return name[0].lower() + name[1:]
    printed = fold(source.mention.exact) if source.mention else ""
    if printed.startswith("the ") and fold(name) in printed and source.kind is not SourceKind.PERSON:
        return f"the {name}"
    heads = {fold(part).rsplit(" ", 1)[-1] for part in (_SMALL_WORDS.split(name)[0], name)}
    is_body = not heads.isdisjoint(_BODIES_WITH_ARTICLE) and source.kind in _WITH_ARTICLE
    return f"the {name}" if is_body and not re.search(r"\w['’]s\s", name) else name


def words_that_tell(quote: Quote) -> str | None:
    """The verb that attributes a quote, with what stands between it and the words ("denied that", "warned of").

    Where the article's verb is no statement by itself ("saying") it is put in the past tense. None where it is no verb
    of saying.
    """
    cue = quote.attribution.cue
    verb = _verb_of(cue) if cue else None
    if cue is None or verb is None:
        return None
    between = _words_between(quote, cue)
    if cue.lemma == "tell" and not between:
        verb = "said"
    if quote.kind is QuoteKind.DIRECT and between not in ("that", "of", "for", "about", "the"):
        return f"{verb}:"
    if between is None and _NO_CLAUSE.match(quote.text):
        return verb
    if between is None:
        return f"{verb}:" if cue.lemma in _WITHOUT_THAT or _keeps_its_capital(quote.text) else f"{verb} that"
    return f"{verb} {between}".rstrip()


def _verb_of(cue: Cue) -> str | None:
    printed = " ".join(cue.span.exact.split())
    if _FINITE.fullmatch(printed):
        return printed
    if cue.lemma not in STANCE_OF_VERB:
        return None
    regular = f"{cue.lemma}d" if cue.lemma.endswith("e") else f"{cue.lemma}ed"
    return _IRREGULAR_PAST.get(cue.lemma, regular)


def _words_between(quote: Quote, cue: Cue) -> str | None:
    """What the article prints between the cue and the words that follow it; None where they stand elsewhere."""
    begin, end = cue.span.end - quote.sentence.start, quote.start - quote.sentence.start
    if not 0 <= begin <= end <= len(quote.sentence.exact):
        return None
    match = _BETWEEN.fullmatch(quote.sentence.exact, begin, end)
    if match is None:
        return None
    words = match.group("words") or ""
    return words.rsplit(maxsplit=1)[-1] if _OF_THAT_DAY.search(words) else words


def _keeps_its_capital(text: str) -> bool:
    return text[0].isupper() and with_small_initial(text) == text


def with_small_initial(clause: str) -> str:
    """A sentence's first word without its capital, where that is not a name's."""
    first = clause.split(maxsplit=1)[0] if clause.strip() else ""
    return clause[0].lower() + clause[1:] if first.lower() in _COMMON_OPENERS else clause
