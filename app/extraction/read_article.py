"""Article text in, facts out."""

from concurrent.futures import ThreadPoolExecutor

from app.extraction.attribute_figures import attribute_figures
from app.extraction.figures.find_figures import find_figures
from app.extraction.furniture.find_blocks import find_blocks
from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import find_quotes
from app.extraction.quotes.learned_speech import read_by_model
from app.facts.extractor import QuoteMethod
from app.facts.reading import ArticleContext, Reading


def read_article(text: str, context: ArticleContext, method: QuoteMethod = QuoteMethod.LEARNED) -> Reading:
    """Find every quote and figure in an English article, with who each is attributed to.

    Pure: the same text, context and method give the same reading, whose ids hold only inside it.
    """
    blocks = find_blocks(text, context.title)
    if method is QuoteMethod.LEARNED:
        # The network leaves the interpreter free while it runs: a second core, where one is idle, parses meanwhile.
        with ThreadPoolExecutor(max_workers=1) as beside:
            running = beside.submit(read_by_model, text, blocks)
            article = parse_article(text, context, blocks)
            said = find_quotes(article, method, running.result())
    else:
        article = parse_article(text, context, blocks)
        said = find_quotes(article, method)
    figures = attribute_figures(article, find_figures(article), said.quotes)
    return Reading(said.sources, said.quotes, figures)
