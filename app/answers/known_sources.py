"""The sources on record, as a question may speak of them: by a name in any spelling, or by what they are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.answers.terms import is_country_term, stem, terms_of
from app.answers.thesaurus import near_terms
from app.names.countries import NamedAs, find_country
from app.names.fold import fold
from app.names.name_index import NameIndex, NamePair


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source's id, its names with its own first, and how articles describe it ("South Korea's spy agency")."""

    id: str
    names: tuple[str, ...]
    description: str | None = None
    is_body: bool = False


class KnownSources:
    """Sources by name and by description. Unchanging once made, and safe to share between threads."""

    def __init__(self, sources: Iterable[NamedSource] = ()) -> None:
        known = tuple(sources)
        self._index = NameIndex((one.id, name) for one in known for name in one.names)
        self._names = {one.id: one.names for one in known}
        self._terms_of_role: dict[str, frozenset[str]] = {}
        self._ids_of_term: dict[str, set[str]] = {}
        for one in known:
            described = [one.description] if one.description else []
            terms = frozenset(
                term for text in (*described, *(one.names if one.is_body else ())) for term in _role_terms(text)
            )
            self._terms_of_role[one.id] = terms
            for term in terms:
                self._ids_of_term.setdefault(term, set()).add(one.id)

    @classmethod
    def of(cls, names: Iterable[NamePair]) -> "KnownSources":
        """Sources of which nothing but (id, name) pairs is known."""
        by_id: dict[str, list[str]] = {}
        for identifier, name in names:
            by_id.setdefault(identifier, []).append(name)
        return cls(NamedSource(identifier, tuple(own)) for identifier, own in by_id.items())

    def find(self, asked: str) -> list[str]:
        """The ids of the sources that someone may mean who asks for a name; best first, ties by id."""
        return self._index.find(asked)

    def names_of(self, ids: Collection[str]) -> list[NamePair]:
        """Every name of some sources, as pairs with the id."""
        return [(identifier, name) for identifier in sorted(ids) for name in self._names.get(identifier, ())]

    def find_by_role(self, asked: str) -> list[str]:
        """The ids of the sources that articles describe so ("the foreign minister", "Seoul's spy agency").

        Every word asked for must be in the description, or in a body's own name; a country alone describes nobody.
        """
        wanted = _role_terms(asked)
        own = [term for term in wanted if not is_country_term(term)]
        if not own:
            return []
        ids: set[str] | None = None
        for term in wanted:
            having = set().union(*(self._ids_of_term.get(one, set()) for one in near_terms(term)))
            ids = having if ids is None else ids & having
        found = ids or set()
        return sorted(found | self._known_by_family_name(found, own))

    def _known_by_family_name(self, found: Collection[str], own_terms: Collection[str]) -> set[str]:
        """Others of the same name and office, where an article left out of which country."""
        names = {name for one in found for name in self._names[one]}
        offices = [self._ids_of_term.get(term, set()) for term in own_terms]
        described = set.intersection(*offices) if offices else set()
        return {one for one in described if not names.isdisjoint(self._names[one]) and not self._has_country(one)}

    def _has_country(self, identifier: str) -> bool:
        return any(is_country_term(term) for term in self._terms_of_role[identifier])


def _role_terms(text: str) -> tuple[str, ...]:
    """The terms of a description; of a seat of government only the term of its country."""
    words = tuple(fold(text).split())
    seats: set[str] = set()
    position = 0
    while position < len(words):
        found = find_country(words, position)
        if found is not None and found[2] is NamedAs.SEAT:
            seats.update(stem(word) for word in words[position : position + found[0]])
        position += found[0] if found else 1
    return tuple(dict.fromkeys(term for term in terms_of(text) if term not in seats))
