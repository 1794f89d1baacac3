"""NDJSON: one item a line, each as it stands in `items` of the JSON list."""

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel


def write_ndjson(pages: Iterable[Sequence[BaseModel]]) -> Iterator[bytes]:
    """The lines of each page."""
    for page in pages:
        yield "".join(f"{item.model_dump_json(by_alias=True)}\n" for item in page).encode()
