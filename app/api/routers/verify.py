"""Verifying what a text claims."""

from time import perf_counter
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.api.bodies import model_of_json, read_json_bytes
from app.api.dependencies import ServiceDependency, WithoutQuery, ingest_place, refuse_repeated_parameters
from app.api.documentation import problems, timed_success
from app.api.errors import invalid_request
from app.api.negotiation import accepts
from app.api.schemas.problem import FieldError
from app.api.schemas.verification import Verification, VerifyInput
from app.api.security.access import require
from app.facts.api_key import Scope
from app.facts.errors import InvalidArgument
from app.use_cases.verify_text import MAX_TEXT_CHARACTERS, read_posted_text, verify_text

router = APIRouter(prefix="/v1", tags=["lookup"], dependencies=[Depends(refuse_repeated_parameters)])

# A character may be escaped as twelve (a surrogate pair), and there is a little beside the text.
_MAX_BODY_BYTES = 12 * MAX_TEXT_CHARACTERS + 8192
_INPUT = {"application/json": {"schema": {"$ref": "#/components/schemas/VerifyInput"}}}


async def _body(request: Request, service: ServiceDependency) -> bytes:
    return await read_json_bytes(request, min(_MAX_BODY_BYTES, service.settings.max_upload_bytes))


def _input(body: Annotated[bytes, Depends(_body)]) -> VerifyInput:
    posted: VerifyInput = model_of_json(VerifyInput, body)
    return posted


@router.post(
    "/verify",
    operation_id="verifyText",
    summary="Verify a quotation, a figure or a passage",
    dependencies=[Depends(require(Scope.READ)), Depends(accepts("application/json"))],
    responses={200: timed_success("What is on record of each claim."), **problems(406, 413, 415)},
    openapi_extra={"requestBody": {"required": True, "content": _INPUT}},
)
def verify(
    service: ServiceDependency,
    response: Response,
    _query: WithoutQuery,
    posted: Annotated[VerifyInput, Depends(_input)],
    _place: Annotated[None, Depends(ingest_place, scope="function")],
) -> Verification:
    """Is it on record? Every quote and figure that a text claims, or the text itself as one, with the evidence.

    A sentence without quotation marks and speaker is one quotation, or else the figures in it. Words that are only
    reported are compared as a statement, in any tense and person. Verdicts tell what is on record, never what is true:
    not found never means false. The text is read as an article is, and kept nowhere; an `Idempotency-Key` alone has
    its answer kept for 24 hours.
    """
    begun = perf_counter()
    reading = read_posted_text(service.extraction, posted.text)
    try:
        with service.archive.reading() as session:
            found = verify_text(session, posted.text, reading, posted.source)
    except InvalidArgument as error:
        raise invalid_request([FieldError(detail=error.reason, pointer=f"#/{error.field}")]) from error
    response.headers["Server-Timing"] = f"verify;dur={(perf_counter() - begun) * 1000:.1f}"
    return Verification.of(found)
