"""The kinds of file that can be taken in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from safehold.intake import Schema
from safehold.measures import submissions
from safehold.measures.models import AgencyReturn, CountedEvent, ReportedFigure

# what else a sender is asked, where the file itself does not say it
PLACE, BASIS = "geography", "basis"


@dataclass(frozen=True)
class DataSet:
    """One kind of file: what it is called, how it is read and where its rows go.

    ``schema`` reads it, and its ``facts(number, row)`` are what ``land`` writes; ``rows`` finds what was written.
    ``asks`` names what the sender is asked beside the file. ``counted`` is true where the rows are counted here, and
    not themselves figures.
    """

    code: str
    title: str
    describes: str
    schema: type[Schema]
    land: Callable[[Iterable[dict[str, Any]], Any], None]
    rows: Callable[[Any], QuerySet]
    asks: tuple[str, ...] = ()
    counted: bool = False

    def headings(self) -> list[str]:
        return self.schema.headings()


DATA_SETS: dict[str, DataSet] = {
    data_set.code: data_set
    for data_set in (
        DataSet(
            code="figures",
            title="Figures under our own codes",
            describes="One row for each figure: its measure, period, place, value, unit and basis.",
            schema=submissions.Figures,
            land=submissions.land,
            rows=lambda submission: ReportedFigure.objects.filter(submission=submission),
        ),
        DataSet(
            code="published_figures",
            title="Figures from national publications",
            describes="One row for each figure, under the publisher's names, with the table it was taken from.",
            schema=submissions.PublishedFigures,
            land=submissions.land,
            rows=lambda submission: ReportedFigure.objects.filter(submission=submission),
            asks=(PLACE, BASIS),
        ),
        DataSet(
            code="kpi_returns",
            title="Agencies' indicator returns",
            describes="One row for each agency and indicator: how many staff meet the standard, of how many it concerns.",
            schema=submissions.AgencyReturns,
            land=submissions.land_returns,
            rows=lambda submission: AgencyReturn.objects.filter(submission=submission),
            asks=(PLACE,),
            counted=True,
        ),
        DataSet(
            code="counted_events",
            title="Events to be counted",
            describes="One row for each contact, referral, review, audit or session, in closed codes. No row names anybody.",
            schema=submissions.CountedEvents,
            land=submissions.land_events,
            rows=lambda submission: CountedEvent.objects.filter(submission=submission),
            counted=True,
        ),
    )
}
