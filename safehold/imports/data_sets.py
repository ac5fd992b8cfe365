"""The kinds of file that can be taken in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from safehold.intake import Schema
from safehold.measures import submissions as figures
from safehold.measures.models import ReportedFigure


@dataclass(frozen=True)
class DataSet:
    """One kind of file: what it is called, who sends it, how it is read and where its rows go."""

    code: str
    title: str
    describes: str
    schema: type[Schema]
    land: Callable[[Iterable[dict[str, Any]], Any], None]
    rows: Callable[[Any], Any]


DATA_SETS: dict[str, DataSet] = {
    data_set.code: data_set
    for data_set in (
        DataSet(
            code="figures",
            title="Figures under our own codes",
            describes="One row for each figure: its measure, period, place, value, unit and basis.",
            schema=figures.Figures,
            land=figures.land,
            rows=lambda submission: ReportedFigure.objects.filter(submission=submission),
        ),
        DataSet(
            code="published_figures",
            title="Figures from national publications",
            describes="One row for each figure, under the publisher's names, with the table it was taken from.",
            schema=figures.PublishedFigures,
            land=figures.land,
            rows=lambda submission: ReportedFigure.objects.filter(submission=submission),
        ),
    )
}
