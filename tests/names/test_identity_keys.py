import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.facts.attribution import SourceKind
from app.facts.reading import FoundSource
from app.names.identity_keys import identity_keys

GOLD = json.loads((Path(__file__).parent.parent / "gold" / "names.json").read_text("utf-8"))
PRECISION_FLOOR = 0.99
RECALL_FLOOR = 0.95


def source(name: str, kind: SourceKind, *aliases: str, named: bool = True) -> FoundSource:
    return FoundSource("src_1", name, kind, named, aliases, None)


def are_one(left: dict[str, Any], right: dict[str, Any]) -> bool:
    keys = [
        set(identity_keys(source(names["name"], SourceKind(names["kind"]), *names["aliases"])))
        for names in (left, right)
    ]
    return bool(keys[0] & keys[1])


def test_gold_pairs_are_told_apart_precisely() -> None:
    found = sum(are_one(*pair) for pair in GOLD["same"])
    wrong = [pair for pair in GOLD["different"] if are_one(*pair)]
    assert found / (found + len(wrong)) >= PRECISION_FLOOR, wrong


def test_gold_pairs_that_are_one_are_recognised() -> None:
    missed = [pair for pair in GOLD["same"] if not are_one(*pair)]
    assert 1 - len(missed) / len(GOLD["same"]) >= RECALL_FLOOR, missed


def test_unnamed_groups_have_no_keys() -> None:
    assert identity_keys(source("three officials", SourceKind.GROUP, named=False)) == ()


def test_a_family_name_alone_has_no_key() -> None:
    assert identity_keys(source("Ilves", SourceKind.PERSON)) == ()


def test_a_persons_spellings_share_one_key() -> None:
    keys = {identity_keys(source(name, SourceKind.PERSON)) for name in ("Kim Jong Un", "Kim Jong-un", "Kim Jongun")}
    assert len(keys) == 1


def test_a_capital_is_its_government() -> None:
    assert identity_keys(source("Pyongyang", SourceKind.GOVERNMENT)) == ("government:KP",)


@given(st.text(), st.sampled_from(SourceKind), st.lists(st.text(), max_size=2))
def test_any_name_has_keys_or_none(name: str, kind: SourceKind, aliases: list[str]) -> None:
    keys = identity_keys(source(name, kind, *aliases))
    assert len(set(keys)) == len(keys)


def test_an_office_whose_state_an_alias_tells_is_one_across_articles() -> None:
    keys = identity_keys(source("Coastal Command", SourceKind.GOVERNMENT, "Norway’s Coastal Command"))
    assert set(keys) & set(identity_keys(source("Norwegian Coastal Command", SourceKind.GOVERNMENT)))
