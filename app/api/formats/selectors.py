"""Where a fact stands, by the W3C Web Annotation Data Model: offsets in code points, as the model counts too."""

from typing import Any

from app.api.addresses import Addresses
from app.api.schemas.evidence import Evidence
from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote

_AFFIX_CHARACTERS = 32


def targets_of(fact: Quote | Figure, addresses: Addresses) -> list[dict[str, Any]]:
    """One target for each span of a fact: each of them is quoted, and what lies between them is not.

    Each stands in the article's stored text, and is selected by its words and by its offsets.
    """
    evidence = fact.evidence
    places = [(span.start, span.end) for span in fact.spans] if isinstance(fact, Quote) else [_place_of(evidence)]
    return [
        {
            "type": "SpecificResource",
            "source": addresses.text(evidence.article.id),
            "selector": [_text_quote(evidence, start, end), _text_position(start, end)],
        }
        for start, end in places
    ]


def _place_of(evidence: Evidence) -> tuple[int, int]:
    return evidence.start, evidence.end


def _text_quote(evidence: Evidence, start: int, end: int) -> dict[str, Any]:
    known = f"{evidence.prefix}{evidence.exact}{evidence.suffix}"
    begin = evidence.start - len(evidence.prefix)
    return {
        "type": "TextQuoteSelector",
        "exact": known[start - begin : end - begin],
        "prefix": known[max(0, start - begin - _AFFIX_CHARACTERS) : start - begin],
        "suffix": known[end - begin : end - begin + _AFFIX_CHARACTERS],
    }


def _text_position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}
