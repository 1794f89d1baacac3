"""Markdown is read as the text that its readers see."""

import pytest

from app.readers.markdown_text import read_markdown


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Port *turns* away\n\nHe said\nso.", "Port turns away\nHe said so."),
        ("The [authority](https://x.example 'title') said.", "The authority said."),
        ("- one\n- two\n\n1. three\n2. four", "- one\n- two\n1. three\n2. four"),
        ("> “No,” he said.\n>\n> She left.", "“No,” he said.\nShe left."),
        ("![a crane](crane.png)\n\nThe quay.", "The quay."),
        ("| Quay | Ships |\n|---|---|\n| North | 12 |", "Quay\tShips\nNorth\t12"),
        ("<div>The <b>quay</b></div>\n\nIt is shut.", "The quay\nIt is shut."),
        ("It costs &euro;4 and `x`.", "It costs €4 and x."),
        ("One line  \nand the next", "One line\nand the next"),
        ("* * *\n\nAfter a rule.", "After a rule."),
    ],
)
def test_words_are_kept_and_marks_are_not(source: str, text: str) -> None:
    assert read_markdown(source.encode(), None).text == text


def test_long_lines_without_blank_ones_between_are_paragraphs() -> None:
    lines = [
        "The harbour authority said on Tuesday that 40 ships had been turned away since the spring " * 2,
        "2 Comments",
        "No.",
    ]
    assert read_markdown("\n".join(lines).encode(), None).text.split("\n") == [line.strip() for line in lines]


def test_first_heading_is_the_title() -> None:
    assert read_markdown(b"# Port *turns* away\n\nHe said so.", None).metadata.title == "Port turns away"


@pytest.mark.parametrize(
    "authors",
    ["author: Ida Holm, of the Courier", "authors: [Ida Holm, 'Ole Berg']", "authors:\n  - Ida Holm\n  - Ole Berg"],
)
def test_front_matter_is_metadata_and_no_text(authors: str) -> None:
    fields = f'title: "Port: away"\ndate: 2024-05\n{authors}\npublisher: Coast Courier\nurl: https://x.example'
    source = f"---\n{fields}\n---\n# Other\n\nText."
    document = read_markdown(source.encode(), None)
    found = document.metadata
    assert (found.title, found.publisher, found.url) == ("Port: away", "Coast Courier", "https://x.example")
    assert found.published_at is not None
    assert found.published_at.text == "2024-05"
    assert found.authors[0].startswith("Ida Holm")
    assert document.text == "Other\nText."
