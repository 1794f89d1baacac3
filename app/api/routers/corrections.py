"""Correcting sources by hand: merges and splits, and undoing them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response

from app.api.bodies import model_of_json, read_json_bytes
from app.api.dependencies import (
    DoingDependency,
    Reading,
    ServiceDependency,
    WithoutQuery,
    Writing,
    refuse_repeated_parameters,
)
from app.api.documentation import problems, reading_problems, success
from app.api.negotiation import accepts
from app.api.schemas import examples
from app.api.schemas.correction import Correction, MergeInput, SplitInput
from app.api.security.access import require
from app.archive.corrections import get_correction
from app.facts.api_key import Scope
from app.facts.correction import Correction as RecordedCorrection
from app.use_cases.correct_sources import merge_sources, split_source, undo_correction

router = APIRouter(prefix="/v1", tags=["sources"], dependencies=[Depends(refuse_repeated_parameters)])
_TO_CORRECT = [Depends(require(Scope.ADMIN)), Depends(accepts("application/json"))]
_SourceId = Annotated[str, Path(alias="id", description="Id of the source.", examples=[examples.SOURCE_ID])]
_MergeId = Annotated[str, Path(alias="id", description="Id of the merge or split.", examples=[examples.MERGE_ID])]


def _body_of(model: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}
    return {"requestBody": {"required": True, "content": content}}


async def _body(request: Request, service: ServiceDependency) -> bytes:
    return await read_json_bytes(request, service.settings.max_upload_bytes)


# Handlers ask for what was sent before they ask for a session: nobody keeps others from writing while a body comes in.
def _merge_input(body: Annotated[bytes, Depends(_body)]) -> MergeInput:
    given: MergeInput = model_of_json(MergeInput, body)
    return given


def _split_input(body: Annotated[bytes, Depends(_body)]) -> SplitInput:
    given: SplitInput = model_of_json(SplitInput, body)
    return given


def _answer(response: Response, correction: RecordedCorrection, *, is_new: bool) -> Correction:
    response.status_code = 201 if is_new else 200
    response.headers["Location" if is_new else "Content-Location"] = f"/v1/merges/{correction.id}"
    return Correction.of(correction)


@router.post(
    "/sources/{id}/merge",
    operation_id="mergeSource",
    summary="Merge a source into another",
    status_code=201,
    response_description="The source stands for the other from now on.",
    dependencies=_TO_CORRECT,
    responses={
        200: {"model": Correction, "description": "It was merged into this one already: nothing changed."},
        **problems(404, 406, 409, 410, 413, 415),
    },
    openapi_extra=_body_of("MergeInput"),
)
def merge_source(
    response: Response,
    source_id: _SourceId,
    _query: WithoutQuery,
    given: Annotated[MergeInput, Depends(_merge_input)],
    session: Writing,
    doing: DoingDependency,
) -> Correction:
    """All facts of the source are the other's, those of articles to come too, and its id redirects to the other.

    The other keeps its name, and has the names of this one among its aliases. `DELETE /v1/merges/{id}` undoes it.
    """
    correction, is_new = merge_sources(session, source_id, given.into, doing)
    return _answer(response, correction, is_new=is_new)


@router.post(
    "/sources/{id}/split",
    operation_id="splitSource",
    summary="Split facts off a source",
    status_code=201,
    response_description="The facts are those of a new source, whose id is `into`.",
    dependencies=_TO_CORRECT,
    responses=problems(404, 406, 409, 410, 413, 415),
    openapi_extra=_body_of("SplitInput"),
)
def split_off(
    response: Response,
    source_id: _SourceId,
    _query: WithoutQuery,
    given: Annotated[SplitInput, Depends(_split_input)],
    session: Writing,
    doing: DoingDependency,
) -> Correction:
    """A new source gets the facts. Of an article that loses all facts of the source so, it gets the names too.

    Articles to come go to the one of which they use more names, and where that decides nothing to the source that was
    split. The new source can be merged into the one that is meant. `DELETE /v1/merges/{id}` undoes it.
    """
    return _answer(response, split_source(session, source_id, given.fact_ids, doing), is_new=True)


@router.get(
    "/merges/{id}",
    operation_id="getMerge",
    summary="One merge or split",
    dependencies=_TO_CORRECT,
    responses={200: success("The correction."), **reading_problems(404, 410)},
)
def get_merge(session: Reading, merge_id: _MergeId, _query: WithoutQuery) -> Correction:
    """What was merged or split, when, and with whose key."""
    return Correction.of(get_correction(session, merge_id))


@router.delete(
    "/merges/{id}",
    operation_id="undoMerge",
    summary="Undo a merge or a split",
    status_code=204,
    response_class=Response,
    response_description="Everything stands as it would without it.",
    dependencies=[Depends(require(Scope.ADMIN))],
    responses=problems(404, 409, 410),
)
def undo_merge(session: Writing, merge_id: _MergeId, _query: WithoutQuery, doing: DoingDependency) -> None:
    """Every fact goes back to the source that its article names, those that came in since too.

    The id of a source that a split made redirects to the source it was split off. A split on whose new source a later
    merge or split builds is refused until that one is undone.
    """
    undo_correction(session, merge_id, doing)
