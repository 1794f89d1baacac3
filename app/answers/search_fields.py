"""What a fact can be found by."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.answers.terms import terms_of
from app.facts.attribution import Attribution, is_unidentified
from app.facts.figure import Figure
from app.facts.quote import Quote
from app.facts.reading import ArticleContext, FoundSource
from app.facts.text_span import TextSpan

# Words that take up what the sentence before named.
_TAKING_UP = re.compile(
    r"\b(?:it|its|they|their|them|he|his|him|she|her|this|these|those|such"
    r"|that(?= (?!the\b|an?\b|it\b|they\b|he\b|she\b|its\b|their\b)[a-z]+\b))\b",
    re.IGNORECASE,
)
_FARTHEST_BEFORE = 400
_SENTENCE_START = re.compile(r"(?:[.!?][\"”’)]*|\n)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class SearchFields:
    """The search terms of one fact, each field as terms joined by single blanks, in the order of the words.

    `subject`: what a figure is of, with its unit; empty for a quote. `content`: a quote's words, or the sentence a
    figure stands in. `source`: who it is attributed to and through whom, under every name the article has for them.
    `context`: the rest of the sentence, for a quote the sentence before it too where a pronoun or the like takes that
    up ("that ban"), how the article describes the sources, its title and its publisher.
    """

    subject: str
    content: str
    source: str
    context: str

    def as_mapping(self) -> dict[str, str]:
        """The four fields by name."""
        return {"subject": self.subject, "content": self.content, "source": self.source, "context": self.context}


def search_fields_of_quote(
    quote: Quote, sources: Mapping[str, FoundSource], context: ArticleContext | None = None, article: str = ""
) -> SearchFields:
    """Tell what a quote can be found by. `sources` are the reading's sources by id, `article` its whole text."""
    before = _sentence_before(article, quote.sentence) if _TAKING_UP.search(quote.text) else ""
    described = _descriptions_of(quote.attribution, sources)
    return SearchFields(
        subject="",
        content=_joined_terms([quote.text]),
        source=_joined_terms(_names_of(quote.attribution, sources)),
        context=_joined_terms([quote.sentence.exact, before, *described, *_context_words(context)]),
    )


def search_fields_of_figure(
    figure: Figure, sources: Mapping[str, FoundSource], context: ArticleContext | None = None
) -> SearchFields:
    """Tell what a figure can be found by. `sources` are the reading's sources by id."""
    described = _descriptions_of(figure.attribution, sources)
    subject = [figure.subject.name, figure.subject.span.exact] if figure.subject else []
    unit = [figure.quantity.unit.replace("_", " ")] if figure.quantity.unit else []
    return SearchFields(
        subject=_joined_terms([*subject, *unit]),
        content=_joined_terms([figure.sentence.exact]),
        source=_joined_terms(_names_of(figure.attribution, sources)),
        context=_joined_terms([*described, *_context_words(context)]),
    )


def _names_of(attribution: Attribution, sources: Mapping[str, FoundSource]) -> list[str]:
    everyone = [*attribution.sources, *(source for link in attribution.via for source in link.sources)]
    names: list[str] = []
    for attributed in everyone:
        if is_unidentified(attributed.name):
            continue
        names.append(attributed.name)
        found = sources.get(attributed.id)
        names.extend(found.aliases if found else ())
    return list(dict.fromkeys(names))


def _descriptions_of(attribution: Attribution, sources: Mapping[str, FoundSource]) -> list[str]:
    found = (sources.get(one.id) for one in attribution.sources)
    return [source.description for source in found if source is not None and source.description]


def _sentence_before(article: str, sentence: TextSpan) -> str:
    """The sentence before, however long only its end."""
    before = article[max(0, sentence.start - _FARTHEST_BEFORE) : sentence.start].rstrip()
    starts = [match.end() for match in _SENTENCE_START.finditer(before)]
    return before[starts[-1] :] if starts else before


def _context_words(context: ArticleContext | None) -> list[str]:
    if context is None:
        return []
    return [words for words in (context.title, context.publisher) if words]


def _joined_terms(texts: Iterable[str]) -> str:
    return " ".join(term for text in texts for term in terms_of(text))
