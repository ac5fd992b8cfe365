"""Giving a deadline more time, and the partnership's own working days."""

from datetime import date

from django.db import transaction

from safehold import clocks
from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.records import policy, timing, writing
from safehold.records.models import CalendarDay, Deadline, Extension


@transaction.atomic
def extend(deadline: Deadline, *, by: Actor, due_on: date, why: str, agreed_on: date) -> Extension:
    """Give a deadline more time. The first due date stays, and the reason stands beside the new one.

    Refused where it was met, where the new date is no later, and where the rule's own cap forbids it.
    """
    require(policy.extend_deadline(by, deadline.entry))
    if by.user is None:
        raise Refused("Someone must agree to more time")
    if deadline.in_hours:
        raise Refused("A deadline in hours cannot be extended")
    if deadline.met_on:
        raise Refused("This deadline has already been met")
    try:
        agreed = clocks.Extension(due_on=due_on, reason=why, agreed_by=by.name, agreed_on=agreed_on)
        deadline.as_clock().extended(agreed, calendar=timing.calendar())
    except ValueError as refused:
        raise Refused(str(refused)) from refused
    extension = writing.create(
        Extension, by=by, deadline=deadline, due_on=due_on, why=why.strip(), agreed_by=by.user, agreed_on=agreed_on
    )
    writing.change(deadline, by=by, due_on=due_on)
    audit.record(by, "records.deadline_extended", deadline.entry, rule=deadline.rule_key, due_on=due_on.isoformat())
    return extension


@transaction.atomic
def add_calendar_day(*, by: Actor, from_on: date, to_on: date | None, working: bool, why: str) -> CalendarDay:
    """Say that days are, or are not, working days here. Deadlines already worked out stay as they are."""
    require(policy.keep_calendar(by))
    row = writing.create(CalendarDay, by=by, from_on=from_on, to_on=to_on or from_on, working=working, why=why.strip())
    audit.record(by, "records.calendar_day_added", row, from_on=from_on.isoformat(), working=working)
    return row


@transaction.atomic
def correct_calendar_day(
    row: CalendarDay, *, by: Actor, from_on: date, to_on: date | None, working: bool, why: str
) -> CalendarDay:
    """Put right a line of the calendar. Deadlines already worked out stay as they are."""
    require(policy.change_calendar_day(by, row))
    was = row.from_on.isoformat()
    writing.change(row, by=by, from_on=from_on, to_on=to_on or from_on, working=working, why=why.strip())
    audit.record(by, "records.calendar_day_corrected", row, was=was, from_on=from_on.isoformat(), working=working)
    return row
