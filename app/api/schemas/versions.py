"""Versions of an article and copies of it on the wire."""

from typing import Any, Self

from pydantic import ConfigDict, Field

from app.answers.compare_versions import ChangedFact as FoundChange
from app.answers.compare_versions import VersionChanges as FoundChanges
from app.api.schemas import examples
from app.api.schemas.article import Article
from app.api.schemas.fact import Fact, fact_of
from app.api.schemas.lists import Listing
from app.api.schemas.wire import Output
from app.use_cases.list_versions import ListedCopy, ListedVersion

_FIGURE_BEFORE: dict[str, Any] = {**examples.FIGURE, "text": "up to 900", "value": 900, "high": 900}
_CHANGED: dict[str, Any] = {"before": _FIGURE_BEFORE, "after": dict(examples.FIGURE)}
_CHANGES: dict[str, Any] = {"kept": 1, "added": [dict(examples.QUOTE)], "lost": [], "changed": [_CHANGED]}
_OTHER_ID = "art_01jb2x9k4tf8h9q2m7v3c5d6f7"
_SECOND: dict[str, Any] = {**examples.ARTICLE, "version": 2, "previous_id": _OTHER_ID}
_COPY: dict[str, Any] = {**examples.ARTICLE, "id": _OTHER_ID, "url": "https://herald.example/1", "publisher": "Herald"}


class ChangedFact(Output):
    """A fact as one version tells it, and as the next one does."""

    before: Fact = Field(description="The fact in the version before.")
    after: Fact = Field(description="The fact in this version.")

    @classmethod
    def of(cls, changed: FoundChange) -> Self:
        """Put a changed fact on the wire."""
        return cls(before=fact_of(changed.before), after=fact_of(changed.after))


class VersionChanges(Output):
    """The difference in facts between a version and the one before it, each list in reading order."""

    model_config = ConfigDict(json_schema_extra={"example": _CHANGES})

    kept: int = Field(
        description="Facts that say the same as before, wherever in the text they stand now.", ge=0, examples=[1]
    )
    added: list[Fact] = Field(description="Facts that only this version has.")
    lost: list[Fact] = Field(description="Facts that only the version before has.")
    changed: list[ChangedFact] = Field(
        description="Facts that both have but tell otherwise: a figure of the same subject and source with another "
        "value, a quote reworded, or one and the same fact with another source."
    )

    @classmethod
    def of(cls, changes: FoundChanges | None) -> Self | None:
        """Put the difference on the wire, where there is a version before."""
        if changes is None:
            return None
        return cls(
            kept=changes.kept,
            added=[fact_of(fact) for fact in changes.added],
            lost=[fact_of(fact) for fact in changes.lost],
            changed=[ChangedFact.of(changed) for changed in changes.changed],
        )


class Version(Output):
    """One version of an article."""

    article: Article = Field(description="The version, without its text.")
    changes: VersionChanges | None = Field(
        description="Its difference in facts to the version before it, which `previous_id` names; null where none is "
        "on record."
    )

    @classmethod
    def of(cls, version: ListedVersion) -> Self:
        """Put a version on the wire."""
        return cls(article=Article.of(version.article), changes=VersionChanges.of(version.changes))


class ArticleCopy(Output):
    """An article under another URL that repeats the text: sent on, edited, cut, added to or updated."""

    model_config = ConfigDict(json_schema_extra={"example": {"article": _COPY, "similarity": 0.94, "containment": 1}})

    article: Article = Field(description="The copy, without its text.")
    similarity: float = Field(
        description="Share of the runs of three words of both texts that stand in both (Jaccard), from 0 to 1.",
        ge=0,
        le=1,
        examples=[0.94],
    )
    containment: float = Field(
        description="Share of the runs of three words of the shorter text that stand in the longer one, from 0 to 1.",
        ge=0,
        le=1,
        examples=[1],
    )

    @classmethod
    def of(cls, copy: ListedCopy) -> Self:
        """Put a copy on the wire."""
        similarity, containment = round(copy.similarity, 3), round(copy.containment, 3)
        return cls(article=Article.of(copy.article), similarity=similarity, containment=containment)


class VersionList(Listing[Version]):
    """A page of versions, and the copies of the article asked for."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "items": [{"article": _SECOND, "changes": _CHANGES}],
                "next": None,
                "original_id": examples.ARTICLE_ID,
                "copies": [{"article": _COPY, "similarity": 0.94, "containment": 1}],
                "copies_total": 1,
            }
        }
    )

    original_id: str = Field(
        description="Id of the article that stands for all copies of the text, its own where there are none: the one "
        "published first, undated ones last, and of several the one put on record first.",
        examples=[examples.ARTICLE_ID],
    )
    copies: list[ArticleCopy] = Field(
        description="The first 20 articles under other URLs that repeat the text of the article asked for, or belong "
        "to the same copies through another; in the order in which they were published. The same on each page."
    )
    copies_total: int = Field(description="How many such articles there are.", ge=0, examples=[1])
