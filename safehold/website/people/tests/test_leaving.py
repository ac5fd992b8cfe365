"""What cover and leaving promise about people's work, proved with the invented record."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from safehold.access.actions import accounts, invitations, memberships
from safehold.access.actor import Actor
from safehold.access.models import AuditLine, CircleMember, Grant, Invitation
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.browsing import sign_in, signed_in, with_second_factor
from safehold.access.tests.factories import (
    DAY,
    PASSWORD,
    AgencyFactory,
    CircleFactory,
    account,
    actor,
    administrator,
    join,
    membership,
)
from safehold.access.today import told
from safehold.govuk.filters import day_and_time
from safehold.govuk.tests.pages import faults
from safehold.records import writing
from safehold.records.tests import promises
from tests.invented.models import Notebook

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


def test_whoever_covers_sees_what_the_absent_one_sees_until_the_last_day():
    absent, cover = membership(Role.LADO), membership(Role.ADULTS_PRACTITIONER)
    by_absent = Actor.of(absent, on=DAY)
    circle = CircleFactory()
    join(circle, by_absent)
    made = writing.create(Notebook, by=by_absent, circle=circle, title="First", opened_on=DAY)

    memberships.cover(cover, by=administrator(), absent=absent, roles=[Role.LADO], from_on=DAY, to_on=TOMORROW)

    def sees(on: date) -> bool:
        return Notebook.objects.visible_to(Actor.of(cover, on=on)).filter(pk=made.pk).exists()

    assert [sees(on) for on in (YESTERDAY, DAY, TOMORROW, TOMORROW + timedelta(days=1))] == [False, True, True, False]
    assert Grant.objects.get(membership=cover, role=Role.LADO).cover_for == absent


@pytest.fixture
def covered():
    """Somebody absent with one case, and somebody who covers two of their roles until the summer."""
    absent, cover = membership(Role.LADO, Role.REVIEW_OFFICER), membership(Role.ADULTS_PRACTITIONER)
    by_absent = Actor.of(absent, on=DAY)
    circle = CircleFactory()
    join(circle, by_absent)
    made = writing.create(Notebook, by=by_absent, circle=circle, title="First", opened_on=DAY)
    by = administrator()
    roles = [Role.LADO, Role.REVIEW_OFFICER]
    memberships.cover(cover, by=by, absent=absent, roles=roles, from_on=DAY, to_on=date(2021, 7, 31))

    def sees(on: date = TOMORROW) -> bool:
        return Notebook.objects.visible_to(Actor.of(cover, on=on)).filter(pk=made.pk).exists()

    assert sees()
    return absent, cover, by, sees


def test_cover_that_ends_early_closes_what_it_opened_with_its_last_role(covered):
    _, cover, by, sees = covered
    first, second = Grant.objects.filter(membership=cover).exclude(cover_for=None)

    memberships.end_grant(first, by=by, to_on=DAY)
    still = sees()
    memberships.end_grant(second, by=by, to_on=DAY)

    assert (still, sees()) == (True, False)


@pytest.mark.parametrize("whose", ["absent", "cover"])
def test_cover_ends_with_either_membership_and_does_not_come_back_with_a_new_one(covered, whose):
    absent, cover, by, sees = covered
    # what the absent one holds in their own right goes to somebody; what is only covered is nobody's to hand over
    follows = account(Role.REVIEW_OFFICER) if whose == "absent" else None
    memberships.end_membership(absent if whose == "absent" else cover, by=by, to_on=DAY, successor=follows)

    assert not sees()
    if whose == "cover":
        again = memberships.begin_membership(by=by, user=cover.user, agency=cover.agency, from_on=TOMORROW)
        memberships.grant(again, by=by, role=Role.ADULTS_PRACTITIONER, from_on=TOMORROW)
        assert not Notebook.objects.visible_to(Actor.of(again, on=TOMORROW)).exists()


def test_cover_arranged_anew_for_the_day_after_it_ended_opens_again(covered):
    absent, cover, by, sees = covered
    for held in Grant.objects.filter(membership=cover).exclude(cover_for=None):
        memberships.end_grant(held, by=by, to_on=DAY)

    memberships.cover(cover, by=by, absent=absent, roles=[Role.LADO], from_on=TOMORROW, to_on=date(2021, 5, 31))

    assert (sees(TOMORROW), sees(date(2021, 6, 1))) == (True, False)


def test_cover_opens_a_case_no_longer_than_the_absent_one_is_in_it():
    absent, cover = membership(Role.LADO), membership(Role.ADULTS_PRACTITIONER)
    circle = CircleFactory()
    join(circle, Actor.of(absent, on=DAY), to_on=TOMORROW)

    memberships.cover(cover, by=administrator(), absent=absent, roles=[Role.LADO], from_on=DAY, to_on=date(2021, 7, 31))

    assert CircleMember.objects.get(user=cover.user).to_on == TOMORROW


# --- leaving --------------------------------------------------------------------------------------------------------


@pytest.fixture
def leaver():
    """Someone signed in twice, holding two notebooks."""
    user = account(Role.REVIEW_OFFICER, name="Lee Leaver")
    by = Actor.of(user.memberships.get(), on=DAY)
    for title in ("First", "Second"):
        circle = CircleFactory()
        join(circle, by)
        writing.create(Notebook, by=by, circle=circle, title=title, opened_on=DAY)
    return user


@pytest.fixture(autouse=True)
def _caseloads(settings):
    settings.CASELOADS = ["tests.invented.caseload.CASELOAD"]


def test_a_leaver_is_out_at_once_and_their_work_is_somebody_elses_in_one_act(leaver):
    browsers = [signed_in(leaver), signed_in(leaver)]
    successor = account(Role.REVIEW_OFFICER)

    moved = accounts.close_account(leaver, by=administrator(), left_on=DAY, successor=successor)

    assert moved.pieces == 2
    assert all(each.get(reverse("access:account")).status_code == 302 for each in browsers)
    assert sign_in(Client(), leaver.email, PASSWORD).status_code == 200
    takes_over = Actor.of(successor.memberships.get(), on=DAY)
    assert Notebook.objects.visible_to(takes_over).count() == 2
    gone = Actor.of(leaver.memberships.get(), on=DAY)
    assert (gone.roles, Notebook.objects.visible_to(gone).count()) == (frozenset(), 0)
    line = AuditLine.objects.get(event="access.account_closed")
    assert (line.count, line.facts["to"], line.facts["sessions"]) == (2, successor.pk, 2)


def test_a_leaver_who_holds_work_cannot_be_closed_without_a_successor(leaver):
    with pytest.raises(Refused, match="Say who takes over their work: Notebooks \\(2\\)"):
        accounts.close_account(leaver, by=administrator(), left_on=DAY)

    leaver.refresh_from_db()
    assert leaver.is_active


def test_a_hand_over_that_fails_leaves_the_account_open(leaver, settings):
    settings.CASELOADS = ["tests.invented.caseload.CASELOAD", "safehold.website.people.tests.test_leaving.BROKEN"]
    successor = account(Role.REVIEW_OFFICER)

    with pytest.raises(RuntimeError):
        accounts.close_account(leaver, by=administrator(), left_on=DAY, successor=successor)

    leaver.refresh_from_db()
    assert leaver.is_active
    assert Notebook.objects.visible_to(Actor.of(leaver.memberships.get(), on=DAY)).count() == 2


class Broken:
    label = "Broken"
    must_move = True
    if_nobody = ""

    def held_by(self, user, *, on, through=None):
        return 1

    def hand_over(self, **facts):
        raise RuntimeError


BROKEN = Broken()


@pytest.mark.parametrize(
    ("by", "facts", "reason"),
    [
        ("self", {}, "Someone else must close your account"),
        (Role.DELEGATE, {}, "Only a system administrator, the business manager or the lead"),
        (Role.SYSTEM_ADMINISTRATOR, {"left_on": TOMORROW}, "must be today or in the past"),
        (Role.SYSTEM_ADMINISTRATOR, {"successor": "self"}, "must go to someone else"),
    ],
)
def test_closing_refused(leaver, by, facts, reason):
    acting = Actor.of(leaver.memberships.get(), on=DAY) if by == "self" else actor(by, agency="police")
    given = {"left_on": DAY, **facts} | ({"successor": leaver} if "successor" in facts else {})

    with pytest.raises(Refused, match=reason):
        accounts.close_account(leaver, by=acting, **given)


def test_an_agencys_lead_closes_the_account_of_someone_who_acts_for_that_agency_alone(leaver):
    lead = actor(Role.AGENCY_LEAD)
    elsewhere = account(Role.DELEGATE)
    membership(Role.SCHOOL_LEAD, agency="school", user=elsewhere)

    accounts.close_account(leaver, by=lead, left_on=DAY, successor=account(Role.REVIEW_OFFICER))

    with pytest.raises(Refused, match="the lead of their only agency"):
        accounts.close_account(elsewhere, by=lead, left_on=DAY)


def test_somebody_who_stops_acting_for_one_agency_hands_over_what_they_hold_for_it(leaver):
    held, follows = leaver.memberships.get(), account(Role.REVIEW_OFFICER)
    membership(Role.SCHOOL_LEAD, agency="school", user=leaver)

    with pytest.raises(Refused, match="Say who takes over their work: Notebooks \\(2\\)"):
        memberships.end_membership(held, by=administrator(), to_on=DAY)
    elsewhere = account(Role.DELEGATE, agency="school")
    with pytest.raises(Refused, match="someone who acts for it then"):
        memberships.end_membership(held, by=administrator(), to_on=DAY, successor=elsewhere)
    assert memberships.end_membership(held, by=administrator(), to_on=DAY, successor=follows).pieces == 2

    takes_over = Actor.of(follows.memberships.get(), on=TOMORROW)
    assert Notebook.objects.visible_to(takes_over).count() == 2
    leaver.refresh_from_db()
    assert leaver.is_active, "they act for the school still"


def test_the_page_asks_who_takes_over_and_only_where_there_is_something(leaver):
    follows, idle = account(Role.REVIEW_OFFICER, name="Fay Follows"), membership(Role.DELEGATE)
    account(Role.DELEGATE, agency="school", name="Ella Elsewhere")
    browser = signed_in(with_second_factor(account(Role.SYSTEM_ADMINISTRATOR, agency="partnership-team")))
    page = browser.get(reverse("people:end_membership", args=[leaver.memberships.get().pk])).content.decode()

    assert "For this agency they hold: Notebooks (2)" in page
    assert "Who takes over their work?" in page
    assert "Fay Follows" in page
    assert "Ella Elsewhere" not in page
    assert "Who takes over" not in browser.get(reverse("people:end_membership", args=[idle.pk])).content.decode()

    answers = {"to_on-day": "30", "to_on-month": "4", "to_on-year": "2021", "successor": follows.pk}
    address = reverse("people:end_membership", args=[leaver.memberships.get().pk])
    posted = browser.post(address, promises.hidden_of(browser.get(address).text) | answers)
    assert posted.status_code == 302
    assert Notebook.objects.visible_to(Actor.of(follows.memberships.get(), on=TOMORROW)).count() == 2


def test_closing_takes_back_invitations_and_authenticators(leaver):
    by = administrator()
    invitations.invite(
        by=by, email=leaver.email, name="x", agency=AgencyFactory(code="school"), roles=[Role.SCHOOL_LEAD]
    )

    accounts.close_account(leaver, by=by, left_on=DAY, successor=account(Role.REVIEW_OFFICER))

    assert Invitation.objects.get().withdrawn_at
    assert not leaver.authenticator_set.exists()
    with pytest.raises(Refused, match="is closed"):
        invitations.invite(
            by=by, email=leaver.email, name="x", agency=AgencyFactory(code="council"), roles=[Role.DELEGATE]
        )


# --- coming back ------------------------------------------------------------------------------------------------------


@pytest.fixture
def gone(leaver):
    accounts.close_account(leaver, by=administrator(), left_on=DAY, successor=account(Role.REVIEW_OFFICER))
    return leaver


def manager() -> Client:
    return signed_in(with_second_factor(account(Role.BUSINESS_MANAGER, agency="partnership-team")))


def test_a_leavers_page_offers_to_let_them_in_again_and_nothing_else(gone):
    browser = manager()
    page = browser.get(reverse("people:person", args=[gone.pk])).content.decode()
    address = reverse("people:let_in_again", args=[gone.pk])

    assert address in page
    assert reverse("people:close", args=[gone.pk]) not in page
    asked = promises.ask_and_answer(browser, address, agency=gone.memberships.get().agency_id, roles=["delegate"])
    assert asked.status_code == 302
    assert Invitation.objects.get().email == gone.email
    here = account(Role.DELEGATE)
    assert (
        reverse("people:let_in_again", args=[here.pk])
        not in browser.get(reverse("people:person", args=[here.pk])).content.decode()
    )


def test_the_page_of_whoever_was_let_in_again_shows_the_invitation_that_waits(gone):
    browser, address = manager(), reverse("people:person", args=[gone.pk])
    assert "Invitation" not in browser.get(address).text, "the control: nobody has invited them yet"
    agency = gone.memberships.get().agency
    let_in = reverse("people:let_in_again", args=[gone.pk])

    after = browser.post(
        let_in, promises.hidden_of(browser.get(let_in).text) | {"agency": agency.pk, "roles": ["delegate"]}, follow=True
    )

    invitation = Invitation.objects.get()
    assert faults(after.text) == []
    assert f'href="{reverse("people:invitation", args=[invitation.pk])}">Invited to act for {agency}' in after.text
    assert "Waiting" in after.text
    assert f"The link holds until {day_and_time(told(invitation.expires_at, since=invitation.made_at))}." in after.text
    invitations.withdraw(invitation, by=administrator())
    assert "Invited to act" not in browser.get(address).text


def test_a_lead_is_not_shown_an_invitation_to_another_agency(leaver):
    school = AgencyFactory(code="school")
    invitations.invite(by=administrator(), email=leaver.email, name="x", agency=school, roles=[Role.SCHOOL_LEAD])
    address = reverse("people:person", args=[leaver.pk])
    lead = signed_in(with_second_factor(account(Role.AGENCY_LEAD)))

    assert "Invited to act" in manager().get(address).text
    assert "Invited to act" not in lead.get(address).text


def test_a_leavers_address_on_the_page_of_invitations_is_no_dead_end(gone):
    browser, address = manager(), reverse("people:invite")
    answers = {"name": "Lee", "email": gone.email, "agency": gone.memberships.get().agency_id, "roles": ["delegate"]}
    assert "They have come back" not in browser.get(address).content.decode(), "the control: not asked of everybody"

    told = promises.ask_and_answer(browser, address, **answers)

    assert told.status_code in (409, 422)
    assert "The account with this email address is closed" in told.content.decode()
    assert "They have come back: let them in again" in told.content.decode()
    assert not Invitation.objects.exists()
    again = browser.post(address, promises.hidden_of(told.text) | answers | {"again": "on"})
    assert again.status_code == 302
    assert AuditLine.objects.filter(event="access.invited_again").count() == 1
