"""Opening and closing accounts."""

from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from safehold.access import audit, drafts, handover, holding, policies, rows
from safehold.access.actor import Actor
from safehold.access.models import CircleMember, Invitation, User
from safehold.access.policy import Refused, require
from safehold.govuk.filters import day


@transaction.atomic
def open_account(
    *, by: Actor, email: str, name: str, password: str | None = None, is_demonstration: bool = False
) -> User:
    """Make an account whose e-mail address is known to be right. What it may do is given by memberships.

    Only the system opens accounts: by an invitation that was accepted, or to build the demonstration. Without a
    ``password`` the account can be signed in to only by other means.
    """
    if not by.is_system:
        raise Refused("Accounts are opened by invitation")
    email = email.strip().lower()
    user = User(email=email, name=name.strip(), made_at=timezone.now(), is_demonstration=is_demonstration)
    user.set_password(password)
    facts = {"email": email, "name": user.name, "made_at": user.made_at, "password": user.password}
    user = rows.add(User, is_demonstration=is_demonstration, **facts)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    audit.record(by, "access.account_opened", user)
    return user


@transaction.atomic
def close_account(user: User, *, by: Actor, left_on: date, successor: User | None = None) -> handover.Moved:
    """Close a leaver's account now: signed out everywhere, every role ended, their work handed over, in one act.

    ``successor`` takes over all that the leaver holds, and must be there where they hold anything that cannot be left
    with nobody. Says what was handed over.
    """
    require(policies.close_account(by, user))
    if left_on > by.on:
        raise Refused("The day they left must be today or in the past. End their membership to plan ahead")
    began_on = user.memberships.aggregate(first=Min("from_on"))["first"]
    if began_on is not None and left_on < began_on <= by.on:
        raise Refused(f"They began on {day(began_on)}. Enter that day or a later one")
    moved = handover.move(user, successor=successor, by=by, on=by.on)
    yesterday = by.on - timedelta(days=1)
    for membership in user.memberships.exclude(to_on__lt=by.on):
        holding.end(membership, to_on=yesterday, by=by)
    for place in CircleMember.objects.filter(user=user).exclude(to_on__lt=by.on):
        holding.close(place, yesterday, by=by)
    Invitation.objects.filter(email=user.email, accepted_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    user.set_unusable_password()
    rows.alter(user, is_active=False, left_on=left_on, password=user.password)
    _forget_ways_in(user)
    drafts.destroy(drafts.waiting_for(user))
    ended = _sign_out_everywhere(user)
    to = successor.pk if successor else None
    audit.record(
        by, "access.account_closed", user, count=moved.pieces, left_on=left_on.isoformat(), to=to, sessions=ended
    )
    return moved


@transaction.atomic
def open_again(user: User, *, by: Actor, name: str, password: str) -> None:
    """Open the account of a leaver who has spent an invitation to come back, as if it were new.

    What they had before stays as it ended: memberships, roles and seats are given anew. Whatever could still sign them
    in is gone, so that only the password they have just set opens the account, and a new second step after it.
    """
    if not by.is_system:
        raise Refused("Accounts are opened by invitation")
    if user.is_active:
        raise Refused("This account is open already")
    left_on = user.left_on
    _forget_ways_in(user)
    ended = _sign_out_everywhere(user)
    user.set_password(password)
    facts: dict[str, Any] = {"name": name.strip() or user.name, "password": user.password, "last_login": None}
    rows.alter(user, is_active=True, left_on=None, **facts)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    gone = left_on.isoformat() if left_on else ""
    audit.record(by, "access.account_opened_again", user, left_on=gone, sessions=ended)


@transaction.atomic
def end_sessions(user: User, *, by: Actor) -> int:
    """Sign ``user`` out everywhere, and say from how many places."""
    require(policies.end_sessions(by, user))
    ended = _sign_out_everywhere(user)
    audit.record(by, "access.sessions_ended", user, count=ended)
    return ended


@transaction.atomic
def reset_second_factor(user: User, *, by: Actor) -> None:
    """Take away every authenticator of someone who has lost theirs: they set up a new one when they next sign in."""
    require(policies.reset_second_factor(by, user))
    count, _ = Authenticator.objects.filter(user=user).delete()
    _sign_out_everywhere(user)
    audit.record(by, "access.second_factor_reset", user, count=count)


# --- parts of acts --------------------------------------------------------------------------------------------------


def _forget_ways_in(user: User) -> None:
    """Take away every authenticator, and what an organisation's own sign-in service knows them by."""
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()


def _sign_out_everywhere(user: User) -> int:
    """End every session, those allauth knows of and those it may not."""
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    UserSession.objects.filter(user=user).delete()
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)
