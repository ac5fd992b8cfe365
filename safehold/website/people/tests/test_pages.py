"""Who sees which accounts, and what can be done to them on their pages."""

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.models import AuditLine, Grant, Membership, User
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, title_of, with_second_factor
from safehold.access.tests.factories import DAY, account, membership
from safehold.website.people.tests.sending import browse, day, send

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize(
    "name", ["people:list", "people:invitations", "people:invite", "people:roles", "people:person", "people:role"]
)
def test_every_page_has_one_heading_that_begins_its_title_and_is_valid(browser, name):
    user = account(Role.LADO, name="Lee Lado")
    args = {"people:person": [user.pk], "people:role": [Role.LADO]}.get(name, [])

    response = browser.get(reverse(name, args=args))
    page = response.content.decode()
    headings = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page).findall(".//h1")

    assert response.status_code == 200
    assert len(headings) == 1
    assert title_of(response).startswith("".join(headings[0].itertext()).strip())


# --- who sees the list ----------------------------------------------------------------------------------------------


@pytest.fixture
def others():
    return account(Role.LADO, name="Carl Council"), account(Role.LADO, agency="police", name="Pia Police")


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_which_people_is_one_table(role, others):
    everybody = {Role.SYSTEM_ADMINISTRATOR, Role.BUSINESS_MANAGER, Role.TRAIL_AUDITOR}
    client = browse(role)

    response = client.get(reverse("people:list"))
    page = response.content.decode()

    if role in everybody:
        assert ("Carl Council" in page, "Pia Police" in page) == (True, True)
    elif role == Role.AGENCY_LEAD:
        assert ("Carl Council" in page, "Pia Police" in page) == (True, False)
    else:
        assert response.status_code == 403
        assert "Carl Council" not in page


def test_somebody_elses_people_answer_like_absent_ones(others):
    client = browse(Role.AGENCY_LEAD)
    membership_elsewhere = Membership.objects.get(user=others[1])

    for name, number in (
        ("people:person", others[1].pk),
        ("people:close", others[1].pk),
        ("people:give_role", membership_elsewhere.pk),
        ("people:end_role", membership_elsewhere.grants.get().pk),
    ):
        hidden, absent = client.get(reverse(name, args=[number])), client.get(reverse(name, args=[999999]))
        assert (hidden.status_code, absent.status_code) == (404, 404)
    assert client.get(reverse("people:person", args=[others[0].pk])).status_code == 200


def test_a_trail_auditor_reads_accounts_and_changes_nothing(others):
    client = browse(Role.TRAIL_AUDITOR)

    assert client.get(reverse("people:person", args=[others[0].pk])).status_code == 200
    for name in ("people:close", "people:sign_out", "people:reset_second_step", "people:begin"):
        assert client.post(reverse(name, args=[others[0].pk])).status_code == 403
    assert client.get(reverse("people:invite")).status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"q": "carl"}, "Carl"), ({"q": "PIA"}, "Pia"), ({"state": "closed"}, "Cleo"), ({"role": "trainer"}, "Tom")],
)
def test_the_list_is_narrowed_by_its_filters(browser, others, asked, found):
    account(Role.TRAINER, name="Tom Trainer")
    closed = account(name="Cleo Closed")
    User.objects.filter(pk=closed.pk).update(is_active=False)

    page = browser.get(reverse("people:list"), asked).content.decode().split("<main")[1]

    assert [name for name in ("Carl", "Pia", "Cleo", "Tom") if f">{name} " in page] == [found]


def test_the_list_takes_as_many_queries_for_many_people_as_for_one(browser):
    browser.get(reverse("people:list"))
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("people:list"))
    for number in range(20):
        account(Role.LADO, Role.REVIEW_OFFICER, name=f"Person {number}")

    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("people:list"))

    assert len(many) == len(few)


# --- what can be done -----------------------------------------------------------------------------------------------


