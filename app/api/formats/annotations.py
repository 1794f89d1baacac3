"""Facts as annotations of the text they stand in (W3C Web Annotation Data Model, 2017)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.api.addresses import Addresses
from app.api.formats.selectors import targets_of
from app.api.formats.tell_fact import tell_fact
from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote

ANNOTATION_PROFILE = "http://www.w3.org/ns/anno.jsonld"


def annotation_of(fact: Quote | Figure, addresses: Addresses) -> dict[str, Any]:
    """One annotation: it describes its targets in words, tags them, and links to the fact."""
    address = address_of(fact, addresses)
    manner = fact.stance if isinstance(fact, Quote) else fact.modality
    return {
        "id": f"{address}#annotation",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "value": tell_fact(fact),
                "format": "text/plain",
                "language": "en",
            },
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in (fact.type, manner.value)),
            {"type": "SpecificResource", "purpose": "linking", "source": address},
        ],
        "target": targets_of(fact, addresses),
    }


def address_of(fact: Quote | Figure, addresses: Addresses) -> str:
    """Where a fact is found."""
    return addresses.quote(fact.id) if isinstance(fact, Quote) else addresses.figure(fact.id)


@dataclass(frozen=True, slots=True)
class PlaceInCollection:
    """The addresses of a collection, of one of its pages and of the next one, and how many annotations there are."""

    collection: str
    page: str
    next_page: str | None
    total: int


def annotation_page(facts: Sequence[Quote | Figure], place: PlaceInCollection, addresses: Addresses) -> dict[str, Any]:
    """A page of the annotations of an article, in reading order, and the collection that it is part of."""
    return {
        "@context": ANNOTATION_PROFILE,
        "id": place.page,
        "type": "AnnotationPage",
        "partOf": {"id": place.collection, "type": "AnnotationCollection", "total": place.total},
        "items": [annotation_of(fact, addresses) for fact in facts],
        "next": place.next_page,
    }
