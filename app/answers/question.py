"""What a question asks for."""

from dataclasses import dataclass
from enum import StrEnum

from app.facts.figure import UnitKind
from app.facts.partial_date import PartialDate
from app.facts.quote import Stance


class Wanted(StrEnum):
    """What would answer: figures, quotes, either, or anything that shows whether it was said."""

    FIGURES = "figures"
    QUOTES = "quotes"
    BOTH = "both"
    VERIFICATION = "verification"


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One word of a question with every term that answers to it.

    `term` is the word's own; `listed` tells whether the thesaurus has it; `near` holds it and what means nearly the
    same, `terms` those and what is related to it. Without a `key` group nothing is an answer; of the others most must
    be met; an `outcome` must be told by the fact itself, not by a headline. `weight` tells how much it counts. A `name`
    among keywords is met in full by whom a fact is attributed to. A country or other proper name is `anchored`: where
    no fact found holds it, an article on the rest must. `counts_its` marks the country whose counted things are asked
    for ("South Korean soldiers"): those of another are no answer.
    """

    word: str
    term: str
    terms: frozenset[str]
    weight: float
    key: bool
    near: frozenset[str] = frozenset()
    outcome: bool = False
    name: bool = False
    anchored: bool = False
    counts_its: bool = False
    listed: bool = True

    @property
    def is_number(self) -> bool:
        """Whether it is a number that is asked for."""
        return self.term[0].isdigit()


@dataclass(frozen=True, slots=True)
class AskedSource:
    """Someone whose words are asked for: the name as asked, the known sources it may mean, and its terms."""

    name: str
    source_ids: tuple[str, ...]
    groups: tuple[TermGroup, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    `counted` is the group of the noun that is counted, where one is; `speech` the verb of saying, as asked;
    `is_keywords` tells words set side by side from a question; `month_words` are those of a date asked for; `asks_who`
    tells whether it is asked who says or does something.
    """

    asked: str
    wants: Wanted
    groups: tuple[TermGroup, ...]
    counted: TermGroup | None
    subject: str | None
    unit: str | None
    unit_kinds: tuple[UnitKind, ...]
    source: AskedSource | None
    mentions: tuple[str, ...]
    from_date: PartialDate | None
    to_date: PartialDate | None
    stances: tuple[Stance, ...]
    stance_is_asked: bool
    ignored_words: tuple[str, ...]
    speech: str | None = None
    is_keywords: bool = False
    month_words: str = ""
    asks_who: bool = False

    @property
    def asks_for_something(self) -> bool:
        """Whether any word of it can be searched for, or it asks for whatever was denied, or said at some time."""
        is_dated = self.from_date is not None or self.to_date is not None
        return bool(self.groups) or self.source is not None or self.stance_is_asked or is_dated

    @property
    def could_be_told_by_others(self) -> bool:
        """Whether it asks if someone asked, wanted or promised something, which mostly others tell of them."""
        told = {Stance.ASKS, Stance.WANTS, Stance.PROMISES}
        return self.wants is Wanted.VERIFICATION and self.source is not None and not told.isdisjoint(self.stances)
