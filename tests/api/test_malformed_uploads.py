"""Two hundred documents that are not what they say, or not much of anything: each ends in a clean 2xx or 4xx."""

import io
import random
import zipfile
from collections.abc import Iterator

from starlette.testclient import TestClient

from tests.api.conftest import TEXT

MEDIA_TYPES = [
    "text/plain",
    "text/plain; charset=utf-16",
    "text/plain; charset=nonsense",
    "text/markdown",
    "text/html",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "message/rfc822",
    "application/octet-stream",
    "not a media type",
]


def some_word_file() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<w:document>" + "<w:p>" * 200)
    return file.getvalue()


def malformed(chance: random.Random) -> Iterator[bytes]:
    page = f"<html><head><title>T</title></head><body><p>{TEXT}</p></body></html>".encode()
    mail = (
        b"From: a@b.example\r\nSubject: =?utf-8?q?x\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n--z\r\nA text"
    )
    whole = [TEXT.encode(), page, mail, some_word_file(), b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer"]
    while True:
        yield chance.choice(whole)[: chance.randrange(1, 300)]
        yield chance.randbytes(chance.randrange(1, 2000))
        yield chance.choice(whole) + chance.randbytes(50)
        yield b"<div>" * chance.randrange(1, 3000) + TEXT.encode()
        yield "".join(chance.choice("\"'“”‘’«»「」") for _ in range(chance.randrange(1, 500))).encode()
        yield b"word" * chance.randrange(1, 5000)
        yield chance.choice(
            [b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b" ", b"&#0;", b"\xed\xa0\x80", b"%PDF-", b"PK\x03\x04"]
        )
        yield b"1" * chance.randrange(1, 5000)


def test_malformed_uploads_end_cleanly(sqlite_client: TestClient) -> None:
    chance = random.Random(7)
    for number, content in zip(range(200), malformed(chance), strict=False):
        media_type = chance.choice(MEDIA_TYPES)
        if number % 2:
            answer = sqlite_client.post("/v1/ingest", content=content, headers={"Content-Type": media_type})
        else:
            answer = sqlite_client.post("/v1/ingest", files={"file": ("document", content, media_type)})
        assert answer.status_code < 500, (media_type, content[:200], answer.text)
        if answer.status_code >= 400:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert answer.status_code in {413, 415, 422}
