"""A whole partnership to test against: Westmere's pack, its people, one submission in every state, and its reports.

Built once for a module of tests, inside a transaction that is rolled back, by the same actions that people use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, RequestFactory

from safehold.access.actions import accounts, invitations, memberships
from safehold.access.actor import Actor
from safehold.access.models import CircleMember, Membership, User
from safehold.access.roles import Role
from safehold.asks import actions as asks
from safehold.asks import queries as asked
from safehold.asks.models import Submission, Wanted, Whom
from safehold.asks.tests.factories import contact_of
from safehold.clocks import NATIONAL
from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS, YEARS
from safehold.imports.door import look
from safehold.imports.reading_in import Declared, read_in, receive
from safehold.letters import actions as letters
from safehold.letters.tests.documents import word
from safehold.letters.tests.factories import finish, prove
from safehold.meetings import actions as meetings
from safehold.meetings.models import ItemKind, Mark
from safehold.meetings.queries import minutes as minuted
from safehold.meetings.queries import seats
from safehold.partnership.models import Chair, Group, PackFile
from safehold.plans import actions as plans
from safehold.plans.actions import bringing
from safehold.plans.lifecycle import Response
from safehold.plans.models import Found, Method, Scope
from safehold.plans.queries.bringing import brought_here, read_tracker
from safehold.publications import actions as reports
from safehold.publications import law
from safehold.publications.claims.verdicts import Finding, Verdict
from safehold.publications.document.asked import Asked
from safehold.publications.models import Publication
from safehold.records import timing
from safehold.records.actions import documents, need_to_know
from safehold.records.files import Examined, examine
from safehold.records.models import Message
from tests import of_assurance, of_meetings
from tests.invented import actions as invented
from tests.world_governed import add_policies, add_voices

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
        add_a_case(world)
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
        add_a_thread(world)
        add_plans(world)
        add_asks(world)
        add_meetings(world)
        add_letters(world)
        of_assurance.add(world.acting, world.assurance)
        of_meetings.add_about_a_case(world.acting, world.assurance["open"], world.meetings)
        add_policies(world, DAY)
        add_voices(world, DAY)
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


def add_a_thread(world: World) -> None:
    """Something that was found, what is recommended about it, and an action in each state that a page asks about."""
    manager, lead, chair = (
        world.acting[role] for role in (Role.BUSINESS_MANAGER, Role.AGENCY_LEAD, Role.INDEPENDENT_CHAIR)
    )
    assert lead.agency is not None
    assert manager.agency is not None
    group = Chair.objects.filter(user=chair.user).select_related("group").order_by("pk")[0].group
    told = {"title": "Capacity is assessed in general", "words": "Nine of twelve files", "found_by": Found.AUDIT}
    world.thread["finding"] = found = plans.record_finding(by=manager, found_on=DAY, **told)
    asked = {"by": manager, "scope": Scope.MULTI_AGENCY, "group": group, "made_on": DAY}
    world.thread["proposed"] = plans.recommend(found, words="Publish the guidance", **asked)
    world.thread["accepted"] = accepted = plans.recommend(found, words="Assess each decision by itself", **asked)
    plans.answer(accepted, by=manager, response=Response.ACCEPTED, answered_on=DAY)
    for name in ("agreed", "evidenced", "assured"):
        world.thread[name] = action = plans.add_action(
            accepted,
            by=manager,
            words=f"Train the team ({name})",
            measure="An audit of ten files",
            agency=manager.agency if name == "agreed" else lead.agency,
            lead_role="Head of service",
            agreed_on=DAY,
            due_on=DAY,
        )
        if name != "agreed":
            plans.give_evidence(action, by=lead, words="The register of the course")
    add_trackers(world, manager, group)
    officer = world.acting[Role.REVIEW_OFFICER]
    review = invented.open_one(by=officer, title="An invented review", opened_on=DAY)
    told |= {"title": "Nobody told the school", "words": "Five weeks went by", "source": review.entry}
    world.thread["held"] = held = plans.record_finding(by=officer, found_on=DAY, **told)
    world.thread["held_recommendation"] = out = plans.recommend(held, words="Say who tells whom", **asked)
    plans.answer(out, by=manager, response=Response.PARTLY, answered_on=DAY, why="In plans alone")
    world.thread["held_action"] = plans.add_action(
        out, by=officer, words="Change the form", measure="Twelve plans name somebody", agency=lead.agency,
        lead_role="Head of service", agreed_on=DAY, due_on=DAY,
    )  # fmt: skip
    test_on = date(2021, 9, 1)
    plans.assure(world.thread["assured"], by=chair, why="It names them", method=Method.AUDIT, test_on=test_on)


def add_plans(world: World) -> None:
    """A strategic plan with one thing to do, two delivery plans of a group, a closed quarter, and a budget in every state."""
    manager, chair = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.INDEPENDENT_CHAIR]
    assert manager.agency is not None
    group = Chair.objects.filter(user=chair.user).select_related("group").order_by("pk")[0].group
    first, second = date(2020, 4, 1), date(2021, 4, 1)
    told = {"title": "Noticing sooner", "words": "People are noticed sooner", "until_on": date(2023, 3, 31)}
    kept = world.plans
    kept["strategy"] = strategy = plans.write_strategy(by=manager, from_on=first, **told)
    kept["commitment"] = commitment = plans.commit(strategy, by=manager, title="See everybody", words="Who lives there")
    kept["objective"] = aim = plans.set_out(commitment, by=manager, words="Ask who lives there", group=group)
    planned = {"strategy": strategy, "group": group, "agreed_on": first}
    kept["delivery"] = delivery = plans.plan_delivery(by=manager, from_on=first, **planned)
    plans.plan_delivery(by=manager, from_on=second, **planned)
    did = {"words": "Ask at each visit", "measure": "Forty forms", "lead_role": "Head", "agency": manager.agency}
    kept["line"] = line = plans.plan_action(
        delivery, by=manager, objective=aim, agreed_on=first, due_on=date(2021, 9, 30), **did
    )
    said = {
        "narrative": "It was asked",
        "evidence": "Forty forms",
        "barriers": "A printer",
        "said": "red",
        "reason": "No money",
    }
    plans.update(line, by=manager, number=1, seen=0, **said)
    kept["quarter"] = plans.close_quarter(delivery, by=manager, number=1, asks="Pay the printer")
    plans.add_note(kept["quarter"], by=manager, words="Two printers")
    kept["said_and_did"] = plans.say_and_did(aim, by=manager, from_on=first, said="Ask", did="Asked")
    give = {"by": manager, "agency": manager.agency, "from_on": first, "amount": Decimal(1200), "in_kind": "A room"}
    kept["proposed"] = plans.propose(**give)
    kept["agreed_sum"] = plans.agree(plans.propose(**give), by=manager, agreed_on=DAY)
    spent = {"heading": "training", "words": "A trainer", "amount": Decimal(400), "spent_on": DAY}
    kept["spend"] = plans.spend(by=manager, from_on=first, **spent)
    kept["in_hand"] = plans.begin_with(by=manager, from_on=first, amount=Decimal(1000), words="A reserve")
    asked = {"by": manager, "from_on": first, "title": "A worker", "funder": "A fund", "amount": Decimal(30000)}
    kept["bid"] = plans.bid(sent_on=DAY, **asked)
    won = {"result": "won", "answered_on": DAY, "awarded": Decimal(25000)}
    kept["won"] = plans.answer_bid(plans.bid(sent_on=DAY, **asked), by=manager, **won)
    plans.tell_outcome(kept["won"], by=manager, outcome="A worker began")


def add_asks(world: World) -> None:
    """A call that is prepared, and one of two agencies: the manager's owes an answer, the lead's gave one."""
    manager, lead = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.AGENCY_LEAD]
    assert manager.agency is not None
    assert lead.agency is not None
    told = {"words": "For the annual report", "legal_basis": "Care Act 2014, section 45", "due_on": DAY}
    for state in ("prepared", "issued"):
        call = asks.prepare(by=manager, title=f"Training of staff ({state})", wanted=Wanted.FORM, **told)
        asks.set_questions(call, by=manager, questions=[("How many were trained?", "number")])
        asks.choose_bodies(call, by=manager, whom=Whom.LIST, bodies=[manager.agency, lead.agency])
        world.asks[state] = call
    asks.issue(world.asks["issued"], by=manager)
    for state, agency in (("owed", manager.agency), ("returned", lead.agency)):
        world.asks[state] = asked.asks_visible_to(manager).get(agency=agency)
    for state, by in (("owed", manager), ("returned", lead)):
        answer = asked.answer_at(world.asks[state], 1)
        assert answer is not None
        asks.save_answer(answer, by=by, words="46")
    asks.send_link(
        world.asks["owed"], by=manager, contact=contact_of(world.asks["owed"], "guest@westmere.example", "Sam Guest")
    )
    asks.want_time(world.asks["owed"], by=manager, due_on=DAY + timedelta(days=60), why="The register is being moved")
    asks.give_back(world.asks["returned"], by=lead, signatory="Ada Stone")


def add_meetings(world: World) -> None:
    """A meeting in each state that a page asks about, each with an item; what stands on every agenda; and a referral."""
    manager, chair = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.INDEPENDENT_CHAIR]
    group = Chair.objects.filter(user=chair.user).select_related("group").order_by("pk")[0].group
    other = Group.objects.on(DAY).filter(outside=False).exclude(pk=group.pk).order_by("pk")[0]
    told = {"by": manager, "group": group, "starts_at": time(10), "place": "Town hall"}
    standing = meetings.add_standing_item(
        group, by=manager, title="Welcome", item_kind=ItemKind.INFORMATION, from_on=date(2021, 4, 30)
    )
    world.meetings["standing"] = standing
    for number, name in enumerate(("to_come", "held", "draft", "chair_ok")):
        made = meetings.plan(meets_on=DAY - timedelta(days=number), **told)
        item = meetings.add_item(made, by=manager, title=f"An item ({name})", item_kind=ItemKind.DECISION)
        world.meetings |= {name: made, f"{name}_item": item}
        record_who_was_there(made, by=manager)
        if name != "to_come":
            meetings.hold(made, by=manager)
            said = {"words": "Yes", "reasons": "It works"}
            meetings.decide(item, by=manager, **said)
    quiet = {"title": "Said in confidence", "item_kind": ItemKind.DISCUSSION, "confidential": True}
    meetings.add_item(world.meetings["held"], by=manager, **quiet)
    held = world.meetings["held_item"]
    assert manager.agency is not None
    two = {"challenger": manager.agency, "challenged": group.seats.order_by("pk")[0].agency}
    world.meetings["challenge"] = meetings.challenge(held, by=manager, words="Why so late?", **two)
    world.meetings["referral"] = meetings.refer(held, by=manager, to_group=other, title="Look", words="Is it read?")
    for name in ("draft", "chair_ok"):
        meetings.draft_minutes(world.meetings[name], by=manager)
    meetings.make_feed(by=manager)
    chair_ok = world.meetings["chair_ok"]
    meetings.agree_as_chair(chair_ok, by=chair, read=minuted.state_of(chair_ok, chair))
    upload = SimpleUploadedFile("paper.txt", b"An invented paper.", content_type="text/plain")
    documents.add_document(world.meetings["to_come_item"], by=manager, file=examine(upload), title="A paper")


def add_letters(world: World) -> None:
    """A template in force with a version that waits, and one with none; letters that are begun, read and sent; and copies
    that are begun, finished and released."""
    manager, support = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.BUSINESS_SUPPORT]
    known, about = world.letters, world.asks["owed"].entry
    for name, title in (("template", "Reminder"), ("plain", "Thanks")):
        made = letters.add_template(by=support, title=title, about="asks.ask", file=a_template(title))
        letters.approve(made.versions.get(), by=manager, from_on=DAY)
        known[name] = made
    known["waiting"] = letters.add_version(known["template"], by=support, file=a_template("Second"), note="Shorter")
    told = {"version": known["plain"].versions.get(), "to": manager.agency}
    for name in ("begun", "read", "sent"):
        made = letters.begin(about, by=manager, title=f"A letter ({name})", **told)
        known[name] = made
        if name != "begun":
            letters.look(prove(made, by=manager), by=manager, kind="pdf")
    letters.send(known["sent"], by=manager, how="post", sent_on=DAY)
    told_so = SimpleUploadedFile("told.txt", b"What was told is invented.", content_type="text/plain")
    paper = documents.add_document(world.meetings["to_come"], by=manager, file=examine(told_so), title="What was told")
    known["document"] = paper
    for name, by in (("copy", manager), ("finished", support), ("released", support)):
        made = letters.begin_copy(paper, by=by, title=f"A copy ({name})", purpose="A request")
        known[f"{name}_removal"] = letters.remove(made, by=by, words="invented", reason="personal")[0]
        known[name] = made
        if name != "copy":
            finish(made, by=by)
            letters.look_at_copy(made, by=manager, kind="pdf")
    letters.release(known["released"], by=manager)


def a_template(words: str) -> Examined:
    return examine(SimpleUploadedFile(f"{words}.docx", word(words, "Dear {{ to.name }}", "About {{ ask.title }}")))


def record_who_was_there(made: Any, *, by: Actor) -> None:
    """Write down that everybody who fills a seat was there."""
    there = [(seat.pk, seats.holder_of(seat)) for seat in seats.seats_of(made)]
    marks = {number: seats.Marked(Mark.MEMBER, user) for number, user in there if user is not None}
    meetings.record_attendance(made, by=by, marks=marks)


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
    asks.accept(found["accepted"], by=analyst)
    assert analyst.agency is not None
    counted = Declared("counted_events", analyst.agency, "Referrals", YEAR_BEFORE, "Invented for tests", DAY)
    found["counted"] = read_in(EVENTS.encode(), name="referrals.csv", declared=counted, by=analyst)
    begun = Declared("figures", analyst.agency, "Contacts, half read", YEAR_BEFORE, "Invented for tests", DAY)
    looked = look(ROW.format(value="14").encode(), name="contacts.csv", data_set="figures")
    found["begun"] = receive(looked, declared=begun, by=analyst)
    return found


def add_a_case(world: World) -> None:
    """A notebook of the council's, seen by the practice manager; the business manager may know of it and no more."""
    owner, other = world.acting[Role.ADULTS_MANAGER], world.acting[Role.ADULTS_PRACTITIONER]
    world.notebook = book = invented.open_one(by=owner, title="An invented case", opened_on=DAY)
    entry = book.entry
    world.member = CircleMember.objects.filter(circle=entry.circle, user=owner.user).get()
    world.deadline = timing.start(book, NATIONAL.rule("SIN_NOTIFY", DAY), by=owner, on=DAY, fact="opened_on")
    upload = SimpleUploadedFile("letter.txt", b"An invented letter.", content_type="text/plain")
    world.document = documents.add_document(book, by=owner, file=examine(upload), title="A letter")
    world.conflict = need_to_know.declare_conflict(
        entry, by=owner, user=world.user(Role.REVIEW_OFFICER), why="A cousin"
    )
    world.request = need_to_know.ask_for_access(
        entry, by=world.acting[Role.BUSINESS_MANAGER], why="To plan the meeting"
    )
    world.emergency = need_to_know.take_emergency_access(entry, by=other, why="She may be in danger tonight", hours=4)
    world.message = Message.objects.order_by("pk").first()
    world.allegation = invented.allege(by=world.acting[Role.LADO], title="An invented allegation")


def add_trackers(world: World, manager: Actor, group: Group) -> None:
    """A tracker from elsewhere with one row that is whole and one to be put right, and one that was brought in."""
    assert manager.agency is not None
    columns = {"words": "Action", "agency": "Agency", "agreed_on": "Agreed", "due_on": "Due"}
    for name in ("tracker", "brought"):
        rows = "Action,Agency,Agreed,Due\n"
        rows += f"Tell each ward ({name}),{manager.agency.code},01/02/2021,12/04/2021\n"
        rows += "Tell each school,Nobody knows,01/02/2021,12/04/2021\n"
        file = examine(SimpleUploadedFile(f"{name}.csv", rows.encode(), content_type="text/csv"))
        world.thread[name] = tracker = bringing.receive_tracker(by=manager, file=file, group=group)
        bringing.say_columns(tracker, by=manager, columns=columns, agreed_on=None)
    bringing.bring_in(tracker, by=manager, found=read_tracker(tracker, manager))
    world.thread["migrated"] = brought_here(tracker, manager)[0].action


YEAR_BEFORE = (date(2015, 4, 1), YEARS[1])


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Westmere, for a module of tests."""
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(BUSINESS_DATE=DAY), built() as made:
        yield made
