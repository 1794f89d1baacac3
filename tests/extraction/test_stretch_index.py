"""Stretches by place: the same answers as looking at each."""

from hypothesis import given
from hypothesis import strategies as st

from app.extraction.stretch_index import StretchIndex

STRETCHES = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(STRETCHES, max_size=12), STRETCHES)
def test_index_finds_what_meets_and_what_covers(stretches: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    index = StretchIndex(stretches)
    meeting = [number for number, (start, end) in enumerate(stretches) if start < asked[1] and asked[0] < end]
    assert sorted(index.meeting(*asked)) == meeting
    assert index.any_meets(*asked) is bool(meeting)
    assert index.any_covers(*asked) is any(start <= asked[0] and asked[1] <= end for start, end in stretches)
