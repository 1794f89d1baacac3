import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree import ElementTree

import pytest

from app.answers.chart import Drawing
from app.answers.comparison import ClaimGroup, compare
from app.answers.draw_comparison import chart_of, draw_comparison
from tests.answers.told_figures import told_figure

_SVG = "{http://www.w3.org/2000/svg}"
_NAMES = ("Seoul", "Kyiv", "국가정보원", 'A <b> & "B" $x$ $y$', "The Ministry of the Interior and of Very Long Names")
_QUANTITIES = ("~5000", "5000..7000", ">4000", ">=4500", "<=9000", "<10000", "6200", "12..120")


def groups_of(claims: int) -> tuple[ClaimGroup, ...]:
    told: dict[str, Any] = {"unit": "person", "subject": "people"}
    figures = [
        told_figure(
            f"{_NAMES[number % 5]} said [{_QUANTITIES[number % 8]} people] fled Tarnow.",
            _QUANTITIES[number % 8],
            by=_NAMES[number % 5],
            on=f"2024-09-{number % 28 + 1:02}" if number % 9 else None,
            article=f"art_{number}",
            **told,
        )
        for number in range(claims)
    ]
    return compare(figures, {}, collapse=False)


def texts_of(svg: bytes) -> list[str]:
    return ["".join(one.itertext()).strip() for one in ElementTree.fromstring(svg).iter(f"{_SVG}text")]


@pytest.mark.parametrize("claims", [1, 2, 9, 40, 70])
@pytest.mark.parametrize("drawing", list(Drawing))
def test_one_claim_and_many_are_drawn(claims: int, drawing: Drawing) -> None:
    drawn = draw_comparison("How many people fled?", groups_of(claims), drawing)
    assert drawn.startswith(b"<?xml" if drawing is Drawing.SVG else b"\x89PNG\r\n")


def test_every_claim_stands_there_in_words() -> None:
    texts = texts_of(draw_comparison("How many people fled?", groups_of(9), Drawing.SVG))
    assert "Seoul, 2024-09-06" in texts
    assert "Kyiv, 2024-09-02" in texts
    assert "Seoul, undated" in texts
    assert "5000..7000 people" in texts


def test_markup_and_dollars_in_names_are_only_text() -> None:
    svg = draw_comparison("<script>alert(1)</script> for $3 or $5 & more", groups_of(9), Drawing.SVG)
    assert "<script>alert(1)</script> for $3 or $5 & more" in texts_of(svg)
    assert 'A <b> & "B" $x$ $y$, 2024-09-04' in texts_of(svg)
    assert b"<script" not in svg


def test_the_drawing_is_told_to_those_who_do_not_see_it() -> None:
    root = ElementTree.fromstring(draw_comparison("How many\x00 people fled?", groups_of(3), Drawing.SVG))
    title, description = (root.find(f"{_SVG}{name}") for name in ("title", "desc"))
    assert root.get("role") == "img"
    assert title is not None
    assert title.text == "How many people fled?"
    assert description is not None
    assert "국가정보원, 2024-09-03: >4000 people" in (description.text or "")


@pytest.mark.parametrize("drawing", list(Drawing))
def test_the_same_claims_give_the_same_bytes_in_every_thread(drawing: Drawing) -> None:
    groups = groups_of(6)
    with ThreadPoolExecutor(4) as pool:
        drawn = set(pool.map(lambda _: draw_comparison("How many?", groups, drawing), range(6)))
    assert len(drawn) == 1


def test_what_is_not_drawn_is_told_as_a_number() -> None:
    chart = chart_of("How many?", groups_of(70))
    assert sum(len(panel.rows) for panel in chart.panels) == 40
    assert "Not drawn: 30 more claims." in chart.note


def test_the_undated_stand_below() -> None:
    rows = chart_of("How many?", groups_of(20)).panels[0].rows
    assert [row.is_dated for row in rows] == sorted((row.is_dated for row in rows), reverse=True)


def test_an_empty_comparison_says_so() -> None:
    assert "Nothing on record answers." in texts_of(draw_comparison("How many?", (), Drawing.SVG))


def test_nothing_is_loaded_for_drawing_before_it_is_asked_for() -> None:
    command = "import sys, app.api.routers.compare; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0


@pytest.mark.parametrize("quantity", ["0", "-12.5", "~0", "0..0", "<0", ">-3", "1e29", "0.0000001", "-5..1e29"])
def test_no_value_is_too_strange_to_be_drawn(quantity: str) -> None:
    told = told_figure("Seoul measured [some] degrees.", quantity, unit="°C", unit_kind="temperature", on="2024")
    assert draw_comparison("How cold?", compare([told], {}), Drawing.SVG)
