"""What is true on the very day, at the very moment, and for the smallest length that a rule may have."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from safehold.clocks import (
    ENGLAND,
    NATIONAL,
    Basis,
    Deadline,
    Extension,
    HourDeadline,
    Provenance,
    Rule,
    Start,
    Unit,
    Years,
)

STARTED = date(2021, 4, 1)


def rule(**facts) -> Rule:
    """A rule of the partnership's own, of five days unless told otherwise."""
    told = {
        "key": "local.look", "title": "Look again", "basis": Basis.LOCAL, "source": "Invented", "provenance": Provenance.REPORT,
        "trigger": "the notification", "unit": Unit.CALENDAR_DAY, "length": 5, "effective_from": date(2020, 1, 1),
    }  # fmt: skip
    return Rule(**told | facts)


def started(**facts) -> Deadline:
    return Deadline.start(rule(**facts), on=STARTED, calendar=ENGLAND)


def test_met_on_the_last_day_is_met_in_time():
    deadline = started()
    last = deadline.due_on

    assert deadline.met(on=last).met_in_first_time is True
    assert deadline.met(on=last).met_in_time is True
    assert deadline.met(on=last).progress(on=last, calendar=ENGLAND) == "met on 6 April 2021"
    assert deadline.met(on=last + timedelta(days=1)).met_in_first_time is False


def test_a_clock_runs_from_the_day_it_starts_and_ends_with_its_last_day():
    deadline = started()

    assert deadline.progress(on=STARTED - timedelta(days=1), calendar=ENGLAND) == "starts on 1 April 2021"
    assert deadline.progress(on=STARTED, calendar=ENGLAND) == "day 0 of 5"
    assert deadline.progress(on=deadline.due_on, calendar=ENGLAND) == "day 5 of 5, due today"


def test_a_clock_without_a_date_has_begun_on_the_day_it_starts():
    promptly = started(unit=Unit.PROMPTLY, length=None)

    assert promptly.progress(on=STARTED - timedelta(days=1), calendar=ENGLAND) == "starts on 1 April 2021"
    assert promptly.progress(on=STARTED, calendar=ENGLAND) == "day 0, due as soon as possible"


def test_counting_back_says_what_is_left_and_when_it_is_today():
    before = started(length=-3)

    assert before.progress(on=date(2021, 3, 28), calendar=ENGLAND) == "1 day left"
    assert before.progress(on=date(2021, 3, 29), calendar=ENGLAND) == "due today"


def hours(length: int = 2) -> HourDeadline:
    return HourDeadline.start(rule(unit=Unit.HOUR, length=length), at=datetime(2021, 4, 1, 9, tzinfo=UTC))


def test_the_very_moment_at_which_the_hours_end_is_still_in_time():
    clock = hours()

    assert clock.due_at == datetime(2021, 4, 1, 11, tzinfo=UTC)
    assert not clock.is_overdue(at=clock.due_at)
    assert clock.is_overdue(at=clock.due_at + timedelta(seconds=1))
    assert clock.met(at=clock.due_at).met_in_time is True
    assert clock.progress(at=clock.due_at) == "hour 2 of 2"
    assert clock.progress(at=clock.due_at + timedelta(minutes=30)) == "overdue by less than an hour"


def test_hours_can_be_asked_with_more_time():
    given = rule(unit=Unit.HOUR, length=2)
    at = datetime(2021, 4, 1, 9, tzinfo=UTC)

    assert given.due_at(at, extended_by=3) - at == timedelta(hours=5)


def test_a_rule_may_hold_for_one_day_alone():
    only = rule(effective_from=STARTED, effective_to=STARTED)

    assert only.in_force(STARTED)
    assert not only.in_force(STARTED + timedelta(days=1))
    with pytest.raises(ValueError, match="cannot end before it begins"):
        rule(effective_from=STARTED, effective_to=STARTED - timedelta(days=1))


