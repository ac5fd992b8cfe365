"""Delivering a plan: a group's actions for twelve months, what is said of each every quarter, closing a quarter for good, and
carrying forward what is not finished."""

from datetime import date

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.access.policy import Refused, require
from safehold.govuk.filters import day
from safehold.partnership.models import Group
from safehold.plans import queries as thread
from safehold.plans.actions.doing import NOT_THEIRS, move_due_date
from safehold.plans.lifecycle import Status
from safehold.plans.models import (
    ClosedLine,
    ClosedQuarter,
    DeliveryPlan,
    Line,
    Objective,
    PlannedAction,
    ProgressUpdate,
    QuarterNote,
    StrategicPlan,
)
from safehold.plans.policy import delivery as policy
from safehold.plans.progress import BLUE, Scale
from safehold.plans.quarters import NUMBERS, Quarter, quarter
from safehold.plans.queries import delivery as queries
from safehold.records import writing

STALE = "Somebody else sent an update while you were writing. Read theirs, then send yours again"


@transaction.atomic
def plan_delivery(*, by: Actor, strategy: StrategicPlan, group: Group, from_on: date, agreed_on: date) -> DeliveryPlan:
    """Begin one group's delivery plan for the twelve months from ``from_on``, the first day of a month."""
    require(policy.plan_delivery(by))
    require(policy.plan_for(by, group.circle_id))
    if from_on.day != 1:
        raise Refused("A delivery plan begins on the first day of a month")
    if agreed_on > by.on:
        raise Refused("The date it was agreed must be today or in the past")
    if not group.there_on(max(from_on, agreed_on)):
        raise Refused(f"{group} was not there on that day. Choose a group that was")
    plan = writing.create(DeliveryPlan, by=by, strategy=strategy, group=group, from_on=from_on, agreed_on=agreed_on)
    audit.record(by, "plans.delivery_planned", plan, group=group.code, from_on=from_on.isoformat())
    return plan


@transaction.atomic
def plan_action(
    delivery: DeliveryPlan,
    *,
    by: Actor,
    objective: Objective,
    words: str,
    measure: str,
    agency: Agency,
    lead_role: str,
    due_on: date,
    agreed_on: date,
    lead: User | None = None,
) -> Line:
    """Write an action into a delivery plan: what one agency undertook, by when, and how one will know that it helped. It
    comes from no recommendation; done, evidence, assurance and impact are as for any action."""
    require(policy.change_delivery(by, delivery))
    _belongs(objective, delivery)
    if agreed_on > by.on:
        raise Refused("The date it was agreed must be today or in the past")
    if lead is not None and not thread.acts_for(lead, agency, on=by.on):
        raise Refused(NOT_THEIRS.format(lead, agency))
    action = writing.create(
        PlannedAction,
        by=by,
        owner=agency,
        words=words,
        measure=measure,
        agency=agency,
        lead=lead,
        lead_role=lead_role,
        group=delivery.group,
        agreed_on=agreed_on,
        first_due_on=due_on,
        due_on=due_on,
    )
    line = writing.create(Line, by=by, plan=delivery, objective=objective, action=action, added_on=agreed_on)
    audit.record(by, "plans.action_planned", action, agency=agency.code, due_on=due_on.isoformat())
    return line


@transaction.atomic
def update(
    line: Line,
    *,
    by: Actor,
    number: int,
    seen: int,
    narrative: str,
    evidence: str = "",
    barriers: str = "",
    said: str = "",
    reason: str = "",
) -> ProgressUpdate:
    """Tell how far an action is in a quarter of its delivery plan. What was sent before stays; ``seen`` is the number of the
    latest update that whoever wrote this one had read, so that nobody writes over another's words unread.

    ``said`` is a status in the place of the one worked out, with its ``reason``; both are shown for good.
    """
    require(policy.update(by, line))
    told_of = _open_quarter(line.plan, number, by=by)
    if line.added_on > told_of.last:
        raise Refused(f"This action came into the plan after {day(told_of.last)}, so there is nothing to tell of then")
    if queries.latest_update(line, number) != seen:
        raise Refused(STALE)
    known = queries.told(line, min(by.on, told_of.last), told_of)
    scale = Scale.on(by.on)
    if said == scale.nearest(known.worked_out):
        said = reason = ""
    if said == BLUE and known.known.stage != Status.ASSURED:
        raise Refused("Nobody has been assured of this action yet, so it cannot be said to be complete and evidenced")
    sent = writing.create(
        ProgressUpdate,
        by=by,
        line=line,
        quarter=number,
        number=seen + 1,
        narrative=narrative.strip(),
        evidence=evidence.strip(),
        barriers=barriers.strip(),
        said=said,
        reason=reason.strip(),
        given_on=by.on,
        given_by=by.user,
    )
    audit.record(by, "plans.progress_told", line.action, number=number)
    return sent


