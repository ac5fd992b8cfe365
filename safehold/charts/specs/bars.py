"""Bars: single, grouped, stacked."""

import re
from decimal import Decimal

from safehold.charts import words
from safehold.charts.kinds import Absent, Chart, is_known, known
from safehold.charts.palette import PAPER, look
from safehold.charts.specs.common import (
    LABEL,
    STRONG,
    WIDE,
    Paper,
    Spec,
    bare_axis,
    colours,
    name_axis,
    one_line,
    own_text,
    plain,
    room_for,
    scale_of,
    ticks_for,
    time_axis,
    time_axis_of_two_lines,
    value_axis,
    wrapped,
)


def bars(chart: Chart, paper: Paper = WIDE) -> Spec:
    (series,) = chart.series
    pairs = list(zip(chart.categories, series.values, strict=True))
    pairs.sort(key=lambda pair: (not is_known(pair[1]), -(known(pair[1]) if is_known(pair[1]) else 0)))
    data = [
        {"at": wrapped(category, paper), "value": plain(value) or 0, "text": words.printed(chart, value)}
        for category, value in pairs
    ]
    top, _ = scale_of(chart)
    at = {"field": "at", "type": "nominal", "sort": None, "axis": name_axis()}
    value = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, top]},
        "axis": bare_axis(words.axis_title(chart)),
    }
    return {
        "height": {"step": room_for(chart, paper, 30 if one_line(chart) else 38)},
        "padding": {"left": 4, "top": 4, "right": 44, "bottom": 4},
        "data": {"values": data},
        "encoding": {"y": at, "x": value},
        "layer": [
            {"mark": {"type": "bar", "color": look(0).colour, "height": {"band": 0.72}}},
            {"mark": {"type": "text", **STRONG, "align": "left", "dx": 5}, "encoding": own_text()},
        ],
    }


def grouped(chart: Chart, paper: Paper = WIDE) -> Spec:
    names = [series.name for series in chart.series]
    data = [
        {
            "at": wrapped(category, paper),
            "series": series.name,
            "value": plain(value) or 0,
            "text": words.printed(chart, value),
        }
        for series in chart.series
        for category, value in zip(chart.categories, series.values, strict=True)
    ]
    top, _ = scale_of(chart)
    # a long chart and its caption have to stand on one page of the PDF
    usual = 19 if len(chart.categories) <= 12 else 17
    return {
        "height": {"step": room_for(chart, paper, 2 * usual) / 2},
        "padding": {"left": 4, "top": 4, "right": 44, "bottom": 4},
        "data": {"values": data},
        "encoding": {
            "y": {
                "field": "at",
                "type": "nominal",
                "sort": None,
                "scale": {"paddingInner": 0.28, "paddingOuter": 0.1},
                "axis": name_axis(),
            },
            "yOffset": {"field": "series", "type": "nominal", "sort": names, "scale": {"domain": names}},
            "x": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [0, top]},
                "axis": bare_axis(words.axis_title(chart)),
            },
        },
        "layer": [
            {"mark": {"type": "bar", "height": {"band": 0.9}}, "encoding": {"color": colours(names, paper)}},
            {"mark": {"type": "text", **LABEL, "align": "left", "dx": 5}, "encoding": own_text()},
        ],
    }


def stacked(chart: Chart, paper: Paper = WIDE) -> Spec:
    height = 220
    names = [series.name for series in chart.series]
    totals = []
    for place, category in enumerate(chart.categories):
        parts = [series.values[place] for series in chart.series]
        total = sum((Decimal(known(part)) for part in parts if is_known(part)), Decimal(0))
        absent = sorted({part.value for part in parts if isinstance(part, Absent)})
        # A column with a part held back has no total: printing one would give the part away.
        text = " ".join(["+", *absent]) if absent and total else absent[0] if absent else words.printed(chart, total)
        totals.append({"at": category, "value": float(total), "text": "" if chart.is_percent and not absent else text})
    top, ticks = ticks_for(max(Decimal(str(each["value"])) for each in totals))
    data = [
        {"at": category, "series": series.name, "order": place, "value": plain(value) or 0}
        for place, series in enumerate(chart.series)
        for category, value in zip(chart.categories, series.values, strict=True)
    ]
    axis = time_axis(chart.categories, paper.width - 40)
    if paper.is_narrow and all(re.search(r" \d{4}$", category) for category in chart.categories):
        axis = time_axis_of_two_lines(chart.categories)
    at = {
        "field": "at",
        "type": "nominal",
        "sort": None,
        "axis": {**axis, "ticks": False, "zindex": 1},
        "scale": {"paddingInner": 0.4, "paddingOuter": 0.25},
    }
    several = len(names) > 1
    colour: Spec = colours(names, paper) if several else {"value": look(0).colour}
    if several:
        # The name of the upright axis stands between the legend and the columns.
        colour["legend"]["offset"] = 34
    bar = {
        "mark": {"type": "bar", "stroke": PAPER, "strokeWidth": 1.5 if several else 0},
        "encoding": {
            "y": {
                "field": "value",
                "type": "quantitative",
                "stack": "zero",
                "scale": {"domain": [0, top]},
                "axis": value_axis(chart, ticks),
            },
            "color": colour,
            "order": {"field": "order", "type": "quantitative"},
        },
    }
    label = {
        "data": {"values": totals},
        "mark": {"type": "text", **STRONG, "baseline": "bottom", "dy": -4},
        "encoding": {"y": {"field": "value", "type": "quantitative"}, **own_text()},
    }
    return {
        "height": height,
        "padding": {"left": 4, "top": 4 if several else 26, "right": 8, "bottom": 4},
        "data": {"values": data},
        "encoding": {"x": at},
        "layer": [bar, label],
    }
