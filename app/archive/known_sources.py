"""Sources on record as far as they are known, and which of them a newly found one is."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.archive.sort_keys import name_key
from app.archive.tables import ArticleSourceRow, SourceKeyRow, SourceRow
from app.facts.attribution import SourceKind
from app.names.same_source import (
    are_told_apart,
    count_agreements,
    count_shared_names,
    has_full_name,
    joining_keys,
    may_be_like,
    may_be_told_by_office,
)

_DIGEST = "sha256:"
# Kinds that two articles may well give to one and the same source.
_BODIES = frozenset({SourceKind.GOVERNMENT, SourceKind.ORGANISATION, SourceKind.OUTLET})


@dataclass(slots=True)
class KnownSource:
    """A source as far as it is known, gathered from how articles present it, the oldest article first."""

    id: str
    name: str
    kind: SourceKind
    named: bool
    aliases: list[str] = field(default_factory=list)
    description: str | None = None
    keys: set[str] = field(default_factory=set)

    def learn(self, kind: SourceKind, names: Sequence[str], description: str | None, keys: Sequence[str]) -> None:
        """Take in how one more article presents the source.

        What was known first stays, but for a family name that was all so far: a full name takes its place. Which
        description stands is for `describe_sources` to tell, from all articles.
        """
        if self.kind is SourceKind.UNKNOWN:
            self.kind = kind
        if has_full_name(keys) and not has_full_name(self.keys) and self.keys:
            self.aliases.insert(0, self.name)
            self.name = names[0]
            self.aliases = [name for name in self.aliases if name != self.name]
        self.aliases.extend(name for name in dict.fromkeys(names) if name != self.name and name not in self.aliases)
        self.description = self.description or description
        self.keys.update(keys)

    def as_row(self) -> dict[str, object]:
        """The columns that learning may change, with the id."""
        return {
            "id": self.id,
            "name": self.name,
            "name_key": name_key(self.name),
            "kind": self.kind,
            "aliases": list(self.aliases),
            "description": self.description,
        }


def find_by_keys(session: Session, keys: Collection[str]) -> list[KnownSource]:
    """The sources on record that have one of the keys, the oldest first, each with all its keys."""
    wanted = sorted(joining_keys(keys))
    if not wanted:
        return []
    by_digest = {digest_of_key(key): key for key in keys}
    has_one = SourceKeyRow.key.in_(sorted({*wanted, *(digest_of_key(key) for key in wanted)}))
    ids = session.execute(select(SourceKeyRow.source_id).where(has_one).distinct()).scalars()
    found = find_by_ids(session, set(ids))
    for source in found:
        source.keys.update([by_digest[key] for key in source.keys.intersection(by_digest)])
    return found


def digest_of_key(key: str) -> str:
    """What is kept of a key of a merged source that no article names any more: it can be matched, but not read."""
    return key if key.startswith(_DIGEST) else _DIGEST + hashlib.sha256(key.encode()).hexdigest()


def find_by_ids(session: Session, ids: Collection[str]) -> list[KnownSource]:
    """The sources with these ids, the oldest first, each with all its keys."""
    rows = session.execute(select(SourceRow).where(SourceRow.id.in_(sorted(ids))).order_by(SourceRow.id)).scalars()
    known = {
        row.id: KnownSource(row.id, row.name, row.kind, row.named, list(row.aliases), row.description) for row in rows
    }
    key_rows = select(SourceKeyRow.key, SourceKeyRow.source_id).where(SourceKeyRow.source_id.in_(sorted(known)))
    for key, source_id in session.execute(key_rows):
        known[source_id].keys.add(key)
    return list(known.values())


def best_match(kind: SourceKind, keys: Sequence[str], known: Sequence[KnownSource]) -> KnownSource | None:
    """The source with the most names in common, among equals one of the same kind, and then the oldest.

    Of several that are told apart from one another, the one whose description agrees the most; where none does, one
    that is told apart from no other. Where none has a name in common, the only one that may be so named and is in the
    same position, or that an office or description tells.
    """
    fitting = [source for source in known if kinds_fit(kind, source.kind)]
    shared = {source.id: count_shared_names(keys, source.keys) for source in fitting}
    named = [source for source in fitting if shared[source.id]]
    if named:
        agreeing = {source.id: count_agreements(keys, source.keys) for source in named}
        if not any(agreeing.values()):
            named = [source for source in named if not any(are_told_apart(source.keys, one.keys) for one in named)]
        ranked = sorted(named, key=lambda source: (-agreeing[source.id], -shared[source.id], source.kind is not kind))
        return ranked[0] if ranked else None
    told = [source for source in fitting if may_be_like(keys, source.keys) or may_be_told_by_office(keys, source.keys)]
    return told[0] if len(told) == 1 else None


def kinds_fit(left: SourceKind, right: SourceKind) -> bool:
    """Tell whether two articles may give these kinds to one and the same source."""
    return left is right or SourceKind.UNKNOWN in (left, right) or _BODIES.issuperset((left, right))


def read_presentations(session: Session, condition: ColumnElement[bool]) -> dict[str, list[ArticleSourceRow]]:
    """How articles present their sources, by the source's id, the oldest article first."""
    rows = session.execute(
        select(ArticleSourceRow).where(condition).order_by(ArticleSourceRow.article_id, ArticleSourceRow.position)
    ).scalars()
    presentations: dict[str, list[ArticleSourceRow]] = {}
    for row in rows:
        presentations.setdefault(row.source_id, []).append(row)
    return presentations
