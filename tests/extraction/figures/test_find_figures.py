from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.figures.find_figures import find_figures
from app.extraction.parsed_article import parse_article
from app.facts.figure import Bound, Change, Modality, RelatedAs, Role, UnitKind
from app.facts.reading import ArticleContext
from tests.extraction.figures.figure_reading import claims_of, ends_of, figures_of, the_figure_of

PIECES = (
    *(
        "12",
        "3.5",
        "$",
        "€4bn",
        "%",
        "per",
        "cent",
        "million",
        "half",
        "a",
        "third",
        "of",
        "dozens",
        "one",
        "in",
        "five",
    ),
    *(
        "to",
        "-",
        "–",
        "(",
        ")",
        "km",
        "°C",
        "up",
        "rose",
        "by",
        "from",
        "1 500",
        "2024",
        "and",
        ",",
        ".",
        "\n",
        "these",
    ),
    *("soldiers", "may", "if", "10^6", "½", "no", "more", "than", "twice", "as", "٣", "1,2,3", "old", "-year-", "won"),
)


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("The crater is 5 km wide.", "5", "km", UnitKind.LENGTH),
        ("The forest covers 900 square kilometres.", "900", "km²", UnitKind.AREA),
        ("It held 30 cubic metres.", "30", "m³", UnitKind.VOLUME),
        ("The shell weighs 40kg.", "40", "kg", UnitKind.MASS),
        ("The barge carried 6 tonnes.", "6", "t", UnitKind.MASS),
        ("Gusts reached 120 km/h.", "120", "km/h", UnitKind.SPEED),
        ("Gusts reached 80 miles per hour.", "80", "mph", UnitKind.SPEED),
        ("It was minus 12 degrees Celsius.", "-12", "°C", UnitKind.TEMPERATURE),
        ("It was 31.5C at noon.", "31.5", "°C", UnitKind.TEMPERATURE),
        ("The plant makes 750 megawatts.", "750", "MW", UnitKind.POWER),
        ("It costs 50 cents.", "0.5", "USD", UnitKind.MONEY),
        ("It costs 80 pence.", "0.8", "GBP", UnitKind.MONEY),
        ("It costs 900 Danish crowns.", "900", "DKK", UnitKind.MONEY),
        ("It costs 900 North Korean won.", "900", "KPW", UnitKind.MONEY),
        ("It costs A$900.", "900", "AUD", UnitKind.MONEY),
        ("It costs 900 JPY.", "900", "JPY", UnitKind.MONEY),
        ("The field pumps 75,000 barrels a day.", "75000", "barrel/day", UnitKind.RATE),
        ("She earns $40 an hour.", "40", "USD/hour", UnitKind.MONEY),
        ("The rate is 9 deaths per 100,000 people.", "9", "death/100000 person", UnitKind.RATE),
        ("The siege lasted 45 days.", "45", "day", UnitKind.DURATION),
        ("A 51-year-old driver was held.", "51", "year", UnitKind.DURATION),
        ("One in four pupils is absent.", "0.25", "pupil", UnitKind.RATIO),
        ("Two-thirds of members agreed.", "0.666666", "member", UnitKind.RATIO),
        ("Output rose tenfold.", "10", "times", UnitKind.MULTIPLE),
        ("A dozen cranes fell.", "12", "crane", UnitKind.COUNT),
        ("One hundred and twenty cranes fell.", "120", "crane", UnitKind.COUNT),
        ("The drive holds 64GB.", "64", "GB", UnitKind.DATA),
    ],
)
def test_reads_value_and_unit(text: str, value: str, unit: str, kind: UnitKind) -> None:
    figure = the_figure_of(text)
    assert abs(ends_of(figure)[0] - Decimal(value)) < Decimal("0.00001")
    assert (figure.quantity.unit, figure.quantity.unit_kind) == (unit, kind)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Dozens of huts burned.", 12, 120),
        ("Hundreds of huts burned.", 100, 1_000),
        ("Tens of thousands of huts burned.", 10_000, 100_000),
        ("Between 40 and 60 huts burned.", 40, 60),
        ("Some 40-60 huts burned.", 40, 60),
        ("The repair costs $2 million to $3 million.", 2_000_000, 3_000_000),
        ("The repair costs $2-3 million.", 2_000_000, 3_000_000),
        ("It runs for three to four hours.", 3, 4),
    ],
)
def test_reads_ranges(text: str, low: int, high: int) -> None:
    figure = the_figure_of(text)
    assert figure.quantity.bound is Bound.RANGE
    assert ends_of(figure) == (low, high)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Sales rose 3 percent.", Change.UP),
        ("Sales were up 3 percent.", Change.UP),
        ("Sales fell by 3 percent.", Change.DOWN),
        ("The bank cut its rate by 25 basis points.", Change.DOWN),
        ("A 3% drop was seen.", Change.DOWN),
        ("Sales rose to $3 million.", None),
        ("The carmaker will cut 300 jobs.", None),
        ("The winger gave up 3 penalties.", None),
    ],
)
def test_tells_changes_from_levels(text: str, change: Change | None) -> None:
    assert the_figure_of(text).change is change


