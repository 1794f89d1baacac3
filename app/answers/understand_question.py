"""Plain questions and keywords, taken apart."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answers.asked_dates import find_asked_dates
from app.answers.known_sources import KnownSources
from app.answers.question import AskedSource, Question, TermGroup
from app.answers.question_frame import QuestionFrame, read_frame
from app.answers.question_terms import TopicTerms, groups_of_name, read_topic, words_as_groups
from app.answers.question_words import DIMENSIONS, MONEY_WORDS, UNIT_KINDS_OF_NOUN, UNIT_KINDS_OF_QUANTITY
from app.answers.terms import terms_of
from app.facts.figure import UnitKind
from app.facts.partial_date import PartialDate

_IRREGULAR_PLURALS = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "servicemen": "serviceman",
}
_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]")


_NO_SOURCES = KnownSources()


def understand_question(asked: str, known: KnownSources = _NO_SOURCES, newest: PartialDate | None = None) -> Question:
    """Take a question or keywords apart.

    `known` are the sources on record, by which names in any spelling are recognised; relative dates count back from
    `newest`, the date of the newest article. Any text is understood somehow: nothing raises.
    """
    plain = " ".join(asked.replace("’", "'").split())
    dates = find_asked_dates(plain, newest)
    frame = read_frame(dates.remaining_words)
    topic = read_topic(frame, known)
    groups = _with_quoted_words(topic.groups, plain)
    return Question(
        asked=asked,
        wants=frame.wants,
        groups=groups,
        counted=topic.counted,
        subject=" ".join(dict.fromkeys(group.word for group in groups)) or None,
        unit=_singular(topic.counted.word.lower()) if topic.counted else None,
        unit_kinds=_unit_kinds(frame, topic),
        source=_asked_source(frame.source_words, known),
        mentions=topic.mentions,
        from_date=dates.from_date,
        to_date=dates.to_date,
        stances=frame.stances,
        stance_is_asked=frame.stance_is_asked,
        ignored_words=tuple(dict.fromkeys((*topic.ignored, *frame.ignored))),
        speech=frame.speech,
        is_keywords=frame.is_keywords,
        month_words=dates.month_words,
        asks_who=frame.asks_who,
    )


def of_its_own_time(question: Question) -> Question:
    """The same question, of facts that print the date asked for themselves, whenever they were said."""
    printed = tuple(replace(group, key=True, outcome=True) for group in words_as_groups(question.month_words))
    return replace(question, from_date=None, to_date=None, groups=(*question.groups, *printed))


def told_by_others(question: Question, known: KnownSources) -> Question:
    """The same question, of what anyone says of the source ("Did Putin ask for …": others said that he did)."""
    if question.source is None:
        return question
    names = known.names_of(question.source.source_ids)
    own = tuple(replace(group, key=True, name=False) for group in groups_of_name(question.source.name, names))
    said = words_as_groups(question.speech or "")
    return replace(question, source=None, stances=(), groups=(*own, *said, *question.groups))


def _singular(noun: str) -> str:
    """The singular of a regular English plural, and of the few irregular ones that are counted often."""
    if noun in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def _asked_source(words: str | None, known: KnownSources) -> AskedSource | None:
    """Whose words are asked for: by name, without what stands before it, or else by office or description."""
    if not words:
        return None
    every = (known.find(name) for name in (words, _from_first_capital(words), _after_possessive(words)) if name)
    by_role = known.find_by_role(words)
    ids = tuple((by_role if _is_role(words) else []) or next(filter(None, every), []) or by_role)
    groups = groups_of_name(words, known.names_of(ids))
    return AskedSource(words, ids, groups) if ids or groups else None


def _is_role(words: str) -> bool:
    """Tell an office or description ("the defence minister of Ruritania") from a name, by its head's small letter."""
    head = words.partition(" of ")[0].split()
    return bool(head) and head[-1][0].islower()


def _from_first_capital(words: str) -> str:
    """A name without the small words that say who bears it ("the columnist Mara Ilves"); no "minister of Ruritania"."""
    every = words.split()
    first = next((i for i, word in enumerate(every) if word[0].isupper()), 0)
    before = every[:first]
    return " ".join(every[first:]) if any(word[0].islower() for word in before) and before[-1] != "of" else ""


def _after_possessive(words: str) -> str:
    """A name without whose bearer it is ("the White House's Mara Ilves")."""
    before, _, after = words.rpartition("'s ")
    return after if before and after[:1].isupper() else ""


def _with_quoted_words(groups: Sequence[TermGroup], text: str) -> tuple[TermGroup, ...]:
    """Words that the question puts in quotation marks must be there as they are."""
    quoted = {term for match in _QUOTED.finditer(text) for term in terms_of(match.group(1))}
    return tuple(
        replace(group, terms=frozenset({group.term}), weight=max(group.weight, 1.0), key=True)
        if group.term in quoted
        else group
        for group in groups
    )


def _unit_kinds(frame: QuestionFrame, topic: TopicTerms) -> tuple[UnitKind, ...]:
    if frame.quantity is None:
        return ()
    measures = [topic.counted.term] if topic.counted is not None else []
    measured = next((term for term in [*_dimensions(topic), *measures] if term in UNIT_KINDS_OF_NOUN), None)
    if measured is not None:
        return UNIT_KINDS_OF_NOUN[measured]
    if frame.quantity == "much" and any(group.word.lower() in MONEY_WORDS for group in topic.groups):
        return (UnitKind.MONEY,)
    return UNIT_KINDS_OF_QUANTITY.get(frame.quantity, ())


def _dimensions(topic: TopicTerms) -> list[str]:
    return [group.term for group in topic.groups if group.term in DIMENSIONS]
