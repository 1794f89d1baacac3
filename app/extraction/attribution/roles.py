"""Which of an article's people and bodies a description like "the agency" or "the minister" may stand for."""

from app.extraction.attribution.entity_table import Entity
from app.extraction.attribution.given_names import FIRM_WORDS
from app.extraction.attribution.source_words import (
    BODY_NOUNS,
    COURTESY_TITLES,
    DOCUMENT_NOUNS,
    OUTLET_NOUNS,
    PERSON_NOUNS,
    STATE_NOUNS,
)
from app.extraction.attribution.states import find_people, find_state
from app.extraction.word_set import word_set
from app.facts.attribution import SourceKind

_SECRET_SERVICES = frozenset({"cia", "nis", "fsb", "svr", "gru", "mi5", "mi6", "mossad", "sbu", "bnd", "kgb", "nsa"})
_AGENCIES = frozenset({"agency", "service", "bureau", "administration"})
_FIRMS = frozenset({"company", "firm", "corporation", "maker", "manufacturer", "producer", "retailer", "airline",
                    "carrier", "operator", "insurer", "utility", "brewer", "lender", "supplier", "automaker",
                    "carmaker", "chipmaker", "drugmaker", "brewery", "conglomerate", "startup"})  # fmt: skip
_NO_FIRM_WORDS = (BODY_NOUNS - {"company", "firm", "corporation", "group", "bank", *_FIRMS, "studio"}) | frozenset(
    {"centre", "center", "confederation", "workers’", "workers'", "workers", "board", "unite", "summit", "agreement"}
)
_CLUBS = frozenset({"club", "team", "side"})
_CLUB_WORDS = frozenset({"fc", "afc", "united", "rovers", "wanderers", "athletic", "rangers", "albion", "hotspur"})
_PLATFORMS = frozenset(
    {"x", "twitter", "facebook", "instagram", "bluesky", "telegram", "youtube", "tiktok", "whatsapp"}
)
_GENERAL_BODIES = frozenset({"charity", "group", "organisation", "organization", "body", "nonprofit", "lobby"})
_OVERSEERS = frozenset({"regulator", "watchdog"})
_NO_PEOPLE = word_set(
    """
    supplier lender publisher employer letter counter poster computer number matter chapter offer center
    theater border tower power water weather winter summer factor sector tractor reactor error mirror harbor
    harbour floor door tenor quarter river list gist pitcher banner sensor monitor career
    """
)
_UNION_WORDS = frozenset({"workers", "workers’", "teamsters", "unison", "brotherhood"})
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
        is_central_bank = word == "bank" and bool(words & {"of", "national", "reserve"})
        return modifiers <= (words | {"central"} if is_central_bank else words)
    if entity.kind is not SourceKind.ORGANISATION or not entity.is_kind_sure or modifiers:
        return False
    if word in _CLUBS:
        return bool(words & _CLUB_WORDS)
    if word == "union":
        return bool(words & _UNION_WORDS)
    if word not in _FIRMS:
        return False
    return bool(words & {"inc", "corp", "ltd", "plc", "gmbh", "ag", "co", "llc", "motors", "airlines", *_FIRMS})


def may_be_firm(entity: Entity) -> bool:
    """Tell whether a named entity may be what "the company" or "the retailer" stands for."""
    words = {part.lower().strip(".,’'") for part in entity.name.split()}
    if not entity.named or words & _NO_FIRM_WORDS or find_state(entity.name) is not None or find_people(entity.name):
        return False
    if entity.name.lower() in BODY_NOUNS:
        return False
    is_platform = entity.name.lower().strip(".") in _PLATFORMS
    return entity.kind in {SourceKind.ORGANISATION, SourceKind.UNKNOWN} and not is_platform


def is_firm_noun(word: str) -> bool:
    """Tell whether a noun is used of companies only."""
    return word in _FIRMS


def is_general_body(word: str) -> bool:
    """Tell whether a noun may be used of a body whose name does not tell it ("the charity")."""
    return word in _GENERAL_BODIES | _OVERSEERS


def may_be_called_body(entity: Entity, word: str) -> bool:
    """Tell whether a body that was spoken of just before may be "the group" or "the regulator": no firm, no state."""
    if not entity.named or set(entity.name.lower().split()) & FIRM_WORDS or find_state(entity.name) is not None:
        return False
    is_of_state = entity.kind is SourceKind.GOVERNMENT and word in _OVERSEERS
    return is_of_state or entity.kind is SourceKind.ORGANISATION


def is_persons_noun(word: str) -> bool:
    """Tell whether a noun is used of people, by the lists or by its ending ("botanist", "lamplighter")."""
    if word in PERSON_NOUNS:
        return True
    if word in BODY_NOUNS | OUTLET_NOUNS | DOCUMENT_NOUNS | _NO_PEOPLE or len(word) < 5:
        return False
    return word.endswith(("ist", "ian", "man", "woman", "eer", "er", "or"))


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
