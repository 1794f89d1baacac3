"""Bodies that everybody knows by an acronym or another name, so that articles need not tell the full one."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from app.facts.attribution import SourceKind
from app.names.body_names import is_acronym, read_body_name

_ANY = "any"
_KINDS = ("government", "organisation", "outlet")


def known_full_name(name: str, kind: SourceKind) -> str | None:
    """The full name of the body of that kind that goes by an acronym or another name; None where none is known by it.

    An acronym must be in capitals: "WHO", not "Who".
    """
    return _full_name_in((_ANY, kind.value) if kind.value in _KINDS else (_ANY,), name)


def known_state(name: str) -> str | None:
    """The code of the state whose body goes by an acronym that other states have bodies of; None for every other."""
    return _states().get(_form_of(name)) if is_acronym(name) else None


def known_owner(name: str) -> str | None:
    """The full name of the body of any kind that goes by an acronym or another name; None where none is known by it."""
    return _full_name_in((_ANY, *_KINDS), name)


def _full_name_in(sections: Sequence[str], name: str) -> str | None:
    form = _form_of(name)
    return next((full for section in sections if (full := _full_names()[section].get(form)) is not None), None)


def _form_of(name: str) -> str:
    bare = name.removeprefix("the ").removeprefix("The ").replace(".", "")
    return bare if is_acronym(bare) else read_body_name(name).key


@cache
def _full_names() -> Mapping[str, Mapping[str, str]]:
    tables = _tables()
    return {
        section: {_form_of(name): full for full, others in tables[section].items() for name in (full, *others)}
        for section in (_ANY, *_KINDS)
    }


@cache
def _states() -> Mapping[str, str]:
    return {acronym: state for state, acronyms in _tables()["states"].items() for acronym in acronyms.split()}


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("app.names").joinpath("known_bodies.toml").read_text("utf-8"))
