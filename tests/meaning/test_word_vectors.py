import pytest

from app.answers.terms import stem
from app.meaning.word_vectors import load_word_vectors


def likeness(asked: str, *told: str) -> float:
    (found,) = load_word_vectors().likeness([stem(asked)], [stem(word) for word in told])
    return found


@pytest.mark.parametrize(
    ("asked", "like", "unlike"),
    [("wages", "salary", "bridge"), ("warship", "frigate", "salary"), ("inquiry", "investigation", "wheat")],
)
def test_near_synonyms_are_more_alike_than_other_words(asked: str, like: str, unlike: str) -> None:
    assert likeness(asked, unlike, like) == likeness(asked, like) > likeness(asked, unlike) + 0.2


def test_a_word_is_most_like_itself_and_an_unknown_one_like_none() -> None:
    assert likeness("wages", "wages", "salary") == 1
    assert likeness("zzyzx", "wages") == likeness("wages", "zzyzx") == likeness("wages") == 0
    assert load_word_vectors().likeness([], ["wage"]) == []
