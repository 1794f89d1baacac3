"""A figure in the making."""

from dataclasses import dataclass, field
from decimal import Decimal

from spacy.tokens import Token

from app.extraction.figures.numerals import Numeral
from app.facts.figure import Bound, Change, RelatedAs, Role, UnitKind
from app.facts.text_span import TextSpan


@dataclass(slots=True, eq=False)
class Draft:
    """A quantity under way from printed number to figure; each step fills what it knows.

    `text` is the article's. `start` and `end` cover the quantity with its unit, `numeral` the number alone. `first` is
    the number's first word in the parse, `anchor` the word by which the quantity hangs in its sentence, `sentence` the
    number of that sentence, `noun` the head of the noun that is counted, `holder` the one whose age it is, or the
    people that a number without a noun of its own counts, `converts` the quantity that this one prints again in
    another unit. `unit` None and `kind` OTHER mean that no unit is printed beside the number.
    """

    text: str
    numeral: Numeral
    start: int
    end: int
    low: Decimal
    high: Decimal
    first: Token
    anchor: Token
    sentence: int = 0
    unit: str | None = None
    kind: UnitKind = UnitKind.OTHER
    noun: Token | None = None
    noun_start: Token | None = None
    holder: Token | None = None
    bound: Bound = Bound.EXACT
    change: Change | None = None
    role: Role = Role.CLAIM
    is_bare: bool = False
    is_part_of_whole: bool = False
    is_multiple: bool = False
    borrowed_from: "Draft | None" = None
    converts: "Draft | None" = None
    condition: TextSpan | None = None
    related: list[tuple["Draft", RelatedAs]] = field(default_factory=list)

    @property
    def value(self) -> Decimal:
        """The one value, or the lower end of a range."""
        return self.low

    @property
    def head(self) -> Token:
        """The word of the number by which it hangs in the sentence: the "million" of "60 million"."""
        word = self.first
        while word.dep_ in ("compound", "quantmod", "nummod") and word.i < word.head.i and word.head.idx < self.end:
            word = word.head
        return word

    @property
    def has_fraction(self) -> bool:
        """Whether the value is not whole, told without a remainder, which decimals of many digits have none of."""
        return self.low != self.low.to_integral_value()
