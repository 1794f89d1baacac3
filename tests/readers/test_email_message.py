"""Of an e-mail the text is read, plain before HTML, and who sent it when."""

from email.message import EmailMessage

import pytest

from app.facts.errors import BrokenDocument, DocumentWithoutText
from app.readers.email_message import read_email


def message_of(text: str | None = None, html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html") if text is not None else message.set_content(html, subtype="html")
    return message


def test_plain_text_is_preferred() -> None:
    message = message_of("He said “No”.", "<p>Other words</p>", Subject="Quay")
    assert read_email(message.as_bytes()).text == "He said “No”."


def test_html_is_read_where_there_is_no_plain_text() -> None:
    message = message_of(html="<p>He said “No”.</p><p>She left.</p>", Subject="Quay")
    assert read_email(message.as_bytes()).text.split() == ["He", "said", "“No”.", "She", "left."]


def test_headers_are_metadata() -> None:
    message = message_of(
        "The quay.", Subject="Häfen: 40 ships", From='"Lund, Ana" <a@b.example>', Date="Mon, 13 May 2024 10:00:00 +0200"
    )
    metadata = read_email(message.as_bytes()).metadata
    assert (metadata.title, metadata.authors) == ("Häfen: 40 ships", ("Lund, Ana",))
    assert metadata.published_at is not None
    assert metadata.published_at.text == "2024-05-13T08:00:00Z"


def test_encoded_words_and_raw_bytes_in_headers_are_decoded() -> None:
    content = "Subject: Häfen\nFrom: =?utf-8?q?J=C3=B6rg_Berg?= <a@b.example>\n\nThe quay.".encode()
    metadata = read_email(content).metadata
    assert (metadata.title, metadata.authors) == ("Häfen", ("Jörg Berg",))


def test_senders_without_a_name_are_told_by_their_address() -> None:
    assert read_email(b"From: desk@courier.example\n\nThe quay.").metadata.authors == ("desk@courier.example",)


def test_attachments_are_left_out() -> None:
    message = message_of("The quay.", Subject="Quay")
    message.add_attachment("Other words", filename="other.txt")
    message.add_attachment(b"\x00\x01", maintype="image", subtype="png", filename="quay.png")
    assert read_email(message.as_bytes()).text == "The quay."


def test_flowed_lines_are_joined() -> None:
    header = b"Content-Type: text/plain; format=flowed\n\n"
    content = header + b"The harbour authority said \nthat 40 ships left.\n\n-- \nAna Lund\n"
    assert read_email(content).text == "The harbour authority said that 40 ships left.\n\n--\nAna Lund"


def test_paragraphs_wrapped_to_a_width_are_joined() -> None:
    content = (
        b"Subject: Quay\n\n"
        b"The harbour authority said on Tuesday that 40 ships had been\nturned away since the spring.\n\n"
        b"Ana Lund, its director, told reporters that the quay would stay\nclosed.\n"
    )
    assert read_email(content).text == (
        "The harbour authority said on Tuesday that 40 ships had been turned away since the spring.\n"
        "Ana Lund, its director, told reporters that the quay would stay closed."
    )


def test_replies_and_signatures_stay() -> None:
    content = b"Subject: Re: Quay\n\nI agree.\n\n> We closed it.\n> For good.\n\n-- \nAna\n"
    assert read_email(content).text.split("\n")[0] == "I agree."
    assert "> We closed it." in read_email(content).text


@pytest.mark.parametrize("charset", ["cp1252", "utf-8", "koi8-r"])
def test_character_set_of_the_part_is_used(charset: str) -> None:
    words = "Причал" if charset == "koi8-r" else "“Häfen”"
    content = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    assert read_email(content + words.encode(charset)).text == words


def test_message_without_text_is_refused() -> None:
    message = EmailMessage()
    message["Subject"] = "Quay"
    message.add_attachment(b"\x00\x01", maintype="image", subtype="png", filename="quay.png")
    with pytest.raises(DocumentWithoutText):
        read_email(message.as_bytes())


@pytest.mark.parametrize("content", [b"\nno headers at all", b"just words\nand more"])
def test_bytes_without_headers_are_broken(content: bytes) -> None:
    with pytest.raises(BrokenDocument):
        read_email(content)


@pytest.mark.parametrize(
    "content",
    [
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(3000)),
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 50_000,
    ],
)
def test_message_cut_into_thousands_of_parts_is_broken(content: bytes) -> None:
    with pytest.raises(BrokenDocument):
        read_email(content)


@pytest.mark.parametrize("header", [b"From: " + b"(" * 100_000, b"Subject: " + b"=?utf-8?q?a?= " * 50_000])
def test_hostile_headers_are_read_in_bounded_time(header: bytes) -> None:
    assert read_email(header + b"\n\nThe quay.").text == "The quay."
