"""Liveness, readiness and metrics."""

from importlib.metadata import version

from fastapi import APIRouter, Depends, Response
from prometheus_client import CONTENT_TYPE_LATEST

from app.api import problem_types
from app.api.dependencies import ServiceDependency, WithoutQuery, refuse_repeated_parameters
from app.api.documentation import open_problems, reading_problems, success
from app.api.errors import RequestProblem
from app.api.negotiation import accepts
from app.api.readiness import PARTS, find_what_is_not_ready
from app.api.schemas.health import Health, Readiness
from app.api.security.access import require
from app.facts.api_key import Scope

VERSION = version("onrecord")

router = APIRouter(tags=["service"], dependencies=[Depends(refuse_repeated_parameters)])


@router.get(
    "/healthz",
    operation_id="getHealth",
    summary="Liveness",
    dependencies=[Depends(accepts("application/json"))],
    responses={200: success("The process answers."), **open_problems()},
)
def get_health(_query: WithoutQuery) -> Health:
    """Whether the process answers at all; touches neither database nor workers."""
    return Health(status="ok", version=VERSION)


@router.get(
    "/readyz",
    operation_id="getReadiness",
    summary="Readiness",
    dependencies=[Depends(accepts("application/json"))],
    responses={200: success("Everything is ready."), **open_problems()},
)
def get_readiness(service: ServiceDependency, _query: WithoutQuery) -> Readiness:
    """Whether the database answers, its tables are those of this version, and the extraction has its workers."""
    missing = find_what_is_not_ready(service)
    if missing:
        raise RequestProblem(problem_types.NOT_READY, f"Not ready: {'; '.join(missing)}")
    return Readiness(status="ready", parts=list(PARTS))


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Prometheus metrics",
    response_class=Response,
    dependencies=[Depends(require(Scope.READ)), Depends(accepts("text/plain"))],
    responses={
        200: {**success("All metrics."), "content": {"text/plain": {"schema": {"type": "string"}}}},
        **reading_problems(),
    },
)
def get_metrics(service: ServiceDependency, _query: WithoutQuery) -> Response:
    """Requests and durations by route, articles ingested and facts recorded, in Prometheus' text format."""
    return Response(service.metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
