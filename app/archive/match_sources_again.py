"""Telling which sources on record those of an article are that was read anew."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.archive.identifiers import IdentifierSource
from app.archive.known_sources import (
    KnownSource,
    best_match,
    find_by_ids,
    find_by_keys,
    kinds_fit,
)
from app.archive.new_article import IndexedReading
from app.archive.own_sources import own_id_in, own_id_of, read_own_presentations
from app.archive.record_sources import keys_of
from app.archive.sort_keys import name_key
from app.archive.tables import ArticleSourceRow
from app.facts.identifiers import IdentifierPrefix
from app.facts.reading import FoundSource
from app.names.same_source import joining_keys


@dataclass(frozen=True, slots=True)
class MatchedSources:
    """The source that each local id stands for, and those among them that are on no record yet."""

    by_local_id: Mapping[str, KnownSource]
    new: tuple[KnownSource, ...]

    @property
    def ids(self) -> dict[str, str]:
        """The id on record, or to be, of each local id."""
        return {local_id: source.id for local_id, source in self.by_local_id.items()}


def match_sources_again(
    session: Session, article_id: str, indexed: IndexedReading, mint: IdentifierSource
) -> MatchedSources:
    """Match the sources of a new reading with those on record. Writes nothing.

    Whom the article named so before, or under a key in common, is who it was; then who shares a key with a source that
    other articles name is that one, as at the first reading; then whom the article knew under one of these names,
    where keys do not tell the two apart, or of this name and another kind, where no other article names them. The
    others are new.
    """
    found = [(source, keys_of(source, indexed.source_keys)) for source in indexed.reading.sources]
    presented = _Presented(session, article_id)
    matched: dict[str, KnownSource] = {}
    for alike in (_is_named_and_known_alike, _shares_key):
        for source, keys in found:
            if source.id not in matched and (own := presented.claim(source, keys, alike)) is not None:
                matched[source.id] = own
    unmatched = {key for source, keys in found if source.id not in matched for key in keys}
    elsewhere = presented.known_elsewhere(unmatched)
    for source, keys in found:
        if source.id in matched:
            matched[source.id].keys.update(keys)
    new: list[KnownSource] = []
    for source, keys in found:
        if source.id in matched:
            continue
        match = best_match(source.kind, keys, elsewhere) or presented.claim(source, keys, _shares_name)
        match = match or presented.claim_of_another_kind(source)
        if match is None:
            match = KnownSource(mint(IdentifierPrefix.SOURCE), source.name, source.kind, source.named)
            new.append(match)
            elsewhere.append(match)
        match.keys.update(keys)
        matched[source.id] = match
    return MatchedSources(matched, tuple(new))


class _Presented:
    """The sources that an article presented when it was last read. Each presentation is claimed once."""

    def __init__(self, session: Session, article_id: str) -> None:
        self._session = session
        self._is_own = ArticleSourceRow.article_id == article_id
        named = self._is_own & ArticleSourceRow.borrowed.is_(False)
        rows = select(ArticleSourceRow).where(named).order_by(ArticleSourceRow.position)
        self._unclaimed = list(session.execute(rows).scalars())
        self._known = {one.id: one for one in find_by_ids(session, {own_id_of(row) for row in self._unclaimed})}

    def claim(self, source: FoundSource, keys: Sequence[str], alike: "_Likeness") -> KnownSource | None:
        for row in self._unclaimed:
            known = self._known[own_id_of(row)]
            if known.named is source.named and kinds_fit(source.kind, row.kind) and alike(source, keys, row):
                self._unclaimed.remove(row)
                return known
        return None

    def claim_of_another_kind(self, source: FoundSource) -> KnownSource | None:
        for row in self._unclaimed:
            known = self._known[own_id_of(row)]
            if known.named is source.named and name_key(source.name) == name_key(row.name) and self._is_alone(known.id):
                self._unclaimed.remove(row)
                return known
        return None

    def known_elsewhere(self, keys: Collection[str]) -> list[KnownSource]:
        """Every source that may be found by these keys, with the keys that it has from other articles alone.

        What this article was misread to say of a source must not draw others to it.
        """
        found = find_by_keys(self._session, keys)
        own_ids = [source.id for source in found if source.id in self._known]
        of_others = own_id_in(own_ids) & ~self._is_own
        elsewhere = read_own_presentations(self._session, of_others) if own_ids else {}
        for identifier, source in self._known.items():
            source.keys = {key for row in elsewhere.get(identifier, ()) for key in row.keys}
        others = [source for source in found if source.id not in self._known]
        return sorted([*self._known.values(), *others], key=lambda source: source.id)

    def _is_alone(self, source_id: str) -> bool:
        elsewhere = select(ArticleSourceRow.source_id).where(own_id_in([source_id]), ~self._is_own)
        return self._session.execute(elsewhere.limit(1)).first() is None


_Likeness = Callable[[FoundSource, Sequence[str], ArticleSourceRow], bool]


def _is_named_and_known_alike(source: FoundSource, keys: Sequence[str], row: ArticleSourceRow) -> bool:
    if name_key(source.name) != name_key(row.name):
        return False
    return _shares_key(source, keys, row) or not (keys or row.keys)


def _shares_key(_source: FoundSource, keys: Sequence[str], row: ArticleSourceRow) -> bool:
    return not set(joining_keys(keys)).isdisjoint(row.keys)


def _shares_name(source: FoundSource, keys: Sequence[str], row: ArticleSourceRow) -> bool:
    if name_key(source.name) == name_key(row.name):
        return True
    names = {name_key(name) for name in (source.name, *source.aliases)}
    return not (keys and row.keys) and not names.isdisjoint(name_key(name) for name in (row.name, *row.aliases))
