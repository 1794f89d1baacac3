"""Words of names that do not tell one bearer from another."""

import tomllib
from functools import cache
from importlib.resources import files

TRADES = (
    "academic", "art", "business", "faith", "labour", "law", "media", "medicine", "military", "police", "politics",
    "school", "sport",
)  # fmt: skip


@cache
def _all_words() -> dict[str, str]:
    return tomllib.loads(files("app.names").joinpath("name_words.toml").read_text("utf-8"))


def trade_words() -> frozenset[str]:
    """The folded words of all the trades by which people are told apart."""
    return frozenset(word for trade in TRADES for word in name_words(f"trade_{trade}"))


def name_words(group: str) -> frozenset[str]:
    """The folded words of one group of `name_words.toml`. Raises KeyError for a group that is not there."""
    return frozenset(_all_words()[group].split())
