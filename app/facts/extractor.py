"""What found a fact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extractor:
    """The name and version of the extractor that found a fact."""

    name: str
    version: str
