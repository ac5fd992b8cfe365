"""What a chart is: small frozen declarations, the same for the page, the PDF and the Word document."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Absent(Enum):
    """Why a cell holds no number. Never drawn as zero; the marks are those of the Government Analysis Function."""

    MISSING = "[x]"
    """No figure is available: it was not counted, not sent or not published."""
    SUPPRESSED = "[c]"
    """A figure exists and is held back, so that nobody can be recognised."""


Value = int | Decimal | Absent


class NoData(ValueError):  # noqa: N818 a refusal is named as what happened
    """The chart has nothing to draw. The message is a sentence for the person who asked for the chart."""


@dataclass(frozen=True)
class Series:
    """One line, or the bars of one colour. ``values`` stand in the order of the chart's categories."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Anything that can be drawn: categories down or along, one or more series over them.

    ``title`` states the finding. ``unit`` is what is counted ("contacts") or "percent"; ``categories_are`` names what
    the categories are ("Month"); ``places`` is how many decimal places every figure prints. ``source`` says who
    published the figures and when.

    Raises ``NoData`` where no cell holds a number, ``ValueError`` where a series does not fit its categories.
    """

    title: str
    unit: str
    categories_are: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    source: str
    places: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        values = [value for series in self.series for value in series.values]
        if not values or not self.categories:
            raise NoData(f"The chart ‘{self.title}’ has no data. Choose a period for which figures were accepted.")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(
                    f"The chart ‘{self.title}’ has {len(self.categories)} categories, "
                    f"but ‘{series.name}’ has {len(series.values)} values."
                )
        if len(set(self.categories)) != len(self.categories):
            raise ValueError(f"The chart ‘{self.title}’ names a category twice.")
        if not any(is_known(value) for value in values):
            raise NoData(f"The chart ‘{self.title}’ has nothing to draw: every figure is missing or held back.")

        if not isinstance(self, Changes) and any(known(value) < 0 for value in values if is_known(value)):
            raise ValueError(f"The chart ‘{self.title}’ holds a figure below zero. Draw it as a chart of changes.")

    @property
    def is_percent(self) -> bool:
        """True where the values are percentages and print with a sign."""
        return self.unit in {"percent", "%"}


class Lines(Chart):
    """Lines by month, several years laid over each other. A missing month is a gap in the line, never a zero."""


class Bars(Chart):
    """One series as horizontal bars, the longest first; what is missing or held back stands last."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.series) != 1:
            raise ValueError(f"The chart ‘{self.title}’ can show one series. Use grouped bars for more.")


class GroupedBars(Chart):
    """For each category one horizontal bar per series, usually per year, in the order given."""


class StackedBars(Chart):
    """Columns in the order given (usually years), each divided by series; with a single series, plain columns."""


class Changes(Chart):
    """Change by measure: bars to the left of zero for falls, to the right for rises, the greatest fall first.

    A second series is the comparator (a force, England) and is drawn as a diamond on the same row.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.series) > 2:
            raise ValueError(f"The chart ‘{self.title}’ can show one series and one comparator.")


def is_known(value: Value) -> bool:
    """True where the cell holds a number, false where it is missing or held back."""
    return not isinstance(value, Absent)


def known(value: Value) -> int | Decimal:
    """The number in a cell that is known to hold one. Raises ``ValueError`` otherwise."""
    if isinstance(value, Absent):
        raise ValueError("This cell holds no number.")
    return value
