"""How the register of reports received is shown, and the route of each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from safehold.assurance.lifecycle import AWAITED, Ratified
from safehold.assurance.models import DueMove, ReceivedReport, RouteStep
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Heading, Link, Tag
from safehold.meetings.models import Decision

COLOURS: dict[str, Any] = {
    Ratified.EXPECTED: "grey", Ratified.UNDER_WAY: "blue", Ratified.SENT_BACK: "yellow", Ratified.RATIFIED: "green",
}  # fmt: skip
ROUTE_HEADINGS = [Heading(each) for each in ("Group", "Came", "What it did", "When", "What it said")]
MOVE_HEADINGS = [Heading(each) for each in ("From", "To", "How", "By", "Why")]
EXECUTIVE_HEADINGS = [Heading(each) for each in ("Report", "Of", "Before", "Since")]


def is_late(report: ReceivedReport, on: date) -> bool:
    """Whether it has not come by the day from which lateness is counted."""
    return report.status in AWAITED and report.late_after_on < on


def status(report: ReceivedReport, on: date) -> Tag:
    """How far it is; that it is overdue first."""
    if is_late(report, on):
        return Tag(f"Overdue since {day(report.late_after_on)}", "orange")
    return Tag(report.get_status_display(), COLOURS[report.status])


def received(report: ReceivedReport) -> Any:
    """When it came last; that it once came late in words."""
    if report.received_on is None:
        return None
    return Tag(f"{day(report.received_on)}, came late", "orange") if report.came_late else report.received_on


def due(report: ReceivedReport, on: date) -> str:
    """By when it is due, and by when it was due first."""
    said = day(report.due_on)
    if report.due_on != report.first_due_on:
        said = f"{said}. First due {day(report.first_due_on)}"
    if is_late(report, on) and report.due_on != report.late_after_on:
        said = f"{said}. A day agreed once it was late makes it no less late"
    return said


def where(report: Any) -> str:
    return report.before or ""


def facts(report: Any, on: date) -> list[Answer]:
    found = [
        Answer("Owed by", str(report.agency)),
        Answer("Year", report.year),
        Answer("Due", due(report, on)),
        Answer("Read first by", str(report.first_group)),
    ]
    if report.received_on:
        late = ". It came late" if report.came_late else ""
        found.append(Answer("Received", f"{day(report.received_on)}, written down by {report.received_by}{late}"))
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
        noted = "" if each.noted_on == each.came_on else f", written down on {day(each.noted_on)}"
        found.append([str(each.group), f"{day(each.came_on)}{noted}", did, when, each.words])
    return found


def move_rows(moves: Iterable[DueMove]) -> list[list[Any]]:
    """Each time that the day was moved on which it is due."""
    return [
        [
            day(each.from_on),
            day(each.to_on),
            each.get_move_kind_display(),
            f"{each.moved_by}, {day(each.moved_on)}",
            each.moved_why,
        ]
        for each in moves
    ]


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
