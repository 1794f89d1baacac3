"""One plain sentence made only from the facts it cites."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.answers.question import Question, Wanted
from app.answers.rank import RankedFact
from app.answers.terms import terms_of
from app.facts.attribution import AttributedSource, Attribution, Origin
from app.facts.figure import Figure, Modality
from app.facts.quote import Quote, QuoteKind, Stance
from app.facts.recorded import Evidence, RecordedFact, RecordedFigure

_MOST_FACTS = 3
_MOST_QUOTE_CHARACTERS = 200
_MOST_CLAUSE_WORDS = 20
_GOOD_ENOUGH = 0.8
_CLAUSE_START = re.compile(r"[;:—–]\s|,\s(?:(?:and|but|while|where|which|who)\s)?|[“”\"]|\s-\s")
_CLAUSE_END = re.compile(r"[;:!?—–](?:\s|$)|,\s|\s-\s|[”\"“]|\s(?:but|which|who|while|although|and that)\s")
_LEADING_THAT = re.compile(r"^\s*(?:(?:\w+\s+){0,4}?that\s+)?", re.IGNORECASE)
_DANGLING = re.compile(
    r"(?:\s+(?:had|has|have|was|were|is|are|be|been|that|to|of|by|a|an|the|and|or))+$", re.IGNORECASE
)
_COMMON_OPENERS = frozenset(
    ["a", "about", "all", "almost", "an", "another", "approximately", "around", "as", "at", "each", "every", "fewer"]
).union(["in", "its", "less", "more", "most", "nearly", "no", "only", "over", "roughly", "some", "the", "their", "up"])
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
    text = "; ".join([clauses[0], *(_continued(clause) for clause in clauses[1:])])
    return Summary(f"{text}.", tuple(one.fact.id for one in chosen))


def _choose(question: Question, ranked: Sequence[RankedFact]) -> list[RankedFact]:
    """The best fact, and those nearly as good that say something else or come from someone else."""
    chosen: list[RankedFact] = []
    seen_sources: set[object] = set()
    seen_words: set[object] = set()
    for one in ranked:
        if one.score < _GOOD_ENOUGH * ranked[0].score or isinstance(one.fact, RecordedFigure) != _is_figure(ranked):
            continue
        source, words = _who(one.fact), _what(one.fact)
        if words in seen_words or (source in seen_sources and question.source is None):
            continue
        seen_sources.add(source)
        seen_words.add(words)
        chosen.append(one)
        if len(chosen) == _MOST_FACTS or (question.wants is not Wanted.FIGURES and len(chosen) == 2):
            break
    return chosen


def _is_figure(ranked: Sequence[RankedFact]) -> bool:
    return isinstance(ranked[0].fact, RecordedFigure)


def _who(fact: RecordedFact) -> object:
    attribution = _attribution(fact)
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
            said = f"{_according_to(figure.attribution, fact.evidence)} {_words_of_figure(figure)}"
        case _:
            said = f"{_speaker(fact.quote, fact.evidence)} {_words_of_quote(fact.quote)}"
    return f"{said} ({_place(fact.evidence)})"


def _according_to(attribution: Attribution, evidence: Evidence) -> str:
    match attribution.origin:
        case Origin.NAMED:
            return f"According to {_names(attribution.sources)}{_via(attribution)},"
        case Origin.UNNAMED:
            if attribution.sources:
                return f"According to {_names(attribution.sources)},"
            cue = attribution.cue.span.exact if attribution.cue else ""
            return f"According to sources that are not named (“{cue}”),"
        case Origin.PUBLISHER:
            return f"According to {evidence.article.publisher or 'the article itself'},"


def _words_of_figure(figure: Figure) -> str:
    """The printed words from the figure to the end of its clause, with its subject where they do not name it."""
    words = _printed_clause(figure)
    subject = figure.subject.name if figure.subject else None
    if subject and not set(terms_of(subject)) & set(terms_of(words)):
        words = f"{words} ({subject})"
    match figure.modality:
        case Modality.DENIED:
            return f"{words} (denied)"
        case Modality.POSSIBLE if not _POSSIBLE_WORDS.search(words):
            return f"{words} (possibly)"
        case Modality.PLANNED if not _PLANNED_WORDS.search(words):
            return f"{words} (planned)"
        case _:
            return words


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
    words = _LEADING_THAT.sub("", sentence[begin:stop])
    if len(words.split()) > _MOST_CLAUSE_WORDS:
        begin, words = offset, sentence[offset:stop]
    clause = _first_words(_DANGLING.sub("", " ".join(words.split()).rstrip(".")), len(figure.text))
    return _with_small_initial(clause) if begin == 0 else clause


def _with_small_initial(clause: str) -> str:
    """A sentence's first word without its capital, where that is not a name's."""
    first = clause.split(maxsplit=1)[0]
    return clause[0].lower() + clause[1:] if first.lower() in _COMMON_OPENERS else clause


def _first_words(clause: str, least: int) -> str:
    if len(clause.split()) <= _MOST_CLAUSE_WORDS:
        return clause
    words = " ".join(clause.split()[:_MOST_CLAUSE_WORDS])
    return f"{words if len(words) > least else clause[:least]} …"


def _speaker(quote: Quote, evidence: Evidence) -> str:
    attribution = quote.attribution
    cue = attribution.cue
    verb = cue.span.exact if cue else "said"
    if attribution.origin is not Origin.NAMED or not _is_past_or_present_verb(verb):
        stance = f" ({quote.stance.value})" if quote.stance in (Stance.DENIES, Stance.CONFIRMS, Stance.DOUBTS) else ""
        return f"{_according_to(attribution, evidence).removesuffix(',')}{stance}:"
    return f"{_names(attribution.sources)}{_via(attribution)} {verb}:"


def _is_past_or_present_verb(words: str) -> bool:
    return bool(re.fullmatch(r"[a-z]+(?:ed|s|d|id|ote|ld|ght)", words))


def _words_of_quote(quote: Quote) -> str:
    text = " ".join(quote.text.split())
    if len(text) > _MOST_QUOTE_CHARACTERS:
        text = f"{text[:_MOST_QUOTE_CHARACTERS].rsplit(' ', 1)[0].rstrip(',;:')} …"
    text = text.rstrip(",.;")
    return f"“{text}”" if quote.kind is QuoteKind.DIRECT else text


def _via(attribution: Attribution) -> str:
    carriers = [source for link in attribution.via for source in link.sources]
    return f" via {_names(carriers)}" if carriers else ""


def _names(sources: Iterable[AttributedSource]) -> str:
    names = list(dict.fromkeys(source.name for source in sources))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "someone not named"


def _place(evidence: Evidence) -> str:
    article = evidence.article
    published = article.published_at.text[:10] if article.published_at else "undated"
    return ", ".join(part for part in (article.publisher or article.title, published) if part)


def _attribution(fact: RecordedFact) -> Attribution:
    return fact.figure.attribution if isinstance(fact, RecordedFigure) else fact.quote.attribution


def _continued(clause: str) -> str:
    return f"a{clause[1:]}" if clause.startswith("According to") else clause
