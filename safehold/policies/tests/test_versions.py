"""A version from its first draft to the day from which it is in force: what is promised, then everything that is refused."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.meetings.models import Decision
from safehold.meetings.tests import factories as meetings
from safehold.partnership.models import AnswersTo
from safehold.partnership.tests.factories import group
from safehold.policies import actions, presenters, queries
from safehold.policies.lifecycle import Stage
from safehold.policies.models import Consulted, Equality, PolicyVersion
from safehold.policies.tests.factories import (
    DAY,
    LATER,
    WORDS,
    approved,
    approver,
    decided,
    draft,
    lead,
    manager,
    policy,
    ready,
    secretary,
)
from safehold.records.actions import documents
from safehold.records.models import Document, Message
from safehold.records.outbox import words_of

pytestmark = pytest.mark.django_db


# --- written and consulted on ---


def test_whoever_saves_words_is_kept_with_them():
    by, other = secretary(), meetings.secretary()
    made = draft(by=by)

    actions.write(made, by=other, words="Other words")

    assert [(each.written_by, each.words) for each in made.wordings.all()] == [
        (by.user, WORDS),
        (other.user, "Other words"),
    ]


def test_two_versions_are_not_worked_on_at_once():
    made = draft()

    with pytest.raises(Refused, match="is being worked on already"):
        draft(made.policy)


def test_all_who_are_asked_read_the_same_words():
    made = draft()
    actions.ask_about(made, by=secretary(), agencies=[AgencyFactory(code="police")], until_on=DAY)

    with pytest.raises(Refused, match="Close that first"):
        actions.write(made, by=secretary(), words="Otherwise")


def test_a_consultation_keeps_whom_what_they_said_and_what_changed():
    by, police = secretary(), lead("police")
    made = draft(by=by)
    actions.ask_about(
        made, by=by, agencies=[police.agency], bodies=["The children in care council", " "], until_on=LATER
    )
    asked, council = Consulted.objects.order_by("pk")

    actions.answer(asked, by=police, words="One day is too short")
    actions.answer(council, by=by, words="Say it in plain words")
    actions.settle(asked, by=by, changed="Two days")
    actions.close_consultation(made, by=by)

    assert made.status == Stage.CONSULTED
    assert [(str(each), each.answer, each.changed) for each in queries.consulted_of(made)] == [
        (str(police.agency), "One day is too short", "Two days"),
        ("The children in care council", "Say it in plain words", ""),
    ]
    message = Message.objects.get(kind="policies.consulted")
    assert message.to_user == police.user
    assert "duty team" not in message.subject + words_of(message)  # nor which policy


@pytest.mark.parametrize(("agency", "may"), [("police", True), ("health", False)])
def test_an_agency_answers_for_itself_alone(agency, may):
    made = draft()
    actions.ask_about(made, by=secretary(), agencies=[AgencyFactory(code="police")], until_on=DAY)
    asked = made.consulted.get()

    if may:
        actions.answer(asked, by=lead(agency), words="Yes")
    else:
        with pytest.raises(Refused, match="Only the lead of the agency that was asked"):
            actions.answer(asked, by=lead(agency), words="Yes")


def test_an_answer_is_not_answered_over():
    made, police = draft(), lead()
    actions.ask_about(made, by=secretary(), agencies=[police.agency], until_on=DAY)
    asked = actions.answer(made.consulted.get(), by=police, words="Yes")

    with pytest.raises(Refused, match="This has been answered"):
        actions.answer(asked, by=police, words="No")


def test_nobody_is_asked_about_an_empty_page():
    made = draft(words=" ")

    with pytest.raises(Refused, match="Nothing is written yet"):
        actions.ask_about(made, by=secretary(), agencies=[AgencyFactory()], until_on=DAY)


# --- approved ---


def test_a_version_is_approved_by_somebody_who_wrote_none_of_it():
    made = ready()
    chair = approver()

    actions.approve(made, by=chair)

    assert (made.status, made.approved_by, made.approved_on) == (Stage.APPROVED, chair.user, DAY)


def test_whoever_wrote_it_never_approves_it():
    chair = approver()
    made = ready(by=chair)
    control = ready(policy(title="Another"), by=secretary())

    with pytest.raises(Refused, match="because you wrote some of it"):
        actions.approve(made, by=chair)
    actions.approve(control, by=chair)


def test_whoever_wrote_a_word_that_is_gone_does_not_approve_it_either():
    by, chair = secretary(), approver()
    made = ready(by=by)
    actions.write(made, by=chair, words="A word")
    actions.write(made, by=by, words=WORDS)

    with pytest.raises(Refused, match="because you wrote some of it"):
        actions.approve(made, by=chair)


def test_whoever_assessed_it_or_signed_why_nobody_was_asked_does_not_approve_it_either():
    by, signs, assesses = secretary(), approver(), approver()
    made = draft(by=by)
    actions.pass_over(made, by=signs, why="Urgent")
    actions.assess(made, by=assesses, equality=Equality.NOT_MADE, words="Urgent", made_on=DAY)

    for each in (signs, assesses):
        with pytest.raises(Refused, match="Somebody else must approve it"):
            actions.approve(made, by=each)
    actions.approve(made, by=approver())


def test_whoever_closed_a_consultation_may_approve_it():
    by, chair = secretary(), approver()
    made = draft(by=by)
    actions.ask_about(made, by=by, agencies=[AgencyFactory(code="police")], until_on=DAY)
    actions.close_consultation(made, by=chair)
    actions.assess(made, by=by, equality=Equality.NONE, words="All alike", made_on=DAY)

    actions.approve(made, by=chair)


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.AGENCY_LEAD, Role.DATA_ANALYST])
def test_only_a_chair_or_a_delegated_partner_approves(role):
    with pytest.raises(Refused, match="Only a chair or a delegated partner"):
        actions.approve(ready(), by=actor(role))


def test_nothing_is_approved_before_its_impact_is_assessed_or_signed_away():
    by = secretary()
    made = draft(by=by)
    actions.pass_over(made, by=by, why="Urgent")

    with pytest.raises(Refused, match="Record the equality impact assessment first"):
        actions.approve(made, by=approver())
    actions.assess(made, by=by, equality=Equality.NOT_MADE, words="Urgent", made_on=DAY)
    actions.approve(made, by=approver())

    assert made.status == Stage.APPROVED


def test_the_database_too_holds_that_nothing_is_approved_without_an_assessment():
    made = approved()

    with pytest.raises(IntegrityError, match="version_assess"), transaction.atomic():
        PolicyVersion.objects.filter(pk=made.pk).update(equality="", equality_on=None, equality_by=None)


def test_nothing_is_approved_before_it_was_consulted_on():
    with pytest.raises(Refused, match="once it was consulted on"):
        actions.approve(draft(), by=approver())


def test_a_disadvantage_needs_what_is_done_about_it():
    with pytest.raises(Refused, match="Enter what is done about it"):
        actions.assess(draft(), by=secretary(), equality=Equality.MITIGATED, words="Deaf people", made_on=DAY)


def test_a_quorate_meeting_approves_by_its_decision():
    made, decision = ready(), decided()

    actions.record_approval(made, by=secretary(), decision=decision)

    assert (made.approved_on, made.approving_group, made.approved_by) == (DAY, meetings.board(), None)


def test_a_meeting_without_its_quorum_approves_nothing():
    made, decision = ready(), decided(council="absent")
    assert decision.standing == "recommended"

    with pytest.raises(Refused, match="Only a decision that a quorate meeting took"):
        actions.record_approval(made, by=secretary(), decision=decision)
    assert decision not in queries.decisions_to_choose(secretary())


def test_a_decision_that_nobody_may_see_here_cannot_be_named():
    made, decision = ready(), decided()
    hidden = meetings.recused(decision.item, secretary())
    kept_away = secretary()
    meetings.recused(hidden, kept_away)

    with pytest.raises(Refused, match="Only a decision that a quorate meeting took"):
        actions.record_approval(made, by=kept_away, decision=decision)


def test_a_decision_cannot_approve_words_that_were_written_after_it():
    decision = decided(on=DAY - timedelta(days=10))
    made = ready()

    with pytest.raises(Refused, match="A decision cannot approve words that were written later"):
        actions.record_approval(made, by=secretary(), decision=decision)
    assert made.status == Stage.CONSULTED


def test_a_decision_cannot_approve_words_that_were_written_after_it_on_the_same_day():
    made, decision = ready(), decided()
    actions.write(made, by=secretary(), words="All other words")

    with pytest.raises(Refused, match="A decision cannot approve words that were written later"):
        actions.record_approval(made, by=secretary(), decision=decision)


def test_another_groups_decision_approves_nothing_unless_the_owner_answers_to_it():
    board = meetings.board()
    owner = group("carers", by=manager())
    made, decision = ready(policy(group=owner)), decided()

    with pytest.raises(Refused, match="does not own this policy"):
        actions.record_approval(made, by=secretary(), decision=decision)
    assert decision not in queries.decisions_to_choose(secretary(), made)

    AnswersTo.objects.create(
        group=owner, to_group=board, from_on=DAY, **dict.fromkeys(("made_at", "changed_at"), "2021-04-30T10:00Z")
    )

    assert decision in queries.decisions_to_choose(secretary(), made)
    actions.record_approval(made, by=secretary(), decision=decision)
    assert made.approving_group == board


def test_no_meeting_approves_what_an_agency_owns():
    made, decision = ready(policy(agency=AgencyFactory(code="police"))), decided()

    with pytest.raises(Refused, match="does not own this policy"):
        actions.record_approval(made, by=secretary(), decision=decision)


def test_whoever_wrote_it_does_not_record_that_a_meeting_approved_it():
    by = secretary()
    made, decision = ready(by=by), decided()

    with pytest.raises(Refused, match="Somebody else must record its approval"):
        actions.record_approval(made, by=by, decision=decision)
    actions.record_approval(made, by=secretary(), decision=decision)


@pytest.mark.parametrize("in_person", [True, False])
def test_what_was_approved_keeps_its_files(in_person):
    by = secretary()
    made = ready(by=by)
    file = add_document(made.entry, by)
    decision = decided()

    if in_person:
        actions.approve(made, by=approver())
    else:
        actions.record_approval(made, by=secretary(), decision=decision)

    file.refresh_from_db()
    assert file.kept_as == "version 1 as it was approved"
    with pytest.raises(Refused, match="version 1 as it was approved, so it stays"):
        documents.withdraw_document(file, by=by, why="Another")


def test_a_file_of_a_draft_can_be_withdrawn():
    by = secretary()
    file = add_document(ready(by=by).entry, by)

    documents.withdraw_document(file, by=by, why="Another")

    assert file.withdrawn_on is not None


def add_document(entry, by):
    return Document.objects.create(
        entry=entry, title="The words", file_name="a.pdf", kind="pdf", size=1, sha256="0" * 64, scan="clean",
        added_at=timezone.now(), added_by=by.user,
    )  # fmt: skip


def test_what_rests_on_a_decision_that_turned_out_to_be_none_says_so():
    made, decision = ready(), decided()
    actions.record_approval(made, by=secretary(), decision=decision)
    assert presenters.doubt(queries.sees_decision(secretary(), decision)) == ""

    Decision.objects.filter(pk=decision.pk).update(standing="recommended")

    assert "had no quorum" in presenters.doubt(queries.sees_decision(secretary(), decision))
