"""The status of an action is worked out from what is known, as one table; and so is what was known on an earlier day."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.plans.lifecycle import Status
from safehold.plans.models import Judged, Result
from safehold.plans.progress import (
    AMBER,
    BLUE,
    ENDED,
    GREEN,
    GREY,
    OFFERED,
    RED,
    Given,
    History,
    Known,
    Moved,
    Outcome,
    Scale,
    in_words,
    known_on,
    tag,
    worked_out,
)

ON = date(2021, 3, 31)
BEFORE, AFTER, LATER = date(2021, 3, 1), date(2021, 4, 30), date(2021, 6, 30)

#           stage,               due,    first due, given,   is
TABLE = [
    (Status.NOT_STARTED, AFTER,  AFTER,  None,   GREY),
    (Status.NOT_STARTED, ON,     ON,     None,   GREY),   # due today is not late
    (Status.NOT_STARTED, BEFORE, BEFORE, None,   RED),
    (Status.NOT_STARTED, AFTER,  BEFORE, None,   AMBER),  # moved: late against the first date
    (Status.NOT_STARTED, LATER,  AFTER,  None,   AMBER),  # moved, though the first date has not come
    (Status.IN_PROGRESS, AFTER,  AFTER,  None,   GREEN),
    (Status.IN_PROGRESS, BEFORE, BEFORE, None,   RED),
    (Status.IN_PROGRESS, AFTER,  BEFORE, None,   AMBER),
    (Status.IN_PROGRESS, BEFORE, AFTER,  None,   RED),    # brought forward, and late all the same
    (Status.DONE,        AFTER,  AFTER,  None,   GREEN),
    (Status.DONE,        BEFORE, BEFORE, None,   RED),    # said to be done, and nothing shows it
    (Status.EVIDENCED,   AFTER,  AFTER,  BEFORE, GREEN),  # done is not assured: never blue
    (Status.EVIDENCED,   BEFORE, BEFORE, ON,     AMBER),  # evidence came late
    (Status.EVIDENCED,   ON,     BEFORE, ON,     AMBER),  # in time for a date that was moved
    (Status.RETURNED,    AFTER,  AFTER,  None,   AMBER),  # what was given did not show it
    (Status.RETURNED,    BEFORE, BEFORE, None,   RED),
    (Status.ASSURED,     AFTER,  AFTER,  BEFORE, BLUE),
    (Status.ASSURED,     BEFORE, BEFORE, ON,     BLUE),
    (Status.SUPERSEDED,  BEFORE, BEFORE, None,   ENDED),
    (Status.WITHDRAWN,   AFTER,  AFTER,  None,   ENDED),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "due_on", "first_due_on", "given_on", "status"), TABLE)
def test_the_status_follows_from_what_is_known(stage, due_on, first_due_on, given_on, status):
    assert worked_out(Known(stage, due_on, first_due_on, given_on), ON) == status


def test_the_table_has_every_stage_and_every_status():
    assert {row[0] for row in TABLE} == set(Status)
    assert {row[4] for row in TABLE} == {BLUE, GREEN, AMBER, RED, GREY, ENDED}


@given(
    stage=st.sampled_from([Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE, Status.RETURNED]),
    first=st.dates(date(2020, 1, 1), date(2022, 1, 1)),
    later=st.integers(0, 700),
)
def test_moving_a_date_never_makes_an_action_that_was_late_look_on_track(stage, first, later):
    moved_to = date.fromordinal(first.toordinal() + later)

    before = worked_out(Known(stage, first, first, None), ON)
    after = worked_out(Known(stage, moved_to, first, None), ON)

    if before == RED:
        assert after in (RED, AMBER)


# --- what was known on an earlier day ---


def an_action(**facts: Any) -> Any:
    none = dict.fromkeys(("completed_on", "evidenced_on", "assured_on", "ended_on"))
    return SimpleNamespace(**{"status": Status.IN_PROGRESS, "due_on": AFTER, "first_due_on": BEFORE} | none | facts)


def evidence(given_on: date, judged: str = "", judged_on: date | None = None, pk: int = 1) -> Given:
    return Given(pk, given_on, judged, judged_on)


NO_IMPACT = Outcome(Result.NONE, date(2021, 3, 20))


@pytest.mark.parametrize(
    ("action", "given", "tests", "stage"),
    [
        (an_action(status=Status.NOT_STARTED), [], [], Status.NOT_STARTED),
        (an_action(), [], [], Status.IN_PROGRESS),
        (an_action(status=Status.DONE, completed_on=BEFORE), [], [], Status.DONE),
        (an_action(status=Status.DONE, completed_on=AFTER), [], [], Status.IN_PROGRESS),
        (an_action(status=Status.EVIDENCED), [evidence(AFTER)], [], Status.IN_PROGRESS),
        (an_action(status=Status.EVIDENCED), [evidence(BEFORE)], [], Status.EVIDENCED),
        (an_action(status=Status.ASSURED), [evidence(BEFORE, Judged.ACCEPTED, AFTER)], [], Status.EVIDENCED),
        (an_action(status=Status.ASSURED), [evidence(BEFORE, Judged.ACCEPTED, ON)], [], Status.ASSURED),
        (an_action(status=Status.RETURNED), [evidence(BEFORE, Judged.RETURNED, ON)], [], Status.RETURNED),
        (an_action(), [evidence(BEFORE, Judged.ACCEPTED, date(2021, 3, 10))], [NO_IMPACT], Status.IN_PROGRESS),
        (
            an_action(status=Status.EVIDENCED),
            [evidence(BEFORE, Judged.RETURNED, BEFORE), evidence(AFTER, pk=2)],
            [],
            Status.RETURNED,
        ),
        (an_action(status=Status.WITHDRAWN, ended_on=AFTER), [], [], Status.IN_PROGRESS),
        (an_action(status=Status.WITHDRAWN, ended_on=ON), [], [], Status.WITHDRAWN),
        # taken over from another tracker: its dates are known, and its evidence is not here
        (an_action(status=Status.ASSURED, evidenced_on=BEFORE, assured_on=AFTER), [], [], Status.EVIDENCED),
        (an_action(status=Status.ASSURED, evidenced_on=BEFORE, assured_on=ON), [], [], Status.ASSURED),
    ],
)
def test_what_came_later_was_not_known_then(action, given, tests, stage):
    assert known_on(action, ON, History(given, [], tests)).stage == stage


def test_a_date_that_was_moved_later_was_not_moved_then():
    changes = [Moved(1, BEFORE, BEFORE), Moved(2, AFTER, ON), Moved(3, LATER, AFTER)]

    assert known_on(an_action(), ON, History(moved=changes)).due_on == ON
    assert known_on(an_action(), LATER, History(moved=changes)).due_on == AFTER


# --- the words of a partnership ---


def test_a_status_is_a_colour_and_a_word():
    assert str(tag(AMBER, "Slipped but recoverable")) == "Amber: slipped but recoverable"
    assert tag(AMBER, "Slipped").colour == "orange"
    assert in_words(ENDED, "Withdrawn") == "Withdrawn"


@pytest.mark.parametrize(
    ("offered", "code", "nearest"),
    [
        ((), BLUE, BLUE),
        (("green", "amber", "red"), BLUE, GREEN),
        (("green", "amber", "red"), GREY, GREEN),
        (("green", "red"), AMBER, RED),
        (("purple",), ENDED, ENDED),
    ],
)
def test_a_partnership_may_do_without_a_status(offered, code, nearest):
    assert Scale([(each, each.upper()) for each in offered]).nearest(code) == nearest


def test_a_partnership_that_chose_nothing_is_offered_five():
    assert Scale([]).choices()[0] == ("blue", "Blue: complete and evidenced")
    assert len(Scale([]).choices()) == len(OFFERED)
