"""What a fact says and who says it, as one text whose meaning a question is compared with."""

from collections.abc import Mapping

from app.facts.attribution import Attribution
from app.facts.figure import Figure
from app.facts.quote import Quote


def told_text(fact: Quote | Figure, descriptions: Mapping[str, str]) -> str:
    """Whose words they are, and the sentence they stand in; of a quote that runs over several, all of it.

    `descriptions` are by sources' ids: how articles describe a source is told with its name.
    """
    sentence = " ".join(fact.sentence.exact.split())
    words = " ".join(fact.text.split())
    told = words if isinstance(fact, Quote) and len(words) > len(sentence) else sentence
    names = _names_of(fact.attribution, descriptions)
    return f"{', '.join(names)}: {told}" if names else told


def _names_of(attribution: Attribution, descriptions: Mapping[str, str]) -> list[str]:
    described = (_with_description(source.name, descriptions.get(source.id)) for source in attribution.everyone)
    return list(dict.fromkeys(described))


def _with_description(name: str, description: str | None) -> str:
    return f"{name} ({description})" if description else name
