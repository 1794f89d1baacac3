"""NDJSON: a line an item, whatever the item holds."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.api.formats.kinds import QUOTES, SOURCES
from app.api.formats.ndjson import write_ndjson
from app.api.schemas import examples
from app.api.schemas.source import Source

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(st.lists(st.tuples(TEXT, st.lists(TEXT))))
def test_any_name_comes_back_on_a_line_of_its_own(names: list[tuple[str, list[str]]]) -> None:
    items = [SOURCES.example.model_copy(update={"name": name, "aliases": aliases}) for name, aliases in names]
    written = b"".join(write_ndjson([items]))
    lines = written.decode().split("\n")
    assert lines.pop() == ""
    assert [(one["name"], one["aliases"]) for one in map(json.loads, lines)] == names
    assert [Source.model_validate_json(line) for line in lines] == items


def test_a_line_is_the_item_as_lists_have_it() -> None:
    [line] = b"".join(write_ndjson([[QUOTES.example]])).splitlines()
    assert json.loads(line) == examples.QUOTE
    assert b"\\u201c" not in line
