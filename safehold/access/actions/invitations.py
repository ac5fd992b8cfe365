"""Inviting people, and what becomes of an invitation. Its link is spent by a button, never by being opened."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from safehold.access import audit, holding, links, mail, passwords, policies, rows
from safehold.access.actions.accounts import open_account, open_again
from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyKind, Grant, Invitation, Membership, User
from safehold.access.policy import Refused, require
from safehold.access.roles import FACTS, Role
from safehold.access.today import told

HOLDS_FOR = timedelta(days=7)
CLOSED = (
    "The account with this email address is closed. If it is theirs and they have come back, select that you are letting "
    "them in again"
)


@transaction.atomic
def invite(
    *,
    by: Actor,
    email: str,
    name: str,
    agency: Agency,
    roles: Iterable[Role],
    job_title: str = "",
    roles_until_on: date | None = None,
    again: bool = False,
) -> Invitation:
    """Offer someone an account that acts for ``agency`` in ``roles``; the message leaves with the act.

    An address whose account is closed is refused, so that nobody comes back unnoticed, unless ``again`` says that it is
    them: then it is ``invite_again``.
    """
    wanted = frozenset(roles)
    require(policies.invite_to(by, agency.pk, wanted))
    closed = User.objects.filter(email=email.strip().lower(), is_active=False).first()
    if closed and again:
        return invite_again(
            closed, by=by, agency=agency, roles=wanted, job_title=job_title, roles_until_on=roles_until_on
        )
    invitation, secret = _make(
        by=by, email=email, name=name, agency=agency, roles=wanted, job_title=job_title, roles_until_on=roles_until_on
    )
    _send(invitation, secret)
    audit.record(by, "access.invited", invitation, agency=agency.pk, roles=sorted(wanted))
    return invitation


@transaction.atomic
def invite_again(
    user: User,
    *,
    by: Actor,
    agency: Agency,
    roles: Iterable[Role],
    job_title: str = "",
    roles_until_on: date | None = None,
) -> Invitation:
    """Let a leaver in again, as if newly invited. Their account opens when they spend the link, with a new password and a
    new second step; what they had before stays ended."""
    wanted = frozenset(roles)
    require(policies.let_in_again(by, user))
    require(policies.invite_to(by, agency.pk, wanted))
    invitation, secret = _make(
        by=by,
        email=user.email,
        name=user.name,
        agency=agency,
        roles=wanted,
        job_title=job_title,
        roles_until_on=roles_until_on,
        again=True,
    )
    _send(invitation, secret)
    audit.record(by, "access.invited_again", user, agency=agency.pk, roles=sorted(wanted), invitation=invitation.pk)
    return invitation


@transaction.atomic
def first_administrator(*, by: Actor, email: str, name: str, agency_name: str) -> str:
    """Invite the first administrator of an installation that has none, and give the link to hand to them.

    Makes the partnership's own agency where there is none yet. Refused once anybody is a system administrator. Whoever
    loses the link runs it again: until then only the newest link works, whoever an earlier one was for.
    """
    if not by.is_system:
        raise Refused("The first administrator is invited from the command line")
    if Grant.objects.filter(role=Role.SYSTEM_ADMINISTRATOR, membership__user__is_active=True).on(by.on).exists():
        raise Refused("There is a system administrator already. Ask them for an invitation")
    agency = Agency.objects.filter(kind=AgencyKind.PARTNERSHIP).first() or rows.add(
        Agency, code="partnership", kind=AgencyKind.PARTNERSHIP, current_name=agency_name
    )
    roles = frozenset({Role.SYSTEM_ADMINISTRATOR})
    earlier = Invitation.objects.filter(made_by=None, accepted_at=None, withdrawn_at=None)
    for each in earlier:
        rows.alter(each, withdrawn_at=timezone.now())
    invitation, secret = _make(by=by, email=email, name=name, agency=agency, roles=roles, again=True)
    facts: dict[str, Any] = {"agency": agency.pk, "roles": sorted(roles), "withdrawn": [each.pk for each in earlier]}
    audit.record(by, "access.first_administrator_invited", invitation, **facts)
    return links.to_invitation(secret)


@transaction.atomic
def resend(invitation: Invitation, *, by: Actor) -> None:
    """Send a new link that holds for a week from now. The earlier link no longer works."""
    require(policies.manage_agency(by, invitation.agency_id))
    _still_open(invitation)
    secret = secrets.token_urlsafe(32)
    rows.alter(invitation, secret_hash=links.hash_of(secret), expires_at=timezone.now() + HOLDS_FOR)
    _send(invitation, secret)
    audit.record(by, "access.invitation_sent_again", invitation)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Actor) -> None:
    """Take an invitation back. Its link no longer works."""
    require(policies.manage_agency(by, invitation.agency_id))
    _still_open(invitation)
    rows.alter(invitation, withdrawn_at=timezone.now())
    audit.record(by, "access.invitation_withdrawn", invitation)


@transaction.atomic
def accept(invitation: Invitation, *, by: Actor, name: str = "", password: str = "") -> User:
    """Spend an invitation: open the account, open a leaver's again, or give a further agency to whoever has one already.

    ``by`` is the system for an account that opens, and the person invited, signed in, for a further agency.
    """
    # locked, so that of two presses of the button one finds it spent
    invitation = Invitation.objects.select_for_update().select_related("agency").get(pk=invitation.pk)
    _still_open(invitation)
    if invitation.expires_at <= timezone.now():
        raise Refused("This invitation is too old. Ask for a new one")
    user = by.user
    closed = User.objects.filter(email=invitation.email, is_active=False).first()
    if user is None and closed is not None:
        user = closed
        open_again(user, by=by, name=name, password=_good(password, invitation))
    elif user is None:
        user = open_account(by=by, email=invitation.email, name=name, password=_good(password, invitation))
    elif user.email != invitation.email:
        raise Refused("This invitation was sent to another email address. Sign in with the account it was sent to")
    spent = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=timezone.now())
    if not spent:
        raise Refused("This invitation has been used already. Sign in with your email address and password")
    membership = Membership.objects.filter(user=user, agency=invitation.agency).on(by.on).first() or rows.add(
        Membership, user=user, agency=invitation.agency, job_title=invitation.job_title, from_on=by.on
    )
    held = holding.roles_to_come(user, on=by.on)
    for role in map(Role, invitation.roles):
        if (membership.pk, role) not in held:
            holding.give(membership, role=role, from_on=by.on, to_on=invitation.roles_until_on)
    audit.record(by, "access.invitation_accepted", invitation, user=user.pk, roles=list(invitation.roles))
    return user


# --- parts of acts --------------------------------------------------------------------------------------------------


def _make(
    *,
    by: Actor,
    email: str,
    name: str,
    agency: Agency,
    roles: frozenset[Role],
    job_title: str = "",
    roles_until_on: date | None = None,
    again: bool = False,
) -> tuple[Invitation, str]:
    email = email.strip().lower()
    if not roles:
        raise Refused("Select at least one role")
    timed = [role for role in sorted(roles) if FACTS[role].for_a_time]
    if timed and roles_until_on is None:
        raise Refused(f"Enter the last day of the role ‘{timed[0].label}’")
    user = User.objects.filter(email=email).first()
    if user and not user.is_active and not again:
        raise Refused(CLOSED)
    waiting = Invitation.objects.filter(email=email, agency=agency, accepted_at=None, withdrawn_at=None)
    if waiting.filter(expires_at__gt=timezone.now()).exists():
        raise Refused("Someone has invited this person already. Send that invitation again")
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    invitation = rows.add(
        Invitation,
        email=email,
        name=name.strip(),
        agency=agency,
        job_title=job_title.strip(),
        roles=sorted(roles),
        roles_until_on=roles_until_on,
        secret_hash=links.hash_of(secret),
        made_at=now,
        made_by=by.user,
        expires_at=now + HOLDS_FOR,
    )
    return invitation, secret


def _still_open(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise Refused("This invitation has been used already. Sign in with your email address and password")
    if invitation.withdrawn_at:
        raise Refused("This invitation has been withdrawn. Ask whoever invited you")


def _good(password: str, invitation: Invitation) -> str:
    try:
        return passwords.check(password, User(email=invitation.email, name=invitation.name))
    except ValidationError as weak:
        raise Refused(str(weak.messages[0])) from weak


def _send(invitation: Invitation, secret: str) -> None:
    until = told(invitation.expires_at, since=invitation.made_at)
    mail.send_later(
        invitation.email,
        "You are invited to Safehold",
        f"""Hello {invitation.name}

You are invited to act for {invitation.agency} in Safehold, the safeguarding partnership's working system.

Open this link, check that it is for you, and press the button:

{links.to_invitation(secret)}

The link works once, until {until.day} {until:%B %Y}. If you did not expect this, do nothing and tell nobody the link.
""",
    )
