"""Files of figures: under our own codes, or under a publisher's names."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from safehold.clocks import BadPeriod, Period, PeriodKind, Years
from safehold.intake import Choice, Once, Reported, Schema, Suppressible, Text, Wrong, check, check_all
from safehold.intake.columns import folded
from safehold.measures.catalogue import BY_CODE
from safehold.measures.models import Basis, ReportedFigure, State
from safehold.measures.submissions.columns import (
    MOST_OF_A_FIGURE,
    CodeColumn,
    PeriodColumn,
    outside,
    period_read,
    place_called,
    year_words,
)

PER_CENT = ("percent", "per cent", "%")
CODES = Path(__file__).parents[1] / "published_codes.csv"


class Figures(Schema):
    """Reported figures under the catalogue's own codes. One row for each figure.

    ``context`` holds ``covers`` (the first and last day that the file declares), ``geographies`` (the places that the
    partnership knows; none for any), ``years`` (when its years begin) and ``invented`` (whether invented figures are
    taken).
    """

    section = Text("Section", required=False, max_length=20, explains="the part of the report, for your own use")
    code = CodeColumn("Measure")
    period = PeriodColumn("Period")
    geography = Text("Geography", max_length=80, explains="one of the partnership's areas, by its name")
    value = Suppressible("Value", places=4, least=-MOST_OF_A_FIGURE, most=MOST_OF_A_FIGURE)
    unit = Text("Unit", max_length=40, explains="what is counted, such as contacts; percent for a percentage")
    # what is computed here comes from rows that are sent, and is nobody's to report
    basis = Choice("Basis", [basis.value for basis in Basis if basis != Basis.COMPUTED])
    note = Text("Note", required=False, max_length=240, explains="what a reader of the figure should know")

    once = Once("code", "period", "geography")

    @check("The period lies outside what this file says it covers", column="Period", of=("period",))
    def inside_the_cover(self, row: dict[str, Any]) -> bool:
        first, last = self.context["covers"]
        period = self.when(row)
        if first <= period.first and period.last <= last:
            return True
        raise outside(self, "Period")

    @check("This place is not one of the partnership's areas", column="Geography", of=("geography",))
    def known_place(self, row: dict[str, Any]) -> bool:
        row["geography"] = place_called(self, row["geography"])  # so that two spellings of one place are one figure
        return True

    @check(
        "Basis must be printed or inferred: only an invented partnership takes invented figures",
        column="Basis",
        of=("basis",),
    )
    def is_not_made_up(self, row: dict[str, Any]) -> bool:
        return row["basis"] != Basis.INVENTED or self.context.get("invented", True)

    @check("Unit must be percent exactly where the measure is a percentage", column="Unit", of=("code", "unit"))
    def is_in_its_unit(self, row: dict[str, Any]) -> bool:
        wanted = BY_CODE[row["code"]].unit
        if (folded(row["unit"]) in PER_CENT) is (wanted == "percent"):
            return True
        raise Wrong(f"Unit must be {wanted}: that is what this measure is counted in")

    @check("Value is not one that this measure can have", column="Value", of=("code", "value"))
    def can_be_its_value(self, row: dict[str, Any]) -> bool:
        if row["value"].is_number:
            must_fit(row["code"], row["value"].number)
        return True

    def when(self, row: dict[str, Any]) -> Period:
        """The period that a row names, in the partnership's own years."""
        return period_read(self, row["period"])

    def facts(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        """The row as the facts of a ``ReportedFigure``."""
        return key_of(row["code"], self.when(row)) | said(row["code"], row["value"]) | {
            "row": number,
            "geography": row["geography"],
            "unit": "percent" if folded(row["unit"]) in PER_CENT else row["unit"],
            "basis": row["basis"],
            "note": row["note"] or "",
        }  # fmt: skip


class PublishedFigures(Schema):
    """Figures taken from national publications, under the publisher's names, which a mapping gives our codes."""

    report_figure = Text("report_figure", max_length=80)
    measure = Text("measure", max_length=80)
    period = Text("period", max_length=24)
    value = Suppressible("value", places=4, least=-MOST_OF_A_FIGURE, most=MOST_OF_A_FIGURE)
    source = Text("source", max_length=80)

    once = Once("report_figure", "measure", "period")

    @check("This measure has no code here yet: add it to the mapping of published codes", column="measure")
    def is_mapped(self, row: dict[str, Any]) -> bool:
        return (row["report_figure"], row["measure"]) in published_codes()

    @check("Write the period as the publication does: 2020-04, 2021 or FY to 31 Mar 2021", column="period")
    def has_a_period(self, row: dict[str, Any]) -> bool:
        mapped = published_codes().get((row["report_figure"], row["measure"]))
        return mapped is None or published_period(row["period"], mapped["period"], year_words(self)) is not None

    @check_all
    def one_number_for_one_figure(self) -> Any:
        """The same figure may stand under two charts, but then it says the same."""
        seen: dict[tuple[str, str], tuple[int, Reported]] = {}
        found = []
        while entry := (yield):
            number, row = entry
            fact = self.facts(number, row)
            first, value = seen.setdefault((fact["code"], fact["period"]), (number, row["value"]))
            if value != row["value"]:
                found.append((number, f"Row {number} and row {first} give different numbers for the same figure"))
        return found

    @check("The period lies outside what this file says it covers", column="period")
    def inside_the_cover(self, row: dict[str, Any]) -> bool:
        mapped = published_codes().get((row["report_figure"], row["measure"]))
        period = mapped and published_period(row["period"], mapped["period"], year_words(self))
        first, last = self.context["covers"]
        if not period or (first <= period.first and period.last <= last):
            return True
        raise outside(self, "period")

    @check("value is not one that this measure can have", column="value")
    def can_be_its_value(self, row: dict[str, Any]) -> bool:
        mapped = published_codes().get((row["report_figure"], row["measure"]))
        if mapped and row["value"].is_number:
            must_fit(mapped["code"], row["value"].number, heading="value")
        return True

    def facts(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        """The row as the facts of a ``ReportedFigure``."""
        mapped = published_codes()[row["report_figure"], row["measure"]]
        period = published_period(row["period"], mapped["period"], year_words(self))
        assert period is not None
        return key_of(mapped["code"], period) | said(mapped["code"], row["value"]) | {
            "row": number,
            "geography": self.context["geography"],
            "unit": BY_CODE[mapped["code"]].unit,
            "basis": self.context.get("basis", Basis.PRINTED),
            "note": "",
            "taken_from": row["source"],
        }  # fmt: skip


@cache
def published_codes() -> dict[tuple[str, str], dict[str, str]]:
    """(chart of the report, publisher's name) -> our code, and how its periods are to be read."""
    with open(CODES, encoding="utf-8", newline="") as file:
        return {(row["report_figure"], row["measure"]): row for row in csv.DictReader(file)}


def published_period(text: str, kind: str, years: Years) -> Period | None:
    """What a publication's period is: ‘2021’ is a year ending on 31 March, or that day, as ``kind`` says."""
    text = text.removeprefix("FY to 31 Mar ")
    try:
        if text.isdecimal() and len(text) == 4:
            year = int(text)
            if kind == "day":
                return years.read(f"{year}-03-31")
            return years.read(f"{year - 1}-{year}")
        period = years.read(text)
    except BadPeriod:
        return None
    return period if period.kind == PeriodKind.MONTH else None


def must_fit(code: str, number: int | Decimal, *, heading: str = "Value") -> None:
    """Raises ``Wrong`` for a number that nothing of the kind can be: part of a session, fewer than none, a fraction
    where per cent was meant (a workbook keeps 25% as 0.25).
    """
    found = BY_CODE[code]
    written = decimals(number)
    if number < 0 and not found.is_change:
        raise Wrong(f"{heading} must be 0 or more: only a change can be less")
    if found.unit != "percent" and written > found.places:
        whole = "a whole number" if found.places == 0 else f"a number with at most {found.places} decimal places"
        raise Wrong(f"{heading} must be {whole}: this measure counts {found.unit}")
    if found.unit == "percent" and -1 < number < 1 and written > found.places:
        raise Wrong(
            f"{heading} is below 1%, and a cell formatted as a percentage is read so: format it as a number, and write"
            " 25 for 25%"
        )


def decimals(number: int | Decimal) -> int:
    """How many decimal places a number was written with, noughts at its end left out."""
    exponent = number.normalize().as_tuple().exponent if isinstance(number, Decimal) else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def key_of(code: str, period: Period) -> dict[str, Any]:
    return {"code": code, "period": str(period), "first_on": period.first, "last_on": period.last}


def said(code: str, value: Reported) -> dict[str, Any]:
    """What the cell said. ``places`` is as the code is defined, or more where more were written."""
    number = value.number
    state = {
        "number": State.NUMBER,
        "suppressed": State.SUPPRESSED,
        "not supplied": State.NOT_SUPPLIED,
        "blank": State.BLANK,
    }
    written = decimals(number) if number is not None else 0
    return {"state": state[value.state.value], "value": number, "places": max(BY_CODE[code].places, written)}


def land(facts: Iterable[dict[str, Any]], submission: Any) -> None:
    """Write one chunk of rows under an unaccepted submission; a figure that is there already is not written twice."""
    rows = {(fact["code"], fact["period"], fact["geography"]): fact for fact in facts}
    ReportedFigure.objects.bulk_create(
        [ReportedFigure(submission=submission, **fact) for fact in rows.values()],
        batch_size=1000,
        ignore_conflicts=True,
    )
