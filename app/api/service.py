"""What every handler works with, put together once by `create_app`."""

from dataclasses import dataclass

import anyio
from starlette.requests import Request

from app.api.access_log import AccessLog
from app.api.keys_in_use import KeysInUse
from app.api.metrics import Metrics
from app.archive.unit_of_work import Archive
from app.settings import Settings
from app.workers.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Service:
    """The settings, the archive, the extraction, the metrics and the log of one running service.

    `ingest_places` keeps articles that are being read from taking every thread that lookups need, `export_places`
    exports that are being sent from holding every connection.
    """

    settings: Settings
    archive: Archive
    extraction: Extraction
    metrics: Metrics
    log: AccessLog
    keys: KeysInUse
    ingest_places: anyio.CapacityLimiter
    export_places: anyio.CapacityLimiter


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    service: Service = request.app.state.service
    return service
