"""Keeping the register of reports received: what is due, what came, and what each group did with it."""

from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import Refused, require
from safehold.assurance.models import DueMove, MoveKind, ReceivedReport, RouteStep
from safehold.assurance.models.received import Outcome
from safehold.assurance.policy import received as policy
from safehold.assurance.queries import received as queries
from safehold.clocks import months_after
from safehold.govuk.filters import day
from safehold.meetings.models import Decision
from safehold.meetings.queries import office
from safehold.partnership.models import Group
from safehold.records import writing
from safehold.records.models import Correction

YEAR = 12


@transaction.atomic
def expect_report(
    *, by: Actor, report_kind: str, year: str, agency: Agency, first_group: Group, due_on: date
) -> ReceivedReport:
    """Put a report into the register that an agency owes by a day."""
    require(policy.expect(by))
    known = dict(queries.kinds(by.on))
    if report_kind not in known:
        raise Refused("Choose which report it is")
    if due_on > months_after(by.on, 2 * YEAR):
        raise Refused("The date it is due must be within two years")
    report = writing.create(
        ReceivedReport,
        by=by,
        owner=office(),
        report_kind=report_kind,
        kind_words=known[report_kind],
        year=year.strip(),
        agency=agency,
        first_group=first_group,
        first_due_on=due_on,
        due_on=due_on,
        late_after_on=due_on,
    )
    audit.record(by, "assurance.received_expected", report, agency=agency.code, due_on=due_on.isoformat())
    return report


@transaction.atomic
def receive_report(report: ReceivedReport, *, by: Actor, received_on: date) -> ReceivedReport:
    """Write down that it came. It stands before the first group of its route, or the one that sent it back."""
    require(policy.receive(by, report))
    if received_on > by.on:
        raise Refused("The date it was received must be today or in the past")
    if received_on < months_after(report.first_due_on, -YEAR):
        raise Refused("That is more than a year before it was due. Check the date it was received")
    last = queries.last_step_of(report)
    if last is not None and last.decided_on is not None and received_on < last.decided_on:
        raise Refused(f"It was sent back on {day(last.decided_on)}, so it came again then or later")
    group = last.group if last else report.first_group
    late = report.came_late or received_on > report.late_after_on
    writing.move(report, "receive", by=by, received_on=received_on, received_by=by.user, came_late=late)
    told: dict[str, Any] = {"came_on": received_on, "came_by": by.user, "noted_on": by.on}
    writing.create(RouteStep, by=by, report=report, group=group, **told)
    audit.record(by, "assurance.received_received", report, received_on=received_on.isoformat(), group=group.code)
    return report


def _decided(
    report: ReceivedReport, at: RouteStep | None, *, by: Actor, outcome: str, words: str, decision: Decision | None
) -> RouteStep:
    """Write down what the group did, by its chair or by a decision of it."""
    require(policy.decide(by, report, at))
    assert at is not None
    if decision is None and policy.needs_decision(by, at):
        raise Refused(f"Choose the decision of {at.group} that this is")
    if decision is not None and not queries.possible_decisions(at, by).filter(pk=decision.pk).exists():
        raise Refused(f"Choose what {at.group} decided with its quorum since the report came before it")
    facts = {"outcome": outcome, "words": words.strip(), "decision": decision}
    return writing.change(at, by=by, decided_on=by.on, decided_by=by.user, **facts)


@transaction.atomic
def ratify_report(
    report: ReceivedReport, *, by: Actor, words: str = "", decision: Decision | None = None
) -> ReceivedReport:
    """Write down that the group ratified it. It comes before the group above, and after the Executive it is ratified."""
    at = _decided(report, queries.step_of(report), by=by, outcome=Outcome.RATIFIED, words=words, decision=decision)
    above = queries.next_group(at.group, by.on)
    if above is None:
        writing.move(report, "ratify", by=by, ratified_on=by.on, ratified_by=by.user)
    else:
        writing.move(report, "pass_on", by=by)
        told: dict[str, Any] = {"came_on": by.on, "came_by": by.user, "noted_on": by.on}
        writing.create(RouteStep, by=by, report=report, group=above, **told)
    audit.record(by, "assurance.received_ratified", report, group=at.group.code)
    return report


@transaction.atomic
def send_report_back(
    report: ReceivedReport, *, by: Actor, words: str, due_on: date, decision: Decision | None = None
) -> ReceivedReport:
    """Write down that the group sent it back, why, and by when it is to come again. That it came late the first time stays."""
    if due_on <= by.on:
        raise Refused("The date by which it is to come again must be in the future")
    _soon_enough(report, due_on)
    at = _decided(report, queries.step_of(report), by=by, outcome=Outcome.SENT_BACK, words=words, decision=decision)
    _moved(report, MoveKind.SENT_BACK, by=by, due_on=due_on, why=words)
    writing.move(report, "send_back", by=by, due_on=due_on, late_after_on=due_on)
    audit.record(by, "assurance.received_sent_back", report, group=at.group.code, due_on=due_on.isoformat())
    return report


@transaction.atomic
def move_report_due(report: ReceivedReport, *, by: Actor, due_on: date, why: str) -> DueMove:
    """Move the day it is due, with the reason. Before that day has passed it is an extension, and lateness is counted from the
    new day; afterwards it is another day to work towards, and the report stays late."""
    require(policy.move_due(by, report))
    if due_on <= by.on:
        raise Refused("The date it is due must be in the future")
    _soon_enough(report, due_on)
    if due_on == report.due_on:
        raise Refused("Enter another date than the one that stands")
    in_time = by.on <= report.late_after_on
    moved = _moved(report, MoveKind.IN_TIME if in_time else MoveKind.LATE, by=by, due_on=due_on, why=why)
    writing.change(report, by=by, due_on=due_on, late_after_on=due_on if in_time else report.late_after_on)
    audit.record(by, "assurance.received_due_moved", report, due_on=due_on.isoformat(), how=moved.move_kind)
    return moved


def _soon_enough(report: ReceivedReport, due_on: date) -> None:
    """A yearly report that is due more than a year after its first day is never late again."""
    if due_on > months_after(report.first_due_on, YEAR):
        raise Refused(f"The date must be within a year of {day(report.first_due_on)}, when the report was due first")


def _moved(report: ReceivedReport, kind: MoveKind, *, by: Actor, due_on: date, why: str) -> DueMove:
    told: dict[str, Any] = {"moved_on": by.on, "moved_by": by.user, "moved_why": why.strip()}
    return writing.create(DueMove, by=by, report=report, move_kind=kind, from_on=report.due_on, to_on=due_on, **told)


@transaction.atomic
def enter_received_in_error(report: ReceivedReport, *, by: Actor, why: str) -> Correction:
    """Say that it should never have been in the register."""
    require(policy.mark(by, report))
    marked = writing.enter_in_error(report, by=by, why=why)
    audit.record(by, "assurance.received_entered_in_error", report)
    return marked


@transaction.atomic
def reinstate_received(report: ReceivedReport, *, by: Actor, why: str) -> Correction:
    """Say that it stands after all."""
    require(policy.reinstate(by, report))
    taken_back = writing.reinstate(report, by=by, why=why)
    audit.record(by, "assurance.received_reinstated", report)
    return taken_back
