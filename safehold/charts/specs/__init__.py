"""From a declaration to one Vega-Lite specification: the same for the page, the PDF and the Word document.

A specification is a plain dictionary of Vega-Lite 6, without functions or addresses, so that it can be hashed, stored
and drawn again. Titles and sources are not in it: they are real text around the drawing in every output.
Measured text is what costs time in drawing, so labels are few and their limits are off.
"""

from safehold.charts.kinds import Bars, Changes, Chart, GroupedBars, Lines, StackedBars
from safehold.charts.palette import PAPER, look
from safehold.charts.specs.bars import bars, grouped, stacked
from safehold.charts.specs.changes import changes
from safehold.charts.specs.common import CONFIG, NARROW, WIDE, Paper, Spec
from safehold.charts.specs.lines import lines

__all__ = ["NARROW", "WIDE", "Paper", "Spec", "spec"]


__all__ = ["NARROW", "WIDE", "Paper", "Spec", "spec"]


def spec(chart: Chart, paper: Paper = WIDE) -> Spec:
    """The Vega-Lite specification of this chart, 600 wide or as ``paper`` says. Equal charts give equal specifications."""
    layers = {Lines: lines, Bars: bars, GroupedBars: grouped, StackedBars: stacked, Changes: changes}[type(chart)]
    drawn = layers(chart, paper)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": paper.width,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": PAPER,
        "config": CONFIG,
        **drawn,
        "usermeta": {"patterns": _patterns(chart)},
    }


def _patterns(chart: Chart) -> dict[str, str]:
    """Pattern by colour where bars of several series stand together."""
    if isinstance(chart, Lines) or len(chart.series) == 1 or isinstance(chart, Changes):
        return {}
    return {look(place).colour: look(place).pattern for place in range(len(chart.series))}
