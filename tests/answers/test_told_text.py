from app.answers.told_text import told_text
from app.facts.attribution import SourceKind
from tests.archive.invented import Invented


def test_the_sentence_is_told_after_its_source_and_what_the_source_is() -> None:
    article = Invented("It will rain,  Ada Quill said. Then it did.", url="https://x.example")
    ada = article.source("Ada Quill", SourceKind.PERSON, description="harbour master")
    article.quote("It will rain", source=ada)
    told = told_text(article.quotes[0], {ada: "harbour master"})
    assert told == "Ada Quill (harbour master): It will rain, Ada Quill said."


def test_all_of_a_long_quote_is_told_and_no_source_that_nobody_names() -> None:
    article = Invented("We sail. We sail at dawn. We never come back. They said so.", url="https://x.example")
    article.quote("We sail. We sail at dawn. We never come back", source=None)
    assert told_text(article.quotes[0], {}) == "We sail. We sail at dawn. We never come back."
