"""Quotes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from app.api.dependencies import Reading, WithoutQuery, refuse_repeated_parameters
from app.api.documentation import reading_problems, success
from app.api.formats.kinds import QUOTES
from app.api.formats.negotiated import in_accepted_format
from app.api.listing import page_fields
from app.api.negotiation import accepts
from app.api.schemas import examples
from app.api.schemas.lists import QuoteList
from app.api.schemas.queries import QuoteListQuery
from app.api.schemas.quote import Quote
from app.api.security.access import require
from app.archive import quotes
from app.facts.api_key import Scope
from app.use_cases.list_facts import list_quotes

router = APIRouter(
    prefix="/v1/quotes",
    tags=["quotes"],
    dependencies=[Depends(refuse_repeated_parameters), Depends(require(Scope.READ))],
)


@router.get(
    "",
    operation_id="listQuotes",
    summary="List quotes",
    response_model_exclude_unset=True,
    responses={200: success("A page of quotes.", links=True, kind=QUOTES), **reading_problems()},
)
@in_accepted_format(QUOTES)
def list_all_quotes(
    request: Request, response: Response, session: Reading, query: Annotated[QuoteListQuery, Query()]
) -> QuoteList:
    """Quotes of the newest versions of articles, newest first. All filters must hold."""
    page = list_quotes(session, query.to_filter(), query.to_page_request())
    return QuoteList(items=[Quote.of(quote) for quote in page.items], **page_fields(request, response, page))


@router.get(
    "/{id}",
    operation_id="getQuote",
    summary="One quote",
    dependencies=[Depends(accepts("application/json"))],
    responses={200: success("The quote."), **reading_problems(404, 410)},
)
def get_quote(
    session: Reading,
    quote_id: Annotated[str, Path(alias="id", description="Id of the quote.", examples=[examples.QUOTE_ID])],
    _query: WithoutQuery,
) -> Quote:
    """One quote with its source, cue and evidence."""
    return Quote.of(quotes.get_quote(session, quote_id))
