"""When the keys of two sources tell that they are one."""

from collections.abc import Collection, Iterable, Iterator

_NAMES = ("person:", "body:", "outlet:", "government:")
_OFFICES = ("office:", "described:")
_MARKS = ("state:", "initial:")


def joining_keys(keys: Iterable[str]) -> Iterator[str]:
    """The keys by which another source may be found; the others only tell it from those of the same name."""
    return (key for key in keys if not key.startswith(_MARKS))


def count_shared_names(left: Collection[str], right: Collection[str]) -> int:
    """How many full names two sources have in common; none where the state or a middle initial tells them apart."""
    if _are_told_apart(left, right):
        return 0
    return len(_of(_NAMES, left) & _of(_NAMES, right))


def may_be_told_by_office(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether one of two sources has no full name and the other is known under its office or description.

    Whoever asks must see to it that no third source is, too.
    """
    if has_full_name(left) and has_full_name(right):
        return False
    return bool(_of(_OFFICES, left) & _of(_OFFICES, right))


def has_full_name(keys: Iterable[str]) -> bool:
    """Tell whether a source is known by a name of its own, not by an office or description alone."""
    return bool(_of(_NAMES, keys))


def _are_told_apart(left: Collection[str], right: Collection[str]) -> bool:
    for mark in _MARKS:
        marks = [_of((mark,), keys) for keys in (left, right)]
        if all(marks) and not marks[0] & marks[1]:
            return True
    return False


def _of(prefixes: tuple[str, ...], keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key.startswith(prefixes)}
