"""What became of articles and facts, one change after another."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.facts.article import Article
from app.facts.recorded import RecordedFact


class ChangeKind(StrEnum):
    """What happened to an article or a fact."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


class ChangedType(StrEnum):
    """What was added, changed or deleted."""

    ARTICLE = "article"
    QUOTE = "quote"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Change:
    """One change, with the article or the fact as it is now; neither is there once it was deleted.

    `is_newest` tells of an article whether it is the newest version, whose facts lists show.
    """

    cursor: str
    at: datetime
    change: ChangeKind
    type: ChangedType
    id: str
    article: Article | None
    is_newest: bool | None
    fact: RecordedFact | None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Some changes in order, the cursor to go on from, and whether there are more already."""

    items: tuple[Change, ...]
    since: str
    has_more: bool
