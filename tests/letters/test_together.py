"""Two people at one letter or one copy at once, on both databases: what is kept is what was drawn, or nothing."""

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
    arguments = [sys.executable, "-m", "tests.letters.together", case]
    done = subprocess.run(arguments, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_words_changed_while_a_proof_is_drawn_are_kept_and_the_proof_is_not(database):
    came = run("changed_while_drawn", database)

    assert came["ended"] == {"words changed": 1, "Changed": 1}
    assert (came["drafts"], came["proofs"], came["of"]) == (2, 1, 2)


def test_of_two_who_make_a_proof_of_the_same_words_one_keeps_it(database):
    came = run("two_proofs", database)

    assert came["ended"].pop("proved") == 1
    assert set(came["ended"]) <= {"Changed", "Refused"}
    assert (came["proofs"], came["papers"]) == (1, 2)  # nothing of the other is left behind


def test_a_passage_put_back_while_a_copy_is_drawn_stops_it(database):
    came = run("put_back_while_drawn", database)

    assert came["ended"] == {"put back": 1, "Changed": 1}
    assert (came["finished"], came["status"]) == (0, "draft")
