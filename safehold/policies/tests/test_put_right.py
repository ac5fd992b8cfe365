"""What was in force stays what it was: what is called off before its day, what a version was called, and what was put right."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.policies import actions, presenters, queries, reminders
from safehold.policies.lifecycle import Stage
from safehold.policies.models import CalledOff, Equality, Outcome
from safehold.policies.tests.factories import (
    DAY,
    LATER,
    approved,
    approver,
    brought_in,
    draft,
    in_force,
    interpretation,
    manager,
    policy,
    ready,
    secretary,
)
from safehold.records.tests.promises import ask_and_answer, browser

pytestmark = pytest.mark.django_db
THEN = date(2020, 5, 14)


def on_day(by, day):
    return list(queries.in_force(by, day))


def asked(by, day, **more):
    told = {"day-day": day.day, "day-month": day.month, "day-year": day.year}
    return browser(by).get("/policies/in-force/", told | more)


# --- called off before its day ---


def test_a_day_to_come_is_called_off_and_the_version_before_is_in_force_as_it_was():
    one = in_force()
    due_on = one.policy.review_due_on
    two = in_force(one.policy, from_on=LATER)
    assert two.policy.review_due_on == date(2023, 7, 1)

    actions.call_off(two, by=secretary(), why="The law was put off")

    one.refresh_from_db()
    assert (two.status, two.from_on, one.to_on, one.policy.review_due_on) == (Stage.APPROVED, None, None, due_on)
    assert on_day(secretary(), LATER) == [one]
    off = CalledOff.objects.get(of=two)
    assert (off.from_on, off.called_off_on, off.called_off_why) == (LATER, DAY, "The law was put off")
    titles = [each.title for each in presenters.happened(two, queries.called_off(two))]
    assert "Called off: it was to be in force from 1 July 2021" in titles
    again = actions.take_effect(two, by=secretary(), from_on=LATER + timedelta(days=30))  # it is approved still
    assert again.status == Stage.DATED


def test_the_last_day_that_the_version_before_had_already_comes_back():
    one = in_force()
    actions.withdraw(one, by=secretary(), to_on=date(2021, 12, 31), why="The service closes")
    two = in_force(one.policy, from_on=LATER)

    actions.call_off(two, by=secretary(), why="It closes after all")

    one.refresh_from_db()
    assert one.to_on == date(2021, 12, 31)


def test_a_review_that_was_recorded_meanwhile_stays():
    made = in_force(from_on=LATER)
    kept = made.policy
    actions.review(kept, by=secretary(), outcome=Outcome.EXTENDED, why="The law", due_on=date(2024, 1, 1))

    actions.call_off(made, by=secretary(), why="Not yet")

    kept.refresh_from_db()
    assert kept.review_due_on == date(2024, 1, 1)


@pytest.mark.parametrize("days", [0, 3])
def test_what_is_in_force_is_not_called_off(days):
    made = in_force(from_on=DAY)

    with pytest.raises(Refused, match="in force since 30 April 2021, and what was in force stays"):
        actions.call_off(made, by=secretary(DAY + timedelta(days=days)), why="No")
    with pytest.raises(Refused, match="no day from which it is in force"):
        actions.call_off(approved(policy(title="Another")), by=secretary(), why="No")


def test_a_version_that_another_is_to_follow_is_not_called_off_before_that_one():
    one = in_force(from_on=LATER)
    in_force(one.policy, from_on=LATER + timedelta(days=31))

    with pytest.raises(Refused, match=r"Version 2 is to follow it from 1 August 2021\. Call that off first"):
        actions.call_off(one, by=secretary(), why="No")


def test_what_is_to_come_is_called_off_and_not_withdrawn():
    with pytest.raises(Refused, match=r"This is in force from 1 July 2021\. Call it off instead"):
        actions.withdraw(in_force(from_on=LATER), by=secretary(), to_on=LATER, why="No")


def test_it_needs_a_reason():
    with pytest.raises(Refused, match="Enter why it is called off"):
        actions.call_off(in_force(from_on=LATER), by=secretary(), why=" ")


def test_who_put_it_in_force_and_when_is_kept():
    by = secretary()

    events = list(presenters.happened(in_force(by=by, from_on=LATER), []))

    put = next(each for each in events if each.title == "Put in force from 1 July 2021")
    assert (put.at, put.by) == (DAY, str(by.user))


# --- what it was called ---


def test_what_was_in_force_on_a_day_has_the_title_and_the_kind_of_that_day():
    by = secretary()
    old = brought_in(title="Protocol for telling the duty desk", sort="procedure")
    new = in_force(old.policy, by=by)
    said = interpretation(old.policy, by=by, from_on=date(2020, 3, 2), decided_on=date(2020, 3, 2))

    then, now = asked(by, THEN).text, asked(by, DAY).text

    assert "telling the duty desk" in then
    assert new.title not in then.split("<main")[1]
    assert "telling the duty desk" not in now
    assert said.question in then
    csv = asked(by, THEN, format="csv").getvalue().decode()
    assert "Procedure,Protocol for telling the duty desk,Version" in csv
    assert new.title not in csv


def test_a_policy_is_called_what_its_version_is_called_from_the_day_it_is_in_force(settings):
    by = secretary()
    one = in_force(by=by)
    two = draft(one.policy, by)
    actions.write(two, by=by, words="New", title="Telling the hub", sort="guidance")
    actions.pass_over(two, by=by, why="The law")
    actions.assess(two, by=by, equality=Equality.NONE, words="Alike", made_on=DAY)
    actions.take_effect(actions.approve(two, by=approver()), by=by, from_on=LATER)
    assert (one.policy.title, one.policy.sort) == ("Protocol for telling the duty team", "protocol")
    assert reminders.follow() == 0

    settings.BUSINESS_DATE = LATER
    assert reminders.follow() == 1

    one.policy.refresh_from_db()
    assert (one.policy.title, one.policy.sort) == ("Telling the hub", "guidance")
    assert reminders.follow() == 0
    assert [each.title for each in on_day(by, DAY)] == ["Protocol for telling the duty team"]
    assert AuditLine.objects.filter(event="policies.renamed").count() == 1


def test_a_slip_in_the_title_is_put_right_in_what_is_in_force_and_not_in_what_was():
    by = secretary()
    old = brought_in(to_on=date(2020, 12, 31))
    now = in_force(old.policy, by=by)
    kept = queries.policies_visible_to(by).get(pk=old.policy.pk)

    actions.correct(kept, by=by, field="title", value="Protocol for telling the hub", why="A slip")

    now.refresh_from_db()
    old.refresh_from_db()
    assert (now.title, old.title) == ("Protocol for telling the hub", "Protocol for telling the duty team")
    assert reminders.follow() == 0
    actions.correct_version(old, by=by, field="title", value="Telling the old team", why="As it is printed")
    assert [each.title for each in on_day(by, THEN)] == ["Telling the old team"]
    with pytest.raises(Refused, match="Only what a version is called can be corrected"):
        actions.correct_version(old, by=by, field="words", value="Other words", why="Better")


# --- nothing is taken out of days that have passed without a word ---


def test_what_was_approved_and_in_force_is_not_marked_as_recorded_in_error_and_is_told_what_to_do():
    made = in_force()

    with pytest.raises(Refused, match=r"has been in force from 30 April 2021.*To end it, withdraw the version"):
        actions.enter_in_error(made.policy, by=manager(), why="Twice")
    with pytest.raises(Refused, match="This was approved and put in force here"):
        actions.set_right(made, by=secretary(), why="Twice")
    assert on_day(manager(), DAY) == [made]


def test_what_never_came_into_force_is_marked_as_recorded_in_error():
    made = ready()

    actions.enter_in_error(made.policy, by=manager(), why="Twice")

    assert on_day(manager(), DAY) == []


@pytest.mark.slow
def test_a_policy_that_was_brought_in_twice_says_on_those_days_who_put_that_right_and_why():
    by = manager()
    made = brought_in()
    actions.enter_in_error(made.policy, by=by, why="It is the same as the other")

    assert on_day(by, THEN) == []
    assert list(queries.put_right(by, THEN)) == [made]
    shown = asked(by, THEN).text
    assert f"Recorded in error, found by {by.user} on 30 April 2021: It is the same as the other" in shown
    assert "It is the same as the other" in asked(by, THEN, format="csv").getvalue().decode()
    assert asked(by, THEN, format="pdf").getvalue()[:4] == b"%PDF"
    actions.reinstate(made.policy, by=by, why="It is another")
    assert on_day(by, THEN) == [made]
    assert "What was put right since" not in asked(by, THEN).text


def test_a_version_brought_in_with_the_wrong_days_makes_room_for_the_right_one_and_stays_to_be_read():
    by = secretary()
    wrong = brought_in(from_on=date(2020, 3, 2), approved_on=date(2020, 2, 20))

    actions.set_right(wrong, by=by, why="It began in June")
    right = brought_in(wrong.policy, from_on=date(2020, 6, 1))

    assert on_day(by, THEN) == []
    assert on_day(by, date(2020, 6, 1)) == [right]
    assert "It began in June" in asked(by, THEN).text
    assert wrong.words in browser(by).get(wrong.get_absolute_url()).text
    assert str(presenters.status(wrong, DAY)) == "Recorded in error"
    with pytest.raises(Refused, match="marked ‘Recorded in error’"):
        actions.set_right(wrong, by=by, why="Again")


def test_the_database_holds_that_nothing_put_in_force_here_is_recorded_in_error():
    made = in_force()
    type(made).objects.filter(pk=made.pk).update(title="Another")  # the control: other facts can be written

    with pytest.raises(IntegrityError, match="version_in_error_was_brought_in"), transaction.atomic():
        type(made).objects.filter(pk=made.pk).update(status=Stage.IN_ERROR)


@pytest.mark.slow
def test_it_is_called_off_corrected_and_put_right_on_pages():
    by = secretary()
    web, old = browser(by), brought_in()
    new = in_force(old.policy, by=by, from_on=LATER)

    assert "Version 1 is in force with no last day" in web.get(f"/policies/versions/{new.uid}/call-off/").text
    ask_and_answer(web, f"/policies/versions/{new.uid}/call-off/", why="The law was put off")
    ask_and_answer(web, f"/policies/versions/{new.uid}/correct/title/", value="Telling the hub", why="A slip")
    ask_and_answer(web, f"/policies/versions/{old.uid}/by-mistake/", why="It was a draft")

    shown = web.get(new.get_absolute_url()).text
    assert "The law was put off" in shown
    assert "Telling the hub" in shown
    assert "It was a draft" in web.get(old.get_absolute_url()).text
