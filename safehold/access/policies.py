"""Who may manage accounts, give roles and read the trail. (``policy`` is what an answer is; modules keep theirs there.)"""

from safehold.access.actor import Actor
from safehold.access.models import Grant, Invitation, Membership, User
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role

# who keeps the partnership's accounts, and who reads how they are kept
KEEPERS = (Role.SYSTEM_ADMINISTRATOR, Role.BUSINESS_MANAGER)
# what an agency's lead may give to the agency's own people
LEADS_GIVE = frozenset({Role.AGENCY_CONTRIBUTOR, Role.SCHOOL_LEAD, Role.DELEGATE})
# roles that watch over others or open a compartment: only the system administrator gives them
GUARDED = frozenset(
    {
        Role.SYSTEM_ADMINISTRATOR,
        Role.TRAIL_AUDITOR,
        Role.CALDICOTT,
        Role.LADO,
        Role.DEPUTY_LADO,
        Role.MARAC_COORDINATOR,
    }
)
# who checks whom: never the same person
APART = (frozenset({Role.SYSTEM_ADMINISTRATOR, Role.TRAIL_AUDITOR}),)


def see_people(actor: Actor) -> Answer:
    """Those who keep accounts see them all; an agency's lead sees their own agency's; a trail auditor reads them."""
    if actor.is_any(*KEEPERS, Role.AGENCY_LEAD, Role.TRAIL_AUDITOR):
        return YES
    return no("Only those who keep accounts, agency leads and trail auditors see the list of people")


def invite(actor: Actor) -> Answer:
    """Those who keep accounts invite anybody; an agency's lead invites people of their own agency."""
    if actor.is_any(*KEEPERS, Role.AGENCY_LEAD):
        return YES
    return no("Only a system administrator, the business manager or an agency lead can invite people")


def invite_to(actor: Actor, agency_id: int, roles: frozenset[Role]) -> Answer:
    """An invitation gives only roles that the one who invites could grant."""
    if not (answer := manage_agency(actor, agency_id)):
        return answer
    for role in sorted(roles):
        if not (answer := give(actor, role)):
            return answer
    return together(roles)


def let_in_again(actor: Actor, user: User) -> Answer:
    """Whoever may invite people lets a leaver in again, as if newly invited."""
    if user.is_active:
        return not_now("This account is open. Add an agency to it instead")
    return invite(actor)


def manage_invitation(actor: Actor, invitation: Invitation) -> Answer:
    """Whoever manages an agency's people manages its invitations."""
    return manage_agency(actor, invitation.agency_id)


def add_agency(actor: Actor, user: User) -> Answer:
    """Those who may invite people may let them act for a further agency, one that they manage."""
    return invite(actor) if user.is_active else not_now("This account is closed")


def give_roles_through(actor: Actor, membership: Membership) -> Answer:
    """Those who manage an agency's people give them roles, and nobody themselves."""
    if actor.user_id == membership.user_id:
        return not_now("Someone else must give you a role")
    return manage_agency(actor, membership.agency_id)


def manage_agency(actor: Actor, agency_id: int) -> Answer:
    """Memberships of an agency are managed by those who keep accounts, and by the agency's own lead."""
    if actor.is_system or actor.is_any(*KEEPERS):
        return YES
    if actor.is_any(Role.AGENCY_LEAD) and actor.acts_for(agency_id):
        return YES
    if actor.is_any(Role.AGENCY_LEAD):
        return no("An agency lead manages the people of their own agency only")
    return no("Only a system administrator, the business manager or the agency’s lead can do this")


def give(actor: Actor, role: Role) -> Answer:
    """Guarded roles are given by the system administrator alone; a lead gives only what helps their own agency."""
    if actor.is_system or actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return YES
    if role in GUARDED:
        return no(f"Only a system administrator can give the role ‘{role.label}’")
    if actor.is_any(Role.BUSINESS_MANAGER) or role in LEADS_GIVE:
        return YES
    return no(f"An agency lead cannot give the role ‘{role.label}’")


def grant(actor: Actor, membership: Membership, role: Role) -> Answer:
    """Nobody gives a role to themselves."""
    if not (answer := give_roles_through(actor, membership)):
        return answer
    return give(actor, role)


def end_grant(actor: Actor, grant: Grant) -> Answer:
    """Whoever could give a role can end it."""
    if not (answer := manage_agency(actor, grant.membership.agency_id)):
        return answer
    return give(actor, Role(grant.role))


def end_membership(actor: Actor, membership: Membership) -> Answer:
    """Nobody ends their own membership: the partnership would lose its last administrator by one press of a button."""
    if actor.user_id == membership.user_id:
        return not_now("Someone else must end your own membership")
    return manage_agency(actor, membership.agency_id)


def cover(actor: Actor, membership: Membership) -> Answer:
    """Cover for an absence is arranged like any other role."""
    return manage_agency(actor, membership.agency_id)


def close_account(actor: Actor, user: User) -> Answer:
    """A leaver's account is closed by those who keep accounts, or by the lead of the only agency they act for."""
    if actor.user_id == user.pk:
        return not_now("Someone else must close your account")
    if not user.is_active:
        return not_now("This account is closed already")
    if actor.is_system or actor.is_any(*KEEPERS):
        return YES
    agencies = {membership.agency_id for membership in user.memberships.all() if membership.holds_on(actor.on)}
    if actor.is_any(Role.AGENCY_LEAD) and agencies == {actor.agency_id}:
        return YES
    return no("Only a system administrator, the business manager or the lead of their only agency can close an account")


def end_sessions(actor: Actor, user: User) -> Answer:
    """Anybody may sign themselves out everywhere; those who keep accounts may do it to anybody."""
    if actor.user_id == user.pk or actor.is_any(*KEEPERS):
        return YES
    return no("Only a system administrator or the business manager can sign someone else out")


def reset_second_factor(actor: Actor, user: User) -> Answer:
    """Someone who has lost their telephone is let in again by an administrator who knows that it is them."""
    if actor.user_id == user.pk:
        return not_now("Someone else must do this for you")
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return YES
    return no("Only a system administrator can do this")


def see_roles(actor: Actor) -> Answer:
    """Everybody who acts for an agency may know who may do what."""
    return YES if actor.roles else no("You do not act for an agency at present")


def retitle_roles(actor: Actor) -> Answer:
    """What a role is called, and whether it is in use, is the partnership's own matter."""
    if actor.is_any(*KEEPERS):
        return YES
    return no("Only a system administrator or the business manager can change what roles are called")


def see_trail(actor: Actor) -> Answer:
    """The trail is for the trail auditor alone: it is never part of anybody's daily work, and those who keep accounts and
    run the system are among those it watches."""
    if actor.is_any(Role.TRAIL_AUDITOR):
        return YES
    return no("Only a trail auditor can read the audit trail")


def see_readers(actor: Actor, owner_id: int | None) -> Answer:
    """Who looked at a record is told to the agency that owns it, through those who answer for it."""
    answers_for_it = actor.is_any(
        Role.AGENCY_LEAD, Role.ADULTS_MANAGER, Role.BUSINESS_MANAGER, Role.LADO, Role.MARAC_COORDINATOR, Role.CALDICOTT
    )
    if answers_for_it and actor.acts_for(owner_id):
        return YES
    return no("Only those who answer for this record in the agency that owns it can see who looked at it")


def together(roles: frozenset[Role]) -> Answer:
    """Roles that check each other are held by different people."""
    for pair in APART:
        if pair <= roles:
            one, other = (role.label for role in sorted(pair))
            return no(f"The same person cannot be ‘{one}’ and ‘{other}’, because one checks the other")
    return YES
