"""Corrections of sources by hand, on the wire."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.inputs import Identifier
from app.api.schemas.wire import Input, Output
from app.facts.api_key import KeyReference
from app.facts.correction import Correction as RecordedCorrection
from app.facts.correction import CorrectionKind


def _each_once(fact_ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact_ids))


class MergeInput(Input):
    """Which source is kept."""

    model_config = ConfigDict(json_schema_extra={"example": {"into": examples.KEPT_SOURCE_ID}})

    into: Identifier = Field(
        description="Id of the source that is kept; the one in the path stands for it from then on.",
        examples=[examples.KEPT_SOURCE_ID],
    )


class SplitInput(Input):
    """Which facts are split off."""

    model_config = ConfigDict(json_schema_extra={"example": {"fact_ids": [examples.QUOTE_ID, examples.FIGURE_ID]}})

    fact_ids: Annotated[tuple[Identifier, ...], AfterValidator(_each_once)] = Field(
        description="Ids of facts attributed to the source, or carried by it. One at least must be left to it.",
        min_length=1,
        max_length=1000,
        examples=[[examples.QUOTE_ID, examples.FIGURE_ID]],
    )


class Actor(Output):
    """Whose key something was done with; never the key itself."""

    id: str = Field(description="Id of the key.", examples=[examples.KEY_ID])
    name: str = Field(description="Name that the key was given.", examples=["newsroom"])

    @classmethod
    def of(cls, key: KeyReference) -> Self:
        """Put a key's id and name on the wire."""
        return cls(id=key.id, name=key.name)


class CorrectionLinks(Output):
    """Where the correction and what it corrects are found."""

    self: str = Field(description="The correction; `DELETE` undoes it.", examples=[f"/v1/merges/{examples.MERGE_ID}"])
    source: str = Field(
        description="The source that was merged, which redirects, or that facts were split off.",
        examples=[f"/v1/sources/{examples.SOURCE_ID}"],
    )
    into: str = Field(
        description="The source that was kept, or that the split made.",
        examples=[f"/v1/sources/{examples.KEPT_SOURCE_ID}"],
    )


class Correction(Output):
    """A correction of sources by hand that is in force."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.CORRECTION)})

    id: str = Field(description="Id of the correction.", examples=[examples.MERGE_ID])
    kind: CorrectionKind = Field(
        description="`merge`: two sources are one; `split`: facts are another source's.", examples=["merge"]
    )
    source: str = Field(
        description="Id of the source that was merged, or that facts were split off.", examples=[examples.SOURCE_ID]
    )
    into: str = Field(
        description="Id of the source that was kept, or that the split made.", examples=[examples.KEPT_SOURCE_ID]
    )
    facts: list[str] = Field(
        description="Ids of the facts that a split took, as they were given; empty for a merge, which takes all.",
        examples=[[]],
    )
    made_at: datetime = Field(description="When it was made.", examples=["2024-10-17T08:00:00Z"])
    by: Actor | None = Field(description="Whose key it was made with; null where no keys existed.")
    links: CorrectionLinks = Field(description="Paths to the correction and to both sources.")

    @classmethod
    def of(cls, correction: RecordedCorrection) -> Self:
        """Put a correction on the wire."""
        return cls(
            id=correction.id,
            kind=correction.kind,
            source=correction.source_id,
            into=correction.into_id,
            facts=list(correction.fact_ids),
            made_at=correction.made_at,
            by=Actor.of(correction.by) if correction.by else None,
            links=CorrectionLinks(
                self=f"/v1/merges/{correction.id}",
                source=f"/v1/sources/{correction.source_id}",
                into=f"/v1/sources/{correction.into_id}",
            ),
        )
