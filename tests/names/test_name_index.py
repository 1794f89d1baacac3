from hypothesis import given
from hypothesis import strategies as st

from app.names.find_matching_names import find_matching_names
from app.names.name_index import NameIndex
from tests.names.test_find_matching_names import NAMES

_PERSONS = ("Zelensky", "Zelenskiy", "Kim", "Jong-un", "Jongun", "Putin", "Xi", "President")
_BODIES = ("NIS", "KIDA", "National", "Intelligence", "Service", "Institute", "Harbour", "Harbor", "the", "’")
_COUNTRIES = ("Korea", "North", "South", "Seoul", "Korea's")
_WORDS = st.sampled_from([*_PERSONS, *_BODIES, *_COUNTRIES])
_NAME = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join) | st.text(max_size=12)


@given(_NAME, st.lists(_NAME, max_size=6))
def test_an_index_finds_what_looking_at_every_name_finds(asked: str, names: list[str]) -> None:
    pairs = [*NAMES, *((f"x{number % 3}", name) for number, name in enumerate(names))]
    assert NameIndex().changed((), pairs).find(asked) == find_matching_names(asked, pairs)


@given(_NAME, st.lists(_NAME, max_size=4), st.lists(_NAME, max_size=4))
def test_what_is_gone_is_found_no_more(asked: str, gone: list[str], kept: list[str]) -> None:
    before = [(f"g{number}", name) for number, name in enumerate(gone)]
    after = [(f"k{number}", name) for number, name in enumerate(kept)]
    index = NameIndex().changed((), [*NAMES, *before]).changed(before, after)
    assert index.find(asked) == find_matching_names(asked, [*NAMES, *after])


def test_an_index_stays_as_it_was_made() -> None:
    first = NameIndex().changed((), [("a", "Ada Quill")])
    first.changed([("a", "Ada Quill")], [("b", "Ada Ink")])
    assert first.find("Ada") == ["a"]
