"""A chart as SVG or PNG. Only `draw_comparison` imports this: it loads matplotlib."""

import threading
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import matplotlib as mpl
from anyascii import anyascii
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter

from app.answers.chart import Chart, Drawing, Panel, Row
from app.facts.figure import Modality

# Colours that people of any colour vision tell apart (Okabe and Ito), each with a shape of its own.
_STYLES = {
    Modality.ACTUAL: ("#0072B2", "o"),
    Modality.PLANNED: ("#D55E00", "s"),
    Modality.POSSIBLE: ("#AA4499", "D"),
    Modality.DENIED: ("#444444", "X"),
}
_FONT = "DejaVu Sans"
_WIDTH = 11.0
_ROW, _PANEL_TITLE, _AXIS, _HEADER, _FOOTER = 0.32, 0.42, 0.62, 0.55, 0.62
_LEFT, _RIGHT = 0.37, 0.66
# Where a row ends, in widths of its axis.
_END_OF_ROW = (0.985 - _LEFT) / (_RIGHT - _LEFT)
_DOTS_PER_INCH = 110
_ARROW_POINTS = 30
_WIDE = 50
_MILLION = 1_000_000
_GREY = "#555555"
# Text is laid out by code that is not safe between threads.
_drawing_lock = threading.Lock()


def render_chart(chart: Chart, drawing: Drawing) -> bytes:
    """Draw a chart. The same chart gives the same bytes; safe between threads."""
    with _drawing_lock:
        _set_up()
        figure = _figure_of(chart)
        match drawing:
            case Drawing.SVG:
                return _as_svg(figure, chart)
            case Drawing.PNG:
                return _as_png(figure, chart)


@cache
def _set_up() -> None:
    mpl.rcParams.update(
        {
            "svg.hashsalt": "onrecord",
            "svg.fonttype": "none",
            "text.parse_math": False,
            "font.family": [_FONT],
            "axes.formatter.use_mathtext": False,
        }
    )


def _figure_of(chart: Chart) -> Figure:
    heights = [_PANEL_TITLE + _AXIS + _ROW * len(panel.rows) for panel in chart.panels]
    height = _HEADER + sum(heights) + _FOOTER
    figure = Figure(figsize=(_WIDTH, height), dpi=_DOTS_PER_INCH, facecolor="white")
    figure.text(0.02, 1 - 0.32 / height, _drawable(chart.title), fontsize=14, fontweight="bold", va="center")
    top = height - _HEADER
    for panel, panel_height in zip(chart.panels, heights, strict=True):
        _draw_panel(figure, panel, top, height)
        top -= panel_height
    figure.text(0.02, 0.12 / height, _drawable(chart.note), fontsize=8, color=_GREY, va="bottom", linespacing=1.4)
    return figure


def _draw_panel(figure: Figure, panel: Panel, top: float, height: float) -> None:
    rows = len(panel.rows) * _ROW
    figure.text(0.02, (top - 0.2) / height, _drawable(panel.title), fontsize=11, fontweight="bold", va="center")
    bottom = top - _PANEL_TITLE - rows
    axes = figure.add_axes((_LEFT, bottom / height, _RIGHT - _LEFT, rows / height))
    _lay_out_axis(axes, panel)
    for number, row in enumerate(panel.rows):
        _draw_row(axes, row, number, panel.modality)
    undated = next((number for number, row in enumerate(panel.rows) if not row.is_dated), None)
    if undated:
        axes.axhline(undated - 0.5, color=_GREY, linewidth=0.8, linestyle=(0, (4, 3)))


