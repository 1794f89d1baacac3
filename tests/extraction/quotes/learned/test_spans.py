import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.quotes.learned.encoding import EncodedText, Tag
from app.extraction.quotes.learned.spans import Role, decode_spans

_NO_BIAS = [0.0] * 7


def _words(count: int) -> EncodedText:
    """Words of one letter, a space between them."""
    starts = np.arange(count) * 2
    return EncodedText(
        np.arange(count), starts, starts + 1, np.ones(count, dtype=np.bool_), np.zeros(count, dtype=np.int64)
    )


def _sure(tags: list[Tag]) -> np.ndarray:
    logits = np.zeros((len(tags), 7), np.float32)
    logits[np.arange(len(tags)), tags] = 9
    return logits


def test_spans_run_from_their_begin_to_the_last_inside() -> None:
    tags = [Tag.BEGIN_SOURCE, Tag.BEGIN_CUE, Tag.BEGIN_CONTENT, Tag.INSIDE_CONTENT, Tag.OUTSIDE]
    spans = decode_spans(_words(5), _sure(tags), [0], _NO_BIAS)
    assert [(span.role, span.start, span.end) for span in spans] == [
        (Role.SOURCE, 0, 1),
        (Role.CUE, 2, 3),
        (Role.CONTENT, 4, 7),
    ]


def test_an_inside_without_a_begin_is_read_as_something_legal() -> None:
    spans = decode_spans(_words(3), _sure([Tag.OUTSIDE, Tag.INSIDE_CUE, Tag.OUTSIDE]), [0], _NO_BIAS)
    assert [(span.role, span.start, span.end) for span in spans] in ([], [(Role.CUE, 0, 3)], [(Role.CUE, 2, 3)])


def test_no_span_runs_over_the_end_of_a_line() -> None:
    tags = [Tag.BEGIN_CONTENT, Tag.INSIDE_CONTENT, Tag.INSIDE_CONTENT, Tag.INSIDE_CONTENT]
    spans = decode_spans(_words(4), _sure(tags), [0, 4], _NO_BIAS)
    assert [(span.start, span.end) for span in spans] == [(0, 3), (4, 7)]


def test_a_bias_favours_a_role() -> None:
    logits = np.zeros((1, 7), np.float32)
    assert [span.role for span in decode_spans(_words(1), logits, [0], [0, 1, 0, 0, 0, 0, 0])] == [Role.SOURCE]
    assert decode_spans(_words(1), logits, [0], [1, 0, 0, 0, 0, 0, 0]) == []


def test_no_words_give_no_spans() -> None:
    assert decode_spans(_words(0), np.zeros((0, 7), np.float32), [], _NO_BIAS) == []


@given(st.lists(st.lists(st.floats(-5, 5), min_size=7, max_size=7), min_size=1, max_size=30))
def test_any_scores_give_spans_in_order_that_do_not_overlap(rows: list[list[float]]) -> None:
    spans = decode_spans(_words(len(rows)), np.array(rows, np.float32), [0], _NO_BIAS)
    places = [place for span in spans for place in (span.start, span.end)]
    assert places == sorted(places)
    assert all(span.certainty <= 1e-5 for span in spans)
