"""Figures on one matter side by side."""

from time import perf_counter
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.answers.chart import Drawing
from app.answers.draw_comparison import draw_comparison
from app.api.dependencies import Reading, refuse_repeated_parameters
from app.api.documentation import reading_problems, success
from app.api.negotiation import choose_for
from app.api.schemas.compare import Comparison
from app.api.schemas.queries import CompareFormat, CompareQuery, figure_filter_of
from app.api.security.access import require
from app.facts.api_key import Scope
from app.use_cases.compare_figures import CompareRequest, compare_figures

router = APIRouter(prefix="/v1", tags=["lookup"], dependencies=[Depends(refuse_repeated_parameters)])

_MEDIA_TYPES = {
    CompareFormat.JSON: "application/json",
    CompareFormat.SVG: "image/svg+xml",
    CompareFormat.PNG: "image/png",
}
_FORMATS = {media_type: drawn_as for drawn_as, media_type in _MEDIA_TYPES.items()}
_DRAWINGS = {CompareFormat.SVG: Drawing.SVG, CompareFormat.PNG: Drawing.PNG}
_IMAGE_SCHEMAS = {
    "image/svg+xml": {"schema": {"type": "string", "description": "The drawing, its texts as text."}},
    "image/png": {"schema": {"type": "string", "format": "binary", "description": "The drawing."}},
}
_COMPARED = {**success("The claims side by side, or their drawing.", timed=True), "content": _IMAGE_SCHEMAS}


@router.get(
    "/compare",
    operation_id="compareFigures",
    summary="Set claims side by side",
    dependencies=[Depends(require(Scope.READ))],
    response_model=Comparison,
    responses={200: _COMPARED, **reading_problems()},
)
def compare(
    request: Request, response: Response, session: Reading, query: Annotated[CompareQuery, Query()]
) -> Comparison | Response:
    """Who claims how many, and since when: the figures that answer a question, grouped by what they are of.

    Each claim stands to the newest of its group (`agrees`, `compatible`, `conflicts`, `superseded`, `undated`), with
    the reason in one line; bounds and approximations are respected ("more than 10,000" and "about 12,000" are
    compatible). "About" reaches one unit of the last digit that is not 0, and never more than a tenth. What is planned,
    possible or denied has groups of its own. Nothing is averaged, and no verdict given.
    `format=svg` or `png`, or `Accept` without a `format`, draws it: a panel for each group, a row for each claim.
    """
    offered = list(_FORMATS) if query.format is None else [_MEDIA_TYPES[query.format]]
    media_type = choose_for(request, offered)
    begun = perf_counter()
    asked = CompareRequest(query.q, figure_filter_of(query, None), query.limit, query.collapse)
    found = compare_figures(session, asked)
    headers = {"Server-Timing": f"compare;dur={(perf_counter() - begun) * 1000:.1f}", "Vary": "Accept"}
    drawing = _DRAWINGS.get(_FORMATS[media_type])
    if drawing is None:
        response.headers.update(headers)
        return Comparison.of(found)
    image = draw_comparison(query.q, found.groups, drawing)
    return Response(image, media_type=media_type, headers=headers)
