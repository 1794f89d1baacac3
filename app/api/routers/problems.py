"""The pages that the `type` of a problem leads to."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

from app.api.problem_types import PROBLEM_TYPES

router = APIRouter(include_in_schema=False)


@router.get("/problems/{slug}")
async def explain_problem(slug: str) -> PlainTextResponse:
    """What a sort of problem means, and what to do about it."""
    problem_type = PROBLEM_TYPES.get(slug)
    if problem_type is None:
        raise HTTPException(404)
    return PlainTextResponse(f"{problem_type.title} (HTTP {problem_type.status})\n\n{problem_type.advice}\n")
