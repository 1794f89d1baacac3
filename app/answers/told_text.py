"""What a fact says and who says it, as one text whose meaning a question is compared with."""

from collections.abc import Mapping

from app.facts.attribution import Attribution
from app.facts.figure import Figure
from app.facts.quote import Quote
from app.facts.reading import FoundSource


def told_text(fact: Quote | Figure, sources: Mapping[str, FoundSource]) -> str:
    """Whose words they are, and the sentence they stand in; of a quote that runs over several, all of it.

    `sources` are the reading's sources by id: how the article describes them is told with their names.
    """
    sentence = " ".join(fact.sentence.exact.split())
    words = " ".join(fact.text.split())
    told = words if isinstance(fact, Quote) and len(words) > len(sentence) else sentence
    names = _names_of(fact.attribution, sources)
    return f"{', '.join(names)}: {told}" if names else told


def _names_of(attribution: Attribution, sources: Mapping[str, FoundSource]) -> list[str]:
    everyone = [*attribution.sources, *(source for link in attribution.via for source in link.sources)]
    return list(dict.fromkeys(_with_description(source.name, sources.get(source.id)) for source in everyone))


def _with_description(name: str, found: FoundSource | None) -> str:
    return f"{name} ({found.description})" if found is not None and found.description else name
