from dataclasses import replace
from typing import Any

from app.answers.claim_groups import group_by_matter
from app.facts.figure import RelatedAs, RelatedFigure
from app.facts.recorded import RecordedFigure
from tests.answers.told_figures import told_figure


def soldiers(sentence: str, quantity: str = "100", **more: Any) -> RecordedFigure:
    told: dict[str, Any] = {"unit": "soldier", "subject": "North Korean soldiers", "by": "Seoul", "on": "2024-10-18"}
    return told_figure(sentence, quantity, **{**told, **more})


def groups(*figures: RecordedFigure, asked: frozenset[str] = frozenset()) -> list[list[str]]:
    return [[one.recorded.figure.text for one in group] for group in group_by_matter(figures, asked)]


def test_what_befell_them_keeps_the_same_soldiers_apart() -> None:
    told = (
        soldiers("Seoul said [100] North Korean soldiers were sent to Russia."),
        soldiers("Seoul said [101] North Korean soldiers were killed."),
        soldiers("Seoul said [102] North Korean soldiers were wounded."),
        soldiers("Seoul said Ukraine had captured [103] North Korean soldiers."),
        soldiers("Seoul said [104] North Korean soldiers will be sent to Russia.", modality="planned"),
        soldiers("Seoul said [105] North Korean soldiers may be sent to Russia.", modality="possible"),
        soldiers("Seoul said [106] North Korean soldiers had returned."),
    )
    assert groups(*told) == [[str(number)] for number in range(100, 107)]


def test_three_wordings_of_one_subject_stand_together() -> None:
    told = (
        soldiers("Seoul said [100] North Korean soldiers were sent to Russia."),
        soldiers(
            "Kyiv said [101] North Korean troops had been deployed to Russia.",
            unit="troop",
            subject="North Korean troops",
            by="Kyiv",
        ),
        soldiers("Tokyo said [102] soldiers from North Korea went to Russia.", subject="soldiers", by="Tokyo"),
    )
    assert groups(*told) == [["100", "101", "102"]]


def test_a_bare_subject_is_told_by_the_title_that_names_it() -> None:
    titled = soldiers(
        "Kyiv said [100] soldiers were sent to Russia.",
        subject="soldiers",
        by="Kyiv",
        title="North Korea's soldiers in Russia",
    )
    other = soldiers("Seoul said [101] North Korean soldiers were sent to Russia.")
    untitled = soldiers("Oslo said [102] soldiers were sent to Russia.", subject="soldiers", by="Oslo", title="The war")
    assert groups(titled, other, untitled) == [["100", "101"], ["102"]]


def test_the_killed_of_those_sent_are_no_rivals_within_one_sentence() -> None:
    sentence = "Seoul said 300 of the 11,000 North Korean soldiers sent to Russia were killed."
    killed = soldiers(sentence.replace("300", "[300]"))
    sent = soldiers(sentence.replace("11,000", "[11,000]"))
    assert groups(killed, sent) == [["300"], ["11,000"]]


def test_one_article_by_one_source_does_not_contradict_itself() -> None:
    one = soldiers("Seoul said [100] North Korean soldiers were sent to Russia.", "100", article="art_1")
    other = soldiers("Seoul said [70] North Korean soldiers were sent to Russia.", "70", article="art_1")
    assert groups(one, other) == [["100"], ["70"]]


def test_related_figures_are_no_rivals() -> None:
    before = soldiers("Kyiv said North Korean soldiers in Russia rose from [100] to 200.", by="Kyiv", article="art_1")
    after = soldiers(
        "Kyiv said North Korean soldiers in Russia rose from 100 to [200].", "200", by="Kyiv", article="art_1"
    )
    before = replace(before, figure=replace(before.figure, related=(RelatedFigure(after.id, RelatedAs.AFTER),)))
    after = replace(after, figure=replace(after.figure, related=(RelatedFigure(before.id, RelatedAs.BEFORE),)))
    assert groups(before, after) == [["100"], ["200"]]


def test_a_place_that_the_other_article_does_not_name_keeps_apart() -> None:
    named = soldiers("Kyiv said [100] North Korean soldiers were killed in Kursk.", by="Kyiv")
    unnamed = soldiers("Seoul said [101] North Korean soldiers were killed.")
    titled = soldiers("Tokyo said [102] North Korean soldiers were killed.", by="Tokyo", title="The toll of Kursk")
    assert groups(named, unnamed) == [["100"], ["101"]]
    assert groups(named, titled) == [["100", "102"]]


