"""A time limit in a pack is the one that a record's deadline is worked out by, and is named on its page."""

from datetime import date

import pytest
from django.db import transaction

from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.pack.loading import load, understand
from safehold.records import timing, writing
from safehold.records.tests import promises
from tests.invented import actions as invented

pytestmark = pytest.mark.django_db

BEGUN, DAY = date(2021, 4, 1), date(2021, 4, 30)
PACK = """
calendar:
  - {day: 2021-04-06, reason: Offices closed}
time_limits:
  - key: RAPID_REVIEW
    from_on: 2020-07-01
    title: Finish the rapid review
    trigger: the notification
    length: 10
    unit: working day
    source: Executive, June 2020
"""


def book(by, **facts):
    return invented.open_one(by=by, title="An invented case", opened_on=BEGUN, **facts)


def started(by):
    notebook = book(by)
    with transaction.atomic():
        return notebook, timing.start(
            notebook, timing.rule_book().rule("RAPID_REVIEW", BEGUN), by=by, on=BEGUN, fact="opened_on"
        )


def test_without_a_pack_the_countrys_limit_counts():
    _, deadline = started(actor(Role.ADULTS_MANAGER))

    assert deadline.due_on == date(2021, 4, 26)
    assert deadline.rule["basis"] == "guidance"


def test_a_limit_and_a_closed_day_in_a_pack_move_a_deadline_and_its_page_says_who_decided(client):
    by = actor(Role.ADULTS_MANAGER)
    load(understand(PACK.encode()), by=Actor.system("tests", on=DAY))

    notebook, deadline = started(by)

    assert deadline.due_on == date(2021, 4, 20)  # 10 working days, 6 April not among them
    assert (deadline.rule["basis"], deadline.rule["source"]) == ("local", "Executive, June 2020")
    shown = promises.sign_in(client, by).get(notebook.get_absolute_url()).text
    assert "Executive, June 2020" in shown
    assert "20 April 2021" in shown


def test_a_deadline_that_runs_keeps_the_limit_it_began_under():
    by = actor(Role.ADULTS_MANAGER)
    _, deadline = started(by)
    load(understand(PACK.encode()), by=Actor.system("tests", on=DAY))

    deadline.refresh_from_db()
    assert deadline.due_on == date(2021, 4, 26)


def test_a_start_corrected_to_a_day_without_a_limit_is_refused_in_a_sentence():
    by = actor(Role.ADULTS_MANAGER)
    load(understand(PACK.replace("RAPID_REVIEW", "own.limit").encode()), by=Actor.system("tests", on=DAY))
    notebook = book(by)
    with transaction.atomic():
        timing.start(notebook, timing.rule_book().rule("own.limit", BEGUN), by=by, on=BEGUN, fact="opened_on")

    with pytest.raises(Refused, match="No time limit was in force that day for this deadline: Finish the rapid review"):
        writing.correct(notebook, by=by, field="opened_on", value=date(2020, 3, 2), why="Misread")