def _lay_out_axis(axes: Axes, panel: Panel) -> None:
    values = [value for row in panel.rows for value in (row.mark, *(row.bar or ())) if value is not None]
    least, most = min(values), max(values)
    before, beyond = (_room_for_arrows(panel, side) for side in (-1, 1))
    if least > 0 and most / least > _WIDE:
        axes.set_xscale("log")
        axes.set_xlim(least / (most / least) ** before, most * (most / least) ** beyond)
        axes.xaxis.set_minor_formatter(NullFormatter())
        unit = f"{panel.unit}, logarithmic"
    else:
        span = max(most, 0) - min(least, 0) or 1
        axes.set_xlim(min(least, 0) - before * span, max(most, 0) + beyond * span)
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=most >= 2))
        unit = panel.unit
    axes.xaxis.set_major_formatter(_formatter(most))
    axes.set_ylim(len(panel.rows) - 0.4, -0.6)
    axes.set_yticks([])
    axes.set_xlabel(_drawable(unit), fontsize=8, color=_GREY, labelpad=2)
    axes.tick_params(axis="x", labelsize=8, colors=_GREY)
    axes.grid(visible=True, axis="x", color="#dddddd", linewidth=0.7)
    axes.set_axisbelow(True)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#999999")


def _room_for_arrows(panel: Panel, side: int) -> float:
    """How far an axis reaches over its values at one side, as a share of what they span."""
    return 0.21 if any(row.arrow == side for row in panel.rows) else 0.08


def _formatter(most: float) -> FuncFormatter:
    """Whole numbers with commas, from a million on in words."""
    if abs(most) < _MILLION:
        return FuncFormatter(lambda value, _: f"{value:,.10g}")
    names = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
    scale, name = next((scale, name) for scale, name in names if abs(most) >= scale)
    return FuncFormatter(lambda value, _: f"{value / scale:,.6g} {name}" if value else "0")


def _draw_row(axes: Axes, row: Row, place: int, modality: Modality) -> None:
    colour, marker = _STYLES[modality]
    if row.bar is not None:
        thickness = 0.14 if row.mark is not None else 0.44
        low, high = row.bar
        axes.barh(place, high - low, left=low, height=thickness, color=colour, alpha=0.45, linewidth=0)
    if row.mark is not None:
        face = "white" if row.is_hollow else colour
        axes.plot([row.mark], [place], marker=marker, markersize=7, color=colour, markerfacecolor=face, linestyle="")
    if row.arrow and row.mark is not None:
        axes.annotate(
            "",
            xy=(row.mark, place),
            xytext=(row.arrow * _ARROW_POINTS, 0),
            textcoords="offset points",
            arrowprops={"arrowstyle": "<|-", "color": colour, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0},
            annotation_clip=False,
        )
    side = axes.get_yaxis_transform()
    axes.text(-0.02, place, _drawable(row.label), transform=side, ha="right", va="center", fontsize=8.5)
    axes.text(1.03, place, _drawable(row.printed), transform=side, ha="left", va="center", fontsize=8.5)
    axes.text(_END_OF_ROW, place, row.relation, transform=side, ha="right", va="center", fontsize=8.5, color=_GREY)


def _as_svg(figure: Figure, chart: Chart) -> bytes:
    drawn = BytesIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    svg = drawn.getvalue().decode("utf-8")
    at = svg.index("<svg ") + len("<svg ")
    end = svg.index(">", at)
    named = 'role="img" aria-labelledby="chart-title chart-description" '
    told = (
        f'\n <title id="chart-title">{escape(_for_xml(chart.title))}</title>'
        f'\n <desc id="chart-description">{escape(_for_xml(chart.description))}</desc>'
    )
    return f"{svg[:at]}{named}{svg[at : end + 1]}{told}{svg[end + 1 :]}".encode()


def _as_png(figure: Figure, chart: Chart) -> bytes:
    drawn = BytesIO()
    told = {"Software": None, "Title": anyascii(chart.title), "Description": anyascii(chart.description)}
    figure.savefig(drawn, format="png", metadata=told)
    return drawn.getvalue()


def _for_xml(text: str) -> str:
    return "".join(one for one in text if one.isprintable())


@cache
def _known_characters() -> frozenset[int]:
    return frozenset(font_manager.get_font(font_manager.findfont(_FONT)).get_charmap())


def _drawable(text: str) -> str:
    """A text without what the font has no shape for: such characters are written in Latin letters."""
    known = _known_characters()
    return "".join(one if ord(one) in known or one == "\n" else anyascii(one) for one in text)
