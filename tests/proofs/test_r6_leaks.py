"""R6: marked values stand in every sensitive field, and are looked for wherever something leaves the house.

Pages, exports, reports, searches, errors, logs, messages and the trail, by every role. None is found where the role may
not see it. Small: some of the pages by the roles that see least and most. Full: every page by every role.
"""

import io
import logging
import random
import re
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import transaction
from django.db.models import Q
from django.test import Client, override_settings
from django.utils import timezone

from safehold.access import drafts
from safehold.access.models import AuditLine, KeptDraft
from safehold.access.roles import Role
from safehold.publications import queries as reports
from safehold.publications.document import drawings, figures_csv, html, pdf, word
from safehold.publications.making import studio
from safehold.records import delivery, visibility
from safehold.records.models import Message
from safehold.records.models.outbox import State
from tests.proofs import PROVING, count, marked
from tests.proofs.addresses import Place, places
from tests.proofs.marked import FIELDS, Secrets, found_in, mark
from tests.world import DAY, World, built

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(0)]
WHO: tuple[Role | None, ...] = (None, *Role)
FEW = (None, Role.DELEGATE, Role.SYSTEM_ADMINISTRATOR, Role.AGENCY_LEAD, Role.BUSINESS_MANAGER, Role.ADULTS_MANAGER)
OF_CASES = ("records.", "invented.", "measures.")


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker) -> Iterator[tuple[World, Secrets, set]]:
    """The world with a mark in every sensitive field, and who may see each."""
    with django_db_blocker.unblock(), override_settings(BUSINESS_DATE=DAY), built() as world:
        marked.add_rows(world)
        marks = marked.plant(world)
        yield world, Secrets(world, marks), marks


def told(leaks: dict[str, set]) -> dict[str, list[str]]:
    """What leaked, where, so that a person can read it."""
    return {where: sorted(f"{label}.{name} of {row}" for (label, name), row in leaks[where]) for where in sorted(leaks)}


def of_cases(text: str) -> set:
    """The fields of cases, and of what hangs on them, whose marks are in ``text``."""
    return {at for at, _ in found_in(text) if at[0].startswith(OF_CASES)}


def text_of(answer) -> str:
    """Everything that an answer says: headers, page, file, and what is packed into a workbook."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = [f"{name}: {value}" for name, value in answer.headers.items()]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            said += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    else:
        said.append(content.decode("utf-8", "replace"))
    return "\n".join(said)


def ask(client: Client, place: Place, *, verb: str = "GET", **query: str) -> str:
    answer = client.get(place.path, query) if verb == "GET" else client.post(place.path, query)
    return f"{answer.status_code}\n{text_of(answer)}"


def client_of(world: World, role: Role | None) -> Client:
    client = world.client(role)
    client.raise_request_exception = False
    return client


# by the beginnings of references, which are no secret: what is found shows its name
SEARCHES = tuple({"q": beginning} for beginning in ("ask", "let", "rsk", "said", "esc"))


def leaks_on_pages(world: World, secrets: Secrets, *, most: int, roles=WHO, only: str = "") -> tuple[dict, int, set]:
    """What leaked on which page to whom; how many pages were asked for, and which marks were seen at all."""
    leaks, asked, seen = defaultdict(set), 0, set()
    there = [place for place in places(world) if place.there and place.name.startswith(only)]
    every = [(role, place) for role in roles for place in there]
    chance = random.Random(6)
    clients = {role: client_of(world, role) for role in roles}
    for role, place in every if len(every) <= most else chance.sample(every, most):
        if place.name in ("account_logout", "access:stay"):
            continue
        searching = place.name == "search:search"
        for query in SEARCHES if searching else ({}, {"format": "csv"}, {"format": "xlsx"}, {"q": "zq"}):
            if query and not searching and ("list" not in place.name and "outbox" not in place.name):
                continue
            said = ask(clients[role], place, **query)
            asked += 1
            seen |= found_in(said)
            if found := secrets.leaked(role, said):
                leaks[f"{place.name}{query or ''} to {role}"] |= found
    return leaks, asked, seen


def test_every_sensitive_field_holds_a_mark(planted):
    _, _, marks = planted

    without = set(FIELDS) - {at for at, _ in marks} - marked.UNREADABLE
    assert len(FIELDS) >= 40
    assert without == set(), "give the world a row of this model (tests/rooms)"


def test_every_sensitive_field_has_a_rule():
    for at in FIELDS:
        assert at in marked.UNREADABLE or marked.rule_for(at), at


def test_no_page_and_no_export_shows_a_role_what_it_may_not_see(planted):
    world, secrets, marks = planted
    roles = WHO if PROVING else FEW

    leaks, asked, seen = leaks_on_pages(world, secrets, most=count(80, 6_000), roles=roles)

    said = f"{len(marks)} marks in {len(FIELDS)} fields looked for in {asked} pages and exports by {len(roles)} roles\n"
    (settings.ROOT / ".cache" / "leaks.txt").write_text(said)
    assert told(leaks) == {}
    assert asked >= 70
    assert len({at for at, _ in seen}) >= (15 if asked > 3_000 else 2), (
        "hardly any mark is shown to anybody: is it the world?"
    )


def test_search_shows_a_role_what_it_may_see_and_nothing_else(planted):
    world, secrets, _ = planted

    leaks, asked, seen = leaks_on_pages(world, secrets, most=1_000, only="search:")

    assert told(leaks) == {}
    assert asked >= len(SEARCHES) * len(WHO)
    assert ("records.SearchName", "name") in {at for at, _ in seen}


@pytest.mark.skipif(not PROVING, reason="at full counts only: the small ones ask for pages")
def test_what_a_form_says_back_shows_no_more(planted):
    world, secrets, _ = planted
    leaks = defaultdict(set)
    every = [place for place in places(world) if place.there and place.name != "account_logout"]
    for role in FEW:
        client = client_of(world, role)
        for place in random.Random(f"forms, {role}").sample(every, count(20, len(every))):
            with rolled_back():
                said = ask(client, place, verb="POST")
            if found := secrets.leaked(role, said):
                leaks[f"{place.name} to {role}"] |= found

    assert told(leaks) == {}


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- errors and logs -----------------------------------------------------------------------------------------------------


class Kept(logging.Handler):
    """Keeps every line that anything logs."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))  # with its traceback, where it has one


