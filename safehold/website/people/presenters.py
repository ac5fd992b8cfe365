"""How people, memberships, roles and invitations are said on pages and in files."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from safehold.access import policies, queries
from safehold.access.actor import Actor
from safehold.access.models import Grant, Invitation, Membership, User
from safehold.access.presenters import cover_given
from safehold.access.roles import Role
from safehold.access.today import told
from safehold.govuk.filters import day, day_and_time
from safehold.govuk.parts import Answer as Line
from safehold.govuk.parts import Link, Tag
from safehold.records.pages import Column


def memberships_now(user: User, on: date) -> list[Membership]:
    return [each for each in user.memberships.all() if each.holds_on(on)]


def account_tag(user: User) -> Tag:
    return Tag("Open", "green") if user.is_active else Tag("Closed", "grey")


def people_columns(on: date) -> tuple[Column, ...]:
    """The columns of the list of people, roles in the partnership's own words."""
    titles = queries.titles()

    def roles(user: User) -> str:
        held = (grant for each in memberships_now(user, on) for grant in each.grants.all() if grant.holds_on(on))
        return ", ".join(sorted({titles[Role(grant.role)].title for grant in held}))

    return (
        Column("Name", lambda user: user.name, sort="name", link=lambda user: reverse("people:person", args=[user.pk])),
        Column("Email address", lambda user: user.email, sort="email"),
        Column("Acts for", lambda user: ", ".join(str(each.agency) for each in memberships_now(user, on))),
        Column("Roles", roles),
        Column("Account", account_tag),
        Column("Last signed in", lambda user: user.last_login, sort="last_login"),
    )


def state_of(invitation: Invitation) -> Tag:
    """What has become of an invitation, in a word or two."""
    if invitation.accepted_at:
        return Tag("Accepted", "green")
    if invitation.withdrawn_at:
        return Tag("Withdrawn", "grey")
    return Tag("Waiting", "blue") if invitation.expires_at > timezone.now() else Tag("Too old", "orange")


def roles_offered(invitation: Invitation, titles: dict[Role, Any]) -> str:
    return ", ".join(titles[Role(role)].title for role in invitation.roles)


def invitation_columns() -> tuple[Column, ...]:
    titles = queries.titles()
    return (
        Column(
            "Name",
            lambda invitation: invitation.name,
            sort="name",
            link=lambda invitation: reverse("people:invitation", args=[invitation.pk]),
        ),
        Column("Email address", lambda invitation: invitation.email, sort="email"),
        Column("Agency", lambda invitation: invitation.agency),
        Column("Roles", lambda invitation: roles_offered(invitation, titles)),
        Column("State", state_of),
        Column("Invited by", lambda invitation: invitation.made_by or "The command line"),
        Column("Until", lambda invitation: told(invitation.expires_at, since=invitation.made_at), sort="expires_at"),
    )


def invitation_lines(invitation: Invitation) -> list[Line]:
    return [
        Line("Name", invitation.name),
        Line("Email address", invitation.email),
        Line("Agency", invitation.agency),
        Line("Roles", roles_offered(invitation, queries.titles())),
        Line("State", state_of(invitation)),
    ]


def invited(invitation: Invitation) -> tuple[Tag, Link, str]:
    """An invitation on the page of whoever it is for: how it stands, where it is, and until when its link holds."""
    holds = "holds" if invitation.expires_at > timezone.now() else "held"
    until = f"The link {holds} until {day_and_time(told(invitation.expires_at, since=invitation.made_at))}."
    link = Link(f"Invited to act for {invitation.agency}", reverse("people:invitation", args=[invitation.pk]))
    return state_of(invitation), link, until


