"""Who did what."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.api.dependencies import Reading, refuse_repeated_parameters
from app.api.documentation import reading_problems, success
from app.api.listing import page_fields
from app.api.negotiation import accepts
from app.api.schemas.audit import AuditEntry
from app.api.schemas.lists import AuditList
from app.api.schemas.queries import PageQuery
from app.api.security.access import require
from app.archive.audit import list_deeds
from app.facts.api_key import Scope

router = APIRouter(prefix="/v1", tags=["service"], dependencies=[Depends(refuse_repeated_parameters)])


@router.get(
    "/audit",
    operation_id="listAudit",
    summary="Who did what",
    response_model_exclude_unset=True,
    dependencies=[Depends(require(Scope.ADMIN)), Depends(accepts("application/json"))],
    responses={200: success("A page of what was done, the latest first.", links=True), **reading_problems()},
)
def list_audit(
    request: Request, response: Response, session: Reading, query: Annotated[PageQuery, Query()]
) -> AuditList:
    """Merges and splits of sources, their undoing, and deletions of articles, with the id and name of the key.

    An entry outlives what it was done to. It never holds a key, or anything that an article says.
    """
    page = list_deeds(session, query.to_page_request())
    return AuditList(items=[AuditEntry.of(entry) for entry in page.items], **page_fields(request, response, page))
