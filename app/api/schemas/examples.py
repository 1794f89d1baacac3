"""One invented article and its facts: the example of every schema, cut from one text so that every span slices back."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

TEXT = (
    "The Ostra rose by 40 centimetres overnight. "
    "“We expect up to 1,200 homes to lose power,” said Mina Sorel, director of the Dalmere Flood Office, on Tuesday."
)
SHA256 = sha256(TEXT.encode()).hexdigest()
ARTICLE_ID = "art_01jb2x9k4tf8h9q2m7v3c5d6e1"
QUOTE_ID = "quo_01jb2x9k4tf8h9q2m7v3c5d6e2"
FIGURE_ID = "fig_01jb2x9k4tf8h9q2m7v3c5d6e3"
SOURCE_ID = "src_01jb2x9k4tf8h9q2m7v3c5d6e4"
KEPT_SOURCE_ID = "src_01jb2x9k4tf8h9q2m7v3c5d6e5"
MERGE_ID = "mrg_01jb2x9k4tf8h9q2m7v3c5d6e6"
AUDIT_ID = "aud_01jb2x9k4tf8h9q2m7v3c5d6e7"
KEY_ID = "key_01jb2x9k4tf8h9q2m7v3c5d6e8"
REQUEST_ID = "req_6f1c0e9b7a5d4c3f9e8d7c6b5a493827"
CURSOR = "eyJrIjpbIjIwMjQtMTAtMTUiXX0"


def span(words: str) -> dict[str, Any]:
    """Where the words stand in the example text."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


_CONTENT = "We expect up to 1,200 homes to lose power"
_QUOTE_SENTENCE = TEXT[TEXT.index("“") :]

PERIOD: Mapping[str, Any] = {**span("Tuesday"), "from": "2024-10-15", "to": "2024-10-15"}

SOURCE_REFERENCE: Mapping[str, Any] = {
    "id": SOURCE_ID,
    "name": "Mina Sorel",
    "kind": "person",
    "mention": span("Mina Sorel"),
}

CUE: Mapping[str, Any] = {**span("said"), "lemma": "say"}

ATTRIBUTION: Mapping[str, Any] = {"origin": "named", "sources": [SOURCE_REFERENCE], "cue": CUE, "via": []}

ARTICLE_REFERENCE: Mapping[str, Any] = {
    "id": ARTICLE_ID,
    "title": "Dalmere braces for the Ostra",
    "publisher": "Dalmere Courier",
    "published_at": "2024-10-16",
    "url": "https://courier.example/dalmere-braces",
    "status": "active",
}

EXTRACTOR: Mapping[str, Any] = {"name": "onrecord-rules", "version": "1"}


def _evidence(words: str, sentence: str) -> dict[str, Any]:
    found = span(words)
    return {
        "article": ARTICLE_REFERENCE,
        **found,
        "prefix": TEXT[max(0, found["start"] - 32) : found["start"]],
        "suffix": TEXT[found["end"] : found["end"] + 32],
        "sentence": span(sentence),
        "sha256": SHA256,
    }


EVIDENCE: Mapping[str, Any] = _evidence(_CONTENT, _QUOTE_SENTENCE)

QUOTE: Mapping[str, Any] = {
    "id": QUOTE_ID,
    "type": "quote",
    "kind": "direct",
    "marks": "paired",
    "text": _CONTENT,
    "spans": [span(_CONTENT)],
    "stance": "predicts",
    "said_at": PERIOD,
    "within": None,
    "attribution": ATTRIBUTION,
    "evidence": EVIDENCE,
    "confidence": 0.95,
    "extractor": EXTRACTOR,
}

FIGURE: Mapping[str, Any] = {
    "id": FIGURE_ID,
    "type": "figure",
    "text": "up to 1,200",
    "value": 1200,
    "low": None,
    "high": 1200,
    "bound": "at_most",
    "change": None,
    "unit": "home",
    "unit_kind": "count",
    "subject": {"name": "homes", **span("homes")},
    "role": "claim",
    "modality": "planned",
    "condition": None,
    "period": None,
    "said_at": PERIOD,
    "related": [],
    "within": QUOTE_ID,
    "attribution": ATTRIBUTION,
    "evidence": _evidence("up to 1,200", _QUOTE_SENTENCE),
    "confidence": 0.9,
    "extractor": EXTRACTOR,
}

ARTICLE: Mapping[str, Any] = {
    "id": ARTICLE_ID,
    "version": 1,
    "previous_id": None,
    "url": ARTICLE_REFERENCE["url"],
    "title": ARTICLE_REFERENCE["title"],
    "publisher": ARTICLE_REFERENCE["publisher"],
    "authors": ["Ida Quist"],
    "published_at": "2024-10-16",
    "language": "en",
    "ingested_at": "2024-10-16T07:30:12.041000Z",
    "sha256": SHA256,
    "characters": len(TEXT),
    "words": len(TEXT.split()),
    "counts": {"quotes": 1, "figures": 2, "sources": 1},
    "status": "active",
    "reply": None,
}

SOURCE: Mapping[str, Any] = {
    "id": SOURCE_ID,
    "name": "Mina Sorel",
    "kind": "person",
    "named": True,
    "aliases": ["Sorel"],
    "description": "director of the Dalmere Flood Office",
    "counts": {"quotes": 1, "figures": 1, "articles": 1},
    "first_seen": "2024-10-16",
    "last_seen": "2024-10-16",
}

ACTOR: Mapping[str, Any] = {"id": KEY_ID, "name": "newsroom"}

CORRECTION: Mapping[str, Any] = {
    "id": MERGE_ID,
    "kind": "merge",
    "source": SOURCE_ID,
    "into": KEPT_SOURCE_ID,
    "facts": [],
    "made_at": "2024-10-17T08:00:00Z",
    "by": ACTOR,
    "links": {
        "self": f"/v1/merges/{MERGE_ID}",
        "source": f"/v1/sources/{SOURCE_ID}",
        "into": f"/v1/sources/{KEPT_SOURCE_ID}",
    },
}

AUDIT_ENTRY: Mapping[str, Any] = {
    "id": AUDIT_ID,
    "action": "merge",
    "target": SOURCE_ID,
    "correction": MERGE_ID,
    "into": KEPT_SOURCE_ID,
    "facts": [],
    "at": "2024-10-17T08:00:00Z",
    "by": ACTOR,
}

PROBLEM: Mapping[str, Any] = {
    "type": "/problems/invalid-request",
    "title": "The request cannot be used",
    "status": 422,
    "detail": "1 value cannot be used: limit",
    "instance": "/v1/quotes",
    "request_id": REQUEST_ID,
    "errors": [{"detail": "Input should be less than or equal to 200", "parameter": "limit"}],
}
UNDERSTOOD_QUERY: dict[str, Any] = {
    "asked": "how many homes will lose power?",
    "subject": "homes",
    "unit": "home",
    "sources": [],
    "mentions": [],
    "from": None,
    "to": None,
    "ignored_words": ["how", "many", "will"],
}
