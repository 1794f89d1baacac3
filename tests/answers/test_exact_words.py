"""When claimed words stand in a source's own words, and when they are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers.exact_words import ExactPlace, find_exact_place
from app.answers.quoted_text import text_of_span
from app.answers.word_diff import DiffOperation, align
from app.facts.text_span import TextSpan

OWN = (
    "We will leave the valley by May, but only if the army asks us to. Nobody believes that the dam is safe. "
    "The 1,200 pumps won't stop; they can’t."
)
WORDS = OWN.split()
ANY_WORDS = st.lists(st.sampled_from([*WORDS, "never", "…", "[they]", "8", "—"]), min_size=1, max_size=12)


def place(claimed: str, own: str = OWN) -> ExactPlace | None:
    return find_exact_place(*(text_of_span(TextSpan(0, len(text), text)) for text in (claimed, own)))


@pytest.mark.parametrize(
    ("claimed", "as_printed", "is_cut"),
    [
        ("We will leave the valley by May, but only if the army asks us to.", True, False),
        ("We will leave the valley by May, but only if the army asks us to", True, False),
        ("we will leave the valley by May - but only if the army asks us to", False, False),
        ("We will leave the valley by May", True, True),
        ("We will leave the valley.", True, True),
        ("the army asks us to", True, True),
        ("the dam is safe", True, True),
        ("Nobody believes that the dam is safe", True, False),
        ("The 1200 pumps won’t stop; they can't", False, False),
        ("the pumps [of the city] won't stop", None, None),
        ("[They] will leave the valley by May, but only if the army asks", False, False),
        ("We will leave … by May, but only if the army asks us to", False, False),
        ("We will leave the valley … if the army asks us to", None, None),
        ("Nobody … the dam is safe", False, False),
        ("The dam is safe?", None, None),
        ("the valley", None, None),
        ("leave the", None, None),
    ],
)
def test_words_are_found_as_printed_otherwise_or_cut(
    claimed: str, as_printed: bool | None, is_cut: bool | None
) -> None:
    found = place(claimed)
    assert ((None, None) if found is None else (found.as_printed, found.is_cut)) == (as_printed, is_cut)


@given(ANY_WORDS)
def test_what_is_found_as_printed_stands_there_character_for_character(words: list[str]) -> None:
    claimed = " ".join(words)
    found = place(claimed)
    if found is not None and found.as_printed:
        assert claimed.strip(" —") in OWN or claimed.strip(" .,;—") in OWN


@given(ANY_WORDS, st.integers(0, 20), st.integers(1, 10))
def test_a_diff_holds_every_word_of_both_sides_in_order(words: list[str], first: int, length: int) -> None:
    claimed = text_of_span(TextSpan(7, 7 + len(" ".join(words)), " ".join(words)))
    own = text_of_span(TextSpan(0, len(OWN), OWN))
    last = min(first + length, len(own.words)) - 1
    steps = align(claimed, own, first, last).steps()
    assert [word.plain for word in _words(step.claimed for step in steps)] == [word.plain for word in claimed.words]
    recorded = [word.plain for word in _words(step.recorded for step in steps)]
    assert recorded == [word.plain for word in own.words[first : last + 1]]
    for step in steps:
        assert (step.claimed is None) == (step.operation is DiffOperation.INSERT)
        assert (step.recorded is None) == (step.operation is DiffOperation.DELETE)
        assert step.recorded is None or OWN[step.recorded.start : step.recorded.end] == step.recorded.exact


def _words(spans: object) -> list[object]:
    return [word for span in spans if span is not None for word in text_of_span(span).words]  # type: ignore[attr-defined]
