"""What a new version of an article changed in its facts."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from app.answers.same_fact import fact_of, sentence_likeness, told_by, who_says, words_of_quote
from app.facts.figure import Figure
from app.facts.quote import Quote
from app.facts.recorded import RecordedFact
from app.names.fold import fold

# A pair is a change where enough stayed to tell that both are one fact, from 0 to 100; else one is lost, one added.
_LEAST_ALIKE_SENTENCES = 60
_LEAST_ALIKE_QUOTES = 80
_LEAST_ALIKE_CONTEXTS = 75
_LEAST_ALIKE_WITHOUT_A_SUBJECT = 90

Likeness = Callable[[RecordedFact, RecordedFact], float]


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact as one version tells it, and as the next one does."""

    before: RecordedFact
    after: RecordedFact


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What became of the facts of a version in the next one, each in reading order.

    `kept` is how many say the same, wherever they stand now.
    """

    kept: int
    added: tuple[RecordedFact, ...]
    lost: tuple[RecordedFact, ...]
    changed: tuple[ChangedFact, ...]


def compare_versions(before: Sequence[RecordedFact], after: Sequence[RecordedFact]) -> VersionChanges:
    """Pair the facts of two versions of an article, each given in reading order.

    A fact of the same words and source is kept, at whatever offsets; a figure is by its quantity and subject. One is
    changed where a quote of the same source was reworded or is told in another manner, where a figure's value, or what
    else is told of it, changed under the same subject and source, or where only the source is another.
    """
    same = _pair_equals(before, after)
    rest_before = [fact for fact in before if fact.id not in same]
    taken = set(same.values())
    rest_after = [fact for fact in after if fact.id not in taken]
    changed = _pair_alike(rest_before, rest_after, _likeness_of_one_source)
    changed |= _pair_alike(
        [fact for fact in rest_before if fact.id not in changed],
        [fact for fact in rest_after if fact.id not in changed.values()],
        _likeness_of_two_sources,
    )
    by_id = {fact.id: fact for fact in rest_before}
    before_of = {after_id: by_id[before_id] for before_id, after_id in changed.items()}
    return VersionChanges(
        kept=len(same),
        added=tuple(fact for fact in rest_after if fact.id not in before_of),
        lost=tuple(fact for fact in rest_before if fact.id not in changed),
        changed=tuple(ChangedFact(before_of[fact.id], fact) for fact in rest_after if fact.id in before_of),
    )


def _pair_equals(before: Sequence[RecordedFact], after: Sequence[RecordedFact]) -> dict[str, str]:
    """Ids of facts that say the same, in the same sentence if there is such a one, and then in one like it."""
    waiting: dict[Hashable, deque[RecordedFact]] = defaultdict(deque)
    for fact in after:
        waiting[_told_in_sentence(fact)].append(fact)
    paired: dict[str, str] = {}
    for fact in before:
        if waiting[_told_in_sentence(fact)]:
            paired[fact.id] = waiting[_told_in_sentence(fact)].popleft().id
    taken = set(paired.values())
    rest_before = [fact for fact in before if fact.id not in paired]
    rest_after = [fact for fact in after if fact.id not in taken]
    return paired | _pair_alike(rest_before, rest_after, _likeness_of_equals)


def _told_in_sentence(fact: RecordedFact) -> Hashable:
    return told_by(fact_of(fact)), fold(fact.evidence.sentence.exact)


def _pair_alike(before: Sequence[RecordedFact], after: Sequence[RecordedFact], likeness: Likeness) -> dict[str, str]:
    """Ids of facts that belong together, the most alike first and of equals the first."""
    weighed = [
        (-found, place, other_place)
        for place, one in enumerate(before)
        for other_place, other in enumerate(after)
        if (found := likeness(one, other)) > 0
    ]
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, place, other_place in sorted(weighed):
        if place not in paired and other_place not in taken:
            paired[place] = other_place
            taken.add(other_place)
    return {before[place].id: after[other_place].id for place, other_place in paired.items()}


def _likeness_of_equals(one: RecordedFact, other: RecordedFact) -> float:
    first, second = fact_of(one), fact_of(other)
    if told_by(first) != told_by(second):
        return 0
    return _from(sentence_likeness(one, other), 0 if isinstance(first, Quote) else _LEAST_ALIKE_SENTENCES)


def _likeness_of_one_source(one: RecordedFact, other: RecordedFact) -> float:
    first, second = fact_of(one), fact_of(other)
    if who_says(first.attribution) != who_says(second.attribution):
        return 0
    if isinstance(first, Quote) and isinstance(second, Quote):
        return _from(fuzz.ratio(words_of_quote(first), words_of_quote(second)), _LEAST_ALIKE_QUOTES)
    if isinstance(first, Figure) and isinstance(second, Figure):
        return _likeness_of_figures(first, second)
    return 0


def _likeness_of_two_sources(one: RecordedFact, other: RecordedFact) -> float:
    """The same words, or the same figure in much the same sentence: only who says it is told otherwise."""
    first, second = fact_of(one), fact_of(other)
    if isinstance(first, Quote) and isinstance(second, Quote):
        return 100 if words_of_quote(first) == words_of_quote(second) else 0
    if isinstance(first, Figure) and isinstance(second, Figure) and first.quantity == second.quantity:
        return _likeness_of_figures(first, second)
    return 0


def _likeness_of_figures(one: Figure, other: Figure) -> float:
    """How alike the sentences around two figures of one subject and one sort of unit are."""
    subjects = [fold(figure.subject.name) if figure.subject else None for figure in (one, other)]
    if subjects[0] != subjects[1] or one.quantity.unit_kind is not other.quantity.unit_kind:
        return 0
    least = _LEAST_ALIKE_CONTEXTS if subjects[0] else _LEAST_ALIKE_WITHOUT_A_SUBJECT
    return _from(fuzz.ratio(_context(one), _context(other)), least)


def _context(figure: Figure) -> str:
    sentence, start = figure.sentence.exact, figure.start - figure.sentence.start
    return f"{fold(sentence[: max(0, start)])} # {fold(sentence[max(0, start) + len(figure.text) :])}"


def _from(likeness: float, least: float) -> float:
    return max(likeness, 1) if likeness >= least else 0
