"""What found a fact."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Extractor:
    """The name and version of the extractor that found a fact."""

    name: str
    version: str


class QuoteMethod(StrEnum):
    """How quotes are found: by a trained model, or by rules alone."""

    LEARNED = "learned"
    RULES = "rules"
