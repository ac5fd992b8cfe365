"""From when to when a version is in force: days that nothing shares, and that are never rewritten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.models import Rule
from safehold.policies import actions, presenters, queries
from safehold.policies.lifecycle import Stage
from safehold.policies.models import PolicyVersion
from safehold.policies.tests.factories import (
    DAY,
    LATER,
    WORDS,
    approved,
    brought_in,
    draft,
    in_force,
    lead,
    policy,
    secretary,
)

pytestmark = pytest.mark.django_db


def test_the_version_before_is_in_force_until_the_day_before():
    one = in_force()
    two = in_force(one.policy, from_on=LATER)

    one.refresh_from_db()
    assert (one.to_on, two.from_on, two.to_on) == (LATER - timedelta(days=1), LATER, None)
    by = secretary()
    assert [list(queries.in_force(by, day)) for day in (DAY, LATER - timedelta(days=1), LATER)] == [[one], [one], [two]]
    assert not queries.in_force(by, DAY - timedelta(days=1))


def test_nothing_is_put_in_force_for_days_that_have_passed():
    made = approved()

    with pytest.raises(Refused, match="cannot be put in force for days that have passed"):
        actions.take_effect(made, by=secretary(), from_on=DAY - timedelta(days=1))
    assert made.status == Stage.APPROVED


def test_nothing_is_in_force_before_it_was_approved():
    made = in_force()

    with pytest.raises(IntegrityError, match="version_in_force_after"), transaction.atomic():
        PolicyVersion.objects.filter(pk=made.pk).update(approved_on=DAY + timedelta(days=1))


def test_two_versions_never_share_a_day_whoever_writes_to_the_database():
    one = in_force()
    two = in_force(one.policy, from_on=LATER)

    with pytest.raises(IntegrityError, match="policy_one_version_in_force"), transaction.atomic():
        PolicyVersion.objects.filter(pk=two.pk).update(from_on=LATER - timedelta(days=1))


def test_a_version_to_come_is_not_overtaken():
    one = in_force(from_on=LATER)

    with pytest.raises(Refused, match="Version 1 is in force from 1 July 2021"):
        actions.take_effect(approved(one.policy), by=secretary(), from_on=LATER)


def test_the_next_review_is_worked_out_by_the_partnerships_rule_and_kept():
    made = in_force()
    assert made.policy.review_due_on == date(2023, 4, 30)

    Rule.objects.create(
        key="policies.review_months",
        value=12,
        source="The board",
        from_on=DAY,
        **dict.fromkeys(("made_at", "changed_at"), "2021-04-30T10:00Z"),
    )

    made.policy.refresh_from_db()
    assert made.policy.review_due_on == date(2023, 4, 30)  # what was worked out stays
    assert in_force(policy(title="Another")).policy.review_due_on == date(2022, 4, 30)


def test_what_was_in_force_before_safehold_is_brought_in_under_its_own_dates():
    old = brought_in()
    new = in_force(old.policy)

    old.refresh_from_db()
    by = secretary()
    assert [each.number for each in queries.in_force(by, date(2020, 5, 14))] == [1]
    assert old.to_on == DAY - timedelta(days=1)
    assert list(queries.in_force(by, DAY)) == [new]
    assert str(presenters.approved(old)) == "The board of 2020, 20 February 2020"


def test_nothing_is_brought_in_over_days_that_are_known():
    made = in_force()

    with pytest.raises(Refused, match="What is brought in must end before that day"):
        brought_in(made.policy)
    brought_in(made.policy, to_on=DAY - timedelta(days=1))


@pytest.mark.parametrize(
    "days",
    [
        {"from_on": DAY},
        {"to_on": DAY},
        {"from_on": DAY + timedelta(days=5), "approved_on": DAY, "to_on": DAY + timedelta(days=8)},
    ],
)
def test_nothing_is_brought_in_for_days_since_the_policy_was_begun_here(days):
    late = replace(secretary(), on=DAY + timedelta(days=40))
    kept = policy()

    with pytest.raises(Refused, match="begun in Safehold on 30 April 2021"):
        brought_in(kept, late, **days)
    brought_in(kept, late, to_on=DAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("facts", "due_on"),
    [
        ({}, date(2022, 3, 2)),
        ({"review_due_on": date(2021, 9, 1)}, date(2021, 9, 1)),
        ({"to_on": date(2021, 1, 1)}, None),
    ],
)
def test_what_was_brought_in_and_is_in_force_still_is_reviewed(facts, due_on):
    kept = policy()

    brought_in(kept, **facts)

    kept.refresh_from_db()
    assert kept.review_due_on == due_on
    with pytest.raises(Refused, match="Only what is in force still is reviewed"):
        brought_in(policy(title="Ended"), to_on=date(2021, 1, 1), review_due_on=DAY)


def test_nothing_is_brought_in_for_the_future():
    with pytest.raises(Refused, match="was in force before today"):
        brought_in(from_on=LATER)


def test_a_withdrawn_version_stays_what_was_in_force():
    made = in_force()

    actions.withdraw(made, by=secretary(), to_on=DAY, why="The team was closed")

    by = replace(secretary(), on=LATER)
    assert list(queries.in_force(by, DAY)) == [made]
    assert not queries.in_force(by, DAY + timedelta(days=1))
    assert str(presenters.status(made, LATER)) == "Withdrawn"
    with pytest.raises(Refused, match="has a last day already"):
        actions.withdraw(made, by=secretary(), to_on=DAY, why="Again")


def test_a_policy_is_not_withdrawn_for_days_that_have_passed():
    with pytest.raises(Refused, match="today or in the future"):
        actions.withdraw(in_force(), by=secretary(), to_on=DAY - timedelta(days=1), why="Late")


def test_a_discarded_version_keeps_its_words_and_makes_room():
    made = approved()

    actions.discard(made, by=secretary(), why="It was too long")

    made.refresh_from_db()
    assert made.words == WORDS
    assert draft(made.policy).number == 2


def test_an_agency_that_is_bound_takes_it_up_once():
    made, police = in_force(), lead("police")

    actions.adopt(made, by=police, adopted_on=DAY)

    assert [each.agency for each in queries.adoptions_of(made)] == [police.agency]
    with pytest.raises(Refused, match="Your agency has taken it up already"):
        actions.adopt(made, by=police, adopted_on=DAY)
    with pytest.raises(Refused, match="not among those that are bound"):
        actions.adopt(made, by=lead("health"), adopted_on=DAY)
    with pytest.raises(Refused, match="Only the lead of an agency"):
        actions.adopt(made, by=actor(Role.AGENCY_CONTRIBUTOR, agency="police"), adopted_on=DAY)


def test_every_act_leaves_a_line_without_words():
    in_force()

    lines = AuditLine.objects.filter(event__startswith="policies.")
    assert {each.event for each in lines} == {
        f"policies.{each}"
        for each in ("begun", "drafted", "consultation_passed_over", "assessed", "approved", "put_in_force")
    }
    assert not any("duty" in str(each.facts) for each in lines)
