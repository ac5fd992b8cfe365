"""Change by measure, to the left and right of zero."""

from decimal import Decimal

from safehold.charts import words
from safehold.charts.kinds import Chart, is_known, known
from safehold.charts.palette import INK, PAPER, look
from safehold.charts.specs.common import (
    STRONG,
    WIDE,
    Paper,
    Spec,
    bare_axis,
    name_axis,
    one_line,
    own_text,
    plain,
    room_for,
    wrapped,
)

FALL, RISE = look(0).colour, look(3).colour


def changes(chart: Chart, paper: Paper = WIDE) -> Spec:
    main = chart.series[0]
    order = sorted(
        range(len(chart.categories)),
        key=lambda place: (
            not is_known(main.values[place]),
            known(main.values[place]) if is_known(main.values[place]) else 0,
        ),
    )
    data = []
    for place in order:
        value = main.values[place]
        amount = plain(value) or 0
        # The figure stands outside the bar, and outside the comparator's diamond where that reaches further.
        beside = [plain(series.values[place]) or 0 for series in chart.series]
        data.append(
            {
                "at": wrapped(chart.categories[place], paper),
                "value": amount,
                "way": "fall" if amount < 0 else "rise",
                "edge": min(beside) if amount < 0 else max(beside),
                "text": words.printed(chart, value),
            }
        )
    names = [str(entry["at"]) for entry in data]
    amounts = [Decimal(known(value)) for series in chart.series for value in series.values if is_known(value)]
    reach = max(abs(amount) for amount in amounts) or Decimal(1)
    low = -reach if min(amounts) < 0 else Decimal(0)
    high = reach if max(amounts) > 0 else Decimal(0)
    room = (high - low) * Decimal("0.45" if paper.is_narrow else "0.2")
    domain = [float(low - (room if low else 0)), float(high + (room if high else 0))]
    at: Spec = {"field": "at", "type": "nominal", "sort": names, "axis": {**name_axis(), "offset": 4}}
    value_: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False},
        "axis": bare_axis(words.axis_title(chart)),
    }
    near = 5 if len(chart.series) == 1 else 9
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": {"band": 0.62}},
            "encoding": {
                "color": {
                    "condition": {"test": "datum.way == 'fall'", "value": look(0).colour},
                    "value": look(3).colour,
                }
            },
        },
        {
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
            "encoding": {"x": {"datum": 0, "type": "quantitative"}, "y": {"value": 0}, "y2": {"value": "height"}},
        },
        *(_amounts(way, align, dx, value_) for way, align, dx in (("fall", "right", -near), ("rise", "left", near))),
    ]
    if len(chart.series) == 2:
        layers.append(_comparator(chart, paper))
    own: Spec = {"y": at, "x": value_}
    return {
        "height": {"step": room_for(chart, paper, 34 if one_line(chart) else 40)},
        "padding": {"left": 4, "top": 4, "right": 8, "bottom": 4},
        "data": {"values": data},
        "layer": [{**layer, "encoding": {**own, **layer["encoding"]}} for layer in layers],
    }


def _amounts(way: str, align: str, dx: int, value: Spec) -> Spec:
    """The figures of the falls, or of the rises, outside their bars."""
    return {
        "transform": [{"filter": f"datum.way == '{way}'"}],
        "mark": {"type": "text", **STRONG, "align": align, "dx": dx},
        "encoding": {"x": {**value, "field": "edge"}, **own_text()},
    }


def _comparator(chart: Chart, paper: Paper) -> Spec:
    """The second series of a chart of changes: a diamond on each row, named in a legend with its shape."""
    main, other = chart.series
    values = [
        {"at": wrapped(category, paper), "value": plain(value), "series": other.name}
        for category, value in zip(chart.categories, other.values, strict=True)
        if is_known(value)
    ]
    shown = {"domain": [main.name, other.name]}
    standing = {"columns": 1} if paper.is_narrow else {}
    return {
        "data": {"values": values},
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "stroke": PAPER, "strokeWidth": 1.2},
        "encoding": {
            "shape": {
                "field": "series",
                "type": "nominal",
                "scale": {**shown, "range": ["square", "diamond"]},
                "legend": {"symbolStrokeColor": PAPER, **standing},
            },
            "color": {
                "field": "series",
                "type": "nominal",
                "scale": {**shown, "range": [look(0).colour, look(2).colour]},
                "legend": standing,
            },
        },
    }
