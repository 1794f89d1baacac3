"""The main door: looking facts up by a question."""

from time import perf_counter
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.api.dependencies import Reading, refuse_repeated_parameters
from app.api.documentation import reading_problems, success
from app.api.formats.kinds import ANSWERS
from app.api.formats.negotiated import in_accepted_format
from app.api.listing import next_page
from app.api.schemas.lookup import Lookup, LookupItem, Searched, Summary, UnderstoodQuery
from app.api.schemas.queries import LookupQuery
from app.api.security.access import require
from app.facts.api_key import Scope
from app.use_cases.look_up_facts import LookupRequest, look_up_facts

router = APIRouter(prefix="/v1", tags=["lookup"], dependencies=[Depends(refuse_repeated_parameters)])


@router.get(
    "/lookup",
    operation_id="lookUpFacts",
    summary="Ask a question",
    dependencies=[Depends(require(Scope.READ))],
    responses={200: success("What answers, best first.", links=True, timed=True, kind=ANSWERS), **reading_problems()},
)
@in_accepted_format(ANSWERS)
def look_up(request: Request, response: Response, session: Reading, query: Annotated[LookupQuery, Query()]) -> Lookup:
    """A question or keywords in plain words: how many, how much, who said, what did X say, did X say.

    Names are found in any spelling, words in any inflection; dates and periods in the question narrow the answer.
    """
    begun = perf_counter()
    asked = LookupRequest(query.q, query.to_filter(), query.limit, query.cursor, query.collapse)
    answer = look_up_facts(session, asked)
    response.headers["Server-Timing"] = f"lookup;dur={(perf_counter() - begun) * 1000:.1f}"
    return Lookup(
        query=UnderstoodQuery.of(answer.query),
        summary=Summary.of(answer.summary),
        items=[LookupItem.of(item) for item in answer.items],
        next=next_page(request, response, answer.next_cursor),
        searched=Searched.of(answer.searched),
    )
