"""Several people at one draft, one guest link, one return, on both databases: one thing happens, and no word is lost."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from safehold.asks.tests.together import WORDS
from safehold.records.tests.test_together import database, migrated, server

__all__ = ["database", "migrated", "server"]  # fixtures

pytestmark = [pytest.mark.slow, pytest.mark.own_database]


def run(case, url):
    env = {**os.environ, "TOGETHER": url, "PYTHONPATH": str(settings.ROOT)}
    arguments = [sys.executable, "-m", "safehold.asks.tests.together", case]
    done = subprocess.run(arguments, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_four_who_write_one_answer_at_once_lose_no_word(database):
    came = run("one_answer", database)

    assert came["ended"] == {"saved": 4}
    assert came["said"] == sorted(WORDS)
    assert came["version"] == came["wordings"] == 4
    assert came["conflicts"] >= 1  # the control: they did meet


def test_of_six_presses_of_one_guest_link_one_spends_it(database):
    came = run("one_link", database)

    assert came["ended"] == {"spent": 1, "Refused": 5}
    assert came["lines"] == 1


def test_of_three_who_answer_for_one_agency_at_once_one_does(database):
    came = run("one_return", database)

    assert came["ended"].pop("answered") == 1
    assert set(came["ended"]) <= {"Refused", "Changed"}
    assert came["replies"] == 1


def test_of_four_who_chase_one_agency_at_once_one_writes_to_it(database):
    came = run("one_chase", database)

    assert came["ended"] == {"chased": 1, "Refused": 3}
    assert came["chases"] == 1
