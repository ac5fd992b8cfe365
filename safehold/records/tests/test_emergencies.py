"""Emergency access: who takes it, for how long, who is told, and who answers for it afterwards."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, membership
from safehold.access.today import told
from safehold.govuk.filters import day_and_time
from safehold.records import queries
from safehold.records.actions import need_to_know as actions
from safehold.records.models import EmergencyAccess, Message
from safehold.records.tests import promises
from safehold.records.tests.promises import browser, knows, sees
from tests.invented.factories import allegation

pytestmark = pytest.mark.django_db


def test_emergency_access_opens_a_case_for_some_hours_and_is_told(book, officer, outsider):
    page = browser(outsider)
    assert page.get(book.get_absolute_url()).status_code == 403  # the card

    done = promises.ask_and_answer(page, f"/records/{book.uid}/emergency/", why="A child is in danger", hours="4")

    assert done.headers["Location"] == book.get_absolute_url()
    assert page.get(book.get_absolute_url()).status_code == 200
    taken = EmergencyAccess.objects.get()
    assert taken.until_at - taken.taken_at == timedelta(hours=4)
    assert Message.objects.filter(to_user=officer.user, kind="records.emergency_taken").exists()
    EmergencyAccess.objects.update(
        taken_at=timezone.now() - timedelta(hours=5), until_at=timezone.now() - timedelta(hours=1)
    )
    assert page.get(book.get_absolute_url()).status_code == 403


def test_a_record_seen_through_emergency_access_says_so_and_until_when(book, officer, outsider):
    taken = actions.take_emergency_access(book.entry, by=outsider, why="A child is in danger", hours=4)

    shown = browser(outsider).get(book.get_absolute_url()).text

    assert f"through emergency access, until {day_and_time(told(taken.until_at, since=taken.taken_at))}" in shown
    assert "through emergency access" not in browser(officer).get(book.get_absolute_url()).text


def test_emergency_access_is_for_one_agency_alone(book, outsider):
    actions.take_emergency_access(book.entry, by=outsider, why="A child is in danger", hours=4)

    assert sees(outsider, book)
    assert not sees(actor(Role.AGENCY_LEAD, agency="health", user=outsider.user), book)


@pytest.mark.parametrize(
    ("why", "hours", "reason"),
    [(" ", 4, "Say why you need to see this now"), ("x", 0, "from 1 to 24 hours"), ("x", 25, "from 1 to 24 hours")],
)
def test_emergency_access_refused(book, outsider, why, hours, reason):
    with pytest.raises(Refused, match=reason):
        actions.take_emergency_access(book.entry, by=outsider, why=why, hours=hours)

    assert not sees(outsider, book)


@pytest.mark.parametrize("role", list(Role))
def test_emergency_access_is_for_those_who_protect_people_and_nobody_who_leads_or_governs(book, role):
    who = actor(role, agency="police")

    if role in {Role.ADULTS_PRACTITIONER, Role.ADULTS_MANAGER}:
        assert browser(who).get(f"/records/{book.uid}/emergency/").status_code == 200
        actions.take_emergency_access(book.entry, by=who, why="A child is in danger", hours=1)
        assert sees(who, book)
        return
    with pytest.raises(Refused, match="Only a safeguarding practitioner or their manager"):
        actions.take_emergency_access(book.entry, by=who, why="A child is in danger", hours=1)
    assert not sees(who, book)


def test_a_compartment_is_not_opened_by_whoever_wants_in():
    hidden = allegation()

    for role in Role:
        with pytest.raises(Refused, match="Emergency access is for cases"):
            actions.take_emergency_access(hidden.entry, by=actor(role, agency="police"), why="x", hours=1)


def test_the_duty_holder_opens_a_compartment_to_one_person_for_some_hours():
    hidden = allegation(lado := actor(Role.LADO))
    other = membership(Role.AGENCY_LEAD, agency="police")
    who = queries.Actor.of(other, on=date(2021, 4, 30))
    assert not knows(who, hidden)

    promises.ask_and_answer(
        browser(lado), f"/records/{hidden.uid}/let-in/", membership=other.pk, why="An arrest tonight", hours="8"
    )

    assert sees(who, hidden)
    taken = EmergencyAccess.objects.get()
    assert (taken.user, taken.let_in_by) == (other.user, lado.user)
    with pytest.raises(Refused, match="Only the duty holder"):
        actions.let_in(hidden.entry, by=actor(Role.CALDICOTT), membership=other, why="x", hours=1)


def test_someone_else_reviews_and_access_that_was_not_justified_ends(book, officer, outsider):
    taken = actions.take_emergency_access(book.entry, by=outsider, why="Curious", hours=24)
    caldicott = actor(Role.CALDICOTT)

    with pytest.raises(Refused, match="Someone else must review"):
        actions.review_emergency(taken, by=outsider, justified=True, why="x")
    promises.ask_and_answer(
        browser(caldicott), f"/records/emergency-access/{taken.uid}/", justified="no", why="Nobody was at risk"
    )

    taken.refresh_from_db()
    assert (taken.reviewed_by, taken.justified, taken.reviewed_on) == (caldicott.user, False, date(2021, 4, 30))
    assert not sees(outsider, book)
    with pytest.raises(Refused, match="already been reviewed"):
        actions.review_emergency(taken, by=officer, justified=True, why="x")


def test_neither_the_duty_holder_who_opened_nor_whoever_went_in_reviews():
    hidden = allegation(lado := actor(Role.LADO))
    other = membership(Role.AGENCY_LEAD, agency="police")
    taken = actions.let_in(hidden.entry, by=lado, membership=other, why="x", hours=1)

    with pytest.raises(Refused, match="Someone else must review"):
        actions.review_emergency(taken, by=lado, justified=True, why="x")
    actions.review_emergency(taken, by=actor(Role.DEPUTY_LADO), justified=True, why="An arrest was made")


def test_the_caldicott_officer_sees_all_emergency_access_and_others_do_not(book, outsider):
    actions.take_emergency_access(book.entry, by=outsider, why="x", hours=1)

    shown = browser(actor(Role.CALDICOTT)).get("/records/emergency-access/", {"reviewed": "no"})

    assert outsider.user.name in shown.text
    assert browser(outsider).get("/records/emergency-access/").status_code == 403
