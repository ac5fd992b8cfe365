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
from safehold.access.tests.browsing import sign_in, signed_in
from safehold.access.tests.factories import (
    DAY,
    PASSWORD,
    AgencyFactory,
    CircleFactory,
    account,
    actor,
    join,
    membership,
)
from safehold.records import writing
from tests.invented.models import Notebook

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


def administrator() -> Actor:
    return actor(Role.SYSTEM_ADMINISTRATOR, agency="partnership-team")


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
    memberships.end_membership(absent if whose == "absent" else cover, by=by, to_on=DAY)

    assert not sees()
    if whose == "cover":
        again = memberships.begin_membership(by=by, user=cover.user, agency=cover.agency, from_on=TOMORROW)
        memberships.grant(again, by=by, role=Role.ADULTS_PRACTITIONER, from_on=TOMORROW)
        assert not Notebook.objects.visible_to(Actor.of(again, on=TOMORROW)).exists()


def test_cover_arranged_anew_on_the_day_it_ended_opens_again(covered):
    absent, cover, by, sees = covered
    for held in Grant.objects.filter(membership=cover).exclude(cover_for=None):
        memberships.end_grant(held, by=by, to_on=DAY)

    memberships.cover(cover, by=by, absent=absent, roles=[Role.LADO], from_on=DAY, to_on=date(2021, 5, 31))

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

    assert moved == 2
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

    def held_by(self, user, *, on):
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
