"""How much a fact is about the words of a list's `q`."""

from collections.abc import Mapping, Sequence

# What a fact is of or says tells more than who said it, and that more than the words around it.
_WEIGHTS = {"subject": 4.0, "content": 3.0, "source": 2.0, "context": 1.0}


def relevance_of(terms: Sequence[str], fields: Mapping[str, str]) -> float:
    """A number that is higher the better a fact's search fields (terms joined by blanks) match terms; 0 for no match.

    Each term counts once, by the best field that holds it; among equals the shorter content is the more telling one.
    """
    words = {name: frozenset(fields.get(name, "").split()) for name in _WEIGHTS}
    best = [
        max((_WEIGHTS[name] for name in words if term in words[name]), default=0.0) for term in dict.fromkeys(terms)
    ]
    return sum(best) + 1 / (1 + len(words["content"])) if any(best) else 0.0
