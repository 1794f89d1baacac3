"""Joining everything: the one place that knows every part."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio
import anyio.to_thread
from fastapi import Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from app.answers.text_signature import load_ahead
from app.api.access_log import AccessLog
from app.api.dependencies import refuse_undecodable_query
from app.api.errors import tell_errors_as_problems
from app.api.keys_in_use import KeysInUse
from app.api.metrics import Metrics
from app.api.middleware.conditional_get import ConditionalGetMiddleware
from app.api.middleware.head import HeadMiddleware
from app.api.middleware.idempotency import IdempotencyMiddleware
from app.api.middleware.request_context import RequestContextMiddleware
from app.api.middleware.security_headers import SecurityHeadersMiddleware
from app.api.openapi import DocumentedApi
from app.api.routers import (
    articles,
    audit,
    changes,
    compare,
    corrections,
    export,
    figures,
    health,
    ingest,
    lookup,
    problems,
    quotes,
    sources,
    verify,
)
from app.api.service import Service
from app.archive.unit_of_work import Archive
from app.meaning.load_ahead import load_meanings_ahead
from app.settings import Settings
from app.web import pages
from app.workers.extraction import Extraction
from app.workers.extraction_pool import ExtractionPool

_DESCRIPTION = """\
Who said what, who claims how many, and where it stands in the text.

Articles go in; attributed quotes and figures come out, each with its source, the words that attribute it, and the exact
place in the stored text: `text[start:end] == exact`, counted in Unicode code points.

Lists are paged: follow `next`, or the `Link` header. `Accept` picks the format of lists of articles, facts, sources and
answers: JSON, NDJSON, CSV, JSON-LD, and for quotes and figures Atom; of exports Parquet too; of comparisons, whether
they are drawn. Changes, versions and the audit are JSON only.
Unknown parameters and fields are refused, never ignored. Failures are `application/problem+json` (RFC 9457). Every GET
of JSON carries an `ETag` and honours `If-None-Match`. A POST (batches aside) that is sent again under its
`Idempotency-Key` is answered as the first time, for 24 hours.

Where API keys exist, send one as `Authorization: Bearer` or as `X-API-Key`; without any, the service answers its own
machine only.
"""
_TAGS = [
    {
        "name": "lookup",
        "description": "Questions in plain words, claims side by side, and what is on record of a text.",
    },
    {"name": "articles", "description": "Ingested documents and their stored texts."},
    {"name": "quotes", "description": "Words or statements that articles attribute to someone."},
    {"name": "figures", "description": "Quantities that articles state of something."},
    {"name": "sources", "description": "Who facts are attributed to, across articles, and correcting it by hand."},
    {"name": "export", "description": "Whole lists in one answer."},
    {"name": "changes", "description": "What became of articles and facts, in order: for copies kept elsewhere."},
    {"name": "service", "description": "Health, readiness and metrics, and who did what."},
]
_PLACES_PER_WORKER = 2
_EXPORTS_AT_ONCE = 4
_SMALLEST_COMPRESSED_BYTES = 1024


def create_app(settings: Settings, archive: Archive | None = None, extraction: Extraction | None = None) -> FastAPI:
    """The web application. Nothing is opened or started before its lifespan begins.

    An archive or an extraction that is handed in stays its owner's to dispose of; else both are made of the settings.
    """
    metrics = Metrics()
    service = Service(
        settings=settings,
        archive=archive or Archive(settings.database_url),
        extraction=extraction
        or ExtractionPool(settings.extraction_processes, settings.extraction_timeout_seconds, settings.extractor),
        metrics=metrics,
        log=AccessLog(),
        keys=KeysInUse(),
        ingest_places=anyio.CapacityLimiter(settings.extraction_processes * _PLACES_PER_WORKER),
        export_places=anyio.CapacityLimiter(_EXPORTS_AT_ONCE),
    )
    app = DocumentedApi(
        title="On Record",
        version=health.VERSION,
        description=_DESCRIPTION,
        openapi_tags=_TAGS,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(refuse_undecodable_query)],
        lifespan=_lifespan_of(service, owns_archive=archive is None, owns_extraction=extraction is None),
    )
    app.state.service = service
    answering = (lookup, compare, verify)
    recording = (ingest, articles, quotes, figures, sources, corrections)
    for module in (*answering, *recording, export, changes, audit, health, problems, pages):
        app.include_router(module.router)
    tell_errors_as_problems(app)
    _add_middleware(app, service)
    return app


def _add_middleware(app: FastAPI, service: Service) -> None:
    # The last one added is the outermost.
    app.add_middleware(IdempotencyMiddleware, service=service)
    app.add_middleware(ConditionalGetMiddleware)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_COMPRESSED_BYTES, compresslevel=5)
    if service.settings.public_read:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=["*"],
            # POST is for /v1/verify, which only reads. What writes asks for a key, which pages elsewhere cannot send.
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Content-Type", "If-None-Match", "X-Request-ID"],
            expose_headers=["Content-Disposition", "ETag", "Link", "Server-Timing", "X-Request-ID", "X-Total-Count"],
        )
    app.add_middleware(SecurityHeadersMiddleware)
    app.add_middleware(RequestContextMiddleware, metrics=service.metrics, access_log=service.log)
    app.add_middleware(HeadMiddleware)


def _lifespan_of(
    service: Service, *, owns_archive: bool, owns_extraction: bool
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    pool = service.extraction if owns_extraction and isinstance(service.extraction, ExtractionPool) else None

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if pool is not None:
            load_ahead()
            load_meanings_ahead()
            await anyio.to_thread.run_sync(pool.start)
        try:
            yield
        finally:
            if pool is not None:
                await anyio.to_thread.run_sync(pool.stop)
            if owns_archive:
                service.archive.dispose()

    return lifespan
