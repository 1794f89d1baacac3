"""JSON-LD by schema.org, with its context inside: a list is an ItemList, whose items keep their order.

Own words of a source, wholly or partly, are a Quotation, spoken by it; a reported statement is a Claim of it. A figure
is a Claim about a QuantitativeValue or a MonetaryAmount. A source that denies, doubts or asks stands in `mentions`, so
that nobody is made to say what they deny; kind, stance, bound and modality stand in `keywords` as DefinedTerms.
Nothing here is a ClaimReview: this service tells what was claimed, never whether it is true.
`isBasedOn` says where the words stand, by the selectors of the W3C Web Annotation vocabulary.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.api.addresses import Addresses
from app.api.formats.selectors import targets_of
from app.api.formats.unit_codes import UNIT_CODES
from app.api.schemas.article import Article
from app.api.schemas.attribution import SourceReference
from app.api.schemas.evidence import ArticleReference
from app.api.schemas.figure import Figure
from app.api.schemas.lookup import LookupItem
from app.api.schemas.quote import Quote
from app.api.schemas.source import Source
from app.api.schemas.wire import as_json_number
from app.facts.attribution import SourceKind
from app.facts.figure import Modality, UnitKind
from app.facts.quote import QuoteKind, Stance

Node = dict[str, Any]
NodeOf = Callable[[Any, Addresses], Node]

CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "as": "https://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "url": {"@type": "@id"},
    "itemListElement": {"@container": "@list"},
    "next": {"@id": "as:next", "@type": "@id"},
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
}

_TYPES_OF_SOURCES = {
    SourceKind.PERSON: "Person",
    SourceKind.GOVERNMENT: "GovernmentOrganization",
    SourceKind.ORGANISATION: "Organization",
    SourceKind.OUTLET: "NewsMediaOrganization",
    SourceKind.DOCUMENT: "CreativeWork",
    SourceKind.GROUP: "Thing",
    SourceKind.UNKNOWN: "Thing",
}
_STANCES_THAT_CLAIM_NOTHING = {Stance.DENIES, Stance.DOUBTS, Stance.ASKS}


def write_json_ld(
    pages: Iterable[Sequence[Any]], node_of: NodeOf, addresses: Addresses, *, about_list: Node
) -> Iterator[bytes]:
    """One document: what is said of the list itself, and its items, those of each page as they come."""
    head = json.dumps({"@context": CONTEXT, "type": "ItemList", **about_list}, ensure_ascii=False)
    yield f'{head[:-1]}, "itemListElement": ['.encode()
    separator = ""
    for page in pages:
        for item in page:
            yield f"{separator}\n{json.dumps(node_of(item, addresses), ensure_ascii=False)}".encode()
            separator = ","
    yield b"\n]}\n"


def quote_node(quote: Quote, addresses: Addresses) -> Node:
    """A quote as a Quotation, or as a Claim where it is only reported."""
    is_reported = quote.kind is QuoteKind.INDIRECT
    claims = quote.kind is QuoteKind.DIRECT or quote.stance not in _STANCES_THAT_CLAIM_NOTHING
    role = ("creator" if is_reported else "spokenByCharacter") if claims else "mentions"
    said = quote.said_at
    said_on = said.from_date if said and said.from_date == said.to_date else None
    return _without_nothing(
        {
            "id": addresses.quote(quote.id),
            "type": "Claim" if is_reported else "Quotation",
            "identifier": quote.id,
            "text": quote.text,
            "dateCreated": said_on,
            **_attributed(quote, role, addresses),
            "keywords": _terms(kind=quote.kind, stance=quote.stance, origin=quote.attribution.origin),
            **_place(quote, is_claim=is_reported, addresses=addresses),
        }
    )


def figure_node(figure: Figure, addresses: Addresses) -> Node:
    """A figure as a Claim about a quantity; its text is the sentence, which says what is counted and how sure it is."""
    role = "mentions" if figure.modality is Modality.DENIED else "creator"
    terms = {name: getattr(figure, name) for name in ("bound", "change", "modality", "role", "unit_kind")}
    return _without_nothing(
        {
            "id": addresses.figure(figure.id),
            "type": "Claim",
            "identifier": figure.id,
            "text": figure.evidence.sentence.exact,
            "about": _quantity(figure),
            **_attributed(figure, role, addresses),
            "keywords": _terms(**terms, origin=figure.attribution.origin),
            **_place(figure, is_claim=True, addresses=addresses),
        }
    )


def fact_node(fact: Quote | Figure, addresses: Addresses) -> Node:
    """A quote or a figure."""
    return quote_node(fact, addresses) if isinstance(fact, Quote) else figure_node(fact, addresses)


def answer_node(item: LookupItem, addresses: Addresses) -> Node:
    """The fact that answers a question."""
    return fact_node(item.fact, addresses)


def article_node(article: Article, addresses: Addresses) -> Node:
    """An article as a NewsArticle."""
    reference = ArticleReference(
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        published_at=article.published_at,
        url=article.url,
        status=article.status,
    )
    return _without_nothing(
        {
            **_article_reference(reference, addresses),
            "author": [{"type": "Person", "name": name} for name in article.authors],
            "inLanguage": article.language,
            "wordCount": article.words,
            "version": article.version,
            "identifier": [article.id, {"type": "PropertyValue", "propertyID": "sha256", "value": article.sha256}],
        }
    )


def source_node(source: Source, addresses: Addresses) -> Node:
    """A source by what it is."""
    return _without_nothing(
        {
            "id": addresses.source(source.id),
            "type": _TYPES_OF_SOURCES[source.kind],
            "identifier": source.id,
            "name": source.name,
            "alternateName": list(source.aliases),
            "description": source.description,
        }
    )


def _attributed(fact: Quote | Figure, role: str, addresses: Addresses) -> Node:
    """The sources in their role, documents as what is cited, and who carried the words as who is mentioned."""
    by_role: dict[str, list[Node]] = {}
    for source in fact.attribution.sources:
        as_document = source.kind is SourceKind.DOCUMENT and role != "mentions"
        by_role.setdefault("citation" if as_document else role, []).append(_source_reference(source, addresses))
    for link in fact.attribution.via:
        by_role.setdefault("mentions", []).extend(_source_reference(source, addresses) for source in link.sources)
    return by_role


def _source_reference(source: SourceReference, addresses: Addresses) -> Node:
    return {"id": addresses.source(source.id), "type": _TYPES_OF_SOURCES[source.kind], "name": source.name}


def _place(fact: Quote | Figure, *, is_claim: bool, addresses: Addresses) -> Node:
    article = _without_nothing(_article_reference(fact.evidence.article, addresses))
    return {"appearance" if is_claim else "isPartOf": article, "isBasedOn": targets_of(fact, addresses)}


def _article_reference(article: ArticleReference, addresses: Addresses) -> Node:
    return {
        "id": addresses.article(article.id),
        "type": "NewsArticle",
        "headline": article.title,
        "url": article.url,
        "publisher": {"type": "Organization", "name": article.publisher} if article.publisher else None,
        "datePublished": article.published_at,
        "creativeWorkStatus": article.status,
    }


def _quantity(figure: Figure) -> Node:
    is_money = figure.unit_kind is UnitKind.MONEY
    has_bounds = figure.low is not None or figure.high is not None
    unit: Node = {"currency": figure.unit} if is_money else {"unitText": figure.unit, "unitCode": _unit_code(figure)}
    return _without_nothing(
        {
            "type": "MonetaryAmount" if is_money else "QuantitativeValue",
            "name": figure.subject.name if figure.subject else None,
            "description": figure.text,
            "value": None if has_bounds else _number(figure.value),
            "minValue": _number(figure.low),
            "maxValue": _number(figure.high),
            **unit,
        }
    )


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else as_json_number(value)


def _unit_code(figure: Figure) -> str | None:
    is_counted = figure.unit_kind is UnitKind.COUNT
    return None if figure.unit is None or is_counted else UNIT_CODES.get(figure.unit)


def _terms(**values: StrEnum | None) -> list[Node]:
    return [
        {
            "type": "DefinedTerm",
            "termCode": value.value,
            "inDefinedTermSet": {"type": "DefinedTermSet", "name": name},
        }
        for name, value in values.items()
        if value is not None
    ]


def _without_nothing(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [])}
