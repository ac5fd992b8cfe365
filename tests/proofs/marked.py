"""Marked values in every sensitive field of every row, and who may see each of them.

A mark names its field and its row, so that one found on a page says where it leaked from. Who may see it is asked of the
rule for its model (``who_may_see``), before any page is opened: with a check taken away, the pages change and the rules do not.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from safehold.access import audit, guards
from safehold.access.actor import Actor
from safehold.access.models import AgencyContact, AuditLine, Membership
from safehold.access.roles import Role
from safehold.partnership.models import Amendment
from safehold.records import delivery, writing
from safehold.records.actions import deadlines, documents, need_to_know
from safehold.records.files import examine
from safehold.records.models import EmergencyAccess, OnceToken
from tests.invented import actions as invented
from tests.proofs.who_may_see import Field, Known, rule_for
from tests.rooms import asks, assurance, governed, letters, meetings, plans, thread
from tests.world import DAY, World

MARK = re.compile(r"zq(\d+)r(\d+)qz")
CLASSES = ("personal", "special", "criminal", "protected")


def sensitive() -> list[Field]:
    """Every field of every model, ours and the invented ones, that is not plain."""
    found = []
    for model in apps.get_models():
        privacy = getattr(model, "Privacy", None)
        if privacy is not None and model.__module__.startswith(("safehold.", "tests.invented")):
            names = set().union(*(getattr(privacy, each, set()) for each in CLASSES))
            found += [(model._meta.label, name) for name in sorted(names)]
    return sorted(found)


FIELDS = sensitive()
# what is kept enciphered or as a hash: nothing can be put there to be read, and nothing of it is ever shown
UNREADABLE = {("access.KeptDraft", "body"), ("letters.Paper", "content")}
# written by the trail alone, which cannot be changed afterwards: planted as lines are written
OF_THE_TRAIL = {("access.AuditLine", "by_name"), ("access.AuditLine", "where_from")}


def mark(at: Field, row: int) -> str:
    return f"zq{FIELDS.index(at):02d}r{row}qz"


def found_in(text: str) -> set[tuple[Field, int]]:
    """The marks in a text: the field and the row that each stood in."""
    return {(FIELDS[int(number)], int(row)) for number, row in MARK.findall(text)}


# --- one row at least of every model --------------------------------------------------------------------------------------


def add_rows(world: World) -> None:
    """What the world does not have yet: everything that hangs on a case in the state in which it holds most words."""
    manager, other = world.acting[Role.ADULTS_MANAGER], world.acting[Role.ADULTS_PRACTITIONER]
    entry = world.notebook.entry
    invented.correct(world.notebook, by=manager, field="title", value="Another title", why="A slip")
    deadlines.extend(
        world.deadline, by=manager, due_on=world.deadline.due_on + timedelta(days=5), why="Waiting", agreed_on=DAY
    )
    conflict = need_to_know.declare_conflict(entry, by=manager, user=world.user(Role.TRAINER), why="A neighbour")
    need_to_know.end_conflict(conflict, by=manager, to_on=DAY, why="They have moved away")
    request = need_to_know.ask_for_access(entry, by=world.acting[Role.CALDICOTT], why="To answer a request")
    need_to_know.decide_access(request, by=manager, granted=False, why="It can wait")
    emergency = need_to_know.take_emergency_access(entry, by=other, why="He may be in danger", hours=1)
    need_to_know.review_emergency(emergency, by=manager, justified=True, why="He was")
    EmergencyAccess.objects.filter(pk=emergency.pk).update(until_at=timezone.now())  # and it is over
    letter = SimpleUploadedFile("second.txt", b"A second invented letter.", content_type="text/plain")
    document = documents.add_document(world.notebook, by=manager, file=examine(letter), title="A second letter")
    documents.withdraw_document(document, by=manager, why="It is about somebody else")
    sealed = invented.open_one(by=manager, title="A sealed case", opened_on=DAY)
    need_to_know.seal(sealed.entry, by=manager, why="A colleague is named")
    unsealed = invented.open_one(by=manager, title="A case that was sealed", opened_on=DAY)
    need_to_know.seal(unsealed.entry, by=manager, why="A colleague was named")
    unsealed.entry.refresh_from_db()
    need_to_know.unseal(unsealed.entry, by=manager, why="They have left")
    mistaken = invented.open_one(by=manager, title="A case opened by mistake", opened_on=DAY)
    writing.enter_in_error(mistaken, by=manager, why="The wrong person")
    OnceToken.objects.create(token="a-token-that-was-spent", used_at=timezone.now())
    assert manager.agency is not None
    if not AgencyContact.objects.exists():
        AgencyContact.objects.create(
            agency=manager.agency, name="Somebody", email="somebody@westmere.example", telephone="01", from_on=DAY
        )
    thread.add_marked(world)
    plans.add_marked(world)
    asks.add_marked(world)
    meetings.add_marked(world)
    letters.add_marked(world)
    assurance.add_marked(world.acting, world.assurance)
    governed.add_more_to_policies(world, DAY)
    governed.add_more_to_voices(world, DAY)
    delivery.send_waiting()
    Amendment.objects.create(
        agency=manager.agency, about="A name", was="One", now="Two", amended_at=timezone.now(), why="A slip"
    )


@contextmanager
def what_is_kept_can_be_changed() -> Iterator[None]:
    """As whoever owns the database could do it: a mark is no change of ours."""
    tables = [table for table in guards.KEPT if table not in guards.TABLES]
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            for verb in ("DISABLE",) if postgres else ("update", "delete"):
                cursor.execute(
                    f"ALTER TABLE {table} {verb} TRIGGER USER" if postgres else f"DROP TRIGGER {table}_no_{verb}"
                )
    yield
    with connection.cursor() as cursor:
        for table in tables if postgres else ():
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        if postgres:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    guards.put_up()


def plant(world: World) -> set[tuple[Field, int]]:
    """Put a mark into every sensitive field of every row, and say which were put where."""
    with what_is_kept_can_be_changed():
        planted = plant_in_rows()
    someone = world.acting[Role.ADULTS_MANAGER]
    said = {name: mark(("access.AuditLine", name), 1) for name in ("by_name", "where_from")}
    audit.record(replace(someone, name=said["by_name"], where=said["where_from"]), "proofs.marked", world.notebook)
    for role, actor in list(world.acting.items()):  # whoever acts knows the new names
        membership = Membership.objects.select_related("user", "agency").get(pk=actor.membership_id)
        world.acting[role] = Actor.of(membership, on=actor.on)
    return planted | {(at, 1) for at in OF_THE_TRAIL}


def plant_in_rows() -> set[tuple[Field, int]]:
    planted = set()
    for at in FIELDS:
        if at in UNREADABLE | OF_THE_TRAIL:
            continue
        model = apps.get_model(at[0])
        kind = model._meta.get_field(at[1])
        for pk in model.objects.values_list("pk", flat=True):
            said = mark(at, pk)
            value: Any = f"{said}@leak.example" if isinstance(kind, models.EmailField) else said
            most = getattr(kind, "max_length", None)
            assert most is None or len(value) <= most, at
            with suppress(IntegrityError), transaction.atomic():  # a reason for what was not decided may not be there
                models.QuerySet(model).filter(pk=pk).update(**{at[1]: value})
                planted.add((at, pk))
    return planted


class Secrets:
    """Which of the marks each actor may see."""

    def __init__(self, world: World, planted: set[tuple[Field, int]]) -> None:
        self.known: dict[Role | None, Known] = {role: Known.of(actor) for role, actor in world.acting.items()}
        self.known[None] = Known(Actor.nobody(on=DAY))
        self.rows = {at: apps.get_model(at[0]).objects.in_bulk() for at in {at for at, _ in planted}}

    def leaked(self, role: Role | None, text: str) -> set[tuple[Field, int]]:
        """The marks in ``text`` that ``role`` may not see."""
        return {each for each in found_in(text) if not self.may_see(role, *each)}

    def may_see(self, role: Role | None, at: Field, pk: int) -> bool:
        if at in OF_THE_TRAIL:
            line = AuditLine.objects.filter(event="proofs.marked").latest("pk")
            return rule_for(at)(self.known[role], line)
        row = self.rows[at].get(pk)
        return row is not None and rule_for(at)(self.known[role], row)
