"""The extractor against articles written before it; floors a little under what is reached."""

from tests.extraction.quotes.gold_quotes import gold_articles, score


def test_most_gold_quotes_are_found_with_the_right_source() -> None:
    result = score(gold_articles(held_out=False))
    assert result.found >= 0.93 * result.gold, result.failures
    assert result.sourced >= 0.90 * result.gold, result.failures
    assert result.whole >= 0.90 * result.gold, result.failures


def test_little_is_found_that_nobody_said() -> None:
    result = score(gold_articles(held_out=False))
    assert result.found >= 0.92 * result.predicted, result.failures


def test_held_out_articles_are_read_about_as_well() -> None:
    # Failures are not shown: nobody may fit the rules to these articles.
    result = score(gold_articles(held_out=True))
    assert result.found >= 0.85 * result.gold
    assert result.sourced >= 0.70 * result.gold