@pytest.fixture
def log(monkeypatch) -> Iterator[Kept]:
    kept = Kept()
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "django.security", "safehold")]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.addHandler(kept)
        each.setLevel(logging.INFO)
    yield kept
    for each, level in zip(loggers, levels, strict=True):
        each.removeHandler(kept)
        each.setLevel(level)


def test_no_error_page_and_no_log_line_says_a_mark(planted, log, monkeypatch):
    world, _, _ = planted
    assert settings.DEBUG is False
    manager = client_of(world, Role.ADULTS_MANAGER)
    book = world.notebook
    seen = {}

    def ask_for(path: str, wanted: int, *, data=None, **extra) -> None:
        answer = manager.get(path) if data is None else manager.post(path, data, **extra)
        assert answer.status_code == wanted, (path, answer.status_code)
        seen[wanted] = text_of(answer)

    ask_for("/invented/notebooks/00000000-0000-4000-8000-000000000000/", 404)
    ask_for("/people/invitations/new/", 403)
    secret = mark(("invented.Notebook", "title"), book.pk)
    for error, status in ((SuspiciousOperation, 400), (RequestDataTooBig, 413), (ValueError, 500)):

        def fail(self, *args, error=error, **kwargs):
            held = secret  # in the frame, as a record would be
            raise error("Something") if held else None

        with monkeypatch.context() as patch:
            patch.setattr("tests.invented.views.One.get_context_data", fail)
            ask_for(f"/invented/notebooks/{book.entry.uid}/", status)
            assert of_cases(seen[status]) == set(), status
    # what the form says back belongs to whoever typed it; the log may not have it
    rename = f"/invented/notebooks/{book.entry.uid}/rename/"
    ask_for(rename, 422, data={"title": ""})
    ask_for(rename, 409, data={"title": "Typed", "_version": "1"})

    assert {400, 403, 404, 409, 413, 422, 500} <= seen.keys()
    assert of_cases(seen[403] + seen[404]) == set()
    assert any("500" in line or "Internal Server Error" in line for line in log.lines)
    assert [line for line in log.lines if found_in(line)] == []


def test_a_request_that_is_too_large_says_nothing_back(planted, settings):
    world, _, _ = planted
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    manager = client_of(world, Role.ADULTS_MANAGER)

    answer = manager.post(f"/invented/notebooks/{world.notebook.entry.uid}/rename/", {"title": "zq00r1qz" * 40})

    assert answer.status_code in (400, 413)
    assert of_cases(text_of(answer)) == set()


# --- what is sent, kept and published --------------------------------------------------------------------------------------


