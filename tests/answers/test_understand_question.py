import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers.known_sources import KnownSources, NamedSource
from app.answers.question import Question, Wanted
from app.answers.spelling import corrected, doubtful_words, with_nearest_terms
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
        ("By whom was the deployment confirmed?", Wanted.QUOTES, None),
        ("What is known about ferries?", Wanted.BOTH, None),
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
        ("How many hectares burned?", "hectare", (UnitKind.AREA,)),
        ("How many square kilometres burned?", "kilometre", (UnitKind.AREA,)),
        ("How many cubic metres of water fell?", "metre", (UnitKind.VOLUME,)),
        ("How many pounds of tea were sold?", "pound", (UnitKind.MONEY, UnitKind.MASS)),
    ],
)
def test_what_is_counted(q: str, unit: str | None, kinds: tuple[UnitKind, ...]) -> None:
    question = understand(q)
    assert (question.unit, question.unit_kinds) == (unit, kinds)


def test_near_words_are_grouped() -> None:
    groups = {group.word: group.terms for group in understand("How many troops were killed?").groups}
    assert {"soldier", "personnel"} <= groups["troops"]
    assert {"die", "dead", "death"} <= groups["killed"]


@pytest.mark.parametrize("q", ["denied", "Denies?"])
def test_a_verb_alone_asks_for_whatever_was_denied(q: str) -> None:
    question = understand(q)
    assert question.stance_is_asked
    assert question.stances == (Stance.DENIES,)


def test_a_verb_of_saying_alone_asks_for_nothing() -> None:
    assert not understand("said").asks_for_something


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


ROLES = KnownSources().changed(
    (),
    [
        NamedSource("c", ("Cora Tell",), "South Korean Foreign Minister"),
        NamedSource("j", ("Jun Abe",), "Japanese Foreign Minister"),
        NamedSource("n", ("National Intelligence Service", "NIS"), "South Korea's spy agency", is_body=True),
        NamedSource("s", ("Sergei Oak", "Oak"), "Russian Defence Minister"),
        NamedSource("o", ("Oak",), "Defence Minister"),
        NamedSource("k", ("Kim Jong Un", "Kim")),
        NamedSource("b", ("Kim Byeong-ju",), "a member of the council"),
    ],
)


@pytest.mark.parametrize(
    ("q", "source_ids"),
    [
        ("What did the South Korean foreign minister say?", {"c"}),
        ("What did Seoul's foreign minister say?", {"c"}),
        ("What did the foreign minister say?", {"c", "j"}),
        ("What did the French foreign minister say?", set()),
        ("According to South Korea's spy agency, how many went?", {"n"}),
        ("What did Seoul's intelligence service say?", {"n"}),
        ("What did Russia's defense minister say?", {"s", "o"}),
        ("What did the minister Cora Tell say?", {"c"}),
        ("What did the White House's Cora Tell say?", {"c"}),
        ("What is the aim, in Cora Tell's view?", {"c"}),
        ("What did Kim Byong-ju say?", {"b"}),
    ],
)
def test_a_source_is_known_by_what_it_is(q: str, source_ids: set[str]) -> None:
    question = understand_question(q, ROLES)
    assert set(question.source.source_ids if question.source else ()) == source_ids


def test_a_whole_name_in_small_letters_is_one_name() -> None:
    question = understand_question("kim jong un monument", ROLES)
    assert question.mentions == ("kim jong un",)
    assert [group.word for group in question.groups if not group.name] == ["monument"]


def test_what_someone_was_expected_to_do_nobody_said() -> None:
    question = understand_question("How many soldiers were expected to go?", ROLES)
    assert (question.source, question.stances) == (None, ())
    assert "expected" in question.ignored_words


def test_a_number_before_an_estimate_is_no_speaker() -> None:
    question = understand_question("Was the 11,000 estimate close to the 12,000 that the NIS expected?", ROLES)
    assert question.source is not None
    assert question.source.source_ids == ("n",)
    assert [group.terms for group in question.groups if group.is_number] == [{"11000", "12000"}]


def test_a_country_is_no_count() -> None:
    assert understand("Which country denied it?").wants is Wanted.QUOTES


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("How many soliders were woundd?", "How many soldiers were wound"),
        ("nort korean troops", "north korean troops"),
        ("What did Trump say about ferries?", "What did Trump say about ferries?"),
    ],
)
def test_words_typed_wrong_are_put_right(typed: str, meant: str) -> None:
    unknown = {word.strip("?") for word in typed.lower().split()} & {"soliders", "woundd", "nort"}
    assert corrected(typed, unknown).startswith(meant.rstrip("?"))


def test_a_name_with_a_capital_is_never_doubted() -> None:
    assert doubtful_words(understand("What did Zelensky say about Crimea and brigdes?")) == ("brigdes",)


def test_what_is_typed_wrong_stands_for_what_is_spelt_nearly_so() -> None:
    question = with_nearest_terms(understand("brigdes"), {"brigdes"}, ["bridg", "ferri"])
    assert question.groups[0].terms == {"brigd", "bridg"}


def test_a_question_by_whom_asks_who_did_so() -> None:
    question = understand("By whom was the dispatch of soldiers confirmed?")
    assert (question.stances, question.stance_is_asked) == ((Stance.CONFIRMS,), True)
    assert [group.word for group in question.groups] == ["dispatch", "soldiers"]


def test_an_office_is_looked_for_among_descriptions_before_its_country_among_names() -> None:
    minister = NamedSource("m", ("Mara Ilves",), "Russian Defence Minister")
    known = KnownSources().changed((), [minister, NamedSource("r", ("Russia",), None, is_body=True)])
    source = understand_question("What did the defence minister of Russia say about ferries?", known).source
    assert source is not None
    assert source.source_ids == ("m",)


def test_words_that_only_ask_are_not_searched_for() -> None:
    assert [group.word for group in understand("What is known about ferries?").groups] == ["ferries"]


def test_a_month_asked_for_is_kept_as_it_may_be_printed() -> None:
    assert understand("How large is the ferry that was unveiled in April 2025?").month_words == "April 2025"
    assert understand("What did Putin say in 2022?").month_words == ""
