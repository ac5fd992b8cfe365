from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.clocks import ENGLAND, NATIONAL, Basis, Calendar, Deadline, Extension, HourDeadline

LONDON = ZoneInfo("Europe/London")
NOTIFIED = date(2021, 4, 1)


def started(key, on=NOTIFIED):
    return Deadline.start(NATIONAL.rule(key, on), on=on, calendar=ENGLAND)


def until(due_on, reason="The inquest is still open"):
    return Extension(due_on=due_on, reason=reason, agreed_by="The independent chair", agreed_on=date(2021, 4, 20))


def test_a_deadline_is_worked_out_when_its_clock_starts():
    deadline = started("RAPID_REVIEW")

    assert (deadline.started_on, deadline.first_due_on, deadline.due_on) == (
        NOTIFIED,
        date(2021, 4, 26),
        date(2021, 4, 26),
    )
    assert (deadline.basis, deadline.trigger) == (Basis.GUIDANCE, "the notification")


def test_a_stored_deadline_outlives_a_new_bank_holiday():
    stored = started("RAPID_REVIEW")
    announced = Calendar(closed=[date(2021, 4, 20)])

    assert stored.due_on == date(2021, 4, 26)
    assert Deadline.start(stored.rule, on=NOTIFIED, calendar=announced).due_on == date(2021, 4, 27)


def test_a_clock_never_starts_under_a_rule_of_another_time():
    with pytest.raises(ValueError, match="The rule RAPID_REVIEW of 1 December 2023 was not in force on 1 April 2021"):
        Deadline.start(NATIONAL.rule("RAPID_REVIEW", date(2024, 1, 1)), on=NOTIFIED, calendar=ENGLAND)


def test_an_extension_stands_beside_the_first_due_date_and_never_in_its_place():
    review = started("DHR_REPORT").extended(until(date(2022, 3, 1)), calendar=ENGLAND)
    review = review.extended(until(date(2022, 6, 1), reason="The trial was moved"), calendar=ENGLAND)

    assert (review.first_due_on, review.due_on) == (date(2021, 10, 1), date(2022, 6, 1))
    assert [extension.reason for extension in review.extensions] == ["The inquest is still open", "The trial was moved"]
    assert not review.is_overdue(on=date(2022, 5, 1))
    assert review.met(on=date(2022, 5, 1)).met_in_time is True
    assert review.met(on=date(2022, 5, 1)).met_in_first_time is False


@pytest.mark.parametrize("due_on", [date(2021, 4, 26), date(2021, 4, 25)])
def test_an_extension_gives_more_time(due_on):
    with pytest.raises(ValueError, match="The new due date must be after 26 April 2021"):
        started("RAPID_REVIEW").extended(until(due_on), calendar=ENGLAND)


def test_an_extension_says_who_agreed_and_why():
    with pytest.raises(ValueError, match="Enter why there is more time"):
        until(date(2021, 5, 1), reason=" ")
    with pytest.raises(ValueError, match="Enter who agreed to more time"):
        replace(until(date(2021, 5, 1)), agreed_by="")


def test_an_extension_stays_within_the_laws_cap():
    request = started("DSAR")

    assert request.extended(until(date(2021, 7, 1)), calendar=ENGLAND).due_on == date(2021, 7, 1)
    with pytest.raises(ValueError, match="no later than 1 July 2021"):
        request.extended(until(date(2021, 7, 2)), calendar=ENGLAND)


def test_as_soon_as_possible_has_no_date_to_miss_or_extend():
    report = started("SAB_REPORT", on=date(2021, 3, 31))

    assert report.due_on is None
    assert not report.is_overdue(on=date(2023, 3, 31))
    assert report.met(on=date(2021, 9, 1)).met_in_time is report.met(on=date(2021, 9, 1)).met_in_first_time is None
    with pytest.raises(ValueError, match="as soon as possible"):
        report.extended(until(date(2022, 3, 1)), calendar=ENGLAND)


