"""When the keys of two sources tell that they are one.

`person:`, `brief:`, `body:`, `outlet:` and `government:` keys are names: sharing one is enough where nothing tells the
two apart. `like:` keys are names that may be one, as a `letter:` may stand for a given name of that `initial:`; they,
and `office:`, `title:`, `colleague:` and `described:` keys, which need no name in full, take more. All others are
marks: they find no source, but tell two of one name apart, or bear out that they are one.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from app.names.name_words import name_words

_NAMES = ("person:", "brief:", "body:", "outlet:", "government:")
_OFFICES = ("office:", "described:")
_TOLD = (*_OFFICES, "title:", "colleague:")
_LIKE = "like:"
_MARKS = (
    "state:", "trade:", "once:", "university:", "post:", "holds:", "tied:", "called:", "middle:", "widespread:",
    "short:", "full:", "at:", "said:",
)  # fmt: skip
# Of each of these one person or body has one, as far as can be told.
_HAS_ONE_OF = ("state:", "university:")
_LIFELONG = {f"trade:{trade}" for trade in name_words("lifelong_trades")}
# What two descriptions agree in that tells of the same position, not of the same walk of life alone.
_SAME_POSITION = (*_OFFICES, "holds:", "post:", "tied:", "university:", "called:")
_NO_NAMES = frozenset({"", "jr", "sr", "ii", "iii", "iv"})
_PLACED = ("state:", "post:", "tied:")
_TWO_TERMS = 8
_COUNTRY = re.compile(r"\bcountry\w+ ?")
_UNION = re.compile(r"\b(?:un|eu)\b ?")


def joining_keys(keys: Iterable[str]) -> Iterator[str]:
    """The keys by which another source may be found; the others only tell it from those of the same name.

    Who has a given name in full is not looked for by all who share its first letter, but by that letter alone; a longer
    name not by those of which it shares a part, but by that part.
    """
    for key in keys:
        kind, _, rest = key.partition(":")
        match kind:
            case "initial":
                yield f"letter:{rest}"
            case "letter":
                yield from (f"initial:{rest}", key)
            case "like":
                yield from (key, f"part:{rest}")
            case "part":
                yield f"like:{rest}"
            case _ if not key.startswith(_MARKS):
                yield key


def count_shared_names(left: Collection[str], right: Collection[str]) -> int:
    """How many full names two sources have in common; none where anything else tells them apart.

    Of people with one of the commonest family names, none where descriptions tell of two walks of life.
    """
    shared = _shared_names(left, right)
    if not shared or are_told_apart(left, right) or _are_short_for_two(shared, left, right):
        return 0
    return 0 if _may_be_namesakes(left, right) else len(shared)


def count_agreements(left: Collection[str], right: Collection[str]) -> int:
    """How many things beside the name two sources have in common: an office at one time, a state, a trade, a post."""
    told = (*_HAS_ONE_OF, *_SAME_POSITION, "trade:")
    return len(_of(told, left) & _of(told, right))


def are_told_apart(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether two sources of one name are not one, or may well not be.

    They are of two states, universities or places, or of two trades that people seldom change, or hold one post in two
    places, or are set apart by middle names.
    """
    if any(_differ(_of((mark,), left), _of((mark,), right)) for mark in _HAS_ONE_OF):
        return True
    if _are_in_two_places(left, right):
        return True
    trades = [_of(("trade:",), keys) for keys in (left, right)]
    if _differ(*trades) and any(one & _LIFELONG for one in trades):
        return True
    posts = [dict(key.split(":", 2)[1:] for key in _of(("post:",), keys)) for keys in (left, right)]
    if any(posts[1].get(post, place) != place for post, place in posts[0].items()):
        return True
    return _are_of_two_middle_names(left, right)


