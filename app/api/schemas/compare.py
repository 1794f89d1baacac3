"""Comparisons on the wire."""

from typing import Any, Self

from pydantic import ConfigDict, Field

from app.answers.claim_relations import Claim as RelatedClaim
from app.answers.claim_relations import ClaimRelation
from app.answers.comparison import ClaimedRange as FoundRange
from app.answers.comparison import ClaimGroup as FoundGroup
from app.answers.comparison import SeriesPoint as FoundPoint
from app.api.schemas import examples
from app.api.schemas.figure import Figure
from app.api.schemas.lookup import Searched, UnderstoodQuery
from app.api.schemas.span import Period
from app.api.schemas.wire import Number, Output
from app.facts.figure import Bound, Change, Modality, UnitKind
from app.use_cases.compare_figures import Comparison as FoundComparison

_RANGE: dict[str, Any] = {"low": 1000, "low_bound": "more_than", "high": 1200, "high_bound": "at_most"}
_POINT: dict[str, Any] = {
    "at": "2024-10-15",
    "from": "2024-10-15",
    "to": "2024-10-15",
    "dated_by": "said_at",
    "value": 1200,
    "low": None,
    "high": 1200,
    "bound": "at_most",
    "source": "Mina Sorel",
    "figure_id": examples.FIGURE_ID,
}
_CLAIM: dict[str, Any] = {
    "figure": dict(examples.FIGURE),
    "said_at": dict(examples.PERIOD),
    "relation": "newest",
    "reason": "the only dated claim",
}


class Claim(Output):
    """A figure beside the others on the same matter."""

    model_config = ConfigDict(json_schema_extra={"example": _CLAIM})

    figure: Figure = Field(description="The figure, with its source and evidence.")
    said_at: Period | None = Field(
        description="When the source said it; null where the text does not tell: then the article's date of "
        "publication counts."
    )
    relation: ClaimRelation = Field(
        description="How it stands to the newest claim of the group: `agrees` (same value, same bound), `compatible` "
        "(one number can meet both), `conflicts` (none can), `superseded` (the same source gave another value later) "
        "or `undated`.",
        examples=["compatible"],
    )
    reason: str = Field(
        description="Why, in one line: the numbers compared and, where claims conflict, their dates.",
        examples=['"more than 10,000" and "about 12,000" can both hold (more than 10,000; 11,000 to 13,000)'],
    )

    @classmethod
    def of(cls, claim: RelatedClaim) -> Self:
        """Put a claim on the wire."""
        figure = Figure.of(claim.recorded)
        return cls(figure=figure, said_at=figure.said_at, relation=claim.relation, reason=claim.reason)


class GroupPeriod(Output):
    """The time that all figures of a group are of, as their texts say; both ends inclusive."""

    from_date: str | None = Field(serialization_alias="from", description="First date.", examples=["2024-08", None])
    to_date: str | None = Field(serialization_alias="to", description="Last date.", examples=["2024-08", None])


class ClaimedRange(Output):
    """The least and the greatest value claimed: what is printed, no average and no verdict."""

    model_config = ConfigDict(json_schema_extra={"example": _RANGE})

    low: Number = Field(description="The least value claimed.", examples=[1000])
    low_bound: Bound = Field(description="With which bound it is claimed.", examples=["more_than"])
    high: Number = Field(description="The greatest value claimed.", examples=[1200])
    high_bound: Bound = Field(description="With which bound it is claimed.", examples=["at_most"])

    @classmethod
    def of(cls, found: FoundRange) -> Self:
        """Put a range on the wire."""
        return cls(low=found.low, low_bound=found.low_bound, high=found.high, high_bound=found.high_bound)


class SeriesPoint(Output):
    """One claim as a point in time."""

    model_config = ConfigDict(json_schema_extra={"example": _POINT})

    at: str | None = Field(
        description="The first day known of the claim, by which points stand in order; null where nothing is dated.",
        examples=["2024-10-15"],
    )
    from_date: str | None = Field(
        serialization_alias="from", description="First date that the claim may be of.", examples=["2024-10-15", None]
    )
    to_date: str | None = Field(
        serialization_alias="to", description="Last date that the claim may be of.", examples=["2024-10-15", None]
    )
    dated_by: str | None = Field(
        description="What dates it: `said_at` in the text or else `published_at` of the article; null where neither.",
        examples=["said_at", "published_at"],
    )
    value: Number | None = Field(description="The value claimed; null for a range.", examples=[1200])
    low: Number | None = Field(description="Lower end, where the figure has one.", examples=[None, 1000])
    high: Number | None = Field(description="Upper end, where the figure has one.", examples=[1200])
    bound: Bound = Field(description="How the words bound the value.", examples=["at_most"])
    source: str | None = Field(
        description="Who claims it: the sources' names, or the publisher's; null where no one is named.",
        examples=["Mina Sorel"],
    )
    figure_id: str = Field(description="Id of the figure.", examples=[examples.FIGURE_ID])

    @classmethod
    def of(cls, point: FoundPoint) -> Self:
        """Put a point on the wire."""
        dated_by = "said_at" if point.is_said else "published_at"
        return cls(
            at=point.at.text if point.at else None,
            from_date=point.from_date.text if point.from_date else None,
            to_date=point.to_date.text if point.to_date else None,
            dated_by=dated_by if point.at else None,
            value=point.quantity.value,
            low=point.quantity.low,
            high=point.quantity.high,
            bound=point.quantity.bound,
            source=point.source,
            figure_id=point.figure_id,
        )


