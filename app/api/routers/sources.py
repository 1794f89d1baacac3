"""Sources."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from app.api.dependencies import Reading, WithoutQuery, refuse_repeated_parameters
from app.api.documentation import leads_to_kept_source, reading_problems, success
from app.api.formats.kinds import FACTS, SOURCES
from app.api.formats.negotiated import in_accepted_format
from app.api.listing import page_fields
from app.api.negotiation import accepts
from app.api.schemas import examples
from app.api.schemas.fact import fact_of
from app.api.schemas.lists import FactList, SourceList
from app.api.schemas.queries import FactsOfSourceQuery, SourceListQuery
from app.api.schemas.source import Source
from app.api.security.access import require
from app.archive import sources
from app.facts.api_key import Scope
from app.use_cases.list_sources import list_sources

router = APIRouter(
    prefix="/v1/sources",
    tags=["sources"],
    dependencies=[Depends(refuse_repeated_parameters), Depends(require(Scope.READ))],
)
_SourceId = Annotated[str, Path(alias="id", description="Id of the source.", examples=[examples.SOURCE_ID])]


@router.get(
    "",
    operation_id="listSources",
    summary="List sources",
    response_model_exclude_unset=True,
    responses={200: success("A page of sources.", links=True, kind=SOURCES), **reading_problems()},
)
@in_accepted_format(SOURCES)
def list_all_sources(
    request: Request, response: Response, session: Reading, query: Annotated[SourceListQuery, Query()]
) -> SourceList:
    """By name; or, where `q` names one in any spelling, the best match first."""
    page = list_sources(session, query.to_filter(), query.to_page_request())
    return SourceList(items=[Source.of(source) for source in page.items], **page_fields(request, response, page))


@router.get(
    "/{id}",
    operation_id="getSource",
    summary="One source",
    dependencies=[Depends(accepts("application/json"))],
    responses={200: success("The source."), **leads_to_kept_source(), **reading_problems(404, 410)},
)
def get_source(session: Reading, source_id: _SourceId, _query: WithoutQuery) -> Source:
    """One source with every name that articles use for it."""
    return Source.of(sources.get_source(session, source_id))


@router.get(
    "/{id}/facts",
    operation_id="listFactsOfSource",
    summary="What a source said and claimed",
    response_model_exclude_unset=True,
    responses={
        200: success("A page of facts.", links=True, kind=FACTS),
        **leads_to_kept_source(),
        **reading_problems(404, 410),
    },
)
@in_accepted_format(FACTS)
def list_facts_of_source(
    request: Request,
    response: Response,
    session: Reading,
    source_id: _SourceId,
    query: Annotated[FactsOfSourceQuery, Query()],
) -> FactList:
    """Quotes and figures that are attributed to the source or that it carried, in the newest versions of articles."""
    page = sources.list_facts_of_source(session, source_id, query.to_page_request())
    return FactList(items=[fact_of(fact) for fact in page.items], **page_fields(request, response, page))
