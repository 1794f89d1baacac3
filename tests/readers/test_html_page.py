"""Of a page the article is read, and what the page says of itself."""

from contextlib import suppress

import pytest

from app.facts.errors import DocumentWithoutText
from app.readers.html_page import read_html

PARAGRAPHS = [
    "The harbour authority said on Tuesday that 40 ships had been turned away since the spring.",
    "“We will not open the quay,” Ana Lund, its director, told reporters, “before the state pays.”",
    "“No,” she said.",
    "Ole Berg of the pilots’ union said that 12 cranes were out of order and 3 more would follow by May.",
    "“No,” she said.",
    "The ministry denied on Wednesday that it had ever promised 4 million euros for the repairs.",
]


def page_of(body: str, head: str = "", language: str = "en") -> bytes:
    return f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'.encode()


def article_of(paragraphs: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{paragraph}</{tag}>" for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<article>", "</article>"),
        ("<main><div class='story'>", "</div></main>"),
        ("<div id='content'>", "</div>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("", ""),
    ],
)
def test_every_paragraph_is_a_line_in_order(before: str, after: str) -> None:
    text = read_html(page_of(before + article_of(PARAGRAPHS) + after), None).text
    assert [line for line in text.split("\n") if line in PARAGRAPHS] == PARAGRAPHS


def test_line_breaks_of_the_markup_are_spaces() -> None:
    body = f"<article>{article_of([words.replace(' ', chr(10) + '    ') for words in PARAGRAPHS])}</article>"
    text = read_html(page_of(body), None).text
    assert [line for line in text.split("\n") if line in PARAGRAPHS] == PARAGRAPHS


def test_menus_scripts_comments_and_footers_are_left_out() -> None:
    body = (
        "<nav><a href='/'>Front page</a><a href='/ports'>Ports</a></nav><script>let x = '999 ships'</script>"
        f"<article><h1>Port turns away ships</h1>{article_of(PARAGRAPHS)}</article>"
        "<div id='comments' class='comments-area'><ol class='comment-list'><li>QuayRat: they lie</li></ol>"
        "</div><footer>© 2024 Coast Courier</footer>"
    )
    text = read_html(page_of(body), None).text
    assert not any(words in text for words in ("Front page", "999", "QuayRat", "©"))


def test_headings_and_lists_are_kept() -> None:
    body = f"<article>{article_of(PARAGRAPHS)}<h2>What comes next</h2><ul><li>Two cranes from Oslo</li></ul>"
    text = read_html(page_of(body + article_of(PARAGRAPHS) + "</article>"), None).text
    assert "\nWhat comes next\n" in text
    assert "- Two cranes from Oslo" in text


def test_rows_of_tables_are_cells_with_tabs() -> None:
    rows = "<table><tr><th>Quay</th><th>Ships</th></tr><tr><td>North</td><td>12</td></tr></table>"
    text = read_html(page_of(f"<article>{article_of(PARAGRAPHS)}{rows}{article_of(PARAGRAPHS)}</article>"), None).text
    assert "\nQuay\tShips\nNorth\t12\n" in text


def test_paragraphs_in_the_cells_of_a_table_stay_in_their_row() -> None:
    rows = (
        "<table><tr><td><p>North</p></td><td><p>12</p></td></tr><tr><td><p>South</p></td><td><p>3</p></td></tr></table>"
    )
    text = read_html(page_of(f"<article>{article_of(PARAGRAPHS)}{rows}{article_of(PARAGRAPHS)}</article>"), None).text
    assert "North\t12" in text


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>He said “No”.</p>", "He said “No”."),
        ("<p>He said<br>“No”.</p><p>She  left\nat once.</p>", "He said\n“No”.\nShe left at once."),
        ("He <b>said</b> so &amp; left.", "He said so & left."),
        ("<div><div>One</div><div>Two</div></div>", "One\nTwo"),
    ],
)
def test_fragments_are_read(fragment: str, text: str) -> None:
    assert read_html(fragment.encode(), None).text.replace("\n\n", "\n") == text


def test_metadata_is_picked_up() -> None:
    head = (
        "<title>Port turns away ships | Coast Courier</title><meta property='og:title' content='Port turns away ships'>"
        "<meta property='og:site_name' content='Coast Courier'><meta name='author' content='Ida Holm'>"
        "<link rel='canonical' href='https://courier.example/ports/1'>"
    )
    found = read_html(page_of(f"<article>{article_of(PARAGRAPHS)}</article>", head, "en-GB"), None).metadata
    assert (found.title, found.publisher, found.authors) == ("Port turns away ships", "Coast Courier", ("Ida Holm",))
    assert (found.url, found.language) == ("https://courier.example/ports/1", "en-GB")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("<meta property='article:published_time' content='2024-05-12T08:30:00+02:00'>", "2024-05-12T06:30:00Z"),
        ("<meta property='article:published_time' content='2024-05-12T08:30:00+0200'>", "2024-05-12T06:30:00Z"),
        ("<meta property='article:published_time' content='2024-05-12T08:30:00'>", "2024-05-12"),
        ("<meta name='date' content='2024-05'>", "2024-05"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2024-05-12"}]}</script>', "2024-05-12"),
        ('<script type="application/ld+json">{broken</script><meta name="pubdate" content="2024-05-12">', "2024-05-12"),
    ],
)
def test_date_keeps_the_precision_that_the_page_gives(head: str, date: str) -> None:
    found = read_html(page_of(f"<article>{article_of(PARAGRAPHS)}</article>", head), None).metadata.published_at
    assert found is not None
    assert found.text == date


def test_page_without_a_date_has_none() -> None:
    assert read_html(page_of(f"<article>{article_of(PARAGRAPHS)}</article>"), None).metadata.published_at is None


def test_language_that_the_text_contradicts_is_left_out() -> None:
    assert read_html(page_of(article_of(PARAGRAPHS), language="ko"), None).metadata.language is None


@pytest.mark.parametrize("page", [b"<html><body></body></html>", b"<script>x()</script>", b"<p> </p>", b"<!-- x -->"])
def test_page_without_words_is_refused(page: bytes) -> None:
    with pytest.raises(DocumentWithoutText):
        read_html(page, None)


def test_entities_of_other_files_are_not_opened() -> None:
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>He said &x; to all.</p>'
    assert "He said" in read_html(page, None).text


@pytest.mark.parametrize("opening", ["<div>", "<p><b>", "<blockquote>", "<table><tr><td>", "<ul><li>"])
def test_deep_nesting_ends(opening: str) -> None:
    content = (opening * 20_000 + "He said no.").encode()
    with suppress(DocumentWithoutText):
        assert read_html(b"<p>She said yes.</p>" + content, None).text
