from app.answers.search_fields import search_fields_of_figure, search_fields_of_quote
from app.facts.reading import ArticleContext
from app.workers.extraction import InProcessExtraction
from tests.answers.gold_corpus import gold_articles


def test_a_figure_is_found_by_subject_sentence_source_and_title() -> None:
    gold = gold_articles()[0]
    sources = {source.id: source for source in gold.reading.sources}
    figure = next(one for one in gold.reading.figures if one.id == "nis-12000")
    fields = search_fields_of_figure(figure, sources, gold.context)
    assert {"countrykp", "soldier"} <= set(fields.subject.split())
    assert {"head", "countryru", "12000"} <= set(fields.content.split())
    assert {"nis", "intellig", "countrykr"} <= set(fields.source.split())
    assert {"unit", "harbour"} <= set(fields.context.split())


def test_a_quote_is_found_by_its_words_and_by_who_carried_them() -> None:
    gold = gold_articles()[2]
    sources = {source.id: source for source in gold.reading.sources}
    quote = next(one for one in gold.reading.quotes if one.id == "cmc-confirmed")
    fields = search_fields_of_quote(quote, sources, gold.context)
    assert fields.subject == ""
    assert {"kursk", "unit"} <= set(fields.content.split())
    assert {"commiss", "kcna"} <= set(fields.source.split())
    assert "report" in fields.context.split()


def test_nothing_is_found_by_what_a_source_is_called_that_nobody_names() -> None:
    reading = InProcessExtraction().read_article(
        "The square was empty. He said that the market would move.", ArticleContext()
    )
    *_, quote = reading.quotes
    assert [source.name for source in quote.attribution.sources] == ["an unidentified person"]
    assert search_fields_of_quote(quote, {source.id: source for source in reading.sources}, None).source == ""


def context_of_the_second_sentence(text: str) -> set[str]:
    reading = InProcessExtraction().read_article(text, ArticleContext())
    (quote,) = [one for one in reading.quotes if "violates" in one.text]
    fields = search_fields_of_quote(quote, {source.id: source for source in reading.sources}, None, text)
    return set(fields.context.split())


def test_a_quote_that_takes_up_the_sentence_before_is_found_by_that() -> None:
    taking_up = "Fishing in the strait is prohibited. Ruritania violates that ban, columnist Mara Ilves wrote."
    assert {"strait", "columnist"} <= context_of_the_second_sentence(taking_up)
    assert "strait" not in context_of_the_second_sentence(taking_up.replace("that ban", "the ban"))
