"""How a question is answered here, from a day to a day, and what was decided under it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, membership
from safehold.meetings.tests import factories as meetings
from safehold.partnership.actions import groups
from safehold.partnership.models import AnswersTo, Chair
from safehold.partnership.tests.factories import SINCE, group
from safehold.plans.tests import factories as thread
from safehold.policies import actions, presenters, queries
from safehold.policies import waiting as of_policies
from safehold.policies.models import Interpretation
from safehold.policies.tests.factories import (
    DAY,
    LATER,
    answered_otherwise,
    approver,
    brought_in,
    chair,
    decided,
    interpretation,
    manager,
    policy,
    secretary,
    waiting,
)
from safehold.records import waiting as waits
from safehold.records.actions import need_to_know
from safehold.records.models import Message

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_what_held_on_a_day_is_answered_after_the_answer_changed():
    said = interpretation()

    new = answered_otherwise(said)

    by = secretary()
    held = [[each.answer for each in queries.interpretations_in_force(by, on)] for on in (DAY, LATER)]
    assert held == [["When it needed treatment in hospital."], ["Always."]]
    assert (new.question, new.replaces) == (said.question, said)


def test_its_words_are_never_changed_by_anything():
    said = interpretation()
    told = {"by": secretary(), "answer": "No", "group": meetings.board(), "decided_on": DAY}

    with pytest.raises(Refused, match="holds from 30 April 2021"):
        actions.replace(said, from_on=DAY, **told)
    with pytest.raises(Refused, match="what held before stays what it was"):
        actions.end(said, by=secretary(), to_on=DAY - timedelta(days=1), why="Late")


def test_an_answer_that_has_its_last_day_is_not_replaced():
    said = actions.end(interpretation(), by=secretary(), to_on=DAY, why="The guidance says it now")

    with pytest.raises(Refused, match="has a last day already"):
        actions.replace(said, by=secretary(), answer="No", from_on=LATER, group=meetings.board(), decided_on=DAY)


def test_a_quorate_meeting_decides_it():
    decision = decided()

    said = interpretation(decision=decision)

    assert (said.decided_on, said.decision, said.group) == (decision.decided_on, decision, meetings.board())


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"decided_on": DAY + timedelta(days=1)}, "must be today or in the past"),
        ({"from_on": DAY - timedelta(days=1)}, "cannot hold before the day on which it was decided"),
        ({"group": None}, "Choose the decision of a meeting, or the group whose chair decided it"),
        ({"decided_on": None}, "Enter the date it was decided"),
        ({"question": " ??? "}, "Enter the question in words"),
        ({"decided_on": date(2018, 1, 1)}, "Board had no chair on 1 January 2018"),
    ],
)
def test_what_is_not_whole_is_refused(facts, words):
    with pytest.raises(Refused, match=words):
        waiting(**facts)


def test_a_meeting_without_its_quorum_decides_nothing():
    with pytest.raises(Refused, match="Only a decision that a quorate meeting took"):
        waiting(decision=decided(council="absent"))


# --- confirmed by the chair of the group that gave it ---


def test_it_holds_once_the_chair_has_confirmed_it_and_not_before():
    said, by = waiting(), secretary()
    assert list(queries.interpretations_in_force(by, DAY)) == []
    assert str(presenters.holds(said, DAY)) == "Waits for the chair"

    actions.confirm(said, by=chair())

    assert list(queries.interpretations_in_force(by, DAY)) == [said]
    assert (said.confirmed_on, said.confirmed_by) == (DAY, chair().user)


def test_nobody_confirms_it_but_the_named_chair():
    said = waiting()

    for other in (approver(), manager(), meetings.member("police"), secretary()):
        with pytest.raises(Refused, match="who chairs Board, can confirm it"):
            actions.confirm(said, by=other)
    with pytest.raises(Refused, match="wrote this down"):
        actions.confirm(said, by=Actor.of(said.made_by.memberships.get(), on=DAY))


def test_a_chair_does_not_write_down_what_they_would_have_to_confirm():
    who = chair()

    with pytest.raises(Refused, match="You chair Board, so you confirm this"):
        waiting(policy(), by=who)


def test_where_the_group_has_no_chair_today_the_chair_above_confirms_it():
    said, above = waiting(), group("above", by=manager(), kind="executive")
    Chair.objects.filter(group=meetings.board()).update(to_on=DAY - timedelta(days=1))
    AnswersTo.objects.create(group=meetings.board(), to_group=above, from_on=SINCE, made_at=NOW, changed_at=NOW)
    who = Actor.of(membership(Role.INDEPENDENT_CHAIR, agency="team", since=SINCE), on=DAY)
    with pytest.raises(Refused, match="The chair of Board is not named today"):
        actions.confirm(said, by=who)

    groups.appoint_chair(above, by=manager(), user=who.user, agency=who.agency, from_on=SINCE)

    assert queries.confirmers(said, DAY) == [who.user]
    assert parts(who) == [("policies.confirm", said.question)]
    actions.confirm(said, by=who)


def test_the_chair_is_told_and_has_it_to_confirm_until_that_is_done():
    said = waiting()

    assert [(each.kind, each.to_user) for each in Message.objects.all()] == [("policies.to_confirm", chair().user)]
    assert parts(chair()) == [("policies.confirm", said.question)]
    assert parts(secretary()) == []
    actions.confirm(said, by=chair())
    assert parts(chair()) == []


def test_what_the_chair_turns_down_never_holds_and_whoever_wrote_it_down_is_told_why():
    said = waiting()

    actions.turn_down(said, by=chair(), why="We said that it depends")

    assert list(queries.interpretations_in_force(secretary(), DAY)) == []
    assert "We said that it depends" in presenters.confirmed(said)
    assert Message.objects.get(kind="policies.turned_down").to_user == said.made_by
    with pytest.raises(Refused, match="nothing to confirm"):
        actions.confirm(said, by=chair())
    interpretation(said.policy)  # the question can be answered anew


def test_the_earlier_answer_holds_until_the_new_one_is_confirmed():
    said, by = interpretation(), secretary()
    told = {"answer": "Always.", "from_on": DAY + timedelta(days=3), "group": meetings.board(), "decided_on": DAY}
    new = actions.replace(said, by=by, **told)
    with pytest.raises(Refused, match="waits for the chair to confirm that"):
        actions.replace(said, by=by, **told)

    late = DAY + timedelta(days=5)
    assert [each.answer for each in queries.interpretations_in_force(by, late)] == [said.answer]
    new = actions.confirm(new, by=chair(late))  # two days after the day from which it was to hold

    said.refresh_from_db()
    assert (said.to_on, new.from_on) == (late - timedelta(days=1), late)
    for day in range(10):
        assert len(queries.interpretations_in_force(by, DAY + timedelta(days=day))) == 1


# --- one answer to one question on one day ---


@pytest.mark.parametrize(
    "asked", ["When is a wound from a knife significant harm?", " when  is a wound from a KNIFE significant harm "]
)
def test_no_two_answers_to_one_question_hold_on_one_day_however_it_is_typed(asked):
    said = interpretation()

    with pytest.raises(Refused, match="This question has an answer that holds from 30 April 2021"):
        waiting(said.policy, question=asked)
    interpretation(said.policy, question="When is it not?")
    interpretation(policy(title="Another"), question=asked)


def test_a_question_of_letters_that_become_two_when_they_are_compared_is_kept_whole():
    assert interpretation(question="ß" * 240).question == "ß" * 240


def test_of_two_that_wait_one_is_confirmed():
    first, second = waiting(kept := policy()), waiting(kept)
    actions.confirm(first, by=chair())

    with pytest.raises(Refused, match="Another answer to this question holds on some of those days"):
        actions.confirm(second, by=chair())
    second.refresh_from_db()
    assert second.state == "waiting"


def test_two_answers_never_share_a_day_whoever_writes_to_the_database():
    said = interpretation()
    new = answered_otherwise(said)

    with pytest.raises(IntegrityError, match="interpretation_one_answer_a_day"), transaction.atomic():
        Interpretation.objects.filter(pk=new.pk).update(from_on=LATER - timedelta(days=1))


def test_what_was_recorded_in_error_makes_room_and_is_not_reinstated_over_another():
    by, said = manager(), waiting(from_on=LATER)
    actions.enter_in_error(said, by=by, why="The wrong policy")
    other = interpretation(said.policy, from_on=LATER)
    assert other.state == "confirmed"

    actions.reinstate(said, by=by, why="It was right")

    assert said.state == "waiting"
    with pytest.raises(Refused, match="Another answer to this question"):
        actions.confirm(said, by=chair())


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


def test_what_the_chair_confirmed_and_has_held_is_not_taken_out_of_what_held():
    said, by = interpretation(), manager()

    with pytest.raises(Refused, match="it has held since 30 April 2021, so it stays in what held then"):
        actions.enter_in_error(said, by=by, why="The wrong policy")

    assert list(queries.interpretations_in_force(by, DAY)) == [said]


def parts(by):
    return [(each.what, each.words) for each in waits.gather(of_policies.parts(by, most=10))]
