"""What a description tells of a person by which two bearers of one full name are told apart."""

import re

from app.names.countries import NamedAs, find_country
from app.names.fold import fold
from app.names.name_words import name_words
from app.names.offices import read_office

_NOT_IN_OFFICE = name_words("not_in_office")
_ARTICLES = frozenset({"a", "an", "the"})
_SUBJECTS = name_words("subjects")
_TRADES = {
    trade: name_words(f"trade_{trade}")
    for trade in ("academic", "art", "business", "media", "medicine", "politics", "sport")
}
_POSSESSIVE = re.compile(r"['’]s?$")
_ADJECTIVAL = re.compile(r"U\.?S\.?|U\.?K\.?")
_UNIVERSITY = re.compile(r"(?:[A-Z][\w'’.-]* )*University(?: of(?: [A-Z][\w'’.-]*)+)?")
_POST = re.compile(r"\b(\w+) (?:of|from) (?:the )?((?:[A-Z][\w'’.-]*)(?: [A-Z][\w'’.-]*)*)")
_POSTS_OF_PLACES = name_words("posts_of_places")


def person_marks(description: str) -> tuple[str, ...]:
    """Marks of what a person is said to be: `state:`, `trade:`, `university:` and `post:` (see app.names.same_source).

    What somebody was once ("former striker") tells of a state alone: people change their trades. A country that is
    somebody's subject ("a Russian affairs expert") is not theirs.
    """
    marks = [f"state:{code}" for code in _states_of(description)]
    folded = frozenset(fold(description.replace("-", " ")).split())
    if folded & _NOT_IN_OFFICE:
        return tuple(marks)
    marks += [f"trade:{trade}" for trade, words in _TRADES.items() if folded & words]
    marks += [f"university:{fold(found)}" for found in _UNIVERSITY.findall(description) if " " in found]
    for post, place in _POST.findall(description):
        if fold(post) in _POSTS_OF_PLACES:
            marks.append(f"post:{fold(post)}:{fold(place)}")
    return tuple(dict.fromkeys(marks))


def _states_of(description: str) -> list[str]:
    office = read_office(description)
    owner = office.rpartition(":")[2] if office else ""
    if len(owner) == 2 and owner.isupper():
        return [owner.lower()]
    words = [word for word in description.split() if fold(word) not in _ARTICLES]
    while words and fold(words[0]) in _NOT_IN_OFFICE:
        words = words[1:]
    folded = tuple(fold(word) for word in words)
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
