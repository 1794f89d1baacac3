"""What a new version changed in the facts."""

from app.answers.compare_versions import VersionChanges, compare_versions
from app.facts.attribution import SourceKind
from app.facts.figure import Bound, UnitKind
from app.facts.quote import Stance
from app.facts.recorded import RecordedFact
from tests.answers.unrecorded import facts_of
from tests.archive.invented import Invented


def compare(before: Invented, after: Invented) -> VersionChanges:
    return compare_versions(facts_of(before, "art_1"), facts_of(after, "art_2"))


def told(changes: VersionChanges) -> tuple[int, list[str], list[str], list[tuple[str, str]]]:
    """How many facts were kept, and the words of those added, lost and changed."""

    def words(facts: tuple[RecordedFact, ...]) -> list[str]:
        return [fact.evidence.span.exact for fact in facts]

    pairs = [(one.before.evidence.span.exact, one.after.evidence.span.exact) for one in changes.changed]
    return changes.kept, words(changes.added), words(changes.lost), pairs


def boats(text: str, *figures: tuple[str, str], subject: str | None = "boats", source: str | None = None) -> Invented:
    article = Invented(text)
    speaker = article.source(source) if source else None
    for words, value in figures:
        article.figure(words, value, "boat", subject=subject, source=speaker)
    return article


def speech(text: str, *words: str, source: str = "Ada Quill", stance: Stance = Stance.ASSERTS) -> Invented:
    article = Invented(text)
    speaker = article.source(source)
    for one in words:
        article.quote(one, source=speaker, stance=stance)
    return article


def test_the_same_text_keeps_everything() -> None:
    article = boats("The town has 40 boats.", ("40", "40"))
    assert told(compare(article, article)) == (1, [], [], [])


def test_a_fact_that_only_moved_is_kept() -> None:
    before = speech("“We float,” Ada Quill said. Later.", "We float")
    after = speech("Rain fell in Dal. Ada Quill said: “We float.”", "We float")
    assert told(compare(before, after)) == (1, [], [], [])


def test_facts_come_and_go() -> None:
    before = speech("Ada Quill said the gates leak.", "the gates leak")
    after = speech("Ada Quill said nobody had been warned by phone.", "nobody had been warned by phone")
    assert told(compare(before, after)) == (0, ["nobody had been warned by phone"], ["the gates leak"], [])


def test_a_new_value_of_one_subject_and_source_is_a_change() -> None:
    before = boats("Ada Quill said 40 boats had sunk.", ("40", "40"), source="Ada Quill")
    after = boats("At noon Ada Quill said 45 boats had sunk.", ("45", "45"), source="Ada Quill")
    assert told(compare(before, after)) == (0, [], [], [("40", "45")])


def test_another_bound_is_a_change() -> None:
    before, after = Invented("The town has 40 boats."), Invented("The town has over 40 boats.")
    before.figure("40", "40", "boat", subject="boats")
    after.figure("over 40", "40", "boat", subject="boats", bound=Bound.MORE_THAN)
    assert told(compare(before, after)) == (0, [], [], [("40", "over 40")])


def test_figures_of_one_subject_in_other_sentences_are_no_change_of_one_another() -> None:
    before = boats("The mayor counted 40 boats in the harbour of Dal.", ("40", "40"))
    after = boats("In spring 7 boats were built.", ("7", "7"))
    assert told(compare(before, after)) == (0, ["7"], ["40"], [])


def test_the_same_figure_of_another_matter_is_not_kept() -> None:
    before = boats("The storm sank 40 boats near the lighthouse.", ("40", "40"))
    after = boats("In spring the yard built 40 boats.", ("40", "40"))
    assert told(compare(before, after)) == (0, ["40"], ["40"], [])


def test_figures_of_other_units_are_no_change_of_one_another() -> None:
    before, after = Invented("The boats weigh 40 in all."), Invented("The boats weigh 45 in all.")
    before.figure("40", "40", "boat", subject="boats")
    after.figure("45", "45", "t", subject="boats", unit_kind=UnitKind.MASS)
    assert told(compare(before, after)) == (0, ["45"], ["40"], [])


def test_each_of_two_figures_in_a_sentence_changes_in_its_place() -> None:
    before = boats("The fleet grew from 10 boats to 20 boats.", ("10", "10"), ("20", "20"))
    after = boats("The fleet grew from 12 boats to 25 boats.", ("12", "12"), ("25", "25"))
    assert told(compare(before, after)) == (0, [], [], [("10", "12"), ("20", "25")])


def test_a_figure_without_a_subject_changes_only_in_its_very_sentence() -> None:
    before = boats("Ada owns 40 of them now.", ("40", "40"), subject=None)
    after = boats("Ada owns 45 of them now.", ("45", "45"), subject=None)
    elsewhere = boats("Now Ben owns 45 of those too.", ("45", "45"), subject=None)
    assert told(compare(before, after)) == (0, [], [], [("40", "45")])
    assert told(compare(before, elsewhere)) == (0, ["45"], ["40"], [])


def test_another_claimant_of_another_value_is_no_change() -> None:
    before = boats("Ada Quill said 40 boats had sunk.", ("40", "40"), source="Ada Quill")
    after = boats("Ben Oar said 45 boats had sunk.", ("45", "45"), source="Ben Oar")
    assert told(compare(before, after)) == (0, ["45"], ["40"], [])


def test_a_reworded_quote_of_one_source_is_a_change() -> None:
    before = speech("Ada Quill said the gates will hold until Friday night.", "the gates will hold until Friday night")
    after = speech("Ada Quill said the gates will hold until Sunday night.", "the gates will hold until Sunday night")
    pair = ("the gates will hold until Friday night", "the gates will hold until Sunday night")
    assert told(compare(before, after)) == (0, [], [], [pair])


def test_another_stance_is_a_change() -> None:
    before = speech("Ada Quill said the gates leak.", "the gates leak")
    after = speech("Ada Quill said again that the gates leak.", "the gates leak", stance=Stance.DENIES)
    assert told(compare(before, after)) == (0, [], [], [("the gates leak", "the gates leak")])


def test_another_source_of_the_same_words_is_a_change() -> None:
    before = speech("Ada Quill said the gates leak.", "the gates leak")
    after = speech("Ben Oar said the gates leak.", "the gates leak", source="Ben Oar")
    assert told(compare(before, after)) == (0, [], [], [("the gates leak", "the gates leak")])


def test_a_group_that_is_not_named_is_the_same_in_both_versions() -> None:
    versions = []
    for name in ("src_1", "src_2"):
        article = Invented("Three officials said the gates leak.")
        if name == "src_2":
            article.source("Ada Quill")
        group = article.source("Three officials", SourceKind.GROUP, named=False)
        article.quote("the gates leak", source=group)
        versions.append(article)
    assert told(compare(*versions)) == (1, [], [], [])


def test_a_fact_told_twice_is_paired_twice() -> None:
    before, after = Invented("40 boats. The town has 40 boats."), Invented("The town has 40 boats.")
    before.figure("40", "40", "boat", subject="boats")
    before.text = "xx boats. The town has 40 boats."
    before.figure("40", "40", "boat", subject="boats")
    before.text = "40 boats. The town has 40 boats."
    after.figure("40", "40", "boat", subject="boats")
    assert told(compare(before, after)) == (1, [], ["40"], [])


def test_nothing_against_something() -> None:
    article = boats("The town has 40 boats.", ("40", "40"))
    assert told(compare(Invented("."), article)) == (0, ["40"], [], [])
    assert told(compare(article, Invented("."))) == (0, [], ["40"], [])
