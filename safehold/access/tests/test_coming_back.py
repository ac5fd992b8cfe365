"""A leaver who comes back is let in again by an invitation, as if they were new."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from safehold.access.actions import accounts, invitations
from safehold.access.actor import Actor
from safehold.access.models import AuditLine, Invitation, Membership, User
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.browsing import sign_in, signed_in, title_of, with_second_factor
from safehold.access.tests.factories import DAY, PASSWORD, AgencyFactory, account, actor, administrator, membership
from safehold.access.tests.inviting import TYPED, link_in_mail

pytestmark = pytest.mark.django_db

YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def leaver() -> User:
    """A review officer who had a second step, an open browser and the organisation's own sign-in, and left."""
    user = with_second_factor(account(Role.REVIEW_OFFICER, email="lee@example.org", name="Lee Leaver"))
    accounts.close_account(user, by=administrator(), left_on=YESTERDAY)
    user.refresh_from_db()
    return user


def invited_again(user: User, *roles: Role, by: Actor | None = None, agency: str = "council") -> str:
    """The link that lets ``user`` in again."""
    roles = roles or (Role.AGENCY_CONTRIBUTOR,)
    invitations.invite_again(user, by=by or administrator(), agency=AgencyFactory(code=agency), roles=roles)
    return link_in_mail()


def test_a_leaver_comes_back_by_a_link_with_a_new_password_and_a_new_second_step(leaver):
    link, browser = invited_again(leaver, Role.LADO), Client()

    shown, spent = browser.get(link), browser.post(link, TYPED)

    assert "Set up your account" in title_of(shown)
    assert spent.status_code == 302
    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.left_on) == (True, None)
    assert browser.get(reverse("access:account")).url.startswith(reverse("mfa_activate_totp"))
    assert sign_in(Client(), leaver.email, TYPED["password"]).status_code == 302
    assert sign_in(Client(), leaver.email, PASSWORD).status_code == 200, "the old password opens nothing"


def test_what_they_had_before_stays_ended_and_they_have_what_is_given_anew(leaver):
    Client().post(invited_again(leaver, Role.SCHOOL_LEAD, agency="school"), TYPED)

    before, now = Membership.objects.filter(user=leaver).order_by("pk")
    assert (before.agency.code, before.to_on) == ("council", YESTERDAY)
    assert not before.grants.on(DAY).exists()
    assert (now.agency.code, now.from_on, now.to_on) == ("school", DAY, None)
    assert Actor.of(now, on=DAY).roles == {Role.SCHOOL_LEAD}


def test_until_the_link_is_spent_the_account_stays_closed(leaver):
    link = invited_again(leaver)
    for _ in range(2):
        assert Client().get(link).status_code == 200

    leaver.refresh_from_db()
    assert not leaver.is_active
    assert sign_in(Client(), leaver.email).status_code == 200


def test_nothing_that_signed_them_in_before_does_so_again(leaver):
    """Even where something was left behind, or put back, since they left."""
    User.objects.filter(pk=leaver.pk).update(is_active=True, left_on=None)
    leaver.refresh_from_db()
    leaver.set_password(PASSWORD)
    leaver.save()
    old = signed_in(with_second_factor(leaver))
    assert old.get(reverse("access:account")).status_code == 200, "the control: it does before"
    SocialAccount.objects.create(user=leaver, provider="openid_connect", uid="their number there")
    User.objects.filter(pk=leaver.pk).update(is_active=False)
    leaver.refresh_from_db()

    Client().post(invited_again(leaver), TYPED)

    assert not Authenticator.objects.filter(user=leaver).exists()
    assert not SocialAccount.objects.filter(user=leaver).exists()
    assert old.get(reverse("access:account")).status_code == 302
    assert sign_in(Client(), leaver.email).status_code == 200


def test_the_trail_says_who_let_them_in_and_when_they_came(leaver):
    by = administrator()
    Client().post(invited_again(leaver, by=by), TYPED)

    asked = AuditLine.objects.get(event="access.invited_again")
    assert (asked.by_id, asked.subject_uid, asked.facts["roles"]) == (
        by.user_id,
        str(leaver.pk),
        ["agency_contributor"],
    )
    came = AuditLine.objects.get(event="access.account_opened_again")
    assert (came.subject_uid, came.facts["left_on"]) == (str(leaver.pk), YESTERDAY.isoformat())
    assert AuditLine.objects.get(event="access.account_closed").facts["left_on"] == YESTERDAY.isoformat()


def test_inviting_a_leavers_address_says_what_to_do_and_does_it_when_told(leaver):
    facts = {"email": " LEE@example.org", "name": "x", "agency": AgencyFactory(), "roles": [Role.DELEGATE]}

    with pytest.raises(Refused, match=r"is closed.*letting them in again"):
        invitations.invite(by=administrator(), **facts)
    assert not Invitation.objects.exists()

    invitations.invite(by=administrator(), again=True, **facts)
    assert AuditLine.objects.filter(event="access.invited_again").exists()


def test_closing_again_takes_the_invitation_back(leaver):
    link = invited_again(leaver)
    Client().post(link, TYPED)
    leaver.refresh_from_db()
    AgencyFactory(code="school")
    invitations.invite(
        by=administrator(), email=leaver.email, name="x", agency=AgencyFactory(code="school"), roles=[Role.SCHOOL_LEAD]
    )
    waiting = link_in_mail()
    accounts.close_account(leaver, by=administrator(), left_on=DAY)

    assert Client().post(waiting, TYPED).status_code == 410
    leaver.refresh_from_db()
    assert not leaver.is_active


@pytest.mark.parametrize(
    ("by", "agency", "roles", "reason"),
    [
        (
            Role.DELEGATE,
            "council",
            [Role.DELEGATE],
            "Only a system administrator, the business manager or an agency lead",
        ),
        (Role.AGENCY_LEAD, "school", [Role.DELEGATE], "own agency only"),
        (Role.AGENCY_LEAD, "council", [Role.REVIEW_OFFICER], "An agency lead cannot give the role"),
        (Role.BUSINESS_MANAGER, "council", [Role.LADO], "Only a system administrator can give the role"),
        (Role.BUSINESS_MANAGER, "council", [], "Select at least one role"),
    ],
)
def test_letting_in_again_refused(leaver, by, agency, roles, reason):
    with pytest.raises(Refused, match=reason):
        invitations.invite_again(leaver, by=actor(by), agency=AgencyFactory(code=agency), roles=roles)

    assert not Invitation.objects.exists()


def test_whoever_is_here_is_not_let_in_again():
    here = membership(Role.DELEGATE).user

    with pytest.raises(Refused, match="This account is open"):
        invitations.invite_again(here, by=administrator(), agency=AgencyFactory(), roles=[Role.DELEGATE])
    with pytest.raises(Refused, match="open already"):
        accounts.open_again(here, by=Actor.system("tests", on=DAY), name="", password="x")
    with pytest.raises(Refused, match="by invitation"):
        accounts.open_again(here, by=administrator(), name="", password="x")
