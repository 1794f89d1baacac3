"""What an article says a source is: "a professor at …" after its name, or the office before it."""

import re

from spacy.tokens import Doc, Span

from app.extraction.attribution.mentions import Mention
from app.extraction.attribution.source_words import BODY_NOUNS, COURTESY_TITLES, OUTLET_NOUNS, PERSON_NOUNS
from app.extraction.sentences import sentence_of
from app.facts.attribution import SourceKind

_AFTER = re.compile(
    r"(?:\s+\([^()\n]{1,40}\))?\s*,\s+((?:an?|the|who|[a-z])(?:[^,.;:()“”\"\n]|(?<=\b[A-Z])\.(?=\s)){3,120}?)(?=,|\.|;|$)"
)
_POSSESSIVE_PRONOUN = re.compile(r"(?:his|her|its|their|my|our|your)\b", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:the|an?|this|that)(?:\s+|$)", re.IGNORECASE)
_MONTH_OR_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_BODY_AFTER = re.compile(r"\s+((?:of|from|at)\s+(?:the\s+)?[A-Z][^,.;:]*)$")
_TRAILING_TITLES = re.compile(r"(?:\s+(?:Mr|Mrs|Ms|Dr|Prof|Rev)\.?)+$")
_EARLIER = frozenset({"then", "former", "late"})
_AGENT = re.compile(r"[a-z\-]{2,}(?:er|or|ist|ian|ant|eon|man|woman|wright|eer|yst|ate)")
_NOUN_TAGS = {"NN", "NNS", "NNP", "NNPS"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_POOR = frozenset({"counterpart", "husband", "wife", "son", "daughter", "opponent", "rival", "friend", "colleague",
                   "brother", "sister", "younger", "older", "elder", "other",
                   "mother", "father", "old", "year-old", "man", "woman", "person"})  # fmt: skip


def describe(mention: Mention, name: str, kind: SourceKind) -> str | None:
    """The best description that stands at a name: an apposition after it, or else the office before it.

    The body or place that a person is of stands with the office ("President of Norway").
    """
    after = _apposition(mention, name)
    if after is not None:
        return after
    printed = " ".join(mention.words.text.split())
    at = printed.find(name)
    before = _TRAILING_TITLES.sub("", _DETERMINER.sub("", printed[:at].strip())) if at > 0 else ""
    if before.endswith(("'s", "’s", "s’", "s'")) or not is_worth_keeping(before, kind):
        before = ""
    elif (earlier := _earlier(mention)) is not None:
        before = f"{earlier} {before}"
    body = _BODY_AFTER.match(printed, at + len(name)) if at >= 0 and kind is SourceKind.PERSON else None
    return f"{before} {body.group(1) if body else ''}".strip() or None


def _earlier(mention: Mention) -> str | None:
    """The word that makes an office a former one where the parse leaves it outside the name ("Then president Yoon")."""
    first = mention.words.start
    before = mention.words.doc[first - 1] if first > 0 else None
    return before.text if before is not None and before.lower_ in _EARLIER else None


def is_worth_keeping(description: str, kind: SourceKind) -> bool:
    """Tell whether words say what somebody is: an office or a sort of body, not "Mr" or "his counterpart"."""
    words = [word.lower().strip(".,’'") for word in re.split(r"[\s\-]+", description) if word]
    if not words or _POSSESSIVE_PRONOUN.match(description) or set(words) <= COURTESY_TITLES:
        return False
    if kind is not SourceKind.PERSON:
        return len(words) > 1 and words[-1] in BODY_NOUNS | OUTLET_NOUNS | {"body", "arm", "outlet", "group"}
    if words[-1] in _POOR | COURTESY_TITLES:
        return False
    last = description.rsplit(maxsplit=1)[-1]
    return bool(set(words) & PERSON_NOUNS) or _AGENT.fullmatch(last) is not None


def is_better(description: str, than: str | None) -> bool:
    """Tell whether a description says more than the one kept so far: more than an office in one word."""
    return than is None or (len(than.split()) == 1 and len(description.split()) > 1)


def _apposition(mention: Mention, name: str) -> str | None:
    printed = mention.words.text
    doc = mention.head.doc
    sentence = sentence_of(mention.head)
    start = mention.words.start_char + max(printed.find(name), 0) + len(name)
    if start >= sentence.end_char:
        return None
    offset = sentence.start_char
    match = _AFTER.match(sentence.text, start - offset)
    if match is None:
        return None
    words = doc.char_span(match.start(1) + offset, match.end(1) + offset, alignment_mode="expand")
    if words is None or not _is_noun_phrase(doc, words):
        return None
    description = " ".join(match.group(1).split())
    return None if _POSSESSIVE_PRONOUN.match(description) or _MONTH_OR_DAY.search(description) else description


def _is_noun_phrase(doc: Doc, words: Span) -> bool:
    """Words that begin like a noun phrase and have no verb of their own but in a relative clause ("who runs …")."""
    if words[0].tag_ not in {"DT", "NN", "JJ", "NNP", "NNS", "CD"} and words[0].lower_ not in _EARLIER:
        return False
    relative = next((token.i for token in words if token.tag_ in {"WP", "WDT", "WP$"}), words.end)
    plain = doc[words.start : relative]
    return any(token.tag_ in _NOUN_TAGS for token in plain) and not any(token.tag_ in _FINITE for token in plain)
