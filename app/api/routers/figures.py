"""Figures."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from app.api.dependencies import Reading, WithoutQuery, refuse_repeated_parameters
from app.api.documentation import reading_problems, success
from app.api.formats.kinds import FIGURES
from app.api.formats.negotiated import in_accepted_format
from app.api.listing import page_fields
from app.api.negotiation import accepts
from app.api.schemas import examples
from app.api.schemas.figure import Figure
from app.api.schemas.lists import FigureList
from app.api.schemas.queries import FigureListQuery
from app.api.security.access import require
from app.archive import figures
from app.facts.api_key import Scope
from app.use_cases.list_facts import list_figures

router = APIRouter(
    prefix="/v1/figures",
    tags=["figures"],
    dependencies=[Depends(refuse_repeated_parameters), Depends(require(Scope.READ))],
)


@router.get(
    "",
    operation_id="listFigures",
    summary="List figures",
    response_model_exclude_unset=True,
    responses={200: success("A page of figures.", links=True, kind=FIGURES), **reading_problems()},
)
@in_accepted_format(FIGURES)
def list_all_figures(
    request: Request, response: Response, session: Reading, query: Annotated[FigureListQuery, Query()]
) -> FigureList:
    """Figures of the newest versions of articles, newest first. All filters must hold."""
    page = list_figures(session, query.to_filter(), query.to_page_request())
    return FigureList(items=[Figure.of(figure) for figure in page.items], **page_fields(request, response, page))


@router.get(
    "/{id}",
    operation_id="getFigure",
    summary="One figure",
    dependencies=[Depends(accepts("application/json"))],
    responses={200: success("The figure."), **reading_problems(404, 410)},
)
def get_figure(
    session: Reading,
    figure_id: Annotated[str, Path(alias="id", description="Id of the figure.", examples=[examples.FIGURE_ID])],
    _query: WithoutQuery,
) -> Figure:
    """One figure with its source, cue and evidence."""
    return Figure.of(figures.get_figure(session, figure_id))
