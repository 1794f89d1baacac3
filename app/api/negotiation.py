"""Which media types a caller accepts (RFC 9110, section 12.5.1)."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request

from app.api import problem_types
from app.api.errors import RequestProblem


def accepts(media_type: str) -> Callable[[Request], Awaitable[None]]:
    """A dependency that turns down requests that do not accept this media type."""

    async def refuse_others(request: Request) -> None:
        refuse_unless_accepted(request, media_type)

    return refuse_others


def refuse_unless_accepted(request: Request, media_type: str) -> None:
    """Turn down a request that does not accept this media type. Raises RequestProblem."""
    asked = ",".join(request.headers.getlist("accept"))
    if asked.strip() and not is_accepted(media_type, asked):
        raise RequestProblem(
            problem_types.NOT_ACCEPTABLE, f"The answer is given as {media_type}, which Accept does not allow"
        )


def is_accepted(media_type: str, accept: str) -> bool:
    """Tell whether an Accept header allows a media type. The most specific range that names it decides."""
    ranges = [media_type, media_type.partition("/")[0] + "/*", "*/*"]
    weights = dict(_weighted(part) for part in accept.split(","))
    return next((weights[each] > 0 for each in ranges if each in weights), False)


def _weighted(part: str) -> tuple[str, float]:
    media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return media_range, _weight(value.strip())
    return media_range, 1.0


def _weight(printed: str) -> float:
    try:
        return float(printed)
    except ValueError:
        return 0.0
