"""Templates, letters and copies with passages removed."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.roles import Role
from safehold.letters import actions as letters
from safehold.letters.tests.documents import word
from safehold.letters.tests.factories import finish, prove
from safehold.records.actions import documents
from safehold.records.files import Examined, examine

if TYPE_CHECKING:
    from tests.world import World

DAY = date(2021, 4, 30)


def add(world: "World") -> None:
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


def add_marked(world: "World") -> None:
    """A letter that was given up, and copies that were sent back and withdrawn."""
    manager, support = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.BUSINESS_SUPPORT]
    known = world.letters
    version = known["plain"].versions.get()
    told = {"version": version, "to": manager.agency, "address": "1 Invented Street"}
    given_up = letters.begin(world.asks["owed"].entry, by=manager, title="Given up", **told)
    letters.discard(given_up, by=manager, why="It was answered")
    for title in ("Sent back", "Withdrawn"):
        copy = letters.begin_copy(known["document"], by=support, title=title, purpose="A request")
        letters.remove(copy, by=support, words="invented", reason="personal")
        finish(copy, by=support)
        if title == "Sent back":
            letters.send_back(copy, by=manager, why="More should go")
        else:
            letters.withdraw_copy(copy, by=support, why="They asked no more")
