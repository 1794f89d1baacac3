"""Exports: whole lists as they stood at one moment, written as they are read, for web and command line alike."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.api.addresses import Addresses
from app.api.formats.csv_table import write_csv
from app.api.formats.kinds import ARTICLES, FIGURES, QUOTES, SOURCES, Kind
from app.api.formats.linked_data import write_json_ld
from app.api.formats.ndjson import write_ndjson
from app.api.media_types import MediaType
from app.api.schemas.article import Article
from app.api.schemas.export_query import ExportFormat, ExportQuery, ExportType
from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote
from app.api.schemas.source import Source
from app.api.schemas.wire import Output
from app.archive.unit_of_work import Archive, ReadSession
from app.facts.paging import Page
from app.use_cases.export_records import export_articles, export_figures, export_quotes, export_sources

KINDS: dict[ExportType, Kind] = {
    ExportType.QUOTES: QUOTES,
    ExportType.FIGURES: FIGURES,
    ExportType.ARTICLES: ARTICLES,
    ExportType.SOURCES: SOURCES,
}
MEDIA_TYPES: dict[ExportFormat, MediaType] = {
    ExportFormat.NDJSON: MediaType.NDJSON,
    ExportFormat.CSV: MediaType.CSV,
    ExportFormat.JSON_LD: MediaType.JSON_LD,
    ExportFormat.PARQUET: MediaType.PARQUET,
}


@dataclass(frozen=True, slots=True)
class ExportedPage:
    """Some items of an export, and in the first page, where it was asked for, how many there are in the whole list."""

    items: Sequence[Output]
    total: int | None


def stream_export(archive: Archive, query: ExportQuery, addresses: Addresses) -> Generator[bytes, None, None]:
    """An export in one unit of work, which ends when the generator ends or is closed.

    The first chunk is empty: what cannot be asked has been refused by then. Raises InvalidArgument, ArchiveUnavailable.
    """
    with archive.reading() as session:
        pages = read_export(session, query)
        yield b""
        yield from write_export((page.items for page in pages), query, addresses)


def read_export(session: ReadSession, query: ExportQuery, *, count_total: bool = False) -> Iterator[ExportedPage]:
    """The items of an export in pages, as they are given on the wire. Raises InvalidArgument before the first page."""
    limit, sort = query.limit, query.sort
    match query.type:
        case ExportType.QUOTES:
            quotes = export_quotes(session, query.to_quote_filter(), sort, limit, count_total=count_total)
            return _on_the_wire(quotes, Quote.of)
        case ExportType.FIGURES:
            figures = export_figures(session, query.to_figure_filter(), sort, limit, count_total=count_total)
            return _on_the_wire(figures, Figure.of)
        case ExportType.ARTICLES:
            articles = export_articles(session, query.to_article_filter(), sort, limit, count_total=count_total)
            return _on_the_wire(articles, Article.of)
        case ExportType.SOURCES:
            sources = export_sources(session, query.to_source_filter(), limit, count_total=count_total)
            return _on_the_wire(sources, Source.of)


def write_export(pages: Iterator[Sequence[Output]], query: ExportQuery, addresses: Addresses) -> Iterator[bytes]:
    """The bytes of an export, page after page."""
    kind = KINDS[query.type]
    match query.written_as:
        case ExportFormat.NDJSON:
            return write_ndjson(pages)
        case ExportFormat.CSV:
            return write_csv(pages, kind.columns)
        case ExportFormat.JSON_LD:
            about = {"name": f"On Record: {kind.name}"}
            return write_json_ld(pages, kind.node_of, addresses, about_list=about)
        case ExportFormat.PARQUET:
            # Loaded only where it is asked for: it takes time and some 60 MB.
            from app.api.formats.parquet_table import write_parquet  # noqa: PLC0415

            return write_parquet(pages, kind.columns)


def _on_the_wire(pages: Iterator[Page[Any]], to_wire: Callable[[Any], Output]) -> Iterator[ExportedPage]:
    return (ExportedPage([to_wire(item) for item in page.items], page.total) for page in pages)
