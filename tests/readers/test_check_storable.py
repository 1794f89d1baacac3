"""Texts that cannot be stored are refused, and why is said."""

import pytest

from app.facts.errors import DocumentWithoutText, UnstorableText
from app.readers.check_storable import check_storable


def test_nul_is_refused_with_its_place() -> None:
    with pytest.raises(UnstorableText, match=r"NUL character .* at offset 2"):
        check_storable("ab\x00c")


def test_half_of_a_surrogate_pair_is_refused_with_its_place() -> None:
    with pytest.raises(UnstorableText, match=r"U\+D800.* at offset 1"):
        check_storable("a\ud800")


@pytest.mark.parametrize("text", ["", " \n\t\u3000"])
def test_blank_text_is_refused(text: str) -> None:
    with pytest.raises(DocumentWithoutText):
        check_storable(text)


@pytest.mark.parametrize("text", ["a", "“”", "항만청", "\U0001f600"])
def test_other_text_passes(text: str) -> None:
    check_storable(text)
