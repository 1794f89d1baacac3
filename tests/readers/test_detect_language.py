"""The language of a text is told, and short texts are not refused for it."""

import pytest

from app.readers.detect_language import detect_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The harbour authority said on Tuesday that forty ships had been turned away since the spring, and that "
            "the quay would stay closed until the repairs were paid for by the state.",
        ),
        (
            "de",
            "Die Hafenbehörde teilte am Dienstag mit, dass seit dem Frühjahr vierzig Schiffe abgewiesen worden "
            "seien und der Kai geschlossen bleibe, bis der Staat die Reparaturen bezahlt habe.",
        ),
        (
            "fr",
            "L’autorité portuaire a déclaré mardi que quarante navires avaient été refoulés depuis le printemps et "
            "que le quai resterait fermé tant que l’État n’aurait pas payé les réparations.",
        ),
        (
            "es",
            "La autoridad portuaria dijo el martes que cuarenta barcos habían sido rechazados desde la primavera y "
            "que el muelle seguirá cerrado hasta que el Estado pague las reparaciones.",
        ),
        (
            "ru",
            "Управление порта сообщило во вторник, что с весны были отправлены обратно сорок судов и что причал "
            "останется закрытым, пока государство не оплатит ремонт.",
        ),
        (
            "ko",
            "항만청은 봄 이후 선박 사십 척이 돌려보내졌으며 국가가 수리비를 낼 때까지 "
            "부두는 닫혀 있을 것이라고 화요일에 밝혔다.",
        ),
        ("zh", "港务局周二表示，自春季以来已有四十艘船被拒绝入港，在国家支付维修费用之前，码头将继续关闭。"),
    ],
)
def test_language_of_an_article_is_told(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "“We will go,” Ana Lund said.",
        "Port turns away 40 ships",
        "Kim Jong Un",
        "Ana Lund: “No.”",
        "Seoul: 1,500 troops in Russia",
        "The quay is shut.",
        "Zelenskiy denied it.",
        "He said: “Non.”",
    ],
)
def test_short_english_is_english(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "부두는 닫혀 있다."),
        ("ru", "Причал закрыт до зимы."),
        ("de", "Der Kai bleibt bis zum Winter für alle Schiffe geschlossen, sagte die Behörde."),
    ],
)
def test_short_texts_plainly_in_another_language_are_told(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_text_without_letters_is_of_no_language() -> None:
    assert detect_language("40 % … “”") == "und"
