"""Structured access logs: one JSON line a request, without article text, query strings or keys."""

import sys
import traceback
from typing import Any, TextIO

import structlog
from structlog.typing import FilteringBoundLogger


class AccessLog:
    """Writes what happened to each request, as JSON lines, to standard error unless another stream is given."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._log: FilteringBoundLogger = structlog.wrap_logger(
            structlog.WriteLogger(stream or sys.stderr),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            wrapper_class=structlog.make_filtering_bound_logger("info"),
        )

    def answered(self, **facts: Any) -> None:
        """Note an answered request."""
        self._log.info("request", **facts)

    def failed(self, error: BaseException, request_id: str) -> None:
        """Note an unexpected error: its kind and where it arose, but no message, which might quote an article."""
        places = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
        self._log.error("error", kind=type(error).__qualname__, places=places[-15:], request_id=request_id)
