"""How a group's report is shown."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from safehold.assurance.lifecycle import Told
from safehold.assurance.models import GroupReport, ReportChase, ReportNote
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Heading, Link, Tag
from safehold.meetings.models import Decision, Item

COLOURS: dict[str, Any] = {
    Told.DRAFT: "grey", Told.ASKING: "yellow", Told.TELLING: "blue", Told.ANSWERED: "purple", Told.HEARD: "green",
}  # fmt: skip
WAITING_HEADINGS = [Heading(each) for each in ("Asked by", "Asks for", "What exactly", "Answer due")]


def is_late(report: GroupReport, on: date) -> bool:
    return report.status == Told.ASKING and report.due_on is not None and report.due_on < on


def status(report: GroupReport, on: date) -> Tag:
    """How far it is; an answer that is overdue says so first."""
    if is_late(report, on):
        return Tag("Answer overdue", "orange")
    return Tag(report.get_status_display(), COLOURS[report.status])


def period(report: GroupReport) -> str:
    return f"{day(report.from_on)} to {day(report.until_on)}"


def asks_for(report: GroupReport) -> str:
    return report.get_asks_for_display() or "Nothing"


def due(report: GroupReport, on: date) -> Any:
    """When the answer is due; that it is overdue in words."""
    if report.due_on is None or report.status != Told.ASKING:
        return ""
    return Tag(f"Overdue since {day(report.due_on)}", "orange") if is_late(report, on) else day(report.due_on)


def facts(report: GroupReport, item: Item | None) -> list[Answer]:
    """What is said of a report above its words."""
    found = [Answer("Reports to", str(report.to_group)), Answer("Period", period(report))]
    if report.plan is not None:
        found.append(Answer("Delivery plan", Link(str(report.plan), report.plan.get_absolute_url())))
    if report.submitted_on:
        found.append(Answer("Submitted", f"{day(report.submitted_on)}, by {report.submitted_by}"))
    if report.due_on:
        found.append(Answer("Answer due", day(report.due_on)))
    if item is not None:
        found.append(Answer("On the agenda of", Link(str(item.meeting), item.get_absolute_url())))
    return found


def answer(report: GroupReport, decision: Decision | None) -> list[Answer]:
    """What was answered, by whom, and by which decision where the reader sees that."""
    found = [
        Answer("Answer", report.get_verdict_display()),
        Answer("In words", report.answer),
        Answer("Answered", f"{day(report.answered_on)}, by {report.answered_by}"),
    ]
    if decision is not None:
        found.append(Answer("Decision", Link(decision.reference, decision.item.get_absolute_url())))
    told = f"{day(report.heard_on)}, by {report.heard_by}" if report.heard_on else "Not yet"
    return [*found, Answer("Taken back to the group", told)]


def waiting_rows(reports: Iterable[GroupReport], on: date) -> list[list[Any]]:
    """What is asked and not answered, as rows of the Executive's page."""
    return [
        [Link(str(each.group), each.get_absolute_url()), asks_for(each), each.ask, due(each, on)] for each in reports
    ]


def happened(report: GroupReport, notes: Iterable[ReportNote], chases: Iterable[ReportChase]) -> Iterator[Event]:
    """What happened to a report, and what stands beside it."""
    if report.submitted_on:
        yield Event("Submitted", report.submitted_on, by=str(report.submitted_by))
    if report.answered_on:
        yield Event(f"Answered: {report.get_verdict_display()}", report.answered_on, by=str(report.answered_by))
    if report.heard_on:
        yield Event("Answer taken back to the group", report.heard_on, by=str(report.heard_by))
    for note in notes:
        yield Event("Noted beside it", note.noted_on, by=str(note.noted_by), text=note.words)
    for chase in chases:
        yield Event(f"Reminded {chase.to_user}", chase.chased_on, by=str(chase.chased_by))
