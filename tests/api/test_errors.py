from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.api.access_log import AccessLog
from app.api.errors import PROBLEMS_OF_ERRORS, tell_errors_as_problems
from app.api.metrics import Metrics
from app.api.middleware.request_context import RequestContextMiddleware
from app.facts import errors

EXAMPLES: dict[type[errors.OnRecordError], tuple[errors.OnRecordError, int, str]] = {
    errors.NotOnRecord: (errors.NotOnRecord("quote", "quo_x"), 404, "not-on-record"),
    errors.NoLongerOnRecord: (errors.NoLongerOnRecord("quote", "quo_x"), 410, "no-longer-on-record"),
    errors.UndoneCorrection: (errors.UndoneCorrection("mrg_x"), 410, "no-longer-on-record"),
    errors.CorrectionConflict: (errors.CorrectionConflict("merged already"), 409, "correction-conflict"),
    errors.UnusableFields: (errors.UnusableFields([(("into",), "the same")]), 422, "invalid-request"),
    errors.InvalidCursor: (errors.InvalidCursor("damaged"), 422, "invalid-cursor"),
    errors.InvalidArgument: (errors.InvalidArgument("limit", "too many"), 422, "invalid-request"),
    errors.UnreadableDocument: (errors.UnreadableDocument("no document"), 422, "unreadable-document"),
    errors.BrokenDocument: (errors.BrokenDocument("cut short"), 422, "broken-document"),
    errors.EncryptedDocument: (errors.EncryptedDocument("locked"), 422, "encrypted-document"),
    errors.DocumentWithoutText: (errors.DocumentWithoutText("empty"), 422, "document-without-text"),
    errors.UnstorableText: (errors.UnstorableText("a NUL"), 422, "unstorable-text"),
    errors.UnsupportedMediaType: (
        errors.UnsupportedMediaType("image/png", ["text/plain"]),
        415,
        "unsupported-media-type",
    ),
    errors.UnsupportedLanguage: (errors.UnsupportedLanguage("de"), 422, "unsupported-language"),
    errors.DocumentTooLarge: (errors.DocumentTooLarge(10), 413, "content-too-large"),
    errors.ExtractionUnavailable: (errors.ExtractionUnavailable("busy"), 503, "extraction-unavailable"),
    errors.ExtractionTimedOut: (errors.ExtractionTimedOut(3), 422, "takes-too-long"),
    errors.ArchiveUnavailable: (errors.ArchiveUnavailable("away"), 503, "archive-unavailable"),
    errors.IdempotencyKeyReused: (errors.IdempotencyKeyReused("sent before"), 422, "idempotency-key-reused"),
    errors.RequestUnderWay: (errors.RequestUnderWay("being answered"), 409, "request-under-way"),
    errors.TooManyExports: (errors.TooManyExports("full"), 503, "too-many-exports"),
}
# No failure: told as a redirect.
LED_ELSEWHERE = {errors.MergedSource}


def all_errors(base: type[errors.OnRecordError]) -> Iterator[type[errors.OnRecordError]]:
    for error in base.__subclasses__():
        yield error
        yield from all_errors(error)


def test_every_domain_error_is_in_the_table() -> None:
    assert set(all_errors(errors.OnRecordError)) - LED_ELSEWHERE == set(PROBLEMS_OF_ERRORS) == set(EXAMPLES)


@pytest.mark.parametrize("error_type", EXAMPLES)
def test_each_domain_error_is_told_as_its_problem(error_type: type[errors.OnRecordError]) -> None:
    error, status, slug = EXAMPLES[error_type]
    app = FastAPI()
    tell_errors_as_problems(app)
    app.add_middleware(RequestContextMiddleware, metrics=Metrics(), access_log=AccessLog())

    @app.get("/")
    def fail() -> None:
        raise error

    answer = TestClient(app).get("/")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == f"/problems/{slug}"
    assert answer.json()["status"] == status
    assert ("Retry-After" in answer.headers) is (status == 503 or slug == "request-under-way")
