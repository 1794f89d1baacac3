"""When a source spoke: the time that belongs to the cue and to nothing else in its sentence."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from app.extraction.parsed_article import ParsedArticle
from app.extraction.quotes.finding import Finding, FoundCue
from app.extraction.word_set import word_set
from app.facts.period import Period

_ADJOINING = re.compile(r"\s(?:(?:on|in|at|late|early|earlier)\s){0,2}(?:the\s)?")
_OWN_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "xcomp", "pcomp", "csubj", "acl", "parataxis"})
_OCCASIONS = word_set(
    "publish release issue post air broadcast hold give deliver date file sign convene chair attend ask"
)


def find_speaking_time(
    article: ParsedArticle, finding: Finding, contents: Sequence[tuple[int, int]], periods: Sequence[Period]
) -> Period | None:
    """Find when a finding was said: the nearest time to its cue that no content holds and no other clause owns.

    `contents` are the stretches of every finding of the article, so that a time inside another source's words is not
    taken for this one's.
    """
    cue = finding.cue
    if cue is None:
        return None
    sentence = article.sentence_around(cue.start, cue.end)
    near = [
        period
        for period in periods
        if sentence.covers(period.span)
        and not any(start < period.span.end and period.span.start < end for start, end in contents)
        and (_adjoins(cue, period, article.text) or _belongs_to(cue, period, article.doc))
    ]
    return min(near, key=lambda period: abs(period.span.start - cue.start), default=None)


def _adjoins(cue: FoundCue, period: Period, text: str) -> bool:
    """Whether a time follows its cue at once ("said on Tuesday it would …"), wherever the parse puts it."""
    return cue.end <= period.span.start and _ADJOINING.fullmatch(text[cue.end : period.span.start]) is not None


def _belongs_to(cue: FoundCue, period: Period, doc: Doc) -> bool:
    """Whether the words above a time lead to the cue without crossing a clause that has a time of its own."""
    words = doc.char_span(period.span.start, period.span.end, alignment_mode="expand")
    spoken = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if words is None or spoken is None:
        return False
    speaking = {token.i for token in spoken} | {token.i for token in _shared_verbs(spoken.root)}
    for word in (words.root, *words.root.ancestors):
        if word.i in speaking:
            return True
        if word.dep_ in _OWN_CLAUSES and word.lemma_.lower() not in _OCCASIONS:
            return False
    return True


def _shared_verbs(cue: Token) -> Iterator[Token]:
    """The verbs that share a cue's time: "spoke on the 3rd and said", "said on Monday, adding"."""
    word = cue
    while word.dep_ in ("conj", "advcl", "prep", "pcomp", "xcomp") and word.head.i != word.i:
        word = word.head
        yield word
