"""One plain sentence made only from the facts it cites."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.answers.question import Question, Wanted
from app.answers.rank import RankedFact, is_sentence
from app.answers.terms import terms_of
from app.answers.told_words import with_article, with_small_initial, words_that_tell
from app.facts.attribution import AttributedSource, Attribution, Origin
from app.facts.figure import Figure, Modality
from app.facts.quote import Quote, QuoteKind
from app.facts.recorded import Evidence, RecordedFact, RecordedFigure

_MOST_FACTS = 3
_MOST_QUOTE_CHARACTERS = 200
_MOST_CLAUSE_WORDS = 20
_GOOD_ENOUGH = 0.8
_CLAUSE_START = re.compile(r"[;:—–]\s|,\s(?:(?:and|but|while|where|which|who)\s)?|[“”\"]|\s-\s")
_CLAUSE_END = re.compile(r"[;:!?—–](?:\s|$)|,\s|\s-\s|\s(?:but|which|who|while|although|and that)\s")
_TAKEN_UP_AGAIN = re.compile(r",? (?:who|which|where) |, (?:the|an?|his|her|its) [^,]+, ")
_QUOTATION_MARK = re.compile(r"\s?[“”\"]")
_LEADING_MARKS = re.compile(r"^(?:[-–—•*·>]+\s+|(?:of|and|or|but)\s+)+")
_CLOSING_MARK = re.compile(r"[”\"]")
_STOP_BEFORE_MARK = re.compile(r"[.,;]+(?=[”\"’']?$)")
_LEADING_THAT = re.compile(r"^\s*(?:(?:\w+\s+){0,4}?that\s+)?", re.IGNORECASE)
_DANGLING = re.compile(
    r"(?:\s+(?:had|has|have|was|were|is|are|be|been|that|to|of|by|a|an|the|and|or))+$", re.IGNORECASE
)
# What stands after these is no clause: "put the cost at 4 million".
_MEASURING_VERBS = frozenset(["put", "place", "set", "estimate"])
_POSSIBLE_WORDS = re.compile(r"\b(?:may|might|could|would|possibl\w*|perhaps|if)\b", re.IGNORECASE)
_PLANNED_WORDS = re.compile(r"\b(?:will|would|to|plan\w*|expect\w*|soon|going)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Summary:
    """A sentence and the ids of the facts it is made of, in the order it names them."""

    text: str
    fact_ids: tuple[str, ...]


def summarise(question: Question, ranked: Sequence[RankedFact]) -> Summary | None:
    """Say in one sentence what the best facts answer; None where there are none.

    The words of figures and quotes are those printed, each with who says it, the publisher and the date. Claims that
    differ stand side by side; nothing is averaged or weighed.
    """
    chosen = _choose(question, ranked)
    if not chosen:
        return None
    clauses = [_clause(one.fact) for one in chosen]
    text = "; ".join(clauses)
    return Summary(f"{_with_capital(text)}.", tuple(one.fact.id for one in chosen))


def _choose(question: Question, ranked: Sequence[RankedFact]) -> list[RankedFact]:
    """The best fact, and those nearly as good that say something else or come from someone else."""
    chosen: list[RankedFact] = []
    seen_sources: set[object] = set()
    seen_words: set[object] = set()
    for one in ranked:
        if one.score < _GOOD_ENOUGH * ranked[0].score or isinstance(one.fact, RecordedFigure) != _is_figure(ranked):
            continue
        if not _meets_as_much(question, ranked[0], one):
            continue
        source, words = _who(one.fact), _what(one.fact)
        if not is_sentence(one.fact) and any(
            is_sentence(other.fact) and _what(other.fact) == words for other in ranked
        ):
            continue
        if words in seen_words or (source in seen_sources and question.source is None):
            continue
        seen_sources.add(source)
        seen_words.add(words)
        chosen.append(one)
        if len(chosen) == _MOST_FACTS or (question.wants is not Wanted.FIGURES and len(chosen) == 2):
            break
    return chosen


def _meets_as_much(question: Question, best: RankedFact, other: RankedFact) -> bool:
    """Whether a fact meets what the best does of the question, but for places and words of little weight."""
    missing = set(best.matched) - set(other.matched)
    return not any(group.word in missing and not group.anchored and group.weight > 0.5 for group in question.groups)


def _is_figure(ranked: Sequence[RankedFact]) -> bool:
    return isinstance(ranked[0].fact, RecordedFigure)


def _who(fact: RecordedFact) -> object:
    attribution = fact.own.attribution
    if attribution.origin is Origin.NAMED:
        return tuple(sorted(source.id for source in attribution.sources))
    return (attribution.origin, fact.evidence.article.publisher)


def _what(fact: RecordedFact) -> object:
    match fact:
        case RecordedFigure(figure):
            quantity = figure.quantity
            return (quantity.value, quantity.low, quantity.high, quantity.unit, _who(fact))
        case _:
            return (terms_of(fact.quote.text), _who(fact))


def _clause(fact: RecordedFact) -> str:
    match fact:
        case RecordedFigure(figure):
            said = _told_figure(figure, fact.evidence)
        case _:
            said = _told_quote(fact.quote, fact.evidence)
    return f"{said} ({_place(fact)})"


def _told_figure(figure: Figure, evidence: Evidence) -> str:
    attribution, words = figure.attribution, _words_of_figure(figure)
    cue = attribution.cue
    if cue is not None and attribution.origin is Origin.NAMED and cue.lemma in _MEASURING_VERBS:
        after_cue = figure.sentence.exact[max(0, cue.span.end - figure.sentence.start) :].lstrip()
        if cue.span.end <= figure.span.start and after_cue.startswith(re.split(r" [(\[]", words)[0]):
            return f"{_names(attribution.sources)}{_cited_by(attribution, ',')} {cue.span.exact} {words}"
    return f"{_according_to(attribution, evidence)} {words}"


def _according_to(attribution: Attribution, evidence: Evidence) -> str:
    match attribution.origin:
        case Origin.PUBLISHER:
            return f"according to {evidence.article.publisher or 'the article itself'},"
        case Origin.UNNAMED if not attribution.sources:
            return "according to sources that are not named,"
        case Origin.NAMED | Origin.UNNAMED:
            return f"according to {_names(attribution.sources)}{_cited_by(attribution)},"


def _words_of_figure(figure: Figure) -> str:
    """The printed words from the figure to the end of its clause, with its subject where they do not name it."""
    words = _printed_clause(figure)
    subject = figure.subject.name if figure.subject else None
    if subject and not set(terms_of(subject)) & set(terms_of(words)):
        words = _with_subject(words, figure.text, subject)
    match figure.modality:
        case Modality.DENIED:
            return f"{words} (denied)"
        case Modality.POSSIBLE if not _POSSIBLE_WORDS.search(words):
            return f"{words} (possibly)"
        case Modality.PLANNED if not _PLANNED_WORDS.search(words):
            return f"{words} (planned)"
        case _:
            return words


def _with_subject(words: str, quantity: str, subject: str) -> str:
    """The subject in square brackets after the quantity, as an editor puts in what a sentence leaves out."""
    found = re.search(rf"{re.escape(quantity)}(?: of (?:them|those|these|whom)\b)?", words, re.IGNORECASE)
    end = found.end() if found else len(words)
    return f"{words[:end]} [{subject}]{words[end:]}"


def _printed_clause(figure: Figure) -> str:
    """The clause that prints a figure, without the words that attribute it; from the figure on where that is long."""
    sentence, offset = figure.sentence.exact, figure.span.start - figure.sentence.start
    if not 0 <= offset < len(sentence):
        return figure.text
    cue = figure.attribution.cue
    begin = max((match.end() for match in _CLAUSE_START.finditer(sentence, 0, offset)), default=0)
    if cue is not None and 0 <= cue.span.end - figure.sentence.start <= offset:
        begin = max(begin, cue.span.end - figure.sentence.start)
    end = _CLAUSE_END.search(sentence, offset + len(figure.text))
    stop = end.start() if end else len(sentence)
    words = sentence[begin : _end_of_quotation(sentence, begin, stop)]
    if begin > 0:
        # At its beginning a sentence has no "that" of a verb before it ("Arms that …").
        words = _LEADING_THAT.sub("", words)
    if len(words.split()) > _MOST_CLAUSE_WORDS:
        begin, words = offset, sentence[offset:stop]
    words = _with_whole_quotations(_LEADING_MARKS.sub("", " ".join(words.split())), len(figure.text))
    clause = _first_words(_DANGLING.sub("", _STOP_BEFORE_MARK.sub("", words)), len(figure.text))
    return with_small_initial(f"{clause} …" if end and _goes_on(figure, end) else clause)


def _goes_on(figure: Figure, end: re.Match[str]) -> bool:
    """Tell whether a clause that ends at a comma is taken up again by what follows, and not by who says it."""
    cue = figure.attribution.cue
    is_cue_behind = cue is not None and cue.span.start - figure.sentence.start >= end.start()
    return _TAKEN_UP_AGAIN.match(figure.sentence.exact, end.start()) is not None and not is_cue_behind


def _end_of_quotation(sentence: str, begin: int, stop: int) -> int:
    """Where a quotation ends that a clause's end would cut; the clause's end where none does, or it is far off."""
    words = sentence[begin:stop]
    is_whole = words.count("“") == words.count("”") and words.count('"') % 2 == 0
    closing = None if is_whole else _CLOSING_MARK.search(sentence, stop)
    if closing is None or len(sentence[begin : closing.end()].split()) > _MOST_CLAUSE_WORDS:
        return stop
    return closing.end()


def _with_whole_quotations(words: str, least: int) -> str:
    """Words up to a quotation that they do not hold whole."""
    if words.count("“") == words.count("”") and words.count('"') % 2 == 0:
        return words
    cut = _QUOTATION_MARK.search(words, least)
    return words[: cut.start()] if cut else _QUOTATION_MARK.sub("", words)


def _first_words(clause: str, least: int) -> str:
    if len(clause.split()) <= _MOST_CLAUSE_WORDS:
        return clause
    words = " ".join(clause.split()[:_MOST_CLAUSE_WORDS])
    return f"{words if len(words) > least else clause[:least]} …"


def _told_quote(quote: Quote, evidence: Evidence) -> str:
    """Who said it, the verb that attributes it as the article has it, and the words."""
    attribution = quote.attribution
    telling = words_that_tell(quote)
    if telling is None or attribution.origin is not Origin.NAMED:
        return f"{_according_to(attribution, evidence)} {_words_of_quote(quote)}"
    return f"{_names(attribution.sources)}{_cited_by(attribution, ',')} {telling} {_words_of_quote(quote)}"


def _words_of_quote(quote: Quote) -> str:
    text = " ".join(" … ".join(span.exact for span in quote.spans).split())
    if len(text) > _MOST_QUOTE_CHARACTERS:
        text = f"{text[:_MOST_QUOTE_CHARACTERS].rsplit(' ', 1)[0].rstrip(',;:')} …"
    text = _STOP_BEFORE_MARK.sub("", text)
    return f"“{text}”" if quote.kind is QuoteKind.DIRECT else with_small_initial(text)


def _cited_by(attribution: Attribution, closed_by: str = "") -> str:
    carriers = [source for link in attribution.via for source in link.sources]
    return f", cited by {_names(carriers)}{closed_by}" if carriers else ""


def _names(sources: Iterable[AttributedSource]) -> str:
    names = list(dict.fromkeys(with_article(source) for source in sources))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "someone not named"


def _place(fact: RecordedFact) -> str:
    """Where and when it was published, and before that when it was said, where the article tells."""
    article, attribution = fact.evidence.article, fact.own.attribution
    published = article.published_at.text[:10] if article.published_at else "undated"
    outlet = (
        None if attribution.origin is Origin.PUBLISHER and article.publisher else article.publisher or article.title
    )
    said = _said_at(fact)
    told = f"said {said}" if said and not published.startswith(said) else None
    return "; ".join(part for part in (told, ", ".join(part for part in (outlet, published) if part)) if part)


def _said_at(fact: RecordedFact) -> str | None:
    period = fact.own.said_at
    if period is None or period.from_date is None or period.from_date != period.to_date:
        return None
    return period.from_date.text[:10]


def _with_capital(text: str) -> str:
    return text[0].upper() + text[1:] if text.startswith(("according to ", "the ")) else text
