"""When the keys of two sources tell that they are one."""

import re
from collections.abc import Collection, Iterable, Iterator

_NAMES = ("person:", "body:", "outlet:", "government:")
_OFFICES = ("office:", "described:")
_MARKS = ("state:", "trade:", "university:", "post:", "initial:", "short:")
# Of each of these one person or body has one, as far as can be told.
_HAS_ONE_OF = ("state:", "trade:", "university:")
_COUNTRY = re.compile(r"\bcountry\w+ ?")


def joining_keys(keys: Iterable[str]) -> Iterator[str]:
    """The keys by which another source may be found; the others only tell it from those of the same name."""
    return (key for key in keys if not key.startswith(_MARKS))


def count_shared_names(left: Collection[str], right: Collection[str]) -> int:
    """How many full names two sources have in common; none where anything else tells them apart."""
    shared = _of(_NAMES, left) & _of(_NAMES, right)
    if not shared or are_told_apart(left, right) or _are_short_for_two(shared, left, right):
        return 0
    return len(shared)


def count_agreements(left: Collection[str], right: Collection[str]) -> int:
    """How many things beside the name two sources have in common: an office at one time, a state, a trade, a post."""
    told = (*_HAS_ONE_OF, "post:", *_OFFICES)
    return len(_of(told, left) & _of(told, right))


def are_told_apart(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether two sources of one name are not one, or may well not be.

    They are of two states, trades or universities, or hold one post in two places, or are set apart by a middle initial
    that one of them has not, unless they hold one office at one time.
    """
    if any(_differ(_of((mark,), left), _of((mark,), right)) for mark in _HAS_ONE_OF):
        return True
    posts = [dict(key.split(":", 2)[1:] for key in _of(("post:",), keys)) for keys in (left, right)]
    if any(posts[1].get(post, place) != place for post, place in posts[0].items()):
        return True
    initials = [_of(("initial:",), keys) for keys in (left, right)]
    if not _differ(*initials):
        return False
    is_missing = any("initial:" in one for one in initials)
    return not (is_missing and _of(_OFFICES, left) & _of(_OFFICES, right))


def may_be_told_by_office(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether one of two sources has no full name and the other is known under its office or description.

    Or one's full name is the end of the other's ("López Obrador"). Whoever asks must see to it that no third source is
    known under it, too.
    """
    if not _of(_OFFICES, left) & _of(_OFFICES, right):
        return False
    if has_full_name(left) and has_full_name(right):
        return _is_end_of(left, right) or _is_end_of(right, left)
    return True


def has_full_name(keys: Iterable[str]) -> bool:
    """Tell whether a source is known by a name of its own, not by an office or description alone."""
    return bool(_of(_NAMES, keys))


def _are_short_for_two(shared: set[str], left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether two bodies share no more than an acronym, and each has another name that it is short for."""
    short = {key.partition(":")[2] for key in _of(("short:",), left) & _of(("short:",), right)}
    if not all(key.partition(":")[2] in short for key in shared):
        return False
    return _differ(*(_full_names(keys, short) for keys in (left, right)))


def _full_names(keys: Collection[str], short: set[str]) -> set[str]:
    names = {key.partition(":")[2] for key in _of(("body:", "outlet:"), keys)} - short
    return {_COUNTRY.sub("", name) for name in names}


def _is_end_of(short: Collection[str], long: Collection[str]) -> bool:
    ends = [one.partition(":")[2] for one in _of(("person:",), short)]
    names = [one.partition(":")[2] for one in _of(("person:",), long)]
    return any(name != end and name.endswith(end) for name in names for end in ends)


def _differ(left: set[str], right: set[str]) -> bool:
    return bool(left) and bool(right) and not left & right


def _of(prefixes: tuple[str, ...], keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key.startswith(prefixes)}
