"""The lines of an article and what each is for."""

from dataclasses import dataclass
from enum import StrEnum


class BlockRole(StrEnum):
    """Whether a line is the article's own text, its headline, or page furniture that yields no facts."""

    BODY = "body"
    HEADLINE = "headline"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of text (a paragraph, mostly), without the line break that ends it; half-open code point offsets."""

    start: int
    end: int
    role: BlockRole
