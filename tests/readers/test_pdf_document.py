"""Of a PDF the paragraphs are read, and what cannot be read is refused with the reason."""

import pytest

from app.facts.errors import BrokenDocument, DocumentWithoutText, EncryptedDocument, UnreadableDocument
from app.readers.pdf_document import read_pdf
from tests.readers.documents import lines_at, pdf_of, rewritten_pdf

PARAGRAPH = (
    "The harbour authority said on Tuesday that 40 ships had been turned away since the",
    "spring because of the damaged quay, and that none would be let in before the state",
    "paid for it.",
)
NEXT = ("“We will not open,” its director, Ana Lund, told reporters from the coast towns on", "Wednesday.")


def test_wrapped_lines_become_paragraphs() -> None:
    text = read_pdf(pdf_of([[*lines_at(700, *PARAGRAPH), *lines_at(640, *NEXT)]])).text
    assert text == f"{' '.join(PARAGRAPH)}\n{' '.join(NEXT)}"


def test_indented_line_begins_a_paragraph() -> None:
    first = "The harbour authority said that 40 ships had been turned away, and that was all."
    lines = [*lines_at(700, PARAGRAPH[0], PARAGRAPH[1], first), *lines_at(658, NEXT[0], x=90), *lines_at(644, NEXT[1])]
    assert read_pdf(pdf_of([lines])).text.split("\n")[1] == " ".join(NEXT)


def test_hanging_line_goes_on_with_its_item() -> None:
    lines = [
        *lines_at(700, "• The authority said that 40 ships had been turned away and"),
        *lines_at(686, "Oslo knew.", x=84),
    ]
    assert read_pdf(pdf_of([lines])).text.count("\n") == 0


def test_headline_in_larger_letters_is_a_line() -> None:
    lines = [*lines_at(720, "Port turns away ships", size=20), *lines_at(706, *PARAGRAPH)]
    assert read_pdf(pdf_of([lines])).text.split("\n") == ["Port turns away ships", " ".join(PARAGRAPH)]


def test_words_hyphenated_at_the_end_of_a_line_become_one() -> None:
    lines = lines_at(700, "The harbour authority spoke on Tuesday of the dam-", "aged quay and a long-", "range plan.")
    assert read_pdf(pdf_of([lines])).text == (
        "The harbour authority spoke on Tuesday of the damaged quay and a long-range plan."
    )


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [*lines_at(800, "Coast Courier, May 2024"), *lines_at(700, words), *lines_at(40, f"Page {number} of 3")]
        for number, words in enumerate(("The quay is shut.", "It will stay so.", "Nobody knows why."), start=1)
    ]
    assert read_pdf(pdf_of(pages)).text == "The quay is shut.\nIt will stay so.\nNobody knows why."


def test_paragraph_goes_on_over_the_end_of_a_page() -> None:
    pages = [lines_at(700, *PARAGRAPH[:2]), lines_at(700, PARAGRAPH[2], *NEXT)]
    assert read_pdf(pdf_of(pages)).text.startswith(" ".join(PARAGRAPH))


def test_figure_alone_amid_the_text_is_no_page_number() -> None:
    lines = [*lines_at(700, *PARAGRAPH), *lines_at(650, "40"), *lines_at(600, *NEXT, *PARAGRAPH)]
    assert "40" in read_pdf(pdf_of([lines])).text.split("\n")


def test_title_and_authors_are_picked_up() -> None:
    content = rewritten_pdf(
        pdf_of([lines_at(700, *PARAGRAPH)]), title="Port turns away ships", author="A. Lund; O. Berg"
    )
    metadata = read_pdf(content).metadata
    assert (metadata.title, metadata.authors) == ("Port turns away ships", ("A. Lund", "O. Berg"))


def test_titles_that_programs_write_are_left_out() -> None:
    content = rewritten_pdf(pdf_of([lines_at(700, *PARAGRAPH)]), title="Microsoft Word - port.doc", author=" ")
    assert read_pdf(content).metadata.title is None


def test_date_of_the_file_is_not_the_date_of_publication() -> None:
    assert (
        read_pdf(rewritten_pdf(pdf_of([lines_at(700, *PARAGRAPH)]), title="x", author="y")).metadata.published_at
        is None
    )


def test_pdf_that_only_restricts_its_use_opens() -> None:
    content = rewritten_pdf(pdf_of([lines_at(700, *PARAGRAPH)]), user="", owner="secret")
    assert read_pdf(content).text == " ".join(PARAGRAPH)


def test_pdf_with_a_password_is_encrypted() -> None:
    with pytest.raises(EncryptedDocument, match="password"):
        read_pdf(rewritten_pdf(pdf_of([lines_at(700, *PARAGRAPH)]), user="secret", owner="secret"))


def test_pdf_of_pictures_says_so() -> None:
    with pytest.raises(DocumentWithoutText, match="only pictures"):
        read_pdf(pdf_of([[]], with_picture=True))


def test_pdf_of_empty_pages_says_so() -> None:
    with pytest.raises(DocumentWithoutText, match="holds no text"):
        read_pdf(pdf_of([[], []]))


@pytest.mark.parametrize("kept", [10, 100, 400])
def test_cut_off_pdf_is_broken(kept: int) -> None:
    with pytest.raises(BrokenDocument):
        read_pdf(pdf_of([lines_at(700, *PARAGRAPH)])[:kept])


def test_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="more than 500 pages"):
        read_pdf(pdf_of([lines_at(700, "x")] * 501))
