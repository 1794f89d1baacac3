"""Which media type `Accept` picks."""

import pytest

from app.api.negotiation import choose_media_type

OFFERED = ["application/json", "text/csv", "application/ld+json"]
PROFILE = 'profile="http://www.w3.org/ns/anno.jsonld, and; more"'


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("application/*", "application/json"),
        ("text/csv, application/json", "application/json"),
        ("text/csv;q=0.9, application/json;q=0.8", "text/csv"),
        ("application/json;q=0.5, */*;q=0.9", "text/csv"),
        ("application/*;q=0.3, application/ld+json", "application/ld+json"),
        ("*/*, application/json;q=0", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "application/json"),
        (f"application/ld+json; {PROFILE}", "application/ld+json"),
        (f"application/ld+json; {PROFILE}; q=0.1, text/csv;q=0.2", "text/csv"),
        ("text/csv; charset=utf-8; q=0.4, text/csv;q=0.2, application/json;q=0.3", "text/csv"),
        (" text/csv ; q=1.000 ,, ", "text/csv"),
        ("text/csv;q=0.001", "text/csv"),
        ("text/html", None),
        ("*/*;q=0", None),
        ("text/csv;q=0", None),
        ("text/csv;q=loud", None),
        ("text/csv;q=1.5", None),
        ("text/csv;q=-1", None),
        ("text", None),
        ('"', None),
    ],
)
def test_the_greatest_weight_decides_and_of_equals_what_is_offered_first(accept: str, chosen: str | None) -> None:
    assert choose_media_type(OFFERED, accept) == chosen
