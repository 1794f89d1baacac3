"""Writing sets of words as prose."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text, set apart by white space; an underscore stands for a blank inside an entry."""
    return frozenset(word.replace("_", " ") for word in words.split())
