import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers.known_sources import KnownSources
from app.answers.question import Question, Wanted
from app.answers.understand_question import understand_question
from app.facts.figure import UnitKind
from app.facts.quote import Stance

NAMES = [
    ("a", "Volodymyr Zelenskiy"),
    ("b", "Kim Jongun"),
    ("d", "National Intelligence Service"),
    ("d", "NIS"),
    ("e", "North Korea"),
    ("f", "Central Military Commission"),
    ("h", "Vladimir Putin"),
    ("g", "Mara Ilves"),
]


def understand(q: str) -> Question:
    return understand_question(q, KnownSources.of(NAMES))


@pytest.mark.parametrize(
    ("q", "wants", "source_ids"),
    [
        ("How many soldiers were sent to Russia?", Wanted.FIGURES, None),
        ("How many soldiers does the NIS estimate are there?", Wanted.FIGURES, ("d",)),
        ("According to the NIS, how many soldiers went?", Wanted.FIGURES, ("d",)),
        ("What did Zelensky say about prisoners?", Wanted.QUOTES, ("a",)),
        ("what did kim jong un say", Wanted.QUOTES, ("b",)),
        ("Did Putin acknowledge the soldiers?", Wanted.VERIFICATION, ("h",)),
        ("Who denied the deployment?", Wanted.QUOTES, None),
        ("quotes by Ilves about ferries", Wanted.QUOTES, ("g",)),
        ("What did the commission claim?", Wanted.QUOTES, ("f",)),
        ("ferry fares", Wanted.BOTH, None),
    ],
)
def test_what_is_wanted_and_of_whom(q: str, wants: Wanted, source_ids: tuple[str, ...] | None) -> None:
    question = understand(q)
    found = question.source.source_ids if question.source else None
    assert (question.wants, found) == (wants, source_ids)


@pytest.mark.parametrize(
    ("q", "unit", "kinds"),
    [
        ("How many North Korean soldiers were killed?", "soldier", (UnitKind.COUNT,)),
        ("how many troops did north korea send", "troop", (UnitKind.COUNT,)),
        ("What percentage of voters agree?", "voter", (UnitKind.RATIO,)),
        ("How much did the bridge cost?", None, (UnitKind.MONEY,)),
        ("What is the number of ferries?", "ferry", (UnitKind.COUNT,)),
        ("How many years did it take?", "year", (UnitKind.DURATION,)),
    ],
)
def test_what_is_counted(q: str, unit: str | None, kinds: tuple[UnitKind, ...]) -> None:
    question = understand(q)
    assert (question.unit, question.unit_kinds) == (unit, kinds)


def test_near_words_are_grouped() -> None:
    groups = {group.word: group.terms for group in understand("How many troops were killed?").groups}
    assert {"soldier", "personnel"} <= groups["troops"]
    assert {"die", "dead", "death"} <= groups["killed"]


def test_a_denial_asked_for_is_a_stance() -> None:
    question = understand("Who denied it?")
    assert (question.stances, question.stance_is_asked) == ((Stance.DENIES,), True)


def test_a_name_in_another_spelling_is_a_mention() -> None:
    question = understand("prisoners Zelenskyy captured")
    assert question.mentions == ("Zelenskyy",)
    assert any("zelenskiy" in group.terms for group in question.groups)


def test_words_of_no_use_are_told() -> None:
    assert "about" in understand("What did Putin say about ferries?").ignored_words


@given(st.text(max_size=200))
def test_any_text_is_understood(text: str) -> None:
    assert understand(text).asked == text


@given(st.text(max_size=100), st.lists(st.text(max_size=30), max_size=3))
def test_names_of_any_shape_do_no_harm(text: str, names: list[str]) -> None:
    pairs = [(str(number), name) for number, name in enumerate(names)]
    assert understand_question(text, KnownSources.of(pairs)).asked == text
