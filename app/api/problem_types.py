"""Every sort of problem that an answer may name; each has a page at `/problems/{slug}`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A sort of problem: the end of its type URI, its HTTP status, its title, and what a caller can do about it."""

    slug: str
    status: int
    title: str
    advice: str

    @property
    def uri(self) -> str:
        """The `type` of problems of this sort."""
        return f"/problems/{self.slug}"


MISSING_KEY = ProblemType(
    "missing-key",
    401,
    "An API key is needed",
    "Send the key as `Authorization: Bearer <key>` or as `X-API-Key: <key>`. `onrecord keys create` makes one.",
)
UNKNOWN_KEY = ProblemType(
    "unknown-key",
    401,
    "The API key is not known",
    "The key was mistyped, or revoked. `onrecord keys list` shows the keys that hold.",
)
MISSING_SCOPE = ProblemType(
    "missing-scope",
    403,
    "The API key does not reach so far",
    "Reading needs the scope `read`, sending articles `ingest`, deleting and correcting `admin`. A key of a wider "
    "scope holds the narrower ones.",
)
CROSS_SITE = ProblemType(
    "cross-site",
    403,
    "Requests from other web sites are refused",
    "A service without API keys answers programs and pages of this machine only. A browser on a page of another site, "
    "or under a name that leads here, is refused. Create an API key to allow more.",
)
NOT_FOUND = ProblemType(
    "not-found", 404, "Nothing stands at this path", "The paths that exist are listed at `/docs` and `/openapi.json`."
)
NOT_ON_RECORD = ProblemType(
    "not-on-record",
    404,
    "Nothing on record has this id",
    "No article, fact, source or correction ever had this id here.",
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed", 405, "The path does not know this method", "The header `Allow` lists the methods it knows."
)
NOT_ACCEPTABLE = ProblemType(
    "not-acceptable",
    406,
    "The answer cannot be given in a form that is accepted",
    "Leave `Accept` out, or let it allow one of the media types that the problem names.",
)
CORRECTION_CONFLICT = ProblemType(
    "correction-conflict",
    409,
    "The correction does not go together with those in force",
    "`detail` names the source that is meant now, or the merge or split that must be undone first.",
)
NO_LONGER_ON_RECORD = ProblemType(
    "no-longer-on-record", 410, "What had this id was deleted", "It will not come back under this id."
)
TOO_LARGE = ProblemType(
    "content-too-large",
    413,
    "The upload is too large",
    "The setting `ONRECORD_MAX_UPLOAD_BYTES` bounds one document.",
)
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    "unsupported-media-type",
    415,
    "Documents of this kind are not read",
    "Send plain text, Markdown, HTML, PDF, DOCX or e-mail (.eml) to `/v1/ingest`, with its `Content-Type` or as the "
    "multipart field `file`; send `application/json` to `/v1/articles`, and `application/x-ndjson` to "
    "`/v1/articles/batch`.",
)
INVALID_REQUEST = ProblemType(
    "invalid-request",
    422,
    "The request cannot be used",
    "`errors` names each value that cannot be used. Unknown parameters and fields are refused too.",
)
INVALID_CURSOR = ProblemType(
    "invalid-cursor",
    422,
    "The cursor cannot be used",
    "Follow `next` as it was given: a cursor holds for the same path, filters and sort only.",
)
UNSUPPORTED_LANGUAGE = ProblemType(
    "unsupported-language",
    422,
    "Texts in this language are not read yet",
    "Only English is read. Where the language was told wrongly, send `language=en` with the article.",
)
UNREADABLE_DOCUMENT = ProblemType(
    "unreadable-document", 422, "The document cannot be read", "It is not what it says it is, or holds nothing to read."
)
BROKEN_DOCUMENT = ProblemType(
    "broken-document", 422, "The document is damaged", "Its structure is broken or cut short. Send it whole."
)
ENCRYPTED_DOCUMENT = ProblemType(
    "encrypted-document", 422, "The document needs a password", "Send a copy without a password."
)
DOCUMENT_WITHOUT_TEXT = ProblemType(
    "document-without-text",
    422,
    "The document holds no text",
    "It is empty, or holds only pictures of text. Pictures are not read.",
)
UNSTORABLE_TEXT = ProblemType(
    "unstorable-text",
    422,
    "The text holds characters that cannot be stored",
    "NUL characters and lone surrogates are refused.",
)
TAKES_TOO_LONG = ProblemType(
    "takes-too-long",
    422,
    "The document takes too long to read",
    "Nothing was stored. Send it in parts; the setting `ONRECORD_EXTRACTION_TIMEOUT_SECONDS` bounds the time.",
)
IDEMPOTENCY_KEY_REUSED = ProblemType(
    "idempotency-key-reused",
    422,
    "The idempotency key belongs to another request",
    "Give each request a key of its own, and send one again exactly as it was. Keys are forgotten after 24 hours.",
)
REQUEST_UNDER_WAY = ProblemType(
    "request-under-way",
    409,
    "The first request of this key is still being answered",
    "Send it again after the seconds that `Retry-After` gives.",
)
INTERNAL_ERROR = ProblemType(
    "internal-error",
    500,
    "Something went wrong here",
    "It is our fault. Tell the operator the `request_id`; the log says more under it.",
)
EXTRACTION_UNAVAILABLE = ProblemType(
    "extraction-unavailable",
    503,
    "No worker could read the article just now",
    "Nothing was stored. Send it again after the seconds that `Retry-After` gives.",
)
ARCHIVE_UNAVAILABLE = ProblemType(
    "archive-unavailable",
    503,
    "The database does not answer",
    "Nothing was stored. Send the request again after the seconds that `Retry-After` gives.",
)
TOO_MANY_EXPORTS = ProblemType(
    "too-many-exports",
    503,
    "As many exports are being sent as may be at once",
    "Each holds a connection to the database until it is sent. Ask again after the seconds that `Retry-After` gives.",
)
NOT_READY = ProblemType("not-ready", 503, "The service is not ready", "`detail` names what is not ready.")

PROBLEM_TYPES = {
    problem_type.slug: problem_type
    for problem_type in (
        MISSING_KEY,
        UNKNOWN_KEY,
        MISSING_SCOPE,
        CROSS_SITE,
        NOT_FOUND,
        NOT_ON_RECORD,
        METHOD_NOT_ALLOWED,
        NOT_ACCEPTABLE,
        CORRECTION_CONFLICT,
        NO_LONGER_ON_RECORD,
        TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        INVALID_REQUEST,
        INVALID_CURSOR,
        UNSUPPORTED_LANGUAGE,
        UNREADABLE_DOCUMENT,
        BROKEN_DOCUMENT,
        ENCRYPTED_DOCUMENT,
        DOCUMENT_WITHOUT_TEXT,
        UNSTORABLE_TEXT,
        TAKES_TOO_LONG,
        IDEMPOTENCY_KEY_REUSED,
        REQUEST_UNDER_WAY,
        INTERNAL_ERROR,
        EXTRACTION_UNAVAILABLE,
        ARCHIVE_UNAVAILABLE,
        TOO_MANY_EXPORTS,
        NOT_READY,
    )
}
