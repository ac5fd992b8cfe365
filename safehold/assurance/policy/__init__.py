"""Who may do what about the partnership's assurance. What is the same for all of it stands here."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Membership
from safehold.access.policy import Answer, not_now
from safehold.access.roles import Role
from safehold.clocks import months_after
from safehold.meetings.policy import OFFICE, chairs
from safehold.partnership import policy as partnership
from safehold.partnership.models import Chair, Group
from safehold.records import policy as records

COOLS = 12
"""So many months after somebody left an agency, they do not judge what is its own."""

INDEPENDENT = (Role.INDEPENDENT_CHAIR, Role.INDEPENDENT_SCRUTINEER)


def see(actor: Actor) -> Answer:
    """Reports, risks and the assurance framework are for whoever is in the partnership."""
    return partnership.see(actor)


def chairs_now(actor: Actor, group: Group) -> bool:
    """Whether the actor chairs a group today."""
    return chairs(actor, group)


def is_chaired(group: Group, actor: Actor) -> bool:
    """Whether anybody chairs a group on the actor's day."""
    return Chair.objects.on(actor.on).filter(group=group).exists()


def is_office(actor: Actor) -> bool:
    return actor.is_any(*OFFICE)


def agencies_of(actor: Actor) -> frozenset[int]:
    """Every agency that the person is in today, whichever of them they act for now. Asked once for a page."""
    return frozenset(number for number, to_on in _memberships(actor) if to_on is None or to_on >= actor.on)


def lately_of(actor: Actor) -> frozenset[int]:
    """Every agency that the person is in, or left within the last twelve months: for so long it stays a matter of their own to
    judge it. To leave for a minute makes nobody another person."""
    return frozenset(number for number, _ in _memberships(actor))


def recent(actor: Actor) -> QuerySet[Membership]:
    """The same as a question, each by its membership."""
    mine = Membership.objects.filter(user=actor.user_id, from_on__lte=actor.on).order_by()
    return mine.exclude(to_on__lt=months_after(actor.on, -COOLS))


def _memberships(actor: Actor) -> list[tuple[int, date | None]]:
    if actor.user_id is None:
        return []
    if actor.kept is not None and "agencies" in actor.kept:
        return list(actor.kept["agencies"])
    found = list(recent(actor).values_list("agency", "to_on"))
    if actor.kept is not None:
        actor.kept["agencies"] = found
    return found


def is_of(actor: Actor, agency_id: int | None) -> bool:
    """Whether the person is in an agency at all. Nobody gets round "not your own" by acting for another of their agencies."""
    return agency_id is not None and (actor.acts_for(agency_id) or agency_id in agencies_of(actor))


def was_of(actor: Actor, agency_id: int | None) -> bool:
    """Whether the person is in an agency, or left it within the last twelve months."""
    return agency_id is not None and (actor.acts_for(agency_id) or agency_id in lately_of(actor))


def is_own(actor: Actor, agency_id: int | None) -> bool:
    """Whether what is an agency's is the actor's own. The independent chair and the scrutineer belong to no agency, although
    one of them, the partnership's own team, holds their accounts."""
    return not _holds_their_account(actor, agency_id) and is_of(actor, agency_id)


def judges_own(actor: Actor, agency_id: int | None) -> bool:
    """Whether the actor would judge their own agency, or one that they left within the last twelve months."""
    return not _holds_their_account(actor, agency_id) and was_of(actor, agency_id)


def _holds_their_account(actor: Actor, agency_id: int | None) -> bool:
    return actor.is_any(*INDEPENDENT) and actor.acts_for(agency_id)


def standing(recorded: Any, but: Answer) -> Answer:
    """``but``, unless it was recorded in error: then nothing can be done to it, whoever asks."""
    return not_now(records.MADE_IN_ERROR) if recorded.entry.in_error_on else but
