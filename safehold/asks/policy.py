"""Who may ask, answer, send, see, accept, withdraw. When they may is the lifecycle's business.

Two sides: whoever *asks* sees the call, everybody it asked and what each returned; an agency that *is asked* sees its own
ask, and no sign that there are others.
"""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.reach import Reach, Tier, reach, wider
from safehold.access.roles import Role
from safehold.asks.guest import Guest
from safehold.asks.lifecycle import ASKS, OWED, Calling, Stage
from safehold.asks.models import Ask, Call, Submission

KEEPERS = (Role.DATA_ANALYST, Role.BUSINESS_MANAGER)
SENDERS = (*KEEPERS, Role.AGENCY_LEAD, Role.AGENCY_CONTRIBUTOR)
ASKERS = (
    Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT, Role.REVIEW_OFFICER, Role.TRAINING_COORDINATOR, Role.DATA_ANALYST,
    Role.SUBGROUP_CHAIR, Role.INDEPENDENT_CHAIR, Role.INDEPENDENT_SCRUTINEER,
)  # fmt: skip
OFFICE = (Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT)
# who answers for an agency, first those to whom messages go
LEADS = (Role.AGENCY_LEAD, Role.SCHOOL_LEAD)
ANSWER_FOR = (*LEADS, Role.DELEGATED_PARTNER, Role.BUSINESS_MANAGER, Role.ADULTS_MANAGER, Role.LADO)
# who helps to prepare an answer
DRAFTERS = (*ANSWER_FOR, Role.AGENCY_CONTRIBUTOR, Role.BUSINESS_SUPPORT, Role.DEPUTY_LADO)


def see_what_came(actor: Actor) -> Answer:
    """Open the list of what partners sent. What stands in it is ``queries.visible_to``'s business."""
    if reach(actor.roles, Tier.C3) == Reach.ALL or Submission.KIND in wider(actor.roles):
        return YES
    return no("Only people who send figures, keep them or scrutinise them can see what partners have sent")


def send(actor: Actor) -> Answer:
    """Send figures to the partnership: an agency its own, the partnership's analysts for any agency."""
    if actor.is_system or actor.is_any(*SENDERS):
        return YES
    return no("Only a data analyst, the business manager or an agency's lead or contributor can send figures")


def send_for(actor: Actor, agency_id: int) -> Answer:
    """An agency sends its own figures; the partnership's analysts may send what any agency has given them."""
    if not (may := send(actor)):
        return may
    if actor.is_system or actor.is_any(*KEEPERS) or actor.acts_for(agency_id):
        return YES
    return no("You can send figures for your own agency only")


def accept(actor: Actor, submission: Submission) -> Answer:
    """What counts is decided by the partnership's analyst or business manager."""
    if actor.is_system or actor.is_any(*KEEPERS):
        return YES
    return no("Only a data analyst or the business manager can accept a submission")


def read(actor: Actor, submission: Submission) -> Answer:
    """Read a file that was sent, or read it again: whoever sent it, and the partnership's analyst."""
    if actor.is_system or actor.is_any(*KEEPERS) or actor.user_id == submission.made_by_id:
        return YES
    return no("Only whoever sent it, a data analyst or the business manager can have a file read")


def discard(actor: Actor, submission: Submission) -> Answer:
    """Whoever sent it may take it back before it is accepted, and so may the partnership's analyst."""
    if actor.is_system or actor.is_any(*KEEPERS) or actor.user_id == submission.made_by_id:
        return YES
    return no("Only whoever sent it, a data analyst or the business manager can discard a submission")


def withdraw(actor: Actor, submission: Submission) -> Answer:
    """Take back what was counted."""
    if actor.is_any(*KEEPERS):
        return YES
    return no("Only a data analyst or the business manager can withdraw a submission")


# --- asking ------------------------------------------------------------------------------------------------------------


def see_calls(actor: Actor) -> Answer:
    """Open the list of what agencies were asked. What stands in it is ``queries.calls_visible_to``'s business."""
    if actor.is_any(*ASKERS):
        return YES
    return no("Only those who ask agencies for something, and scrutinise what comes back, can see what was asked")


def ask(actor: Actor) -> Answer:
    """Ask agencies for something: those who run, chair, review, scrutinise and count for the partnership."""
    if actor.is_any(*ASKERS):
        return YES
    return no("Only those who run, chair, review or scrutinise the partnership’s work can ask agencies for something")


def keep_call(actor: Actor, call: Call) -> Answer:
    """Look after a call: whoever keeps it, acting for the agency that asks, and the partnership's office."""
    if actor.user_id is not None and actor.user_id == call.keeper_id and actor.acts_for(call.entry.owner_id):
        return YES
    if actor.is_any(*OFFICE):
        return YES
    return no("Only whoever keeps this call, or the business manager or support, can do this")


def prepare(actor: Actor, call: Call) -> Answer:
    """Change what a call asks, and of whom, until it is issued."""
    if call.status != Calling.DRAFT:
        return not_now("This has been issued. What agencies were asked is not changed behind their backs")
    return keep_call(actor, call)


def end_call(actor: Actor, call: Call) -> Answer:
    """Withdraw a call, or discard one that was never issued."""
    return keep_call(actor, call)


def chase_all(actor: Actor, call: Call) -> Answer:
    """Write to every agency that has not answered."""
    if call.status != Calling.ISSUED:
        return not_now("Only what has been issued can be chased")
    return keep_call(actor, call)


