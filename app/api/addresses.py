"""Where things on record are found, as absolute URLs."""

from dataclasses import dataclass
from urllib.parse import urljoin

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one service; `base` ends in a slash."""

    base: str

    @classmethod
    def of(cls, request: Request) -> "Addresses":
        """The addresses as the caller of this request reaches them."""
        return cls(str(request.base_url))

    def quote(self, identifier: str) -> str:
        """Where a quote is found."""
        return f"{self.base}v1/quotes/{identifier}"

    def figure(self, identifier: str) -> str:
        """Where a figure is found."""
        return f"{self.base}v1/figures/{identifier}"

    def source(self, identifier: str) -> str:
        """Where a source is found."""
        return f"{self.base}v1/sources/{identifier}"

    def article(self, identifier: str) -> str:
        """Where an article is found."""
        return f"{self.base}v1/articles/{identifier}"

    def text(self, identifier: str) -> str:
        """Where the text of an article is found."""
        return f"{self.article(identifier)}/text"

    def absolute(self, path: str) -> str:
        """The address of a path of this service."""
        return urljoin(self.base, path)
