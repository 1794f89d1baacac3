"""Where words stand in an article's stored text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A half-open stretch of a text, counted in Unicode code points, with the exact words it covers.

    Raises ValueError where the offsets are not `0 <= start < end` or `exact` is not `end - start` long.
    """

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start} and {self.end}")
        if len(self.exact) != self.end - self.start:
            raise ValueError(f"a span of {self.end - self.start} characters cannot hold {len(self.exact)}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "TextSpan":
        """Cut `text[start:end]` out of a text as a span of it."""
        if end > len(text):
            raise ValueError(f"the span ends at {end}, after the text's {len(text)} characters")
        return cls(start, end, text[start:end])

    def covers(self, other: "TextSpan") -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "TextSpan") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end
