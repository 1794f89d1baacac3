"""Setting figures on one matter side by side."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.answers.comparison import ClaimGroup, compare
from app.answers.question import Question
from app.archive.copies import originals_of
from app.archive.statistics import Searched
from app.facts.filters import FigureFilter
from app.facts.recorded import RecordedFigure
from app.use_cases.look_up_facts import LookupRequest, find_answers

MOST_CLAIMS = 200


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """A question with the filters of figures. `limit` is the most claims that are compared, best answers first."""

    q: str
    filters: FigureFilter = field(default_factory=FigureFilter)
    limit: int = 60
    collapse: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """The groups, best answer first; how many claims answer too, beyond the limit; and how much was searched."""

    query: Question
    groups: tuple[ClaimGroup, ...]
    omitted: int
    searched: Searched


def compare_figures(session: Session, request: CompareRequest) -> Comparison:
    """Set the figures that answer a question side by side, grouped by matter; no groups where nothing answers.

    Raises InvalidArgument for a filter that holds what no fact can.
    """
    asked = LookupRequest(request.q, request.filters, collapse=request.collapse)
    found = find_answers(session, asked, most_read=MOST_CLAIMS, first_printed=True)
    answers = [one.fact for one in found.ranked if isinstance(one.fact, RecordedFigure)]
    figures = answers[: request.limit]
    originals = originals_of(session, {one.evidence.article.id for one in figures})
    asked_terms = frozenset(term for group in found.query.groups for term in (group.term, *group.near, *group.terms))
    groups = compare(figures, originals, asked_terms=asked_terms, collapse=request.collapse)
    return Comparison(found.query, groups, len(answers) - len(figures), found.searched)
