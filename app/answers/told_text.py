"""What a fact says and who says it, as one text whose meaning a question is compared with."""

from app.facts.attribution import Attribution
from app.facts.figure import Figure
from app.facts.quote import Quote


def told_text(fact: Quote | Figure) -> str:
    """Whose words they are, and the sentence they stand in; of a quote that runs over several, all of it."""
    sentence = " ".join(fact.sentence.exact.split())
    words = " ".join(fact.text.split())
    told = words if isinstance(fact, Quote) and len(words) > len(sentence) else sentence
    names = _names_of(fact.attribution)
    return f"{', '.join(names)}: {told}" if names else told


def _names_of(attribution: Attribution) -> list[str]:
    everyone = [*attribution.sources, *(source for link in attribution.via for source in link.sources)]
    return list(dict.fromkeys(source.name for source in everyone))
