"""Exports: a whole list in one answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.responses import StreamingResponse

from app.api.addresses import Addresses
from app.api.dependencies import ServiceDependency, export_place, refuse_repeated_parameters
from app.api.documentation import problems
from app.api.exporting import KINDS, MEDIA_TYPES, stream_export
from app.api.formats.format_examples import content_of, describe_columns
from app.api.media_types import MediaType, content_type_of
from app.api.middleware.head import was_head
from app.api.negotiation import choose_for
from app.api.schemas.export_query import ExportFormat, ExportQuery, ExportType
from app.api.security.access import require
from app.api.streaming import ClosingStream
from app.facts.api_key import Scope

router = APIRouter(prefix="/v1", tags=["export"], dependencies=[Depends(refuse_repeated_parameters)])

_DISPOSITION = {"description": "The name of a file to keep it in.", "schema": {"type": "string"}}
_FORMATS = {media_type: file_format for file_format, media_type in MEDIA_TYPES.items()}


def _contents() -> dict[str, Any]:
    quotes = KINDS[ExportType.QUOTES]
    contents = {media_type.value: content_of(quotes, media_type) for media_type in MEDIA_TYPES.values()}
    told = "\n\n".join(f"Of {kind.name}:\n\n{describe_columns(kind.columns)}" for kind in KINDS.values())
    parquet = contents[MEDIA_TYPES[ExportFormat.PARQUET].value]["schema"]
    parquet["description"] = f"The columns of CSV, typed, in row groups.\n\n{told}"
    return contents


@router.get(
    "/export",
    operation_id="exportRecords",
    summary="Export a whole list",
    response_class=Response,
    dependencies=[Depends(require(Scope.READ))],
    responses={
        200: {
            "description": "The whole list, as it stood when it was asked for.",
            "headers": {"Content-Disposition": _DISPOSITION},
            "content": _contents(),
        },
        **problems(406),
    },
)
def export_records(
    request: Request,
    service: ServiceDependency,
    query: Annotated[ExportQuery, Query()],
    _place: Annotated[None, Depends(export_place, scope="request")],
) -> Response:
    """Everything that the list of this type shows with these filters, in one answer, in the order of the list.

    As on lists, figures that only refer are left out unless `role=all`, facts under a confidence of 0.5 unless
    `min_confidence` says otherwise, and older versions of articles unless `versions=all`. It is read in one
    transaction and sent as it is read, however long it is; an answer that breaks off was cut short by a failure.
    There is no `ETag`.
    """
    if query.format is None:
        query = query.model_copy(update={"format": _FORMATS[MediaType(choose_for(request, list(_FORMATS)))]})
    headers = {
        "Content-Disposition": f'attachment; filename="onrecord-{query.type}.{query.written_as}"',
        "Cache-Control": "no-store",
        "Vary": "Accept",
    }
    content_type = content_type_of(MEDIA_TYPES[query.written_as])
    chunks = stream_export(service.archive, query, Addresses.of(request))
    next(chunks)
    if was_head(request):
        chunks.close()
        return StreamingResponse(iter([b""]), headers=headers, media_type=content_type)
    return ClosingStream(chunks, headers=headers, media_type=content_type)