def test_a_role_is_given_and_ended_on_pages(browser):
    held = membership()

    send(browser, reverse("people:give_role", args=[held.pk]), role=Role.LADO, **day("from_on"))
    assert Actor.of(held, on=DAY).roles == {Role.LADO}
    grant = Grant.objects.get(membership=held)
    send(browser, reverse("people:end_role", args=[grant.pk]), **day("to_on", DAY.replace(day=30)))

    assert Grant.objects.get(pk=grant.pk).to_on == DAY


def test_a_lead_is_offered_only_the_roles_that_a_lead_may_give():
    client = browse(Role.AGENCY_LEAD)
    held = membership()

    page = client.get(reverse("people:give_role", args=[held.pk])).content.decode()
    forced = client.post(reverse("people:give_role", args=[held.pk]), {"role": Role.LADO, **day("from_on")})

    assert 'value="agency_contributor"' in page
    assert 'value="lado"' not in page
    assert forced.status_code == 422
    assert not held.grants.exists()


def test_cover_is_arranged_on_a_page(browser):
    absent, cover = membership(Role.LADO), membership(Role.DELEGATE)

    asked = send(browser, reverse("people:cover", args=[cover.pk]), absent=absent.pk)
    address, _ = asked.redirect_chain[-1]
    send(browser, address, roles=[Role.LADO], **day("from_on"), **day("to_on"))

    assert Grant.objects.get(membership=cover, role=Role.LADO).cover_for == absent


def test_a_membership_is_begun_and_ended_on_pages(browser):
    user = account(Role.DELEGATE)
    police = membership(agency="police").agency

    send(browser, reverse("people:begin", args=[user.pk]), agency=police.pk, **day("from_on"))
    begun = Membership.objects.get(user=user, agency=police)
    send(browser, reverse("people:end_membership", args=[begun.pk]), **day("to_on"))

    begun.refresh_from_db()
    assert begun.to_on == DAY


def test_an_account_is_closed_on_a_page_that_says_what_they_hold(browser, settings):
    settings.CASELOADS = ["tests.invented.caseload.CASELOAD"]
    leaver = account(Role.REVIEW_OFFICER, name="Lee Leaver")

    asked = browser.get(reverse("people:close", args=[leaver.pk])).content.decode()
    response = send(browser, reverse("people:close", args=[leaver.pk]), **day("left_on"))

    assert "so do seats and chairs that nobody takes over" in asked
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert "Account closed" in response.content.decode()
    assert "left on 30 April 2021" in browser.get(reverse("people:person", args=[leaver.pk])).content.decode()


def test_nobody_is_offered_to_close_their_own_account(browser, administrator):
    page = browser.get(reverse("people:person", args=[administrator.pk])).content.decode()

    assert "Close the account" not in page
    assert browser.get(reverse("people:close", args=[administrator.pk])).status_code == 403


def test_signing_someone_out_and_resetting_their_second_step(browser):
    user = with_second_factor(account(Role.LADO))
    there = signed_in(user)

    send(browser, reverse("people:sign_out", args=[user.pk]))
    assert there.get(reverse("access:account")).status_code == 302
    send(browser, reverse("people:reset_second_step", args=[user.pk]))

    assert not user.authenticator_set.exists()


def test_where_somebody_is_signed_in_counts_no_session_that_ran_out(browser):
    user = with_second_factor(account(Role.LADO))
    there = signed_in(user)
    page = reverse("people:person", args=[user.pk])
    while_there = browser.get(page).content.decode()
    there.session.flush()

    assert "In 1 place" in while_there
    assert "Nowhere now" in browser.get(page).content.decode()


def test_every_opening_of_a_persons_page_is_in_the_trail(browser, administrator):
    user = account(Role.LADO)

    browser.get(reverse("people:person", args=[user.pk]))

    line = AuditLine.objects.get(event="access.person_opened")
    assert (line.by_id, line.subject_uid) == (administrator.pk, str(user.pk))