def test_both_ends_of_a_movement_are_related() -> None:
    before, after = figures_of("Fees climbed from 10 percent to 20 percent.")
    assert [(item.figure_id, item.relation) for item in before.related] == [(after.id, RelatedAs.AFTER)]
    assert [(item.figure_id, item.relation) for item in after.related] == [(before.id, RelatedAs.BEFORE)]


def test_part_and_whole_are_related() -> None:
    part, whole = figures_of("Gunners hit 31 of 44 balloons.")
    assert (part.quantity.unit, whole.quantity.unit) == ("balloon", "balloon")
    assert [item.relation for item in part.related] == [RelatedAs.WHOLE]
    assert [item.relation for item in whole.related] == [RelatedAs.PART]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The army sent 300 medics.", Modality.ACTUAL),
        ("The army will send 300 medics.", Modality.PLANNED),
        ("The army plans to send 300 medics.", Modality.PLANNED),
        ("The army may send 300 medics.", Modality.POSSIBLE),
        ("The army denied that 300 medics had left.", Modality.DENIED),
        ("The army has not lost 300 medics.", Modality.DENIED),
        ("The army sent not more than 300 medics.", Modality.ACTUAL),
        ("The army announced that its scouts had captured 300 medics.", Modality.ACTUAL),
        ("The army announced that it would send 300 medics.", Modality.PLANNED),
        ("The army announced it will send 300 medics.", Modality.PLANNED),
        ("Another 300 medics are to follow.", Modality.PLANNED),
    ],
)
def test_tells_how_surely_a_figure_is_stated(text: str, modality: Modality) -> None:
    assert the_figure_of(text).modality is modality


def test_a_figure_set_against_another_is_denied() -> None:
    figures = figures_of("The army sent 250 medics, not 300.")
    assert [(figure.quantity.value, figure.modality) for figure in figures] == [
        (250, Modality.ACTUAL),
        (300, Modality.DENIED),
    ]


def test_keeps_the_condition() -> None:
    figure = the_figure_of("If the dam bursts, 300 homes would be lost.")
    assert figure.condition is not None
    assert (figure.modality, figure.condition.exact) == (Modality.POSSIBLE, "If the dam bursts")


def test_span_covers_bound_number_unit_and_noun() -> None:
    assert (
        the_figure_of("The region sent about 1,500 young recruits to the coast.").text == "about 1,500 young recruits"
    )


def test_subject_carries_its_qualifiers() -> None:
    subject = the_figure_of("The region sent 900 members of the Coast Guard.").subject
    assert subject is not None
    assert subject.name == "members of the Coast Guard"


def test_these_are_the_ones_named_before() -> None:
    figure = figures_of("Island farm hands were hired. Over 300 of these hands left.")[-1]
    assert figure.subject is not None
    assert (figure.subject.span.exact, figure.subject.name) == ("these hands", "Island farm hands")


def test_a_bare_subject_goes_on_with_the_noun_before() -> None:
    first, second = figures_of("The agency says 800 guards are there and that up to 2,000 will follow.")
    assert (second.quantity.unit, second.quantity.bound) == (first.quantity.unit, Bound.AT_MOST)


@pytest.mark.parametrize(
    "text", ["The two sides met.", "It is one of the oldest bridges.", "These three towns agreed."]
)
def test_counts_that_only_refer_are_references(text: str) -> None:
    assert the_figure_of(text).role is Role.REFERENCE
    assert claims_of(text) == ()


def test_a_figure_takes_the_period_of_its_clause() -> None:
    first, second = figures_of("Imports fell 4 percent in March from 9 percent in February.")
    assert first.period is not None
    assert second.period is not None
    assert (first.period.span.exact, second.period.span.exact) == ("March", "February")


def test_reading_is_the_same_every_time() -> None:
    text = "Some 40 ships and 300 sailors left in May, up from 20 in April."
    assert figures_of(text) == figures_of(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_figures_slice_back(words: list[str]) -> None:
    check(" ".join(words))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=80))
def test_any_text_is_read(text: str) -> None:
    check(text)


def check(text: str) -> None:
    for figure in find_figures(parse_article(text, ArticleContext())):
        for span in (figure.span, figure.sentence, figure.condition, figure.subject and figure.subject.span):
            assert span is None or text[span.start : span.end] == span.exact
        assert figure.sentence.covers(figure.span)


def test_people_of_half_a_country_are_counted_by_its_whole_name() -> None:
    assert the_figure_of("Some 900 South Koreans crossed the bay.").quantity.unit == "South Korean"


@pytest.mark.parametrize(
    "digits", ["1" + "0" * 28, "9" * 400, "7.5 x 10^900000", "1^" + "9" * 5000, "0." + "0" * 50 + "1"]
)
def test_rows_of_digits_are_no_figures(digits: str) -> None:
    assert figures_of(f"The code read {digits} in all.") == ()


def test_large_numbers_are_figures() -> None:
    assert the_figure_of("The star holds 100 trillion trillion tonnes.").quantity.value is not None
