"""JSON-LD that means by schema.org and by the Web Annotation vocabulary what the facts say."""

import json
from decimal import Decimal
from typing import Any

import pytest
from rdflib import RDF, SDO, Graph, Literal, URIRef
from rdflib.collection import Collection

from app.api.addresses import Addresses
from app.api.formats.kinds import ANSWERS, ARTICLES, FACTS, FIGURES, QUOTES, SOURCES, Kind
from app.api.formats.linked_data import figure_node, quote_node, write_json_ld
from app.api.schemas import examples
from app.facts.attribution import SourceKind
from app.facts.figure import Bound, Modality, UnitKind
from app.facts.quote import QuoteKind, Stance
from tests.api.formats.rdf import AS, OA, graph_of, unknown_terms

HERE = Addresses("https://onrecord.example/")
QUOTE = URIRef(HERE.quote(examples.QUOTE_ID))
FIGURE = URIRef(HERE.figure(examples.FIGURE_ID))
SOURCE = URIRef(HERE.source(examples.SOURCE_ID))
ARTICLE = URIRef(HERE.article(examples.ARTICLE_ID))


def written(kind: Kind, *items: Any, **about: Any) -> Graph:
    return graph_of(b"".join(write_json_ld([items], kind.node_of, HERE, about_list=about)))


def quote(**changes: Any) -> Any:
    return QUOTES.example.model_copy(update=changes)


def figure(**changes: Any) -> Any:
    return FIGURES.example.model_copy(update=changes)


def attributed_to(kind: SourceKind) -> Any:
    attribution = QUOTES.example.attribution
    source = attribution.sources[0].model_copy(update={"kind": kind})
    return attribution.model_copy(update={"sources": [source]})


@pytest.mark.parametrize("kind", [QUOTES, FIGURES, FACTS, ANSWERS, ARTICLES, SOURCES], ids=lambda one: one.name)
def test_every_term_is_one_that_its_vocabulary_defines(kind: Kind) -> None:
    graph = written(kind, kind.example, id="https://onrecord.example/v1/list", numberOfItems=1)
    assert len(graph) > 5
    assert unknown_terms(graph) == []


def test_a_quote_in_its_source_s_words_is_a_quotation_spoken_by_it() -> None:
    graph = written(QUOTES, QUOTES.example)
    assert (QUOTE, RDF.type, SDO.Quotation) in graph
    assert (QUOTE, SDO.text, Literal(examples.QUOTE["text"])) in graph
    assert (QUOTE, SDO.spokenByCharacter, SOURCE) in graph
    assert (SOURCE, RDF.type, SDO.Person) in graph
    assert (SOURCE, SDO.name, Literal("Mina Sorel")) in graph
    assert (QUOTE, SDO.isPartOf, ARTICLE) in graph
    assert (ARTICLE, RDF.type, SDO.NewsArticle) in graph
    assert (ARTICLE, SDO.url, URIRef("https://courier.example/dalmere-braces")) in graph
    assert (QUOTE, SDO.dateCreated, Literal("2024-10-15")) in graph


def test_a_quote_is_based_on_the_place_in_the_text_that_it_was_cut_from() -> None:
    graph = written(QUOTES, QUOTES.example)
    place = graph.value(QUOTE, SDO.isBasedOn)
    assert graph.value(place, OA.hasSource) == URIRef(HERE.text(examples.ARTICLE_ID))
    selectors = {graph.value(one, RDF.type): one for one in graph.objects(place, OA.hasSelector)}
    assert set(selectors) == {OA.TextQuoteSelector, OA.TextPositionSelector}
    exact = str(graph.value(selectors[OA.TextQuoteSelector], OA.exact))
    start = int(str(graph.value(selectors[OA.TextPositionSelector], OA.start)))
    end = int(str(graph.value(selectors[OA.TextPositionSelector], OA.end)))
    assert examples.TEXT[start:end] == exact == examples.QUOTE["text"]


def test_a_reported_statement_is_a_claim_of_its_source() -> None:
    graph = written(QUOTES, quote(kind=QuoteKind.INDIRECT, stance=Stance.ASSERTS))
    assert (QUOTE, RDF.type, SDO.Claim) in graph
    assert (QUOTE, SDO.creator, SOURCE) in graph
    assert (QUOTE, SDO.appearance, ARTICLE) in graph
    assert (QUOTE, SDO.spokenByCharacter, SOURCE) not in graph


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.DOUBTS, Stance.ASKS])
@pytest.mark.parametrize("kind", [QuoteKind.INDIRECT, QuoteKind.MIXED])
def test_nobody_is_made_to_claim_what_they_deny_doubt_or_ask(kind: QuoteKind, stance: Stance) -> None:
    graph = written(QUOTES, quote(kind=kind, stance=stance))
    assert (QUOTE, SDO.mentions, SOURCE) in graph
    assert list(graph.objects(QUOTE, SDO.creator)) == []
    assert list(graph.objects(QUOTE, SDO.spokenByCharacter)) == []


