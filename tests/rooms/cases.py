"""A case of an invented kind, with everything that can hang on one."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.models import CircleMember
from safehold.access.roles import Role
from safehold.clocks import NATIONAL
from safehold.records import timing
from safehold.records.actions import documents, need_to_know
from safehold.records.files import examine
from safehold.records.models import Message
from tests.invented import actions as invented

if TYPE_CHECKING:
    from tests.world import World

DAY = date(2021, 4, 30)


def add(world: "World") -> None:
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
