import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.blocks import Block, BlockRole
from app.extraction.quotes.learned import model as model_file
from app.extraction.quotes.learned.encoding import Line
from app.extraction.quotes.learned.find_attributions import FoundAttribution, find_attributions
from app.extraction.quotes.learned.model import BrokenModel, load_model
from app.extraction.quotes.quotation_marks import find_quoted_words


def _found(text: str) -> list[FoundAttribution]:
    lines = []
    position = 0
    for printed in text.split("\n"):
        if printed.strip():
            block = Block(position, position + len(printed), BlockRole.BODY)
            lines.append(Line(block.start, block.end, find_quoted_words(text, block)))
        position += len(printed) + 1
    return find_attributions(load_model(), text, lines)


def test_content_cue_and_source_are_found_and_belong_together() -> None:
    text = "“Nobody asked us,” said Ines Duarte, who runs the café. The port said the new fares were fair."
    first, second = _found(text)
    assert first.source is not None
    assert first.cue is not None
    assert text[slice(*first.source)].startswith("Ines Duarte")
    assert text[slice(*first.cue)] == "said"
    assert "Nobody asked us" in text[slice(*first.contents[0])]
    assert second.source is not None
    assert text[slice(*second.source)].lower() == "the port"
    assert first.confidence > 0.5


def test_words_after_the_cue_belong_to_the_same_attribution() -> None:
    text = "“The lock is worn,” Adeyemi said. “It should have gone years ago.”"
    (found,) = _found(text)
    assert len(found.contents) == 2


def test_a_text_that_says_nothing_of_anybody_gives_nothing() -> None:
    assert _found("The bridge is 400 metres long. It opened in 1931.") == []
    assert _found("") == []


def test_a_long_text_is_read_section_by_section_like_its_parts() -> None:
    line = "Moe Adeyemi said the lock was worn."
    text = "\n".join([line] * 3000)
    found = _found(text)
    assert len(found) == 3000
    assert all("lock was worn" in text[slice(*one.contents[0])] for one in found)


def test_a_model_file_that_was_changed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "MODEL_SHA256", "0" * 64)
    with pytest.raises(BrokenModel, match="SHA-256"):
        model_file.load_model.__wrapped__()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("Ab .,:\n“”\"'‘’「」é7")), max_size=120))
def test_any_text_gives_stretches_that_lie_in_it(text: str) -> None:
    for found in _found(text):
        for start, end in (*found.contents, *filter(None, (found.cue, found.source))):
            assert 0 <= start < end <= len(text)
        assert 0 <= found.confidence <= 1
