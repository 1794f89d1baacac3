"""Whatever bytes are sent, a document or a plain reason comes back."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.facts.errors import DocumentWithoutText, OnRecordError, UnstorableText
from app.readers.document import DocumentKind
from app.readers.read_document import read_document
from tests.readers.documents import lines_at, pdf_of, rewritten_pdf, word_of

SAMPLES = (
    pdf_of([lines_at(700, "The harbour authority said", "that 40 ships left."), lines_at(700, "The end.")]),
    rewritten_pdf(pdf_of([lines_at(700, "The quay.")]), title="Quay", author="Ida Holm"),
    word_of("The quay.", "He said “No”.", title="Quay", rows=[["a", "b"]]),
    "<html><head><title>Quay</title></head><body><article><p>He said “No”.</p><table><tr><td>a</table>".encode(),
    b"Subject: Quay\nFrom: a@b.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nThe quay.\n--b--\n",
    "---\ntitle: Quay\n---\n# Quay\n\n- “No”\n\n| a |\n|---|\n".encode(),
)
TYPES = st.sampled_from([None, "application/octet-stream", *DocumentKind])


def outcome_of(content: bytes, media_type: str | None) -> None:
    try:
        document = read_document(content, media_type, None)
    except OnRecordError:
        return
    assert document.text.strip()
    assert "\r" not in document.text
    assert document.text.encode("utf-8").decode("utf-8") == document.text


@settings(deadline=None)
@given(st.binary(max_size=400), TYPES)
def test_random_bytes_are_read_or_refused(content: bytes, media_type: str | None) -> None:
    outcome_of(content, media_type)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(SAMPLES), st.integers(0, 2**32), st.sampled_from([1, 3, 20]), st.floats(0.3, 1), TYPES)
def test_damaged_documents_are_read_or_refused(
    sample: bytes, seed: int, changes: int, kept: float, media_type: str | None
) -> None:
    chance = random.Random(seed)
    content = bytearray(sample[: max(1, int(len(sample) * kept))])
    for _ in range(changes):
        content[chance.randrange(len(content))] = chance.randrange(256)
    outcome_of(bytes(content), media_type)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), TYPES)
def test_random_text_is_read_or_refused(text: str, media_type: str | None) -> None:
    outcome_of(text.encode("utf-8", errors="surrogatepass"), media_type)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<table>", "<td>", "<!--", "“No”", "<li>", "&x;", "<script>", "<a href='"])
    )
)
def test_random_markup_is_read_or_refused(pieces: list[str]) -> None:
    outcome_of("".join(pieces).encode(), "text/html")


@pytest.mark.parametrize("content", [b"", b" \n\t"])
def test_empty_document_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentWithoutText, match="empty"):
        read_document(content, "text/html", "quay.html")


def test_nul_in_plain_text_is_refused() -> None:
    with pytest.raises(UnstorableText, match="NUL"):
        read_document(b"The\x00quay", "text/plain", None)


def test_quotation_marks_only_are_text() -> None:
    assert read_document("“”".encode() * 1000, "text/plain", None).text == "“”" * 1000
