"""Texts of one sort of line again and again: five times the text may take five times the steps, not twenty-five.

Steps are function calls, which are the same at every run: nothing here is timed.
"""

import cProfile
import pstats

import pytest

from app.extraction.attribute_figures import attribute_figures
from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import find_quotes
from app.extraction.sentences import sentence_of
from app.facts.reading import ArticleContext

LINES = {
    "cues of one sentence": ("The clerk ", "said the lift was shut and the depot denied it, ", "."),
    "pronouns of one sentence": ("", "he said that he had sold it and ", "left."),
    "quotes on one line": ("", "“We sold the lift,” he said. ", ""),
    "quotes without a cue": ("", "Mina Sorel said “we sold the lift”.\n\n“It was sold for the best of reasons.”\n", ""),
}


def steps_for(shape: str, times: int) -> int:
    before, again, after = LINES[shape]
    article = parse_article(before + again * times + after, ArticleContext())
    profile = cProfile.Profile()
    profile.enable()
    attribute_figures(article, [], find_quotes(article).quotes)
    profile.disable()
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # missing in the stub
    return calls


@pytest.mark.parametrize("shape", LINES)
def test_steps_grow_with_the_text_and_not_with_its_square(shape: str) -> None:
    assert steps_for(shape, 200) < 9 * steps_for(shape, 40)


def test_sentence_of_a_word_is_the_one_spacy_tells() -> None:
    article = parse_article(
        "SEOUL (Wire) — The lift is shut. “Sell it!” he said.\nIt was sold\n\nQ: Why?", ArticleContext()
    )
    assert [sentence_of(token) for token in article.doc] == [token.sent for token in article.doc]
