from collections.abc import Iterator

import pytest

from app.answers.figure_verdict import FigureVerdict
from app.answers.quote_match import QuoteMatch
from app.answers.quote_verdict import QuoteVerdict
from app.archive.articles import get_article_text
from app.archive.unit_of_work import Archive
from app.facts.errors import DocumentWithoutText, InvalidArgument, UnstorableText, UnsupportedLanguage
from app.use_cases.verify_text import MAX_CLAIMS, Verification, read_posted_text, verify_text
from app.workers.extraction import InProcessExtraction
from tests.answers.gold_verification import cases_of, is_held_out, reading_of, record_articles, verification_of


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    archive = Archive(f"sqlite:///{tmp_path_factory.mktemp('verify') / 'gold.db'}")
    archive.migrate()
    record_articles("first", archive)
    yield archive
    archive.dispose()


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    archive = Archive(f"sqlite:///{tmp_path_factory.mktemp('verify') / 'towns.db'}")
    archive.migrate()
    record_articles("towns", archive)
    yield archive
    archive.dispose()


def verified(archive: Archive, text: str, source: str | None = None) -> Verification:
    return verification_of(archive, {"text": text, "source": source})


def verdicts(archive: Archive, text: str, source: str | None = None) -> list[str]:
    return [claim.verdict.value for claim in verified(archive, text, source).claims]


def test_every_span_slices_back(recorded: Archive) -> None:
    for case in cases_of("first")[::3]:
        for claim in verification_of(recorded, case).claims:
            assert case["text"][claim.span.start : claim.span.end] == claim.span.exact
            for match in claim.matches:
                with recorded.reading() as session:
                    stored = get_article_text(session, match.fact.evidence.article.id)
                for step in match.diff:
                    for span, text in ((step.claimed, case["text"]), (step.recorded, stored)):
                        assert span is None or text[span.start : span.end] == span.exact


def test_a_diff_tells_every_claimed_word_once(recorded: Archive) -> None:
    text = "Our generators started within ninety seconds."
    match = verified(recorded, text).claims[0].matches[0]
    assert [(step.operation.value, step.claimed and step.claimed.exact) for step in match.diff] == [
        ("equal", "Our generators started within"),
        ("replace", "ninety"),
        ("equal", "seconds"),
    ]
    assert [step.recorded and step.recorded.exact for step in match.diff][1] == "nine"


def test_a_cut_end_is_shown(recorded: Archive) -> None:
    claim = verified(recorded, "We will rebuild the old bridge before winter").claims[0]
    assert claim.verdict is QuoteVerdict.TRUNCATED
    last = claim.matches[0].diff[-1]
    assert (last.operation.value, last.claimed) == ("insert", None)
    assert last.recorded is not None
    assert last.recorded.exact == "but only if the province pays its share"


def test_a_source_is_found_in_any_spelling_and_by_its_id(recorded: Archive) -> None:
    words = "Nobody insures blossom any more"
    [match] = verified(recorded, words).claims[0].matches
    assert isinstance(match, QuoteMatch)
    source = match.fact.quote.attribution.sources[0]
    for asked in ("HUGO VANCE", "Vance", "Hugo Vanse", source.id):
        assert verdicts(recorded, words, asked) == ["verbatim"], asked
    assert verdicts(recorded, words, "src_01jb2x9k4tf8h9q2m7v3c5d6e4") == ["other_source"]


def test_a_denied_claim_is_no_assertion(recorded: Archive) -> None:
    text = "Tomas Reik denied that these are preparations for war."
    assert verdicts(recorded, text) == ["altered"]


def test_figures_of_the_source_asked_about_decide_and_others_follow(recorded: Archive) -> None:
    [claim] = verified(recorded, "9,000 flats stand empty", "Lotte Brink").claims
    assert claim.verdict is FigureVerdict.NOT_IN_CORPUS
    assert [match.fact.evidence.span.exact for match in claim.matches] == ["9,000 flats"]


def test_another_figure_of_the_same_sentence_is_not_of_the_same_matter(recorded: Archive) -> None:
    [claim] = verified(recorded, "Skylark has grounded two jets").claims
    assert claim.verdict is FigureVerdict.CONTRADICTED
    assert [match.fact.evidence.span.exact for match in claim.matches] == ["27 jets"]


def test_figures_of_other_months_are_not_compared(recorded: Archive) -> None:
    assert verdicts(recorded, "The hospital would receive eleven ventilators in May") == ["not_in_corpus"]
    assert verdicts(recorded, "The hospital will receive eleven ventilators by the end of April") == ["claimed"]


