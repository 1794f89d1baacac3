from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers.claim_groups import group_by_matter
from app.answers.claim_relations import ClaimRelation, relate_claims, relation_of_figures
from app.facts.attribution import SourceKind
from app.facts.figure import Modality
from app.facts.recorded import RecordedFigure
from tests.answers import gold_claims
from tests.answers.told_figures import told_figure

TUNED_FLOOR, HELD_OUT_FLOOR = 1.0, 1.0


@pytest.mark.parametrize(("held_out", "floor"), [(False, TUNED_FLOOR), (True, HELD_OUT_FLOOR)])
def test_gold_pairs_are_set_against_each_other_right(*, held_out: bool, floor: float) -> None:
    errors, total = gold_claims.wrong(held_out=held_out)
    assert (total - len(errors)) / total >= floor


def test_the_gold_has_pairs_enough() -> None:
    held_out = [gold_claims.is_held_out(pair["id"]) for pair in gold_claims.GOLD["pairs"]]
    assert len(held_out) >= 60
    assert sum(held_out) >= 10


def fled(quantity: str, by: str | None = "Mayor", on: str | None = "2024-09-18", **more: Any) -> RecordedFigure:
    told = f"{by} said [{quantity} people] fled Tarnow." if by else f"[{quantity} people] fled Tarnow."
    return told_figure(told, quantity, unit="person", subject="people", by=by, on=on, **more)


def relations(*figures: RecordedFigure) -> list[tuple[str, str]]:
    return [(claim.recorded.figure.text, claim.relation.value) for claim in relate_claims(figures)]


def test_the_newest_comes_first_and_the_undated_last() -> None:
    claims = relations(fled("12", on=None), fled("15", "Clinic", "2024-09-19"), fled("14", "Union", "2024-09-20"))
    assert claims == [("14 people", "newest"), ("15 people", "conflicts"), ("12 people", "undated")]


def test_the_time_of_saying_goes_before_the_time_of_publication() -> None:
    told_late = fled("12", on="2025-01-01", said="2024-09-18")
    assert relations(told_late, fled("15", "Clinic", "2024-09-19"))[0] == ("15 people", "newest")


def test_the_reason_tells_the_numbers_compared_and_the_dates_of_a_conflict() -> None:
    older, newer = fled("~3000", "Mayor", "2024-09-18"), fled(">5000", "Clinic", None, said="2024-09-20")
    reason = relate_claims([older, newer])[1].reason
    assert "(2,700 to 3,300; more than 5,000)" in reason
    assert "this is of 2024-09-18 (published), the newest of 2024-09-20: the number itself may have changed" in reason
    assert "\n" not in reason


def test_a_conflict_of_one_day_says_nothing_of_dates() -> None:
    assert "changed" not in relate_claims([fled("30"), fled("50", "Clinic")])[1].reason


def test_a_source_is_superseded_only_by_what_it_surely_said_later() -> None:
    vague = fled("30", on=None, said="2024-09")
    assert relations(vague, fled("50", on="2024-09-20"))[1] == ("30 people", "conflicts")
    assert relations(fled("30", on="2024-08-31"), fled("50", on="2024-09-20"))[1] == ("30 people", "superseded")


def test_a_claim_is_superseded_by_its_own_source_though_another_is_newest() -> None:
    claims = relations(fled("30", on="2024-09-18"), fled("50", on="2024-09-19"), fled("50", "Clinic", "2024-09-20"))
    assert claims == [("50 people", "newest"), ("50 people", "agrees"), ("30 people", "superseded")]


def test_an_old_value_told_again_without_a_date_supersedes_nothing() -> None:
    first, newer = fled("30", on="2024-09-18"), fled("50", on="2024-09-20")
    assert relations(first, newer, fled("30", on="2025-05-03", publisher="Late")) == [
        ("30 people", "newest"),
        ("50 people", "conflicts"),
        ("30 people", "superseded"),
    ]
    dated = fled("30", on="2025-05-03", publisher="Late", said="2025-05-02")
    assert relations(first, newer, dated)[1] == ("50 people", "superseded")


def test_groups_without_names_and_other_publishers_supersede_no_one() -> None:
    officials = [
        fled(value, "Officials", day, kind=SourceKind.GROUP)
        for value, day in (("30", "2024-09-18"), ("50", "2024-09-19"))
    ]
    assert relations(*officials)[1][1] == "conflicts"
    own = [fled("30", None, "2024-09-18", publisher="A"), fled("50", None, "2024-09-19", publisher="B")]
    assert relations(*own)[1][1] == "conflicts"


def test_a_publisher_supersedes_itself() -> None:
    own = [fled("30", None, "2024-09-18"), fled("50", None, "2024-09-19")]
    assert relations(*own)[1][1] == "superseded"


def test_one_claim_alone_is_the_newest_or_undated() -> None:
    assert relations(fled("30")) == [("30 people", "newest")]
    assert relations(fled("30", on=None)) == [("30 people", "undated")]
    assert relations() == []


amounts = st.integers(min_value=0, max_value=10**15).map(Decimal) | st.decimals(
    min_value=-1000, max_value=10**6, places=3, allow_nan=False
)
notations = st.one_of(
    st.tuples(st.sampled_from(["", "~", ">", ">=", "<", "<="]), amounts).map(lambda pair: f"{pair[0]}{pair[1]}"),
    st.tuples(amounts, amounts).map(lambda pair: f"{min(pair)}..{max(pair)}"),
)
days = st.none() | st.dates().map(str) | st.sampled_from(["2024", "2024-10"])
figures = st.builds(
    fled,
    notations,
    st.sampled_from(["Mayor", "Clinic", None]),
    days,
    modality=st.sampled_from([modality.value for modality in Modality]),
    said=days,
)


@given(figures, figures)
def test_the_relation_of_two_figures_is_symmetric(one: RecordedFigure, other: RecordedFigure) -> None:
    if one.figure.modality is other.figure.modality:
        assert relation_of_figures(one, other) is relation_of_figures(other, one)


@given(figures)
def test_a_figure_agrees_with_itself(one: RecordedFigure) -> None:
    assert relation_of_figures(one, one) is ClaimRelation.AGREES


@given(st.lists(figures, max_size=6))
def test_claims_are_related_whatever_they_are(told: list[RecordedFigure]) -> None:
    claims = relate_claims(told)
    assert sorted(claim.recorded.id for claim in claims) == sorted(one.id for one in told)
    assert [claim.relation for claim in claims].count(ClaimRelation.NEWEST) == any(claim.made_at for claim in claims)
    assert all(claim.reason and "\n" not in claim.reason for claim in claims)


@given(st.lists(figures, max_size=6))
def test_grouping_loses_no_figure_and_keeps_what_is_actual_apart(told: list[RecordedFigure]) -> None:
    groups = group_by_matter(told)
    assert sorted(one.recorded.id for group in groups for one in group) == sorted(one.id for one in told)
    assert all(len({one.recorded.figure.modality for one in group}) == 1 for group in groups)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_sentence_is_too_strange_to_be_grouped(before: str, after: str) -> None:
    plain = [text.replace("[", "").replace("]", "") for text in (before, after)]
    one = told_figure(f"{plain[0]}[7 homes]{plain[1]}", "7", unit="home", subject="homes", title=before)
    assert len(group_by_matter([one, one])) == 1
