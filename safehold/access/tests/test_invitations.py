"""What invitations promise, and how an empty installation gets its first administrator."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safehold.access.actions import invitations
from safehold.access.actor import Actor
from safehold.access.models import AuditLine, Invitation, Membership, User
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.browsing import sign_in, signed_in, title_of
from safehold.access.tests.factories import DAY, AgencyFactory, account, actor, administrator
from safehold.access.tests.inviting import TYPED, invited, link_in_mail
from safehold.access.today import told

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests", on=DAY)
YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


# --- invitations ----------------------------------------------------------------------------------------------------


def test_an_invitation_opens_an_account_by_its_button_and_leads_to_the_second_step():
    _, link = invited(Role.LADO)
    client = Client()

    shown = client.get(link)
    spent = client.post(link, TYPED)

    assert "Set up your account" in title_of(shown)
    assert spent.status_code == 302
    user = User.objects.get(email="new@example.org")
    assert Actor.of(user.memberships.get(), on=DAY).roles == {Role.LADO}
    assert client.get(reverse("access:account")).url.startswith(reverse("mfa_activate_totp"))
    assert sign_in(Client(), "new@example.org", TYPED["password"]).status_code == 302


def test_the_name_that_the_inviter_typed_stands_in_the_box_and_its_owner_may_mend_it():
    _, link = invited(Role.DELEGATE)
    client = Client()

    page = client.get(link).content.decode()
    assert re.search(r'<input[^>]* name="name"[^>]* value="Nia Owen"', page)
    client.post(link, TYPED | {"name": "Nia Owen-Pryce"})

    assert User.objects.get(email="new@example.org").name == "Nia Owen-Pryce"


def test_opening_the_link_any_number_of_times_spends_nothing():
    made, link = invited(Role.DELEGATE)
    for _ in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200

    made.refresh_from_db()
    assert made.accepted_at is None
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_link_works_once():
    _, link = invited(Role.DELEGATE)
    Client().post(link, TYPED)

    again = Client().post(link, TYPED)

    assert again.status_code == 410
    assert User.objects.filter(email="new@example.org").count() == 1


@pytest.mark.parametrize("over", ["withdrawn", "expired", "sent again", "never was"])
def test_a_link_that_is_over_says_so_and_opens_nothing(over):
    made, link = invited(Role.DELEGATE)
    if over == "withdrawn":
        invitations.withdraw(made, by=administrator())
    elif over == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif over == "sent again":
        invitations.resend(made, by=administrator())
    else:
        link = reverse("access:invitation", args=["x" * 43])

    for answer in (Client().get(link), Client().post(link, TYPED)):
        assert answer.status_code == 410
        assert "This invitation does not work" in title_of(answer)
    assert not User.objects.filter(email="new@example.org").exists()


def test_the_message_and_the_list_of_invitations_name_one_last_day(settings):
    """In the demonstration the list tells of its one day, and the message said a day five years later."""
    settings.BUSINESS_DATE = date(2021, 4, 30)

    made, _ = invited(Role.DELEGATE)

    until = told(made.expires_at, since=made.made_at)
    assert until.date() == date(2021, 5, 7)
    assert "The link works once, until 7 May 2021." in outbox.outbox[-1].body


def test_an_invitation_sent_again_works_by_its_new_link():
    made, _ = invited(Role.DELEGATE)
    invitations.resend(made, by=administrator())

    assert Client().post(link_in_mail(), TYPED).status_code == 302


def test_the_database_does_not_hold_the_links_secret():
    _, link = invited(Role.DELEGATE)

    assert link.split("/")[2] not in str(Invitation.objects.values().get())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": "short"}, "Password must be 12 characters or more"),
        ({"password": "password1234"}, "Choose a password that is harder to guess"),
        ({"password": "new@example.org"}, "Password must not be like your name or email address"),
        ({"name": ""}, "Enter your name"),
        ({"password": ""}, "Enter a password"),
    ],
)
def test_what_is_wrong_is_said_and_the_name_is_kept(typed, said):
    _, link = invited(Role.DELEGATE)

    answer = Client().post(link, {**TYPED, **typed})

    assert said in answer.content.decode()
    assert title_of(answer).startswith("Error: Set up your account")
    assert Client().get(link).status_code == 200


def test_someone_who_has_an_account_is_given_a_further_agency_once_signed_in():
    user = account(Role.DELEGATE, email="new@example.org")
    _, link = invited(Role.SCHOOL_LEAD, agency="school")
    stranger = Client().get(link).content.decode()
    client = signed_in(user)

    client.post(link)

    assert "You have an account already" in stranger
    assert [each.agency.code for each in Membership.objects.filter(user=user)] == ["council", "school"]


def test_an_invitation_cannot_be_taken_by_somebody_else_who_is_signed_in():
    account(Role.DELEGATE, email="new@example.org")
    _, link = invited(Role.SCHOOL_LEAD, agency="school")

    answer = signed_in(account(Role.DELEGATE)).post(link)

    assert "sent to another email address" in answer.content.decode()
    assert AuditLine.objects.filter(event="refused", facts__tried="access.accept").exists()


def test_whoever_was_signed_in_at_the_browser_is_not_after_someone_accepts_there():
    other = account(Role.DELEGATE)
    client = signed_in(other)
    _, link = invited(Role.DELEGATE)

    client.post(link, TYPED)

    assert "Nia Owen" in client.get(reverse("access:account")).content.decode()


@pytest.mark.parametrize(
    ("by", "roles", "agency", "reason"),
    [
        (Role.DELEGATE, [Role.DELEGATE], "council", "Only a system administrator, the business manager or"),
        (Role.AGENCY_LEAD, [Role.DELEGATE], "police", "their own agency only"),
        (Role.AGENCY_LEAD, [Role.LADO], "council", "Only a system administrator can give the role"),
        (Role.AGENCY_LEAD, [Role.REVIEW_OFFICER], "council", "An agency lead cannot give the role ‘Review officer’"),
        (Role.BUSINESS_MANAGER, [Role.SYSTEM_ADMINISTRATOR], "council", "Only a system administrator can give"),
        (Role.BUSINESS_MANAGER, [Role.TRAIL_AUDITOR], "council", "Only a system administrator can give"),
        (Role.SYSTEM_ADMINISTRATOR, [], "council", "Select at least one role"),
        (Role.SYSTEM_ADMINISTRATOR, [Role.EXTERNAL_REVIEWER], "council", "Enter the last day of the role"),
        (
            Role.SYSTEM_ADMINISTRATOR,
            [Role.SYSTEM_ADMINISTRATOR, Role.TRAIL_AUDITOR],
            "council",
            "because one checks the other",
        ),
    ],
)
def test_inviting_refused(by, roles, agency, reason):
    with pytest.raises(Refused, match=reason):
        invitations.invite(
            by=actor(by), email="x@example.org", name="X", agency=AgencyFactory(code=agency), roles=roles
        )

    assert not Invitation.objects.exists()
    assert not AuditLine.objects.filter(event="access.invited").exists()


def test_the_same_person_is_not_invited_twice_at_once():
    by = administrator()
    invited(Role.DELEGATE, by=by)

    with pytest.raises(Refused, match="Send that invitation again"):
        invited(Role.DELEGATE, by=by)


# --- the first administrator ----------------------------------------------------------------------------------------


def test_an_empty_installation_invites_its_first_administrator_from_the_command_line(capsys):
    call_command("first_administrator", "first@example.org", name="Fay First")
    link = capsys.readouterr().out.split()[-1].removeprefix("http://localhost:8000")

    Client().post(link, {"name": "Fay First", "password": TYPED["password"]})

    user = User.objects.get(email="first@example.org")
    assert Actor.of(user.memberships.get(), on=DAY).roles == {Role.SYSTEM_ADMINISTRATOR}
    assert user.memberships.get().agency.kind == "PARTNERSHIP"


def test_there_is_only_one_first_administrator():
    administrator()

    with pytest.raises(CommandError, match="There is a system administrator already"):
        call_command("first_administrator", "second@example.org", name="Sam Second")


def test_a_lost_first_link_is_replaced_and_works_no_more(capsys):
    links = []
    for email in ("frist@example.org", "first@example.org", "first@example.org"):  # mistyped, then lost
        call_command("first_administrator", email, name="Fay First")
        links.append(capsys.readouterr().out.split()[-1].removeprefix("http://localhost:8000"))

    assert [Client().get(link).status_code for link in links] == [410, 410, 200]
