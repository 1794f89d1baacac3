"""Uploading documents of any kind that is read."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from app.api.bodies import Upload, media_type_of, read_form, read_raw, refuse_form_and_query_together
from app.api.dependencies import AttemptDependency, ServiceDependency, ingest_place, refuse_repeated_parameters
from app.api.documentation import problems
from app.api.ingesting import answer_ingested, ingest
from app.api.negotiation import accepts
from app.api.schemas import examples
from app.api.schemas.article import ArticleWithFacts
from app.api.schemas.article_input import MetadataInput
from app.api.security.access import require
from app.facts.api_key import Scope
from app.facts.errors import UnsupportedMediaType
from app.readers.document import DocumentKind
from app.use_cases.read_upload import read_upload

router = APIRouter(prefix="/v1", tags=["articles"], dependencies=[Depends(refuse_repeated_parameters)])

_FORM = "multipart/form-data"
_TEXT_KINDS = {DocumentKind.PLAIN_TEXT, DocumentKind.MARKDOWN, DocumentKind.HTML}


def _raw_bodies() -> dict[str, Any]:
    return {
        kind.value: {
            "schema": {"type": "string"} if kind in _TEXT_KINDS else {"type": "string", "format": "binary"},
            **({"example": examples.TEXT} if kind is DocumentKind.PLAIN_TEXT else {}),
        }
        for kind in DocumentKind
    }


_BODIES = {
    _FORM: {
        "schema": {"$ref": "#/components/schemas/UploadForm"},
        "encoding": {"authors": {"style": "form", "explode": True}},
    },
    **_raw_bodies(),
}


async def _upload(request: Request, service: ServiceDependency, metadata: Annotated[MetadataInput, Query()]) -> Upload:
    max_bytes = service.settings.max_upload_bytes
    media_type = media_type_of(request)
    if media_type == _FORM:
        refuse_form_and_query_together(metadata.model_fields_set)
        return await read_form(request, max_bytes)
    if media_type == "application/x-www-form-urlencoded":
        raise UnsupportedMediaType(media_type, [_FORM, *(kind.value for kind in DocumentKind)])
    return await read_raw(request, max_bytes, metadata)


@router.post(
    "/ingest",
    operation_id="ingestDocument",
    summary="Upload a document",
    status_code=201,
    response_description="The article is new here: it, and every fact found in it.",
    dependencies=[Depends(require(Scope.INGEST)), Depends(accepts("application/json"))],
    responses={
        200: {"model": ArticleWithFacts, "description": "This text under this URL was on record already, unchanged."},
        **problems(406, 413, 415),
    },
    openapi_extra={"requestBody": {"required": True, "content": _BODIES}},
)
def ingest_document(
    service: ServiceDependency,
    response: Response,
    upload: Annotated[Upload, Depends(_upload)],
    attempt: AttemptDependency,
    _place: Annotated[None, Depends(ingest_place, scope="function")],
) -> ArticleWithFacts:
    """One document: as the field `file` of a form, or as the whole body with its `Content-Type`.

    Plain text, Markdown, HTML, PDF, DOCX and e-mail (.eml) are read. Metadata is sent as fields of the form, or with a
    whole body as query parameters; what is sent wins over what the document says of itself.
    """
    document = read_upload(
        service.extraction, upload.content, upload.media_type, upload.file_name, upload.metadata.to_metadata()
    )
    return answer_ingested(response, ingest(service, document.text, document.metadata, attempt))
