"""Who is told by an office that one person holds at a time: "Russian President" Putin."""

import re
from collections.abc import Sequence
from datetime import datetime

from app.facts.partial_date import PartialDate
from app.names.countries import NamedAs, find_country
from app.names.fold import fold
from app.names.known_bodies import known_owner
from app.names.name_words import name_words
from app.names.person_names import family_names, without_titles
from app.names.romanised_names import spelling_key

_VICE_PRESIDENT = re.compile(r"\b[Vv]ice[- ][Pp]resident\b")
_SMALL_WORDS = name_words("small")
_OF_A_STATE = {
    **{office: office for office in ("president", "chancellor", "king", "queen", "emperor", "leader")},
    **dict.fromkeys(("prime minister", "premier"), "premier"),
    "supreme leader": "leader",
    "vicepresident": "vice president",
}
_OF_A_BODY = {
    **{office: office for office in ("president", "mayor", "chancellor", "governor", "head", "commander")},
    **dict.fromkeys(("chair", "chairman", "chairwoman", "chairperson"), "chair"),
    **dict.fromkeys(("chief executive", "ceo"), "chief executive"),
    "foreign policy chief": "foreign policy chief",
    **dict.fromkeys(("director general", "directorgeneral"), "director general"),
    **dict.fromkeys(("secretary general", "secretarygeneral"), "secretary general"),
}
# Whom a body known all over the world has at its head, whatever its own title for that is.
_AT_THE_HEAD = frozenset(
    {"chief", "head", "president", "director general", "secretary general", "managing director", "executive director"}
)
_PORTFOLIOS = name_words("portfolios")
_SAME_PORTFOLIO = {"defence": "defense", "labour": "labor"}
_NOT_IN_OFFICE = name_words("not_in_office")
_COMMON_FAMILY_NAMES = name_words("common_family_names")
_WIDESPREAD = _COMMON_FAMILY_NAMES | name_words("widespread_family_names") | name_words("widespread_first_family_names")
_CHANGES_UNSEEN = frozenset({"leader"})


def office_keys(names: Sequence[str], description: str | None, published_at: PartialDate | None) -> tuple[str, ...]:
    """Keys that a person has in common with others of that family name, office and time.

    The office must be one that one person holds at a time, of a state or body that is told, now; "former" and "deputy"
    are none. An office changes hands, so the keys are of the year of an article and of the next one, and an undated
    article gives none. Of ministers with one of the commonest family names there may be two in a row: none either.
    An office of a state gives a `title:` key without the state, too, as does one whose state is not told ("President").
    """
    if description is None or published_at is None:
        return ()
    office = read_office(description)
    title = office.partition(":")[0] if office and state_of_office(office) else _untied_title(description)
    is_minister = (office or "").partition(":")[0].endswith((" minister", " secretary"))
    families = dict.fromkeys(family for name in names for family in family_names(without_titles(name)))
    keys: list[str] = []
    for year in _years_from(published_at.earliest, published_at.latest):
        for family in families:
            spelt = "".join(spelling_key(word) for word in fold(family).split())
            is_common = fold(family) in _COMMON_FAMILY_NAMES
            if office and not (is_common and (is_minister or year > published_at.latest.year)):
                keys.append(f"office:{office}:{spelt}:{year}")
            if title and fold(family) not in _WIDESPREAD:
                keys.append(f"title:{title}:{spelt}:{year}")
    return tuple(keys)


def is_of_public_office(office: str) -> bool:
    """Tell whether an office, as `read_office` gives it, is of a state or of a body known all over the world."""
    return state_of_office(office) is not None or known_owner(office.partition(":")[2]) is not None


def state_of_office(office: str) -> str | None:
    """The code of the state that an office, as `read_office` gives it, is of; None for one of another body."""
    owner = office.rpartition(":")[2]
    return owner if len(owner) == 2 and owner.isupper() else None


def read_office(description: str) -> str | None:
    """The office and the state or body that it is of, in one wording; None for all else."""
    named = _VICE_PRESIDENT.sub("vicepresident", description.replace("’", "'"))
    words = [word for word in named.split() if fold(word) not in ("", "the")]
    folded = fold(" ".join(words)).split()
    if not folded or _NOT_IN_OFFICE.intersection(folded):
        return None
    for length in range(min(3, len(folded) - 1), 0, -1):
        before, last = words[:-length], " ".join(folded[-length:])
        first, after = " ".join(folded[:length]), words[length:]
        if (found := _office_of(last, before)) is not None:
            return found
        if after and fold(after[0]) == "of" and (found := _office_of(first, after[1:])) is not None:
            return found
    return None


def _office_of(office: str, owner: list[str]) -> str | None:
    """The office with its owner; None where the words before or after it are not the owner's name alone."""
    if not owner or any(word[0].islower() and fold(word) not in _SMALL_WORDS for word in owner):
        return None
    folded = tuple(fold(" ".join(owner)).split())
    country = find_country(folded, 0)
    if country is not None and country[0] == len(folded) and country[2] is not NamedAs.SEAT:
        title = _OF_A_STATE.get(office) or _of_a_minister(office)
        return f"{title}:{country[1]}" if title else None
    known = known_owner(" ".join(owner))
    title = _OF_A_BODY.get(office)
    if known is not None and (office in _AT_THE_HEAD or title in _AT_THE_HEAD):
        title = "at the head"
    body = " ".join(word for word in fold(known or " ".join(owner)).split() if word not in _SMALL_WORDS)
    return f"{title}:{body}" if title and body else None


def _untied_title(description: str) -> str | None:
    words = fold(_VICE_PRESIDENT.sub("vicepresident", description))
    title = _OF_A_STATE.get(words) or _of_a_minister(words)
    return title if title not in _CHANGES_UNSEEN else None


def _of_a_minister(office: str) -> str | None:
    words = office.split()
    if len(words) == 2 and words[1] in {"minister", "secretary"} and words[0] in _PORTFOLIOS | {"treasury"}:
        return f"{_SAME_PORTFOLIO.get(words[0], words[0])} {words[1]}"
    if words[:2] == ["secretary", "of"] and words[2:] and words[2] in _PORTFOLIOS | {"state", "treasury"}:
        return f"{_SAME_PORTFOLIO.get(words[2], words[2])} secretary"
    return None


def _years_from(earliest: datetime, latest: datetime) -> tuple[int, ...]:
    return tuple(range(earliest.year, latest.year + 2))
