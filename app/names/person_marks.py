"""What a description tells of a person by which two bearers of one full name are told apart."""

import re

from app.names.body_names import acronyms_of, read_body_name
from app.names.countries import NamedAs, find_country, find_region
from app.names.fold import fold
from app.names.name_words import TRADES, name_words
from app.names.offices import is_of_public_office, read_office, state_of_office

_NOT_IN_OFFICE = name_words("not_in_office")
_NOT_ANY_MORE = _NOT_IN_OFFICE - name_words("in_a_lesser_office")
_ARTICLES = frozenset({"a", "an", "the"})
_SUBJECTS = name_words("subjects")
_OFFICES = name_words("offices")
_TELL_NOBODY = name_words("small") | name_words("titles")
_WORDS_OF_TRADES = {trade: name_words(f"trade_{trade}") for trade in TRADES}
_POSSESSIVE = re.compile(r"['’]s?$")
_ADJECTIVAL = re.compile(r"U\.?S\.?|U\.?K\.?")
_UNIVERSITY = re.compile(r"(?:[A-Z][\w'’.-]* )*University(?: of(?: [A-Z][\w'’.-]*)+)?")
_POST = re.compile(r"\b(\w+) (?:of|from) (?:the )?((?:[A-Z][\w'’.-]*)(?: [A-Z][\w'’.-]*)*)")
_POSTS_OF_PLACES = name_words("posts_of_places")
_NO_SOLDIER = re.compile(
    r"\b(?:secretary|attorney|director|inspector|consul|surgeon|governor|solicitor)[- ]?general\b"
    r"|\bgeneral (?=manager|secretary|counsel|hospital|practitioner)",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[A-Z][\w’'.-]*|(?:of|for|and|the)(?= [A-Z]))"
_NAMED = re.compile(rf"(?=[A-Z]){_NAME_WORD}(?: {_NAME_WORD})*")
_WAS_ONCE = re.compile(r"(?:^(?:a|an|the) )?\b(?:former(?:ly)?|then|ex|late|retired)\b[ -]", re.IGNORECASE)
_SHORTEST_TIE = 3
_LONGEST_SAID = 200


def person_marks(description: str) -> tuple[str, ...]:
    """Marks of what a person is said to be (see app.names.same_source).

    They are `state:`, `trade:`, `university:`, `post:`, `holds:` (an office of a state or body, now or once), and
    `tied:` to what else the description names; `said:` has all its words. What somebody was once ("former striker") is
    a trade of the past, `once:`: people change theirs. A country that is somebody's subject ("a Russian affairs
    expert") is not theirs.
    """
    marks = [f"state:{code}" for code in _states_of(description)]
    office = read_office(_WAS_ONCE.sub("", description))
    folded = frozenset(fold(_NO_SOLDIER.sub("", description).replace("-", " ")).split())
    was_once = bool(folded & _NOT_ANY_MORE)
    trades = _trades_of(folded, office)
    marks += [f"{'once' if was_once else 'trade'}:{trade}" for trade in trades]
    marks += ["once:"] if was_once and not trades else []
    marks += [f"tied:{tie}" for tie in _ties_of(description)]
    marks += [f"holds:{office}"] if office else []
    said = _said(description)
    marks += [f"said:{said}"] if said else []
    if was_once:
        return tuple(dict.fromkeys(marks))
    marks += [f"university:{fold(found)}" for found in _UNIVERSITY.findall(description) if " " in found]
    marks += [
        f"post:{fold(post)}:{fold(place)}"
        for post, place in _POST.findall(description)
        if fold(post) in _POSTS_OF_PLACES
    ]
    marks += _post_of_region(description)
    return tuple(dict.fromkeys(marks))


def _said(description: str) -> str:
    """The words of a description, in one spelling; "" where it is no more than a title."""
    if _TELL_NOBODY.issuperset(fold(description).split()):
        return ""
    return " ".join(read_body_name(description.replace("-", " ")).key[:_LONGEST_SAID].split())


def _post_of_region(description: str) -> list[str]:
    """The mark of a post that a part of a state stands before ("an Ohio Republican")."""
    words = tuple(word for word in fold(description).split() if word not in _ARTICLES)
    region = find_region(words, 0)
    post = words[region[0] : region[0] + 1] if region is not None else ()
    return [f"post:{post[0]}:{' '.join(words[: region[0]])}"] if region and post and post[0] in _POSTS_OF_PLACES else []


def _trades_of(folded: frozenset[str], office: str | None) -> list[str]:
    trades = [trade for trade, words in _WORDS_OF_TRADES.items() if folded & words]
    is_public = office is not None and is_of_public_office(office)
    return [*trades, "politics"] if is_public and "politics" not in trades else trades


def _ties_of(description: str) -> list[str]:
    """What is named besides states and titles: "a fellow at the Brookings Institution", "WHO spokeswoman"."""
    found: list[str] = []
    for named in _NAMED.findall(description):
        words = tuple(word for word in fold(named).split() if word not in _TELL_NOBODY)
        country = find_country(words, 0)
        state = country[1].lower() if country is not None and country[2] is not NamedAs.SEAT else ""
        words = words[country[0] :] if country is not None and state else words
        if len("".join(words)) < _SHORTEST_TIE or _SUBJECTS.issuperset(words):
            continue
        if _OFFICES.issuperset(words):
            found += [f"{state} {' '.join(words)}"] if state else []
            continue
        found.append(" ".join(words))
        found += sorted(acronym for acronym in acronyms_of(named) if len(acronym) >= _SHORTEST_TIE)
    return found


def _states_of(description: str) -> list[str]:
    office = read_office(description)
    state = state_of_office(office) if office else None
    if state is not None:
        return [state.lower()]
    words = [word for word in description.split() if fold(word) not in _ARTICLES]
    while words and fold(words[0]) in _NOT_IN_OFFICE:
        words = words[1:]
    folded = tuple(fold(word) for word in words)
    region = find_region(folded, 0)
    if region is not None and region[0] < len(words) and not _SUBJECTS.intersection(folded):
        return [region[1].lower()]
    found: list[str] = []
    position = 0
    while (length := _length_of_state(words, folded, position)) > 0:
        country = find_country(folded, position)
        found += [country[1].lower()] if country else []
        position += length
    return found if position < len(words) and not _SUBJECTS.intersection(folded) else []


def _length_of_state(words: list[str], folded: tuple[str, ...], position: int) -> int:
    """How many words at a place name a state or its people as an adjective does; 0 for none."""
    country = find_country(folded, position) if position < len(folded) else None
    if country is None or country[2] is NamedAs.SEAT:
        return 0
    last = words[position + country[0] - 1]
    is_adjective = country[2] is NamedAs.PEOPLE or _POSSESSIVE.search(last) or _ADJECTIVAL.fullmatch(last)
    return country[0] if is_adjective else 0
