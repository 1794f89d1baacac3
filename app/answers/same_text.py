"""Whether one text is a copy of another: the same text sent on, edited, cut, added to or updated."""

from dataclasses import dataclass

from app.answers.shingles import ShingledText

# Chosen on tests/gold/near_duplicates.json. A text of one form with other names and figures reaches 0.7, a copy that
# was cut and given a paragraph of its own 0.77.
_LEAST_CONTAINMENT = 0.75
# A form filled with other figures is another text, an update in which a few changed is not.
_MOST_NUMBERS_CHANGED = 1 / 3
_SHINGLES_FOR_A_CHANGED_NUMBER = 150
# Of a text as short as a sentence or two nothing may differ.
_FEWEST_SHINGLES = 20


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts share, counted in runs of three words.

    `similarity` is the share of all their runs that stand in both (Jaccard), `containment` the share of the shorter
    text's runs that stand in the longer one (Broder, On the resemblance and containment of documents, 1997).
    """

    similarity: float
    containment: float
    is_copy: bool


def compare_texts(one: ShingledText, other: ShingledText) -> Likeness:
    """Measure what two texts share, and tell whether they are copies of one text; the same either way round."""
    shorter, longer = sorted((one, other), key=_length)
    shared = len(shorter.shingles & longer.shingles)
    if not shared:
        return Likeness(0.0, 0.0, is_copy=False)
    similarity = shared / (len(shorter.shingles) + len(longer.shingles) - shared)
    containment = shared / len(shorter.shingles)
    return Likeness(similarity, containment, _is_copy(shorter, longer, containment))


def _length(text: ShingledText) -> tuple[int, int, tuple[str, ...]]:
    return len(text.shingles), -text.numbers.total(), text.words


def _is_copy(shorter: ShingledText, longer: ShingledText, containment: float) -> bool:
    if shorter.words == longer.words:
        return True
    if len(shorter.shingles) < _FEWEST_SHINGLES or containment < _LEAST_CONTAINMENT:
        return False
    numbers = shorter.numbers.total()
    changed = numbers - (shorter.numbers & longer.numbers).total()
    may_change = max(numbers * _MOST_NUMBERS_CHANGED, len(shorter.shingles) / _SHINGLES_FOR_A_CHANGED_NUMBER)
    return changed <= may_change
