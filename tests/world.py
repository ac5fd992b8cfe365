"""A whole partnership to test against: Westmere's pack, its people, one submission in every state, and its reports.

Built once for a module of tests, inside a transaction that is rolled back, by the same actions that people use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, RequestFactory

from safehold.access.actions import accounts, invitations, memberships
from safehold.access.actor import Actor
from safehold.access.models import Membership, User
from safehold.access.roles import Role
from safehold.asks import actions as submitting
from safehold.asks.models import Submission
from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS, YEARS
from safehold.imports.door import look
from safehold.imports.reading_in import Declared, read_in, receive
from safehold.partnership.models import PackFile
from safehold.publications import actions as reports
from safehold.publications import law
from safehold.publications.claims.verdicts import Finding, Verdict
from safehold.publications.document.asked import Asked
from safehold.publications.models import Publication
from tests.rooms import about_a_case, asks, assurance, cases, governed, letters, meetings, plans, thread

DAY = date(2021, 4, 30)
ROW = "section,measure,period,geography,value,unit,basis,note\n10.3,lado.contacts,2015-16,Westmere,{value},contacts,invented,\n"
EVENTS = "Kind,Date,Place,Outcome\nsar_referral,2020-05-04,Westmere,review\nsar_referral,2020-06-01,Westmere,\n"


@dataclass
class World:
    """The partnership, whom to act as, and the records that addresses need."""

    acting: dict[Role, Actor]
    submissions: dict[str, Submission] = field(default_factory=dict)
    reports: dict[str, Publication] = field(default_factory=dict)
    # a case of an invented kind, with everything that can hang on one
    notebook: Any = None
    member: Any = None
    deadline: Any = None
    document: Any = None
    conflict: Any = None
    request: Any = None
    emergency: Any = None
    message: Any = None
    # the golden thread, by the state that each piece of it is in
    thread: dict[str, Any] = field(default_factory=dict)
    # the partnership's plans and its budget, by what each is
    plans: dict[str, Any] = field(default_factory=dict)
    # what agencies are asked, by the state that each is in
    asks: dict[str, Any] = field(default_factory=dict)
    # meetings of one group, by how far each is
    meetings: dict[str, Any] = field(default_factory=dict)
    # templates, letters and copies with passages removed, by how far each is
    letters: dict[str, Any] = field(default_factory=dict)
    # reports, risks, duties and disagreements, by the state that each is in
    assurance: dict[str, Any] = field(default_factory=dict)
    # policies, their versions and how they are read, by what each is
    policies: dict[str, Any] = field(default_factory=dict)
    # what people said, by what became of it
    voices: dict[str, Any] = field(default_factory=dict)
    # a record in a compartment, which to nearly everybody does not exist
    allegation: Any = None
    # and what else an address can be about
    invitation: Any = None
    # somebody who left an agency whose lead is among those who act
    leaver: Any = None
    pack: Any = None
    accepted: Any = None
    removed: Any = None
    place: Any = None
    gap: Any = None

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

    client.force_login(user, backend="safehold.access.signin.backend.Backend")
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
        world = built_for_good()
        world.submissions = submissions(world)
        cases.add(world)
        manager = world.acting[Role.BUSINESS_MANAGER]
        world.invitation = invitations.invite(
            by=manager,
            email="new.person@westmere.example",
            name="Somebody New",
            agency=manager.agency,
            roles=[Role.DELEGATE],
        )
        world.leaver = somebody_who_left(world)
        world.pack = PackFile.objects.order_by("pk").first()
        add_to_the_report(world, manager)
        thread.add(world)
        plans.add(world)
        asks.add(world)
        meetings.add(world)
        letters.add(world)
        assurance.add(world.acting, world.assurance)
        about_a_case.add(world.acting, world.assurance["open"], world.meetings)
        governed.add_policies(world, DAY)
        governed.add_voices(world, DAY)
        yield world
        transaction.set_rollback(True)


def somebody_who_left(world: World) -> User:
    """A contributor of the agency lead's agency, whose account was closed on the day."""
    lead, manager = world.acting[Role.AGENCY_LEAD], world.acting[Role.BUSINESS_MANAGER]
    assert lead.agency is not None
    opener = Actor.system("build the world", on=DAY)
    user = accounts.open_account(by=opener, email="lee.leaver@westmere.example", name="Lee Leaver")
    memberships.begin_membership(by=manager, user=user, agency=lead.agency, from_on=YEARS[0])
    accounts.close_account(user, by=manager, left_on=DAY)
    return user


def add_to_the_report(world: World, manager: Actor) -> None:
    """A check of the draft that somebody accepted, and a section that was taken out of it."""
    report = world.reports["2020-21"]
    fails = Finding("subset:invented", "10.3", "invented", "subset", "", Verdict.FAILS, "12 cannot lie inside 11.")
    world.accepted = reports.accept_finding(report, by=manager, finding=fails, why="The source says so")
    assert manager.agency is not None
    number = report.sections.count() + 1
    world.removed = reports.add_section(report, by=manager, number=number, title="Taken out", agency=manager.agency)
    reports.remove_section(world.removed, by=manager)
    reports.say_duties(report, by=manager, duties=["SAB"])
    section = report.sections.select_related("publication").get(number=2)
    places = {
        each.code: reports.name_place(report, by=manager, requirement=each.code, section=section)
        for each in law.asked_of(["SAB"], DAY)
        if each.code != "sab.members"
    }
    world.place = places["sab.objective"]
    lacks = Asked(code="sab.members", body="SAB", words="What each member did", law="Care Act 2014")
    why = "It comes in a supplement"
    world.gap = reports.sign_gap(report, by=world.acting[Role.INDEPENDENT_CHAIR], asked=lacks, why=why)


def built_for_good() -> World:
    """Westmere, committed: for journeys, whose server looks at the database from a thread of its own."""
    building = Building(DEMONSTRATIONS["westmere"], tell=lambda words: None)
    building.build_without_files()
    world = World(acting=building.acting)
    world.reports = {each.period: each for each in Publication.objects.select_related("entry")}
    return world


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
    submitting.accept(found["accepted"], by=analyst)
    assert analyst.agency is not None
    counted = Declared("counted_events", analyst.agency, "Referrals", YEAR_BEFORE, "Invented for tests", DAY)
    found["counted"] = read_in(EVENTS.encode(), name="referrals.csv", declared=counted, by=analyst)
    begun = Declared("figures", analyst.agency, "Contacts, half read", YEAR_BEFORE, "Invented for tests", DAY)
    looked = look(ROW.format(value="14").encode(), name="contacts.csv", data_set="figures")
    found["begun"] = receive(looked, declared=begun, by=analyst)
    return found


YEAR_BEFORE = (date(2015, 4, 1), YEARS[1])


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Westmere, for a module of tests."""
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(BUSINESS_DATE=DAY), built() as made:
        yield made
