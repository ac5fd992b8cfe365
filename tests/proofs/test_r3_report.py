"""R3 for the report: publishing that is killed at any moment leaves none of it or all of it, and a rerun ends the same.

The processes, the database (PostgreSQL where ``TEST_DATABASE_URL`` names one, else SQLite on disk) and the files are real,
and the kill is one that no process can see coming.
"""

import random
import signal
import subprocess
import time

import pytest

from safehold.imports.tests.real import Home, home
from tests.proofs import count

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0)]
KINDS = 4  # web page, PDF, Word, figures

PREPARE = """
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.publications import actions
from safehold.publications.models import Profile
from safehold.publications.tests.factories import WORDS, built, report, taken_in
manager = actor(Role.BUSINESS_MANAGER, Role.DATA_ANALYST)
actor(Role.INDEPENDENT_CHAIR)
taken_in(manager)
publication = report(manager, WORDS, "{{ chart lado-by-year }}", profile=Profile.PUBLIC)
actions.ask_to_show_small_numbers(publication, by=manager, why="Already public")
actions.submit(publication, by=manager, made=built(publication))
"""
PUBLISH = """
import django
django.setup()
import sys, time
from inspect import unwrap
from safehold.access.actor import Actor
from safehold.access.models import Membership
from safehold.access.policy import Refused
from safehold.publications import making, queries
from safehold.publications.actions import approval
from safehold.publications.models import Publication
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import DAY
chair = Actor.of(Membership.objects.get(grants__role="independent_chair"), on=DAY)
publication = Publication.objects.get()
publish = approval.publish
if "unprotected" in sys.argv:
    publish, keep = unwrap(publish), approval.keep_file
    def slowly(*args, **kwargs):
        keep(*args, **kwargs)
        time.sleep(600)  # until it is killed, after the first file
    approval.keep_file = slowly
made = queries.made(publication, on=DAY)
files = making.write_files(made.document)
print("made", flush=True)
try:
    publish(publication, by=chair, made=made, files=files, read=fingerprint(made.document))
except Refused as refused:
    print(refused)
"""
# what stands in the database, and whether every file that it names is there, whole
STATE = """
import hashlib
from django.core.files.storage import default_storage
from safehold.access.models import AuditLine
from safehold.publications.models import Publication, PublishedFile, ShownSmall
publication = Publication.objects.get()
def whole(file):
    return default_storage.exists(file.kept_as) and (
        hashlib.sha256(default_storage.open(file.kept_as).read()).hexdigest() == file.sha256)
files = list(PublishedFile.objects.order_by("kind"))
answer = {
    "status": publication.status,
    "frozen": hashlib.sha256((publication.frozen or "").encode()).hexdigest() if publication.frozen else "",
    "files": [file.kind for file in files],
    "whole": all(whole(file) for file in files),
    "same": [file.sha256 for file in files if file.kind != "docx"],
    "small": ShownSmall.objects.count(),
    "lines": AuditLine.objects.filter(event="publications.published").count(),
}
"""
NONE = {"status": "submitted", "frozen": "", "files": [], "whole": True, "same": [], "small": 0, "lines": 0}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    with home(tmp_path_factory.mktemp("home")) as made:
        made.ask(PREPARE)
        yield made


def start(made: Home, *more: str) -> subprocess.Popen:
    return made.start("-c", PUBLISH, *more)


def kill(process: subprocess.Popen) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def is_none_or_all(state: dict, everything: dict) -> bool:
    return state in (NONE, everything)


def test_publishing_that_is_killed_leaves_none_or_all_and_a_rerun_ends_the_same(base):
    with base.copy("whole") as made:
        assert made.ask(STATE) == NONE
        started = time.monotonic()
        process = start(made)
        assert process.stdout.readline() == "made\n"
        ready = time.monotonic() - started
        assert process.communicate()[0] == ""
        rest = time.monotonic() - started - ready
        everything = made.ask(STATE)
    assert (everything["status"], len(everything["files"]), everything["small"]) == ("published", KINDS, 1)
    assert everything["whole"]
    assert everything["lines"] == 1

    moments = random.Random(3)
    killed = 0
    for trial in range(count(3, 100)):
        with base.copy(f"trial{trial}") as made:
            process = start(made)
            if trial % 3:  # while it writes to the database and the store: there the danger is
                assert process.stdout.readline() == "made\n"
                time.sleep(moments.uniform(0, rest))
            else:
                time.sleep(moments.uniform(0, ready))
            killed += process.poll() is None
            kill(process)

            state = made.ask(STATE)
            assert is_none_or_all(state, everything), state

            said = start(made).communicate(timeout=300)[0]
            assert made.ask(STATE) == everything, said
    # the trials are worth something only where one at least was killed
    assert killed


def test_the_control_without_its_transaction_a_kill_leaves_half_a_publication(base):
    with base.copy("control") as made:
        process = start(made, "unprotected")
        assert process.stdout.readline() == "made\n"
        kept = "from safehold.publications.models import PublishedFile as F; answer = F.objects.count()"
        while not made.ask(kept):
            assert process.poll() is None
        kill(process)

        state = made.ask(STATE)

    assert state["status"] == "published"
    assert len(state["files"]) == 1 < KINDS
    assert not is_none_or_all(state, state | {"files": ["csv", "docx", "html", "pdf"]})


def test_the_control_a_file_that_was_cut_off_is_seen(base):
    with base.copy("cut") as made:
        start(made).communicate(timeout=300)
        cut = (
            "from safehold.publications.models import PublishedFile as F\n"
            "from django.core.files.storage import default_storage as store\n"
            "with open(store.path(F.objects.get(kind='pdf').kept_as), 'r+b') as file: file.truncate(10)"
        )
        made.ask(cut)

        assert made.ask(STATE)["whole"] is False
