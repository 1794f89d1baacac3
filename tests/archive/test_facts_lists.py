"""Lists of facts: every filter, every order, page by page."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.archive.unit_of_work import Archive
from app.facts.attribution import SourceKind
from app.facts.errors import InvalidArgument, InvalidCursor
from app.facts.figure import Bound, Change, Modality, Quantity, Role, UnitKind
from app.facts.filters import FigureFilter, QuoteFilter
from app.facts.paging import PageRequest, SortOrder
from app.facts.partial_date import PartialDate
from app.facts.quote import QuoteKind, Stance
from app.use_cases.list_facts import list_figures, list_quotes
from tests.archive.invented import CountingIdentifiers, Invented


def texts_of_quotes(archive: Archive, asked: QuoteFilter) -> list[str]:
    with archive.reading() as session:
        return [one.quote.text for one in list_quotes(session, asked, PageRequest(limit=200)).items]


def texts_of_figures(archive: Archive, asked: FigureFilter) -> list[str]:
    with archive.reading() as session:
        return [one.figure.text for one in list_figures(session, asked, PageRequest(limit=200)).items]


def record_quote(archive: Archive, words: str, published_at: str | None = None, **given: object) -> str:
    article = Invented(
        f"Ada Quill said: {words}.",
        published_at=published_at,
        publisher=str(given.pop("publisher", "Example Daily")),
        url=given.pop("url", None),  # type: ignore[arg-type]
    )
    article.quote(words, source=article.source("Ada Quill"), **given)  # type: ignore[arg-type]
    return article.record(archive).article.id


def test_newest_first_undated_last(archive: Archive) -> None:
    for words, published_at in (("first", "2024-05-01"), ("undated", None), ("second", "2024-06"), ("third", "2025")):
        record_quote(archive, words, published_at)
    assert texts_of_quotes(archive, QuoteFilter()) == ["third", "second", "first", "undated"]


def test_oldest_first_undated_last(archive: Archive) -> None:
    for words, published_at in (("undated", None), ("second", "2024-06"), ("first", "2024-05-01")):
        record_quote(archive, words, published_at)
    with archive.reading() as session:
        page = list_quotes(session, QuoteFilter(), PageRequest(sort=SortOrder.OLDEST_FIRST))
    assert [one.quote.text for one in page.items] == ["first", "second", "undated"]


@pytest.mark.parametrize("sort", list(SortOrder))
def test_pages_join_to_the_whole_list(archive: Archive, sort: SortOrder) -> None:
    for number in range(7):
        record_quote(archive, f"word{number}", f"2024-0{number // 2 + 1}" if number < 5 else None)
    with archive.reading() as session:
        whole = list_quotes(session, QuoteFilter(), PageRequest(limit=200, sort=sort, count_total=True))
        request = PageRequest(limit=2, sort=sort)
        seen = []
        while True:
            page = list_quotes(session, QuoteFilter(), request)
            seen += page.items
            if page.next_cursor is None:
                break
            request = replace(request, cursor=page.next_cursor)
    assert tuple(seen) == whole.items
    assert whole.total == 7
    assert whole.next_cursor is None


def test_cursor_of_another_filter_or_sort_is_refused(archive: Archive) -> None:
    for number in range(3):
        record_quote(archive, f"word{number}")
    with archive.reading() as session:
        cursor = list_quotes(session, QuoteFilter(), PageRequest(limit=1)).next_cursor
        with pytest.raises(InvalidCursor):
            list_quotes(session, QuoteFilter(stance=Stance.DENIES), PageRequest(limit=1, cursor=cursor))
        with pytest.raises(InvalidCursor):
            list_quotes(session, QuoteFilter(), PageRequest(sort=SortOrder.OLDEST_FIRST, cursor=cursor))


@pytest.mark.parametrize("cursor", ["", "x", "bm90IGpzb24", "W10", "é", "bnVsbA", "\0"])
def test_cursor_that_is_not_ours_is_refused(archive: Archive, cursor: str) -> None:
    with archive.reading() as session, pytest.raises(InvalidCursor):
        list_quotes(session, QuoteFilter(), PageRequest(cursor=cursor))


def test_words_are_found_in_any_inflection(archive: Archive) -> None:
    record_quote(archive, "the bridges were closing")
    record_quote(archive, "nothing of the kind")
    assert texts_of_quotes(archive, QuoteFilter(q="bridge closed")) == ["the bridges were closing"]


def test_words_too_common_to_search_find_nothing(archive: Archive) -> None:
    record_quote(archive, "the bridges were closing")
    assert texts_of_quotes(archive, QuoteFilter(q="the")) == []


def test_relevance_puts_what_a_fact_says_before_what_stands_around_it(archive: Archive) -> None:
    for words, published_at in (("ferry", "2024-01"), ("storm", "2024-02"), ("ferries and boats", "2024-03")):
        article = Invented(f"Ada Quill said: {words}.", title="Ferry", published_at=published_at)
        article.quote(words, source=article.source("Ada Quill"))
        article.record(archive)
    request = PageRequest(limit=2, sort=SortOrder.RELEVANCE, count_total=True)
    with archive.reading() as session:
        first = list_quotes(session, QuoteFilter(q="ferry"), request)
        second = list_quotes(session, QuoteFilter(q="ferry"), replace(request, cursor=first.next_cursor))
    assert [one.quote.text for one in (*first.items, *second.items)] == ["ferry", "ferries and boats", "storm"]
    assert (first.total, second.next_cursor) == (3, None)


def test_source_is_found_in_any_spelling_or_by_id(archive: Archive) -> None:
    record_quote(archive, "by her")
    other = Invented("It went, Ben Oar said.")
    other.quote("It went", source=other.source("Ben Oar"))
    other.record(archive)
    with archive.reading() as session:
        her = list_quotes(session, QuoteFilter(source="ada QUILL"), PageRequest()).items
        her_id = her[0].quote.attribution.sources[0].id
    assert [one.quote.text for one in her] == ["by her"]
    assert texts_of_quotes(archive, QuoteFilter(source=her_id)) == ["by her"]
    assert texts_of_quotes(archive, QuoteFilter(source="Zebulon Nobody")) == []


def test_carrier_is_found_as_via_and_not_as_source(archive: Archive) -> None:
    article = Invented("Ada Quill said it rains, Wireword reported.")
    article.quote("it rains", source=article.source("Ada Quill"), via=[article.source("Wireword", SourceKind.OUTLET)])
    article.record(archive)
    assert texts_of_quotes(archive, QuoteFilter(via="Wireword")) == ["it rains"]
    assert texts_of_quotes(archive, QuoteFilter(source="Wireword")) == []
    with archive.reading() as session:
        quote = list_quotes(session, QuoteFilter(), PageRequest()).items[0].quote
    assert [link.sources[0].name for link in quote.attribution.via] == ["Wireword"]


def test_mentioned_name_must_stand_in_the_content(archive: Archive) -> None:
    record_quote(archive, "we met Ben Oar there")
    assert texts_of_quotes(archive, QuoteFilter(mentions="Ben Oar")) == ["we met Ben Oar there"]
    assert texts_of_quotes(archive, QuoteFilter(mentions="Ada Quill")) == []


def test_publisher_is_found_whatever_its_case(archive: Archive) -> None:
    record_quote(archive, "one", publisher="Straße  Post")
    assert texts_of_quotes(archive, QuoteFilter(publisher="STRASSE post")) == ["one"]
    assert texts_of_quotes(archive, QuoteFilter(publisher="Straße")) == []


def test_kind_stance_and_confidence_narrow(archive: Archive) -> None:
    record_quote(archive, "denied", stance=Stance.DENIES, kind=QuoteKind.INDIRECT)
    record_quote(archive, "unsure", confidence=0.3)
    assert texts_of_quotes(archive, QuoteFilter()) == ["denied"]
    assert texts_of_quotes(archive, QuoteFilter(stance=Stance.DENIES, kind=QuoteKind.INDIRECT)) == ["denied"]
    assert texts_of_quotes(archive, QuoteFilter(kind=QuoteKind.DIRECT, min_confidence=0)) == ["unsure"]


@pytest.mark.parametrize(
    ("published_from", "published_to", "expected"),
    [
        ("2024-10-31", None, ["in October", "on the last"]),
        (None, "2024-10-01", ["in October"]),
        ("2024-10-31", "2024-10-31", ["in October", "on the last"]),
        ("2024-11", None, []),
        ("2024", "2024", ["in October", "on the last"]),
    ],
)
def test_published_dates_meet_inclusive_bounds(
    archive: Archive, published_from: str | None, published_to: str | None, expected: list[str]
) -> None:
    record_quote(archive, "in October", "2024-10")
    record_quote(archive, "on the last", "2024-10-31")
    record_quote(archive, "undated")
    asked = QuoteFilter(
        published_from=PartialDate.parse(published_from) if published_from else None,
        published_to=PartialDate.parse(published_to) if published_to else None,
    )
    assert texts_of_quotes(archive, asked) == expected


def test_said_dates_meet_and_an_open_end_reaches_on(archive: Archive) -> None:
    for words, time, first, last in (
        ("one", "on Monday", "2024-10-07", "2024-10-07"),
        ("two", "since May", "2024-05", None),
        ("three", "some day", None, None),
    ):
        article = Invented(f"Ada Quill said {time} {words}.")
        article.quote(words, source=article.source("Ada Quill"), said_at=article.period(time, first, last))
        article.record(archive)
    asked = QuoteFilter(said_from=PartialDate.parse("2024-10-07"))
    assert texts_of_quotes(archive, asked) == ["one", "two"]
    assert texts_of_quotes(archive, QuoteFilter(said_to=PartialDate.parse("2024-06"))) == ["two"]


def test_only_the_newest_version_is_listed_unless_its_article_is_asked_for(archive: Archive) -> None:
    old = record_quote(archive, "old words", url="https://daily.example/1")
    record_quote(archive, "new words", url="https://daily.example/1")
    assert texts_of_quotes(archive, QuoteFilter()) == ["new words"]
    assert texts_of_quotes(archive, QuoteFilter(article=old)) == ["old words"]


def test_facts_within_a_quote(archive: Archive) -> None:
    article = Invented("Ada Quill said: “We have 40 boats.”")
    outer = article.quote("We have 40 boats.", source=article.source("Ada Quill"))
    article.figure("40", "40", "boat", within=outer)
    article.record(archive)
    with archive.reading() as session:
        quote = list_quotes(session, QuoteFilter(), PageRequest()).items[0]
    assert texts_of_figures(archive, FigureFilter(within=quote.id)) == ["40"]
    assert texts_of_figures(archive, FigureFilter(within="quo_nobody")) == []


def a_count(archive: Archive) -> None:
    article = Invented("It had 50 boats, about 60 oars, 70 or more nets, under 80 crabs, and 90 to 99 eels.")
    article.figure("50", "50", "boat", subject="boats")
    article.figure("about 60", "60", "oar", bound=Bound.ABOUT)
    article.figure("70 or more", "70", "net", bound=Bound.AT_LEAST)
    article.figure("under 80", "80", "crab", bound=Bound.LESS_THAN)
    article.figure("90 to 99", Quantity.of_range(Decimal(90), Decimal(99), "eel", UnitKind.COUNT))
    article.record(archive)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("65", None, ["70 or more", "under 80", "90 to 99"]),
        ("80", None, ["70 or more", "90 to 99"]),
        ("99", None, ["70 or more", "90 to 99"]),
        ("99.01", None, ["70 or more"]),
        (None, "50", ["50", "under 80"]),
        (None, "49.999", ["under 80"]),
        (None, "-5", ["under 80"]),
        ("55", "65", ["about 60", "under 80"]),
        ("95", "96", ["70 or more", "90 to 99"]),
    ],
)
def test_values_meet_the_interval_of_a_figure(
    archive: Archive, low: str | None, high: str | None, expected: list[str]
) -> None:
    a_count(archive)
    asked = FigureFilter(value_gte=Decimal(low) if low else None, value_lte=Decimal(high) if high else None)
    assert texts_of_figures(archive, asked) == expected


def test_unit_bound_and_subject_narrow(archive: Archive) -> None:
    a_count(archive)
    assert texts_of_figures(archive, FigureFilter(unit="boat")) == ["50"]
    assert texts_of_figures(archive, FigureFilter(unit_kind=UnitKind.MONEY)) == []
    assert texts_of_figures(archive, FigureFilter(bound=Bound.RANGE)) == ["90 to 99"]
    assert texts_of_figures(archive, FigureFilter(subject="boat")) == ["50"]
    assert texts_of_figures(archive, FigureFilter(subject="oars crabs")) == []


def test_figures_that_only_refer_are_left_out_unless_every_role_is_asked_for(archive: Archive) -> None:
    article = Invented("The two sides rose 3 points, maybe.")
    article.figure("two", "2", "side", role=Role.REFERENCE)
    article.figure("3 points", "3", "point", change=Change.UP, modality=Modality.POSSIBLE)
    article.record(archive)
    assert texts_of_figures(archive, FigureFilter()) == ["3 points"]
    assert texts_of_figures(archive, FigureFilter(role=None)) == ["two", "3 points"]
    assert texts_of_figures(archive, FigureFilter(change=Change.UP, modality=Modality.POSSIBLE)) == ["3 points"]
    assert texts_of_figures(archive, FigureFilter(change=Change.DOWN)) == []


@pytest.mark.parametrize("field", ["q", "source", "mentions", "via", "publisher", "article", "within"])
def test_text_that_no_database_can_look_for_is_refused(archive: Archive, field: str) -> None:
    with archive.reading() as session, pytest.raises(InvalidArgument) as refusal:
        list_quotes(session, QuoteFilter(**{field: "a\0b"}), PageRequest())
    assert refusal.value.field == field


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1E+20000", "-1E-20000"])
def test_value_of_no_kept_size_is_refused(archive: Archive, value: str) -> None:
    with archive.reading() as session, pytest.raises(InvalidArgument) as refusal:
        list_figures(session, FigureFilter(value_lte=Decimal(value)), PageRequest())
    assert refusal.value.field == "value_lte"


@pytest.mark.parametrize("words", ['"', "' OR 1", "a* NEAR b", "subject:boat", "-boat", "\\", "bo%at", "((", "𝔅oats"])
def test_operators_of_search_engines_are_words_like_any(archive: Archive, words: str) -> None:
    a_count(archive)
    assert isinstance(texts_of_figures(archive, FigureFilter(q=words, subject=words, mentions=words)), list)


def test_same_records_give_the_same_lists_on_both_databases(
    sqlite_archive: Archive, postgresql_archive: Archive
) -> None:
    lists = []
    for archive in (sqlite_archive, postgresql_archive):
        mint = CountingIdentifiers()
        for number in range(12):
            article = Invented(
                f"Ada Quill said: The {number}th boat met 1{number} crabs near Example-on-Sea.",
                published_at=f"2024-0{number % 3 + 1}" if number % 4 else None,
            )
            ada = article.source("Ada Quill")
            article.quote(f"The {number}th boat met 1{number} crabs near Example-on-Sea", source=ada)
            article.figure(f"1{number} crabs", f"1{number}", "crab")
            article.record(archive, mint)
        with archive.reading() as session:
            request = PageRequest(limit=200)
            lists.append(
                [
                    [one.id for one in list_quotes(session, QuoteFilter(q="boats crab"), request).items],
                    [one.id for one in list_figures(session, FigureFilter(q="sea"), request).items],
                    [one.id for one in list_figures(session, FigureFilter(value_gte=Decimal("18.5")), request).items],
                ]
            )
    assert lists[0] == lists[1]
    assert [len(ids) for ids in lists[0]] == [12, 12, 3]


def test_name_mentioned_is_found_in_another_spelling(archive: Archive) -> None:
    teller = Invented("Dmytro Havrylenko said: The fleet sails at dawn.")
    teller.quote("The fleet sails at dawn", source=teller.source("Dmytro Havrylenko"))
    teller.record(archive)
    record_quote(archive, "I saw Havrylenko at the pier")
    record_quote(archive, "I saw nobody at the pier")
    for spelling in ("Havrylenko", "Havrilenko", "Dmytro Havrylenko"):
        found = texts_of_quotes(archive, QuoteFilter(mentions=spelling))
        assert found == (["I saw Havrylenko at the pier"] if " " not in spelling else [])
