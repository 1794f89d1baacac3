"""Facts that share words with a text: chosen by what they share, whenever they were put on record."""

from app.archive.shared_terms import SharedTermsSearch, find_by_shared_terms
from app.archive.stored_facts import read_facts
from app.archive.tables import FactType
from app.archive.unit_of_work import Archive
from app.facts.recorded import RecordedQuote
from tests.archive.invented import CountingIdentifiers, Invented

_ORIGINAL = "The amber lighthouse guards every herring"


def record(archive: Archive, words: str, mint: CountingIdentifiers, published_at: str, number: int = 0) -> None:
    article = Invented(f"Ada Quill said: {words}. ({number})", publisher=f"Paper {number}", published_at=published_at)
    article.quote(words, source=article.source("Ada Quill"))
    article.record(archive, mint)


def find(archive: Archive, words: str, most_words: int, most_facts: int) -> list[str]:
    groups = tuple((word,) for word in words.split())
    search = SharedTermsSearch(groups, FactType.QUOTE, "content", frozenset())
    with archive.reading() as session:
        [ids] = find_by_shared_terms(session, [search], most_words, most_facts)
        found = read_facts(session, ids)
    return [one.quote.text for one in found if isinstance(one, RecordedQuote)]


def test_newer_facts_that_share_less_push_no_older_one_out(archive: Archive) -> None:
    mint = CountingIdentifiers()
    record(archive, _ORIGINAL, mint, "2019-01-01")
    for number in range(6):
        record(archive, f"An amber lighthouse number {number} guards nothing", mint, "2025-01-01", number)
    assert find(archive, "amber lighthous guard her", 3, 3)[0] == _ORIGINAL


def test_copies_push_no_other_wording_out(archive: Archive) -> None:
    mint = CountingIdentifiers()
    record(archive, "The amber lighthouse guards no herring", mint, "2019-01-01")
    for number in range(8):
        record(archive, _ORIGINAL, mint, "2025-01-01", number)
    found = find(archive, "amber lighthous guard everi her", 2, 4)
    assert found[:2] == [_ORIGINAL, "The amber lighthouse guards no herring"]
    assert found[2:] == [_ORIGINAL] * 2


def test_each_search_finds_its_own_and_what_shares_too_little_is_not_found(archive: Archive) -> None:
    mint = CountingIdentifiers()
    record(archive, _ORIGINAL, mint, "2019-01-01")
    record(archive, "Seven teapots sang", mint, "2019-01-02")
    searches = [
        SharedTermsSearch(tuple((word,) for word in words.split()), FactType.QUOTE, "content", frozenset())
        for words in ("teapot sang", "amber lighthous", "zebra")
    ]
    with archive.reading() as session:
        found = find_by_shared_terms(session, searches, 5, 5)
        texts = [
            [one.quote.text for one in read_facts(session, ids) if isinstance(one, RecordedQuote)] for ids in found
        ]
    assert texts == [["Seven teapots sang"], [_ORIGINAL], []]


def test_facts_of_the_sources_asked_about_are_found_beside_the_best(archive: Archive) -> None:
    mint = CountingIdentifiers()
    for number in range(4):
        record(archive, f"The amber lighthouse guards herring {number}", mint, "2025-01-01", number)
    article = Invented("Bo Reed said: An amber herring.", published_at="2018-01-01")
    article.quote("An amber herring", source=article.source("Bo Reed"))
    article.record(archive, mint)
    groups = (("amber",), ("lighthous",), ("guard",), ("her",))
    with archive.reading() as session:
        [plain] = find_by_shared_terms(session, [SharedTermsSearch(groups, FactType.QUOTE, None, frozenset())], 2, 2)
        facts = find_by_shared_terms(session, [SharedTermsSearch(groups, FactType.QUOTE, None, frozenset())], 9, 9)[0]
        own = next(one for one in read_facts(session, facts) if "An amber" in one.evidence.span.exact)
        assert isinstance(own, RecordedQuote)
        bo = frozenset(source.id for source in own.quote.attribution.sources)
        [asked] = find_by_shared_terms(session, [SharedTermsSearch(groups, FactType.QUOTE, None, bo)], 2, 2)
    assert own.id not in plain
    assert asked == (*plain, own.id)
