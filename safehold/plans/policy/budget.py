"""Who works on the partnership's money, and who sees a sum before it is agreed.

The business manager and business support keep the budget. The statutory partners and the independent chair, who decide on it,
see what is proposed; an agency's lead sees what is proposed for that agency, and no more. Once agreed, it is the
partnership's to know: what each partner gives is published every year.
"""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.reach import Reach, Tier, reach
from safehold.access.roles import Role
from safehold.plans.lifecycle import Promised
from safehold.plans.models import Bid, Contribution, InHand, Spend
from safehold.plans.policy import standing
from safehold.records import policy as records

KEEPERS = (Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT)
DECIDERS = (*KEEPERS, Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER)
Kept = Contribution | Spend | InHand | Bid


def see(actor: Actor) -> Answer:
    """See the budget: whoever reaches the whole partnership. To others its totals would be of what they happen to see."""
    if reach(actor.roles, Tier.C2) == Reach.ALL:
        return YES
    return no("Only members of the partnership can see its budget")


def keep(actor: Actor) -> Answer:
    """The business manager and business support write down what is given, spent and bid for."""
    if actor.is_any(*KEEPERS):
        return YES
    return no("Only the business manager or business support can keep the budget")


def change(actor: Actor, kept: Kept) -> Answer:
    """The same, of something that stands."""
    return keep(actor) and standing(kept.entry)


def mark(actor: Actor, kept: Kept) -> Answer:
    """Say that something in the budget should never have been written down."""
    return keep(actor) and records.enter_in_error(actor, kept.entry)


def reinstate(actor: Actor, kept: Kept) -> Answer:
    """Say that something in the budget stands after all."""
    return keep(actor) and records.reinstate(actor, kept.entry)


def see_proposed(actor: Actor) -> Answer:
    """See every sum that is not agreed yet."""
    if actor.is_any(*DECIDERS):
        return YES
    return not_now("Sums that are not agreed yet are for those who decide on the budget")


def see_sum(actor: Actor, contribution: Contribution) -> Answer:
    """See what an agency gives, or is asked to give."""
    if contribution.status not in (Promised.PROPOSED, Promised.DECLINED):
        return YES
    if actor.is_any(Role.AGENCY_LEAD) and actor.acts_for(contribution.agency_id):
        return YES
    return see_proposed(actor)
