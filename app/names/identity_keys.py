"""By what sources of different articles are known to be one."""

from app.facts.attribution import SourceKind
from app.facts.reading import FoundSource
from app.names.body_names import acronyms_of, body_keys, is_acronym, read_body_name
from app.names.person_names import person_keys


def identity_keys(source: FoundSource) -> tuple[str, ...]:
    """Keys by which a source is the same one in another article: two that share a key are one.

    Every spelling of a person's full name gives the same `person:` key; a body's names and acronyms give `body:` keys;
    a country, its capital and its government give one `government:` key. Groups, descriptions, family names alone
    and offices that many countries have ("the Defense Ministry") give none: they are nobody else's across articles.
    """
    if not source.named or source.kind is SourceKind.GROUP:
        return ()
    names = dict.fromkeys((source.name, *source.aliases))
    keys: list[str] = []
    if source.kind in (SourceKind.PERSON, SourceKind.UNKNOWN):
        keys.extend(f"person:{key}" for name in names for key in person_keys(name))
    if source.kind is not SourceKind.PERSON:
        keys.extend(_keys_of_body(source))
    return tuple(dict.fromkeys(keys))


def _keys_of_body(source: FoundSource) -> list[str]:
    keys = list(body_keys(source.name))
    own = read_body_name(source.name)
    for alias in source.aliases:
        other = read_body_name(alias)
        if own.is_government or other.is_government:
            allowed = own.is_government and other.is_government
        elif is_acronym(alias):
            allowed = bool(keys) and alias.removeprefix("the ").replace(".", "").lower() in acronyms_of(source.name)
        else:
            allowed = len(other.words) > 1 and (not own.countries or other.countries <= own.countries)
        if allowed:
            keys.extend(body_keys(alias))
    return keys
