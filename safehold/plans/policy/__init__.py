"""Who may record what was found, answer a recommendation, do an action, and be assured of it.

Whoever does the work, whoever says it is done and whoever gives the evidence is never the one who is assured. The
receiving group's own people are: those who hold one of its seats, or its chair.
"""

from typing import Any

from django.db.models import Exists, Q

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.partnership import policy as partnership
from safehold.plans.lateness import UNPROVED
from safehold.plans.lifecycle import OPEN, Response, Status
from safehold.plans.models import Finding, PlannedAction, ProgressUpdate, Recommendation, Scope
from safehold.records import policy as records
from safehold.records.models import Entry
from safehold.records.visibility import own_of

RECORDERS = (
    Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT, Role.REVIEW_OFFICER, Role.SUBGROUP_CHAIR, Role.INDEPENDENT_CHAIR,
    Role.INDEPENDENT_SCRUTINEER, Role.TRAINING_COORDINATOR,
)  # fmt: skip
DOERS = (
    Role.AGENCY_LEAD, Role.AGENCY_CONTRIBUTOR, Role.DELEGATED_PARTNER, Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT,
    Role.TRAINING_COORDINATOR, Role.REVIEW_OFFICER, Role.ADULTS_MANAGER, Role.LADO,
)  # fmt: skip
ANSWER_FOR = (Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER, Role.SUBGROUP_CHAIR, Role.BUSINESS_MANAGER)


def see(actor: Actor) -> Answer:
    """The tracker is for whoever is in the partnership."""
    return partnership.see(actor)


def sits_in(actor: Actor, circle_id: int) -> bool:
    """Whether the actor fills a seat of a group, or chairs it, by the circle that is kept for it."""
    own = own_of(actor)
    return circle_id in own.circles or circle_id in own.covered


def record(actor: Actor) -> Answer:
    """Those who review, audit, scrutinise and manage write down what was found."""
    if actor.is_any(*RECORDERS):
        return YES
    return no("Only those who review, scrutinise, chair or manage the partnership’s work can record what was found")


def recommend(actor: Actor, finding: Finding) -> Answer:
    """The same people say what should be done about a finding."""
    return record(actor) and standing(finding.entry)


def standing(entry: Entry) -> Answer:
    return not_now(records.MADE_IN_ERROR) if entry.in_error_on else YES


def correct(actor: Actor, recorded: Any) -> Answer:
    """Put right what was recorded wrongly: those who record; of an action, until somebody was assured of it."""
    if not (may := record(actor) and standing(recorded.entry)):
        return may
    if isinstance(recorded, PlannedAction) and recorded.status not in OPEN:
        return not_now(f"This action is {recorded.get_status_display().lower()}, so what was agreed stays as it is")
    return YES


def mark(actor: Actor, recorded: Any) -> Answer:
    """Say that it should never have been recorded. Of an action its own agency does not say so: it would be gone from every
    list of what is overdue."""
    if isinstance(recorded, PlannedAction):
        return standing(recorded.entry) and settle(actor, recorded)
    return records.enter_in_error(actor, recorded.entry)


def reinstate(actor: Actor, recorded: Any) -> Answer:
    """Say that it stands after all: whoever may say that it should never have been recorded."""
    if isinstance(recorded, PlannedAction):
        if not recorded.entry.in_error_on:
            return not_now("This is not marked as recorded in error")
        return settle(actor, recorded)
    return records.reinstate(actor, recorded.entry)


def settle(actor: Actor, action: PlannedAction) -> Answer:
    """Decide about an action from outside: the group that receives it, or the business manager, never whoever leads it."""
    if actor.user_id == action.lead_id:
        return not_now("Somebody else must decide this, because you lead this action")
    if sits_in(actor, action.group.circle_id) or actor.is_any(Role.BUSINESS_MANAGER):
        return YES
    return no("Only the group that receives this action, or the business manager for it, can decide this")


def answer(actor: Actor, recommendation: Recommendation) -> Answer:
    """The group that a recommendation is made to answers it: whoever chairs, or is a delegated partner there; or the
    business manager, who writes down what it answered."""
    if not (stands := standing(recommendation.entry)):
        return stands
    if not actor.is_any(*ANSWER_FOR):
        return no("Only the chair, a delegated partner or the business manager can answer for a group")
    if actor.is_any(Role.BUSINESS_MANAGER, Role.INDEPENDENT_CHAIR) or sits_in(actor, recommendation.group.circle_id):
        return YES
    return no("Only those who sit in the group that it is made to can answer it")


def add_action(actor: Actor, recommendation: Recommendation) -> Answer:
    """An action is written down by those who record findings, once the recommendation was accepted."""
    if not (may := record(actor) and standing(recommendation.entry)):
        return may
    if recommendation.response == Response.NOT_ACCEPTED:
        return not_now("This recommendation was not accepted, so nothing is done about it")
    if recommendation.response == Response.PROPOSED:
        return not_now("This recommendation waits for an answer. Record the answer first")
    return YES


