"""What a posted text claims: words that somebody is said to have said, and figures."""

import re
from dataclasses import dataclass

from app.answers.figure_matter import ClaimedMatter, read_matter
from app.answers.quote_match import denies_its_words
from app.answers.quoted_text import QuotedText, marked_stretches, own_words_of, read_quoted_text
from app.facts.attribution import Attribution, Origin
from app.facts.figure import Figure, Role
from app.facts.quote import Quote, QuoteKind, Stance
from app.facts.reading import FoundSource, Reading
from app.facts.text_span import TextSpan
from app.names.fold import fold

_LEAST_CONFIDENCE = 0.5
_SHORTEST_MARKED = 3
_LONGEST_QUOTATION = 150
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|us|me|mine|ours|myself|ourselves)\b|\bI['’]", re.IGNORECASE)
_PRONOUNS = frozenset(
    ["i", "we", "you", "he", "she", "it", "they", "who", "someone", "somebody", "everyone", "nobody", "one", "people"]
)
_NAME_OF_ROLE = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,4}[a-z-]+,\s+(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)+)")
_OUTER_MARKS = "“”\"«»„‘’'` \t\r\n"


@dataclass(frozen=True, slots=True)
class ClaimedQuote:
    """Words that somebody is said to have said. `span` covers them in the posted text.

    `stance` is what is said to have been done with them; own words are asserted. `speakers` are the names of each that
    the text gives them to, its fullest first; None where it names nobody. `statement` is all that is said with words
    in marks that are only a part of it.
    """

    span: TextSpan
    words: QuotedText
    stance: Stance
    speakers: tuple[tuple[str, ...], ...] | None
    statement: QuotedText | None = None


@dataclass(frozen=True, slots=True)
class ClaimedFigure:
    """A figure that the text states, what it is of, and who it says claims it."""

    span: TextSpan
    figure: Figure
    matter: ClaimedMatter
    speakers: tuple[tuple[str, ...], ...] | None


@dataclass(frozen=True, slots=True)
class Claims:
    """Everything a posted text claims.

    `quotes` are those that it gives to somebody or puts in marks. `whole` is the text itself as one quotation, where
    none of it stands in marks; `is_speech` tells that it is in the first person.
    """

    quotes: tuple[ClaimedQuote, ...]
    figures: tuple[ClaimedFigure, ...]
    whole: ClaimedQuote | None
    is_speech: bool


def find_claims(text: str, reading: Reading) -> Claims:
    """Gather what a text claims from its reading and its quotation marks. Spans are offsets in the text."""
    sources = {source.id: source for source in reading.sources}
    quotes = [claim for quote in reading.quotes if _counts(quote) for claim in _claims_of(text, quote, sources)]
    body = _body_of(text)
    marked = list(marked_stretches(TextSpan(0, len(text), text)))
    for stretch in marked:
        if not any(claim.span.meets(stretch) for claim in quotes) and _has_words(stretch, _SHORTEST_MARKED):
            quotes.append(_claim_of_span(stretch))
    if not quotes and marked and not reading.figures:
        quotes.append(_claim_of_span(body))
    is_whole = (not marked and len(body.exact.split()) <= _LONGEST_QUOTATION) or not (quotes or reading.figures)
    return Claims(
        tuple(sorted(quotes, key=lambda claim: (claim.span.start, claim.span.end))),
        tuple(
            ClaimedFigure(
                figure.span, figure, read_matter(figure, reading.figures), _speakers(figure.attribution, sources)
            )
            for figure in reading.figures
            if figure.role is Role.CLAIM and figure.confidence >= _LEAST_CONFIDENCE
        ),
        _claim_of_span(body) if is_whole else None,
        _FIRST_PERSON.search(text) is not None,
    )


def _counts(quote: Quote) -> bool:
    if quote.confidence < _LEAST_CONFIDENCE or (quote.within is not None and quote.kind is QuoteKind.INDIRECT):
        return False
    # "I said that …" in words that are themselves a quotation names nobody.
    mentions = [source.mention for source in quote.attribution.sources if source.mention is not None]
    return not any(fold(mention.exact) in {"i", "we"} for mention in mentions)


def _claims_of(text: str, quote: Quote, sources: dict[str, FoundSource]) -> list[ClaimedQuote]:
    """A quote as claims: each stretch in marks of a mixed one that is long enough, else all its words."""
    whole = TextSpan.of(text, quote.start, quote.end)
    speakers = _speakers(quote.attribution, sources) or _named_beside(text, quote)
    if quote.kind is QuoteKind.MIXED:
        own = [words for words in own_words_of(quote, whole) if len(words.words) >= _SHORTEST_MARKED]
        if own:
            stance = quote.stance if denies_its_words(quote) else Stance.ASSERTS
            statement = read_quoted_text(whole, quote.spans)
            return [ClaimedQuote(words.whole, words, stance, speakers, statement) for words in own]
    stance = quote.stance if quote.kind is not QuoteKind.DIRECT or denies_its_words(quote) else Stance.ASSERTS
    return [ClaimedQuote(whole, read_quoted_text(whole, quote.spans), stance, speakers)]


def _named_beside(text: str, quote: Quote) -> tuple[tuple[str, ...], ...] | None:
    """The name behind the role ("the port's head, Ida Moe") where only the body before it is read."""
    mentions = [source.mention for source in quote.attribution.sources if source.mention is not None]
    if quote.attribution.origin is not Origin.UNNAMED or len(mentions) != 1:
        return None
    match = _NAME_OF_ROLE.match(text, mentions[0].end)
    return ((match.group("name"),),) if match else None


def _claim_of_span(span: TextSpan) -> ClaimedQuote:
    return ClaimedQuote(span, read_quoted_text(span, (span,)), Stance.ASSERTS, None)


def _body_of(text: str) -> TextSpan:
    """The text without white space and quotation marks around it."""
    body = text.strip(_OUTER_MARKS) or text.strip()
    begin = text.index(body)
    return TextSpan.of(text, begin, begin + len(body))


def _has_words(stretch: TextSpan, at_least: int) -> bool:
    return len(stretch.exact.split()) >= at_least


def _speakers(attribution: Attribution, sources: dict[str, FoundSource]) -> tuple[tuple[str, ...], ...] | None:
    """The names of those a fact is attributed to; None where the text identifies nobody."""
    if attribution.origin is not Origin.NAMED:
        return None
    named = [(one.name, *(sources[one.id].aliases if one.id in sources else ())) for one in attribution.sources]
    known = tuple(names for names in named if fold(names[0]) not in _PRONOUNS)
    return known or None
