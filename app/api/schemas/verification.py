"""Verifying texts on the wire."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field

from app.answers.figure_verdict import FigureMatch, FigureVerdict
from app.answers.quote_match import QuoteMatch
from app.answers.quote_verdict import QuoteVerdict
from app.answers.word_diff import DiffOperation
from app.answers.word_diff import DiffStep as FoundDiffStep
from app.api.schemas import examples
from app.api.schemas.fact import Fact, fact_of
from app.api.schemas.inputs import Name
from app.api.schemas.span import Span
from app.api.schemas.wire import Input, Output
from app.archive.statistics import Searched
from app.facts.text_span import TextSpan
from app.use_cases.verify_text import MAX_TEXT_CHARACTERS, JudgedClaim
from app.use_cases.verify_text import Verification as FoundVerification

_CLAIMED = "We expect 1,200 homes to lose power"
_CUT = examples.span("We expect"), examples.span("up to"), examples.span("1,200 homes to lose power")
_DIFF: list[dict[str, Any]] = [
    {"op": "equal", "claimed": {"start": 0, "end": 9, "exact": "We expect"}, "recorded": _CUT[0]},
    {"op": "insert", "claimed": None, "recorded": _CUT[1]},
    {"op": "equal", "claimed": {"start": 10, "end": 35, "exact": "1,200 homes to lose power"}, "recorded": _CUT[2]},
]
_MATCH: dict[str, Any] = {"fact": dict(examples.QUOTE), "similarity": 0.9524, "diff": _DIFF}
_CLAIM: dict[str, Any] = {
    "type": "quote",
    "start": 0,
    "end": len(_CLAIMED),
    "exact": _CLAIMED,
    "verdict": "altered",
    "matches": [_MATCH],
}
_FIGURE_MATCH: dict[str, Any] = {
    "fact": dict(examples.FIGURE),
    "similarity": 1.0,
    "diff": [
        {"op": "insert", "claimed": None, "recorded": _CUT[1]},
        {
            "op": "equal",
            "claimed": {"start": 10, "end": 15, "exact": "1,200"},
            "recorded": examples.span("1,200"),
        },
    ],
}
_FIGURE_CLAIM: dict[str, Any] = {
    "type": "figure",
    "start": 10,
    "end": 15,
    "exact": "1,200",
    "verdict": "near",
    "matches": [_FIGURE_MATCH],
}


class VerifyInput(Input):
    """A text to verify: one quotation or figure, or a whole passage. Nothing of it is stored."""

    model_config = ConfigDict(json_schema_extra={"example": {"text": _CLAIMED, "source": "Mina Sorel"}})

    text: str = Field(
        description="What to verify, in English: a bare quotation, a sentence with a figure, or a passage such as a "
        "language model's answer, of which every quote and figure is verified.",
        min_length=1,
        max_length=MAX_TEXT_CHARACTERS,
        examples=[_CLAIMED],
    )
    source: Name | None = Field(
        default=None,
        description="Who is said to have said it: a source's id, or a name in any spelling. Where the text itself "
        "names the speaker of a claim, that speaker counts for it instead.",
        examples=["Mina Sorel", examples.SOURCE_ID],
    )


class DiffStep(Output):
    """One step from the claimed words to the recorded ones."""

    model_config = ConfigDict(json_schema_extra={"example": _DIFF[0]})

    op: DiffOperation = Field(
        description="`equal`: the same words, whatever their case, marks and dashes; `insert`: only on record; "
        "`delete`: only claimed; `replace`: others on record.",
        examples=["equal"],
    )
    claimed: Span | None = Field(
        description="The words in the posted text, with offsets in it; null for `insert`.",
        examples=[_DIFF[0]["claimed"], None],
    )
    recorded: Span | None = Field(
        description="The words on record, with offsets in the stored text of the article; null for `delete`.",
        examples=[_DIFF[0]["recorded"], None],
    )

    @classmethod
    def of(cls, step: FoundDiffStep) -> Self:
        """Put a step on the wire."""
        return cls(op=step.operation, claimed=Span.of_any(step.claimed), recorded=Span.of_any(step.recorded))


class Match(Output):
    """A fact on record that a verdict rests on."""

    model_config = ConfigDict(json_schema_extra={"example": _MATCH})

    fact: Fact = Field(description="The fact, with its evidence.")
    similarity: float = Field(
        description="From 0 to 1. Of quotes: the share of the words on both sides that is equal, left-out words of the "
        "sentence among them, the commonest words counting a quarter; of reported statements, that of the telling "
        "words. Of figures: the smaller value over the larger.",
        ge=0,
        le=1,
        examples=[0.9524],
    )
    diff: list[DiffStep] = Field(description="How the wordings differ, word by word, in order.")

    @classmethod
    def of(cls, match: QuoteMatch | FigureMatch) -> Self:
        """Put a match on the wire."""
        return cls(
            fact=fact_of(match.fact),
            similarity=round(match.similarity, 4),
            diff=[DiffStep.of(step) for step in match.diff],
        )


class _Claim(Output):
    """What quotes and figures that are claimed share."""

    start: int = Field(description="Offset of its first character in the posted text.", ge=0, examples=[0])
    end: int = Field(description="Offset after its last character.", ge=1, examples=[len(_CLAIMED)])
    exact: str = Field(description="The claim: `text[start:end]`.", min_length=1, examples=[_CLAIMED])


class QuoteClaim(_Claim):
    """Words that somebody is said to have said, or that stand in quotation marks."""

    model_config = ConfigDict(json_schema_extra={"example": _CLAIM})

    type: Literal["quote"] = Field(description="Tells quotes from figures.", examples=["quote"])
    verdict: QuoteVerdict = Field(
        description="The first that holds. `verbatim`: the words stand, character for character, in the source's own "
        "words; marks at both ends apart. `normalised`: but for case, marks, dashes, spaces, hyphens, what scanners "
        "misread, or an open ellipsis or square brackets that turn nothing. `truncated`: they stand there, but words "
        "of the same sentence are left out that change them: a clause or limitation behind (“… but only if …”), "
        "anything behind where the claim puts a full stop, a negation, condition or somebody else's saying before. "
        "`other_source`: they are on record only from someone else. `spliced`: they are put together of several "
        "quotes. `altered`: nearly these words stand there. `indirect_only`: only a report of it is on record. "
        "`denied`: only denials speak of it. `not_in_corpus`: nothing like it is on record, which never means false.",
        examples=["altered"],
    )
    matches: list[Match] = Field(
        description="The quotes that the verdict rests on, the best first; those of other sources only where the "
        "verdict rests on them. What copies of one text have in common is shown once."
    )


class FigureClaim(_Claim):
    """A figure that the text states."""

    model_config = ConfigDict(json_schema_extra={"example": _FIGURE_CLAIM})

    type: Literal["figure"] = Field(description="Tells figures from quotes.", examples=["figure"])
    verdict: FigureVerdict = Field(
        description="What the source asked about says of the same matter, in the same unit and as surely; any source, "
        "where nobody is asked about. `claimed`: the same value and bound. `near`: another value "
        "or bound, but one number can meet both. `contradicted`: only values that cannot. `not_in_corpus`: nothing of "
        "the same matter, which never means false.",
        examples=["near"],
    )
    matches: list[Match] = Field(
        description="The figures of the same matter: those that claim it, then those near it, then those against it; "
        "behind them, in the same order, those of other sources than the one asked about. What copies of one text have "
        "in common is shown once."
    )


Claim = Annotated[QuoteClaim | FigureClaim, Field(discriminator="type")]
"""A claimed quote or figure; `type` tells which."""


def claim_of(judged: JudgedClaim) -> QuoteClaim | FigureClaim:
    """Put a judged claim on the wire."""
    span: TextSpan = judged.span
    matches = [Match.of(match) for match in judged.matches]
    if isinstance(judged.verdict, QuoteVerdict):
        return QuoteClaim(
            type="quote", start=span.start, end=span.end, exact=span.exact, verdict=judged.verdict, matches=matches
        )
    return FigureClaim(
        type="figure", start=span.start, end=span.end, exact=span.exact, verdict=judged.verdict, matches=matches
    )


class Corpus(Output):
    """How much was searched."""

    articles: int = Field(description="Articles on record, newest versions alone.", ge=0, examples=[14])
    from_date: str | None = Field(
        serialization_alias="from", description="Date of the first dated article.", examples=["2024-10-16"]
    )
    to_date: str | None = Field(
        serialization_alias="to", description="Date of the last dated article.", examples=["2025-03-02"]
    )

    @classmethod
    def of(cls, searched: Searched) -> Self:
        """Put the extent of a search on the wire."""
        return cls(
            articles=searched.articles,
            from_date=searched.from_date.text if searched.from_date else None,
            to_date=searched.to_date.text if searched.to_date else None,
        )


class Verification(Output):
    """What is on record of each claim of a text."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "claims": [_CLAIM, _FIGURE_CLAIM],
                "corpus": {"articles": 14, "from": "2024-10-16", "to": "2025-03-02"},
            }
        }
    )

    claims: list[Claim] = Field(
        description="Every quote and figure that the text claims, in reading order; or the text itself as one. Figures "
        "inside words that are on record as they are, are not claims of their own."
    )
    corpus: Corpus = Field(description="How much was searched, so that `not_in_corpus` can be judged.")

    @classmethod
    def of(cls, found: FoundVerification) -> Self:
        """Put a verification on the wire."""
        return cls(claims=[claim_of(claim) for claim in found.claims], corpus=Corpus.of(found.searched))
