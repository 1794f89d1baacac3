"""Answering with Web Annotations."""

import json
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from app.api.addresses import Addresses
from app.api.formats.annotations import ANNOTATION_PROFILE, PlaceInCollection, annotation_page
from app.api.formats.kinds import FIGURES, QUOTES
from app.api.listing import next_page
from app.api.media_types import MediaType
from app.api.schemas.fact import fact_of
from app.facts.paging import Page
from app.facts.recorded import RecordedFact

# The protocol of Web Annotations wants JSON-LD where nothing else is asked for.
ANNOTATION_MEDIA_TYPES = (MediaType.JSON_LD, MediaType.JSON)
_CONTENT_TYPES = {
    MediaType.JSON_LD: f'{MediaType.JSON_LD}; profile="{ANNOTATION_PROFILE}"',
    MediaType.JSON: MediaType.JSON.value,
}


def answer_annotations(
    request: Request, response: Response, page: Page[RecordedFact], media_type: MediaType
) -> Response:
    """A page of an article's facts as annotations, with the next one in `Link` too."""
    addresses = Addresses.of(request)
    path = next_page(request, response, page.next_cursor)
    collection = addresses.absolute(request.url.path)
    asked = urlencode({"limit": "20", **request.query_params})
    place = PlaceInCollection(
        collection=collection,
        page=f"{collection}?{asked}",
        next_page=None if path is None else addresses.absolute(path),
        total=page.total or 0,
    )
    annotated = annotation_page([fact_of(fact) for fact in page.items], place, addresses)
    return Response(
        json.dumps(annotated, ensure_ascii=False),
        headers={**response.headers, "Vary": "Accept"},
        media_type=_CONTENT_TYPES[media_type],
    )


def _contents() -> dict[str, Any]:
    collection = "https://onrecord.example/v1/articles/art_01jb2x9k4tf8h9q2m7v3c5d6e1/annotations"
    place = PlaceInCollection(collection, f"{collection}?limit=20", next_page=None, total=2)
    facts = [QUOTES.example, FIGURES.example]
    example = annotation_page(facts, place, Addresses("https://onrecord.example/"))
    description = "An `AnnotationPage` of the W3C Web Annotation Data Model; `next` is the address of the next one."
    schema = {"type": "object", "required": ["@context", "id", "type", "items", "next"], "description": description}
    return {media_type.value: {"schema": schema, "example": example} for media_type in ANNOTATION_MEDIA_TYPES}


ANNOTATION_CONTENTS = _contents()
