from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.answers.claim_origins import count_independent_sources, have_same_origins
from app.answers.comparison import compare
from app.facts.attribution import AttributedSource, Attribution, Origin, SourceKind, ViaLink, unidentified
from app.facts.figure import Bound
from app.facts.recorded import RecordedFigure
from tests.answers.told_figures import told_figure


def fled(quantity: str, by: str | None = "Mayor", on: str | None = "2024-09-18", **more: Any) -> RecordedFigure:
    told = f"{by} said [{quantity} people] fled Tarnow." if by else f"[{quantity} people] fled Tarnow."
    return told_figure(told, quantity, unit="person", subject="people", by=by, on=on, **more)


def by_someone(recorded: RecordedFigure, name: str) -> RecordedFigure:
    source = AttributedSource("src_someone", name, SourceKind.PERSON, None)
    attribution = Attribution(Origin.UNNAMED, (source,), recorded.figure.attribution.cue)
    return replace(recorded, figure=replace(recorded.figure, attribution=attribution))


def via(recorded: RecordedFigure, carrier: str) -> RecordedFigure:
    link = ViaLink((AttributedSource(f"src_{carrier}", carrier, SourceKind.OUTLET, None),), None)
    attribution = replace(recorded.figure.attribution, via=(link,))
    return replace(recorded, figure=replace(recorded.figure, attribution=attribution))


def unnamed(recorded: RecordedFigure) -> RecordedFigure:
    cue = recorded.figure.attribution.cue
    return replace(recorded, figure=replace(recorded.figure, attribution=Attribution(Origin.UNNAMED, (), cue)))


def test_the_range_is_of_printed_values_with_their_bounds() -> None:
    group = compare([fled(">3000"), fled("~4000", "Clinic"), fled("3500..4200", "Union")], {})[0]
    assert (group.range.low, group.range.low_bound) == (Decimal(3000), Bound.MORE_THAN)
    assert (group.range.high, group.range.high_bound) == (Decimal(4200), Bound.RANGE)


def test_the_series_runs_from_the_oldest_to_the_undated() -> None:
    figures = [fled("12", on=None), fled("15", "Clinic", "2024-09-20"), fled("14", "Union", said="2024-09-19")]
    points = compare(figures, {})[0].series
    assert [(point.at and point.at.text, point.source, point.is_said) for point in points] == [
        ("2024-09-19", "Union", True),
        ("2024-09-20", "Clinic", False),
        (None, "Mayor", False),
    ]


def test_a_source_named_by_several_articles_counts_once() -> None:
    figures = [fled("12"), fled("12", on="2024-09-20", publisher="B"), fled("15", "Clinic")]
    assert compare(figures, {})[0].independent_sources == 2


def test_chains_to_one_source_count_once() -> None:
    figures = [
        via(fled("12"), "Ostra Wire"),
        via(fled("12", on="2024-09-20"), "Kessin Post"),
        fled("12", on="2024-09-21"),
    ]
    assert count_independent_sources(figures, {}) == 1


def test_a_publishers_own_statement_counts_as_the_publisher() -> None:
    own = [fled("12", None, publisher="Ostra Wire"), fled("12", None, "2024-09-20", publisher="Ostra Wire")]
    cited = fled("12", "The Ostra Wire", kind=SourceKind.OUTLET, publisher="Kessin Post")
    assert count_independent_sources([*own, cited], {}) == 1
    assert count_independent_sources([*own, fled("12", None, publisher="Kessin Post")], {}) == 2


def test_copies_of_one_text_count_once_and_are_shown_once_by_the_earliest() -> None:
    copy = fled("12", None, "2024-09-19", publisher="Kessin Post", article="art_2")
    first = fled("12", None, "2024-09-18", publisher="Ostra Wire", article="art_1")
    originals = {"art_1": "art_1", "art_2": "art_1"}
    once, twice = compare([copy, first], originals)[0], compare([copy, first], originals, collapse=False)[0]
    assert [claim.recorded.id for claim in once.claims] == [first.id]
    assert len(twice.claims) == 2
    assert (once.independent_sources, twice.independent_sources) == (1, 1)
    assert count_independent_sources([copy, first], {}) == 2


def test_reports_of_no_one_named_count_only_where_no_one_else_does() -> None:
    reports = [unnamed(fled("12", "Reports")), unnamed(fled("13", "Reports", "2024-09-20"))]
    assert count_independent_sources(reports, {}) == 1
    assert count_independent_sources([*reports, fled("12")], {}) == 1
    assert count_independent_sources([], {}) == 0


def test_whom_only_a_pronoun_names_is_nobody_whom_another_article_knows() -> None:
    who = unidentified(SourceKind.PERSON)
    one, other = (by_someone(fled("12", who, on), who) for on in ("2024-09-18", "2024-09-20"))
    assert not have_same_origins(one, other)
    assert count_independent_sources([one, other, fled("12")], {}) == 1


def test_one_name_of_two_sources_is_two_sources() -> None:
    one, other = fled("12", "Kim"), fled("15", "Kim", "2024-09-20")
    source = replace(other.figure.attribution.sources[0], id="src_other_kim")
    other = replace(
        other, figure=replace(other.figure, attribution=replace(other.figure.attribution, sources=(source,)))
    )
    assert count_independent_sources([one, other], {}) == 2


def test_a_headline_goes_where_a_sentence_of_its_article_says_the_same() -> None:
    told: dict[str, Any] = {
        "unit": "person",
        "subject": "people",
        "by": "Mayor",
        "on": "2024-09-18",
        "article": "art_1",
    }
    headline = told_figure("Mayor said [12 people] fled Tarnow", "12", **told)
    sentence = told_figure("Mayor said [12 people] fled Tarnow.", "12", **told)
    (group,) = compare([headline, sentence], {}, collapse=False)
    assert [claim.recorded.id for claim in group.claims] == [sentence.id]
    assert len(compare([headline], {})[0].claims) == 1


def test_nothing_is_compared_where_nothing_is_found() -> None:
    assert compare([], {}) == ()
