"""What became of articles and facts."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.api.dependencies import Reading, refuse_repeated_parameters
from app.api.documentation import reading_problems, success
from app.api.listing import next_page
from app.api.negotiation import accepts
from app.api.schemas.change import Change, ChangeList
from app.api.schemas.queries import ChangesQuery
from app.api.security.access import require
from app.archive.changes import list_changes
from app.facts.api_key import Scope

router = APIRouter(prefix="/v1/changes", tags=["changes"], dependencies=[Depends(refuse_repeated_parameters)])


@router.get(
    "",
    operation_id="listChanges",
    summary="What was added, changed and deleted",
    dependencies=[Depends(require(Scope.READ)), Depends(accepts("application/json"))],
    responses={200: success("Changes, and where to go on.", links=True), **reading_problems()},
)
def list_all_changes(
    request: Request, response: Response, session: Reading, query: Annotated[ChangesQuery, Query()]
) -> ChangeList:
    """Every change of an article or a fact after `since`, in the order in which they became durable, none left out.

    To keep a copy: begin without `since`; for each change put what it holds in the place of what you have under its
    `id`, or drop that where it holds neither `article` nor `fact`; keep `since`, and ask with it again, at once while
    there is a `next`, else whenever you like. Facts of articles whose `newest` is false are those that lists leave out.
    A change holds what is on record now, which may be newer than the change: another change then follows. Of what was
    deleted nothing is told but its id and when.
    """
    page = list_changes(session, query.since, query.limit)
    return ChangeList(
        items=[Change.of(change) for change in page.items],
        next=next_page(request, response, page.since if page.has_more else None, "since"),
        since=page.since,
    )
