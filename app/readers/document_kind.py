"""Deciding what kind of document some bytes are."""

import io
import mimetypes
import re
import zipfile
from dataclasses import dataclass
from email.message import Message
from pathlib import PurePosixPath

import puremagic

from app.facts.errors import BrokenDocument, EncryptedDocument, UnsupportedMediaType
from app.readers.document import DocumentKind

_GENERIC_TYPES = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/zip", "application/unknown"}
)
_KINDS_BY_TYPE = {kind.value: kind for kind in DocumentKind} | {
    "text/x-markdown": DocumentKind.MARKDOWN,
    "application/xhtml+xml": DocumentKind.HTML,
    "application/x-pdf": DocumentKind.PDF,
    "application/eml": DocumentKind.EMAIL,
}
_KINDS_BY_SUFFIX = {
    ".txt": DocumentKind.PLAIN_TEXT,
    ".text": DocumentKind.PLAIN_TEXT,
    ".md": DocumentKind.MARKDOWN,
    ".markdown": DocumentKind.MARKDOWN,
    ".html": DocumentKind.HTML,
    ".htm": DocumentKind.HTML,
    ".xhtml": DocumentKind.HTML,
    ".pdf": DocumentKind.PDF,
    ".docx": DocumentKind.WORD,
    ".eml": DocumentKind.EMAIL,
}
_FOREIGN_SUFFIXES = {
    ".doc": "application/msword",
    ".rtf": "application/rtf",
    ".odt": "application/vnd.oasis.opendocument.text",
}
_FOREIGN_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"BZh9", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
    (b"\x7fELF", "application/x-executable"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
)
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HTML_OPENING = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|article|main|section|div|p|h[1-6]|ul|ol|table|blockquote|span|meta|title)\b[^>]*>)",
    re.IGNORECASE | re.DOTALL,
)
_EMAIL_HEADER = re.compile(
    rb"(?:(From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Reply-To|Content-Type)|[A-Za-z][\w-]{1,60}):"
    rb"[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DeclaredType:
    """A media type as a caller declares it: small letters, without parameters, and the charset it names."""

    media_type: str
    charset: str | None

    @classmethod
    def parse(cls, declared: str | None) -> "DeclaredType":
        """Read the value of a Content-Type header; nothing declared gives an empty media type."""
        if not declared or not declared.strip():
            return cls("", None)
        header = Message()
        one_line = " ".join(declared.split())
        header["Content-Type"] = one_line
        charset = header.get_param("charset")
        return cls(one_line.split(";")[0].strip().lower(), charset if isinstance(charset, str) else None)


def find_kind(content: bytes, media_type: str, file_name: str | None) -> DocumentKind:
    """Tell what kind of document the bytes are.

    The signature of a PDF, a Word document or a kind not read here outweighs whatever is declared. Otherwise the
    declared media type counts, unless it is generic, then the suffix of the file's name, then the look of the content.
    Raises UnsupportedMediaType, EncryptedDocument for an Office file with a password, and BrokenDocument where a PDF
    or Word document is declared but the bytes are not one.
    """
    signed = _kind_by_signature(content, file_name)
    if signed is not None:
        return signed
    kind = _declared_kind(media_type) or _kind_by_suffix(file_name) or _kind_by_look(content)
    if kind is DocumentKind.PDF and b"%PDF-" in content[:1024]:
        return kind
    if kind in (DocumentKind.PDF, DocumentKind.WORD):
        name = "PDF" if kind is DocumentKind.PDF else "Word (.docx)"
        raise BrokenDocument(f"the document is given as a {name} document, but its bytes are not one")
    return kind


def _kind_by_signature(content: bytes, file_name: str | None) -> DocumentKind | None:
    if content.startswith(b"%PDF-"):
        return DocumentKind.PDF
    if content.startswith(_ZIP):
        return _kind_of_archive(content)
    if content.startswith(_COMPOUND_FILE):
        raise _failure_of_compound_file(content, file_name)
    for signature, media_type in _FOREIGN_SIGNATURES:
        if content.startswith(signature):
            raise _unsupported(media_type)
    return None


def _kind_of_archive(content: bytes) -> DocumentKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError) as error:
        raise BrokenDocument(
            "the document is a zip archive, as Word documents are, but the archive is damaged"
        ) from error
    if "word/document.xml" in names:
        return DocumentKind.WORD
    if "xl/workbook.xml" in names:
        raise _unsupported("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    if "ppt/presentation.xml" in names:
        raise _unsupported("application/vnd.openxmlformats-officedocument.presentationml.presentation")
    if "content.xml" in names and "mimetype" in names:
        raise _unsupported("application/vnd.oasis.opendocument")
    if "[Content_Types].xml" in names:
        raise BrokenDocument("the document is an Office file without a Word text in it")
    raise _unsupported("application/zip")


def _failure_of_compound_file(content: bytes, file_name: str | None) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return EncryptedDocument("the Office document is protected by a password")
    if "WordDocument".encode("utf-16-le") in content or _suffix(file_name) == ".doc":
        return _unsupported("application/msword")
    return _unsupported("application/x-ole-storage")


def _declared_kind(media_type: str) -> DocumentKind | None:
    if media_type in _GENERIC_TYPES:
        return None
    kind = _KINDS_BY_TYPE.get(media_type)
    if kind is None:
        raise _unsupported(media_type)
    return kind


def _kind_by_suffix(file_name: str | None) -> DocumentKind | None:
    suffix = _suffix(file_name)
    kind = _KINDS_BY_SUFFIX.get(suffix)
    if kind is not None or not suffix:
        return kind
    foreign = _FOREIGN_SUFFIXES.get(suffix) or mimetypes.guess_type(f"name{suffix}", strict=False)[0]
    if foreign is not None:
        raise _unsupported(foreign)
    return None


def _suffix(file_name: str | None) -> str:
    return PurePosixPath((file_name or "").replace("\\", "/")).suffix.lower()


def _kind_by_look(content: bytes) -> DocumentKind:
    beginning = content[:8192].removeprefix(b"\xef\xbb\xbf")
    if _HTML_OPENING.match(beginning):
        return DocumentKind.HTML
    if _looks_like_email(beginning):
        return DocumentKind.EMAIL
    if b"%PDF-" in beginning[:1024]:
        return DocumentKind.PDF
    if b"\x00" in beginning and not beginning.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        _refuse_known_binary(content)
    return DocumentKind.PLAIN_TEXT


def _looks_like_email(beginning: bytes) -> bool:
    found: set[bytes] = set()
    position = 0
    while match := _EMAIL_HEADER.match(beginning, position):
        position = match.end()
        if match.group(1):
            found.add(match.group(1).lower())
    return len(found) >= 2 and bool(found & {b"from", b"subject", b"received"})


def _refuse_known_binary(content: bytes) -> None:
    try:
        guesses = puremagic.magic_string(content[:65536])
    except (puremagic.PureError, ValueError, IndexError):
        return
    best = next((guess for guess in guesses if guess.mime_type and guess.confidence >= 0.5), None)
    if best is not None and not best.mime_type.startswith("text/"):
        raise _unsupported(best.mime_type)


def _unsupported(media_type: str) -> UnsupportedMediaType:
    return UnsupportedMediaType(media_type, tuple(DocumentKind))
