"""A fact in one line for people to read: in feeds and annotations."""

from app.api.schemas.attribution import Attribution
from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote
from app.facts.attribution import Origin


def tell_fact(fact: Quote | Figure) -> str:
    """Who, how and what: "Mina Sorel (denies): the dam had cracked", "Mina Sorel (planned): up to 1,200 [homes]"."""
    manner = fact.stance if isinstance(fact, Quote) else fact.modality
    return f"{tell_who(fact.attribution)} ({manner}): {_content(fact)}"


def tell_who(attribution: Attribution) -> str:
    """The sources by name, and through whom; nobody is made up where no one is named."""
    match attribution.origin:
        case Origin.PUBLISHER:
            return "The publisher"
        case Origin.NAMED | Origin.UNNAMED:
            names = " and ".join(source.name for source in attribution.sources) or "Unnamed sources"
            via = ", ".join(source.name for link in attribution.via for source in link.sources)
            return f"{names}, via {via}" if via else names


def _content(fact: Quote | Figure) -> str:
    if isinstance(fact, Quote) or fact.subject is None or fact.subject.name in fact.text:
        return fact.text
    return f"{fact.text} [{fact.subject.name}]"
