"""Many known names, laid out so that finding one does not mean looking at all."""

from collections.abc import Iterable, Iterator, Sequence

from app.names.find_matching_names import NameForms, are_alike, find_matching_names, forms_of

NamePair = tuple[str, str]


class NameIndex:
    """(id, name) pairs by what a name can be found by. Unchanging once made, and safe to share between threads."""

    def __init__(self, names: Iterable[NamePair]) -> None:
        self.names: tuple[NamePair, ...] = tuple(names)
        self._places: dict[tuple[str, str], list[int]] = {}
        words: dict[str, set[str]] = {}
        for place, (_, name) in enumerate(self.names):
            for key in _keys_of(forms_of(name)):
                self._places.setdefault(key, []).append(place)
                if key[0] == "word":
                    words.setdefault(key[1][0], set()).add(key[1])
        self._words = {initial: tuple(sorted(found)) for initial, found in words.items()}

    def find(self, asked: str) -> list[str]:
        """The ids of the names that someone may mean who asks for `asked`: as `find_matching_names` finds them."""
        places = sorted({place for key in self._wanted_keys(forms_of(asked)) for place in self._places.get(key, ())})
        return find_matching_names(asked, [self.names[place] for place in places])

    def _wanted_keys(self, wanted: NameForms) -> Iterator[tuple[str, str]]:
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
        return [word for word in known if word == words[0] or are_alike(words[0], word)]


def _keys_of(known: NameForms) -> Iterator[tuple[str, str]]:
    yield "joined", known.joined
    yield from (("acronym", acronym) for acronym in sorted(known.acronyms))
    if known.country is not None:
        yield "country", known.country
    yield from (("word", word) for word in dict.fromkeys(known.words) if word)
