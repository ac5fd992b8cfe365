"""What the navigation promises: it leads to what one may open, to all of it, and to nothing else."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from safehold.access.policy import YES
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, with_second_factor
from safehold.access.tests.factories import account, actor
from safehold.website.navigation import PLACES, links

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def browse(role: Role) -> Client:
    return signed_in(with_second_factor(account(role)))


@pytest.mark.parametrize("role", list(Role))
def test_every_line_opens_and_every_place_left_out_would_refuse(role):
    client = browse(role)
    shown = {link.text for link in links(actor(role), "/")}

    for place in PLACES:
        answer = client.get(reverse(place.name))
        assert answer.status_code == (200 if place.text in shown else 403), place.text


def test_a_line_that_leads_to_a_refusal_is_found(monkeypatch):
    """The control: a line shown to everybody."""
    monkeypatch.setattr("safehold.website.navigation.PLACES", [replace(PLACES[-1], may=lambda actor: YES)])

    assert [link.text for link in links(actor(Role.DELEGATE), "/")] == ["Audit trail"]
    assert browse(Role.DELEGATE).get(reverse(PLACES[-1].name)).status_code == 403


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Messages", {Role.BUSINESS_SUPPORT, Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR}),
        ("Emergency access", {Role.CALDICOTT}),
        ("Audit trail", {Role.TRAIL_AUDITOR}),
    ],
)
def test_who_is_led_where(text, roles):
    shown = {role for role in Role if text in {link.text for link in links(actor(role), "/")}}

    assert shown == roles


def test_where_one_is_is_marked_once():
    found = links(actor(Role.SYSTEM_ADMINISTRATOR), "/records/messages/")

    assert [link.text for link in found if link.current] == ["Messages"]