def may_be_like(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether two sources have names that may be one and are told to be in the same position.

    Whoever asks must see to it that no third source may be, too.
    """
    if are_told_apart(left, right) or _have_two_middle_names(left, right):
        return False
    hold_one_office = bool(_of(("holds:",), left) & _of(("holds:",), right))
    is_alike = _of((_LIKE,), left) & _of((_LIKE,), right)
    is_letter = _is_letter_of(left, right) or _is_letter_of(right, left)
    if is_letter and not is_alike and ("widespread:" in left or "widespread:" in right):
        return hold_one_office
    if is_alike or is_letter:
        return _are_in_one_position(left, right) or _are_of_one_trade_and_state(left, right)
    is_longer = _is_part_of(left, right) or _is_part_of(right, left)
    return is_longer and hold_one_office


def may_be_told_by_office(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether one of two sources has no full name and the other is known under its office or description.

    Or one's full name is the end of the other's ("López Obrador"). Whoever asks must see to it that no third source is
    known under it, too.
    """
    shared = _of(_TOLD, left) & _of(_TOLD, right)
    if not shared:
        return False
    named = [has_full_name(keys) for keys in (left, right)]
    if all(named):
        return bool(_of(_OFFICES, shared)) and (_is_end_of(left, right) or _is_end_of(right, left))
    if _of(_OFFICES, shared):
        return True
    may_be = bool(_of(("title:",), shared)) or any(named)
    return may_be and not are_told_apart(left, right)


def has_full_name(keys: Iterable[str]) -> bool:
    """Tell whether a source is known by a name of its own, not by an office or description alone."""
    return bool(_of(_NAMES, keys))


def _shared_names(left: Collection[str], right: Collection[str]) -> set[str]:
    """The names in common; one with a middle initial only where one of the two has no more than that initial."""
    shared = _of(_NAMES, left) & _of(_NAMES, right)
    if any(_is_initial_of(one, other) for one in _middles(left) for other in _middles(right)):
        return shared
    return shared - _of(("brief:",), shared)


def _may_be_namesakes(left: Collection[str], right: Collection[str]) -> bool:
    if _have_nothing_in_common(left, right):
        return True
    if "widespread:" not in left or "widespread:" not in right:
        return False
    if not all(_of((*_SAME_POSITION, "state:", "trade:", "once:"), keys) for keys in (left, right)):
        return False
    if _of(_SAME_POSITION, left) & _of(_SAME_POSITION, right) or _have_ties_alike(left, right):
        return False
    if _of(("state:",), left) & _of(("state:",), right):
        return _differ(_of(("trade:",), left), _of(("trade:",), right))
    return not _trades(left) & _trades(right) or all(_of(_PLACED, keys) for keys in (left, right))


def _have_nothing_in_common(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether two of a rare name are both described, and not one word agrees.

    Who was something else once may be in politics now.
    """
    said = [{word for key in _of(("said:",), keys) for word in key.partition(":")[2].split()} for keys in (left, right)]
    if not all(said) or said[0] & said[1] or _went_into_politics(left, right) or _went_into_politics(right, left):
        return False
    agreeing = (*_SAME_POSITION, *_HAS_ONE_OF)
    if _of(agreeing, left) & _of(agreeing, right) or _have_ties_alike(left, right):
        return False
    return not _trades(left) & _trades(right)


def _went_into_politics(left: Collection[str], right: Collection[str]) -> bool:
    return bool(_of(("once:",), left)) and not _of(("trade:",), left) and "trade:politics" in right


def _have_ties_alike(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether a body that one is tied to is named in full or in part for the other ("Samsung Electronics")."""
    ties = [[set(key.partition(":")[2].split()) for key in _of(("tied:",), keys)] for keys in (left, right)]
    return any(one <= other or other <= one for one in ties[0] for other in ties[1])


def _are_in_two_places(left: Collection[str], right: Collection[str]) -> bool:
    """Tell two bodies apart that many towns have, also where the place is told of one of them alone."""
    places = [{frozenset(key.partition(":")[2].split()) for key in _of(("at:",), keys)} for keys in (left, right)]
    return all(places) and not any(one & other or one == other for one in places[0] for other in places[1])


def _are_of_two_middle_names(left: Collection[str], right: Collection[str]) -> bool:
    """Tell two letters apart, and a letter from none where the name is a common one and no office bears it out."""
    middles = [{one for one in _middles(keys) if _is_of_letters(one)} for keys in (left, right)]
    full = [_middles(keys) for keys in (left, right)]
    if not _differ(*middles) or any(_is_initial_of(one, other) for one in full[0] for other in full[1]):
        return False
    if not any("" in one for one in middles):
        return True
    if _held_one_office_apart(left, right):
        return True
    if _of(_SAME_POSITION, left) & _of(_SAME_POSITION, right):
        return False
    return "widespread:" in left or "widespread:" in right


def _held_one_office_apart(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether two of one family name held one office at times more than two terms apart, as father and son may."""
    years = [_years_in_office(keys) for keys in (left, right)]
    return any(
        min(abs(one - other) for one in years[0][held] for other in years[1][held]) > _TWO_TERMS
        for held in years[0].keys() & years[1].keys()
    )


def _years_in_office(keys: Collection[str]) -> dict[str, set[int]]:
    years: dict[str, set[int]] = {}
    for key in _of(("office:", "title:"), keys):
        held, _, year = key.rpartition(":")
        years.setdefault(held, set()).add(int(year))
    return years


def _are_short_for_two(shared: set[str], left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether two bodies share no more than an acronym, and each has another name that it is short for."""
    short = {key.partition(":")[2] for key in _of(("short:",), left) & _of(("short:",), right)}
    if not all(key.partition(":")[2] in short for key in shared):
        return False
    full = [{key.partition(":")[2] for key in _of(("full:",), keys)} for keys in (left, right)]
    if short and any(_is_of_another_state(*some) for some in ((left, full[1]), (right, full[0]))):
        return True
    return all(full) and not any(_are_named_alike(one, other) for one in full[0] for other in full[1])


def _is_of_another_state(keys: Collection[str], full: set[str]) -> bool:
    """Tell whether a body of a state that is told is not the one whose full names all tell another."""
    states = {f"country{key.partition(':')[2]}" for key in _of(("state:",), keys)}
    named = [{word for word in name.split() if word.startswith("country")} for name in full]
    return bool(states and named) and all(_differ(some, states) for some in named)


def _are_named_alike(left: str, right: str) -> bool:
    """Tell whether two full names of bodies are one, though one of them may leave out the country."""
    bare = [_UNION.sub("", _COUNTRY.sub("", name)).strip() for name in (left, right)]
    if bare[0] != bare[1]:
        return False
    return not _differ(set(_COUNTRY.findall(left)), set(_COUNTRY.findall(right)))


def _are_in_one_position(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether two are told to be in the same position; members of one party are many."""
    in_common = _of(_SAME_POSITION, left) & _of(_SAME_POSITION, right)
    return not all(key.startswith("tied:") and key.endswith(" party") for key in in_common)


def _have_two_middle_names(left: Collection[str], right: Collection[str]) -> bool:
    middles = [_middles(keys) - {""} for keys in (left, right)]
    return _differ(*middles) and not any(_is_initial_of(one, other) for one in middles[0] for other in middles[1])


def _are_of_one_trade_and_state(left: Collection[str], right: Collection[str]) -> bool:
    """Tell whether two with a rare family name do the same in one country ("an Australian footballer")."""
    if "widespread:" in left or "widespread:" in right or not _of(("state:",), left) & _of(("state:",), right):
        return False
    return bool(_of(("trade:",), left) & _of(("trade:",), right))


def _is_letter_of(letter: Collection[str], full: Collection[str]) -> bool:
    letters = {key.partition(":")[2] for key in _of(("letter:",), letter)}
    return any(key.partition(":")[2] in letters for key in _of(("initial:", "letter:"), full))


def _middles(keys: Iterable[str]) -> set[str]:
    return {key.partition(":")[2] for key in _of(("middle:",), keys)}


def _is_of_letters(middle: str) -> bool:
    return all(len(word) == 1 for word in middle.split())


def _is_initial_of(one: str, other: str) -> bool:
    letters = [[word[0] for word in middle.split()] for middle in (one, other)]
    return bool(letters[0]) and letters[0] == letters[1] and (_is_of_letters(one) or _is_of_letters(other))


def _trades(keys: Iterable[str]) -> set[str]:
    return {key.partition(":")[2] for key in _of(("trade:", "once:"), keys)} - {""}


def _is_part_of(short: Collection[str], long: Collection[str]) -> bool:
    """Tell whether a full name is another without what stands before or after it, a word for the generation aside."""
    parts, names = ([one.partition(":")[2] for one in _of(("person:",), keys)] for keys in (short, long))
    ends = [name.removesuffix(part) for name in names for part in parts if name.endswith(part)]
    starts = [name.removeprefix(part) for name in names for part in parts if name.startswith(part)]
    return not _NO_NAMES.issuperset([*ends, *starts])


def _is_end_of(short: Collection[str], long: Collection[str]) -> bool:
    ends = [one.partition(":")[2] for one in _of(("person:",), short)]
    names = [one.partition(":")[2] for one in _of(("person:",), long)]
    return any(name != end and name.endswith(end) for name in names for end in ends)


def _differ(left: set[str], right: set[str]) -> bool:
    return bool(left) and bool(right) and not left & right


def _of(prefixes: tuple[str, ...], keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key.startswith(prefixes)}
