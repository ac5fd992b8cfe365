"""What the drawings share: the look, scales with round steps, axes, labels that fit."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from textwrap import wrap
from typing import Any

from safehold.charts import words
from safehold.charts.kinds import Absent, Chart, is_known, known
from safehold.charts.palette import GRID, INK, QUIET, look

Spec = dict[str, Any]

FONT = "Atkinson Hyperlegible"
SIZE = 12
LETTER = 6.8
"""How wide a letter is at most, on average, in units of the drawing."""


@dataclass(frozen=True)
class Paper:
    """What a chart is drawn on: so many units wide, and so many letters of a category on one line."""

    width: int
    letters: int

    @property
    def is_narrow(self) -> bool:
        """True for the drawing that a telephone shows."""
        return self.width < WIDE.width


WIDE = Paper(600, 30)
NARROW = Paper(320, 15)
"""A telephone is 320 wide, less its margins: on it a letter of the drawing is nearly as large as on paper."""

MOST_LINES = 6
"""A name is broken over at most so many lines."""

_MONTHS = "|".join(words.MONTHS)
LABEL = {"fontSize": SIZE, "color": INK, "limit": 0}
STRONG = {**LABEL, "fontWeight": "bold"}
CONFIG: Spec = {
    "aria": False,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": SIZE,
        "labelColor": INK,
        "labelLimit": 0,
        "titleFontSize": SIZE,
        "titleColor": INK,
        "titleFontWeight": "normal",
        "titleLimit": 0,
        "gridColor": GRID,
        "domainColor": QUIET,
        "tickColor": QUIET,
    },
    "legend": {
        "labelFontSize": SIZE,
        "labelColor": INK,
        "labelLimit": 0,
        "title": None,
        "orient": "top",
        "direction": "horizontal",
        "symbolSize": 160,
        "columnPadding": 18,
        "offset": 12,
    },
}


def plain(value: int | Decimal | Absent) -> int | float | None:
    """For the drawing only: what is printed never passes through a float."""
    if isinstance(value, Absent):
        return None
    return value if isinstance(value, int) else float(value)


def scale_of(chart: Chart) -> tuple[float, list[float]]:
    """The top of the axis and its ticks, for values from zero upwards."""
    return ticks_for(
        max(Decimal(known(value)) for series in chart.series for value in series.values if is_known(value))
    )


def ticks_for(greatest: Decimal) -> tuple[float, list[float]]:
    """Round steps from zero that reach the greatest value, at most five; whole numbers where counts are small."""
    if greatest <= 0:
        return 1.0, [0.0, 1.0]
    step = Decimal(1).scaleb((greatest / 5).adjusted())
    step *= next(factor for factor in (1, 2, Decimal("2.5"), 5, 10) if step * factor * 5 >= greatest)
    if greatest >= 1:
        step = step.to_integral_value(ROUND_CEILING)
    count = int((greatest / step).to_integral_value(ROUND_CEILING))
    return float(step * count), [float(step * place) for place in range(count + 1)]


def value_axis(chart: Chart, ticks: list[float]) -> Spec:
    """The upright axis: what is counted stands above it, read from left to right."""
    suffix = " + '%'" if chart.is_percent else ""
    return {
        "title": words.axis_title(chart),
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": 0,
        "titleY": -10,
        "values": ticks,
        "labelExpr": f"format(datum.value, ',~f'){suffix}",
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
    }


def bare_axis(title: str) -> Spec:
    """The level axis of bars that carry their own figures: only what is counted, above the first bar."""
    return {
        "title": title,
        "orient": "top",
        "titleAnchor": "start",
        "titlePadding": 6,
        "labels": False,
        "ticks": False,
        "grid": False,
        "domain": False,
    }


def name_axis() -> Spec:
    """The upright axis of level bars: the name of each category, broken into lines where it is long."""
    return {
        "title": None,
        "ticks": False,
        "domain": False,
        "labelPadding": 8,
        "labelExpr": "split(datum.label, '\\n')",
        "labelBaseline": "middle",
        # The first of several lines is set level with the bar: lift them, so that their middle is.
        "labelOffset": {
            "condition": [
                {"test": f"length(split(datum.label, '\\n')) == {lines}", "value": (1 - lines) * (SIZE / 2 + 1)}
                for lines in range(2, MOST_LINES + 1)
            ],
            "value": 0,
        },
    }


def time_axis_of_two_lines(categories: tuple[str, ...]) -> Spec:
    """The level axis of a narrow drawing: "31 March 2021" over two lines, so that every column keeps its name."""
    return {
        "title": None,
        "labelAngle": 0,
        "labelPadding": 6,
        "labelLineHeight": SIZE + 2,
        "labelExpr": "[replace(datum.label, regexp(' \\\\d{4}$'), ''), slice(datum.label, -4)]",
        "values": list(categories),
    }


def own_text() -> Spec:
    """The words of a label are in the data: they were rounded and formatted in Decimal."""
    return {"text": {"field": "text"}}


def colours(names: list[str], paper: Paper = WIDE) -> Spec:
    """A colour for each series, and a legend above in the same order."""
    scale = {"domain": names, "range": [look(place).colour for place in range(len(names))]}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": {"columns": _legend_columns(names, paper)}}


def _legend_columns(names: list[str], paper: Paper) -> int:
    """How many names stand side by side: one row where they fit, else rows of nearly equal length."""
    widths = [len(name) * LETTER + 40 for name in names]
    if sum(widths) <= paper.width:
        return len(names)
    fitting = max(1, int(paper.width // max(widths)))
    return -(-len(names) // -(-len(names) // fitting))


def wrapped(name: str, paper: Paper = WIDE) -> str:
    """A long name over several lines."""
    return "\n".join(wrap(name, paper.letters)) or name


def one_line(chart: Chart) -> bool:
    """True where every category fits on one line."""
    return all(len(name) <= WIDE.letters for name in chart.categories)


def room_for(chart: Chart, paper: Paper, usual: int) -> int:
    """The height of a row: the usual one, or more where a name takes more lines than fit in it."""
    if not paper.is_narrow:
        return usual
    lines = max(wrapped(name, paper).count("\n") + 1 for name in chart.categories)
    return max(usual, lines * (SIZE + 2) + 8)


def time_axis(categories: tuple[str, ...], width: float) -> Spec:
    """The level axis of years or months: "Apr" for April (the table has it in full), and only so many as fit."""
    shortest = tuple(_short_month(category) for category in categories)
    fitting = max(1, int(width // (max(len(name) for name in shortest) * LETTER + 10)))
    step = -(-len(categories) // fitting)
    if shortest != categories and step > 2:
        step = next(months for months in (3, 6, 12, 24, 60, 120, step) if months >= step)
    return {
        "title": None,
        "labelAngle": 0,
        "labelPadding": 6,
        "labelExpr": _SHORT_MONTH if shortest != categories else "datum.label",
        "values": list(categories[::step]),
    }


def _short_month(category: str) -> str:
    return re.sub(rf"^({_MONTHS})\b", lambda month: month[0][:3], category)


_SHORT_MONTH = f"replace(datum.label, regexp('^({_MONTHS})\\\\b'), slice(datum.label, 0, 3))"
