"""What the pages of accounts promise."""

import re

import html5lib
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.models import AuditLine, Grant, Invitation, Membership, RoleTitle, User
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, title_of, with_second_factor
from safehold.access.tests.factories import DAY, account, actor, membership
from safehold.website.people import duties

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def administrator() -> User:
    return with_second_factor(account(Role.SYSTEM_ADMINISTRATOR, agency="partnership-team", name="Ada Admin"))


@pytest.fixture
def browser(administrator) -> Client:
    return signed_in(administrator)


def browse(*roles: Role, agency: str = "council") -> Client:
    return signed_in(with_second_factor(account(*roles, agency=agency, name="Lena Lead")))


def send(client: Client, path: str, **typed):
    """Fill the page's own form in and send it, as a browser does."""
    page = html5lib.parse(client.get(path).content.decode(), namespaceHTMLElements=False)
    hidden = {each.get("name"): each.get("value", "") for each in page.findall(".//main//input[@type='hidden']")}
    return client.post(path, hidden | typed, follow=True)


def day(name: str, value=DAY) -> dict[str, int]:
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


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


def test_someone_is_invited_on_a_page(browser):
    council = membership().agency

    response = send(
        browser,
        reverse("people:invite"),
        name="Nia Owen",
        email="nia@example.org",
        agency=council.pk,
        roles=[Role.REVIEW_OFFICER],
    )

    assert "Invitation sent" in response.content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.roles) == ("nia@example.org", ["review_officer"])
    shown = browser.get(reverse("people:invitation", args=[invitation.pk])).content.decode()
    assert "Review officer" in shown
    assert "Withdraw it" in shown


def test_what_is_missing_from_an_invitation_is_said_and_nothing_typed_is_lost(browser):
    response = send(browser, reverse("people:invite"), name="Nia Owen", email="nia")

    page = response.content.decode()
    assert title_of(response).startswith("Error: Invite someone")
    for said in ("Enter an email address in the correct format", "Select at least one role"):
        assert said in page
    assert 'value="Nia Owen"' in page


def test_a_refusal_is_shown_on_the_page_and_is_in_the_trail(browser):
    council = membership().agency
    send(browser, reverse("people:invite"), name="A", email="a@example.org", agency=council.pk, roles=[Role.DELEGATE])

    again = send(
        browser, reverse("people:invite"), name="A", email="a@example.org", agency=council.pk, roles=[Role.DELEGATE]
    )

    assert "Someone has invited this person already" in again.content.decode()
    assert AuditLine.objects.filter(event="refused", facts__tried="access.invite").exists()


def test_a_refusal_while_a_form_is_saved_calls_a_role_what_the_partnership_calls_it(browser):
    RoleTitle.objects.create(role=Role.EXTERNAL_REVIEWER, title="Visiting author", description="Writes one review.")
    council = membership().agency

    told = send(
        browser,
        reverse("people:invite"),
        name="Nia Owen",
        email="nia@example.org",
        agency=council.pk,
        roles=[Role.EXTERNAL_REVIEWER],
    ).content.decode()

    assert "Enter the last day of the role ‘Visiting author’" in told
    assert "External reviewer’" not in told


def test_an_invitation_is_sent_again_and_withdrawn(browser):
    council = membership().agency
    send(browser, reverse("people:invite"), name="A", email="a@example.org", agency=council.pk, roles=[Role.DELEGATE])
    made = Invitation.objects.get()

    send(browser, reverse("people:resend", args=[made.pk]))
    assert Invitation.objects.get().secret_hash != made.secret_hash
    send(browser, reverse("people:withdraw", args=[made.pk]))

    assert Invitation.objects.get().withdrawn_at
    assert "Withdrawn" in browser.get(reverse("people:invitations")).content.decode()


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

    send(
        browser,
        reverse("people:cover", args=[cover.pk]),
        absent=absent.pk,
        roles=[Role.LADO],
        **day("from_on"),
        **day("to_on"),
    )

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


def test_what_was_typed_before_a_time_out_is_put_back_in_its_form_and_not_sent(browser, administrator):
    council = membership().agency
    typed = {"name": "Nia Owen", "email": "nia@example.org", "agency": council.pk, "roles": [Role.REVIEW_OFFICER]}
    browser.get(reverse("people:invite"))
    session = browser.session
    session["last_heard_at"] -= 31 * 60
    session.save()
    browser.post(reverse("people:invite"), typed)

    cache.clear()  # half a minute later: the app shows another code
    signed_in(administrator, client=browser)
    offered = browser.get(reverse("access:kept")).content.decode()
    link = re.search(r'href="([^"]*_kept=[^"]*)"', offered)[1]
    form = browser.get(link).content.decode()

    assert 'value="Nia Owen"' in form
    assert re.search(r'value="review_officer"\s+checked', form)
    assert not Invitation.objects.exists()
    send(browser, reverse("people:invite"), **typed)
    assert Invitation.objects.get().name == "Nia Owen"


# --- roles ----------------------------------------------------------------------------------------------------------


def test_the_roles_page_says_who_may_do_what_from_the_policies_themselves(browser):
    page = browser.get(reverse("people:role", args=[Role.TRAIL_AUDITOR])).content.decode()
    may, depends, may_not = (
        page.split(heading)[1] for heading in ("What it may do", "What depends", "What it may not do")
    )

    assert "See trail" in may.split("What depends")[0]
    assert "Close account" in depends.split("What it may not do")[0]
    assert "Retitle roles" in may_not