def follow(actor: Actor, ask: Ask) -> Answer:
    """See to one agency's answer: query it, accept it, give more time, withdraw it. Whoever keeps the call does."""
    if isinstance(actor, Guest):
        return no("Only whoever asked can do this")
    return keep_call(actor, ask.call)


def query(actor: Actor, ask: Ask) -> Answer:
    """Say that something in an answer is unclear, as long as the call itself is still asked."""
    if not (may := follow(actor, ask)):
        return may
    if ask.call.status != Calling.ISSUED:
        return not_now("The whole was withdrawn, so nothing more is asked of anybody. What was returned stays")
    return ASKS.may(ask, "query")


def accept_reply(actor: Actor, ask: Ask) -> Answer:
    """Be satisfied with what was returned, or with the word that there was none."""
    return follow_as(actor, ask, "accept")


def note(actor: Actor, ask: Ask) -> Answer:
    """Leave it at a refusal."""
    return follow_as(actor, ask, "note")


def withdraw_ask(actor: Actor, ask: Ask) -> Answer:
    """Ask one agency no more, until its answer was accepted or its refusal noted."""
    return follow_as(actor, ask, "withdraw")


def follow_as(actor: Actor, ask: Ask, move: str) -> Answer:
    """Follow an ask by one move, where it stands so that this can be made."""
    return may if not (may := follow(actor, ask)) else ASKS.may(ask, move)


def escalate(actor: Actor, ask: Ask) -> Answer:
    """Take what is overdue one step higher."""
    if (may := press(actor, ask)) and ask.due_on >= actor.on:
        return not_now("Only what is overdue can be escalated")
    return may


def ask_also(actor: Actor, call: Call) -> Answer:
    """Ask another agency by a call that was issued already."""
    if call.status != Calling.ISSUED:
        return not_now("Agencies are added to what has been issued; before that, choose who is asked")
    return keep_call(actor, call)


def decide_time(actor: Actor, ask: Ask) -> Answer:
    """Say no to more time, where the agency asked for it."""
    if ask.wants_until_on is None:
        return not_now("The agency has not asked for more time")
    return press(actor, ask)


def press(actor: Actor, ask: Ask) -> Answer:
    """Chase, escalate or give more time, while an answer is owed."""
    if ask.status not in OWED:
        return not_now(f"This is marked ‘{ask.get_status_display()}’, so nothing is owed")
    return follow(actor, ask)


def invite_guest(actor: Actor, ask: Ask) -> Answer:
    """Send a link to somebody without an account: whoever keeps the call, or those who answer for the agency asked.

    Also once it was answered: a guest keeps their copy, and a new link is how they come to it.
    """
    if ask.status == Stage.WITHDRAWN:
        return not_now("This is no longer asked, so there is nothing to open")
    if follow(actor, ask) or (actor.acts_for(ask.agency_id) and actor.is_any(*ANSWER_FOR)):
        return YES
    return no("Only whoever keeps the call, or the agency’s lead, can send a link to somebody without an account")


# --- being asked -------------------------------------------------------------------------------------------------------


def see_inbox(actor: Actor) -> Answer:
    """Open the list of what one's own agency is asked: those who answer for it and those who help them."""
    if actor.is_any(*DRAFTERS):
        return YES
    return no("Only those who answer for an agency, and those who help them, can see what it is asked")


def is_asked(actor: Actor, ask: Ask) -> Answer:
    """Read and prepare what one’s own agency is asked: its people, or the guest of its link."""
    if isinstance(actor, Guest):
        return YES if actor.ask_id == ask.pk else no("Only the agency that is asked can do this")
    if actor.acts_for(ask.agency_id) and actor.is_any(*DRAFTERS):
        return YES
    return no("Only the agency that is asked can do this")


def draft(actor: Actor, ask: Ask) -> Answer:
    """Work on an answer, while it is owed."""
    if not (may := is_asked(actor, ask)):
        return may
    if ask.status not in OWED:
        return not_now(f"This is marked ‘{ask.get_status_display()}’. It can be changed only if it is queried")
    return YES


def acknowledge(actor: Actor, ask: Ask) -> Answer:
    """Say that an ask has arrived and somebody is on it."""
    if isinstance(actor, Guest):
        return no("A guest answers, and need not acknowledge")
    return draft(actor, ask)


def want_time(actor: Actor, ask: Ask) -> Answer:
    """Ask for a later day: those who may answer for the agency, while an answer is owed."""
    return reply(actor, ask)


def delegate(actor: Actor, ask: Ask) -> Answer:
    """Give an ask to a colleague: those who answer for the agency, or whoever has it now."""
    if isinstance(actor, Guest) or not (may := draft(actor, ask)):
        return no("A guest cannot give this to somebody else") if isinstance(actor, Guest) else may
    if actor.is_any(*ANSWER_FOR) or actor.user_id == ask.handler_id:
        return YES
    return no("Only those who answer for the agency, or whoever has this now, can give it to a colleague")


def reply(actor: Actor, ask: Ask) -> Answer:
    """Answer for the agency: return it, say nil, or refuse. Its lead, whoever the lead gave it to, or the guest."""
    if not (may := draft(actor, ask)):
        return may
    if isinstance(actor, Guest) or actor.is_any(*ANSWER_FOR) or actor.user_id == ask.handler_id:
        return YES
    return no("Only the agency’s lead, or whoever it was given to, can return it. You can prepare the answers")
