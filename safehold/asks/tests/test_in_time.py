"""Whether an answer came in time: judged on the first one, against the day in force then, whatever is asked about it since."""

from dataclasses import replace
from datetime import date

import pytest

from safehold.asks import actions, presenters, queries
from safehold.asks.models import Happening, Kind
from safehold.asks.tests.factories import DUE_ON, ask_of, asked, issued, lead, office, returned

pytestmark = pytest.mark.django_db
LATE_ON, QUESTION_ON = date(2021, 4, 29), date(2021, 5, 10)


def queried_late():
    """Returned two days late, and then queried with a day of its own."""
    ask = asked()
    returned(ask, by=lead(on=LATE_ON))
    actions.query(ask, by=office(), words="Is this all staff?", due_on=QUESTION_ON)
    return ask


def test_a_query_never_rewrites_that_the_answer_was_late():
    ask = queried_late()
    on = date(2021, 5, 3)
    assert presenters.timeliness(ask, on) == "2 days late. The question about it: due in 7 days"
    actions.give_back(ask, by=lead(on=on), signatory="Ada Stone")

    assert presenters.timeliness(ask, on) == "2 days late"
    assert (ask.first_answered_on, ask.judged_due_on, ask.answered_on) == (LATE_ON, DUE_ON, on)
    assert queries.answered_late(ask.call) == 1


def test_the_question_has_a_clock_of_its_own():
    ask = queried_late()
    assert presenters.timeliness(ask, date(2021, 5, 12)) == "2 days late. The question about it: overdue by 2 days"
    assert presenters.due(ask) == "27 April 2021. The question about it: 10 May 2021"
    actions.give_back(ask, by=lead(on=date(2021, 5, 11)), signatory="Ada Stone")

    assert presenters.timeliness(ask, QUESTION_ON) == "2 days late. The question about it: 1 day late"


def test_the_day_of_a_query_is_no_more_time():
    ask = queried_late()

    assert not Happening.objects.filter(kind=Kind.MORE_TIME).exists()
    assert [each.to_on for each in queries.happenings_of(ask)] == [QUESTION_ON]
    events = presenters.happened_to(ask, queries.replies_of(ask), queries.happenings_of(ask), guest=False)
    assert "Queried, to be answered by 10 May 2021" in [each.title for each in events]


def test_more_time_that_was_given_before_the_first_answer_counts():
    ask = asked()
    actions.give_more_time(ask, by=office(on=DUE_ON), due_on=LATE_ON, why="A major incident")
    returned(ask, by=lead(on=LATE_ON))

    assert presenters.timeliness(ask, LATE_ON) == "In time"
    assert queries.answered_late(ask.call) == 0


def test_late_answers_are_counted_whatever_became_of_them():
    call = issued()
    for agency in ("police", "probation"):
        ask = ask_of(call, agency)
        by = replace(lead(agency), on=LATE_ON if agency == "police" else DUE_ON)
        returned(ask, by=by)
        actions.accept_reply(ask, by=office())

    assert queries.answered_late(call) == 1


def test_events_of_one_day_stand_in_the_order_in_which_they_happened():
    ask, by = asked(), lead()
    actions.acknowledge(ask, by=by)
    returned(ask, by=by)
    actions.query(ask, by=office(), words="All staff?", due_on=QUESTION_ON)
    actions.give_back(ask, by=by, signatory="Ada Stone")
    actions.accept_reply(ask, by=office())
    events = presenters.happened_to(ask, queries.replies_of(ask), queries.happenings_of(ask), guest=False)

    from safehold.records.presenters import newest_first

    titles = [each.title.split(",")[0] for each in newest_first(events)]
    assert titles == ["Accepted", "Returned", "Queried", "Returned", "Acknowledged", "Asked"]
