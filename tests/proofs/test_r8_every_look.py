"""R8: every look at a record and every act on it is one line in the trail, and so is every try that was refused.

Every address that is about a record is asked by every role, to read and to post, with the record there and absent. Small:
ninety of these, another choice for each day; ``PROOF_DAY=2026-11-22`` chooses as that day did. Full: all of them. That lines
cannot be changed, and that 1,000 of 1,000 tamperings are found, is proved in ``safehold/access/tests``.
"""

import random
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from safehold.access import audit
from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.records.tests import promises, samples
from tests.addresses import ADDRESSES, GUARDED
from tests.invented.factories import allegation, notebook
from tests.proofs import DAY, PROVING, who_may
from tests.proofs.addresses import Place, places
from tests.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(0)]
ABOUT_RECORDS = ("asks:", "records:", "invented:", "imports:", "publications:", "trail:readers")
# a section of a report is words and figures about nobody; a file of one that was never drawn cannot be looked at
OF_SECTIONS = (
    "write", "finish", "arrange", "change_section", "earlier", "put_back", "remove_section", "take_back",
    "take_place_off", "withdraw_gap",
)  # fmt: skip
NOT_LOOKED_AT = {f"publications:{name}" for name in (*OF_SECTIONS, "file")}
LOOKED, TURNED_AWAY = {200}, {403, 404, 409}
Cell = tuple[Place, str, Role]
SMALL = {"looked at": 8, "refused": 62, "neither": 20}


def about_records(world: World) -> list[Place]:
    return [
        place
        for place in places(world)
        if place.name in GUARDED
        and place.name.startswith(ABOUT_RECORDS)
        and "uid" in ADDRESSES[place.name]
        and place.name not in NOT_LOOKED_AT
    ]


def lines_left_by(client: Client, place: Place, verb: str) -> tuple[int, list[AuditLine]]:
    """How the site answered, and what it wrote down; what a post changed is undone."""
    with transaction.atomic():
        last = AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        answer = client.get(place.path) if verb == "GET" else client.post(place.path, {})
        if answer.streaming:
            b"".join(answer)
        found = list(AuditLine.objects.filter(pk__gt=last).order_by("pk"))
        transaction.set_rollback(True)
    return answer.status_code, found


def wrong(status: int, verb: str, lines: list[AuditLine]) -> str:
    """What is wrong with the lines that one request left; nothing where nothing is."""
    said = [line.event for line in lines]
    if status in TURNED_AWAY:
        turned_away = [line for line in lines if line.event == "refused" or line.event.endswith("card_shown")]
        return "" if len(lines) == len(turned_away) == 1 else f"answered {status} and left {said}"
    if verb == "GET" and status in LOOKED:
        return "" if len(lines) == 1 and lines[0].subject_uid else f"was looked at and left {said}"
    # one press can be several acts, each its own line: a file taken up again is begun, landed and read to its end
    return "" if len(set(said)) == len(lines) else f"answered {status} and left {said}"


def asked(world: World) -> list[Cell]:
    """All of them. A small proof asks so many that are looked at, refused, and neither, as the table of R5 has them:
    one in twenty-five is looked at, so that a choice among all could miss what it is about."""
    there = about_records(world)
    every = [(place, verb, role) for role in Role for place in there for verb in ("GET", "POST")]
    if PROVING:
        return every
    table, chance = who_may.read(), random.Random(DAY)
    kinds: dict[str, list[Cell]] = {"looked at": [], "refused": [], "neither": []}
    for place, verb, role in every:
        letter = table[who_may.key(place, verb)][who_may.column(role)]
        refused = letter in {who_may.LETTERS[each] for each in ("refused", "absent", "not now")}
        looked_at = verb == "GET" and letter == who_may.LETTERS["opened"]
        kinds["refused" if refused else "looked at" if looked_at else "neither"].append((place, verb, role))
    return [cell for kind, many in SMALL.items() for cell in chance.sample(kinds[kind], many)]


def faults(world: World) -> tuple[dict[str, str], int, int]:
    """What is wrong anywhere; and how many looks and refusals that was found out from."""
    cells = asked(world)
    clients = {role: world.client(role) for role in {role for _, _, role in cells}}
    found, looks, refusals = {}, 0, 0
    for place, verb, role in cells:
        status, lines = lines_left_by(clients[role], place, verb)
        looks, refusals = looks + (verb == "GET" and status in LOOKED), refusals + (status in TURNED_AWAY)
        if fault := wrong(status, verb, lines):
            found[f"{verb} {place} by {role.value}"] = fault
    return found, looks, refusals


def test_every_look_and_every_refusal_is_one_line(world: World):
    found, looks, refusals = faults(world)

    assert found == {}, f"To ask the same: PROOF_DAY={DAY}"
    assert looks >= 5
    assert refusals >= 50


