"""A small archive of hand-made readings, for tests of lookup that depend on no extractor."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.archive.articles import get_facts_of_article, record_article
from app.archive.new_article import NewArticle
from app.archive.unit_of_work import Archive
from app.facts.article import ArticleMetadata
from app.facts.attribution import AttributedSource, Attribution, Cue, Origin, SourceKind, ViaLink
from app.facts.extractor import Extractor
from app.facts.figure import Bound, Change, Figure, Modality, Quantity, Role, Subject, UnitKind
from app.facts.partial_date import PartialDate
from app.facts.period import Period
from app.facts.quote import QuotationMarks, Quote, QuoteKind, Stance
from app.facts.reading import ArticleContext, FoundSource, Reading
from app.facts.text_span import TextSpan
from app.use_cases.ingest_article import index_reading

GOLD = json.loads((Path(__file__).parent.parent / "gold" / "questions.json").read_text("utf-8"))
_EXTRACTOR = Extractor("by-hand", "1")
_INGESTED_AT = datetime(2025, 5, 1, tzinfo=UTC)


@dataclass(frozen=True)
class GoldArticle:
    """One article of the gold file, with its reading and what the gold file calls each local fact id."""

    text: str
    metadata: ArticleMetadata
    reading: Reading
    labels: dict[str, str]

    @property
    def context(self) -> ArticleContext:
        return ArticleContext(self.metadata.title, self.metadata.publisher, self.metadata.published_at)


def gold_articles() -> list[GoldArticle]:
    """Every article of the gold file."""
    return [_read_article(document, number) for number, document in enumerate(GOLD["articles"])]


def record_gold(archive: Archive, articles: list[GoldArticle] | None = None) -> dict[str, str]:
    """Record the gold articles; returns the gold file's label of each recorded fact id."""
    labels: dict[str, str] = {}
    for gold in gold_articles() if articles is None else articles:
        new = NewArticle(gold.text, gold.metadata, _INGESTED_AT, "en")
        with archive.writing() as session:
            recording = record_article(session, new, index_reading(gold.reading, gold.text, gold.context))
            quotes, figures = get_facts_of_article(session, recording.article.id)
        local = {
            **{(fact.start, "quote"): fact.id for fact in gold.reading.quotes},
            **{(fact.start, "figure"): fact.id for fact in gold.reading.figures},
        }
        labels |= {one.id: gold.labels[local[one.quote.start, "quote"]] for one in quotes}
        labels |= {one.id: gold.labels[local[one.figure.start, "figure"]] for one in figures}
    return labels


def _read_article(document: dict[str, Any], number: int) -> GoldArticle:
    text = " ".join(document["sentences"])
    metadata = ArticleMetadata(
        url=f"https://gold.example/{number}",
        title=document["title"],
        publisher=document["publisher"],
        published_at=PartialDate.parse(document["published_at"]),
        language="en",
    )
    sources = tuple(
        FoundSource(
            one["id"], one["name"], SourceKind(one["kind"]), one["kind"] != "group", tuple(one.get("aliases", ())), None
        )
        for one in document["sources"]
    )
    known = {source.id: source for source in sources}
    facts = [_read_fact(fact, document["sentences"], text, known) for fact in document["facts"]]
    reading = Reading(
        sources,
        tuple(fact for fact in facts if isinstance(fact, Quote)),
        tuple(fact for fact in facts if isinstance(fact, Figure)),
    )
    return GoldArticle(text, metadata, reading, {fact["id"]: fact["id"] for fact in document["facts"]})


def _read_fact(
    fact: dict[str, Any], sentences: list[str], text: str, sources: dict[str, FoundSource]
) -> Quote | Figure:
    start = sum(len(sentence) + 1 for sentence in sentences[: fact["s"]])
    sentence = TextSpan.of(text, start, start + len(sentences[fact["s"]]))
    span = _span_in(sentence, fact["text"])
    said_at = None
    if "said" in fact:
        said_at = Period(span, PartialDate.parse(fact["said"][0]), PartialDate.parse(fact["said"][1]))
    attribution = _read_attribution(fact, sentence, sources)
    confidence = fact.get("confidence", 0.9)
    if fact["type"] == "quote":
        kind = QuoteKind(fact["kind"])
        marks = QuotationMarks.PAIRED if kind is QuoteKind.DIRECT else QuotationMarks.NONE
        stance = Stance(fact["stance"])
        return Quote(
            fact["id"], kind, marks, (span,), stance, said_at, None, attribution, sentence, confidence, _EXTRACTOR
        )
    return Figure(
        id=fact["id"],
        span=span,
        quantity=Quantity.of(
            Decimal(str(fact["value"])),
            Bound(fact.get("bound", "exact")),
            fact["unit"],
            UnitKind(fact.get("unit_kind", "count")),
        ),
        change=Change(fact["change"]) if "change" in fact else None,
        subject=Subject(fact["subject"], span),
        role=Role.CLAIM,
        modality=Modality(fact.get("modality", "actual")),
        condition=None,
        period=None,
        said_at=said_at,
        related=(),
        within=None,
        attribution=attribution,
        sentence=sentence,
        confidence=confidence,
        extractor=_EXTRACTOR,
    )


def _read_attribution(fact: dict[str, Any], sentence: TextSpan, sources: dict[str, FoundSource]) -> Attribution:
    if "cue" not in fact:
        return Attribution.to_publisher()
    cue = Cue(_span_in(sentence, fact["cue"]), fact["cue"].split()[0])
    named = tuple(_attributed(sources[one]) for one in fact.get("by", ()))
    via = tuple(ViaLink((_attributed(sources[one]),), None) for one in fact.get("via", ()))
    return Attribution(Origin(fact.get("origin", "named")), named, cue, via)


def _attributed(source: FoundSource) -> AttributedSource:
    return AttributedSource(source.id, source.name, source.kind, None)


def _span_in(sentence: TextSpan, words: str) -> TextSpan:
    offset = sentence.exact.index(words)
    return TextSpan(sentence.start + offset, sentence.start + offset + len(words), words)
