"""Who a fact is attributed to, in which words, and through whom."""

from dataclasses import dataclass
from enum import StrEnum

from app.facts.text_span import TextSpan


class Origin(StrEnum):
    """Where a fact comes from: the publisher itself, a named source, or no one identifiable."""

    PUBLISHER = "publisher"
    NAMED = "named"
    UNNAMED = "unnamed"


class SourceKind(StrEnum):
    """What sort of thing a source is; state bodies are `government`."""

    PERSON = "person"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    GROUP = "group"
    UNKNOWN = "unknown"


_UNIDENTIFIED = {
    SourceKind.PERSON: "an unidentified person",
    SourceKind.GROUP: "an unidentified group",
    SourceKind.UNKNOWN: "an unidentified source",
}


def unidentified(kind: SourceKind) -> str:
    """What a source is called that only a pronoun names, where its article does not tell for sure who is meant.

    Never a pronoun, and the same in every article: it tells nobody from anybody.
    """
    return _UNIDENTIFIED.get(kind, _UNIDENTIFIED[SourceKind.UNKNOWN])


def is_unidentified(name: str) -> bool:
    """Tell whether a source goes by no name of its own but by `unidentified`."""
    return name in _UNIDENTIFIED.values()


@dataclass(frozen=True, slots=True)
class AttributedSource:
    """A source as one fact names it: its resolved name, and the words that name it at this place."""

    id: str
    name: str
    kind: SourceKind
    mention: TextSpan | None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute ("said", "according to"), and their lemma."""

    span: TextSpan
    lemma: str


@dataclass(frozen=True, slots=True)
class ViaLink:
    """One hand that carried the words; outlets that report in parallel share one link."""

    sources: tuple[AttributedSource, ...]
    cue: Cue | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a fact is attributed to. "Unattributed" is the value `Attribution.to_publisher()`, never a missing one.

    Raises ValueError where origin, sources and cue contradict one another.
    """

    origin: Origin
    sources: tuple[AttributedSource, ...] = ()
    cue: Cue | None = None
    via: tuple[ViaLink, ...] = ()

    def __post_init__(self) -> None:
        match self.origin:
            case Origin.PUBLISHER:
                if self.sources or self.cue is not None or self.via:
                    raise ValueError("what the publisher states has neither source nor cue nor via")
            case Origin.NAMED:
                if not self.sources:
                    raise ValueError("a named attribution needs a source")
            case Origin.UNNAMED:
                if self.cue is None:
                    raise ValueError("an unnamed attribution needs its cue")

    @property
    def everyone(self) -> tuple[AttributedSource, ...]:
        """The sources, and after them who carried their words."""
        return (*self.sources, *(source for link in self.via for source in link.sources))

    @classmethod
    def to_publisher(cls) -> "Attribution":
        """Nothing in the text attributes the fact."""
        return cls(Origin.PUBLISHER)
