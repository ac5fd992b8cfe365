"""Who may see how the partnership is made up, and who may change it."""

from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import AgencyContact
from safehold.access.policy import YES, Answer, no
from safehold.access.reach import Reach, Tier, reach
from safehold.access.roles import Role
from safehold.partnership.models import Seat, SeatHolder

# They read the configuration, though they reach no record
CONFIGURATION = (Role.SYSTEM_ADMINISTRATOR, Role.TRAIL_AUDITOR)


def see(actor: Actor) -> Answer:
    """Structure, agencies, words, calendar and rules are for everyone in the partnership; delegates are not in it."""
    if actor.is_system or reach(actor.roles, Tier.C2) >= Reach.MEMBER or actor.is_any(*CONFIGURATION):
        return YES
    return no("Only people who act for an agency in the partnership can see this")


def see_names(actor: Actor, agency_id: int | None = None) -> Answer:
    """Who fills a seat, chairs a group or answers an agency's telephone: for those who reach the whole partnership,
    and, where a role reaches only what its own agency owns, for that agency's people."""
    far = reach(actor.roles, Tier.C2)
    if far == Reach.ALL or (far == Reach.OWN and actor.acts_for(agency_id)):
        return YES
    return no("People’s names are shown to members of the partnership only")


def configure(actor: Actor, about: Any = None) -> Answer:
    """Groups, seats, agencies, words, the calendar and packs are changed by the business manager and administrators."""
    if actor.is_system or actor.is_any(Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR):
        return YES
    return no("Only the business manager or a system administrator can change how the partnership is set up")


def keep_contacts(actor: Actor, agency: Any) -> Answer:
    """An agency's contacts are kept by its own lead, and all of them by the business manager."""
    return keep_agency(actor, agency.pk)


def keep_agency(actor: Actor, agency_id: int | None) -> Answer:
    """An agency's contacts and the people in its seats: its own lead keeps them, and the business manager all."""
    if actor.is_system or actor.is_any(Role.BUSINESS_MANAGER):
        return YES
    if actor.is_any(Role.AGENCY_LEAD):
        return YES if actor.acts_for(agency_id) else no("You can keep the contacts and seats of your own agency only")
    return no("Only the agency’s lead or the business manager can change its contacts and who fills its seats")


def appoint(actor: Actor, group: Any = None) -> Answer:
    """A chair is a person, so it takes someone who may see people’s names."""
    if actor.is_system or actor.is_any(Role.BUSINESS_MANAGER):
        return YES
    return no("Only the business manager can record who chairs a group")


def keep(actor: Actor, row: Any) -> Answer:
    """Whoever may record something about the partnership ends it, corrects it and takes it out."""
    if isinstance(row, AgencyContact):
        return keep_agency(actor, row.agency_id)
    if isinstance(row, SeatHolder):
        return keep_agency(actor, row.seat.agency_id)
    if row._meta.model_name == "chair":
        return appoint(actor, row.group)
    return configure(actor)


def fill(actor: Actor, seat: Seat) -> Answer:
    """Who fills a seat is recorded by the lead of the agency whose seat it is, and by the business manager."""
    return keep_agency(actor, seat.agency_id)


def load_pack(actor: Actor, pack: Any = None) -> Answer:
    """Those who change how the partnership is set up load packs."""
    return configure(actor)
