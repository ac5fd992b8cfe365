"""Two people at once at what somebody agreed to, on both databases: no withdrawal is lost, and nothing slips in behind one."""

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
    arguments = [sys.executable, "-m", "safehold.voice.tests.together", case]
    done = subprocess.run(arguments, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_who_withdraws_it_all_withdraws_what_was_agreed_to_a_moment_before(database):
    assert run("agreed_first", database) == {"waited": True, "ended": ["done"], "agreed": 0, "used": 0}


def test_words_are_typed_into_nothing_behind_a_withdrawal(database):
    came = run("withdrawn_first", database)

    assert came["ended"] == ["Refused: They have not agreed to this use: used in plans and papers"]
    assert (came["waited"], came["agreed"], came["used"]) == (True, 0, 0)


def test_of_two_who_withdraw_it_all_the_second_is_told_that_there_is_nothing_left(database):
    came = run("withdrawn_twice", database)

    assert came == {"waited": True, "ended": ["Refused: There is no consent to withdraw"], "agreed": 0, "used": 0}
