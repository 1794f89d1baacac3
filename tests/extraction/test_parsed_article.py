"""The grammar of an article stands on its text and its blocks."""

import pytest

from app.extraction.blocks import BlockRole
from app.extraction.parsed_article import parse_article
from app.facts.reading import ArticleContext

BODY = "The harbour authority said that 40 ships had left. Nobody knew why."


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        BODY,
        f"\n\n  {BODY}\n\n  • Share on X\n",
        f"Related Articles{BODY} [Photo: Coast/Nord]\r\n{BODY}",
        f"Home » World » Ports » {BODY}\u2028\u2028{BODY}",
    ],
)
def test_doc_holds_the_text_exactly(text: str) -> None:
    article = parse_article(text, ArticleContext())
    assert article.doc.text == text
    assert all(text[word.idx : word.idx + len(word)] == word.text for word in article.doc)


def test_sentences_of_a_block_do_not_reach_into_furniture_glued_to_it() -> None:
    text = f"Related Articles{BODY} [Photo: Coast/Nord]\n{BODY}"
    article = parse_article(text, ArticleContext())
    body = next(article.blocks_of(BlockRole.BODY))
    printed = " ".join(sentence.text.strip() for sentence in article.sentences_of(body))
    assert printed == BODY