@pytest.mark.parametrize("day", [(1, 1), (1, 31), (12, 1), (12, 31), (2, 28)])
def test_a_fixed_day_is_any_day_that_every_year_has(day):
    assert rule(unit=Unit.FIXED_DAY, length=None, fixed_day=day).fixed_day == day


@pytest.mark.parametrize("day", [(0, 1), (13, 1), (1, 0), (1, 32), (2, 29)])
def test_a_day_that_some_year_has_not_is_no_fixed_day(day):
    with pytest.raises(ValueError, match=r"a fixed day is a month and a day|month must be in|bad month"):
        rule(unit=Unit.FIXED_DAY, length=None, fixed_day=day)


def test_a_fixed_day_that_is_today_is_next_years():
    yearly = rule(unit=Unit.FIXED_DAY, length=None, fixed_day=(9, 30))

    assert yearly.due_on(date(2021, 9, 29), ENGLAND) == date(2021, 9, 30)
    assert yearly.due_on(date(2021, 9, 30), ENGLAND) == date(2022, 9, 30)


def test_one_day_beginning_with_the_day_itself_is_that_day():
    counted = rule(length=1, start=Start.COUNTED)

    assert counted.due_on(STARTED, ENGLAND) == STARTED
    assert counted.limit == "within 1 day beginning with the day of the notification"
    for length in (0, -1):
        with pytest.raises(ValueError, match=r"can begin with the day|give a length"):
            rule(length=length, start=Start.COUNTED)


def test_a_cap_of_one_is_a_cap_and_none_at_all_is_not():
    assert rule(extendable_by=1).extendable_by == 1
    with pytest.raises(ValueError, match="1 or more"):
        rule(extendable_by=0)


def test_one_is_said_in_the_singular_and_counting_back_in_its_own_words():
    assert rule(length=1).limit == "within 1 day of the notification, that day not counted"
    assert rule(length=2).limit == "within 2 days of the notification, that day not counted"
    assert rule(length=-1).limit == "at least 1 day before the notification, that day not counted"


def test_an_extension_stands_only_behind_the_due_date():
    longer = started(extendable_by=10)
    given = Extension(due_on=date(2021, 4, 7), reason="More time", agreed_by="The chair", agreed_on=STARTED)

    assert longer.extended(given, calendar=ENGLAND).due_on == date(2021, 4, 7)
    with pytest.raises(ValueError, match="must be after"):
        longer.extended(replace(given, due_on=longer.due_on), calendar=ENGLAND)


@pytest.mark.parametrize("month", [2, 12])
def test_a_year_may_begin_in_any_month_but_january(month):
    assert Years(starts=month).year_of(date(2021, month, 1)).first == date(2021, month, 1)
    for wrong in (1, 13):
        with pytest.raises(ValueError, match="month 2 to 12"):
            Years(starts=wrong)


def test_the_day_before_a_year_begins_is_in_the_year_before():
    assert str(Years().year_of(date(2021, 3, 31))) == "2020-21"
    assert str(Years().year_of(date(2021, 4, 1))) == "2021-22"
    assert str(Years().quarter_of(date(2021, 3, 31))) == "2020-21 Q4"


def test_december_is_a_month_and_a_thirteenth_is_none():
    assert Years().read("2020-12").first == date(2020, 12, 1)
    with pytest.raises(ValueError, match="is not a year"):
        Years().read("2020-13")


def test_a_period_is_never_before_itself():
    year = Years().read("2020-21")

    assert not year < year
    assert Years().read("2019-20") < year


def test_no_working_days_after_a_day_is_that_day():
    weekend = date(2021, 4, 3)

    assert ENGLAND.working_days_after(weekend, 0) == weekend
    assert ENGLAND.working_days_between(weekend, weekend) == 0
    assert ENGLAND.working_days_between(STARTED, date(2021, 4, 6)) == 1
    assert ENGLAND.working_days_between(date(2021, 4, 6), STARTED) == -1


def test_the_national_rules_are_in_force_on_their_first_day():
    for each in NATIONAL:
        assert each.in_force(each.effective_from), each.key
        assert not each.in_force(each.effective_from - timedelta(days=1)), each.key
