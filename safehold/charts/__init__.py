"""One chart maker: a small declaration becomes a drawing, a table, a text alternative and CSV, all from the same data.

Declare a kind from ``kinds`` (``Lines``, ``Bars``, ``GroupedBars``, ``StackedBars``, ``Changes``), make its
specification with ``spec`` and draw it in a ``Studio``.
"""

from safehold.charts import words
from safehold.charts.drawing import CannotDraw, Studio
from safehold.charts.kinds import Absent, Bars, Changes, Chart, GroupedBars, Lines, NoData, Series, StackedBars, Value
from safehold.charts.specs import NARROW, spec

__all__ = [
    "NARROW",
    "Absent",
    "Bars",
    "CannotDraw",
    "Changes",
    "Chart",
    "GroupedBars",
    "Lines",
    "NoData",
    "Series",
    "StackedBars",
    "Studio",
    "Value",
    "spec",
    "words",
]
