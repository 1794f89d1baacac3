"""A comparison drawn: a panel for each group, a row for each claim, what it says in words beside it."""

from collections.abc import Sequence

from app.answers.chart import Chart, Drawing, Panel, Row
from app.answers.claim_relations import Claim
from app.answers.comparison import ClaimGroup, name_of_source
from app.answers.figure_intervals import interval_of
from app.facts.figure import Bound, Modality

# More rows are no longer read by anyone; the JSON answer has them all.
_MOST_ROWS = 40
_LONGEST_SOURCE = 40
_LONGEST_FIGURE = 38
_LONGEST_TITLE = 96
_NOTHING = "Nothing on record answers."
_HOW_TO_READ = (
    "Filled mark: exact. Hollow mark in a thin bar: about. Thick bar: range. Arrow: at least, more than (right); "
    "at most, less than (left).\nEach row is what its source claims, on the day beside it; claims stand to the newest "
    "of their panel. Nothing is averaged."
)


def draw_comparison(asked: str, groups: Sequence[ClaimGroup], drawing: Drawing) -> bytes:
    """Draw groups of claims. The same groups give the same bytes; safe between threads."""
    # It takes half a second to load, and most callers want no drawing.
    from app.answers.render_chart import render_chart  # noqa: PLC0415

    return render_chart(chart_of(asked, groups), drawing)


def chart_of(asked: str, groups: Sequence[ClaimGroup]) -> Chart:
    """What a drawing of these groups shows: at most 40 claims, the rest told as a number."""
    panels: list[Panel] = []
    left = _MOST_ROWS
    for group in groups:
        rows = _rows_of(group)[-left:] if left > 0 else ()
        if rows:
            panels.append(Panel(_title_of(group), _unit_of(group), group.modality, rows))
        left -= len(rows)
    title = _shortened(asked, _LONGEST_TITLE)
    omitted = sum(len(group.claims) for group in groups) - sum(len(panel.rows) for panel in panels)
    note = f"{_HOW_TO_READ} Not drawn: {omitted} more claims." if omitted else _HOW_TO_READ
    return Chart(title, _description_of(panels), note if panels else _NOTHING, tuple(panels))


def _rows_of(group: ClaimGroup) -> tuple[Row, ...]:
    """Oldest first; what is undated stands below."""
    by_id = {claim.recorded.id: claim for claim in group.claims}
    return tuple(_row_of(by_id[point.figure_id]) for point in group.series)


def _row_of(claim: Claim) -> Row:
    figure = claim.recorded.figure
    quantity = figure.quantity
    interval = interval_of(quantity)
    low, high = interval.low, interval.high
    bound = quantity.bound
    point = quantity.value if quantity.value is not None or low != high else low
    made_at = claim.made_at.text if claim.made_at else "undated"
    return Row(
        label=f"{_shortened(name_of_source(claim.recorded) or 'not named', _LONGEST_SOURCE)}, {made_at}",
        printed=_shortened(figure.text, _LONGEST_FIGURE),
        relation=claim.relation.value,
        mark=float(point) if point is not None else None,
        bar=(float(low), float(high)) if low is not None and high is not None and low < high else None,
        is_hollow=bound is Bound.ABOUT,
        arrow=_ARROWS.get(bound, 0),
        is_dated=claim.made_at is not None,
    )


_ARROWS = {Bound.AT_LEAST: 1, Bound.MORE_THAN: 1, Bound.AT_MOST: -1, Bound.LESS_THAN: -1}


def _title_of(group: ClaimGroup) -> str:
    subject = group.subject or group.unit or "figures"
    told = f": {', '.join(word.replace('_', ' ') for word in group.told)}" if group.told else ""
    kinds = [
        one for one in (_modality_of(group), group.change and f"change {group.change.value}", _period_of(group)) if one
    ]
    sources = (
        "1 independent source"
        if group.independent_sources == 1
        else (f"{group.independent_sources} independent sources")
    )
    return _shortened(f"{subject}{told} ({'; '.join([*kinds, sources])})", _LONGEST_TITLE)


def _modality_of(group: ClaimGroup) -> str | None:
    return None if group.modality is Modality.ACTUAL else group.modality.value


def _period_of(group: ClaimGroup) -> str | None:
    if group.period is None:
        return None
    first, last = (one.text[:10] if one else "" for one in group.period)
    return first if first == last else f"{first} to {last}"


def _unit_of(group: ClaimGroup) -> str:
    return (group.unit or group.unit_kind.value).replace("_", " ")


def _description_of(panels: Sequence[Panel]) -> str:
    told = [
        f"{panel.title}: {'; '.join(f'{row.label}: {row.printed} ({row.relation})' for row in panel.rows)}."
        for panel in panels
    ]
    return " ".join(told) or _NOTHING


def _shortened(words: str, longest: int) -> str:
    plain = " ".join("".join(one if one.isprintable() else " " for one in words).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"
