"""What a figure is of, as far as its own sentence and its article's title tell.

No sentence is parsed here: a figure's clause is cut out at commas and conjunctions, without the words that attribute or
date it, and what is told of the counted is the nearest telling word ("killed", "sent"). What cannot be told apart from
something else so is kept apart (see `claim_groups`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.answers.matter_words import batch_terms, counted_as, plain_terms, what_is_told, with_phrases_as_words
from app.answers.terms import terms_of
from app.facts.attribution import Cue
from app.facts.figure import Figure, UnitKind
from app.facts.recorded import RecordedFigure
from app.facts.text_span import TextSpan

_CLAUSE_END = re.compile(
    r"[;:()—–\"“”?!]|,(?=\s|$)|\s-\s"
    r"|\b(?:but|while|whereas|although|because|since|after|before|where|when|as|that is|and that)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r",(\s+([a-z]+),?\s+(?:or|and)\s)")
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PURPOSE = re.compile(r"\bto\s+(?=[a-z])(?!the\b|an?\b|its\b|their\b|his\b|her\b|this\b|these\b|those\b)")
_FROM_NAME = re.compile(r"\s+(?:from|of)\s+((?:the\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*)")
_BY_NAME = re.compile(r"\bby\s+((?:the\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*)")
_BETWEEN_VERB_AND_NUMBER = frozenset(
    ["the", "of", "some", "about", "its", "their", "all", "a", "an", "to", "up", "at", "for"]
)
_EVENT_OPENERS = frozenset(["when", "after", "as", "because"])
_OPENING = re.compile(r"\s*(?:In|At|During|After|When|Near|Across|Along|On|Of|Among)\s[^,;:]{2,100}(?=,\s)")
_JOINING = frozenset(["or", "and", "either", "both", "been", "were", "was", "being", "also"])
# After a figure, "their" is of those who are counted.
_PRONOUNS_OF_MANY = frozenset(["they", "their", "them"])
_PRONOUNS = _PRONOUNS_OF_MANY | {"it", "its", "we", "our", "us", "i", "my", "he", "she", "his", "her", "him"}
_NAME = r"(?:[Tt]he\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*"
_JOINT_BEFORE = re.compile(rf"(?:^|[,;:]|\b(?:to|by|said))\s*(?P<joint>{_NAME}\s+and\s+)$")
_JOINT_AFTER = re.compile(rf"\s+and\s+{_NAME}")
_NOT = re.compile(r"\b(?:not|never|no longer)\b|n[’']t\b", re.IGNORECASE)
_LONGEST_JOINT = 4


@dataclass(frozen=True, slots=True)
class Matter:
    """What a figure is of.

    `head` is the term of what is counted, None for measures and money; `qualifiers` tell which of them ("North
    Korean"); `told` what is said of them; `batch` what makes them one lot among others; `details` the other terms of
    the clause; `known` every term that clause, subject and title hold, and the names in the sentence.
    """

    head: str | None
    qualifiers: frozenset[str]
    told: frozenset[str]
    batch: frozenset[str]
    details: frozenset[str]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Clause:
    before: str
    after: str
    circumstance: str = ""

    @property
    def whole(self) -> str:
        return f"{self.before} | {self.after}"


@dataclass(frozen=True, slots=True)
class Telling:
    """What a figure's clause alone says of the counted, all that it tells, and what makes them one lot among others."""

    told: frozenset[str]
    mentioned: frozenset[str]
    batch: frozenset[str]


def telling_of(figure: Figure) -> Telling:
    """Find out what a figure's clause alone says of it. Never raises."""
    clause = _clause_of(figure)
    told = _told_in(clause, _head_of(figure))
    shown = _Clause(clause.before, _without_purpose(clause.after, told), clause.circumstance)
    mentioned = {name for term in terms_of(shown.whole) if (name := what_is_told(term))}
    return Telling(told, frozenset(mentioned), _batch_of(shown))


def are_told_apart(first: Telling, second: Telling) -> bool:
    """Tell whether what the clauses of two figures say shows that they are of two matters. Symmetric.

    They do where different things are told of the counted ("killed", "sent"), or where one is another lot ("another
    500", "per day").
    """
    if first.batch != second.batch or (first.mentioned - second.mentioned and second.mentioned - first.mentioned):
        return True
    return bool(first.told and second.told) and first.told.isdisjoint(second.told)


def matter_of(recorded: RecordedFigure) -> Matter:
    """Find out what a figure is of. Never raises."""
    clause = _clause_of(recorded.figure)
    head = _head_of(recorded.figure)
    subject = _subject_terms(recorded)
    told = _told_in(clause, head)
    shown = _Clause(clause.before, _without_purpose(clause.after, told), clause.circumstance)
    qualifiers = _qualifiers(recorded, shown, head, subject)
    terms = _counted(terms_of(f"{shown.whole} | {clause.circumstance}"))
    title = terms_of(recorded.evidence.article.title or "")
    own = {term for term in terms if what_is_told(term) in told} | ({head} if head else set())
    plain = plain_terms(counted=head is not None)
    details = terms - own - qualifiers - batch_terms() - plain - {term for term in terms if term[0].isdigit()}
    if head is None:
        details |= _counted(subject) - own - plain
    else:
        details -= frozenset(subject)
    details |= _meant_by_pronouns(recorded, shown)
    return Matter(
        head=head,
        qualifiers=qualifiers,
        told=told | ({"not"} if _NOT.search(clause.whole) else frozenset()),
        batch=_batch_of(shown),
        details=frozenset(details),
        known=terms | _counted(subject) | _counted(title) | _counted(_source_terms(recorded)) | _names_in(recorded),
    )


def _clause_of(figure: Figure) -> _Clause:
    """The words before and after a figure in its clause; what only attributes or dates stands as blanks."""
    sentence = figure.sentence
    start, end = figure.span.start - sentence.start, figure.span.end - sentence.start
    if not 0 <= start < end <= len(sentence.exact):
        return _Clause("", "")
    text = _blanked(sentence, _attributing_spans(figure))
    before = _last_clause(_list_as_joint(text[:start]))
    after = _first_clause(_list_as_joint(text[end:]))
    circumstance = f"{_opening(text[:start])} {_event_after(text[end:])}"
    return _Clause(with_phrases_as_words(before), with_phrases_as_words(after), circumstance)


def _opening(before: str) -> str:
    """The words that open a sentence with where or in what it happened ("In a bus crash near Orlen, …")."""
    match = _OPENING.match(before)
    return match.group() if match else ""


def _event_after(after: str) -> str:
    """The clause that tells in what event it happened ("… when a bus crashed")."""
    end = next((match for match in _CLAUSE_END.finditer(after) if match.group() != ","), None)
    if end is None or end.group().lower() not in _EVENT_OPENERS:
        return ""
    following = _CLAUSE_END.search(after, end.end())
    return after[end.end() : following.start() if following else len(after)]


def _attributing_spans(figure: Figure) -> list[TextSpan]:
    attribution = figure.attribution
    sources = [*attribution.sources, *(source for link in attribution.via for source in link.sources)]
    cues = [attribution.cue, *(link.cue for link in attribution.via)]
    dated = [period.span for period in (figure.said_at, figure.period) if period is not None]
    mentions = [
        _with_joint_name(figure.sentence, source.mention, attribution.cue) for source in sources if source.mention
    ]
    return [*mentions, *(cue.span for cue in cues if cue is not None), *dated]


def _with_joint_name(sentence: TextSpan, mention: TextSpan, cue: Cue | None) -> TextSpan:
    """A mention with the name that is joined to it by "and": two sources that were merged into one have one mention."""
    start, end = mention.start - sentence.start, mention.end - sentence.start
    if cue is None or not 0 <= start < end <= len(sentence.exact):
        return mention
    before = _JOINT_BEFORE.search(sentence.exact[:start])
    after = _JOINT_AFTER.match(sentence.exact, end)
    if after and (sentence.start + after.end() <= cue.span.start or cue.span.exact.lower().endswith("to")):
        end = after.end()
    start = before.start("joint") if before else start
    return TextSpan(sentence.start + start, sentence.start + end, sentence.exact[start:end])


def _blanked(sentence: TextSpan, spans: Iterable[TextSpan]) -> str:
    text = sentence.exact
    for span in spans:
        start, end = span.start - sentence.start, span.end - sentence.start
        if 0 <= start < end <= len(text):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _list_as_joint(text: str) -> str:
    """ "killed, wounded or captured" without the comma that would end a clause."""

    def joined(match: re.Match[str]) -> str:
        return f" or{match.group(1)}" if any(what_is_told(term) for term in terms_of(match.group(2))) else match.group()

    return _LISTED.sub(joined, text)


def _first_clause(text: str) -> str:
    """The text up to the end of its clause; what a comma encloses without telling anything is passed over."""
    begin = 0
    for match in _CLAUSE_END.finditer(text):
        piece = text[begin : match.start()]
        if _tells(piece):
            return _before_number(f"{text[:begin]} {piece}")
        if match.group().strip() not in ("", ","):
            return _before_number(text[: match.start()])
        begin = match.end()
    return _before_number(text)


def _last_clause(text: str) -> str:
    pieces = _CLAUSE_END.split(text)
    piece = pieces[-1] if _tells(pieces[-1]) or len(pieces) == 1 else f"{pieces[-2]} {pieces[-1]}"
    numbers = list(_NUMBER.finditer(piece))
    return piece[_end_of_word(piece, numbers[-1].end()) :] if numbers else piece


def _end_of_word(text: str, position: int) -> int:
    match = re.compile(r"[\w.,]*").match(text, position)
    return match.end() if match else position


def _before_number(text: str) -> str:
    number = _NUMBER.search(text)
    return text[: number.start()] if number else text


def _tells(piece: str) -> bool:
    return any(term not in plain_terms(counted=True) for term in terms_of(piece))


def _told_in(clause: _Clause, head: str | None) -> frozenset[str]:
    """The verb right before the figure ("captured two"), else the first telling word after it, else the last before."""
    before, after = _WORD.findall(clause.before), _WORD.findall(clause.after)
    tail = before[::-1]
    reach = next((i for i, word in enumerate(tail) if word.lower() not in _BETWEEN_VERB_AND_NUMBER), None)
    if reach is not None and _told_by(tail[reach]):
        return _joint(tail[reach:])
    first = next((i for i, word in enumerate(after) if _told_by(word)), None)
    if first is not None:
        return _joint(after[first:])
    last = next((i for i, word in enumerate(tail) if _told_by(word)), None)
    if last is not None:
        return _joint(tail[last:])
    own = what_is_told(head) if head else None
    return frozenset({own}) if own else frozenset()


def _joint(words: list[str]) -> frozenset[str]:
    """What the first word tells, and those joined to it ("killed or wounded")."""
    told = {_told_by(words[0])}
    since = 0
    is_joined = False
    for word in words[1:]:
        since += 1
        is_joined = is_joined or word.lower() in ("or", "and")
        if _told_by(word) and is_joined:
            told.add(_told_by(word))
            since, is_joined = 0, False
        elif word.lower() not in _JOINING or since >= _LONGEST_JOINT:
            break
    return frozenset(name for name in told if name)


def _told_by(word: str) -> str | None:
    return next((told for term in terms_of(word) if (told := what_is_told(term))), None)


def _without_purpose(after: str, told: frozenset[str]) -> str:
    """The words after a figure up to what it is for ("sent to train"), once it is said what was done."""
    for match in _PURPOSE.finditer(after):
        if any(_told_by(word) in told for word in _WORD.findall(after[: match.start()])):
            return after[: match.start()]
    return after


def _head_of(figure: Figure) -> str | None:
    if figure.quantity.unit_kind not in (UnitKind.COUNT, UnitKind.OTHER):
        return None
    counted = terms_of((figure.quantity.unit or "").replace("_", " "))
    if not counted and figure.subject is not None:
        counted = terms_of(re.split(r"\s(?:of|from|in)\s", figure.subject.name)[0])
    return counted_as(counted[-1]) if counted else None


def _subject_terms(recorded: RecordedFigure) -> tuple[str, ...]:
    subject = recorded.figure.subject
    return terms_of(with_phrases_as_words(f"{subject.name} {subject.span.exact}")) if subject else ()


def _source_terms(recorded: RecordedFigure) -> tuple[str, ...]:
    sources = recorded.figure.attribution.sources
    words = [word for source in sources for word in (source.name, source.mention.exact if source.mention else "")]
    return terms_of(" ".join(words))


def _meant_by_pronouns(recorded: RecordedFigure, clause: _Clause) -> frozenset[str]:
    """The source, where the clause speaks of it by a pronoun ("its forces had captured 40"); else, whoever it is."""
    before, after = ({word.lower() for word in _WORD.findall(text)} for text in (clause.before, clause.after))
    if before.isdisjoint(_PRONOUNS) and after.isdisjoint(_PRONOUNS - _PRONOUNS_OF_MANY):
        return frozenset()
    return _counted(_source_terms(recorded)) or frozenset({recorded.evidence.article.id})


def _counted(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(counted_as(term) for term in terms)


def _qualifiers(
    recorded: RecordedFigure, clause: _Clause, head: str | None, subject: tuple[str, ...]
) -> frozenset[str]:
    """Which of the counted are meant: by the subject's other words, by a name after it, else by who sent them, else as
    the title calls them."""
    if head is None:
        return frozenset()
    found = frozenset(term for term in subject if counted_as(term) != head and term not in plain_terms(counted=True))
    found |= _origin_after_subject(recorded)
    if found:
        return found
    found = frozenset(
        term for match in _BY_NAME.finditer(clause.after) for term in terms_of(match.group(1)) if _is_country(term)
    )
    return found or _as_in_title(recorded.evidence.article.title or "", head)


def _origin_after_subject(recorded: RecordedFigure) -> frozenset[str]:
    """The name in "soldiers from North Korea"."""
    figure = recorded.figure
    end = max(figure.span.end, figure.subject.span.end if figure.subject else 0) - figure.sentence.start
    match = _FROM_NAME.match(figure.sentence.exact, end) if 0 <= end <= len(figure.sentence.exact) else None
    return frozenset(terms_of(match.group(1))) if match else frozenset()


def _as_in_title(title: str, head: str) -> frozenset[str]:
    terms = terms_of(title)
    before = {one for one, counted in pairwise(terms) if counted_as(counted) == head}
    countries = frozenset(term for term in before if _is_country(term))
    return countries if len(countries) == 1 else frozenset()


def _is_country(term: str) -> bool:
    return term.startswith("country") and len(term) == len("country") + 2


def _batch_of(clause: _Clause) -> frozenset[str]:
    near = [*_WORD.findall(clause.before)[-4:], *_WORD.findall(clause.after)]
    return frozenset(term for word in near for term in _terms_of_any(word) if term in batch_terms())


def _terms_of_any(word: str) -> tuple[str, ...]:
    """The terms of a word; of a word too common to be searched for, the word itself in small letters."""
    return terms_of(word) or (word.lower(),)


def _names_in(recorded: RecordedFigure) -> frozenset[str]:
    words = [word for word in _WORD.findall(recorded.figure.sentence.exact) if word[0].isupper()]
    return frozenset(terms_of(" ".join(words)))
