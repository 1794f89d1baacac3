"""What tables hold: one definition of the columns for CSV, for Parquet and for their documentation.

The columns are flat and stable: new ones are only ever added at the end. They read the wire models, so that a table
says what JSON says.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from app.api.schemas.attribution import Attribution, SourceReference
from app.api.schemas.evidence import Evidence
from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote


class ColumnType(Enum):
    """What the cells of a column hold, beside nothing."""

    TEXT = auto()
    TEXTS = auto()
    INTEGER = auto()
    INTEGERS = auto()
    DECIMAL = auto()
    FRACTION = auto()
    BOOLEAN = auto()
    INSTANT = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its cells hold, what that means, and how it is read of an item (None: nothing)."""

    name: str
    type: ColumnType
    description: str
    read: Callable[[Any], Any]


Columns = tuple[Column, ...]


def _text(name: str, description: str, read: Callable[[Any], Any]) -> Column:
    return Column(name, ColumnType.TEXT, description, read)


def _texts(name: str, description: str, read: Callable[[Any], Sequence[str]]) -> Column:
    return Column(name, ColumnType.TEXTS, description, read)


def _integer(name: str, description: str, read: Callable[[Any], int | None]) -> Column:
    return Column(name, ColumnType.INTEGER, description, read)


def _integers(name: str, description: str, read: Callable[[Any], Sequence[int]]) -> Column:
    return Column(name, ColumnType.INTEGERS, description, read)


def _attribution(fact: Quote | Figure) -> Attribution:
    return fact.attribution


def _evidence(fact: Quote | Figure) -> Evidence:
    return fact.evidence


def _sources(fact: Quote | Figure) -> list[SourceReference]:
    return fact.attribution.sources


def _carriers(fact: Quote | Figure) -> Iterable[tuple[int, SourceReference]]:
    """Who carried the words, each with the number of its link; 1 is nearest the publisher."""
    return ((number, source) for number, link in enumerate(fact.attribution.via, start=1) for source in link.sources)


