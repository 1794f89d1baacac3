"""What sort of answer a question wants, and of whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.answers.question import Wanted
from app.answers.question_words import (
    AUXILIARIES,
    QUANTITY,
    STANCE_OF_NOUN,
    STANCE_OF_VERB,
    STANCES_ASKED_FOR,
    WHO,
)
from app.answers.terms import is_stop_word
from app.facts.quote import Stance

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[.'’&-][^\W_]+)*\.?(?:['’]s?)?")
# A question has fewer; what is pasted beyond them only costs time.
_MOST_WORDS = 40
_ACCORDING_TO = re.compile(r"\b(?:according to|in the words of)\s+(?P<name>[^,?;]+)", re.IGNORECASE)
_IN_THE_VIEW_OF = re.compile(r"\bin (?P<name>(?:the )?[A-Z][^,?;]{1,60}?)['’]s? (?:view|opinion|words|account|eyes)\b")
_ACCORDING_TO_WHOM = re.compile(
    r"\b(?:according to (?:whom|who|what source|which sources?)|who (?:is|was) the source)\b", re.IGNORECASE
)
_ASKS_WHO = re.compile(
    r"^\W*(?:(?:by|according to|from|on) )?(?:who|whom|whose)\b|\b(?:according to|by|from) (?:who|whom)\b"
    r"|\bwho is the source\b|^\W*(?:according to )?which (?:source|outlet|paper|newspaper|channel|broadcaster|agency"
    r"|body|authority|official|politician|country|side)s?\b",
    re.IGNORECASE,
)
_WOULD_LIKE = re.compile(r"\b(would\s+(?:[\w'-]+\s+){1,5})like to\b", re.IGNORECASE)
# Words that a question is asked with, and no fact is told with.
_FILLERS = re.compile(
    r"\b(?:(?<=what is )(?:(?:already|so far) )?known(?: so far)?(?= about)|(?<=what do we )know(?= about)"
    r"|(?<=long )ago|ever|anything(?= about)?|under way|underway|exactly)\b",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(
    r"^by (?:whom|who) (?:was|were|is|are|has|have|had)(?: been)? (?P<what>.+?) (?:been )?(?P<verb>[a-z]+)(?=\W*$)",
    re.IGNORECASE,
)
_PASSIVE = frozenset(["is", "are", "was", "were"])
_LEADING = frozenset(
    ["what", "how", "when", "where", "why", "the", "a", "an", "quote", "quotes", "from", "by", "statement"]
)
_ASKING = frozenset(["what", "how", "when", "where", "why"])
_NO_ONE = frozenset(["reports", "report", "sources", "it", "they", "people", "unconfirmed", "media", "some"])
# Verbs of saying only where a question's auxiliary or "who" makes them so.
_ALSO_NOUNS = frozenset(
    ["report", "reports", "claim", "claims", "call", "question", "questions", "comment", "note", "quote", "state"]
).union(
    ["states", "estimate", "estimates", "demand", "demands", "request", "requests", "doubt", "doubts", "written"],
    ["expected", "forecast", "forecasts"],
)


# A speaker begins after these: "the 12,000 that Seoul expected".
_CLAUSE_OPENERS = frozenset(["that", "than", "as"])


@dataclass(slots=True)
class QuestionFrame:
    """The words that say what sort of answer is wanted, told from those to search for.

    `asks_who` tells whether it is asked who says or does something; `topic` are the words to search for;
    `counted_from` where in it the counted noun may begin; `speech_at` where the verb of saying, `speech`, stood in it.
    """

    wants: Wanted = Wanted.BOTH
    quantity: str | None = None
    source_words: str | None = None
    stances: tuple[Stance, ...] = ()
    stance_is_asked: bool = False
    topic: list[str] = field(default_factory=list)
    counted_from: int | None = None
    speech_at: int | None = None
    speech: str | None = None
    is_keywords: bool = False
    asks_who: bool = False
    ignored: list[str] = field(default_factory=list)


def read_frame(text: str) -> QuestionFrame:
    """Find out who is asked about, what sort of answer is wanted, and which words are left to search for."""
    parts = QuestionFrame(asks_who=_ASKS_WHO.search(text) is not None)
    text = _FILLERS.sub(" ", _asked_actively(text))
    text = _read_according_to(_WOULD_LIKE.sub(r"\1 want to", text), parts)
    quantity = QUANTITY.search(text)
    if quantity is not None:
        parts.wants = Wanted.FIGURES
        parts.quantity = quantity.lastgroup
        before, after = text[: quantity.start()], text[quantity.end() :]
        if quantity.lastgroup == "cost":
            before = f"{before} {quantity.group()[8:].removeprefix(' money')}"
        parts.topic = words_of(before)
        parts.counted_from = len(parts.topic)
        parts.topic += words_of(after)
    else:
        parts.topic = words_of(text)
    asking = {word.lower() for word in parts.topic} & (_ASKING | AUXILIARIES | WHO)
    parts.is_keywords = quantity is None and not asking and not text.rstrip().endswith("?")
    _read_speech(parts)
    return parts


def _asked_actively(text: str) -> str:
    """ "By whom was the visit confirmed?" as "who confirmed the visit?"."""
    match = _BY_WHOM.match(text)
    if match is None or match.group("verb").lower() not in STANCE_OF_VERB:
        return text
    return f"who {match.group('verb')} {match.group('what')}{text[match.end() :]}"


def _read_according_to(text: str, parts: QuestionFrame) -> str:
    if _ACCORDING_TO_WHOM.search(text):
        parts.wants = Wanted.BOTH
        return _ACCORDING_TO_WHOM.sub(" ", text)
    match = _ACCORDING_TO.search(text) or _IN_THE_VIEW_OF.search(text)
    if match is None:
        return text
    words = match.group("name").split()
    ends = {*AUXILIARIES, "how", "what", "who"}
    stop = next((i for i, word in enumerate(words) if i and word.lower() in ends), None)
    name = " ".join(words[:stop])
    parts.source_words = name if name.lower().removeprefix("the ") not in _NO_ONE else None
    rest = " ".join(words[stop:]) if stop is not None else ""
    return f"{text[: match.start()]} {rest} {text[match.end() :]}"


def _read_speech(parts: QuestionFrame) -> None:
    """Find the verb of saying, and its subject as the one who is asked about."""
    words = [word.lower() for word in parts.topic]
    verb_at = next(
        (
            i
            for i, word in enumerate(words)
            if word in STANCE_OF_VERB and _is_verb_here(words, i) and (i == 0 or not parts.topic[i][0].isupper())
        ),
        None,
    )
    if verb_at is None:
        _read_bare_topic(parts, words)
        _read_noun_of_stance(parts)
        return
    if _is_passive(words, verb_at):
        parts.ignored.append(words[verb_at])
        parts.topic = [*parts.topic[:verb_at], *parts.topic[verb_at + 1 :]]
        return
    stance = STANCE_OF_VERB[words[verb_at]]
    begin = max((i + 1 for i, word in enumerate(words[:verb_at]) if word in AUXILIARIES), default=0)
    begin = max((i + 1 for i, word in enumerate(words[:verb_at]) if word in _CLAUSE_OPENERS), default=begin)
    speaker = _speaker(parts.topic[begin:verb_at], begin)
    asks_who = any(word in WHO for word in words[:verb_at]) and not speaker
    if parts.wants is not Wanted.FIGURES:
        is_yes_or_no = begin > 0 and words[0] in AUXILIARIES
        parts.wants = Wanted.VERIFICATION if is_yes_or_no else Wanted.QUOTES
    if stance is not Stance.ASSERTS:
        parts.stances = (stance,)
        # A verb alone ("denied") asks for whatever was.
        parts.stance_is_asked = stance in STANCES_ASKED_FOR and (asks_who or len(words) == 1)
    if speaker and parts.source_words is None:
        parts.source_words = speaker
        kept = parts.topic[: begin - 1] if begin else []
    else:
        kept = parts.topic[:verb_at]
    parts.speech_at, parts.speech = len(kept), words[verb_at]
    parts.topic = [*kept, *parts.topic[verb_at + 1 :]]


def _is_verb_here(words: list[str], position: int) -> bool:
    """Tell a verb of saying from the noun ("the report", "reports of …") by what stands before it."""
    word, before = words[position], words[position - 1] if position else ""
    if before in {"the", "a", "an", "this", "his", "her", "its", "their", "how", "many"} or before[:1].isdigit():
        return False
    return word not in _ALSO_NOUNS or before in WHO or any(one in AUXILIARIES for one in words[:position])


def _is_passive(words: list[str], position: int) -> bool:
    """Tell what is said of someone ("was Kim expected to …") from what someone says."""
    auxiliaries = [word for word in words[:position] if word in AUXILIARIES]
    return words[position + 1 : position + 2] == ["to"] and bool(auxiliaries) and auxiliaries[-1] in _PASSIVE


def _speaker(words: Sequence[str], begin: int) -> str | None:
    kept = [word for word in words if word.lower() not in _LEADING or begin]
    if not kept or any(word.lower() in WHO for word in kept) or all(is_stop_word(word.lower()) for word in kept):
        return None
    return " ".join(kept)


def _read_bare_topic(parts: QuestionFrame, words: list[str]) -> None:
    if parts.wants is Wanted.FIGURES:
        return
    if words and words[0] in WHO:
        parts.wants = Wanted.BOTH
    if words[:1] and words[0] in {"quotes", "quote", "statements", "statement"}:
        parts.wants = Wanted.QUOTES
        parts.topic = parts.topic[1:]
        if len(words) > 1 and words[1] in {"by", "from", "of"}:
            stop = next(
                (i for i, word in enumerate(words) if i > 1 and word in {"about", "on", "regarding"}), len(words)
            )
            parts.source_words = " ".join(parts.topic[1 : stop - 1]) or None
            parts.topic = parts.topic[stop:]


def _read_noun_of_stance(parts: QuestionFrame) -> None:
    """ "Moscow denial" and "the minister's warning": what was said so, whatever noun or verb tells it."""
    for position, word in enumerate(parts.topic):
        stance = STANCE_OF_NOUN.get(word.lower())
        if stance is not None and len(parts.topic) > 1 and parts.wants is not Wanted.FIGURES:
            parts.stances = (stance,)
            parts.stance_is_asked = stance is Stance.DENIES
            parts.ignored.append(word.lower())
            parts.topic = [*parts.topic[:position], *parts.topic[position + 1 :]]
            return


def words_of(text: str) -> list[str]:
    """The first words of a question, names with hyphens and numbers whole."""
    return _WORD.findall(text)[:_MOST_WORDS]
