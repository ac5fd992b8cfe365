"""Lines by month, with gaps as gaps and names at the ends of the lines."""

from decimal import Decimal

from safehold.charts.kinds import Absent, Chart
from safehold.charts.palette import look
from safehold.charts.specs.common import (
    LABEL,
    SIZE,
    STRONG,
    WIDE,
    Paper,
    Spec,
    own_text,
    plain,
    scale_of,
    time_axis,
    value_axis,
)


def lines(chart: Chart, paper: Paper = WIDE) -> Spec:
    height = 220
    top, ticks = scale_of(chart)
    names = [series.name for series in chart.series]
    # The last series is the latest year: it takes the strongest colour and the thickest line.
    looks = [look(len(names) - 1 - place) for place in range(len(names))]
    # A single line needs no name beside it: the title and the axis say what it is.
    room = 24 + int(max(len(name) for name in names) * 7.0) if len(names) > 1 else 8
    data = [
        {"at": category, "series": series.name, "value": plain(value)}
        for series in chart.series
        for category, value in zip(chart.categories, series.values, strict=True)
    ]
    at = {
        "field": "at",
        "type": "ordinal",
        "sort": None,
        "scale": {"domain": list(chart.categories), "type": "point", "padding": 0.3},
        "axis": time_axis(chart.categories, paper.width - room - 40),
    }
    value = {"field": "value", "type": "quantitative", "scale": {"domain": [0, top]}, "axis": value_axis(chart, ticks)}

    def by(field: str, kind: str) -> Spec:
        scale = {"domain": names, "range": [getattr(each, field) for each in looks]}
        return {kind: {"field": "series", "type": "nominal", "scale": scale, "legend": None}}

    widths = {"domain": names, "range": [1.8] * (len(names) - 1) + [3]}
    colour = by("colour", "color")
    layers: list[Spec] = [
        {
            "mark": {"type": "line", "invalid": "break-paths-show-path-domains", "strokeCap": "butt"},
            "encoding": {
                **colour,
                **by("dash", "strokeDash"),
                "strokeWidth": {"field": "series", "type": "nominal", "scale": widths, "legend": None},
            },
        },
        {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": {"type": "point", "filled": True, "size": 46 if len(chart.categories) <= 15 else 18, "opacity": 1},
            "encoding": {**colour, **by("shape", "shape")},
        },
    ]
    held_back = [
        {"at": category, "y": height - 8 - 13 * place, "text": Absent.SUPPRESSED.value}
        for place, series in enumerate(chart.series)
        for category, value_ in zip(chart.categories, series.values, strict=True)
        if value_ is Absent.SUPPRESSED
    ]
    if held_back:
        layers.append(
            {
                "data": {"values": held_back},
                "mark": {"type": "text", **LABEL},
                "encoding": {"x": at, "y": {"field": "y", "type": "quantitative", "scale": None}, **own_text()},
            }
        )
    if len(names) > 1:
        layers += _names(chart, colour, by("shape", "shape"), top=top, height=height)
    return {
        "height": height,
        "padding": {"left": 4, "top": 26, "right": room, "bottom": 4},
        "data": {"values": data},
        "layer": [{**layer, "encoding": {"x": at, "y": value, **layer["encoding"]}} for layer in layers],
    }


def _names(chart: Chart, colour: Spec, shape: Spec, *, top: float, height: int) -> list[Spec]:
    """The name of each line at the right edge, in ink, with the colour and shape of its line before it."""
    ends = {"values": _line_ends(chart, top=top, height=height)}
    y = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
    return [
        {
            "data": ends,
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
            "encoding": {"x": {"value": "width"}, "xOffset": {"value": 6}, "y": y, **colour, **shape},
        },
        {
            "data": ends,
            "mark": {"type": "text", **STRONG, "align": "left", "baseline": "middle", "dx": 16},
            "encoding": {"x": {"value": "width"}, "y": y, "text": {"field": "series"}},
        },
    ]


def _line_ends(chart: Chart, *, top: float, height: int) -> list[Spec]:
    """The names at the right edge, each as near as may be to the end of its line, none over another."""
    wished = []
    for series in chart.series:
        numbers = [value for value in series.values if not isinstance(value, Absent)]
        at = float(height - Decimal(numbers[-1]) / Decimal(str(top)) * height) if numbers else float(height)
        wished.append((at, series.name))
    wished.sort()
    apart, heights = SIZE + 4, [at for at, _ in wished]
    for place in range(1, len(heights)):
        heights[place] = max(heights[place], heights[place - 1] + apart)
    lowest = float(height)
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], lowest)
        lowest = heights[place] - apart
    return [{"series": name, "y": round(at, 1)} for at, (_, name) in zip(heights, wished, strict=True)]
