"""Copies of a text told from other texts, on the gold and one property at a time."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers.same_text import compare_texts
from app.answers.shingles import shingle_text, words_of
from app.answers.text_signature import keys_of_copies
from tests.answers.gold_copies import score, text_of

WORDS = st.lists(st.sampled_from(["the", "river", "rose", "by", "40", "41", "again", "Dalmere"]), max_size=60)


def is_copy(one: str, other: str) -> bool:
    return compare_texts(shingle_text(one), shingle_text(other)).is_copy


def test_no_other_text_is_told_to_be_a_copy_and_few_copies_are_missed() -> None:
    tuned = score(held_out=False)
    assert tuned.precision == 1
    assert tuned.recall >= 0.95


def test_pairs_no_threshold_was_chosen_by_are_told_as_well() -> None:
    held_out = score(held_out=True)
    assert held_out.precision == 1
    assert held_out.recall >= 0.95


def test_words_are_the_same_whatever_their_marks_accents_and_layout() -> None:
    assert words_of("“Élan’s 12,000\n men”—it’s 3.5%") == ("elans", "12000", "men", "its", "3.5")


def test_a_text_of_two_words_is_one_shingle_and_one_of_none_has_none() -> None:
    assert shingle_text("Dalmere floods").shingles == {"dalmere floods"}
    assert shingle_text("… !").shingles == frozenset()
    assert keys_of_copies("… !") == ()


def test_numbers_in_words_count_as_numbers() -> None:
    assert shingle_text("Two of 14 boats, and two more").numbers == {"two": 2, "14": 1}


@pytest.mark.parametrize("changed", ["Nobody said 4 words.", "Nobody said three words, no.", ""])
def test_of_a_short_text_nothing_may_differ(changed: str) -> None:
    assert is_copy("Nobody said three words.", "nobody said THREE words")
    assert not is_copy("Nobody said three words.", changed)


@given(WORDS, WORDS)
def test_comparing_is_the_same_either_way_round(one: list[str], other: list[str]) -> None:
    first, second = shingle_text(" ".join(one)), shingle_text(" ".join(other))
    assert compare_texts(first, second) == compare_texts(second, first)


@given(WORDS.filter(bool))
def test_a_text_is_a_copy_of_itself_and_shares_every_key(words: list[str]) -> None:
    text, capitals = " ".join(words), "\n".join(words).upper()
    assert is_copy(text, capitals)
    assert keys_of_copies(text) == keys_of_copies(capitals)


def test_keys_are_those_that_stand_in_databases() -> None:
    """An archive keeps them for years: whoever changes how they are made has to make all of them anew."""
    keys = keys_of_copies(text_of({"article": "port-strike-vote"}))
    assert len(set(keys)) == 44
    assert keys[:2] + keys[-1:] == (6051837821369567331, -3997676588540717149, -8428999010979389550)


def test_keys_fit_the_column_that_they_are_kept_in() -> None:
    assert all(-(2**63) <= key < 2**63 for key in keys_of_copies("Dalmere floods again and again"))


def test_a_book_is_signed_in_parts() -> None:
    text = " ".join(f"word{number} told again" for number in range(20_000))
    assert len(keys_of_copies(text)) == 44


@pytest.mark.parametrize("module", ["app.command_line", "app.use_cases.ingest_article", "app.main"])
def test_who_only_imports_does_not_wait_for_scipy(module: str) -> None:
    program = f"import sys, {module}; sys.exit('scipy' in sys.modules or 'datasketch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], env=os.environ, check=False).returncode == 0
