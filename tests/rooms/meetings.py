"""Meetings of one group, by how far each is."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.meetings import actions as meetings
from safehold.meetings.models import ItemKind, Mark, Nature
from safehold.meetings.queries import minutes as minuted
from safehold.meetings.queries import seats
from safehold.partnership.models import Chair, Group
from safehold.records.actions import documents
from safehold.records.files import examine

if TYPE_CHECKING:
    from tests.world import World

DAY = date(2021, 4, 30)


def add(world: "World") -> None:
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


def record_who_was_there(made: Any, *, by: Actor) -> None:
    """Write down that everybody who fills a seat was there."""
    there = [(seat.pk, seats.holder_of(seat)) for seat in seats.seats_of(made)]
    marks = {number: seats.Marked(Mark.MEMBER, user) for number, user in there if user is not None}
    meetings.record_attendance(made, by=by, marks=marks)


def add_marked(world: "World") -> None:
    """Everything that can be written down at a meeting: an interest, a guest, a deputy by name, an answer, an action, what
    minutes said before, what was put right in them, an item taken off, and a meeting that was cancelled."""
    manager, known = world.acting[Role.BUSINESS_MANAGER], world.meetings
    held, item = known["held"], known["held_item"]
    held.refresh_from_db()
    assert manager.agency is not None
    told = {"nature": Nature.PERSONAL, "words": "A cousin"}
    meetings.declare(item, by=manager, user=world.user(Role.DELEGATED_PARTNER), recused=False, **told)
    meetings.add_guest(held, by=manager, name="Gill Guest", why="Observer")
    seat = seats.seats_of(held)[0]
    meetings.record_attendance(held, by=manager, marks={seat.pk: seats.Marked(Mark.DEPUTY, None, "Dee Deputy")})
    words = {"words": "More", "reasons": "It helps", "options": "Two", "dissent": "One against"}
    meetings.decide(item, by=manager, **words)
    asked = meetings.challenge(
        item,
        by=manager,
        challenger=manager.agency,
        challenged=manager.agency,
        words="Why?",
        challenger_role="Scrutineer",
    )
    meetings.answer_challenge(asked, by=manager, answer="Because", answered_on=DAY)
    act = {"words": "Do it", "measure": "It is done", "agency": manager.agency, "lead_role": "Head", "due_on": DAY}
    meetings.agree_action(item, by=manager, **act)
    for said in ("At first", "And then"):
        item.passage.refresh_from_db()
        meetings.write_passage(item.passage, by=manager, words=said)
    ok, chair = known["chair_ok"], world.acting[Role.INDEPENDENT_CHAIR]
    ok.refresh_from_db()
    meetings.take_back(ok, by=manager, why="Two names were wrong")
    meetings.agree_as_chair(ok, by=chair, read=minuted.state_of(ok, chair))
    meetings.invite(to_come := known["to_come"], by=manager)
    meetings.put_right(known["chair_ok_item"], by=manager, words="It was Tuesday")
    off = meetings.add_item(to_come, by=manager, title="Taken off", item_kind="information")
    meetings.withdraw_item(off, by=manager, why="Too soon")
    when = {"meets_on": DAY + timedelta(days=40), "starts_at": to_come.starts_at, "place": "Hall"}
    meetings.cancel(meetings.plan(by=manager, group=to_come.group, **when), by=manager, why="Snow")
