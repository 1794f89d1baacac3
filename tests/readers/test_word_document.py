"""Of a Word document paragraphs and tables are read in order."""

import io
import zipfile

import docx
import pytest

from app.facts.errors import BrokenDocument, DocumentWithoutText
from app.readers.word_document import read_word
from tests.readers.documents import word_of


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.namelist():
            body = before.read(entry)
            after.writestr(entry, body.replace(old, new, 1) if entry == name else body)
    return file.getvalue()


def test_paragraphs_and_rows_are_lines() -> None:
    content = word_of("Port turns away ships", "“No,” she said.", rows=[["Quay", "Ships"], ["North", "12"]])
    assert read_word(content).text == "Port turns away ships\n“No,” she said.\nQuay\tShips\nNorth\t12"


def test_table_stands_where_it_stood() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Inside."
    document.add_paragraph("After.")
    file = io.BytesIO()
    document.save(file)
    assert read_word(file.getvalue()).text == "Before.\nInside.\nAfter."


def test_items_of_lists_keep_a_bullet() -> None:
    document = docx.Document()
    document.add_paragraph("Two cranes", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    assert read_word(file.getvalue()).text == "- Two cranes"


def test_title_and_authors_are_picked_up() -> None:
    metadata = read_word(word_of("The quay.", title="Port turns away ships", author="Ida Holm; Ole Berg")).metadata
    assert (metadata.title, metadata.authors) == ("Port turns away ships", ("Ida Holm", "Ole Berg"))
    assert metadata.published_at is None


def test_document_without_words_is_refused() -> None:
    with pytest.raises(DocumentWithoutText):
        read_word(word_of("", " "))


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_damaged_part_is_broken(name: str) -> None:
    with pytest.raises(BrokenDocument):
        read_word(changed(word_of("The quay."), name, b"<", b"<<"))


def test_cut_off_archive_is_broken() -> None:
    content = word_of("The quay.")
    with pytest.raises(BrokenDocument):
        read_word(content[: len(content) // 2])


def test_archive_that_unpacks_to_too_much_is_broken() -> None:
    bomb = changed(word_of("The quay."), "word/document.xml", b"The quay.", b" " * 60_000_000)
    with pytest.raises(BrokenDocument, match="unpacks to more"):
        read_word(bomb)


def test_document_that_declares_entities_is_broken() -> None:
    entities = b'<!DOCTYPE x [<!ENTITY a "quay"><!ENTITY f SYSTEM "file:///etc/hostname">]><w:document '
    content = changed(word_of("The &marker; quay."), "word/document.xml", b"<w:document ", entities)
    content = changed(content, "word/document.xml", b"&amp;marker;", b"&f;")
    with pytest.raises(BrokenDocument, match="entities"):
        read_word(content)
