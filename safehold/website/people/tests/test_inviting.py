"""Inviting on pages: nothing typed is lost, a refusal is a sentence, and a lead invites for their own agency alone."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from safehold.access.models import AuditLine, Invitation, RoleTitle
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, title_of
from safehold.access.tests.factories import membership
from safehold.website.people.tests.sending import browse, send

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def invite(browser, agency, role, *, name="Nia Owen", email="nia@example.org"):
    """Fill in the page that invites, and send it."""
    return send(browser, reverse("people:invite"), name=name, email=email, agency=agency.pk, roles=[role])


def test_someone_is_invited_on_a_page(browser):
    council = membership().agency

    response = invite(browser, council, Role.REVIEW_OFFICER)

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
    invite(browser, council, Role.DELEGATE)

    again = invite(browser, council, Role.DELEGATE)

    assert "Someone has invited this person already" in again.content.decode()
    assert AuditLine.objects.filter(event="refused", facts__tried="access.invite").exists()


def test_a_refusal_while_a_form_is_saved_calls_a_role_what_the_partnership_calls_it(browser):
    RoleTitle.objects.create(role=Role.EXTERNAL_REVIEWER, title="Visiting author", description="Writes one review.")
    council = membership().agency

    told = invite(browser, council, Role.EXTERNAL_REVIEWER).content.decode()

    assert "Enter the last day of the role ‘Visiting author’" in told
    assert "External reviewer’" not in told


def test_an_invitation_is_sent_again_and_withdrawn(browser):
    council = membership().agency
    invite(browser, council, Role.DELEGATE)
    made = Invitation.objects.get()

    send(browser, reverse("people:resend", args=[made.pk]))
    assert Invitation.objects.get().secret_hash != made.secret_hash
    send(browser, reverse("people:withdraw", args=[made.pk]))

    assert Invitation.objects.get().withdrawn_at
    assert "Withdrawn" in browser.get(reverse("people:invitations")).content.decode()


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


def test_a_lead_sees_and_sends_the_invitations_of_their_own_agency_alone(browser):
    council, police = membership().agency, membership(agency="police").agency
    for name, agency in (("Cora", council), ("Paul", police)):
        invite(browser, agency, Role.DELEGATE, name=name, email=f"{name.lower()}@example.org")
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
