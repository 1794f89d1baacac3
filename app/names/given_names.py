"""Which given names are one in other spellings, languages or short forms."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def common_form(word: str) -> str:
    """The one form of a folded given name and of the spellings and short forms that stand for it alone."""
    return _forms().get(word, word)


def possible_forms(word: str) -> tuple[str, ...]:
    """The forms that a folded given name may stand for, its own first: "sam" is `sam`, `samuel` or `samantha`."""
    own = common_form(word)
    others = [*_short_forms().get(word, ()), *_short_forms().get(own, ())]
    return tuple(dict.fromkeys((own, *(common_form(other) for other in others))))


def is_of_a_man(word: str) -> bool:
    """Tell whether a folded given name is usual of men alone, so that "Mrs" before it tells of his wife."""
    return common_form(word) in _tables()["men"]["names"].split()


@cache
def _forms() -> Mapping[str, str]:
    return {form: name for name, forms in _tables()["forms_of"].items() for form in forms.split()}


@cache
def _short_forms() -> Mapping[str, tuple[str, ...]]:
    tables = _tables()["may_be_short_for"], _tables()["in_other_languages"]
    return {short: tuple(names.split()) for table in tables for short, names in table.items()}


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("app.names").joinpath("given_names.toml").read_text("utf-8"))
