"""A figure in the making."""

from dataclasses import dataclass, field
from decimal import Decimal

from spacy.tokens import Token

from app.extraction.figures.numerals import Numeral
from app.facts.figure import Bound, Change, RelatedAs, Role, UnitKind
from app.facts.text_span import TextSpan

# Two decimals, as in "rose 12 cents to 61.20", tell whole units of the currency, not hundredths.
_WHOLE_COINS = -2


@dataclass(slots=True, eq=False)
class Draft:
    """A quantity under way from printed number to figure; each step fills what it knows.

    `text` is the article's. `start` and `end` cover the quantity with its unit, `numeral` the number alone. `first` is
    the number's first word in the parse, `anchor` the word by which the quantity hangs in its sentence, `sentence` the
    number of that sentence, `noun` the head of the noun that is counted, `holder` the one whose age it is, or the
    people that a number without a noun of its own counts, `converts` the quantity that this one prints again in another
    unit, `worth` what one of the printed coins is in the unit (a cent is 0.01). `unit` None and `kind` OTHER mean that
    no unit is printed beside the number.
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
    worth: Decimal = Decimal(1)
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

    def take_unit(self, giver: "Draft") -> None:
        """Go on with the unit of another figure, whose noun stands for this one too; 640 after "12p" is in pence."""
        self.unit, self.kind, self.is_bare, self.borrowed_from = giver.unit, giver.kind, False, giver
        if giver.noun is not None:
            self.noun, self.noun_start = giver.noun, giver.noun_start
        if giver.worth != 1 and self.numeral.magnitude == 1 and self.low.as_tuple().exponent != _WHOLE_COINS:
            self.worth = giver.worth
            self.low, self.high = self.low * giver.worth, self.high * giver.worth

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
