"""Which of the descriptions that several articles give of a source stands on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.names.fold import fold
from app.names.name_words import name_words

_NOT_IN_OFFICE = name_words("not_in_office")
_ADDRESSES = name_words("addresses")
_SMALL_WORDS = name_words("small")


@dataclass(frozen=True, slots=True)
class DatedDescription:
    """What one article says a source is; `told_at` is when the article was published, where that is known."""

    text: str
    told_at: datetime | None


def standing_description(descriptions: Sequence[DatedDescription]) -> str | None:
    """The description of the newest dated article; of articles without a date the first one, where none is dated.

    Of an office changes are news: "former minister" of a newer article takes the place of "minister". Where the newest
    says less than an older one, and nothing else ("President", "the Ukrainian president"), the fuller stands, unless
    that tells of a former office. A form of address alone ("Professor") counts only where there is no more.
    `descriptions` are in the order in which the articles came; of one date the first counts.
    """
    if not descriptions:
        return None
    descriptions = [one for one in descriptions if not _words(one.text) <= _ADDRESSES] or descriptions
    dated = [one for one in descriptions if one.told_at is not None]
    newest = max(dated, key=_told_at, default=descriptions[0])
    fuller = [one for one in descriptions if _says_more(one.text, newest.text)]
    return max([newest, *fuller], key=lambda one: len(_words(one.text))).text


def _told_at(one: DatedDescription) -> datetime:
    if one.told_at is None:
        raise ValueError("an undated description has no place in time")
    return one.told_at


def _says_more(text: str, than: str) -> bool:
    words, others = _words(text), _words(than)
    return others < words and not words & _NOT_IN_OFFICE


def _words(text: str) -> frozenset[str]:
    return frozenset(word for part in text.split() for word in fold(part.replace("-", " ")).split()) - _SMALL_WORDS
