"""Several people at the versions of one policy at once, on both databases: never are two in force on one day."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from safehold.records.tests.test_together import database, migrated, server

__all__ = ["database", "migrated", "server"]  # fixtures

pytestmark = [pytest.mark.slow, pytest.mark.own_database]


def run(case, url):
    env = {**os.environ, "TOGETHER": url, "PYTHONPATH": str(settings.ROOT)}
    arguments = [sys.executable, "-m", "safehold.policies.tests.together", case]
    done = subprocess.run(arguments, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_of_three_versions_brought_in_over_the_same_days_at_once_one_is(database):
    came = run("one_day", database)

    assert came["ended"] == {"in force": 1, "Refused": 2}
    assert came["dated"] == 1


def test_of_two_answers_to_one_question_that_are_confirmed_at_once_one_holds(database):
    came = run("one_answer", database)

    assert came == {"ended": {"confirmed": 1, "Refused": 1}, "held": 1}


def test_of_two_days_for_one_version_one_is_kept_and_the_one_before_ends_the_day_before(database):
    came = run("one_version", database)

    assert came["ended"].pop("in force") == 1
    assert set(came["ended"]) <= {"Refused", "Changed"}
    (_, ended), (began, _) = came["spans"]
    assert (began, ended) in {("2021-05-10", "2021-05-09"), ("2021-05-11", "2021-05-10")}
