"""A withdrawal and a publication at one moment, on both databases: whichever is kept first, the other knows of it."""

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
    arguments = [sys.executable, "-m", "safehold.publications.tests.together", case]
    done = subprocess.run(arguments, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", ["withdrawn_first", "marked_first"])
def test_words_that_are_being_taken_back_are_not_published(database, case):
    came = run(case, database)

    assert came["waited"]
    (ended,) = came["ended"]
    assert ended.startswith("Refused: A quote cannot be printed any more. There is no consent to quote")
    assert not came["printed"]


def test_words_that_are_taken_back_as_they_are_published_are_printed_and_listed_as_such(database):
    came = run("published_first", database)

    assert came == {"waited": True, "ended": ["done"], "printed": True, "agreed": 0, "listed": ["2021-04-30"]}
