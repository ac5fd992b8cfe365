"""Who may send, see, accept, withdraw. When they may is the lifecycle's business."""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no
from safehold.access.reach import Reach, Tier, reach, wider
from safehold.access.roles import Role
from safehold.asks.models import Submission

KEEPERS = (Role.DATA_ANALYST, Role.BUSINESS_MANAGER)
SENDERS = (*KEEPERS, Role.AGENCY_LEAD, Role.AGENCY_CONTRIBUTOR)


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
