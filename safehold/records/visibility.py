"""Who may see an entry, as one condition. Every list, page, search, count, file and export comes through here.

What the condition says, for an actor, at each tier:

* a role's reach (``access.reach``): everything, what the actor's agency owns, or what the actor's circles hold;
* a sealed entry is seen by its circle alone, whatever a role reaches;
* emergency access adds one entry until it ends, unless it is sealed meanwhile;
* a conflict of interest takes it away again, whoever the actor is.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from safehold.access.actor import Actor
from safehold.access.models import CircleMember
from safehold.access.reach import Reach, Tier, compartments, reach, wider

NOTHING = Q(pk__in=[])


def sees(actor: Actor, prefix: str = "") -> Q:
    """The condition that ``actor`` may see the content. ``prefix`` leads to the entry, like ``"entry__"``."""
    tiers = {tier: reach(actor.roles, tier) for tier in Tier}
    open_to_all = [tier for tier, far in tiers.items() if far == Reach.ALL]
    own = [tier for tier, far in tiers.items() if far == Reach.OWN]
    in_circle = [tier for tier, far in tiers.items() if far >= Reach.MEMBER]
    unsealed = {f"{prefix}sealed": False}

    found = NOTHING
    if open_to_all:
        found |= Q(**{f"{prefix}tier__in": open_to_all}, **unsealed)
    if own and actor.agency_id:
        found |= Q(**{f"{prefix}tier__in": own, f"{prefix}owner": actor.agency_id}, **unsealed)
    for compartment in sorted(compartments(actor.roles)):
        found |= Q(**{f"{prefix}tier": Tier.C5, f"{prefix}kind__startswith": f"{compartment}."}, **unsealed)
    for kind, far in sorted(wider(actor.roles).items()):
        of_kind = {f"{prefix}kind": kind, f"{prefix}tier__in": [Tier.C2, Tier.C3, Tier.C4], **unsealed}
        if far == Reach.ALL:
            found |= Q(**of_kind)
        elif actor.agency_id:
            found |= Q(**of_kind, **{f"{prefix}owner": actor.agency_id})
    if in_circle and actor.user_id and actor.agency_id:
        found |= Q(**{f"{prefix}tier__in": in_circle, f"{prefix}circle__in": circles_of(actor)})
    if actor.user_id:
        found |= Q(_emergency(actor, prefix), **unsealed)
        found &= ~Q(_conflict(actor, prefix))
    return found


def knows(actor: Actor, prefix: str = "") -> Q:
    """The condition that ``actor`` may know that the entry exists. C5, seals and conflicts answer like absent."""
    cards = [tier for tier in (Tier.C2, Tier.C3, Tier.C4) if reach(actor.roles, tier) >= Reach.CARD]
    if not cards:
        return sees(actor, prefix)
    card = Q(**{f"{prefix}tier__in": cards, f"{prefix}sealed": False})
    if actor.user_id:
        card &= ~Q(_conflict(actor, prefix))
    return sees(actor, prefix) | card


def circles_of(actor: Actor):
    """The circles that ``actor`` is in on their day, acting for their agency."""
    return CircleMember.objects.filter(user=actor.user_id, agency=actor.agency_id).on(actor.on).values("circle")


def _conflict(actor: Actor, prefix: str) -> Exists:
    from safehold.records.models.access import Conflict

    return Exists(Conflict.objects.filter(entry=OuterRef(f"{prefix}pk"), user=actor.user_id).on(actor.on))


def _emergency(actor: Actor, prefix: str) -> Exists:
    from safehold.records.models.access import EmergencyAccess

    return Exists(
        EmergencyAccess.objects.filter(
            entry=OuterRef(f"{prefix}pk"), user=actor.user_id, agency=actor.agency_id, until_at__gt=timezone.now()
        )
    )