def do(actor: Actor, action: PlannedAction) -> Answer:
    """The one who leads an action, and those of its agency who do such work."""
    if not (stands := standing(action.entry)):
        return stands
    if actor.user_id is not None and actor.user_id == action.lead_id:
        return YES
    if actor.acts_for(action.agency_id) and actor.is_any(*DOERS):
        return YES
    return no("Only the person who leads this action, or its agency’s lead or contributor, can do this")


def had_a_hand(actor: Actor, action: PlannedAction) -> bool:
    """Whether the actor ever led an action, said that it was done, or gave evidence for it, whatever became of that."""
    who = actor.user_id
    if who is None or who in (action.lead_id, action.completed_by_id, action.evidenced_by_id):
        return True
    gave = Exists(action.evidence.filter(Q(given_by=who) | Q(completed_by=who)))
    led = Exists(action.lead_changes.filter(from_lead=who))
    told = Exists(ProgressUpdate.objects.filter(line__action=action, given_by=who))
    return PlannedAction.objects.filter(gave | led | told, pk=action.pk).exists()


def judge(actor: Actor, action: PlannedAction) -> Answer:
    """Be assured of an action, or send its evidence back: somebody of the receiving group who had no hand in it.

    An agency does not mark its own work: where one agency alone has to act, the one who is assured is from another.
    """
    if not (stands := standing(action.entry)):
        return stands
    if not sits_in(actor, action.group.circle_id):
        return no("Only somebody who sits in the group that receives it can be assured of it")
    if had_a_hand(actor, action):
        return not_now("Somebody else must be assured of it, because you did it or gave its evidence")
    # what does not come of a recommendation to several is what one agency undertook
    alone = action.recommendation is None or action.recommendation.scope == Scope.SINGLE_AGENCY
    if alone and actor.acts_for(action.agency_id):
        return not_now("Somebody from another agency must be assured of it: an agency does not mark its own work")
    return YES


def move_due_date(actor: Actor, action: PlannedAction) -> Answer:
    """Agree to another due date: the receiving group, never whoever leads the action."""
    if action.status not in OPEN:
        return not_now(f"This action is {action.get_status_display().lower()}, so its due date stays")
    if not (stands := standing(action.entry)):
        return stands
    if actor.user_id == action.lead_id:
        return not_now("Somebody else must agree to another date, because you lead this action")
    if settle(actor, action):
        return YES
    return no("Only the group that receives this action, or the business manager for it, can agree to another date")


def end(actor: Actor, action: PlannedAction) -> Answer:
    """Say that an action is not done after all: the receiving group’s decision, never its lead’s own."""
    return move_due_date(actor, action)


def assign(actor: Actor, action: PlannedAction) -> Answer:
    """Say who leads an action: its agency’s lead, or whoever records actions."""
    if not (stands := standing(action.entry)):
        return stands
    if action.status not in OPEN:
        return not_now(f"This action is {action.get_status_display().lower()}, so nobody needs to lead it")
    if action.status == Status.EVIDENCED:
        return not_now("Its evidence waits for somebody to look at it. Say who leads it once that is done")
    if actor.is_any(*RECORDERS) or (actor.acts_for(action.agency_id) and actor.is_any(Role.AGENCY_LEAD)):
        return YES
    return no("Only the agency’s lead, or those who record actions, can say who leads it")


def remind(actor: Actor, action: PlannedAction) -> Answer:
    """Remind those who lead an action: the schedule alone, until evidence is given."""
    if action.status not in UNPROVED:
        return not_now("Evidence was given for this action, so nobody is reminded of it")
    if not (stands := standing(action.entry)):
        return stands
    return YES if actor.is_system else no("Safehold itself reminds those who lead an action")


def record_impact(actor: Actor, action: PlannedAction) -> Answer:
    """Say whether an assured action made a difference: somebody who had no hand in it."""
    if not (stands := standing(action.entry)):
        return stands
    if action.status != Status.ASSURED:
        return not_now("Impact is tested once somebody has been assured of the action")
    if had_a_hand(actor, action):
        return not_now("Somebody else must say whether it made a difference, because you did it or gave its evidence")
    if sits_in(actor, action.group.circle_id) or actor.is_any(*RECORDERS):
        return YES
    return no(
        "Only the group that receives it, or those who audit and scrutinise, can say whether it made a difference"
    )


def release(actor: Actor, finding: Finding) -> Answer:
    """Let the partnership see a finding: whoever is in charge of the record that it came from, once that was published."""
    if not (stands := standing(finding.entry)):
        return stands
    if finding.entry.source is None:
        return not_now("The partnership can see this already")
    return records.in_charge(actor, finding.entry.source)


def hold(actor: Actor, finding: Finding) -> Answer:
    """Take back that the partnership may see a finding: whoever is in charge of the record that it came from."""
    if finding.entry.freed_from is None:
        return not_now("This was not released, so there is nothing to take back")
    return records.in_charge(actor, finding.entry.freed_from)


def tie(actor: Actor) -> Answer:
    """Tie two records together, each of which they see."""
    return record(actor)


def tie_from(actor: Actor, entry: Entry) -> Answer:
    """The same, from one of them, which they see."""
    return tie(actor) and standing(entry)
