"""Problems on the wire (RFC 9457)."""

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.wire import Output


class FieldError(Output):
    """One value that cannot be used: a JSON pointer for a body's field, a name for a parameter."""

    detail: str = Field(description="What is wrong with it.", examples=["Input should be less than or equal to 200"])
    pointer: str | None = Field(
        default=None,
        description="JSON pointer (RFC 6901) to the field of the body or form, as a URI fragment.",
        examples=["#/published_at"],
    )
    parameter: str | None = Field(
        default=None, description="Name of the query parameter, path parameter or header.", examples=["limit"]
    )


class Problem(Output):
    """Why a request was not answered as asked."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.PROBLEM)})

    type: str = Field(
        description="Sort of problem; the page it leads to explains it.", examples=["/problems/invalid-request"]
    )
    title: str = Field(description="The sort of problem in words.", examples=["The request cannot be used"])
    status: int = Field(description="The HTTP status.", ge=400, le=599, examples=[422])
    detail: str = Field(description="What went wrong this time.", examples=["1 value cannot be used: limit"])
    instance: str = Field(description="The path that was asked.", examples=["/v1/quotes"])
    request_id: str = Field(
        description="The request's id, as in `X-Request-ID` and the logs.", examples=[examples.REQUEST_ID]
    )
    errors: list[FieldError] | None = Field(default=None, description="Each value that cannot be used.")
