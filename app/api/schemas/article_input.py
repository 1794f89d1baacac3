"""What a caller sends of an article."""

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.inputs import Authors, Date, LanguageTag, Name, Title, WebAddress
from app.api.schemas.wire import Input
from app.facts.article import ArticleMetadata


class MetadataInput(Input):
    """What a caller knows of an article beside its text. What is given wins over what the document says of itself."""

    title: Title | None = Field(
        default=None, description="Title of the article.", examples=["Dalmere braces for the Ostra"]
    )
    publisher: Name | None = Field(default=None, description="Who published it.", examples=["Dalmere Courier"])
    authors: Authors = Field(
        default=(), description="Who wrote it; repeat the field for several.", examples=[["Ida Quist"]]
    )
    published_at: Date | None = Field(
        default=None,
        description="When it was published: a year, a month, a day or an RFC 3339 instant. Relative dates in the text "
        "are resolved against it.",
        examples=["2024-10-16"],
    )
    url: WebAddress | None = Field(
        default=None,
        description="Where it was published; with the text, it tells one article from another.",
        examples=["https://courier.example/dalmere-braces"],
    )
    language: LanguageTag | None = Field(
        default=None,
        description="Language of the text (BCP 47). Detected where it is not given; `en` given here is believed.",
        examples=["en"],
    )

    def to_metadata(self) -> ArticleMetadata:
        """Hand the metadata to the use case."""
        return ArticleMetadata(
            url=self.url,
            title=self.title,
            publisher=self.publisher,
            authors=self.authors,
            published_at=self.published_at,
            language=self.language,
        )


class ArticleInput(MetadataInput):
    """An article as JSON. The text is stored exactly as sent."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "text": examples.TEXT,
                "title": examples.ARTICLE["title"],
                "publisher": examples.ARTICLE["publisher"],
                "authors": examples.ARTICLE["authors"],
                "published_at": examples.ARTICLE["published_at"],
                "url": examples.ARTICLE["url"],
            }
        }
    )

    text: str = Field(
        description="The article's text. NUL characters and lone surrogates are refused.",
        min_length=1,
        examples=[examples.TEXT],
    )