def test_a_copy_of_a_text_is_shown_once(recorded: Archive) -> None:
    for case in cases_of("first")[::5]:
        for claim in verification_of(recorded, case).claims:
            places = [(one.fact.evidence.article.sha256, one.fact.evidence.span) for one in claim.matches]
            assert len(set(places)) == len(places)


def test_the_name_behind_a_role_is_the_speaker(towns: Archive) -> None:
    text = "“The harbour smells of money and of sulphur,” said the port's head, {}."
    assert verdicts(towns, text.format("Marguerite Oduya")) == ["other_source"]
    assert verdicts(towns, text.format("Joost Verhey")) == ["verbatim"]


def test_marked_words_are_judged_by_their_statement_where_they_are_too_few(towns: Archive) -> None:
    assert verdicts(towns, "Ruth Calloway said that the pit had been “inspected by robots”.") == ["altered"]
    assert verdicts(towns, "Tobias Renn said that the bank was “an old fox”.") == ["not_in_corpus"]


def test_a_text_that_is_reported_as_a_whole_is_one_claim(towns: Archive) -> None:
    assert verdicts(towns, "The state will consider loans", "Paul Arendt") == ["indirect_only"]


def test_a_denial_is_no_rival_of_a_claim_that_denies(towns: Archive) -> None:
    assert "contradicted" not in verdicts(towns, "We … closed our doors, not for one hour", "Achterberg")


@pytest.mark.parametrize(
    "text",
    [
        "Transvia runs 40 night buses.",
        "Two clinics in Orle treated 90 people for smoke.",
        "Rents have risen by 2 percent this year.",
        "Rents have risen by 2 percent in the north.",
        "Seven firefighters were injured before the storm.",
    ],
)
def test_what_may_be_another_part_place_or_time_is_no_contradiction(towns: Archive, text: str) -> None:
    assert set(verdicts(towns, text)) == {"not_in_corpus"}


def test_a_count_of_every_day_is_of_every_day_on_both_sides(towns: Archive) -> None:
    assert verdicts(towns, "About 60,000 people ride the buses every day.") == ["claimed"]
    assert verdicts(towns, "About 60,000 people ride the buses.") == ["not_in_corpus"]


def test_a_corpus_without_articles_knows_nothing(archive: Archive) -> None:
    found = verified(archive, "Nobody insures blossom any more")
    assert [claim.verdict for claim in found.claims] == [QuoteVerdict.NOT_IN_CORPUS]
    assert (found.searched.articles, found.searched.from_date) == (0, None)


def test_both_databases_give_the_same_answer(recorded: Archive, postgresql_archive: Archive) -> None:
    record_articles("first", postgresql_archive)
    for case in [case for case in cases_of("first") if not is_held_out(case["id"])][::4]:
        given = [_told(verification_of(archive, case)) for archive in (recorded, postgresql_archive)]
        assert given[0] == given[1], case["id"]


def _told(found: Verification) -> list[object]:
    return [
        (
            claim.span,
            claim.verdict,
            [(match.fact.evidence.span, match.similarity, match.diff) for match in claim.matches],
        )
        for claim in found.claims
    ]


def test_nothing_is_kept_of_the_text(recorded: Archive) -> None:
    text = "“Quicksilver herons never sign treaties,” said Ottoline Vasquez."
    assert verdicts(recorded, text) == ["not_in_corpus"]
    assert verdicts(recorded, text) == ["not_in_corpus"]
    with recorded.reading() as session:
        dumped = "\n".join(session.connection().connection.driver_connection.iterdump())
    assert "Quicksilver" not in dumped
    assert "quicksilv" not in dumped


def test_texts_that_cannot_be_read_are_refused() -> None:
    extraction = InProcessExtraction()
    french = "Le maire a déclaré que les travaux commenceront au printemps et que la ville paiera la moitié des frais."
    for text, error in ((" \n", DocumentWithoutText), ("a\0b", UnstorableText), (french, UnsupportedLanguage)):
        with pytest.raises(error):
            read_posted_text(extraction, text)


def test_a_short_text_needs_no_english_function_word() -> None:
    assert read_posted_text(
        InProcessExtraction(), "Nobody insures cherry blossom these days, growers complain bitterly"
    )


def test_too_many_claims_are_refused(recorded: Archive) -> None:
    text = "\n\n".join(f"“Word number {number} counts twice”" for number in range(MAX_CLAIMS + 1))
    with recorded.reading() as session, pytest.raises(InvalidArgument, match="more than 200 claims"):
        verify_text(session, text, reading_of("Nothing was said."))
