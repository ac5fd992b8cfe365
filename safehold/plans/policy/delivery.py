"""Who may write, adopt and change the partnership's plans, tell how far they are, and close a quarter.

A group's chair answers for its delivery plan; the business manager writes down what was agreed. Whoever does an action
tells how far it is, and whoever chairs closes the quarter: no single agency can alter what was said of it.
"""

from typing import Any

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.partnership.models import Chair
from safehold.plans.lifecycle import OPEN, Adoption
from safehold.plans.models import Commitment, DeliveryPlan, Line, Objective, SaidAndDid, StrategicPlan
from safehold.plans.policy import do, standing
from safehold.records import policy as records

PLANNERS = (Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT, Role.INDEPENDENT_CHAIR)
CLOSERS = (Role.BUSINESS_MANAGER, Role.INDEPENDENT_CHAIR)
Planned = StrategicPlan | Commitment | Objective | DeliveryPlan | SaidAndDid


def plan(actor: Actor) -> Answer:
    """Those who run and chair the partnership write its strategic plan."""
    if actor.is_any(*PLANNERS):
        return YES
    return no("Only the business manager, business support or the independent chair can write the strategic plan")


def add_to(actor: Actor, planned: StrategicPlan | Commitment) -> Answer:
    """A commitment, or what will be done, is added while the plan stands: plans are looked at again each year."""
    return plan(actor) and standing(planned.entry)


def adopt(actor: Actor, strategy: StrategicPlan) -> Answer:
    """Record that a group adopted the strategic plan."""
    if strategy.status == Adoption.ADOPTED:
        return not_now("This plan was adopted already")
    return (
        close_all(actor) or no("Only the business manager or the independent chair can record that a plan was adopted")
    ) and (standing(strategy.entry))


def plan_delivery(actor: Actor) -> Answer:
    """Whoever chairs a group writes its delivery plan, and those who run the partnership any."""
    if actor.is_any(*PLANNERS, Role.SUBGROUP_CHAIR):
        return YES
    return no("Only a group’s chair, the business manager or business support can write a delivery plan")


def chairs(actor: Actor, circle_id: int) -> bool:
    """Whether the actor chairs the group of that circle on their day, in a role that chairs; sitting there is not enough."""
    if actor.user_id is None or not actor.is_any(Role.SUBGROUP_CHAIR):
        return False
    held = Chair.objects.on(actor.on).filter(group__circle=circle_id, user=actor.user_id, agency=actor.agency_id)
    return bool(held.exists())


def plan_for(actor: Actor, circle_id: int) -> Answer:
    """The same, for one group."""
    if actor.is_any(*PLANNERS) or chairs(actor, circle_id):
        return YES
    return no("Only the chair of this group, the business manager or business support can change its delivery plan")


def change_delivery(actor: Actor, delivery: DeliveryPlan) -> Answer:
    """Add actions to a delivery plan, and carry them forward."""
    return plan_for(actor, delivery.group.circle_id) and standing(delivery.entry)


def account_for(actor: Actor, objective: Objective) -> Answer:
    """Write what was done about something that was said: those who write the plan, and the report."""
    return plan(actor) and standing(objective.entry)


def change(actor: Actor, planned: Planned) -> Answer:
    """Correct what was recorded wrongly."""
    if isinstance(planned, DeliveryPlan):
        return change_delivery(actor, planned)
    return plan(actor) and standing(planned.entry)


def mark(actor: Actor, planned: Planned) -> Answer:
    """Say that a plan, or a part of one, should never have been recorded."""
    return records.enter_in_error(actor, planned.entry)


def reinstate(actor: Actor, planned: Planned) -> Answer:
    """Say that a plan, or a part of one, stands after all."""
    return records.reinstate(actor, planned.entry)


def update(actor: Actor, line: Line) -> Answer:
    """Tell how far an action is: whoever does it, or whoever keeps the delivery plan and writes down what they said."""
    if not (stands := standing(line.plan.entry)):
        return stands
    if does := do(actor, line.action):
        return YES
    return (change_delivery(actor, line.plan) and standing(line.action.entry)) or does


def carry(actor: Actor, line: Line) -> Answer:
    """Carry an action forward into a later plan, while there is something left to do."""
    if line.action.status not in OPEN:
        return not_now(
            f"This action is {line.action.get_status_display().lower()}, so there is nothing to carry forward"
        )
    return change_delivery(actor, line.plan) and standing(line.action.entry)


def close(actor: Actor, delivery: DeliveryPlan) -> Answer:
    """Close a quarter of a group’s delivery plan: its chair, or who runs or chairs the partnership."""
    if actor.is_any(*CLOSERS) or chairs(actor, delivery.group.circle_id):
        return standing(delivery.entry)
    return no("Only the chair of this group, the independent chair or the business manager can close a quarter")


def close_all(actor: Actor) -> Answer:
    """Close a quarter of every group’s plan at once."""
    if actor.is_any(*CLOSERS):
        return YES
    return no("Only the independent chair or the business manager can close a quarter for the whole partnership")


def note(actor: Actor, quarter: Any) -> Answer:
    """Say something beside a closed quarter: whoever could have closed it."""
    return close(actor, quarter.plan)
