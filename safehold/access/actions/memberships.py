"""Who acts for which agency, in which roles, for how long, and who stands in."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from safehold.access import audit, handover, holding, policies, rows
from safehold.access.actor import Actor
from safehold.access.models import Agency, Grant, Membership, RoleTitle, User
from safehold.access.policy import Refused, require
from safehold.access.roles import Role


@transaction.atomic
def begin_membership(
    *, by: Actor, user: User, agency: Agency, from_on: date, job_title: str = "", team: str = ""
) -> Membership:
    """Let ``user`` act for ``agency`` from a day on."""
    require(policies.manage_agency(by, agency.pk))
    if not user.is_active:
        raise Refused("This account is closed")
    if Membership.objects.filter(user=user, agency=agency).exclude(to_on__lt=from_on).exists():
        raise Refused("They already act for this agency")
    membership = rows.add(
        Membership, user=user, agency=agency, from_on=from_on, job_title=job_title.strip(), team=team.strip()
    )
    audit.record(by, "access.membership_begun", user, agency=agency.pk, from_on=from_on.isoformat())
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor, to_on: date, successor: User | None = None) -> handover.Moved:
    """Let a membership end with ``to_on``, with every role held through it and whatever they hold for its agency.

    ``successor``, who acts for the same agency, takes that over, and must be there where something of it cannot be left
    with nobody. Says what was handed over.
    """
    require(policies.end_membership(by, membership))
    holding.can_end(membership, to_on, on=by.on)
    user, after = membership.user, to_on + timedelta(days=1)
    moved = handover.move(user, successor=successor, by=by, on=after, through=membership)
    grants = holding.end(membership, to_on=to_on, by=by)
    facts: dict[str, Any] = {"membership": membership.pk, "to_on": holding.iso(to_on), "moved": moved.pieces}
    audit.record(by, "access.membership_ended", user, **facts, to=successor.pk if successor else None, count=grants)
    return moved


@transaction.atomic
def grant(membership: Membership, *, by: Actor, role: Role, from_on: date, to_on: date | None = None) -> Grant:
    """Give a role to whoever acts through ``membership``."""
    require(policies.grant(by, membership, role))
    made = holding.give(membership, role=role, from_on=from_on, to_on=to_on)
    facts: dict[str, Any] = {
        "agency": membership.agency_id,
        "from_on": holding.iso(from_on),
        "to_on": holding.iso(to_on),
    }
    audit.record(by, "access.role_given", membership.user, role=role, **facts)
    return made


@transaction.atomic
def end_grant(held: Grant, *, by: Actor, to_on: date) -> None:
    """Let a role end with ``to_on``. To take it away at once, give the day before."""
    require(policies.end_grant(by, held))
    holding.can_end(held, to_on, on=by.on)
    holding.end_one(held, to_on, by=by)
    audit.record(by, "access.role_ended", held.membership.user, role=held.role, to_on=holding.iso(to_on))


@transaction.atomic
def cover(
    membership: Membership, *, by: Actor, absent: Membership, roles: Iterable[Role], from_on: date, to_on: date
) -> list[Grant]:
    """Let someone stand in for a colleague of the same agency: in ``roles``, and in the circles the colleague is in.

    Both end with ``to_on``. Cases that the colleague joins later are not covered by it, and neither is what is sealed or
    in a compartment: whoever is in charge of those lets people in by name (``records.visibility``).
    """
    require(policies.cover(by, membership))
    roles = list(roles)
    if absent.pk == membership.pk:
        raise Refused("Someone cannot cover for themselves")
    if absent.agency_id != membership.agency_id:
        raise Refused("Cover is given by someone in the same agency")
    holding.not_covered_yet(membership, absent, roles, from_on=from_on, to_on=to_on)
    held = set(Grant.objects.filter(membership=absent).on(from_on).values_list("role", flat=True))
    covered = []
    for role in roles:
        if role not in held:
            raise Refused(f"{absent.user} does not hold the role ‘{role.label}’ on that day")
        require(policies.grant(by, membership, role))
        covered.append(holding.give(membership, role=role, from_on=from_on, to_on=to_on, cover_for=absent))
    if not covered:
        raise Refused("Select the roles to cover")
    circles = holding.join_circles_of(absent, membership, from_on=from_on, to_on=to_on)
    facts: dict[str, Any] = {
        "absent": absent.user_id,
        "roles": [each.role for each in covered],
        "to_on": holding.iso(to_on),
    }
    audit.record(by, "access.cover_arranged", membership.user, count=circles, **facts)
    return covered


@transaction.atomic
def retitle_role(role: Role, *, by: Actor, title: str, description: str, switched_on: bool) -> RoleTitle:
    """Say what this partnership calls a role, and whether it uses it."""
    require(policies.retitle_roles(by))
    if role == Role.SYSTEM_ADMINISTRATOR and not switched_on:
        raise Refused("The system administrator’s role is always in use")
    before = RoleTitle.objects.filter(role=role).first()
    facts = {"title": title.strip(), "description": description.strip(), "switched_on": switched_on}
    titled = rows.alter(before, **facts) if before else rows.add(RoleTitle, role=role, **facts)
    audit.record(by, "access.role_retitled", ("access.role", role), switched_on=switched_on)
    return titled
