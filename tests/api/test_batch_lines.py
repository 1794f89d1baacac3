"""Cutting a body into lines."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.api.batch_lines import LineSplitter, SentLine

MAX_BYTES = 10


def lines_of(body: bytes, cuts: list[int]) -> list[SentLine]:
    splitter = LineSplitter(MAX_BYTES)
    places = [0, *sorted(cut % (len(body) + 1) for cut in cuts), len(body)]
    found = [line for begin, end in pairwise(places) for line in splitter.feed(body[begin:end])]
    return [*found, *splitter.end()]


def test_lines_are_counted_with_the_blank_ones_and_given_without_them() -> None:
    assert lines_of(b"one\n\n \t\r\ntwo\r\nthree", []) == [
        SentLine(1, b"one"),
        SentLine(4, b"two\r"),
        SentLine(5, b"three"),
    ]


def test_an_empty_body_has_no_lines() -> None:
    assert lines_of(b"", []) == []


def test_of_a_line_that_is_too_long_nothing_is_kept_and_the_next_one_is_whole() -> None:
    assert lines_of(b"0123456789\n0123456789a\nb\n", []) == [
        SentLine(1, b"0123456789"),
        SentLine(2, None),
        SentLine(3, b"b"),
    ]


def test_an_endless_line_takes_no_memory() -> None:
    splitter = LineSplitter(MAX_BYTES)
    for _ in range(1000):
        assert list(splitter.feed(b"x" * 1000)) == []
        assert len(splitter._begun) <= MAX_BYTES
    assert list(splitter.end()) == [SentLine(1, None)]


@given(st.lists(st.sampled_from([b"a", b"\n", b" ", b"\r\n", b"0123456", b"\xff"])), st.lists(st.integers(0, 200)))
def test_where_the_body_is_cut_into_chunks_changes_nothing(parts: list[bytes], cuts: list[int]) -> None:
    body = b"".join(parts)
    whole = [
        SentLine(number, line if len(line) <= MAX_BYTES else None)
        for number, line in enumerate(body.split(b"\n"), 1)
        if line.strip() or len(line) > MAX_BYTES
    ]
    assert lines_of(body, cuts) == whole
