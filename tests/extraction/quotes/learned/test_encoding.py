from hypothesis import given
from hypothesis import strategies as st

from app.extraction.blocks import Block, BlockRole
from app.extraction.quotes.learned.encoding import FEATURES, EncodedText, Line, encode_lines
from app.extraction.quotes.learned.model import load_model
from app.extraction.quotes.quotation_marks import find_quoted_words


def _line(text: str, start: int, end: int) -> Line:
    return Line(start, end, find_quoted_words(text, Block(start, end, BlockRole.BODY)))


def _encoded(text: str) -> EncodedText:
    return encode_lines(load_model().tokenizer, text, [_line(text, 0, len(text))])


def _feature(encoded: EncodedText, text: str, word: str) -> int:
    return int(encoded.features[list(encoded.starts).index(text.index(word))])


def test_pieces_stand_where_their_offsets_say() -> None:
    text = "Şebnem’s café re-opened."
    encoded = _encoded(text)
    assert text[encoded.starts[0] : encoded.ends[0]] in text
    assert encoded.starts[0] == 0
    assert encoded.ends[-1] == len(text)


def test_every_style_of_marks_reads_alike() -> None:
    texts = ["He said “no way” today", 'He said "no way" today', "He said 「no way」 today", "He said «no way» today"]
    first, *others = [_encoded(text) for text in texts]
    for other in others:
        assert list(other.ids) == list(first.ids)
        assert list(other.features) == list(first.features)


def test_features_tell_case_marks_and_the_first_of_a_line() -> None:
    text = "Moe told NATO “go home” twice"
    encoded = _encoded(text)
    assert _feature(encoded, text, "Moe") == 4 + 1
    assert _feature(encoded, text, "told") == 0
    assert _feature(encoded, text, "NATO") == 8
    assert _feature(encoded, text, "home") == 2


def test_only_the_given_lines_are_read() -> None:
    text = "Share this\nThe mayor spoke.\nRead more"
    encoded = encode_lines(load_model().tokenizer, text, [_line(text, 11, 27)])
    assert (encoded.starts[0], encoded.ends[-1]) == (11, 27)


def test_no_lines_give_no_pieces() -> None:
    assert len(encode_lines(load_model().tokenizer, "", [])) == 0


@given(st.text(max_size=80).filter(lambda text: "\n" not in text and text.strip()))
def test_any_line_can_be_encoded(text: str) -> None:
    encoded = _encoded(text)
    assert all(0 <= start <= end <= len(text) for start, end in zip(encoded.starts, encoded.ends, strict=True))
    assert all(0 <= feature < FEATURES for feature in encoded.features)