_IDENTITY: Columns = (
    _text("id", "Id of the fact.", lambda fact: fact.id),
    _text("type", "`quote` or `figure`.", lambda fact: fact.type),
    _text("text", "The quote's spans joined by one space, or the figure as printed.", lambda fact: fact.text),
)
_SHARED: Columns = (
    _text("said_at", "The words that tell when it was said.", lambda fact: fact.said_at and fact.said_at.exact),
    _text("said_from", "First date meant by them.", lambda fact: fact.said_at and fact.said_at.from_date),
    _text("said_to", "Last date meant by them.", lambda fact: fact.said_at and fact.said_at.to_date),
    _text("within", "Id of the innermost quote that the fact stands inside.", lambda fact: fact.within),
    _text("origin", "`publisher`, `named` or `unnamed`.", lambda fact: _attribution(fact).origin),
    _texts("source_ids", "Ids of the sources.", lambda fact: [source.id for source in _sources(fact)]),
    _texts("source_names", "Their names.", lambda fact: [source.name for source in _sources(fact)]),
    _texts("source_kinds", "Their kinds.", lambda fact: [source.kind.value for source in _sources(fact)]),
    _texts(
        "source_mentions",
        "The words that name each of them here; empty for one that no words name.",
        lambda fact: [source.mention.exact if source.mention else "" for source in _sources(fact)],
    ),
    _text("cue", "The words that attribute.", lambda fact: (cue := _attribution(fact).cue) and cue.exact),
    _text("cue_lemma", "Their dictionary form.", lambda fact: (cue := _attribution(fact).cue) and cue.lemma),
    _integers(
        "via_links",
        "For each of those who carried the words the number of its link; 1 is nearest the publisher.",
        lambda fact: [number for number, _ in _carriers(fact)],
    ),
    _texts("via_ids", "Ids of those who carried the words.", lambda fact: [one.id for _, one in _carriers(fact)]),
    _texts("via_names", "Their names.", lambda fact: [one.name for _, one in _carriers(fact)]),
    _texts("via_kinds", "Their kinds.", lambda fact: [one.kind.value for _, one in _carriers(fact)]),
    _text("article_id", "Id of the article.", lambda fact: _evidence(fact).article.id),
    _text("article_title", "Its title.", lambda fact: _evidence(fact).article.title),
    _text("article_publisher", "Who published it.", lambda fact: _evidence(fact).article.publisher),
    _text(
        "article_published_at",
        "When, in the precision it is known in: a year, a month, a day or an instant in UTC.",
        lambda fact: _evidence(fact).article.published_at,
    ),
    _text("article_url", "Where.", lambda fact: _evidence(fact).article.url),
    _text("article_status", "`active`, `disputed` or `restricted`.", lambda fact: _evidence(fact).article.status),
    _text("article_sha256", "SHA-256 of its stored text in UTF-8.", lambda fact: _evidence(fact).sha256),
    _integer("start", "Offset of the fact's first character.", lambda fact: _evidence(fact).start),
    _integer("end", "Offset after its last character.", lambda fact: _evidence(fact).end),
    _text("exact", "The words at that place, unchanged.", lambda fact: _evidence(fact).exact),
    _text("prefix", "Up to 32 characters before.", lambda fact: _evidence(fact).prefix),
    _text("suffix", "Up to 32 characters after.", lambda fact: _evidence(fact).suffix),
    _integer("sentence_start", "Offset of its sentence.", lambda fact: _evidence(fact).sentence.start),
    _integer("sentence_end", "Offset after its sentence.", lambda fact: _evidence(fact).sentence.end),
    _text("sentence", "The sentence or sentences that it stands in.", lambda fact: _evidence(fact).sentence.exact),
    Column("confidence", ColumnType.FRACTION, "From 0 to 1.", lambda fact: fact.confidence),
    _text("extractor", "What found it.", lambda fact: fact.extractor.name),
    _text("extractor_version", "Its version.", lambda fact: fact.extractor.version),
)
_OF_QUOTES: Columns = (
    _text("kind", "`direct`, `mixed` or `indirect`.", lambda quote: quote.kind),
    _text("marks", "`paired`, `unbalanced` or `none`.", lambda quote: quote.marks),
    _text("stance", "What the source does with it: asserts, denies, asks …", lambda quote: quote.stance),
    _integers("span_starts", "Offset of each span.", lambda quote: [span.start for span in quote.spans]),
    _integers("span_ends", "Offset after each span.", lambda quote: [span.end for span in quote.spans]),
    _texts("span_texts", "The words of each span.", lambda quote: [span.exact for span in quote.spans]),
)
_OF_FIGURES: Columns = (
    Column("value", ColumnType.DECIMAL, "The value; empty for a range.", lambda figure: figure.value),
    Column("low", ColumnType.DECIMAL, "Lower end, where there is one.", lambda figure: figure.low),
    Column("high", ColumnType.DECIMAL, "Upper end, where there is one.", lambda figure: figure.high),
    _text("bound", "How the words bound the value.", lambda figure: figure.bound),
    _text("change", "`up` or `down`, for a rise or a fall.", lambda figure: figure.change),
    _text("unit", "A code, a symbol or the singular noun counted.", lambda figure: figure.unit),
    _text("unit_kind", "What sort of quantity it measures.", lambda figure: figure.unit_kind),
    _text("subject", "Name of what is counted.", lambda figure: figure.subject and figure.subject.name),
    _text("subject_exact", "It as printed.", lambda figure: figure.subject and figure.subject.exact),
    _text("role", "`claim` or `reference`.", lambda figure: figure.role),
    _text("modality", "`actual`, `planned`, `possible` or `denied`.", lambda figure: figure.modality),
    _text("condition", "The words it hangs on.", lambda figure: figure.condition and figure.condition.exact),
    _text("period", "The words that tell what time it is of.", lambda figure: figure.period and figure.period.exact),
    _text("period_from", "First date of that time.", lambda figure: figure.period and figure.period.from_date),
    _text("period_to", "Last date of that time.", lambda figure: figure.period and figure.period.to_date),
    _texts("related_ids", "Ids of related figures.", lambda figure: [one.figure_id for one in figure.related]),
    _texts(
        "related_as",
        "What each of those is to this one.",
        lambda figure: [one.relation.value for one in figure.related],
    ),
)


