"""Giving a deadline more time."""

from datetime import date

from django.db import transaction

from safehold import clocks
from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.records import policy, timing, writing
from safehold.records.models import Deadline, Extension


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
