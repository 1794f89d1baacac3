"""Finding attributions in lines of text with the trained model, in bounded memory. No grammar is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.extraction.quotes.learned.attributions import merged
from app.extraction.quotes.learned.encoding import Line, encode_lines
from app.extraction.quotes.learned.linking import Linked, Linker, Surroundings
from app.extraction.quotes.learned.model import QuoteModel
from app.extraction.quotes.learned.spans import TaggedSpan, decode_spans
from app.extraction.quotes.learned.tagger import tag_text

Stretch = tuple[int, int]
_MOST_CHARACTERS = 40_000


@dataclass(frozen=True, slots=True)
class FoundAttribution:
    """Content, cue and source as half-open offsets in the text, and how likely content and source are right."""

    contents: tuple[Stretch, ...]
    cue: Stretch | None
    source: Stretch | None
    confidence: float


def find_attributions(model: QuoteModel, text: str, lines: Sequence[Line]) -> list[FoundAttribution]:
    """Every attribution in the lines, in reading order. Long texts are read section by section."""
    return [found for section in _sections(text, lines) for found in _find_in_section(model, text, section)]


def _sections(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines of a bounded length; a longer line is cut where a word ends."""
    section: list[Line] = []
    for line in (part for whole in lines for part in _parts(text, whole)):
        if section and line.end - section[0].start > _MOST_CHARACTERS:
            yield section
            section = []
        section.append(line)
    if section:
        yield section


def _parts(text: str, line: Line) -> Iterator[Line]:
    start = line.start
    while line.end - start > _MOST_CHARACTERS:
        blank = text.rfind(" ", start + 1, start + _MOST_CHARACTERS)
        end = blank if blank > start else start + _MOST_CHARACTERS
        yield Line(start, end, [words for words in line.quoted if words.outer_start < end and start < words.outer_end])
        start = end
    yield line if start == line.start else Line(start, line.end, [w for w in line.quoted if start < w.outer_end])


def _find_in_section(model: QuoteModel, text: str, lines: Sequence[Line]) -> Iterator[FoundAttribution]:
    encoded = encode_lines(model.tokenizer, text, lines)
    tagged = tag_text(model.network, model.distances, encoded)
    spans = decode_spans(encoded, tagged.logits, [line.start for line in lines], model.linker.biases)
    around = Surroundings(text, encoded, lines, spans)
    linker = Linker(model.linker.cue_ranker, model.linker.source_ranker)
    for linked in linker.link(around, tagged, spans):
        yield _found(model, merged(text, linked))


def _found(model: QuoteModel, linked: Linked) -> FoundAttribution:
    return FoundAttribution(
        tuple((content.start, content.end) for content in linked.contents),
        _stretch(linked.cue),
        _stretch(linked.source),
        model.linker.confidence.of(linked.signals),
    )


def _stretch(span: TaggedSpan | None) -> Stretch | None:
    return (span.start, span.end) if span is not None else None
