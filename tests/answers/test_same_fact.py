"""Facts that copies of one text have in common, shown once."""

import pytest

from app.answers.rank import RankedFact
from app.answers.same_fact import without_repeats
from app.facts.figure import Modality
from app.facts.quote import Stance
from tests.answers.unrecorded import facts_of
from tests.archive.invented import Invented

SENTENCE = "On Tuesday Ada Quill said the storm had sunk 40 boats near Dal."
EDITED = "Ada Quill said on Tuesday the storm had sunk 40 boats near Dal."


def article(text: str = SENTENCE, source: str = "Ada Quill", boats: str = "40", **figure: object) -> Invented:
    made = Invented(text)
    speaker = made.source(source)
    made.figure(f"{boats} boats", boats, "boat", subject="boats", source=speaker, **figure)  # type: ignore[arg-type]
    return made


def shown(*articles: Invented, copies: bool = True) -> list[str]:
    """Which articles the facts that are shown stand in, of articles that are copies of the first one or are none."""
    ids = [f"art_{number}" for number in range(len(articles))]
    facts = [fact for identifier, one in zip(ids, articles, strict=True) for fact in facts_of(one, identifier)]
    originals = {identifier: ids[0] if copies else identifier for identifier in ids}
    kept = without_repeats([RankedFact(1.0, (), fact) for fact in facts], originals)
    return [one.fact.evidence.article.id for one in kept]


def test_a_fact_of_two_copies_is_shown_where_it_stands_best() -> None:
    assert shown(article(), article(EDITED)) == ["art_0"]


def test_articles_that_are_no_copies_both_show_theirs() -> None:
    assert shown(article(), article(EDITED), copies=False) == ["art_0", "art_1"]


@pytest.mark.parametrize(
    "other",
    [
        article(SENTENCE.replace("40", "45"), boats="45"),
        article(SENTENCE.replace("Ada Quill", "Ben Oar"), source="Ben Oar"),
        article(modality=Modality.POSSIBLE),
        article("Ada Quill said that in spring the yard will have built and sold 40 boats for the islands."),
    ],
)
def test_a_fact_that_differs_is_never_hidden(other: Invented) -> None:
    assert shown(article(), other) == ["art_0", "art_1"]


def test_a_fact_told_twice_in_one_article_is_shown_twice() -> None:
    twice = article(f"{SENTENCE} {EDITED}")
    first = twice.text
    twice.text = first.replace("40", "xx", 1)
    twice.figure("40 boats", "40", "boat", subject="boats", source="src_1")
    twice.text = first
    assert shown(twice, article(EDITED)) == ["art_0", "art_0"]


def test_what_one_version_denies_is_shown_beside_what_the_other_says() -> None:
    versions = []
    for stance in (Stance.ASSERTS, Stance.DENIES, Stance.DENIES):
        made = Invented("Ada Quill said the gates leak.")
        made.quote("the gates leak", source=made.source("Ada Quill"), stance=stance)
        versions.append(made)
    assert shown(*versions) == ["art_0", "art_1"]
