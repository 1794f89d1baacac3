"""Lookups over wire copy: what its copies have in common is shown once, what one tells otherwise is never hidden."""

import pytest

from app.archive.articles import delete_article
from app.archive.copies import originals_of
from app.archive.unit_of_work import Archive
from app.facts.recorded import RecordedFact
from app.use_cases.look_up_facts import LookupRequest, look_up_facts
from app.use_cases.verify_text import read_posted_text, verify_text
from app.workers.extraction import InProcessExtraction
from tests.answers.gold_copies import text_of
from tests.archive.invented import Invented

WIRE = text_of({"article": "marsh-fever-outbreak"})
CUT = text_of({"article": "marsh-fever-outbreak", "edits": [{"keep": [0, 5]}]})
SAID = "Ada Quill said on Monday that 40 boats had been sunk by the storm at Dal."
EDITED = "On Monday Ada Quill said that 40 boats had been sunk by the storm at Dal."
OWN_WORDS = "The storm has sunk 40 boats at Dal, Ada Quill said."
UPDATED = "Ada Quill said on Monday that 45 boats had been sunk by the storm at Dal."


def record(archive: Archive, sentence: str, text: str, name: str, boats: str = "40") -> str:
    article = Invented(f"{sentence} {text}", url=f"https://{name}.example/1", publisher=name)
    ada = article.source("Ada Quill")
    article.figure(f"{boats} boats", boats, "boat", source=ada, subject="boats")
    return article.record(archive).article.id


def shown(archive: Archive, *, collapse: bool = True) -> list[RecordedFact]:
    with archive.reading() as session:
        answer = look_up_facts(session, LookupRequest("How many boats did the storm sink?", collapse=collapse))
    return [item.fact for item in answer.items]


@pytest.fixture
def three_copies(archive: Archive) -> list[str]:
    return [
        record(archive, SAID, WIRE, "wire"),
        record(archive, EDITED, CUT, "courier"),
        record(archive, EDITED.replace("On Monday", "Monday:"), WIRE + " In Ferren it rained.", "herald"),
    ]


def test_what_copies_have_in_common_is_shown_once(archive: Archive, three_copies: list[str]) -> None:
    assert len(shown(archive)) == 1
    assert {fact.evidence.article.id for fact in shown(archive, collapse=False)} == set(three_copies)


def test_a_figure_that_one_copy_updates_is_shown_beside_the_other(archive: Archive, three_copies: list[str]) -> None:
    updated = record(archive, UPDATED, WIRE, "update", boats="45")
    facts = shown(archive)
    with archive.reading() as session:
        assert originals_of(session, [updated]) == {updated: three_copies[0]}
    assert sorted(fact.evidence.span.exact for fact in facts) == ["40 boats", "45 boats"]


def test_the_same_claim_in_an_article_of_its_own_is_shown_too(archive: Archive, three_copies: list[str]) -> None:
    own = record(archive, OWN_WORDS, text_of({"article": "milk-price-farmers"}), "own")
    assert {fact.evidence.article.id for fact in shown(archive)} >= {own}
    assert len(shown(archive)) == 2


def test_three_wire_copies_are_one_independent_report(archive: Archive, three_copies: list[str]) -> None:
    own = record(archive, OWN_WORDS, text_of({"article": "milk-price-farmers"}), "own")
    with archive.reading() as session:
        originals = originals_of(session, [*three_copies, own])
    assert set(originals.values()) == {three_copies[0], own}


def test_when_the_original_goes_another_copy_shows_the_fact(archive: Archive, three_copies: list[str]) -> None:
    with archive.writing() as session:
        delete_article(session, three_copies[0])
    (fact,) = shown(archive)
    assert fact.evidence.article.id in three_copies[1:]


def test_copies_crowd_nothing_out_of_what_a_verdict_rests_on(archive: Archive) -> None:
    for number in range(12):
        record(archive, EDITED, f"{WIRE} Printed {number} times.", f"copy{number}")
    record(archive, UPDATED, WIRE, "update", boats="45")
    text = "40 boats had been sunk by the storm at Dal."
    reading = read_posted_text(InProcessExtraction(), text)
    with archive.reading() as session:
        [claim] = verify_text(session, text, reading).claims
    assert [(match.fact.evidence.span.exact, match.verdict.value) for match in claim.matches] == [
        ("40 boats", "claimed"),
        ("45 boats", "contradicted"),
    ]