@transaction.atomic
def close_quarter(delivery: DeliveryPlan, *, by: Actor, number: int, asks: str = "") -> ClosedQuarter:
    """Close a quarter that has ended: every line is copied as it stood on the quarter's last day, with what was said of it.

    Nothing that happens afterwards changes what was closed, and it is never opened again.
    """
    require(policy.close(by, delivery))
    closing = _open_quarter(delivery, number, by=by)
    if not closing.has_ended(by.on):
        raise Refused(f"This quarter ends on {day(closing.last)}. Close it after that day")
    if earlier := queries.to_close_first(delivery, closing):
        raise Refused(f"Close {earlier.label} first")
    closed = writing.create(
        ClosedQuarter,
        by=by,
        plan=delivery,
        number=number,
        first_on=closing.first,
        last_on=closing.last,
        closed_on=by.on,
        closed_by=by.user,
        group_name=str(delivery.group),
        asks=asks.strip(),
    )
    scale = Scale.on(by.on)
    lines = queries.every_line(delivery, on=closing.last, quarter=closing)
    for position, told in enumerate(lines, 1):
        _freeze(closed, told, position, scale, by=by)
    audit.record(by, "plans.quarter_closed", closed, number=number, count=len(lines), group=delivery.group.code)
    return closed


@transaction.atomic
def close_for_all(*, by: Actor, last_on: date) -> list[ClosedQuarter]:
    """Close the quarter that ends on ``last_on`` for every group that has not closed it yet: all of them, or none."""
    require(policy.close_all(by))
    waiting = [each for each in queries.ending_on(last_on, by) if each.closed is None]
    if not waiting:
        raise Refused("Every group has closed this quarter already")
    closed = [close_quarter(each.plan, by=by, number=each.quarter.number) for each in waiting]
    audit.record(by, "plans.quarter_closed_for_all", count=len(closed), to_on=last_on.isoformat())
    return closed


@transaction.atomic
def add_note(closed: ClosedQuarter, *, by: Actor, words: str) -> QuarterNote:
    """Say beside a closed quarter what was wrong in it, or came to light later. The quarter itself stays as it is."""
    require(policy.note(by, closed))
    note = writing.create(QuarterNote, by=by, quarter=closed, words=words.strip(), noted_on=by.on, noted_by=by.user)
    audit.record(by, "plans.quarter_noted", closed)
    return note


@transaction.atomic
def carry_forward(
    line: Line, *, by: Actor, into: DeliveryPlan, objective: Objective, why: str, due_on: date | None = None
) -> Line:
    """Carry an action forward into a later delivery plan, with the reason. It stays the same promise, late against the day
    first agreed; ``due_on`` moves the day it is due, as any move of it does."""
    require(policy.carry(by, line))
    require(policy.change_delivery(by, into))
    if into.from_on <= line.plan.from_on:
        raise Refused("An action is carried forward into a plan that begins later")
    if before := queries.carried_to(line):
        raise Refused(f"This action was carried forward already, into {before.plan}")
    _belongs(objective, into)
    action = line.action
    if due_on is not None and due_on != action.due_on:
        move_due_date(action, by=by, due_on=due_on, why=why)
    carried = writing.create(
        Line,
        by=by,
        plan=into,
        objective=objective,
        action=action,
        added_on=by.on,
        carried_from=line,
        carried_on=by.on,
        carried_by=by.user,
        carried_why=why.strip(),
    )
    audit.record(by, "plans.carried_forward", action, group=into.group.code, from_on=into.from_on.isoformat())
    return carried


def _belongs(objective: Objective, delivery: DeliveryPlan) -> None:
    if objective.commitment.plan_id != delivery.strategy_id:
        raise Refused(f"Choose something that {delivery.strategy} says will be done")


def _open_quarter(delivery: DeliveryPlan, number: int, *, by: Actor) -> Quarter:
    """The quarter, which has begun and is not closed; held until the end of the act, so that none is told of while it is
    being closed."""
    if number not in NUMBERS:
        raise Refused("A year has quarters 1 to 4")
    DeliveryPlan.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    found = quarter(delivery.from_on, number)
    if queries.is_closed(delivery, number):
        raise Refused(f"{found.label} is closed, and what was said of it stays. Add a note beside it instead")
    if not found.has_begun(by.on):
        raise Refused(f"{found.label} has not begun yet")
    return found


def _freeze(closed: ClosedQuarter, told: queries.Told, position: int, scale: Scale, *, by: Actor) -> None:
    action, objective, sent, late = told.action, told.line.objective, told.update, told.late
    worked_out = scale.nearest(told.worked_out)
    writing.create(
        ClosedLine,
        by=by,
        quarter=closed,
        line=told.line,
        position=position,
        commitment=str(objective.commitment),
        objective=objective.words,
        words=action.words,
        measure=action.measure,
        agency=str(action.agency),
        lead=f"{action.lead_role} ({action.lead})" if action.lead else action.lead_role,
        first_due_on=told.known.first_due_on,
        due_on=told.known.due_on,
        stage=told.known.stage,
        stage_words=told.known.stage.label,
        worked_out=worked_out,
        worked_out_words=scale.says(worked_out),
        said=told.said,
        said_words=scale.says(told.said) if told.said else "",
        reason=sent.reason if sent else "",
        days_late=late.days,
        days_late_at_first=late.days_at_first,
        narrative=sent.narrative if sent else "",
        evidence=sent.evidence if sent else "",
        barriers=sent.barriers if sent else "",
        updated_on=sent.given_on if sent else None,
        updated_by=sent.given_by if sent else None,
    )
