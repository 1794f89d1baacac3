import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.parsed_article import parse_article
from app.extraction.periods.find_periods import find_periods
from app.facts.partial_date import PartialDate
from app.facts.reading import ArticleContext

# A Thursday.
PIECES = [
    "May",
    "9",
    "the",
    "21st",
    "since",
    "until",
    "–",
    "2024",
    "last",
    "next",
    "Friday",
    "1960s",
    ",",
    "\n",
    "Q4",
    "to",
]
PUBLISHED = PartialDate.parse("2025-05-01")


def periods_of(text: str, published: PartialDate | None = PUBLISHED) -> list[tuple[str, str | None, str | None]]:
    article = parse_article(text, ArticleContext(published_at=published))
    return [
        (p.span.exact, p.from_date and p.from_date.text, p.to_date and p.to_date.text) for p in find_periods(article)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge reopened on April 28.", ("April 28", "2025-04-28", "2025-04-28")),
        ("The bridge reopened on 3 March 2021.", ("3 March 2021", "2021-03-03", "2021-03-03")),
        ("The envoy spoke on the 21st (local time).", ("21st (local time)", "2025-04-21", "2025-04-21")),
        ("The ferry sank in October.", ("October", "2024-10", "2024-10")),
        ("Last August the ferry sank.", ("Last August", "2024-08", "2024-08")),
        ("The mill burned down on Friday.", ("Friday", "2025-04-25", "2025-04-25")),
        ("The mill will open on Friday.", ("Friday", "2025-05-02", "2025-05-02")),
        ("The mill is scheduled to open in October.", ("October", "2025-10", "2025-10")),
        ("Rain fell twice this month.", ("this month", "2025-05", "2025-05")),
        ("They signed the pact in June 2024.", ("June 2024", "2024-06", "2024-06")),
        ("Prices have climbed since January.", ("since January", "2025-01", None)),
        ("Between 2015 and 2020 the herd shrank.", ("Between 2015 and 2020", "2015", "2020")),
        ("Sales fell in the first quarter of 2024.", ("the first quarter of 2024", "2024-01", "2024-03")),
        ("Sales fell over the past four months.", ("the past four months", "2025-01-01", "2025-05-01")),
        ("Sales fell last week.", ("last week", "2025-04-21", "2025-04-27")),
        ("Envoys met earlier this month.", ("earlier this month", "2025-05", "2025-05")),
        ("The dam was built in the 1960s.", ("the 1960s", "1960", "1969")),
        ("The photo was taken in April ’19.", ("April ’19", "2019-04", "2019-04")),
        ("The dam must be full by December.", ("by December", None, "2025-12")),
        ("Growth reached 2% in the three months to June.", ("the three months to June", "2024-04", "2024-06")),
        ("The league cut short the 2019/20 season.", ("2019/20", "2019", "2020")),
        ("It fell two weeks ago.", ("two weeks ago", "2025-04-17", "2025-04-17")),
        ("Rains came in the spring of 2022.", ("the spring of 2022", "2022-03", "2022-05")),
        ("Floods struck last autumn.", ("last autumn", "2024-09", "2024-11")),
        ("Output rose from January to March.", ("from January to March", "2025-01", "2025-03")),
        ("The council met on 10-12 April.", ("10-12 April", "2025-04-10", "2025-04-12")),
        ("Tills rang from January to March 2023.", ("from January to March 2023", "2023-01", "2023-03")),
    ],
)
def test_reads_a_time(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert periods_of(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "He may march in protest.",
        "Some 2000 people came.",
        "The 2,019 members voted.",
        "April Jones won the race, and August Smith lost it.",
        "They came in third.",
        "The 21st Brigade held the hill.",
    ],
)
def test_finds_no_time_where_none_is_named(text: str) -> None:
    assert [found for found in periods_of(text) if found[0] not in ("April", "August")] == []


def test_keeps_a_known_part_without_a_publication_date() -> None:
    assert periods_of("The pact was signed in October 2024.", None) == [("October 2024", "2024-10", "2024-10")]


def test_leaves_relative_dates_open_without_a_publication_date() -> None:
    assert periods_of("The pact was signed on Friday.", None) == [("Friday", None, None)]


def test_resolves_months_against_a_publication_month() -> None:
    assert periods_of("The pact was signed last month.", PartialDate.parse("2025-01")) == [
        ("last month", "2024-12", "2024-12")
    ]


def test_an_impossible_day_has_no_date() -> None:
    assert periods_of("The pact was signed on February 30.") == [("February 30", None, None)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_spans_slice_back(words: list[str]) -> None:
    text = " ".join(words)
    for period in find_periods(parse_article(text, ArticleContext(published_at=PUBLISHED))):
        assert text[period.span.start : period.span.end] == period.span.exact