@pytest.mark.parametrize(
    ("deadline", "on", "words"),
    [
        (started("SIN_NOTIFY"), date(2021, 3, 31), "starts on 1 April 2021"),
        (started("SIN_NOTIFY"), date(2021, 4, 1), "day 0 of 5"),
        (started("SIN_NOTIFY"), date(2021, 4, 5), "day 0 of 5"),
        (started("SIN_NOTIFY"), date(2021, 4, 8), "day 3 of 5"),
        (started("SIN_NOTIFY"), date(2021, 4, 11), "day 4 of 5"),
        (started("SIN_NOTIFY"), date(2021, 4, 12), "day 5 of 5, due today"),
        (started("SIN_NOTIFY"), date(2021, 4, 13), "overdue by 1 working day"),
        (started("SIN_NOTIFY"), date(2021, 4, 19), "overdue by 5 working days"),
        (started("SIN_NOTIFY", on=date(2021, 4, 9)), date(2021, 4, 16), "day 5 of 5, due today"),
        (started("SIN_NOTIFY", on=date(2021, 4, 9)), date(2021, 4, 17), "overdue, due on 16 April 2021"),
        (started("RAPID_REVIEW").met(on=date(2021, 4, 26)), date(2021, 5, 1), "met on 26 April 2021"),
        (
            started("RAPID_REVIEW").met(on=date(2021, 4, 28)),
            date(2021, 5, 1),
            "met on 28 April 2021, late by 2 working days",
        ),
        (
            started("RAPID_REVIEW").extended(until(date(2021, 5, 4)), calendar=ENGLAND),
            date(2021, 4, 29),
            "day 18 of 20, extended from 26 April 2021",
        ),
        (started("DHR_DECISION"), date(2021, 4, 13), "day 12 of 30"),
        (started("DHR_DECISION"), date(2021, 5, 4), "overdue by 3 days"),
        (started("ASB_QUALIFY_COMPLAINT", on=date(2021, 3, 5)), date(2021, 3, 5), "day 1 of 31"),
        (started("ASB_QUALIFY_COMPLAINT", on=date(2021, 3, 5)), date(2021, 4, 4), "day 31 of 31, due today"),
        (started("LCSPR_COPY_PANEL_SOS", on=date(2021, 4, 12)), date(2021, 3, 26), "2 working days left"),
        (started("LCSPR_COPY_PANEL_SOS", on=date(2021, 4, 12)), date(2021, 3, 30), "due today"),
        (started("LCSPR_COPY_PANEL_SOS", on=date(2021, 4, 12)), date(2021, 4, 12), "overdue by 7 working days"),
        (started("SAB_REPORT", on=date(2021, 3, 31)), date(2021, 4, 30), "day 30, due as soon as possible"),
        (
            started("SAB_REPORT", on=date(2021, 3, 31)).met(on=date(2021, 9, 1)),
            date(2021, 9, 2),
            "met on 1 September 2021",
        ),
    ],
)
def test_a_clock_says_where_it_stands(deadline, on, words):
    assert deadline.progress(on=on, calendar=ENGLAND) == words


@given(
    st.sampled_from(["SIN_NOTIFY", "RAPID_REVIEW", "DHR_REPORT", "ASB_QUALIFY_APPLY"]),
    st.dates(date(2019, 1, 1), date(2030, 1, 1)),
)
def test_the_last_day_is_always_day_m_of_m_and_the_next_is_overdue(key, on):
    deadline = started(key, on=on)
    words = deadline.progress(on=deadline.due_on, calendar=ENGLAND)
    day, of = words.removeprefix("day ").removesuffix(", due today").split(" of ")

    assert day == of
    assert not deadline.is_overdue(on=deadline.due_on)
    assert deadline.is_overdue(on=deadline.due_on + timedelta(days=1))
    assert deadline.met(on=deadline.due_on).met_in_time


def test_hours_run_through_the_weekend():
    returned = datetime(2021, 4, 1, 21, 30, tzinfo=LONDON)
    interview = HourDeadline.start(NATIONAL.rule("RHI", returned.date()), at=returned)

    assert interview.due_at == datetime(2021, 4, 4, 21, 30, tzinfo=LONDON)
    assert interview.progress(at=datetime(2021, 4, 3, 4, tzinfo=LONDON)) == "hour 30 of 72"
    assert interview.progress(at=datetime(2021, 4, 4, 22, tzinfo=LONDON)) == "overdue by less than an hour"
    assert interview.progress(at=datetime(2021, 4, 4, 23, tzinfo=LONDON)) == "overdue by 1 hour"
    assert interview.is_overdue(at=datetime(2021, 4, 4, 23, tzinfo=LONDON))
    assert interview.met_in_time is None

    kept = interview.met(at=datetime(2021, 4, 4, 21, 30, tzinfo=LONDON))
    late = interview.met(at=datetime(2021, 4, 5, 2, tzinfo=LONDON))
    assert (kept.met_in_time, late.met_in_time) == (True, False)
    assert kept.progress(at=late.met_at) == "met in time"
    assert late.progress(at=late.met_at) == "met 4 hours late"
    assert not kept.is_overdue(at=late.met_at)
