"""Somebody who switches agency in a second window neither acts for the wrong one nor loses what they typed."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from safehold.access.models import AuditLine, KeptDraft, Membership
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, with_second_factor
from safehold.access.tests.factories import account, membership
from safehold.records.tests import promises
from tests.invented.models import Notebook

pytestmark = pytest.mark.django_db

OPEN = "/invented/notebooks/open/"
TYPED = {"title": "What she said", "opened_on": date(2021, 4, 1)}


@pytest.fixture
def both():
    """Somebody who reviews for the council and for a school, and the two memberships."""
    user = with_second_factor(account(Role.REVIEW_OFFICER, agency="council"))
    membership(Role.REVIEW_OFFICER, agency="school", user=user)
    return user, {each.agency.code: each for each in Membership.objects.filter(user=user)}


def acting_for(both, code: str) -> Client:
    user, memberships = both
    browser = signed_in(user)
    switch(browser, memberships[code])
    return browser


def switch(browser: Client, to: Membership) -> None:
    browser.post(reverse("access:choose"), {"membership": to.pk})


def test_a_page_opened_for_one_agency_does_nothing_for_another(both):
    browser = acting_for(both, "council")
    form = promises.hidden_of(browser.get(OPEN).text) | promises.typed(TYPED)
    switch(browser, both[1]["school"])

    sent = browser.post(OPEN, form)

    assert sent.status_code == 409
    assert "You are acting for Westmere school now" in sent.text
    assert 'value="What she said"' in sent.text
    assert not Notebook.objects.exists()
    assert AuditLine.objects.filter(event="refused", facts__tried="invented.open_one").exists()
    meant = browser.post(OPEN, promises.hidden_of(sent.text) | promises.typed(TYPED))
    assert meant.status_code == 302
    assert Notebook.objects.get().entry.owner == both[1]["school"].agency


@pytest.mark.parametrize("first", ["switched", "mistaken"])
def test_a_mistake_in_the_answers_does_not_hide_the_switch(both, first):
    browser = acting_for(both, "council")
    form = promises.hidden_of(browser.get(OPEN).text) | promises.typed({**TYPED, "title": ""})
    if first == "mistaken":
        form = promises.hidden_of(browser.post(OPEN, form).text) | promises.typed({**TYPED, "title": ""})
    switch(browser, both[1]["school"])

    sent = browser.post(OPEN, form)

    assert "You are acting for Westmere school now" in sent.text
    assert "Enter a title" in sent.text


def test_who_switches_there_and_back_notices_nothing(both):
    """The control: the same page, sent for the agency it was opened for."""
    browser = acting_for(both, "council")
    form = promises.hidden_of(browser.get(OPEN).text) | promises.typed(TYPED)
    switch(browser, both[1]["school"])
    switch(browser, both[1]["council"])

    assert browser.post(OPEN, form).status_code == 302
    assert Notebook.objects.get().entry.owner == both[1]["council"].agency


def test_where_the_other_agency_has_no_such_page_what_was_typed_waits_for_the_switch_back(both):
    browser = acting_for(both, "council")
    browser.post(OPEN, promises.hidden_of(browser.get(OPEN).text) | promises.typed(TYPED))
    path = f"/invented/notebooks/{Notebook.objects.get().uid}/rename/"
    form = promises.hidden_of(browser.get(path).text) | {"title": "What he said"}
    switch(browser, both[1]["school"])

    sent = browser.post(path, form)

    assert sent.status_code == 409
    assert "You have switched agency" in sent.text
    assert "What she said" not in sent.text, "the other agency may not know of it"
    assert KeptDraft.objects.count() == 1
    link = unescape(re.search(r'href="(/choose-agency/[?][^"]*)"', sent.text)[1])
    chosen = promises.hidden_of(browser.get(link).text) | {"membership": both[1]["council"].pk}
    back = browser.post(link, chosen)
    assert 'value="What he said"' in browser.get(back.url).text
    assert Notebook.objects.get().title == "What she said"


def test_where_nothing_is_there_and_nobody_switched_it_is_simply_not_there(both):
    browser = acting_for(both, "council")
    browser.post(OPEN, promises.hidden_of(browser.get(OPEN).text) | promises.typed(TYPED))
    path = f"/invented/notebooks/{Notebook.objects.get().uid}/rename/"
    form = promises.hidden_of(browser.get(path).text) | {"title": "What he said"}
    switch(browser, both[1]["school"])

    assert browser.post(path, form | {"_acting": str(both[1]["school"].pk)}).status_code == 404
    assert not KeptDraft.objects.exists()
