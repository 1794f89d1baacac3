"""Lookups on the wire."""

from typing import Self

from pydantic import ConfigDict, Field

from app.answers.question import AskedSource as UnderstoodSource
from app.answers.question import Question
from app.answers.rank import RankedFact
from app.answers.summarise import Summary as FoundSummary
from app.api.schemas import examples
from app.api.schemas.fact import Fact, fact_of
from app.api.schemas.wire import Output
from app.archive.statistics import Searched as SearchedArchive

_SUMMARY = "Mina Sorel said up to 1,200 homes are expected to lose power (Dalmere Courier, 2024-10-16)."


class AskedSource(Output):
    """Someone whose words are asked for."""

    name: str = Field(description="The name as asked.", examples=["Sorel"])
    ids: list[str] = Field(description="The sources on record that it may mean.", examples=[[examples.SOURCE_ID]])

    @classmethod
    def of(cls, source: UnderstoodSource) -> Self:
        """Put an asked source on the wire."""
        return cls(name=source.name, ids=list(source.source_ids))


class UnderstoodQuery(Output):
    """How a question was understood."""

    asked: str = Field(description="The question as asked.", examples=["how many homes will lose power?"])
    subject: str | None = Field(description="What is asked about.", examples=["homes"])
    unit: str | None = Field(description="The unit asked for.", examples=["home", None])
    sources: list[AskedSource] = Field(description="Whose words are asked for.", examples=[[]])
    mentions: list[str] = Field(description="Names that must stand in the answer.", examples=[["Dalmere"]])
    from_date: str | None = Field(
        serialization_alias="from", description="First date asked about.", examples=["2024-10", None]
    )
    to_date: str | None = Field(
        serialization_alias="to", description="Last date asked about.", examples=["2024-10", None]
    )
    ignored_words: list[str] = Field(
        description="Words of the question that were not searched for.", examples=[["how", "many", "will"]]
    )

    @classmethod
    def of(cls, question: Question) -> Self:
        """Put a question on the wire."""
        return cls(
            asked=question.asked,
            subject=question.subject,
            unit=question.unit,
            sources=[AskedSource.of(question.source)] if question.source else [],
            mentions=list(question.mentions),
            from_date=question.from_date.text if question.from_date else None,
            to_date=question.to_date.text if question.to_date else None,
            ignored_words=list(question.ignored_words),
        )


class Summary(Output):
    """One plain sentence, made only from the facts it cites."""

    text: str = Field(description="The sentence.", examples=[_SUMMARY])
    fact_ids: list[str] = Field(
        description="The facts it is made of, in the order it names them.", examples=[[examples.FIGURE_ID]]
    )

    @classmethod
    def of(cls, summary: FoundSummary | None) -> Self | None:
        """Put a summary on the wire, where there is one."""
        return None if summary is None else cls(text=summary.text, fact_ids=list(summary.fact_ids))


class LookupItem(Output):
    """A fact that answers."""

    score: float = Field(description="How well it answers, from 0 to 1.", ge=0, le=1, examples=[0.91])
    matched: list[str] = Field(description="The words of the question that it meets.", examples=[["homes", "power"]])
    fact: Fact = Field(description="The fact, with its evidence.")

    @classmethod
    def of(cls, ranked: RankedFact) -> Self:
        """Put a ranked fact on the wire."""
        return cls(score=ranked.score, matched=list(ranked.matched), fact=fact_of(ranked.fact))


class Searched(Output):
    """How much was searched."""

    articles: int = Field(description="Articles on record, newest versions alone.", ge=0, examples=[14])
    facts: int = Field(description="Facts in them.", ge=0, examples=[312])
    from_date: str | None = Field(
        serialization_alias="from", description="Date of the first dated article.", examples=["2024-10-16"]
    )
    to_date: str | None = Field(
        serialization_alias="to", description="Date of the last dated article.", examples=["2025-03-02"]
    )

    @classmethod
    def of(cls, searched: SearchedArchive) -> Self:
        """Put the extent of a search on the wire."""
        return cls(
            articles=searched.articles,
            facts=searched.facts,
            from_date=searched.from_date.text if searched.from_date else None,
            to_date=searched.to_date.text if searched.to_date else None,
        )


class Lookup(Output):
    """The answer to a question."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "query": examples.UNDERSTOOD_QUERY,
                "summary": {"text": _SUMMARY, "fact_ids": [examples.FIGURE_ID]},
                "items": [{"score": 0.91, "matched": ["homes", "power"], "fact": dict(examples.FIGURE)}],
                "next": None,
                "searched": {"articles": 14, "facts": 312, "from": "2024-10-16", "to": "2025-03-02"},
            }
        }
    )

    query: UnderstoodQuery = Field(description="How the question was understood.")
    summary: Summary | None = Field(description="One sentence from the best facts; null where nothing answers.")
    items: list[LookupItem] = Field(
        description="The facts that answer, best first; figures first where a number is asked for; empty where nothing "
        "answers."
    )
    next: str | None = Field(
        description="Path of the next page; null on the last. The `Link` header says the same.",
        examples=[f"/v1/lookup?q=power&cursor={examples.CURSOR}", None],
    )
    searched: Searched = Field(description="How much was searched, so that an empty answer can be judged.")