def membership_shown(
    membership: Membership, actor: Actor, titles: dict[Role, Any], grants: list[Grant]
) -> dict[str, Any]:
    """One membership on its owner's page: its roles, who covers them, and what ``actor`` can do about them."""
    mine = bool(policies.manage_agency(actor, membership.agency_id)) and membership.user.is_active
    stands = membership.to_on is None or membership.to_on >= actor.on
    about = f"for {membership.agency}"
    acts = [
        Link("Give a role", reverse("people:give_role", args=[membership.pk]), about=about),
        Link("Cover for a colleague", reverse("people:cover", args=[membership.pk]), about=about),
        Link(f"End acting {about}", reverse("people:end_membership", args=[membership.pk])),
    ]
    held = [each for each in grants if each.membership_id == membership.pk]
    covered = [
        each for each in grants if each.cover_for_id == membership.pk and not (each.to_on and each.to_on < actor.on)
    ]
    return {
        "membership": membership,
        "span": span_of(membership),
        "ended": ended(membership),
        "grants": [grant_shown(each, membership, actor, titles[Role(each.role)].title) for each in held],
        "cover": [cover_given(each, titles[Role(each.role)].title, actor.on) for each in covered],
        "acts": acts if mine and stands else [],
    }


def grant_shown(grant: Grant, membership: Membership, actor: Actor, title: str) -> dict[str, Any]:
    over = grant.to_on is not None and grant.to_on < actor.on
    may_end = not over and membership.user.is_active and policies.end_grant(actor, grant)
    end = reverse("people:end_role", args=[grant.pk]) if may_end else ""
    away = grant.cover_for.user.name if grant.cover_for else ""
    about = f"the role {title} for {membership.agency} from {day(grant.from_on)}"
    about += f", in cover for {away}" if away else ""
    to = "The same day, at once" if grant.ended_at_once() else day(grant.to_on) if grant.to_on else "No end"
    link = Link("End", end, about=about) if end else ""
    return {"title": title, "grant": grant, "over": over, "to": to, "ended": ended(grant), "away": away, "end": link}


def ended(given: Membership | Grant) -> str:
    """When something was ended, and by whom: nothing where its last day was set from the beginning."""
    if given.ended_on is None:
        return ""
    return f"Ended on {day(given.ended_on)}{f' by {given.ended_by.name}' if given.ended_by else ''}"


def span_of(membership: Membership) -> str:
    """The days of a membership, as a sentence."""
    if membership.ended_at_once():
        return f"On {day(membership.from_on)}, ended at once."
    until = f" to {day(membership.to_on)}" if membership.to_on else ""
    return f"From {day(membership.from_on)}{until}."


def last_day_of_roles(user: User, grants: list[Grant]) -> date | None:
    """The last day on which ``user`` held any role; none where they held none, or hold one without an end."""
    held = [each for each in grants if each.membership.user_id == user.pk and not each.ended_at_once()]
    days = [each.to_on for each in held if each.to_on]
    return max(days, default=None) if len(days) == len(held) else None


def account_acts(user: User, actor: Actor) -> list[Link]:
    """What ``actor`` may do to an account, as buttons; to one that is closed, only let its owner in again."""
    offered = (
        ("Add an agency", "people:begin", policies.invite(actor)),
        ("Sign them out everywhere", "people:sign_out", policies.end_sessions(actor, user)),
        ("Reset their second step", "people:reset_second_step", policies.reset_second_factor(actor, user)),
        ("Close the account", "people:close", policies.close_account(actor, user)),
    )
    if not user.is_active:
        again = Link("Let them in again", reverse("people:let_in_again", args=[user.pk]))
        return [again] if policies.let_in_again(actor, user) else []
    return [Link(text, reverse(name, args=[user.pk])) for text, name, may in offered if may]


def user_of(found: Any) -> User:
    """Whose page something belongs on: a user, or the user of a membership or of a role held."""
    if isinstance(found, Grant):
        return found.membership.user
    return found.user if isinstance(found, Membership) else found


def page_of(found: Any) -> str:
    return reverse("people:person", args=[user_of(found).pk])
