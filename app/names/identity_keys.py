"""By what sources of different articles are known to be one."""

from collections.abc import Collection

from app.facts.attribution import SourceKind
from app.facts.partial_date import PartialDate
from app.facts.reading import FoundSource
from app.names.body_names import (
    BodyName,
    acronyms_of,
    body_keys,
    described_as_named,
    described_key,
    full_name_of_body,
    is_acronym,
    is_part_of_state,
    keys_without_state,
    leading_state,
    outlet_keys,
    place_told,
    read_body_name,
    spellings_of_body,
    state_told,
    with_acronym,
)
from app.names.fold import fold
from app.names.known_bodies import known_full_name, known_state
from app.names.name_words import name_words
from app.names.offices import office_keys
from app.names.person_marks import person_marks
from app.names.person_names import (
    brief_keys,
    family_names,
    is_widespread,
    like_keys,
    middle_names,
    person_keys,
    regnal_keys,
    titled_key,
)

_SHORTEST_ACRONYM = 3
_COMMONEST_FAMILY_NAMES = name_words("commonest_family_names")
_FAMILY_NAME_FIRST = frozenset(f"state:{code}" for code in ("cn", "hu", "jp", "kh", "kp", "kr", "tw", "vn"))


def identity_keys(source: FoundSource, published_at: PartialDate | None = None) -> tuple[str, ...]:
    """Keys by which a source is the same one in another article (see app.names.same_source).

    Every spelling of a person's full name gives the same `person:` key; a body's names and acronyms give `body:` keys,
    an outlet's `outlet:` ones too; a country, its capital and its government give one `government:` key. Names that may
    be another's in short give `brief:` (of a middle initial) and `like:` keys. An office that one person holds at a
    time, with the family name and the article's year, gives `office:` keys, one of a state a `title:` key without it, a
    professor's university and family name `colleague:`, and what a state has one of a `described:` key. All others are
    marks that tell two of one name apart or bear out that they are one. Groups, other descriptions, family names alone,
    and offices that many countries have ("the Defense Ministry") where no description tells the country, give none:
    they are nobody else's.
    """
    if not source.named or source.kind is SourceKind.GROUP:
        return ()
    keys: list[str] = []
    if source.kind in (SourceKind.PERSON, SourceKind.UNKNOWN):
        keys.extend(_keys_of_person(source, published_at))
    if source.kind is not SourceKind.PERSON:
        keys.extend(_keys_of_body(source))
    return tuple(dict.fromkeys(keys))


def _keys_of_person(source: FoundSource, published_at: PartialDate | None) -> list[str]:
    names = tuple(dict.fromkeys((source.name, *source.aliases)))
    marks = [*(person_marks(source.description) if source.description else ()), *_other_names(source)]
    family_may_be_first = not _FAMILY_NAME_FIRST.isdisjoint(marks)
    full_names = [name for name in names if middle_names(name) is not None]
    keys = [
        f"person:{key}" for name in full_names for key in person_keys(name, family_may_be_first=family_may_be_first)
    ]
    keys += [f"person:{key}" for key in regnal_keys(source.name, source.description)]
    keys += [f"brief:{key}" for name in full_names for key in brief_keys(name)]
    if marks:
        keys += [key for name in names for key in like_keys(name)]
        keys += [f"like:{titled}" for name in names if (titled := titled_key(name)) is not None]
    keys += office_keys(
        [source.name, *(name for name in source.aliases if " " not in name)], source.description, published_at
    )
    keys += _keys_of_professor(names, marks)
    if not keys:
        return []
    keys += [f"middle:{middle_names(name)}" for name in full_names]
    keys += ["widespread:"] if any(is_widespread(name) for name in full_names) else []
    return [*keys, *marks]


def _other_names(source: FoundSource) -> list[str]:
    """Marks of what a person is called that is no part of the name ("AMLO")."""
    own = fold(source.name).split()
    return [f"called:{fold(alias)}" for alias in source.aliases if " " not in alias and fold(alias) not in own]


def _keys_of_professor(names: Collection[str], marks: Collection[str]) -> list[str]:
    """ "Professor Lim" of one university is whoever teaches there under that name and is named in full."""
    if "trade:academic" not in marks:
        return []
    families = dict.fromkeys(fold(family) for name in names for family in family_names(name))
    families = {family: None for family in families if family not in _COMMONEST_FAMILY_NAMES}
    universities = [mark.partition(":")[2] for mark in marks if mark.startswith("university:")]
    return [f"colleague:{university}:{family}" for university in universities for family in families]


def _keys_of_body(source: FoundSource) -> list[str]:
    described = described_key(source.name)
    if described is not None:
        return [described]
    name, *behind = with_acronym(source.name)
    aliases = [*behind, *source.aliases]
    own = read_body_name(name)
    state = state_told(source.description) if source.description else None
    if own.is_government and source.description and is_part_of_state(source.description):
        return []
    is_of_state = source.kind is SourceKind.GOVERNMENT
    keys = [key for spelt in spellings_of_body(name) for key in body_keys(spelt, state if is_of_state else None)]
    for alias in aliases:
        if _may_be_named(alias, own):
            keys.extend(key for spelt in spellings_of_body(alias) for key in body_keys(spelt))
    known = _known_names((name, *aliases), source.kind) if state is None else []
    keys.extend(key for full in known for key in body_keys(full))
    if source.kind is SourceKind.OUTLET:
        keys.extend(outlet_keys(name))
    if own.is_government:
        return keys
    if is_of_state:
        keys.extend(keys_without_state(name))
        keys.extend(_states_of_aliases(own, source.aliases) if keys else ())
        as_named = described_as_named(name)
        keys.extend([as_named] if as_named else [])
    home = known_state(name) if known else None
    keys.extend([f"state:{home}"] if home else [])
    names = (name, *aliases, *known)
    keys.extend(f"short:{read_body_name(one).key}" for one in names if is_acronym(one))
    keys.extend(f"full:{full}" for one in names if (full := full_name_of_body(one)))
    place = place_told(name, source.description) if keys else None
    keys += [f"at:{place}"] if place is not None else []
    return keys + _told_by_description(source.description, is_named=bool(keys))


def _known_names(names: Collection[str], kind: SourceKind) -> list[str]:
    """The full names of bodies that are known by one of these names, unless another of these is it in full."""
    own = {acronym for name in names if not is_acronym(name) for acronym in acronyms_of(name)}
    known = [known_full_name(name, kind) for name in names if not (is_acronym(name) and fold(name) in own)]
    return [name for name in known if name is not None]


def _states_of_aliases(own: BodyName, aliases: Collection[str]) -> list[str]:
    """Marks of the states whose body of that name an article calls it elsewhere ("Israel's Northern Command")."""
    if own.countries:
        return []
    states = [leading_state(alias) for alias in aliases if read_body_name(alias).words == own.words]
    return [f"state:{state}" for state in states if state is not None]


def _may_be_named(alias: str, own: BodyName) -> bool:
    """Tell whether what an article calls a body as well may be another name of it, and not of what it belongs to."""
    other = read_body_name(alias)
    if own.is_government or other.is_government:
        return own.is_government and other.is_government
    if is_acronym(alias):
        return len(alias) >= _SHORTEST_ACRONYM
    return len(other.words) > 1 and (not own.countries or other.countries <= own.countries)


def _told_by_description(description: str | None, *, is_named: bool) -> list[str]:
    described = described_key(description) if description else None
    state = state_told(description) if description and is_named else None
    return [*([described] if described else []), *([f"state:{state}"] if state else [])]
