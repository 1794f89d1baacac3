from app.archive.copies import originals_of
from app.archive.unit_of_work import Archive
from tests.archive.invented import Invented


def test_the_first_article_on_record_stands_for_all_copies_of_its_text(archive: Archive) -> None:
    first, copy, other = (
        Invented(text, url=url).record(archive).article.id
        for text, url in (
            ("The same words.", "https://a.example/1"),
            ("The same words.", "https://b.example/1"),
            ("Other words.", "https://a.example/2"),
        )
    )
    with archive.reading() as session:
        assert originals_of(session, [copy, other]) == {copy: first, other: other}
        assert originals_of(session, [first]) == {first: first}


def test_what_is_not_on_record_has_no_original(archive: Archive) -> None:
    with archive.reading() as session:
        assert originals_of(session, ["art_gone"]) == {}
        assert originals_of(session, []) == {}
