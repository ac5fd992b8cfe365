"""How late an action is, as one table. Nothing here needs a database."""

from datetime import date

import pytest

from safehold.plans.lateness import UNPROVED, Lateness, lateness
from safehold.plans.lifecycle import Status

DUE, FIRST = date(2021, 4, 12), date(2021, 3, 1)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("on", [date(2021, 2, 1), date(2021, 4, 12), date(2021, 4, 13), date(2021, 6, 1)])
def test_until_evidence_is_given_every_day_counts_and_after_it_none(status, on):
    given_on = None if status in UNPROVED else date(2021, 4, 20)

    found = lateness(status, due_on=DUE, first_due_on=FIRST, given_on=given_on, on=on)

    if status in (Status.SUPERSEDED, Status.WITHDRAWN):
        assert found == Lateness(0, 0)
    elif status in UNPROVED:
        assert found == Lateness(max(0, (on - DUE).days), max(0, (on - FIRST).days))
    else:
        assert found == Lateness(8, 50)


def test_a_date_that_was_moved_makes_nothing_punctual():
    moved = lateness(
        Status.IN_PROGRESS, due_on=date(2021, 9, 1), first_due_on=FIRST, given_on=None, on=date(2021, 4, 30)
    )

    assert str(moved) == "In time for a date that was moved: 60 days after the one first agreed"


@pytest.mark.parametrize(
    ("days", "at_first", "said"),
    [(0, 0, "In time"), (1, 1, "1 day late"), (3, 45, "3 days late, 45 days after the date first agreed")],
)
def test_lateness_is_said_in_words(days, at_first, said):
    assert str(Lateness(days, at_first)) == said


def test_evidence_that_was_sent_back_stops_nothing():
    """What was given once and did not show it is as if it had not been given."""
    found = lateness(Status.RETURNED, due_on=DUE, first_due_on=DUE, given_on=date(2021, 4, 1), on=date(2021, 4, 30))

    assert found.days == 18
