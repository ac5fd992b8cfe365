"""Writing down what the partnership set out to do: its strategic plan, commitments, and what it will do to keep them."""

from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.partnership.models import Group
from safehold.plans.models import Commitment, DeliveryPlan, Objective, StrategicPlan
from safehold.plans.policy import delivery as policy
from safehold.plans.queries import delivery as queries
from safehold.records import writing
from safehold.records.models import Correction

Planned = StrategicPlan | Commitment | Objective | DeliveryPlan


@transaction.atomic
def write_strategy(*, by: Actor, title: str, from_on: date, until_on: date, words: str = "") -> StrategicPlan:
    """Begin a strategic plan. It is a draft until a group adopts it."""
    require(policy.plan(by))
    strategy = writing.create(StrategicPlan, by=by, title=title, words=words, from_on=from_on, until_on=until_on)
    audit.record(by, "plans.strategy_written", strategy, from_on=from_on.isoformat())
    return strategy


@transaction.atomic
def commit(strategy: StrategicPlan, *, by: Actor, title: str, words: str = "") -> Commitment:
    """Add a commitment to a strategic plan, after those that are there."""
    require(policy.add_to(by, strategy))
    number = queries.next_number(Commitment.objects.filter(plan=strategy))
    made = writing.create(Commitment, by=by, plan=strategy, number=number, title=title, words=words)
    audit.record(by, "plans.committed", made)
    return made


@transaction.atomic
def set_out(commitment: Commitment, *, by: Actor, words: str, group: Group) -> Objective:
    """Say what the partnership will do to keep a commitment, and which group answers for it."""
    require(policy.add_to(by, commitment))
    if not group.there_on(by.on):
        raise Refused(f"{group} is not there any more. Choose a group that is")
    number = queries.next_number(Objective.objects.filter(commitment=commitment))
    made = writing.create(Objective, by=by, commitment=commitment, number=number, words=words, group=group)
    audit.record(by, "plans.set_out", made, group=group.code)
    return made


@transaction.atomic
def adopt(strategy: StrategicPlan, *, by: Actor, group: Group, adopted_on: date) -> StrategicPlan:
    """Record that a group adopted a strategic plan, and when."""
    require(policy.adopt(by, strategy))
    if adopted_on > by.on:
        raise Refused("The date it was adopted must be today or in the past")
    if not group.there_on(adopted_on):
        raise Refused(f"{group} was not there on that day. Choose a group that was")
    writing.move(strategy, "adopt", by=by, group=group, adopted_on=adopted_on, adopted_by=by.user)
    audit.record(by, "plans.adopted", strategy, group=group.code)
    return strategy


@transaction.atomic
def correct_plan(planned: Planned, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what a plan says wrongly. What it said before stays, with the reason, and so does what was closed."""
    require(policy.change(by, planned))
    if isinstance(planned, DeliveryPlan) and field == "from_on":
        if planned.closed_quarters.exists():
            raise Refused("A quarter of this plan is closed, so its first day stays")
        if value.day != 1:
            raise Refused("A delivery plan begins on the first day of a month")
    correction = writing.correct(planned, by=by, field=field, value=value, why=why)
    audit.record(by, "plans.plan_corrected", planned, field=field)
    return correction


@transaction.atomic
def enter_plan_in_error(planned: Planned, *, by: Actor, why: str) -> Correction:
    """Say that a plan, or a part of one, should never have been recorded. What stands under it is taken out first."""
    require(policy.mark(by, planned))
    if words := queries.stands_under(planned):
        raise Refused(words)
    marked = writing.enter_in_error(planned, by=by, why=why)
    audit.record(by, "plans.plan_entered_in_error", planned)
    return marked


@transaction.atomic
def reinstate_plan(planned: Planned, *, by: Actor, why: str) -> Correction:
    """Say that what was marked as recorded in error stands after all."""
    require(policy.reinstate(by, planned))
    taken_back = writing.reinstate(planned, by=by, why=why)
    audit.record(by, "plans.plan_reinstated", planned)
    return taken_back
