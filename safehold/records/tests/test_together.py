"""Two people and two workers at one moment, on both databases: one thing happens, and everybody is told."""

import json
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections import Counter

import psycopg
import pytest
from django.conf import settings

from safehold.records.tests.mailing import Kept, a_mail_server

pytestmark = [pytest.mark.slow, pytest.mark.own_database]
ON_SQLITE = "TEST_DATABASE_URL" not in os.environ


@pytest.fixture(scope="module")
def server():
    """Makes and drops databases on the PostgreSQL under test, outside any transaction of the tests."""
    url = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def migrated(tmp_path_factory, request):
    """A real database with every table and no row: a file, or the name of a database on the server under test."""
    if ON_SQLITE:
        place = tmp_path_factory.mktemp("together") / "empty.sqlite3"
        run("migrate", f"sqlite:///{place}")
        yield place
        return
    server, name = request.getfixturevalue("server"), f"together_{uuid.uuid4().hex[:8]}"
    server.execute(f'CREATE DATABASE "{name}"')
    run("migrate", address_of(name))
    yield name
    server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(migrated, tmp_path, request):
    """The address of a database of one's own for one case."""
    if ON_SQLITE:
        shutil.copy(migrated, tmp_path / "db.sqlite3")
        yield f"sqlite:///{tmp_path / 'db.sqlite3'}"
        return
    server, name = request.getfixturevalue("server"), f"together_{uuid.uuid4().hex[:8]}"
    server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{migrated}"')
    yield address_of(name)
    server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def address_of(name):
    return os.environ["TEST_DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"


def command(case, url, more=None):
    """A process that does one case: its arguments and its environment."""
    env = {**os.environ, "TOGETHER": url, "PYTHONPATH": str(settings.ROOT), **(more or {})}
    return [sys.executable, "-m", "safehold.records.tests.together", case], env


def run(case, url, more=None):
    arguments, env = command(case, url, more)
    done = subprocess.run(arguments, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout) if done.stdout else None


def test_of_eight_people_who_make_one_move_one_makes_it_and_seven_are_told(database):
    came = run("one_move", database)

    assert came["ended"].pop("closed") == 1
    assert set(came["ended"]) <= {"Refused", "Changed"}
    assert sum(came["ended"].values()) == 7
    assert came["lines"] == 1


def test_a_form_that_arrives_six_times_makes_one_thing_and_leads_everyone_there(database):
    came = run("one_form", database)

    assert (came["made"], came["kinds"], came["ended"]) == (1, 1, [6]), came["said"]


def test_four_workers_send_every_message_once(database):
    came = run("one_outbox", database)

    assert came["ended"] == {"True": 4}
    assert (came["sent"], came["twice"], came["states"]) == (40, [], {"sent": 40})


@pytest.mark.parametrize("after", [0.2, 0.9])
def test_a_worker_killed_while_sending_loses_nothing_and_sends_one_message_twice_at_most(database, settings, after):
    assert run("fill_an_outbox", database) == {"put": 30}
    server = Kept(waits=0.05)
    with a_mail_server(settings, server):
        mail = {"MAIL_PORT": str(settings.EMAIL_PORT)}
        arguments, env = command("send_them", database, mail)
        worker = subprocess.Popen(arguments, env=env, stdout=subprocess.DEVNULL)
        while not server.received:
            time.sleep(0.02)
        time.sleep(after)
        worker.kill()
        worker.wait(10)
        begun = len(server.received)
        run("send_them", database, mail | {"LATER": "10"})

    ids = Counter(each["Message-ID"] for each in server.received)
    assert 0 < begun < 30
    assert (len(ids), len(server.received)) in ((30, 30), (30, 31))
    assert run("states", database) == {"sent": 30}


def test_six_schedulers_run_one_job_once(database):
    came = run("one_schedule", database)

    assert (came["ended"], came["ran"]) == (6, 1), came["said"]


def test_of_four_people_who_decide_one_request_one_decides(database):
    assert run("one_decision", database)["ended"] == {"decided": 1, "Refused": 3}
