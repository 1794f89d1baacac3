"""What a person or body is called in apposition to the name: "the ombudsman, Farida Quayle", "Brill, a supplier"."""

import re
from dataclasses import dataclass

from app.extraction.word_set import word_set

_NOUNS = r"(?P<modifiers>(?:[a-z][\w’'\-]* ){0,4})(?P<noun>[a-z][\w\-]+)"
_DETERMINER = r"(?P<determiner>[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|\w+[’']s)"
_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Sir|Dame|Rev|the Rev|the Ven)\.? )?"
_BEFORE = re.compile(rf"\b{_DETERMINER} {_NOUNS}(?P<of> (?:of|at|for|in) [^,.;:()]{{2,60}})?, {_TITLE}$")
_AFTER = re.compile(
    rf",(?: \d{{1,3}},)? {_DETERMINER} {_NOUNS}(?=,|\.|;| (?:of|at|for|in|from|who|which|that|on|behind)\b)"
)
_FARTHEST = 140
_NO_ROLES = word_set(
    """
    man woman person one latter former time day week month year way fact whole same first second last other two three
    """
)


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that stands for somebody, with the words before it; `is_definite` where it tells them from all others."""

    noun: str
    modifiers: frozenset[str]
    is_definite: bool

    def fits(self, noun: str, modifiers: frozenset[str]) -> bool:
        """Tell whether another description by that noun says nothing that this one does not, or the other way."""
        return noun == self.noun and (modifiers <= self.modifiers or self.modifiers <= modifiers)


def roles_at(text: str, start: int, end: int) -> list[Role]:
    """The roles that stand in apposition before and after a name, given as half-open offsets."""
    found = []
    before = _BEFORE.search(text, max(0, start - _FARTHEST), start)
    after = _AFTER.match(text, end, end + _FARTHEST)
    for match in (before, after):
        if match is None or match["noun"] in _NO_ROLES:
            continue
        modifiers = frozenset(match["modifiers"].lower().split())
        found.append(Role(match["noun"], modifiers, match["determiner"].lower() == "the"))
    return found