def test_what_the_question_names_tells_no_answers_apart() -> None:
    named = soldiers("Kyiv said [100] North Korean soldiers were killed in Kursk.", by="Kyiv")
    unnamed = soldiers("Seoul said [101] North Korean soldiers were killed.")
    assert groups(named, unnamed, asked=frozenset({"kursk"})) == [["100", "101"]]


def test_what_they_were_sent_for_does_not_tell_them_apart() -> None:
    one = soldiers("Kyiv said [100] North Korean soldiers were sent to Russia to train for the war.", by="Kyiv")
    other = soldiers("Seoul said [101] North Korean soldiers were sent to Russia to help its army.")
    assert groups(one, other) == [["100", "101"]]


def test_the_same_figure_of_one_source_is_known_again_in_other_words() -> None:
    told: dict[str, Any] = {"unit": "KRW", "unit_kind": "money", "by": "Institute", "on": "2025-04-30"}
    put = told_figure("Institute said the North had gained [28.7 trillion won] from the war.", "28700000000000", **told)
    worth = told_figure("The war has been worth [28.7 trillion won], Institute said.", "28700000000000", **told)
    other = told_figure("Institute said the war had cost [28.9 trillion won].", "28900000000000", **told)
    assert groups(put, worth, other) == [["28.7 trillion won", "28.7 trillion won"], ["28.9 trillion won"]]


def test_denials_by_not_keep_apart() -> None:
    one = soldiers("Kyiv said [100] North Korean soldiers were killed.", by="Kyiv")
    other = soldiers("Seoul said [101] North Korean soldiers were not killed.")
    assert groups(one, other) == [["100"], ["101"]]


def test_a_list_of_what_befell_them_is_read_whole() -> None:
    one = soldiers("Kyiv said [100] North Korean soldiers were killed, wounded or captured.", by="Kyiv")
    other = soldiers("Seoul said [101] North Korean soldiers were killed.")
    same = soldiers("Oslo said [102] North Korean soldiers were captured, killed or wounded.", by="Oslo")
    assert groups(one, other, same) == [["100", "102"], ["101"]]


def test_the_event_in_which_it_happened_keeps_apart() -> None:
    told: dict[str, Any] = {"unit": "person", "subject": "people", "by": "Police", "on": "2024-10-18"}
    bus = told_figure("Police said [40] people were killed in Orlen when a bus crashed.", "40", **told)
    train = told_figure("Police said [12] people were killed in Orlen when a train derailed.", "12", **told)
    opening = told_figure("In a fire near Orlen, [7] people were killed, Police said.", "7", **told)
    bare = told_figure("Police said [50] people were killed in Orlen.", "50", **told)
    assert groups(bus, train, opening, bare) == [["40"], ["12"], ["7"], ["50"]]


def test_two_places_of_one_question_stay_two() -> None:
    one = soldiers("Kyiv said [100] North Korean soldiers were killed in Tarnow.", by="Kyiv")
    other = soldiers("Seoul said [101] North Korean soldiers were killed in Orlen.")
    unsaid = soldiers("Oslo said [102] North Korean soldiers were killed.", by="Oslo")
    assert groups(one, other, unsaid, asked=frozenset({"tarnow", "orlen"})) == [["100", "102"], ["101"]]


def test_each_side_captures_its_own_prisoners() -> None:
    one = soldiers("Kyiv said its forces had captured [40] soldiers.", by="Kyiv", subject="soldiers")
    other = soldiers("Seoul said its forces had captured [12] soldiers.", subject="soldiers")
    named = soldiers("Oslo said forces of Kyiv had captured [41] soldiers.", by="Oslo", subject="soldiers")
    assert groups(one, other, named) == [["40", "41"], ["12"]]


def test_a_number_of_no_one_knows_what_has_no_rival() -> None:
    one = soldiers(
        "Kyiv said up to [12,000] would go.", "<=12000", by="Kyiv", unit=None, unit_kind="other", subject=None
    )
    other = soldiers("Seoul said [3,000] would go.", "3000", unit=None, unit_kind="other", subject=None)
    assert groups(one, other) == [["12,000"], ["3,000"]]