_GROUP: dict[str, Any] = {
    "subject": "homes",
    "told": ["lost"],
    "unit": "home",
    "unit_kind": "count",
    "change": None,
    "modality": "planned",
    "period": None,
    "claims": [_CLAIM],
    "range": {"low": 1200, "low_bound": "at_most", "high": 1200, "high_bound": "at_most"},
    "independent_sources": 1,
    "series": [_POINT],
}


class ClaimGroup(Output):
    """Figures of one matter: same subject, same told of it, same unit, period, modality and direction."""

    model_config = ConfigDict(json_schema_extra={"example": _GROUP})

    subject: str | None = Field(
        description="What is counted or measured, as the fullest name in the group has it.", examples=["homes"]
    )
    told: list[str] = Field(
        description="What is told of the subject, as far as a known word tells it; claims that tell different things "
        "never stand in one group.",
        examples=[["killed", "wounded"]],
    )
    unit: str | None = Field(description="Unit of the newest claim.", examples=["home"])
    unit_kind: UnitKind = Field(description="What sort of quantity it measures.", examples=["count"])
    change: Change | None = Field(description="The direction, where the figures are rises or falls.", examples=[None])
    modality: Modality = Field(
        description="How sure the figures are said to be: what is planned, possible or denied has groups of its own.",
        examples=["planned"],
    )
    period: GroupPeriod | None = Field(
        description="The time that the figures are explicitly of; null where they name none, and so are as of the day "
        "of the claim."
    )
    claims: list[Claim] = Field(description="The claims, newest first, undated ones last.")
    range: ClaimedRange = Field(description="The least and the greatest value claimed.")
    independent_sources: int = Field(
        description="How many different origins the claims go back to: a source named by several articles, chains to "
        "one source, and copies of one text count once; reports of no one named only where no one else is.",
        ge=0,
        examples=[2],
    )
    series: list[SeriesPoint] = Field(description="The claims as points in time, oldest first, undated ones last.")

    @classmethod
    def of(cls, group: FoundGroup) -> Self:
        """Put a group on the wire."""
        return cls(
            subject=group.subject,
            told=list(group.told),
            unit=group.unit,
            unit_kind=group.unit_kind,
            change=group.change,
            modality=group.modality,
            period=_period_of(group),
            claims=[Claim.of(claim) for claim in group.claims],
            range=ClaimedRange.of(group.range),
            independent_sources=group.independent_sources,
            series=[SeriesPoint.of(point) for point in group.series],
        )


def _period_of(group: FoundGroup) -> GroupPeriod | None:
    if group.period is None:
        return None
    first, last = group.period
    return GroupPeriod(from_date=first.text if first else None, to_date=last.text if last else None)


class Comparison(Output):
    """Figures that answer a question, side by side."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "query": examples.UNDERSTOOD_QUERY,
                "groups": [_GROUP],
                "omitted": 0,
                "searched": {"articles": 14, "facts": 312, "from": "2024-10-16", "to": "2025-03-02"},
            }
        }
    )

    query: UnderstoodQuery = Field(description="How the question was understood.")
    groups: list[ClaimGroup] = Field(
        description="Claims by matter, the best answer first; empty where nothing answers. What is not surely of one "
        "matter stands in two groups."
    )
    omitted: int = Field(
        description="How many claims were found that answer too, but less well than the `limit` compared.",
        ge=0,
        examples=[0],
    )
    searched: Searched = Field(description="How much was searched, so that an empty answer can be judged.")

    @classmethod
    def of(cls, found: FoundComparison) -> Self:
        """Put a comparison on the wire."""
        return cls(
            query=UnderstoodQuery.of(found.query),
            groups=[ClaimGroup.of(group) for group in found.groups],
            omitted=found.omitted,
            searched=Searched.of(found.searched),
        )