def test_every_package_says_its_policies_and_those_of_the_actor_alone_answer_for_every_role():
    found = duties.duties()

    assert {"access", "records"} <= {duty.package for duty in found}
    for duty in found:
        if not duty.depends_on:
            assert all(duty.allows(role, on=DAY) in (True, False) for role in Role), duty.name


@pytest.mark.parametrize("duty", duties.duties(), ids=lambda duty: f"{duty.package}.{duty.name}")
def test_what_a_policy_says_of_itself_is_a_sentence_for_whoever_reads_the_page(duty):
    if duty.package != "invented":
        assert duty.words.endswith(".")
        assert not {"`", "actor", "entry"} & set(re.findall(r"`|\w+", duty.words))
        assert duty.area in duties.AREAS.values()


@pytest.mark.parametrize("role", list(Role))
def test_what_the_page_says_of_a_role_is_what_somebody_who_holds_it_is_answered(role):
    """The page asks as nobody in particular: a rule that looked at who asks, or for whom, would make it untrue."""
    somebody = actor(role)
    asked = [duty for duty in duties.duties() if not duty.depends_on]

    assert len(asked) > 10
    assert {duty.name: duty.allows(role, on=DAY) for duty in asked} == {
        duty.name: bool(duty.ask(somebody)) for duty in asked
    }


def test_the_roles_page_says_of_each_thing_who_may_do_it(browser):
    page = browser.get(reverse("people:roles")).content.decode()
    rows = {
        row.find(".//th//strong").text: row.find("td").text
        for row in html5lib.parse(page, namespaceHTMLElements=False).findall(".//tr")
        if row.find(".//th//strong") is not None
    }

    assert rows["See trail"] == "Trail auditor"
    assert rows["Retitle roles"] == "Business manager and System administrator"
    assert rows["See roles"] == "Everybody who acts for an agency"
    assert rows["See what came"].startswith("Independent chair")


def test_a_kind_of_record_that_a_role_sees_further_is_on_its_page(browser):
    shown = browser.get(reverse("people:role", args=[Role.AGENCY_CONTRIBUTOR])).content.decode()
    plain = browser.get(reverse("people:role", args=[Role.TRAINER])).content.decode()

    assert ("Submissions</dt>" in shown, "Submissions</dt>" in plain) == (True, False)


def test_a_changed_policy_changes_the_page(browser, monkeypatch):
    """The control: what the page says is asked, not written."""
    duty = next(duty for duty in duties.duties() if duty.name == "see_trail")
    before = duty.allows(Role.DELEGATE, on=DAY)
    changed = duties.Duty(duty.package, duty.name, duty.words, (), lambda actor: actor.is_any(Role.DELEGATE))

    assert (before, changed.allows(Role.DELEGATE, on=DAY)) == (False, True)


def test_a_role_is_retitled_in_the_partnerships_own_words(browser):
    send(
        browser,
        reverse("people:retitle", args=[Role.TRAINER]),
        title="Pool trainer",
        description="Trains with others.",
        switched_on="on",
    )

    assert RoleTitle.objects.get().title == "Pool trainer"
    assert "Pool trainer" in browser.get(reverse("people:roles")).content.decode()


def test_a_role_that_is_not_one_is_not_there(browser):
    assert browser.get(reverse("people:role", args=["emperor"])).status_code == 404


def test_every_opening_of_a_persons_page_is_in_the_trail(browser, administrator):
    user = account(Role.LADO)

    browser.get(reverse("people:person", args=[user.pk]))

    line = AuditLine.objects.get(event="access.person_opened")
    assert (line.by_id, line.subject_uid) == (administrator.pk, str(user.pk))


def test_a_lead_sees_and_sends_the_invitations_of_their_own_agency_alone(browser):
    council, police = membership().agency, membership(agency="police").agency
    for name, agency in (("Cora", council), ("Paul", police)):
        send(
            browser,
            reverse("people:invite"),
            name=name,
            email=f"{name.lower()}@example.org",
            agency=agency.pk,
            roles=[Role.DELEGATE],
        )
    lead = browse(Role.AGENCY_LEAD)

    shown = lead.get(reverse("people:invitations")).content.decode()
    form = lead.get(reverse("people:invite")).content.decode()

    assert ("Cora" in shown, "Paul" in shown) == (True, False)
    assert ("Westmere council" in form.split("<main")[1], "Westmere police" in form.split("<main")[1]) == (True, False)
    hidden = Invitation.objects.get(name="Paul")
    assert lead.post(reverse("people:withdraw", args=[hidden.pk])).status_code == 404


def test_whoever_invites_for_many_agencies_chooses_one_and_a_lead_has_only_theirs(browser):
    membership(agency="police")
    lead = browse(Role.AGENCY_LEAD)

    forms = {
        who: client.get(reverse("people:invite")).text.split("<main")[1]
        for who, client in (("all", browser), ("own", lead))
    }

    chosen = {who: re.findall(r'<option value="(\d+)"[^>]* selected', form) for who, form in forms.items()}
    assert chosen["all"] == []
    assert len(chosen["own"]) == 1
