"""Chasing: who is written to, who has nobody to write to, once a day, and in words that a contact can use."""

from datetime import timedelta

import pytest

from safehold.access.models import AgencyContact
from safehold.access.policy import Refused
from safehold.access.tests.factories import AgencyFactory
from safehold.asks import actions
from safehold.asks.models import Happening, Kind
from safehold.asks.reminding import remind_due
from safehold.asks.tests.factories import (
    DAY,
    DUE_ON,
    asked,
    contact_of,
    issued,
    lead,
    office,
    prepared,
    returned,
)
from safehold.asks.tests.test_pages import at
from safehold.records.models import Message
from safehold.records.outbox import words_of
from safehold.records.tests.promises import ask_and_answer, browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def three():
    """The police have a lead, the probation service a contact, and the fire service nobody."""
    lead()
    call = issued(bodies=[AgencyFactory(code=code) for code in ("police", "probation", "fire")])
    contact(call)
    return call


def contact(call, code="probation"):
    return contact_of(call.asks.get(agency__code=code), f"desk@{code}.example", "The desk")


def test_chasing_all_says_before_and_after_who_has_nobody_to_write_to():
    call = three()
    client = browser(office())
    before = client.get(at("chase_all", call)).text
    assert "1 agency has nobody to write to" in before
    assert f'href="{at("asked", call)}?reach=nobody"' in before
    listed = client.get(at("asked", call), {"reach": "nobody"}).text
    assert "Westmere fire" in listed
    assert "Westmere police" not in listed
    ask_and_answer(client, at("chase_all", call))

    assert "2 agencies chased; 1 has nobody to write to" in client.get(at("call", call)).text


def test_issuing_says_before_and_after_who_has_nobody_to_tell():
    by = office()
    lead()
    call = prepared(by, due_on=DAY + timedelta(days=14))
    client = browser(by)
    actions.set_questions(call, by=by, questions=[("How many?", "text")])
    actions.choose_bodies(call, by=by, whom="list", bodies=[AgencyFactory(code="police"), AgencyFactory(code="fire")])
    assert "1 agency has nobody to write to: Westmere fire" in client.get(at("issue", call)).text
    ask_and_answer(client, at("issue", call))

    page = client.get(at("call", call)).text
    assert "Issued. 1 agency has nobody to write to" in page
    assert f'href="{at("asked", call)}?reach=nobody"' in page


def test_nobody_is_chased_twice_on_one_day():
    call = three()
    police = call.asks.get(agency__code="police")
    actions.chase(police, by=office())
    with pytest.raises(Refused, match="Westmere police was chased already today"):
        actions.chase(police, by=office())
    done = actions.chase_all(call, by=office())
    assert (done.number, done.nobody, done.already) == (1, 1, 1)
    returned(call.asks.get(agency__code="fire"))
    with pytest.raises(Refused, match="chased already today"):
        actions.chase_all(call, by=office())
    assert Happening.objects.filter(kind=Kind.CHASED).count() == 2

    # the control: the next day it can be
    actions.chase(police, by=office(on=DAY + timedelta(days=1)))


def test_a_contact_without_an_account_is_told_whom_to_ask_for_a_link():
    call = three()
    by = office()
    actions.chase_all(call, by=by)
    remind_due(DUE_ON + timedelta(days=5))
    sent = {each.kind: words_of(each) for each in Message.objects.exclude(to_contact=None)}

    assert set(sent) == {"asks.chased", "asks.overdue"}
    for kind, words in sent.items():
        who = by.user if kind == "asks.chased" else call.keeper
        assert f"ask {who.name} ({who.email}) for a link of your own" in words
        assert "Sign in" not in words
        assert "http" not in words
    # the control: whoever has an account is led to the page
    assert all("Sign in" in words_of(each) for each in Message.objects.exclude(to_user=None))


def test_a_contact_is_recorded_on_the_page_to_which_the_link_page_leads():
    ask = asked("fire")
    page = browser(office()).get(at("send_link", ask)).text
    assert "Westmere fire has no contact with an email address" in page
    assert "/agencies/" in page
    assert browser(office()).get(page.split("has no contact")[1].split('href="')[1].split('"')[0]).status_code == 200
    assert not AgencyContact.objects.exists()
