"""Reading JSON-LD without the internet, and the terms that may stand in it."""

import json
import warnings
from typing import Any

from rdflib import SDO, Graph, Namespace, URIRef

OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("https://www.w3.org/ns/activitystreams#")
# Terms of the Web Annotation Vocabulary and of Activity Streams 2.0 that are used here, as those documents list them.
OA_TERMS = {
    *("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector"),
    *("hasBody", "hasTarget", "hasSource", "hasSelector", "hasPurpose", "motivatedBy"),
    *("exact", "prefix", "suffix", "start", "end", "describing", "tagging", "linking"),
}
AS_TERMS = {"OrderedCollection", "OrderedCollectionPage", "partOf", "items", "next", "totalItems"}
# What the context of Web Annotations says of the names that are used here.
ANNOTATION_CONTEXT: dict[str, Any] = {
    "oa": str(OA),
    "as": str(AS),
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@id"},
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "AnnotationCollection": "as:OrderedCollection",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "describing": "oa:describing",
    "tagging": "oa:tagging",
    "linking": "oa:linking",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "next": {"@id": "as:next", "@type": "@id"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
}


def graph_of(document: bytes | str | dict[str, Any]) -> Graph:
    """The triples of a document whose context stands inside it."""
    text = json.dumps(document) if isinstance(document, dict) else document
    with warnings.catch_warnings():
        # It calls what it has deprecated itself.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=text, format="json-ld")


def unknown_terms(graph: Graph) -> list[URIRef]:
    """Predicates and types that no vocabulary defines which is used here."""
    used = {term for _, predicate, thing in graph for term in (predicate, thing) if isinstance(term, URIRef)}
    return sorted(term for term in used if _vocabulary_of(term) and not _is_defined(term))


def _vocabulary_of(term: URIRef) -> str | None:
    return next((one for one in (str(SDO), str(OA), str(AS)) if term.startswith(one)), None)


def _is_defined(term: URIRef) -> bool:
    if term.startswith(str(SDO)):
        return term in SDO
    terms, base = (OA_TERMS, str(OA)) if term.startswith(str(OA)) else (AS_TERMS, str(AS))
    return term.removeprefix(base) in terms
