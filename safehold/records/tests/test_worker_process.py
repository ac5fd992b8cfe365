"""The worker as a process of its own, on a SQLite file of its own: the same whichever database the other tests run on."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.slow

WORKER = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "safehold.config.settings.test"
from django.conf import settings
settings.DATABASES["default"] = {{
    "ENGINE": "django.db.backends.sqlite3", "NAME": "{database}",
    "OPTIONS": settings.DATABASES["default"].get("OPTIONS", {{}}) | {options}
}}
settings.SCHEDULE = {{"seal": (1, "safehold.access.seal.seal")}}
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from safehold.records.models import Job
sys.stdout.reconfigure(line_buffering=True)
try:
    call_command("work", "--interval", "0.2")
finally:
    print("finished" if Job.objects.filter(finished_at__isnull=False).exists() else "never ran")
"""


def test_the_worker_keeps_to_the_schedule_until_it_is_told_to_stop(tmp_path, settings):
    script = tmp_path / "work.py"
    script.write_text(WORKER.format(database=tmp_path / "db.sqlite3", options={}))
    root = {**os.environ, "PYTHONPATH": str(settings.ROOT)}
    worker = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=root)
    try:
        assert worker.stdout.readline().startswith("Working as ")
        time.sleep(3)
    finally:
        worker.terminate()
    said = worker.communicate(timeout=20)[0]

    assert worker.returncode == 0
    assert "finished" in said


def test_a_database_that_is_away_for_a_while_does_not_end_the_worker(tmp_path, settings):
    """Publishing a report held SQLite for longer than the worker waits, which ended it and the whole demonstration."""
    script, database = tmp_path / "work.py", tmp_path / "db.sqlite3"
    script.write_text(WORKER.format(database=database, options={"timeout": 0.2}))
    root = {**os.environ, "PYTHONPATH": str(settings.ROOT)}
    root.pop("TEST_DATABASE_URL", None)  # SQLite as it is set up for SQLite, whatever the other tests run on
    worker = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=root)
    try:
        assert worker.stdout.readline().startswith("Working as ")
        time.sleep(2)
        with contextlib.closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            time.sleep(3)
            other.execute("ROLLBACK")
        time.sleep(4)
        assert worker.poll() is None
    finally:
        worker.terminate()
    said = worker.communicate(timeout=20)[0]

    assert "Working as " in said, "it began anew: the database was away for long enough to matter"
    assert worker.returncode == 0
