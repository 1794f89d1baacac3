"""Many known names, laid out so that finding one does not mean looking at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract_iter

from app.names.find_matching_names import MOST_SLIPS, NameForms, are_alike, find_matching_names, forms_of

NamePair = tuple[str, str]
_Key = tuple[str, str]


class NameIndex:
    """(id, name) pairs by what a name can be found by. Unchanging once made, and safe to share between threads."""

    def __init__(self) -> None:
        self._pairs: Mapping[_Key, frozenset[NamePair]] = {}
        # The words of names by their first letter. Some may be left of names that are gone; they lead nowhere.
        self._words: Mapping[str, frozenset[str]] = {}

    def changed(self, gone: Iterable[NamePair], new: Iterable[NamePair]) -> "NameIndex":
        """The index without some pairs and with others; what stays is shared, so that this costs little."""
        pairs, words = dict(self._pairs), dict(self._words)
        touched: dict[_Key, set[NamePair]] = {}
        for pair in gone:
            for key in _keys_of(forms_of(pair[1])):
                touched.setdefault(key, set(pairs.get(key, ()))).discard(pair)
        for pair in new:
            for key in _keys_of(forms_of(pair[1])):
                touched.setdefault(key, set(pairs.get(key, ()))).add(pair)
        new_words: dict[str, set[str]] = {}
        for key, held in touched.items():
            pairs[key] = frozenset(held)
            if key[0] == "word":
                new_words.setdefault(key[1][0], set()).add(key[1])
            if not held:
                del pairs[key]
        words.update({initial: words.get(initial, frozenset()) | some for initial, some in new_words.items()})
        index = NameIndex()
        index._pairs, index._words = pairs, words
        return index

    def find(self, asked: str) -> list[str]:
        """The ids of the names that someone may mean who asks for `asked`: as `find_matching_names` finds them."""
        found = {pair for key in self._wanted_keys(forms_of(asked)) for pair in self._pairs.get(key, ())}
        return find_matching_names(asked, found)

    def _wanted_keys(self, wanted: NameForms) -> Iterator[_Key]:
        """Under one of these keys stands every name that may match; what else stands there is told apart later."""
        yield "joined", wanted.joined
        yield "acronym", wanted.joined
        yield from (("joined", acronym) for acronym in wanted.acronyms)
        if wanted.country is not None:
            yield "country", wanted.country
            return
        for words in (wanted.words, wanted.own_words):
            yield from (("word", word) for word in self._words_like(words))

    def _words_like(self, words: Sequence[str]) -> list[str]:
        # Every word asked for must be in the name, so that looking for the first will do.
        if not words:
            return []
        known = self._words.get(words[0][:1], ())
        near = extract_iter(words[0], known, scorer=Levenshtein.distance, score_cutoff=MOST_SLIPS)
        return [word for word, _, _ in near if word == words[0] or are_alike(words[0], word)]


def _keys_of(known: NameForms) -> Iterator[_Key]:
    yield "joined", known.joined
    yield from (("acronym", acronym) for acronym in sorted(known.acronyms))
    if known.country is not None:
        yield "country", known.country
    yield from (("word", word) for word in dict.fromkeys(known.words) if word)
