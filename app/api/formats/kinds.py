"""What lists hold, and how each sort of item is written in every format."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.api.formats import columns, linked_data
from app.api.formats.columns import Columns
from app.api.formats.linked_data import NodeOf
from app.api.media_types import MediaType
from app.api.schemas import examples
from app.api.schemas.article import Article
from app.api.schemas.figure import Figure
from app.api.schemas.lookup import LookupItem
from app.api.schemas.quote import Quote
from app.api.schemas.source import Source
from app.api.schemas.wire import Output

_ON_LISTS = (MediaType.JSON, MediaType.NDJSON, MediaType.CSV, MediaType.JSON_LD)


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of item: its name in the plural, its columns in tables, how it is linked data, and one for an example."""

    name: str
    columns: Columns
    node_of: NodeOf
    example: Any
    has_feed: bool = False

    @property
    def media_types(self) -> tuple[MediaType, ...]:
        """What a list of these can be given as, the default first."""
        return (*_ON_LISTS, MediaType.ATOM) if self.has_feed else _ON_LISTS


def _example(model: type[Output], example: Mapping[str, Any]) -> Output:
    return model.model_validate(_by_field_names(example))


def _by_field_names(part: Any) -> Any:
    """An example as wire models name its fields: `from` and `as` are keywords of Python."""
    if isinstance(part, Mapping):
        names = {"from": "from_date", "to": "to_date", "as": "relation"}
        return {names.get(name, name): _by_field_names(value) for name, value in part.items()}
    return [_by_field_names(one) for one in part] if isinstance(part, list) else part


_QUOTE = _example(Quote, examples.QUOTE)

QUOTES = Kind("quotes", columns.QUOTE_COLUMNS, linked_data.quote_node, _QUOTE, has_feed=True)
FIGURES = Kind(
    "figures", columns.FIGURE_COLUMNS, linked_data.figure_node, _example(Figure, examples.FIGURE), has_feed=True
)
FACTS = Kind("facts", columns.FACT_COLUMNS, linked_data.fact_node, _QUOTE)
ANSWERS = Kind(
    "answers",
    columns.ANSWER_COLUMNS,
    linked_data.answer_node,
    _example(LookupItem, {"score": 0.91, "matched": ["homes", "power"], "fact": examples.FIGURE}),
)
ARTICLES = Kind("articles", columns.ARTICLE_COLUMNS, linked_data.article_node, _example(Article, examples.ARTICLE))
SOURCES = Kind("sources", columns.SOURCE_COLUMNS, linked_data.source_node, _example(Source, examples.SOURCE))
