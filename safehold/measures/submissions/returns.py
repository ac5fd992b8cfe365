"""What agencies return for the indicators: how many of how many, or that there is nothing to say."""

from collections.abc import Iterable
from typing import Any

from safehold.access.models import Agency, AgencyName
from safehold.clocks import Period
from safehold.intake import Choice, Column, Number, Once, Schema, Text, check
from safehold.measures.catalogue.indicators import INDICATORS
from safehold.measures.models import AgencyReturn
from safehold.measures.submissions.columns import MOST_COUNTED, PeriodColumn, outside, period_read

Answer = AgencyReturn.Answer


class AgencyColumn(Column):
    """An agency, by its code or by a name that it has or had."""

    wants = "the code or the name of an agency of the partnership"

    def convert(self, text: str) -> str:
        return folded(text)


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def agencies_by_name() -> dict[str, int]:
    """Every code and name that an agency has or had, folded, with the agency it means."""
    names = {folded(name): pk for pk, name in AgencyName.objects.values_list("agency", "name")}
    for agency in Agency.objects.all():
        names |= {folded(agency.code): agency.pk, folded(agency.current_name): agency.pk}
    return names


class AgencyReturns(Schema):
    """Returns of the agencies for the partnership's indicators. One row for each agency, indicator and period.

    ``context`` holds ``covers``, ``geography`` (the place that the partnership's means are about) and ``years``.
    """

    agency = AgencyColumn("Agency")
    indicator = Choice("Indicator", INDICATORS, also=("Indicator code", "Measure"))
    period = PeriodColumn("Period")
    numerator = Number(
        "Numerator", required=False, most=MOST_COUNTED, also=("Staff who meet it", "Number meeting the standard")
    )
    denominator = Number("Denominator", required=False, most=MOST_COUNTED, also=("Staff concerned", "Relevant staff"))
    answer = Choice(
        "Answer",
        {
            Answer.GIVEN.value: ("yes", "number"),
            Answer.NIL.value: ("nil return", "nothing to return"),
            Answer.NOT_APPLICABLE.value: ("not applicable", "n/a", "does not apply"),
        },
        default=Answer.GIVEN.value,
        also=("Status",),
    )
    note = Text("Note", required=False, max_length=240, default="", explains="what a reader of the return should know")

    once = Once("agency", "indicator", "period")

    def __init__(self, **context: Any) -> None:
        super().__init__(**context)
        self.agencies: dict[str, int] | None = None

    @check(
        "There is no agency of this name here: give its code, or a name that it has or had",
        column="Agency",
        of=("agency",),
    )
    def is_an_agency(self, row: dict[str, Any]) -> bool:
        # which agency is meant, so that its code and its names are one agency, and two returns of it are found
        meant = self.known().get(row["agency"])
        if meant is None:
            return False
        row["agency"] = meant
        return True

    @check(
        "Enter both numbers, or say that it is nil or not_applicable and enter neither",
        column="Numerator",
        of=("answer", "numerator", "denominator"),
    )
    def is_whole(self, row: dict[str, Any]) -> bool:
        numbers = [row[name] is not None for name in ("numerator", "denominator")]
        return all(numbers) if row["answer"] == Answer.GIVEN else not any(numbers)

    @check("The numerator cannot be more than the denominator", column="Numerator", of=("numerator", "denominator"))
    def is_a_part(self, row: dict[str, Any]) -> bool:
        return None in (row["numerator"], row["denominator"]) or row["numerator"] <= row["denominator"]

    @check("The period lies outside what this file says it covers", column="Period", of=("period",))
    def inside_the_cover(self, row: dict[str, Any]) -> bool:
        first, last = self.context["covers"]
        period = self.when(row)
        if first <= period.first and period.last <= last:
            return True
        raise outside(self, "Period")

    def known(self) -> dict[str, int]:
        if self.agencies is None:
            self.agencies = agencies_by_name()
        return self.agencies

    def when(self, row: dict[str, Any]) -> Period:
        return period_read(self, row["period"])

    def facts(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        """The row as the facts of an ``AgencyReturn``."""
        period = self.when(row)
        return {
            "row": number,
            "agency_id": row["agency"],
            "indicator": row["indicator"],
            "period": str(period),
            "first_on": period.first,
            "last_on": period.last,
            "geography": self.context["geography"],
            "answer": row["answer"],
            "numerator": row["numerator"],
            "denominator": row["denominator"],
            "note": row["note"] or "",
        }


def land_returns(facts: Iterable[dict[str, Any]], submission: Any) -> None:
    """Write one chunk of returns under an unaccepted submission; one that is there already is not written twice."""
    AgencyReturn.objects.bulk_create(
        [AgencyReturn(submission=submission, **fact) for fact in facts], batch_size=1000, ignore_conflicts=True
    )
