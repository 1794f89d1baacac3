"""Who a claim goes back to, and how many of a group's origins are independent of one another."""

from collections.abc import Iterable, Mapping, Sequence

from app.facts.attribution import AttributedSource, Origin, SourceKind, is_unidentified
from app.facts.recorded import RecordedFigure
from app.names.fold import fold

_NOT_NAMED = ("no one named", "")
_GROUP = "group"


def are_of_one_source(one: RecordedFigure, other: RecordedFigure) -> bool:
    """Tell whether two figures surely go back to the very same sources, or are both stated by one publisher.

    Groups that are not named ("three officials") are never surely the same.
    """
    return have_same_origins(one, other) and all(kind != _GROUP for kind, _ in origins_of(one))


def have_same_origins(one: RecordedFigure, other: RecordedFigure) -> bool:
    """Tell whether two figures are attributed to the same origins, by name at least. False where no one is named."""
    first, second = origins_of(one), origins_of(other)
    return set(first) == set(second) and _NOT_NAMED not in first


def origins_of(recorded: RecordedFigure) -> tuple[tuple[str, str], ...]:
    """The origins that a figure is attributed to, whoever carried it; a publisher's own statement is the publisher's.

    An outlet is known by its name, since it may be the publisher of other articles; a group that is not named by what
    it is called. What is attributed to no one at all has one origin of its own.
    """
    attribution = recorded.figure.attribution
    if attribution.origin is Origin.PUBLISHER:
        article = recorded.evidence.article
        return (("outlet", _folded(article.publisher)) if article.publisher else ("article", article.id),)
    is_named = attribution.origin is Origin.NAMED
    return tuple(dict.fromkeys(_origin_of(source, is_named=is_named) for source in attribution.sources)) or (
        _NOT_NAMED,
    )


def _origin_of(source: AttributedSource, *, is_named: bool) -> tuple[str, str]:
    if is_unidentified(source.name):
        return _NOT_NAMED
    if source.kind is SourceKind.OUTLET and is_named:
        return ("outlet", _folded(source.name))
    if source.kind is SourceKind.GROUP or not is_named:
        return (_GROUP, _folded(source.name))
    return ("source", source.id)


def count_independent_sources(figures: Sequence[RecordedFigure], originals: Mapping[str, str]) -> int:
    """How many different origins the figures go back to.

    One named by several articles, or reached through several carriers, counts once; so does what copies of one text
    state themselves, whoever published them (`originals` are the articles that stand for all copies of their text).
    Reports of no one named count, together, as one where nobody else is, else not at all: they may go back to the same.
    """
    origins = [set(origins_of(one)) for one in figures]
    named = set().union(*origins) - {_NOT_NAMED} if origins else set()
    merged = _merged(named, _publishers_of_copies(figures, originals))
    return merged if merged or not origins else 1


def _publishers_of_copies(
    figures: Iterable[RecordedFigure], originals: Mapping[str, str]
) -> list[set[tuple[str, str]]]:
    """The publishers that state the same text as their own, for each text."""
    by_text: dict[str, set[tuple[str, str]]] = {}
    for one in figures:
        if one.figure.attribution.origin is Origin.PUBLISHER:
            article_id = one.evidence.article.id
            by_text.setdefault(originals.get(article_id, article_id), set()).update(origins_of(one))
    return list(by_text.values())


def _merged(origins: set[tuple[str, str]], one_each: Iterable[set[tuple[str, str]]]) -> int:
    """How many origins there are where each of these sets is one; sets that share a member are one, too."""
    pieces = [{origin} for origin in origins]
    for joined in one_each:
        touched = [piece for piece in pieces if piece & joined]
        pieces = [piece for piece in pieces if not piece & joined]
        pieces.append(joined.union(*touched))
    return len(pieces)


def _folded(name: str) -> str:
    return fold(name).removeprefix("the ") or name
