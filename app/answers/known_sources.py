"""The sources on record, as a question may speak of them: by a name in any spelling, or by what they are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

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

    def __init__(self) -> None:
        self._sources: Mapping[str, NamedSource] = {}
        self._index = NameIndex()
        self._ids_of_term: Mapping[str, frozenset[str]] = {}

    @classmethod
    def of(cls, names: Iterable[NamePair]) -> "KnownSources":
        """Sources of which nothing but (id, name) pairs is known."""
        by_id: dict[str, list[str]] = {}
        for identifier, name in names:
            by_id.setdefault(identifier, []).append(name)
        return cls().changed((), [NamedSource(identifier, tuple(own)) for identifier, own in by_id.items()])

    def changed(self, gone: Collection[str], new: Sequence[NamedSource]) -> "KnownSources":
        """The same without some ids, and with sources that are new or other than before; costs little for a few."""
        before = [self._sources[one] for one in {*gone, *(source.id for source in new)} if one in self._sources]
        terms = {term for source in (*before, *new) for term in _terms_of_role(source)}
        touched = {term: set(self._ids_of_term.get(term, ())) for term in terms}
        for source in before:
            for term in _terms_of_role(source):
                touched[term].discard(source.id)
        for source in new:
            for term in _terms_of_role(source):
                touched[term].add(source.id)
        renewed = {term: frozenset(ids) for term, ids in touched.items()}
        known = KnownSources()
        known._index = self._index.changed(_pairs_of(before), _pairs_of(new))
        known._sources = {**{one: own for one, own in self._sources.items() if one not in gone}, **_by_id(new)}
        known._ids_of_term = {**self._ids_of_term, **renewed}
        return known

    def find(self, asked: str) -> list[str]:
        """The ids of the sources that someone may mean who asks for a name; best first, ties by id."""
        return self._index.find(asked)

    def names_of(self, ids: Collection[str]) -> list[NamePair]:
        """Every name of some sources, as pairs with the id."""
        return [(identifier, name) for identifier in sorted(ids) for name in self._names(identifier)]

    def descriptions_of(self, ids: Iterable[str]) -> dict[str, str]:
        """How articles describe those of some sources that they describe, by id."""
        known = {identifier: self._sources[identifier].description for identifier in ids if identifier in self._sources}
        return {identifier: told for identifier, told in known.items() if told}

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
            having = self._ids_described(term)
            ids = having if ids is None else ids & having
        found = ids or set()
        return sorted(found | self._known_by_family_name(found, own))

    def _known_by_family_name(self, found: Collection[str], own_terms: Collection[str]) -> set[str]:
        """Others of the same name and office, where an article left out of which country."""
        names = {name for one in found for name in self._names(one)}
        described = set.intersection(*(self._ids_described(term) for term in own_terms))
        return {one for one in described if not names.isdisjoint(self._names(one)) and not self._has_country(one)}

    def _ids_described(self, term: str) -> set[str]:
        return set[str]().union(*(self._ids_of_term.get(one, frozenset()) for one in near_terms(term)))

    def _has_country(self, identifier: str) -> bool:
        return any(is_country_term(term) for term in _terms_of_role(self._sources[identifier]))

    def _names(self, identifier: str) -> tuple[str, ...]:
        source = self._sources.get(identifier)
        return source.names if source else ()


def _pairs_of(sources: Iterable[NamedSource]) -> list[NamePair]:
    return [(source.id, name) for source in sources for name in source.names]


def _by_id(sources: Iterable[NamedSource]) -> dict[str, NamedSource]:
    return {source.id: source for source in sources}


@lru_cache(maxsize=100_000)
def _terms_of_role(source: NamedSource) -> frozenset[str]:
    """The terms of a source's description and, of a body, of its names."""
    texts = (source.description or "", *(source.names if source.is_body else ()))
    return frozenset(term for text in texts for term in _role_terms(text))


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
