"""Who raises a risk, scores it, and decides to live with it.

Its owner and those who keep the group's meetings score it. Whoever owns a risk, owned it since it was last scored, or scored it
last, neither accepts nor closes it: the group's chair or the business manager does, and once it is escalated the chair of the
group above. To live with a higher score than before is to accept, so it is theirs to say as well.
"""

from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.assurance.lifecycle import LIVE, Borne
from safehold.assurance.models import Risk
from safehold.assurance.policy import chairs_now, is_chaired, standing
from safehold.assurance.scale import tolerated
from safehold.meetings import policy as meetings
from safehold.meetings.policy import CHAIRS, OFFICE
from safehold.partnership.models import Group

RAISERS = (*OFFICE, *CHAIRS, Role.REVIEW_OFFICER, Role.INDEPENDENT_SCRUTINEER)
CLOSED = "This risk is closed. Open it again first"
RAISED = "Only whoever decides about this risk can raise the score that is lived with. Leave it at {was} or lower it"
OWN_LIMIT = (
    "Only the chair of the group that keeps a risk, or the business manager, says that it is lived with above {most}, "
    "and neither of their own"
)
OWN_RISK = "Whoever owns a risk, or scored it last, neither accepts nor closes it. Somebody else must"
HANDED_OVER = (
    "You owned this risk when it was last scored. Somebody else accepts or closes it, or scores it on another day first"
)


def raise_one(actor: Actor) -> Answer:
    """The office, those who may chair a group, agency leads, review officers and the scrutineer."""
    if actor.is_any(*RAISERS):
        return YES
    return no("Only those who chair, lead an agency, review, scrutinise or manage the partnership can raise a risk")


def owns(actor: Actor, risk: Risk) -> bool:
    return actor.user_id is not None and actor.user_id == risk.risk_owner_id


def owned_before(actor: Actor, risk: Risk) -> bool:
    """Whether the actor owned it when it was last scored or after, and handed it over: to hand it over for a minute makes
    nobody another person. Asked once for a page."""
    known = actor.kept.setdefault("owned", {}) if actor.kept is not None else {}
    if risk.pk not in known:
        before = risk.steps.filter(was_owner=actor.user_id, taken_on__gte=risk.scored_on)
        known[risk.pk] = actor.user_id is not None and before.exists()
    return bool(known[risk.pk])


def live(risk: Risk) -> Answer:
    return standing(risk, YES if risk.status in LIVE else not_now(CLOSED))


def score(actor: Actor, risk: Risk) -> Answer:
    """Review it: its owner, the chair of the group that keeps it, and the office."""
    if owns(actor, risk) or meetings.keep_group(actor, risk.group):
        return live(risk)
    return no("Only the risk’s owner, the group’s chair, the business manager or business support can review it")


def live_with(actor: Actor, risk: Risk, tolerance: int) -> Answer:
    """Say in a review up to which score it is lived with: no higher than before, but for whoever decides about it."""
    if tolerance <= risk.tolerance or decides(actor, risk):
        return YES
    return not_now(RAISED.format(was=risk.tolerance))


def begin_to_live_with(actor: Actor, group: Group, owner: User, tolerance: int) -> Answer:
    """Say up to which score a new risk is lived with: no more than the partnership lives with, but for whoever would decide
    about it and does not own it."""
    most = tolerated(actor.on)
    may = owner.pk != actor.user_id and (chairs_now(actor, group) or actor.is_any(Role.BUSINESS_MANAGER))
    return YES if tolerance <= most or may else not_now(OWN_LIMIT.format(most=most))


def treat(actor: Actor, risk: Risk) -> Answer:
    """Say that it is being reduced."""
    if risk.status == Borne.ESCALATED:
        return not_now("This risk is escalated. The group above decides what is done about it")
    return score(actor, risk)


def escalate(actor: Actor, risk: Risk) -> Answer:
    """Put it to the group above: whoever may review it, where it is above what is tolerated."""
    if not (may := score(actor, risk)):
        return may
    if risk.status == Borne.ESCALATED:
        return not_now("This risk is escalated already")
    if not risk.above_tolerance:
        return not_now("This risk is not above its tolerance. Review it first, if it has grown")
    return YES


def decides(actor: Actor, risk: Risk) -> Answer:
    """Whoever decides about it: the chair of the group that it stands before, or the business manager where none chairs it and
    for the group that keeps it; never its owner, nor whoever scored it last."""
    if not (may := live(risk)):
        return may
    before = risk.raised_to if risk.status == Borne.ESCALATED and risk.raised_to else risk.group
    manages = actor.is_any(Role.BUSINESS_MANAGER) and (risk.status != Borne.ESCALATED or not is_chaired(before, actor))
    if not (chairs_now(actor, before) or manages):
        return no(
            "Only the chair of the group that it stands before can decide, or the business manager where nobody chairs it"
        )
    if owns(actor, risk) or (actor.user_id is not None and actor.user_id == risk.scored_by_id):
        return not_now(OWN_RISK)
    return not_now(HANDED_OVER) if owned_before(actor, risk) else YES


def give_back(actor: Actor, risk: Risk) -> Answer:
    """Say what the group above decided, and give it back to the group that keeps it."""
    if risk.status != Borne.ESCALATED:
        return not_now("This risk is not escalated")
    return decides(actor, risk)


def reopen(actor: Actor, risk: Risk) -> Answer:
    """Open a closed risk again: whoever may review it."""
    if risk.status != Borne.CLOSED:
        return not_now("This risk is not closed")
    if owns(actor, risk) or meetings.keep_group(actor, risk.group):
        return standing(risk, YES)
    return no("Only the risk’s owner, the group’s chair, the business manager or business support can open it again")


def hand_over(actor: Actor, risk: Risk) -> Answer:
    """Say who owns it: the group's chair and the office."""
    return meetings.keep_group(actor, risk.group) and live(risk)


def correct(actor: Actor, risk: Risk) -> Answer:
    """Put its words right: the group's chair and the office."""
    return meetings.keep_group(actor, risk.group) and live(risk)


def mark(actor: Actor, risk: Risk) -> Answer:
    """Say that it should never have been recorded: whoever decides about it, so that no owner makes their own risk vanish."""
    if risk.status == Borne.CLOSED:
        return not_now("This risk is closed, so it stays")
    return decides(actor, risk)


def reinstate(actor: Actor, risk: Risk) -> Answer:
    """Say that it stands after all: the group's chair and the business manager."""
    if not risk.entry.in_error_on:
        return not_now("This is not marked as recorded in error")
    if chairs_now(actor, risk.group) or actor.is_any(Role.BUSINESS_MANAGER):
        return YES
    return no("Only the group’s chair or the business manager can do this")