def _of_type(model: type[Quote] | type[Figure], columns: Columns) -> Columns:
    """The columns of one type of fact in a table of both: empty for the other."""

    def reading(column: Column) -> Callable[[Any], Any]:
        return lambda fact: column.read(fact) if isinstance(fact, model) else None

    return tuple(Column(one.name, one.type, one.description, reading(one)) for one in columns)


def _of_part(columns: Columns, part: Callable[[Any], Any]) -> Columns:
    def reading(column: Column) -> Callable[[Any], Any]:
        return lambda item: column.read(part(item))

    return tuple(Column(one.name, one.type, one.description, reading(one)) for one in columns)


QUOTE_COLUMNS: Columns = (*_IDENTITY, *_OF_QUOTES, *_SHARED)
FIGURE_COLUMNS: Columns = (*_IDENTITY, *_OF_FIGURES, *_SHARED)
FACT_COLUMNS: Columns = (*_IDENTITY, *_of_type(Quote, _OF_QUOTES), *_of_type(Figure, _OF_FIGURES), *_SHARED)
ANSWER_COLUMNS: Columns = (
    Column("score", ColumnType.FRACTION, "How well the fact answers, from 0 to 1.", lambda item: item.score),
    _texts("matched", "The words of the question that it meets.", lambda item: item.matched),
    *_of_part(FACT_COLUMNS, lambda item: item.fact),
)


ARTICLE_COLUMNS: Columns = (
    _text("id", "Id of the article.", lambda article: article.id),
    _integer("version", "1, or one more than the article it replaces.", lambda article: article.version),
    _text("previous_id", "Id of the version it replaces.", lambda article: article.previous_id),
    _text("url", "Where it was published.", lambda article: article.url),
    _text("title", "Its title.", lambda article: article.title),
    _text("publisher", "Who published it.", lambda article: article.publisher),
    _texts("authors", "Who wrote it.", lambda article: article.authors),
    _text("published_at", "When, in the precision it is known in.", lambda article: article.published_at),
    _text("language", "Language of the text (BCP 47).", lambda article: article.language),
    Column("ingested_at", ColumnType.INSTANT, "When it was stored.", lambda article: article.ingested_at),
    _text("sha256", "SHA-256 of the stored text in UTF-8.", lambda article: article.sha256),
    _integer("characters", "Length of the text in code points.", lambda article: article.characters),
    _integer("words", "Stretches of the text between white space.", lambda article: article.words),
    _integer("quotes", "How many quotes it holds.", lambda article: article.counts.quotes),
    _integer("figures", "How many figures.", lambda article: article.counts.figures),
    _integer("sources", "How many sources its facts are attributed to.", lambda article: article.counts.sources),
    _text("status", "`active`, `disputed` or `restricted`.", lambda article: article.status),
    _text("reply", "What the publisher or a source replies.", lambda article: article.reply),
)
SOURCE_COLUMNS: Columns = (
    _text("id", "Id of the source.", lambda source: source.id),
    _text("name", "Its fullest name.", lambda source: source.name),
    _text("kind", "What sort of thing it is.", lambda source: source.kind),
    Column("named", ColumnType.BOOLEAN, "False for a group not identified.", lambda source: source.named),
    _texts("aliases", "Every other name that articles use for it.", lambda source: source.aliases),
    _text("description", "What articles say it is.", lambda source: source.description),
    _integer("quotes", "Quotes attributed to it.", lambda source: source.counts.quotes),
    _integer("figures", "Figures attributed to it.", lambda source: source.counts.figures),
    _integer("articles", "Articles that attribute something to it.", lambda source: source.counts.articles),
    _text("first_seen", "Date of its first dated article.", lambda source: source.first_seen),
    _text("last_seen", "Date of its last dated article.", lambda source: source.last_seen),
)
