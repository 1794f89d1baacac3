"""By what sources of different articles are known to be one."""

from app.facts.attribution import SourceKind
from app.facts.partial_date import PartialDate
from app.facts.reading import FoundSource
from app.names.body_names import (
    acronyms_of,
    body_keys,
    described_key,
    is_acronym,
    is_part_of_state,
    outlet_keys,
    read_body_name,
    state_told,
)
from app.names.offices import office_keys
from app.names.person_marks import person_marks
from app.names.person_names import middle_initial, person_keys


def identity_keys(source: FoundSource, published_at: PartialDate | None = None) -> tuple[str, ...]:
    """Keys by which a source is the same one in another article (see app.names.same_source).

    Every spelling of a person's full name gives the same `person:` key; a body's names and acronyms give `body:` keys,
    an outlet's `outlet:` ones too; a country, its capital and its government give one `government:` key. An office that
    one person holds at a time, with the family name and the article's year, gives `office:` keys, and what a state has
    one of a `described:` key. `state:`, `trade:`, `university:`, `post:`, `initial:` (empty for none) and `short:` (of
    an acronym) tell two of one name apart. Groups, other descriptions, family names alone, and offices that many
    countries have ("the Defense Ministry") where no description tells the country, give none: they are nobody else's.
    """
    if not source.named or source.kind is SourceKind.GROUP:
        return ()
    names = dict.fromkeys((source.name, *source.aliases))
    keys: list[str] = []
    if source.kind in (SourceKind.PERSON, SourceKind.UNKNOWN):
        full_names = {name: of_name for name in names if (of_name := person_keys(name))}
        keys.extend(f"person:{key}" for of_name in full_names.values() for key in of_name)
        keys.extend(office_keys(source.name, source.description, published_at))
        if keys:
            keys.extend(f"initial:{middle_initial(name) or ''}" for name in full_names)
            keys.extend(person_marks(source.description) if source.description else ())
    if source.kind is not SourceKind.PERSON:
        keys.extend(_keys_of_body(source))
    return tuple(dict.fromkeys(keys))


def _keys_of_body(source: FoundSource) -> list[str]:
    described = described_key(source.name)
    if described is not None:
        return [described]
    own = read_body_name(source.name)
    state = state_told(source.description) if source.description else None
    if own.is_government and source.description and is_part_of_state(source.description):
        return []
    keys = list(body_keys(source.name, state if source.kind is SourceKind.GOVERNMENT else None))
    short = [name for name in (source.name, *source.aliases) if is_acronym(name)]
    for alias in source.aliases:
        other = read_body_name(alias)
        if own.is_government or other.is_government:
            allowed = own.is_government and other.is_government
        elif is_acronym(alias):
            allowed = bool(keys) and _may_be_short_for(alias, source.name)
        else:
            allowed = len(other.words) > 1 and (not own.countries or other.countries <= own.countries)
        if allowed:
            keys.extend(body_keys(alias))
    if source.kind is SourceKind.OUTLET:
        keys.extend(outlet_keys(source.name))
    if own.is_government:
        return keys
    keys.extend(f"short:{read_body_name(name).key}" for name in short)
    return keys + _told_by_description(source.description, is_named=bool(keys))


def _told_by_description(description: str | None, *, is_named: bool) -> list[str]:
    described = described_key(description) if description else None
    state = state_told(description) if description and is_named else None
    return [*([described] if described else []), *([f"state:{state}"] if state else [])]


def _may_be_short_for(acronym: str, name: str) -> bool:
    return acronym.removeprefix("the ").replace(".", "").lower() in acronyms_of(name)
