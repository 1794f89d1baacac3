"""What `onrecord reextract` prints."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from app import command_line_output as output
from app.api.schemas.fact import fact_of
from app.command_line_reextract import ChangeCounts
from app.facts.figure import Figure
from app.facts.quote import Quote
from app.facts.reading_changes import AlteredFact, ReadingChanges
from app.facts.recorded import RecordedQuote

_COUNTED = ("kept", "added", "lost", "altered")
# Parts of a fact of which only some may have changed.
_TAKEN_APART = ("attribution", "evidence")

Differences = dict[str, dict[str, Any]]


def print_changes_line(changes: ReadingChanges) -> None:
    """Print what a new reading changed in an article as one line of JSON, with every fact that is not just kept."""
    counts = {name: len(getattr(changes, name)) for name in _COUNTED}
    output.print_json_line(
        {
            "article_id": changes.article.id,
            "title": changes.article.metadata.title,
            **counts,
            "facts": list(_changed_facts(changes)),
        }
    )


def print_total_line(counts: ChangeCounts, *, dry_run: bool) -> None:
    """Print the numbers of all articles together as one line of JSON."""
    output.print_json_line({"total": dataclasses.asdict(counts), "dry_run": dry_run})


def print_changes(articles: Sequence[ReadingChanges], counts: ChangeCounts, *, verbose: bool) -> None:
    """Print what new readings changed for a person to read: a table of articles, and of facts where `verbose`."""
    rows = [_row_of_article(changes) for changes in articles]
    total = ("Total", *(str(getattr(counts, name)) for name in _COUNTED), f"{counts.articles} articles")
    output.print_table(("Article", "Kept", "Added", "Lost", "Altered", "Title"), [*rows, total])
    facts = [_row_of_fact(fact) for changes in articles for fact in _changed_facts(changes)] if verbose else []
    if facts:
        output.print_text("")
        output.print_table(("Fact", "Id", "Text", "What changed"), facts)


def _changed_facts(changes: ReadingChanges) -> Iterator[dict[str, Any]]:
    for fact in changes.added:
        yield _told("added", fact)
    for fact in changes.lost:
        yield _told("lost", fact)
    for altered in changes.altered:
        after = altered.after
        own = after.quote if isinstance(after, RecordedQuote) else after.figure
        yield {**_told("altered", own), "changed": _differences_of(altered)}


def _told(change: str, fact: Quote | Figure) -> dict[str, Any]:
    fact_type = "quote" if isinstance(fact, Quote) else "figure"
    sources = [source.name for source in fact.attribution.sources]
    return {
        "change": change,
        "type": fact_type,
        "id": fact.id,
        "text": fact.text,
        "start": fact.start,
        "end": fact.end,
        "sources": sources,
    }


def _differences_of(altered: AlteredFact) -> Differences:
    """Each field that differs, named and given as in the fact's JSON."""
    before, after = (fact_of(one).model_dump(mode="json", by_alias=True) for one in (altered.before, altered.after))
    found = _differences("", before, after, leaving_out=_TAKEN_APART)
    for part in _TAKEN_APART:
        found |= _differences(f"{part}.", before[part], after[part])
    return found


def _differences(
    prefix: str, before: dict[str, Any], after: dict[str, Any], *, leaving_out: Sequence[str] = ()
) -> Differences:
    return {
        f"{prefix}{name}": {"before": before[name], "after": after[name]}
        for name in before
        if name not in leaving_out and before[name] != after[name]
    }


def _row_of_article(changes: ReadingChanges) -> output.Row:
    counts = [str(len(getattr(changes, name))) for name in _COUNTED]
    metadata = changes.article.metadata
    return (changes.article.id, *counts, metadata.title or metadata.url or "")


def _row_of_fact(fact: dict[str, Any]) -> output.Row:
    changed = [_in_words(name, **values) for name, values in fact.get("changed", {}).items()]
    return (f"{fact['type']} {fact['change']}", fact["id"], fact["text"], "; ".join(changed))


def _in_words(name: str, before: Any, after: Any) -> str:
    values = [_value_in_words(value) for value in (before, after)]
    return f"{name}: {values[0]} → {values[1]}"


def _value_in_words(value: Any) -> str:
    match value:
        case None | []:
            return "none"
        case {"exact": str(words)}:
            return words
        case list():
            return ", ".join(_value_in_words(one) for one in value)
        case {"mention": {"exact": str(words)}} | {"name": str(words)}:
            return words
        case dict():
            return " ".join(_value_in_words(one) for one in value.values())
        case _:
            return str(value)
