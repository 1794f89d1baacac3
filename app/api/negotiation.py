"""Which media type of those on offer a caller is given (RFC 9110, section 12.5.1)."""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence

from starlette.requests import Request

from app.api import problem_types
from app.api.errors import RequestProblem
from app.api.media_types import OTHER_NAMES

# A quoted string may hold commas and semicolons, as the profile of a JSON-LD range may.
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_RANGES = re.compile(rf"(?:{_QUOTED}|[^,\"]|\")+")
_PIECES = re.compile(rf"(?:{_QUOTED}|[^;\"]|\")+")
_WEIGHT = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")


def accepts(media_type: str) -> Callable[[Request], Awaitable[None]]:
    """A dependency that turns down requests that do not accept this media type, the only one there is."""

    async def refuse_unless_accepted(request: Request) -> None:
        choose_for(request, [media_type])

    return refuse_unless_accepted


def choose_for(request: Request, offered: Sequence[str]) -> str:
    """The media type that a request is answered in: of those it weighs alike the one offered first.

    Raises RequestProblem (406), which lists what is on offer, where it accepts none of them.
    """
    asked = ",".join(request.headers.getlist("accept"))
    chosen = choose_media_type(offered, asked)
    if chosen is None:
        raise RequestProblem(
            problem_types.NOT_ACCEPTABLE,
            f"The answer is given as {', '.join(offered)}, which Accept does not allow",
            headers={"Vary": "Accept"},
        )
    return chosen


def choose_media_type(offered: Sequence[str], accept: str) -> str | None:
    """The offered media type of the greatest weight, the first of equals; None where an Accept header allows none.

    The most specific range that names a media type decides on it. Parameters other than `q` are taken for hints, which
    need not be met. An empty header allows everything.
    """
    if not accept.strip():
        return offered[0]
    weights = _weights_of(accept)
    best = max(offered, key=lambda media_type: _weight_of(media_type, weights))
    return best if _weight_of(best, weights) > 0 else None


def _weight_of(media_type: str, weights: dict[str, float]) -> float:
    ranges = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    return next((weights[each] for each in ranges if each in weights), 0.0)


def _weights_of(accept: str) -> dict[str, float]:
    """The weight of each range; the greatest where one is given several times with different parameters."""
    weights: dict[str, float] = {}
    for media_range, weight in _weighted_ranges(accept):
        weights[media_range] = max(weight, weights.get(media_range, 0.0))
    return weights


def _weighted_ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in _RANGES.findall(accept):
        media_range, *parameters = (piece.strip().lower() for piece in _PIECES.findall(part) or [part])
        weights = [
            value.strip() for name, _, value in (one.partition("=") for one in parameters) if name.strip() == "q"
        ]
        yield OTHER_NAMES.get(media_range, media_range), _weight(weights[0]) if weights else 1.0


def _weight(printed: str) -> float:
    return float(printed) if _WEIGHT.fullmatch(printed) else 0.0
