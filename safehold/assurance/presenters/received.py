"""How the register of reports received is shown, and the route of each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from safehold.assurance.lifecycle import AWAITED, Ratified
from safehold.assurance.models import ReceivedReport, RouteStep
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Heading, Link, Tag
from safehold.meetings.models import Decision

COLOURS: dict[str, Any] = {
    Ratified.EXPECTED: "grey", Ratified.UNDER_WAY: "blue", Ratified.SENT_BACK: "yellow", Ratified.RATIFIED: "green",
}  # fmt: skip
ROUTE_HEADINGS = [Heading(each) for each in ("Group", "Came", "What it did", "When", "What it said")]
EXECUTIVE_HEADINGS = [Heading(each) for each in ("Report", "Of", "Before", "Since")]


def status(report: ReceivedReport, on: date) -> Tag:
    """How far it is; that it is overdue first."""
    if report.status in AWAITED and report.due_on < on:
        return Tag("Overdue", "orange")
    return Tag(report.get_status_display(), COLOURS[report.status])


def where(report: Any) -> str:
    return report.before or ""


def facts(report: Any) -> list[Answer]:
    found = [
        Answer("Owed by", str(report.agency)),
        Answer("Year", report.year),
        Answer("Due", day(report.due_on)),
        Answer("Read first by", str(report.first_group)),
    ]
    if report.received_on:
        found.append(Answer("Received", f"{day(report.received_on)}, written down by {report.received_by}"))
    if report.before:
        found.append(Answer("Stands before", report.before))
    if report.ratified_on:
        found.append(Answer("Ratified", f"{day(report.ratified_on)}, written down by {report.ratified_by}"))
    return found


def route_rows(steps: Iterable[RouteStep], decisions: Mapping[int, Decision]) -> list[list[Any]]:
    """The groups that it came before, in order, and what each did."""
    found = []
    for each in steps:
        did: Any = each.get_outcome_display() or "Nothing yet"
        seen = decisions.get(each.decision_id or 0)
        if seen is not None:
            did = Link(f"{did}, {seen.reference}", seen.item.get_absolute_url())
        when = f"{day(each.decided_on)}, {each.decided_by}" if each.decided_on else ""
        found.append([str(each.group), day(each.came_on), did, when, each.words])
    return found


def happened(report: ReceivedReport, steps: Iterable[RouteStep]) -> Iterator[Event]:
    for each in steps:
        yield Event(f"Came before {each.group}", each.came_on, by=str(each.came_by))
        if each.decided_on:
            words = f"{each.get_outcome_display()} by {each.group}"
            yield Event(words, each.decided_on, by=str(each.decided_by), text=each.words)


def executive_rows(steps: Iterable[RouteStep]) -> list[list[Any]]:
    return [
        [
            Link(str(each.report), each.report.get_absolute_url()),
            str(each.report.agency),
            str(each.group),
            day(each.came_on),
        ]
        for each in steps
    ]
