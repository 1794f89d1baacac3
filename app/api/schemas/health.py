"""Liveness and readiness on the wire."""

from typing import Literal

from pydantic import Field

from app.api.schemas.wire import Output


class Health(Output):
    """The process answers."""

    status: Literal["ok"] = Field(description="Always `ok` where there is an answer.", examples=["ok"])
    version: str = Field(description="Version of On Record.", examples=["0.1.0"])


class Readiness(Output):
    """The service can do its work."""

    status: Literal["ready"] = Field(description="Always `ready` where all parts are.", examples=["ready"])
    parts: list[str] = Field(description="What was looked at.", examples=[["database", "schema", "extraction"]])
