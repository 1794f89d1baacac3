"""The media types that answers are given in."""

from enum import StrEnum


class MediaType(StrEnum):
    """One way to write an answer down, as `Accept` asks for it."""

    JSON = "application/json"
    NDJSON = "application/x-ndjson"
    CSV = "text/csv"
    JSON_LD = "application/ld+json"
    ATOM = "application/atom+xml"
    PARQUET = "application/vnd.apache.parquet"
    TEXT = "text/plain"


OTHER_NAMES = {"application/ndjson": MediaType.NDJSON, "application/jsonl": MediaType.NDJSON}
"""Other names that callers know a media type by. None of these is registered; answers say `application/x-ndjson`."""

CONTENT_TYPES = {
    MediaType.NDJSON: "application/x-ndjson; charset=utf-8",
    MediaType.CSV: "text/csv; charset=utf-8; header=present",
    MediaType.ATOM: "application/atom+xml; type=feed; charset=utf-8",
}
"""What `Content-Type` says where that is more than the bare media type."""


def content_type_of(media_type: MediaType) -> str:
    """The `Content-Type` of an answer in this media type."""
    return CONTENT_TYPES.get(media_type, media_type.value)
