from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.answers.claim_matter import are_told_apart, telling_of
from app.answers.figure_agreement import Agreement, agreement_of_claims, agreement_of_numbers, closeness_of
from app.answers.figure_matter import read_matter
from app.answers.figure_verdict import FigureVerdict, match_figure
from app.facts.figure import Figure, Modality
from app.facts.recorded import RecordedFigure
from tests.answers import gold_claims
from tests.answers.told_figures import figure_of_gold, quantity_of, told_figure

# What verify may say of two figures where compare says this; None where it does not set them side by side.
CONSISTENT = {
    "agrees": {None, FigureVerdict.CLAIMED},
    "compatible": {None, FigureVerdict.NEAR},
    "conflicts": {None, FigureVerdict.CONTRADICTED},
    "superseded": {None, FigureVerdict.NEAR, FigureVerdict.CONTRADICTED},
    "undated": set(FigureVerdict) | {None},
    "apart": {None},
}


def figure(printed: str, quantity: str) -> Figure:
    return told_figure(f"[{printed}] homes burned.", quantity, unit="home").figure


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (("100", "100"), ("100", "100"), Agreement.SAME),
        (("12 to 120", "12..120"), ("12 to 120", "12..120"), Agreement.SAME),
        (("at least 100", ">=100"), ("more than 100", ">100"), Agreement.COMPATIBLE),
        (("100", "100"), ("about 100", "~100"), Agreement.COMPATIBLE),
        (("100", "100"), ("104", "104"), Agreement.EXCLUDED),
        (("109", "109"), ("about 100", "~100"), Agreement.COMPATIBLE),
        (("112", "112"), ("about 100", "~100"), Agreement.EXCLUDED),
        (("4.6", "4.6"), ("5", "5"), Agreement.COMPATIBLE),
        (("3", "3"), ("4", "4"), Agreement.EXCLUDED),
        (("900", "900"), ("more than 100", ">100"), Agreement.COMPATIBLE),
        (("50", "50"), ("more than 100", ">100"), Agreement.EXCLUDED),
        (("up to 100", "<=100"), ("up to 900", "<=900"), Agreement.COMPATIBLE),
        (("200", "200"), ("up to 100", "<=100"), Agreement.EXCLUDED),
        (("60", "60"), ("12 to 120", "12..120"), Agreement.COMPATIBLE),
        (("0", "0"), ("5", "5"), Agreement.EXCLUDED),
    ],
)
def test_two_figures_stand_to_each_other_either_way(
    one: tuple[str, str], other: tuple[str, str], agreement: Agreement
) -> None:
    assert agreement_of_numbers(figure(*one), figure(*other)) is agreement
    assert agreement_of_numbers(figure(*other), figure(*one)) is agreement


@pytest.mark.parametrize("modality", [Modality.DENIED, Modality.POSSIBLE])
def test_what_is_denied_or_possible_excludes_nothing(modality: Modality) -> None:
    one, other = (replace(figure(value, value), modality=modality) for value in ("3", "40"))
    assert agreement_of_claims(one, other) is Agreement.COMPATIBLE


def test_closeness_is_the_smaller_over_the_larger() -> None:
    assert closeness_of(quantity_of("50"), quantity_of("100")) == 0.5
    assert closeness_of(quantity_of("0"), quantity_of("0")) == 1
    assert closeness_of(quantity_of("-4"), quantity_of("4")) == 0


def gold_pairs() -> Iterator[tuple[str, str, RecordedFigure, RecordedFigure]]:
    """Every gold pair either way: its id, unless it is held out, what compare finds, one figure and the other."""
    for pair in gold_claims.GOLD["pairs"]:
        older, newer = figure_of_gold(pair["older"]), figure_of_gold(pair["newer"])
        found = gold_claims.found_relation(pair)
        name = "held out" if gold_claims.is_held_out(pair["id"]) else pair["id"]
        yield name, found, older, newer
        yield name, found, newer, older


def test_verify_and_compare_never_contradict_each_other() -> None:
    matched = [
        (identifier, found, match.verdict if match else None)
        for identifier, found, one, other in gold_pairs()
        # A posted text has no day: what names no period may be of any (see `figure_times`).
        if one.figure.period is not None or other.figure.period is None
        for match in [match_figure(one.figure, read_matter(one.figure), other)]
    ]
    assert [one for one in matched if one[2] not in CONSISTENT[one[1]]] == []
    assert sum(verdict is not None for _, _, verdict in matched) >= len(matched) // 3


def test_no_figures_that_compare_sets_side_by_side_are_told_apart() -> None:
    assert [
        name
        for name, found, one, other in gold_pairs()
        if found == "conflicts" and are_told_apart(telling_of(one.figure), telling_of(other.figure))
    ] == []
