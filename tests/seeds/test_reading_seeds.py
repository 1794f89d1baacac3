from collections.abc import Iterator

import pytest

from app.facts.attribution import Attribution
from app.facts.reading import Reading
from app.facts.text_span import TextSpan
from tests.seeds.read_seeds import missing_facts, read_seed, read_seed_text, wrong_facts
from tests.seeds.seed_facts import seed_facts, seed_manifest

LEAST_SHARE_FOUND = 0.9
MOST_FOUND_WRONGLY = 0


def test_the_gold_facts_are_found_down_to_a_floor() -> None:
    missing = missing_facts()
    share = 1 - len(missing) / len(seed_facts("facts"))
    assert share >= LEAST_SHARE_FOUND, missing


def test_furniture_comments_and_carriers_yield_no_facts_up_to_a_ceiling() -> None:
    wrong = wrong_facts()
    assert len(wrong) <= MOST_FOUND_WRONGLY, wrong


@pytest.mark.parametrize("entry", seed_manifest(), ids=lambda entry: entry["file"])
def test_every_span_of_a_seed_slices_back(entry: dict[str, str]) -> None:
    text = read_seed_text(entry["file"])
    spans = list(_spans(read_seed(entry["file"])))
    assert spans
    assert [span for span in spans if text[span.start : span.end] != span.exact] == []


def _spans(reading: Reading) -> Iterator[TextSpan]:
    for quote in reading.quotes:
        yield from (*quote.spans, quote.sentence, *_spans_of(quote.attribution))
    for figure in reading.figures:
        yield from (figure.span, figure.sentence, *_spans_of(figure.attribution))


def _spans_of(attribution: Attribution) -> Iterator[TextSpan]:
    yield from (source.mention for source in attribution.sources if source.mention)
    if attribution.cue:
        yield attribution.cue.span
