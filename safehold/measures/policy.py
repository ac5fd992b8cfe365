"""Who may see the figures, and who decides which of two prints."""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no
from safehold.access.reach import Reach, Tier, reach
from safehold.access.roles import Role

DECIDERS = (Role.BUSINESS_MANAGER, Role.DATA_ANALYST)


def see(actor: Actor) -> Answer:
    """The figures belong to the partnership: small numbers are shown to its members, as they are in no publication."""
    if actor.is_system or reach(actor.roles, Tier.C2) == Reach.ALL:
        return YES
    return no("Only members of the partnership can see its figures before they are published")


def decide(actor: Actor) -> Answer:
    """Whether the reported or the computed figure prints is decided by a person who answers for the figures."""
    if actor.is_any(*DECIDERS):
        return YES
    return no("Only the business manager or a data analyst can decide which figure prints")
