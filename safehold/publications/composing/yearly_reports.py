"""The yearly reports that agencies owe the partnership: which came in the year, and which groups ratified them when."""

from collections import defaultdict
from typing import Any

from django.db.models import Prefetch, Q

from safehold.access.models import Agency
from safehold.assurance.models import ReceivedReport, RouteStep
from safehold.assurance.models.received import Outcome
from safehold.charts import NoData
from safehold.govuk.filters import day
from safehold.partnership.models import Group
from safehold.partnership.naming import called
from safehold.publications.composing.base import Asking, Composed, may_be_printed, of_record, sentence, words
from safehold.publications.document.blocks import Column, Inline, Row, Table, Text

NOT_YET = "Not yet"


def compose(asking: Asking) -> Composed:
    """Each report that was due, came or was ratified in the year: whose it is, when it was due and came, and who ratified it."""
    rows = _rows(asking)
    if not rows:
        raise NoData(f"No yearly report was due, came or was ratified in {asking.period.label}.")
    cells = [
        Row(
            (
                (of_record(f"{each.kind_words}, {each.year}", each.entry.uid),),
                words(each.agency_name),
                words(day(each.due_on)),
                words(day(each.received_on) if _came(each, asking) else f"Not by {day(asking.on)}"),
                words(
                    "; ".join(f"{step.group_name}, {day(step.decided_on)}" for step in each.ratifications) or NOT_YET
                ),
            )
        )
        for each in rows
    ]
    columns = (Column("Report"), Column("Whose"), Column("Due"), Column("Came"), Column("Ratified by"))
    caption = f"Yearly reports that were due, came or were ratified in {asking.period.label}"
    notes = (
        "Each goes to one group first and then to each group above it; it is final once the Executive has ratified it.",
    )
    return Composed((Table("yearly-reports", caption, columns, tuple(cells), notes=notes),))


def ratified_in_the_year(asking: Asking) -> dict[int, list[list[Inline]]]:
    """By group, the reports that it ratified in the year, each as an item of a list."""
    steps: Any = (
        RouteStep.objects.filter(
            may_be_printed("report__entry__"),
            outcome=Outcome.RATIFIED,
            decided_on__range=(asking.first, min(asking.last, asking.on)),
        )
        .select_related("report__entry")
        .annotate(agency_name=called(Agency, asking.last, "report__agency__"))
        .order_by("decided_on", "pk")
    )
    found: dict[int, list[list[Inline]]] = defaultdict(list)
    for each in steps:
        name = f"{each.report.kind_words}, {each.report.year}"
        said = f" ({each.agency_name}). Ratified on {day(each.decided_on)}. {sentence(' '.join(each.words.split()))}"
        found[each.group_id].append([of_record(name, each.report.entry.uid), Text(said.rstrip())])
    return found


def _rows(asking: Asking) -> list[Any]:
    year = (asking.first, asking.last)
    steps = RouteStep.objects.filter(outcome=Outcome.RATIFIED, decided_on__lte=asking.on).annotate(
        group_name=called(Group, asking.last, "group__")
    )
    rows = ReceivedReport.objects.filter(
        Q(due_on__range=year) | Q(received_on__range=year) | Q(ratified_on__range=year), may_be_printed()
    )
    return list(
        rows.select_related("entry")
        .annotate(agency_name=called(Agency, asking.last, "agency__"))
        .prefetch_related(Prefetch("steps", steps.order_by("decided_on", "pk"), to_attr="ratifications"))
        .order_by("due_on", "pk")
    )


def _came(report: ReceivedReport, asking: Asking) -> bool:
    return report.received_on is not None and report.received_on <= asking.on
