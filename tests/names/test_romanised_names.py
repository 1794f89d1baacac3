import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names.romanised_names import arabic_key, korean_key, spelling_key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("zelensky", "zelenskyy"),
        ("dostoevsky", "dostoyevsky"),
        ("aliyev", "aliev"),
        ("pashinyan", "pashinian"),
        ("natalya", "natalia"),
        ("gorbachov", "gorbachev"),
        ("kadyrov", "kadirov"),
        ("rakhimov", "rahimov"),
        ("rakhmon", "rahmon"),
        ("yanukovych", "yanukovich"),
        ("malyuk", "maliuk"),
    ],
)
def test_romanisations_of_one_word_have_one_form(left: str, right: str) -> None:
    assert spelling_key(left) == spelling_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("smyth", "smith"), ("bryan", "brian"), ("petersen", "pedersen"), ("ivanov", "ivanova"), ("meier", "meyer")],
)
def test_names_that_are_two_stay_two(left: str, right: str) -> None:
    assert spelling_key(left) != spelling_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ayman zawahiri", "ayman zawahri"),
        ("nouri maliki", "nuri maliki"),
        ("hamid karzai", "hamed karzai"),
        ("abdul latif rashid", "abdel latif rasheed"),
        ("abdel aziz tamimi", "abdelaziz tamimi"),
    ],
)
def test_romanisations_of_an_arabic_name_have_one_form(left: str, right: str) -> None:
    assert arabic_key(left.split(), has_article=False) == arabic_key(right.split(), has_article=False) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("mohammed abbas", "mahmoud abbas"),
        ("ali khamenei", "ali khomeini"),
        ("salem harbi", "salam harbi"),
        ("hassan rashid", "hussein rashid"),
        ("jamal khalil", "jamila khalil"),
        ("said nasser", "saad nasser"),
    ],
)
def test_two_arabic_names_stay_two(left: str, right: str) -> None:
    assert arabic_key(left.split(), has_article=False) != arabic_key(right.split(), has_article=False)


def test_a_name_of_another_language_has_no_arabic_form_but_with_the_article() -> None:
    assert arabic_key(["peter", "hale"], has_article=False) is None
    assert arabic_key(["peter", "hale"], has_article=True) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("lee", "jae-myung"), ("yi", "jae-myung")),
        (("choi", "son-hui"), ("choe", "son", "hui")),
        (("kang", "kyung-wha"), ("kang", "gyeong-hwa")),
        (("cho", "taeyul"), ("cho", "tae-yeol")),
    ],
)
def test_romanisations_of_a_korean_name_have_one_form(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert korean_key(left) == korean_key(right) is not None


@pytest.mark.parametrize("words", [("smith", "jae-in"), ("kim",), ("kim", "kardashian"), ("kim", "john", "peter")])
def test_what_may_be_no_korean_name_has_no_korean_form(words: tuple[str, ...]) -> None:
    assert korean_key(words) is None


@given(st.text())
def test_any_word_has_one_form(word: str) -> None:
    assert spelling_key(word) == spelling_key(word)
    assert arabic_key([word], has_article=True) is not None
