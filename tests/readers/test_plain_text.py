"""Plain text is kept as it is, whatever its character set."""

import codecs

import pytest

from app.readers.character_set import decode
from app.readers.plain_text import read_plain_text

WORDS = "Ana Lindström said: “The quay costs €4 million – no less.”"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_words_survive_every_character_set(charset: str) -> None:
    assert decode(WORDS.encode(charset)) == WORDS


@pytest.mark.parametrize(
    ("charset", "words"), [("euc-kr", "부두는 닫혀 있다"), ("koi8-r", "Причал закрыт"), ("utf-16-le", WORDS)]
)
def test_declared_character_set_is_used(charset: str, words: str) -> None:
    assert decode(words.encode(charset), charset) == words


def test_what_is_called_latin_1_has_curly_quotes() -> None:
    assert decode(WORDS.encode("cp1252"), "iso-8859-1") == WORDS


@pytest.mark.parametrize("declared", ["ascii", "utf-16", "base64", "no-such-charset", "idna", ""])
def test_declared_character_set_that_does_not_fit_is_left(declared: str) -> None:
    assert decode("naïve €".encode(), declared) in ("naïve €", "naïve €".encode().decode("cp1252"))


def test_character_set_in_the_markup_is_used() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Причал закрыт'
    assert decode(page.encode("koi8-r")) == page


def test_byte_order_mark_outweighs_what_is_declared() -> None:
    assert decode(codecs.BOM_UTF16_LE + "quay".encode("utf-16-le"), "utf-8") == "quay"


def test_line_ends_and_composition_are_all_that_changes() -> None:
    content = "  Cafe\u0301\r\n\r\n\tTwo  blanks\rEnd \n".encode()
    assert read_plain_text(content, None).text == "  Café\n\n\tTwo  blanks\nEnd \n"
