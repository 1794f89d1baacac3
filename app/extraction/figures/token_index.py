"""Finding the words of a parse by their place in the text."""

import bisect
from collections.abc import Iterator

from spacy.tokens import Doc, Token


class TokenIndex:
    """The tokens of a document by character offset."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        columns = doc.to_array(["IDX", "SENT_START"])
        self._starts: list[int] = columns[:, 0].tolist()
        self._sentences: list[int] = (columns[:, 1] == 1).cumsum().tolist()

    def at(self, offset: int) -> Token:
        """The token that covers an offset, or the last one before it."""
        return self._doc[max(0, bisect.bisect_right(self._starts, offset) - 1)]

    def from_offset(self, offset: int) -> Token | None:
        """The first token that begins at or after an offset."""
        index = bisect.bisect_left(self._starts, offset)
        return self._doc[index] if index < len(self._doc) else None

    def before(self, token: Token) -> Token | None:
        """The token before this one in the same sentence, blanks passed over."""
        index = token.i - 1
        while index >= 0 and self._doc[index].is_space:
            index -= 1
        return self._doc[index] if index >= 0 and self._sentences[index] == self._sentences[token.i] else None

    def previous(self, token: Token) -> Token | None:
        """The token before this one, in whatever sentence."""
        return self._doc[token.i - 1] if token.i else None

    def sentence_of(self, token: Token) -> int:
        """The number of a token's sentence in reading order; `Token.sent` would walk the whole document each time."""
        return self._sentences[token.i]

    def whole_sentence(self, token: Token) -> Iterator[Token]:
        """All tokens of a token's sentence."""
        first = bisect.bisect_left(self._sentences, self._sentences[token.i])
        return self.onwards(self._doc[first])

    def onwards(self, token: Token) -> Iterator[Token]:
        """This token and all that follow it in its sentence."""
        for index in range(token.i, len(self._doc)):
            if self._sentences[index] != self._sentences[token.i]:
                return
            yield self._doc[index]