def test_whose_own_words_deny_still_speaks_them() -> None:
    assert (QUOTE, SDO.spokenByCharacter, SOURCE) in written(QUOTES, quote(stance=Stance.DENIES))


def test_stance_and_kind_stand_as_defined_terms() -> None:
    terms = quote_node(quote(stance=Stance.DENIES), HERE)["keywords"]
    assert [(one["inDefinedTermSet"]["name"], one["termCode"]) for one in terms] == [
        ("kind", "direct"),
        ("stance", "denies"),
        ("origin", "named"),
    ]


def test_a_document_is_cited_rather_than_made_to_speak() -> None:
    node = quote_node(quote(attribution=attributed_to(SourceKind.DOCUMENT)), HERE)
    assert node["citation"][0]["type"] == "CreativeWork"
    assert "spokenByCharacter" not in node


def test_a_figure_is_a_claim_about_a_quantity_with_its_bounds() -> None:
    graph = written(FIGURES, FIGURES.example)
    quantity = graph.value(FIGURE, SDO.about)
    assert (FIGURE, RDF.type, SDO.Claim) in graph
    assert (FIGURE, SDO.creator, SOURCE) in graph
    assert (quantity, RDF.type, SDO.QuantitativeValue) in graph
    assert graph.value(quantity, SDO.maxValue) == Literal(1200)
    assert graph.value(quantity, SDO.value) is None
    assert graph.value(quantity, SDO.unitText) == Literal("home")
    assert graph.value(quantity, SDO.unitCode) is None
    assert graph.value(FIGURE, SDO.text) == Literal(examples.FIGURE["evidence"]["sentence"]["exact"])


@pytest.mark.parametrize(
    ("changes", "quantity"),
    [
        (
            {"bound": Bound.EXACT, "high": None, "unit": "km", "unit_kind": UnitKind.LENGTH},
            {"type": "QuantitativeValue", "value": 1200, "unitText": "km", "unitCode": "KMT"},
        ),
        (
            {"bound": Bound.ABOUT, "high": None, "unit": "KRW", "unit_kind": UnitKind.MONEY},
            {"type": "MonetaryAmount", "value": 1200, "currency": "KRW"},
        ),
        (
            {
                "bound": Bound.RANGE,
                "value": None,
                "low": Decimal(5),
                "high": Decimal(7),
                "unit": "day",
                "unit_kind": UnitKind.COUNT,
            },
            {"type": "QuantitativeValue", "minValue": 5, "maxValue": 7, "unitText": "day"},
        ),
    ],
)
def test_a_quantity_has_a_value_only_where_the_words_give_one(
    changes: dict[str, Any], quantity: dict[str, Any]
) -> None:
    about = figure_node(figure(subject=None, **changes), HERE)["about"]
    assert about == {"description": "up to 1,200", **quantity}


def test_who_denies_a_figure_does_not_claim_it() -> None:
    graph = written(FIGURES, figure(modality=Modality.DENIED))
    assert (FIGURE, SDO.mentions, SOURCE) in graph
    assert list(graph.objects(FIGURE, SDO.creator)) == []


def test_items_keep_their_order_and_the_next_page_its_address() -> None:
    graph = written(FACTS, FIGURES.example, QUOTES.example, id=HERE.base, next=f"{HERE.base}next")
    [items] = graph.objects(URIRef(HERE.base), SDO.itemListElement)
    assert list(Collection(graph, items)) == [FIGURE, QUOTE]
    assert graph.value(URIRef(HERE.base), AS.next) == URIRef(f"{HERE.base}next")


def test_nothing_is_said_of_what_is_not_known() -> None:
    graph = written(QUOTES, quote(said_at=None))
    assert graph.value(QUOTE, SDO.dateCreated) is None
    assert [thing for thing in graph.objects() if str(thing) in ("None", "")] == []


def test_no_verdict_on_truth_is_given() -> None:
    chunks = [*write_json_ld([[QUOTES.example, FIGURES.example]], FACTS.node_of, HERE, about_list={})]
    assert "ClaimReview" not in json.dumps(json.loads(b"".join(chunks)))
