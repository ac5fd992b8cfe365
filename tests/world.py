"""A whole partnership to test against: Westmere's pack, its people, one submission in every state, and its reports.

Built once for a module of tests, inside a transaction that is rolled back, by the same actions that people use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import transaction
from django.test import Client, RequestFactory

from safehold.access.actor import Actor
from safehold.access.models import Membership, User
from safehold.access.roles import Role
from safehold.asks import actions as asks
from safehold.asks.models import Submission
from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS, YEAR
from safehold.imports.reading_in import Declared, read_in
from safehold.publications.models import Publication

DAY = date(2021, 4, 30)
ROW = "section,measure,period,geography,value,unit,basis,note\n10.3,lado.contacts,2015-16,Westmere,{value},contacts,invented,\n"


@dataclass
class World:
    """The partnership, whom to act as, and the records that addresses need."""

    acting: dict[Role, Actor]
    submissions: dict[str, Submission] = field(default_factory=dict)
    reports: dict[str, Publication] = field(default_factory=dict)

    def user(self, role: Role) -> User:
        user = self.acting[role].user
        assert user is not None
        return user

    def client(self, role: Role | None = None) -> Client:
        """A browser without JavaScript, signed in as whoever holds ``role``, their second factor shown."""
        client = Client()
        if role is not None:
            sign_in(client, self.user(role))
        return client


def sign_in(client: Client, user: User) -> None:
    """Sign in as someone who has shown everything that can be asked of them, for the first agency they act for."""
    from allauth.account.internal.flows.login import record_authentication

    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    request = RequestFactory().get("/")
    request.session, request.user = client.session, user
    record_authentication(request, user, "mfa", type="totp")
    first = Membership.objects.filter(user=user).on(DAY).order_by("pk").first()
    if first:
        request.session["membership"] = first.pk
    request.session.save()


@contextmanager
def built() -> Iterator[World]:
    """The world, for as long as the block lasts."""
    with transaction.atomic():
        building = Building(DEMONSTRATIONS["westmere"], tell=lambda words: None)
        building.build_without_files()
        world = World(acting=building.acting)
        world.reports = {each.period: each for each in Publication.objects.select_related("entry")}
        world.submissions = submissions(world)
        yield world
        transaction.set_rollback(True)


def submissions(world: World) -> dict[str, Submission]:
    """One submission in each state that a page can show."""
    analyst = world.acting[Role.DATA_ANALYST]
    lead = world.acting[Role.AGENCY_LEAD]

    def send(value: str, by: Actor) -> Submission:
        assert by.agency is not None
        told = Declared("figures", by.agency, f"Contacts, {value}", YEAR_BEFORE, "Invented for tests", DAY)
        return read_in(ROW.format(value=value).encode(), name="contacts.csv", declared=told, by=by)

    found = {"ready": send("11", analyst), "faulty": send("many", analyst), "own": send("12", lead)}
    found["accepted"] = send("13", analyst)
    asks.accept(found["accepted"], by=analyst)
    return found


YEAR_BEFORE = (date(2015, 4, 1), YEAR[1])


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Westmere, for a module of tests."""
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(BUSINESS_DATE=DAY), built() as made:
        yield made