def test_no_message_that_leaves_says_a_mark_of_a_case(planted):
    world, _, _ = planted
    # written anew by the actions that send, from marked records: what was planted in the outbox is the mark itself
    before = Message.objects.latest("pk").pk
    entry, manager = world.notebook.entry, world.acting[Role.ADULTS_MANAGER]
    entry.refresh_from_db()
    from safehold.records.actions import need_to_know

    need_to_know.ask_for_access(entry, by=world.acting[Role.CALDICOTT], why=mark(("records.AccessRequest", "why"), 1))
    need_to_know.declare_conflict(
        entry, by=manager, user=world.user(Role.LADO), why=mark(("records.Conflict", "why"), 1)
    )
    assert Message.objects.latest("pk").pk > before
    Message.objects.filter(pk__lte=before, state=State.WAITING).update(state=State.NOT_NEEDED)
    mail.outbox.clear()
    delivery.send_waiting()

    assert mail.outbox
    said = "\n".join(str(message.message()) + message.body for message in mail.outbox)
    assert of_cases(said) == set()


def test_the_trail_says_no_mark_of_a_case(planted):
    said = "\n".join(str(row) for row in AuditLine.objects.values_list())

    assert len(said) > 1000
    assert {at for at, _ in found_in(said)} <= {("access.User", "name"), *marked.OF_THE_TRAIL}


def test_what_was_typed_before_a_time_out_cannot_be_read_in_the_database(planted, rf):
    world, _, _ = planted
    user = world.user(Role.ADULTS_MANAGER)
    request = rf.post("/somewhere/", {"title": mark(("invented.Notebook", "title"), 1)})

    kept = drafts.keep(request, user)

    assert kept is not None
    raw = str(KeptDraft.objects.filter(pk=kept.pk).values_list())
    assert found_in(raw) == set()
    assert found_in(str(drafts.fields_of(kept))) != set()
    assert kept.expires_at > timezone.now()


def test_no_file_of_a_report_says_a_mark_but_its_writers_names(planted):
    world, _, _ = planted
    report = world.reports["2020-21"]
    document = reports.made(report, on=DAY).document
    with studio() as artist:
        svgs = drawings.svgs(document, artist)
        printed = pdf.write(document, svgs)
        files = {
            "html": html.page(document, svgs, downloads=html.Downloads(figures="f.csv", pdf="r.pdf", word="r.docx")),
            "csv": figures_csv.figures_csv(document).decode(),
            "word": words_of(word.write(document, drawings.pngs(document, artist))),
            "pdf": subprocess.run(
                ["pdftotext", "-", "-"], input=printed, capture_output=True, check=True
            ).stdout.decode(),
        }

    # whoever signs that something is not in a report does so by name: ADR 49
    signed = {each.signed_by.name for each in report.signed_gaps.filter(withdrawn_on=None).select_related("signed_by")}
    for kind, said in files.items():
        assert len(said) > 1000, kind
        unsigned = re.sub("|".join([r"\s", *map(re.escape, signed)]), "", said)
        assert {at for at, _ in found_in(unsigned)} == set(), kind


def words_of(packed: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist() if name.endswith("xml"))


# --- the controls ----------------------------------------------------------------------------------------------------------


def test_without_the_condition_on_entries_marks_are_found(planted, monkeypatch):
    world, secrets, _ = planted
    monkeypatch.setattr(visibility, "sees", lambda actor, prefix="": Q())

    leaks, _, _ = leaks_on_pages(world, secrets, most=60, roles=(Role.DELEGATE, Role.TRAINER), only="invented:")

    found = {at for each in leaks.values() for at, _ in each}
    assert ("invented.Notebook", "title") in found
    assert ("invented.Allegation", "title") in found


def test_without_the_policy_on_people_their_addresses_are_found(planted, monkeypatch):
    from safehold.access.models import User
    from safehold.access.policy import YES

    world, secrets, _ = planted
    monkeypatch.setattr("safehold.website.people.views.everyone.People.may_open", staticmethod(lambda actor: YES))
    monkeypatch.setattr(
        "safehold.website.people.views.everyone.People.visible_to", staticmethod(lambda actor: User.objects.all())
    )

    leaks, _, _ = leaks_on_pages(world, secrets, most=60, roles=(Role.TRAINER,), only="people:list")

    assert ("access.User", "email") in {at for each in leaks.values() for at, _ in each}


def test_a_line_that_says_a_mark_would_be_seen(planted, log):
    logging.getLogger("safehold").error("About %s", mark(("invented.Notebook", "title"), 1))

    assert [line for line in log.lines if found_in(line)]
