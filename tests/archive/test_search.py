"""Candidates: what holds the words, the same facts in the same order on both databases."""

from app.archive.resolved_filter import ResolvedFilter
from app.archive.search import Candidate, find_candidates
from app.archive.tables import FactType
from app.archive.unit_of_work import Archive
from app.facts.figure import Role
from app.facts.filters import FactFilter, FigureFilter, QuoteFilter
from app.facts.partial_date import PartialDate
from tests.archive.invented import CountingIdentifiers, Invented

ANYTHING = ResolvedFilter(FactFilter())


def record_fleet(archive: Archive) -> None:
    mint = CountingIdentifiers()
    words = ("boat", "barge", "ferry", "raft")
    for number in range(16):
        word = words[number % 4]
        article = Invented(
            f"Ada Quill said: The {word} number {number} carries 3{number} crabs to Pebble Bay.",
            title=f"Harbour {number}",
            published_at=f"2024-{number % 5 + 1:02d}-10" if number % 6 else None,
        )
        ada = article.source("Ada Quill")
        article.quote(f"The {word} number {number} carries 3{number} crabs to Pebble Bay", source=ada)
        article.figure(f"3{number} crabs", f"3{number}", "crab", subject="crabs", source=ada)
        article.record(archive, mint)


def find(archive: Archive, *groups: tuple[str, ...], limit: int = 1000) -> tuple[Candidate, ...]:
    with archive.reading() as session:
        return find_candidates(session, groups, ANYTHING, limit)


def test_every_group_must_be_met_and_any_term_meets_it(archive: Archive) -> None:
    record_fleet(archive)
    found = find(archive, ("boat", "barg"), ("crab",))
    assert len(found) == 16
    assert all({"boat", "barg"} & set(one.fields["content"].split()) for one in found)


def test_group_that_nothing_meets_finds_nothing(archive: Archive) -> None:
    record_fleet(archive)
    assert find(archive, ("boat",), ("zeppelin",)) == ()
    assert find(archive, ("boat",), ("",)) == ()


def test_without_groups_the_filter_alone_decides(archive: Archive) -> None:
    record_fleet(archive)
    assert len(find(archive)) == 32


def test_filter_decides_the_type_of_fact(archive: Archive) -> None:
    record_fleet(archive)
    with archive.reading() as session:
        quotes = find_candidates(session, [("boat",)], ResolvedFilter(QuoteFilter()), 100)
        figures = find_candidates(session, [("boat",)], ResolvedFilter(FigureFilter()), 100)
    assert {one.fact_type for one in quotes} == {FactType.QUOTE}
    assert {one.fact_type for one in figures} == {FactType.FIGURE}
    assert len(quotes) == len(figures) == 4


def test_figures_that_only_refer_are_left_out_of_both(archive: Archive) -> None:
    article = Invented("The two sides met.")
    article.figure("two", "2", "side", role=Role.REFERENCE)
    article.record(archive)
    with archive.reading() as session:
        assert find_candidates(session, [("side",)], ANYTHING, 10) == ()
        assert len(find_candidates(session, [("side",)], ResolvedFilter(FigureFilter(role=None)), 10)) == 1


def test_newest_stand_first_and_undated_last(archive: Archive) -> None:
    record_fleet(archive)
    published = [one.published_latest for one in find(archive, ("crab",))]
    dated = [instant for instant in published if instant]
    assert dated == sorted(dated, reverse=True)
    assert published[: len(dated)] == dated


def test_limit_keeps_the_first(archive: Archive) -> None:
    record_fleet(archive)
    assert find(archive, ("crab",), limit=5) == find(archive, ("crab",))[:5]


def test_time_asked_about_is_met_before_the_limit_cuts(archive: Archive) -> None:
    record_fleet(archive)
    in_january = ResolvedFilter(
        FactFilter(), time_from=PartialDate.parse("2024-01"), time_to=PartialDate.parse("2024-01")
    )
    with archive.reading() as session:
        found = find_candidates(session, [("crab",)], in_january, 2)
    assert [one.published_latest.month for one in found if one.published_latest] == [1, 1]


def test_time_of_a_figure_counts_before_that_of_its_article(archive: Archive) -> None:
    article = Invented("In May 2023 Ada Quill said: We own 40 boats.", published_at="2024-06-01")
    article.figure("40 boats", "40", "boat", period=article.period("In May 2023", "2023-05", "2023-05"))
    article.quote("We own 40 boats", said_at=article.period("May 2023", "2023-05", "2023-05"))
    article.record(archive)
    for month, count in (("2023-05", 2), ("2024-06", 0)):
        date = PartialDate.parse(month)
        with archive.reading() as session:
            for asked, share in ((FactFilter(), count), (QuoteFilter(), count // 2), (FigureFilter(), count // 2)):
                wanted = ResolvedFilter(asked, time_from=date, time_to=date)
                assert len(find_candidates(session, [("boat",)], wanted, 10)) == share


def test_copies_of_a_fact_share_a_hash(archive: Archive) -> None:
    for url in ("https://one.example", "https://two.example"):
        article = Invented("Ada Quill said: The boat  sank.", url=url)
        article.quote("The boat  sank", source=article.source("Ada Quill"))
        article.record(archive)
    other = Invented("Ada Quill said: The Boat sank!")
    other.quote("The Boat sank", source=other.source("Ada Quill"))
    other.record(archive)
    assert len({one.text_hash for one in find(archive, ("boat",))}) == 1
    assert len({one.article_sha256 for one in find(archive, ("boat",))}) == 2


def test_candidates_are_the_same_in_the_same_order_on_both_databases(
    sqlite_archive: Archive, postgresql_archive: Archive
) -> None:
    for archive in (sqlite_archive, postgresql_archive):
        record_fleet(archive)
    for groups in ((("crab",),), (("boat", "raft"), ("bay",)), (("7",),), (("harbour", "ferri"),), (("quill",),)):
        assert find(sqlite_archive, *groups) == find(postgresql_archive, *groups)


def test_endless_words_are_kept_alike(sqlite_archive: Archive, postgresql_archive: Archive) -> None:
    long_word = "b" + "o" * 5000
    many_words = " ".join(f"w{number}" for number in range(40_000))
    for archive in (sqlite_archive, postgresql_archive):
        article = Invented(f"Ada Quill said: {long_word} {many_words}.")
        article.quote(f"{long_word} {many_words}", source=article.source("Ada Quill"))
        article.record(archive, CountingIdentifiers())
    for term in (long_word, "w1", "w39999"):
        assert find(sqlite_archive, (term,)) == find(postgresql_archive, (term,))
    assert len(find(sqlite_archive, (long_word,))) == 1
