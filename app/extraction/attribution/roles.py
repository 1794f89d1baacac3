"""Which of an article's people and bodies a description like "the agency" or "the minister" may stand for."""

from app.extraction.attribution.entity_table import Entity
from app.extraction.attribution.source_words import (
    BODY_NOUNS,
    COURTESY_TITLES,
    OUTLET_NOUNS,
    PERSON_NOUNS,
    STATE_NOUNS,
)
from app.extraction.attribution.states import find_people, find_state
from app.facts.attribution import SourceKind

_SECRET_SERVICES = frozenset({"cia", "nis", "fsb", "svr", "gru", "mi5", "mi6", "mossad", "sbu", "bnd", "kgb", "nsa"})
_AGENCIES = frozenset({"agency", "service", "bureau", "administration"})
_FIRMS = frozenset({"company", "firm", "corporation", "maker", "manufacturer", "producer", "retailer", "airline",
                    "carrier", "operator", "insurer"})  # fmt: skip
_CLUBS = frozenset({"club", "team", "side"})
_CLUB_WORDS = frozenset({"fc", "afc", "united", "rovers", "wanderers", "athletic", "rangers", "albion", "hotspur"})
_SECRET = frozenset({"spy", "intelligence", "espionage"})
_OUTLETS = OUTLET_NOUNS | {"agency"}
_OF_AN_OUTLET = frozenset({"news", "state", "television", "tv", "party", "daily", "weekly", "radio"})
# What anyone may be called without having borne the title before.
GENERAL_ROLES = frozenset({"leader", "founder", "politician", "billionaire", "businessman", "businesswoman", "tycoon",
                           "mogul", "expert", "scholar", "author", "writer", "dictator",
                           "strongman", "ruler", "man", "woman", "scientist", "researcher", "veteran"})  # fmt: skip

_OFFICES = frozenset({"president", "minister", "premier", "chancellor", "senator", "governor", "mayor", "congressman",
                      "congresswoman", "chairman", "chairwoman", "professor", "columnist", "analyst", "director",
                      "ambassador", "judge", "general", "king", "queen", "pope", "coach", "manager"})  # fmt: skip


def fits_role(entity: Entity, word: str, modifiers: frozenset[str]) -> bool:
    """Tell whether a named entity is known to be what a noun and its modifiers describe ("agency", {"spy"})."""
    described = (entity.description or "").lower().replace(",", "").split()
    if entity.kind is SourceKind.PERSON:
        known = entity.titles | set(described[:8])
        return word in known and word in PERSON_NOUNS and word not in COURTESY_TITLES and modifiers <= known
    words = {part.lower().strip(".,’'") for part in " ".join([entity.name, *entity.aliases]).split()} | set(described)
    if entity.kind is SourceKind.OUTLET:
        return word in _OUTLETS and modifiers <= words | _OF_AN_OUTLET and (word != "agency" or "news" in modifiers)
    if find_state(entity.name) is not None or find_people(entity.name) is not None:
        return False
    if word in _AGENCIES:
        is_secret = bool(words & (_SECRET | _SECRET_SERVICES))
        rest = modifiers - _SECRET if is_secret else modifiers
        return bool(words & _AGENCIES or is_secret) and rest <= words
    return _fits_body(entity, word, modifiers, words)


def _fits_body(entity: Entity, word: str, modifiers: frozenset[str], words: set[str]) -> bool:
    if word in words and word in BODY_NOUNS:
        return modifiers <= words
    if entity.kind is not SourceKind.ORGANISATION or not entity.is_kind_sure or modifiers:
        return False
    if word in _CLUBS:
        return bool(words & _CLUB_WORDS)
    if word not in _FIRMS:
        return False
    return bool(words & {"inc", "corp", "ltd", "plc", "gmbh", "ag", "co", "llc", "motors", "airlines", *_FIRMS})


def may_bear(entity: Entity, word: str) -> bool:
    """Tell whether a person who was spoken of just before may be called by a noun that was not used of them yet."""
    if entity.kind is not SourceKind.PERSON or not entity.named:
        return False
    has_other_role = bool(entity.titles - COURTESY_TITLES) or entity.description is not None
    return word in GENERAL_ROLES or (word in PERSON_NOUNS and word in _OFFICES and not has_other_role)


def is_of_the_powerful(word: str) -> bool:
    """Tell whether a noun is used of the one person in power whom a whole article is about ("the leader")."""
    return word in {"leader", "founder", "dictator", "strongman", "ruler"}


def is_state_body(word: str) -> bool:
    """Tell whether a common noun names a body of a state ("military", "ministry")."""
    return word in STATE_NOUNS and word not in {"state", "nation", "country", "county", "city", "staff", "government"}
