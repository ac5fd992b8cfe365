"""Writing down, for a year, what was said and what was done."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.plans.models import Evidence, Objective, RestsOn, SaidAndDid
from safehold.plans.policy import delivery as policy
from safehold.plans.queries import reckoning as queries
from safehold.records import writing
from safehold.records.models import Correction


@transaction.atomic
def say_and_did(
    objective: Objective, *, by: Actor, from_on: date, said: str, did: str, evidence: Iterable[Evidence] = ()
) -> SaidAndDid:
    """Write a row for the year from ``from_on``: what was said, what was done, and the assured evidence that shows it."""
    require(policy.account_for(by, objective))
    if from_on > by.on:
        raise Refused("The year must have begun")
    number = queries.next_number(from_on)
    row = writing.create(
        SaidAndDid, by=by, objective=objective, from_on=from_on, number=number, said=said.strip(), did=did.strip()
    )
    chosen = list(evidence)
    offered = set(queries.assured_evidence(objective, by).values_list("pk", flat=True))
    if any(each.pk not in offered for each in chosen):
        raise Refused("Choose evidence of which somebody was assured")
    for each in chosen:
        writing.create(RestsOn, by=by, row=row, evidence=each)
    audit.record(by, "plans.said_and_did", row, count=len(chosen), from_on=from_on.isoformat())
    return row


@transaction.atomic
def correct_row(row: SaidAndDid, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what a row says wrongly. What it said before stays, with the reason."""
    require(policy.change(by, row))
    correction = writing.correct(row, by=by, field=field, value=value, why=why)
    audit.record(by, "plans.row_corrected", row, field=field)
    return correction


@transaction.atomic
def enter_row_in_error(row: SaidAndDid, *, by: Actor, why: str) -> Correction:
    """Say that a row should never have been written."""
    require(policy.mark(by, row))
    marked = writing.enter_in_error(row, by=by, why=why)
    audit.record(by, "plans.row_entered_in_error", row)
    return marked


@transaction.atomic
def reinstate_row(row: SaidAndDid, *, by: Actor, why: str) -> Correction:
    """Say that a row that was marked stands after all."""
    require(policy.reinstate(by, row))
    taken_back = writing.reinstate(row, by=by, why=why)
    audit.record(by, "plans.row_reinstated", row)
    return taken_back