def everything_by_whoever_works_on_it(world: World, *roles: Role) -> dict[str, str]:
    """The same for the two who open most, or for ``roles``, whatever day it is."""
    found = {}
    for role in roles or (Role.ADULTS_MANAGER, Role.BUSINESS_MANAGER):
        client = world.client(role)
        for place in about_records(world):
            if fault := wrong((told := lines_left_by(client, place, "GET"))[0], "GET", told[1]):
                found[f"{place} by {role.value}"] = fault
    return found


def test_whoever_works_on_a_record_leaves_one_line_for_each_page_of_it(world: World):
    assert everything_by_whoever_works_on_it(world) == {}


def test_without_the_line_of_a_page_the_proof_fails(world: World, monkeypatch):
    """The control: with the shapes' own writing taken away, every look is missing."""
    for shape in ("record", "questions", "register"):
        monkeypatch.setattr(f"safehold.records.pages.{shape}.audit.record", lambda *args, **facts: None)

    assert len(everything_by_whoever_works_on_it(world, Role.ADULTS_MANAGER)) >= 10


def test_with_a_second_line_the_proof_fails(world: World, monkeypatch):
    """The other control: a page that writes itself down twice is found too."""
    once = audit.record

    def twice(*args, **facts):
        once(*args, **facts)
        return once(*args, **facts)

    monkeypatch.setattr("safehold.records.pages.record.audit.record", twice)

    assert len(everything_by_whoever_works_on_it(world, Role.ADULTS_MANAGER)) >= 10


# --- and what the lines say, for each way of looking ---------------------------------------------------------------------


def left_by(act) -> AuditLine:
    """The one line that ``act`` left."""
    before = AuditLine.objects.count()
    answer = act()
    if getattr(answer, "streaming", False):
        b"".join(answer)
    (line,) = AuditLine.objects.order_by("pk")[before:]
    return line


def test_each_way_of_looking_leaves_one_line_that_says_who_for_whom_and_what():
    owner, outside = actor(Role.REVIEW_OFFICER), actor(Role.ADULTS_MANAGER, agency="police")
    book, hidden = notebook(owner), allegation()
    page, other = promises.sign_in(Client(), owner), promises.sign_in(Client(), outside)
    upload = SimpleUploadedFile("minutes.pdf", samples.PDF)
    promises.ask_and_answer(page, f"/records/{book.uid}/documents/add/", title="Minutes", file=upload)
    document = book.entry.documents.get()
    emergency = other.get(f"/records/{book.uid}/emergency/").text
    taking = promises.hidden_of(emergency) | {"why": "Tonight", "hours": "1"}

    told = {
        "opened": left_by(lambda: page.get(book.get_absolute_url())),
        "downloaded": left_by(lambda: page.get(f"/records/documents/{document.uid}/")),
        "exported": left_by(lambda: page.get("/invented/notebooks/", {"format": "xlsx"})),
        "searched": left_by(lambda: page.get("/invented/notebooks/", {"q": "the fir"})),
        "card": left_by(lambda: other.get(book.get_absolute_url())),
        "refused": left_by(lambda: other.get(f"/records/{book.uid}/people/")),
        "compartment": left_by(lambda: other.get(hidden.get_absolute_url())),
        "emergency": left_by(lambda: other.post(f"/records/{book.uid}/emergency/", taking)),
        "opened in it": left_by(lambda: other.get(book.get_absolute_url())),
        "changed": left_by(
            lambda: page.post(f"{book.get_absolute_url()}rename/", {"title": "Another", "_version": "1"})
        ),
        "conflict": left_by(
            lambda: page.post(f"{book.get_absolute_url()}rename/", {"title": "Too late", "_version": "1"})
        ),
        "not now": left_by(
            lambda: page.post(
                f"{book.get_absolute_url()}close/", promises.typed({"closed_on": date(2021, 3, 1)}) | {"_version": "2"}
            )
        ),
    }

    assert {what: line.event for what, line in told.items()} == {
        "opened": "invented.notebook.opened",
        "downloaded": "records.document_opened",
        "exported": "notebooks.exported",
        "searched": "notebooks.searched",
        "card": "invented.notebook.card_shown",
        "refused": "refused",
        "compartment": "refused",
        "emergency": "records.emergency_taken",
        "opened in it": "invented.notebook.opened",
        "changed": "invented.renamed",
        "conflict": "refused",
        "not now": "refused",
    }
    by = {what: (line.by_id, line.agency_id) for what, line in told.items()}
    theirs = {"card", "refused", "compartment", "emergency", "opened in it"}
    assert {what for what, who in by.items() if who == (outside.user_id, outside.agency_id)} == theirs
    assert {what for what, who in by.items() if who == (owner.user_id, owner.agency_id)} == told.keys() - theirs
    about = {what for what, line in told.items() if line.subject_uid == str(book.uid)}
    assert about == told.keys() - {"exported", "searched", "compartment"}
    assert told["compartment"].subject_uid == str(hidden.uid)
    assert "the fir" not in str([line.facts for line in told.values()])
