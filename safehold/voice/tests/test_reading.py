"""Who reads what somebody said: those who heard it and the office, and with consent the group, for as long as it holds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from safehold.access.actions import accounts
from safehold.access.models import CircleMember
from safehold.access.reach import Tier
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, administrator, join
from safehold.meetings.tests import factories as meetings
from safehold.records.tests.promises import knows, sees
from safehold.voice import actions, housekeeping, queries
from safehold.voice.caseload import HEARD
from safehold.voice.models import Use
from safehold.voice.quoting import said
from safehold.voice.tests.factories import DAY, agree, agreed, gatherer, manager, voice

pytestmark = pytest.mark.django_db


def test_until_something_is_agreed_to_those_who_heard_it_and_the_office_alone_know_of_it():
    by, member = gatherer(), meetings.member("police")
    made = voice(by)

    assert sees(by, made)
    assert not sees(member, made)
    assert not knows(member, made)
    assert sees(manager(), made)  # the office keeps what was agreed, and reads no word either
    assert not queries.visible_to(by).get().agreed  # and they see no words: see test_pages


def test_with_consent_the_group_reads_it_and_others_do_not():
    member, stranger = meetings.member("police"), actor(Role.AGENCY_LEAD, agency="health")

    made = agreed(Use.GROUP)

    assert sees(member, made)
    assert sees(manager(), made)
    assert not sees(stranger, made)
    assert not knows(actor(Role.TRAINER), made)


@pytest.mark.parametrize("role", [Role.INDEPENDENT_CHAIR, Role.INDEPENDENT_SCRUTINEER])
def test_what_the_group_may_read_is_not_for_those_who_read_what_groups_have(role):
    made, outside = agreed(Use.GROUP), actor(role, agency="health")
    assert not sees(outside, made)

    join(made.group.circle, outside)
    housekeeping.keep_readers()

    assert sees(outside, made)  # who sits in the group reads it, whatever they are


def test_a_consent_given_for_longer_or_shorter_is_kept_for_those_who_read_it():
    member = meetings.member("police")
    made = agreed(Use.GROUP, to_on=DAY)
    actions.withdraw(made, by=manager())
    agree(made, Use.GROUP, by=manager(), from_on=DAY)

    assert sees(replace(member, on=DAY + timedelta(days=400)), made)


def test_a_seat_that_is_to_end_ends_the_reading_with_it():
    leaving = meetings.member("police")
    CircleMember.objects.filter(user=leaving.user).update(to_on=DAY + timedelta(days=3))
    made = agreed(Use.GROUP)

    assert sees(replace(leaving, on=DAY + timedelta(days=3)), made)
    assert not sees(replace(leaving, on=DAY + timedelta(days=4)), made)


def test_what_was_recorded_in_error_is_closed_to_the_group_in_the_same_act():
    by, member = gatherer(), meetings.member("police")
    made = agreed(by=by)

    actions.enter_in_error(made, by=by, why="They were promised it would not be written down")

    assert not sees(member, made)
    assert housekeeping.keep_readers() == 0  # nor does the schedule let them in again
    actions.reinstate(made, by=by, why="They agreed after all")
    assert sees(member, made)


def test_consent_for_another_use_lets_no_group_read_it():
    made = agreed(Use.TRAINING, Use.REPORT)

    assert not sees(meetings.member("police"), made)


def test_when_it_is_withdrawn_the_group_reads_it_no_more():
    by, member = gatherer(), meetings.member("police")
    made = agreed(Use.GROUP, by=by)
    assert sees(member, made)

    actions.withdraw(made, by=member)

    assert not sees(member, made)
    assert sees(by, made)
    assert made.entry.tier == Tier.C4


def test_a_consent_ends_on_its_last_day_by_itself(settings):
    member = meetings.member("police")
    made = agreed(Use.GROUP, Use.REPORT, to_on=DAY)
    assert sees(member, made)

    assert not sees(replace(member, on=DAY + timedelta(days=1)), made)  # and no schedule has run
    settings.BUSINESS_DATE = DAY + timedelta(days=1)
    assert housekeeping.keep_readers() == 0
    assert said(made.reference, on=DAY).words
    assert not said(made.reference, on=DAY + timedelta(days=1)).words


def test_whoever_joins_or_leaves_the_group_reads_it_or_does_not(settings):
    made = agreed(Use.GROUP)
    late = meetings.member("police")
    assert not sees(late, made)

    assert housekeeping.keep_readers() == 1
    assert sees(late, made)
    CircleMember.objects.filter(circle=made.group.circle, user=late.user).update(to_on=DAY)
    settings.BUSINESS_DATE = DAY + timedelta(days=1)
    housekeeping.keep_readers()

    assert not sees(replace(late, on=DAY + timedelta(days=1)), made)


def test_whoever_was_let_in_by_name_stays_in_when_the_group_is_let_out():
    made, friend = agreed(Use.GROUP), actor(Role.AGENCY_CONTRIBUTOR, agency="police")
    join(made.entry.circle, friend)

    actions.withdraw(made, by=manager())

    assert sees(friend, made)


@pytest.mark.slow
@pytest.mark.parametrize(("agency", "takes_over"), [("council", True), ("health", False)])
def test_whoever_leaves_hands_over_what_they_heard_or_leaves_it_to_the_office(agency, takes_over):
    by = gatherer()
    made, successor = agreed(by=by), actor(Role.ADULTS_MANAGER, agency=agency).user
    foreseen = HEARD.foresee(leaver=by.user, successor=successor, by=administrator(), on=DAY)

    accounts.close_account(by.user, by=administrator(), left_on=DAY, successor=successor)

    made.refresh_from_db()
    assert made.keeper == (successor if takes_over else None)
    assert CircleMember.objects.filter(circle=made.entry.circle, user=successor).exists() is takes_over
    assert bool(foreseen.goes) is takes_over
    assert (successor.pk in HEARD.could_take(leaver=by.user, by=administrator(), on=DAY)) is False
