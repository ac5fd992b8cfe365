"""How a question is answered here, from a day to a day, and what was decided under it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.meetings.tests import factories as meetings
from safehold.plans.tests import factories as thread
from safehold.policies import actions, presenters, queries
from safehold.policies.tests.factories import (
    DAY,
    LATER,
    approver,
    brought_in,
    decided,
    in_force,
    interpretation,
    manager,
    policy,
    secretary,
)
from safehold.records.actions import need_to_know

pytestmark = pytest.mark.django_db


def test_what_held_on_a_day_is_answered_after_the_answer_changed():
    said = interpretation()

    new = actions.replace(
        said, by=secretary(), answer="Always.", from_on=LATER, decided_by=approver().user, decided_on=DAY
    )

    by = secretary()
    held = [[each.answer for each in queries.interpretations_in_force(by, on)] for on in (DAY, LATER)]
    assert held == [["When it needed treatment in hospital."], ["Always."]]
    assert (new.question, new.replaces) == (said.question, said)


def test_its_words_are_never_changed_by_anything():
    said = interpretation()

    with pytest.raises(Refused, match="holds from 30 April 2021"):
        actions.replace(said, by=secretary(), answer="No", from_on=DAY, decided_by=approver().user, decided_on=DAY)
    with pytest.raises(Refused, match="what held before stays what it was"):
        actions.end(said, by=secretary(), to_on=DAY - timedelta(days=1), why="Late")


def test_an_answer_that_has_its_last_day_is_not_replaced():
    said = actions.end(interpretation(), by=secretary(), to_on=DAY, why="The guidance says it now")

    with pytest.raises(Refused, match="has a last day already"):
        actions.replace(said, by=secretary(), answer="No", from_on=LATER, decided_by=approver().user, decided_on=DAY)


def test_a_quorate_meeting_decides_it():
    decision = decided()

    said = interpretation(decision=decision)

    assert (said.decided_on, said.decision) == (decision.decided_on, decision)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"decided_on": DAY + timedelta(days=1)}, "must be today or in the past"),
        ({"from_on": DAY - timedelta(days=1)}, "cannot hold before the day on which it was decided"),
        ({"decided_by": None}, "Choose the decision of a meeting, or who decided it"),
        ({"decided_on": None}, "Enter the date it was decided"),
    ],
)
def test_what_is_not_whole_is_refused(facts, words):
    with pytest.raises(Refused, match=words):
        interpretation(**facts)


def test_nobody_writes_down_that_they_decided_it_themselves():
    chair = approver()

    with pytest.raises(Refused, match="Somebody else must have decided it"):
        interpretation(policy(), by=chair, decided_by=chair.user)


def test_only_a_chair_or_a_delegated_partner_decides_it_in_person():
    with pytest.raises(Refused, match="Only a chair or a delegated partner"):
        interpretation(decided_by=actor(Role.DATA_ANALYST).user)


def test_a_meeting_without_its_quorum_decides_nothing():
    with pytest.raises(Refused, match="Only a decision that a quorate meeting took"):
        interpretation(decision=decided(council="absent"))


def test_one_that_is_written_down_late_says_so():
    said = interpretation(from_on=date(2020, 3, 1), decided_on=date(2020, 2, 20))
    on_time = interpretation(policy(title="Another"))

    assert presenters.late_note(said) == "Written down on 30 April 2021, after the day from which it holds."
    assert presenters.late_note(on_time) == ""


# --- what was decided under it ---


def test_what_was_decided_is_tied_to_what_held_that_day():
    said, found = interpretation(), thread.finding()

    actions.tie(said, by=manager(), entry=found.entry, decided_on=DAY, words="Not notified")

    assert [(each.words, each.entry) for each in queries.made_under(said, manager())] == [("Not notified", found.entry)]


@pytest.mark.parametrize("days", [-1, 32])
def test_nothing_is_tied_to_what_did_not_hold_that_day(days):
    said = interpretation()
    actions.end(said, by=secretary(), to_on=DAY + timedelta(days=30), why="The guidance says it")
    by = replace(manager(), on=DAY + timedelta(days=60))

    with pytest.raises(Refused, match="was not in force on"):
        actions.tie(said, by=by, entry=thread.finding().entry, decided_on=DAY + timedelta(days=days), words="Notified")


def test_a_version_has_its_decisions_too_and_a_draft_has_none():
    made = brought_in()

    actions.tie(
        made, by=manager(), entry=thread.finding().entry, decided_on=date(2020, 5, 14), words="Told by telephone"
    )

    assert len(queries.made_under(made, manager())) == 1
    entry = made.made_under.get().entry
    with pytest.raises(Refused, match="This is tied to it already"):
        actions.tie(made, by=manager(), entry=entry, decided_on=date(2020, 5, 14), words="Told again")


def test_whoever_does_not_see_the_record_sees_nothing_of_what_was_decided_in_it():
    said, by = interpretation(), manager()
    item = meetings.item(meetings.meeting(secretary()))
    actions.tie(said, by=by, entry=item.entry, decided_on=DAY, words="A boy of 14")
    stranger = actor(Role.DATA_ANALYST, agency="health")

    assert len(queries.made_under(said, by)) == 1
    assert queries.made_under(said, stranger) == []


def test_nothing_is_tied_by_somebody_who_does_not_see_the_record():
    said, item = interpretation(), meetings.item(meetings.meeting(secretary()))

    with pytest.raises(Refused, match="There is no such record that you can see"):
        actions.tie(
            said, by=actor(Role.AGENCY_LEAD, agency="health"), entry=item.entry, decided_on=DAY, words="Notified"
        )


def test_a_conflict_of_interest_closes_what_was_decided_under_it():
    said, by = interpretation(), manager()
    found = thread.finding()
    actions.tie(said, by=by, entry=found.entry, decided_on=DAY, words="Not notified")
    assert queries.made_under(said, by)

    need_to_know.declare_conflict(found.entry, by=by, why="My brother")

    assert queries.made_under(said, by) == []


def test_what_is_marked_in_error_is_in_force_on_no_day():
    said, made = interpretation(), in_force(policy(title="Another"))
    by = manager()

    actions.enter_in_error(said, by=by, why="The wrong policy")
    actions.enter_in_error(made.policy, by=by, why="Twice")

    assert not queries.interpretations_in_force(by, DAY)
    assert not queries.in_force(by, DAY)
    actions.reinstate(made.policy, by=by, why="Not twice")
    assert list(queries.in_force(by, DAY)) == [made]
