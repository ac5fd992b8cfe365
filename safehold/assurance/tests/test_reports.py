"""A group's report to the Executive: frozen once submitted, its ask answered by somebody else, the answer taken back."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import DatabaseError, transaction

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.assurance import actions, waiting
from safehold.assurance.lifecycle import Told
from safehold.assurance.models import GroupReport, ReportNote, Verdict
from safehold.assurance.policy import reports as policy
from safehold.assurance.queries import reports as queries
from safehold.assurance.tests.factories import (
    a_group,
    answered,
    begun,
    chair_of,
    manager,
    sits_in,
    submitted,
    written,
)
from safehold.meetings import actions as meetings
from safehold.meetings import recusals
from safehold.meetings.models import Standing
from safehold.partnership.models import Chair
from safehold.records.models import Message
from safehold.records.tests.promises import sees, sees_as_its_entry_does
from safehold.records.waiting import gather

pytestmark = pytest.mark.django_db
GIVEN = {"verdict": Verdict.GIVEN, "answer": "By June."}


def waiting_for(who):
    return [each.what for each in gather(waiting.parts(who))]


def secretary():
    return actor(Role.BUSINESS_SUPPORT, agency="team")


def test_an_ask_goes_from_the_group_to_the_executive_and_its_answer_back():
    chair, above = chair_of("quality"), chair_of("executive")
    report = submitted(chair)
    assert (report.status, report.due_on) == (Told.ASKING, date(2021, 6, 1))  # 20 working days, two bank holidays

    actions.answer_report(report, by=above, **GIVEN)
    assert [each.what for each in gather(waiting.parts(chair))] == ["assurance.hear"]
    actions.hear_answer(report, by=chair)

    assert report.status == Told.HEARD
    assert (report.answered_by, report.heard_by) == (above.user, chair.user)


def test_whoever_has_to_answer_is_told_and_then_whoever_asked():
    chair, above = chair_of("quality"), chair_of("executive")
    report = submitted(chair)
    answered(above, report)

    told = Message.objects.filter(entry=report.entry).order_by("pk").values_list("kind", "to_user")
    assert list(told) == [("assurance.asked", above.user_id), ("assurance.answered", chair.user_id)]


def test_a_report_that_asks_for_nothing_waits_for_no_answer():
    report = submitted(asks_for="", ask="")

    assert (report.status, report.due_on) == (Told.TELLING, None)
    with pytest.raises(Refused, match="This report does not wait for an answer"):
        actions.answer_report(report, by=chair_of("executive"), **GIVEN)


def test_a_report_that_says_nothing_is_not_submitted():
    with pytest.raises(Refused, match="says nothing of progress yet"):
        actions.submit_report(begun(), by=chair_of("quality"))


def test_a_submitted_report_stays_as_it_is():
    report = submitted()

    with pytest.raises(Refused, match="was submitted, so what it says stays"):
        written(of=report, progress="Everything was finished.")
    report.refresh_from_db()
    assert report.progress == "Two audits were finished."


def test_what_is_wrong_in_it_is_put_right_by_a_note_that_nothing_changes():
    report = submitted()
    note = actions.note_report(report, by=chair_of("quality"), words="It was three audits.")

    assert queries.notes_of(report) == [note]
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportNote.objects.filter(pk=note.pk).update(words="It was four.")
    with pytest.raises(Refused, match="This report is a draft"):
        actions.note_report(begun(from_on=date(2020, 10, 1)), by=chair_of("quality"), words="Too early")


# --- nobody answers their own ask ---


@pytest.mark.parametrize(
    "hand", ["begun", "worded", "worded before somebody else", "submitted", "chairs", "chaired until yesterday"]
)
def test_whoever_had_a_hand_in_an_ask_does_not_answer_it(hand):
    """Each way of having a hand in it alone, for somebody who chairs the Executive and could answer otherwise."""
    both = chair_of("executive", Role.INDEPENDENT_CHAIR, Role.BUSINESS_MANAGER)
    chair = chair_of("quality")
    report = begun(both if hand == "begun" else chair)
    written(both if hand.startswith("worded") else chair, report)
    if hand == "chairs":
        actions.submit_report(report, by=chair)
        Chair.objects.filter(group=report.group).update(user=both.user, agency=both.agency)
    elif hand == "chaired until yesterday":
        actions.submit_report(report, by=chair)
        led = Chair.objects.filter(group=report.group)
        led.update(user=both.user, agency=chair.agency, to_on=both.on - timedelta(days=1))
    elif hand == "worded before somebody else":
        written(chair, report, ask="Will the Executive have them sent by July?")
        actions.submit_report(report, by=chair)
    elif hand == "submitted":
        report = actions.submit_report(report, by=chair)
        GroupReport.objects.filter(pk=report.pk).update(submitted_by=both.user)
        report.refresh_from_db()
    else:
        actions.submit_report(report, by=chair)

    assert policy.answer(both, report).reason == policy.OWN_ASK
    assert "assurance.answer" not in [each.what for each in gather(waiting.parts(both))]
    with pytest.raises(Refused, match="does not answer it"):
        actions.answer_report(report, by=both, **GIVEN)


def test_the_control_whoever_chaired_the_group_before_the_period_answers():
    above, report = chair_of("executive"), submitted()
    Chair.objects.filter(group=report.group).update(user=above.user, to_on=report.from_on - timedelta(days=1))
    assert policy.answer(above, report)


def test_the_control_a_chair_without_a_hand_in_it_answers():
    assert policy.answer(chair_of("executive", Role.INDEPENDENT_CHAIR, Role.BUSINESS_MANAGER), submitted())


def test_the_database_itself_refuses_an_answer_by_whoever_submitted_it():
    report = submitted()
    facts = {
        "answered_by": report.submitted_by,
        "answered_on": report.submitted_on,
        "answer": "Yes",
        "verdict": "given",
    }

    with pytest.raises(DatabaseError, match="report_answered_by_another"), transaction.atomic():
        GroupReport.objects.filter(pk=report.pk).update(**facts)


def test_changing_the_words_around_an_ask_is_no_hand_in_it():
    """Only who words the ask is kept from answering: progress can be typed up by anybody in the office."""
    report = written()
    asker = report.asked_by
    by = secretary()
    told = {"asks_for": report.asks_for, "ask": report.ask}

    actions.write_report(report, by=by, progress="Three audits", barriers="", **told)
    assert report.asked_by == asker
    actions.write_report(report, by=by, progress="Three audits", barriers="", asks_for="guidance", ask="Which?")
    assert report.asked_by == by.user


# --- answers by a decision ---


def decided(quorate: bool, on: date):
    """A decision of the Executive that was taken on a day."""
    by = secretary()
    above = a_group("executive")
    meeting = meetings.plan(by=by, group=above, meets_on=on, starts_at=time(10), place="Hall")
    item = meetings.add_item(meeting, by=by, title="The report", item_kind="decision")
    meetings.hold(meeting, by=by)
    made = meetings.decide(item, by=by, words="Send them", reasons="They are owed")
    if not quorate:
        type(made).objects.filter(pk=made.pk).update(standing=Standing.RECOMMENDED)
    return made


def test_the_office_writes_an_answer_down_only_where_the_executive_decided_it():
    on = date(2021, 4, 30)
    report = submitted()
    by = secretary()

    with pytest.raises(Refused, match="Choose the decision of Executive that this answer is"):
        actions.answer_report(report, by=by, **GIVEN)
    actions.answer_report(report, by=by, decision=decided(True, on), **GIVEN)
    assert report.status == Told.ANSWERED


@pytest.mark.parametrize(
    ("quorate", "on"), [(False, date(2021, 4, 30)), (True, date(2021, 3, 2))], ids=["inquorate", "before"]
)
def test_what_was_only_recommended_or_decided_before_is_no_answer(quorate, on):
    report = submitted()
    made = decided(quorate, on)

    with pytest.raises(Refused, match="Choose what Executive decided with its quorum since the report was submitted"):
        actions.answer_report(report, by=secretary(), decision=made, **GIVEN)


@pytest.mark.parametrize("held", ["confidential", "recused"])
def test_what_was_decided_behind_closed_doors_is_no_answer_that_everybody_reads(held):
    """Not to be chosen by whoever sees it all the same: its words would go to the whole partnership."""
    report, by = submitted(), secretary()
    made = decided(True, date(2021, 4, 30))
    assert queries.possible_decisions(report, by).get() == made
    kept = sits_in("executive")
    if held == "confidential":
        type(made.item).objects.filter(pk=made.item_id).update(confidential=True)
    else:
        meetings.declare(made.item, by=by, user=kept.user, nature="personal", words="A brother", recused=True)
    assert not queries.possible_decisions(report, by).exists()
    with pytest.raises(Refused, match="Choose what Executive decided"):
        actions.answer_report(report, by=by, decision=made, **GIVEN)
    if held == "recused":  # the control: whoever is kept from the item is kept from the report as well
        recusals.carry(made.item.entry, report.entry, by=by)
        assert queries.possible_decisions(report, by).get() == made


def test_the_decision_that_an_answer_was_is_shown_to_those_who_see_it_whatever_became_of_it():
    report, by = submitted(), secretary()
    made = decided(True, date(2021, 4, 30))
    actions.answer_report(report, by=by, decision=made, **GIVEN)
    type(made.item).objects.filter(pk=made.item_id).update(confidential=True)
    assert queries.decision_of(report, by) == made
    assert queries.decision_of(report, actor(Role.AGENCY_LEAD, agency="fire")) is None


# --- who may see and do what ---


def people():
    return {
        "chair": chair_of("quality"),
        "executive's chair": chair_of("executive"),
        "member": sits_in("quality"),
        "other chair": chair_of("exploitation"),
        "manager": manager(),
        "support": secretary(),
        "scrutineer": actor(Role.INDEPENDENT_SCRUTINEER, agency="team"),
        "lead": actor(Role.AGENCY_LEAD, agency="fire"),
        "delegate": actor(Role.DELEGATE, agency="charity"),
    }


WHO_MAY = {  # what each may do to a draft, to a report that asks, and to one that was answered
    "chair": ("see write submit", "see chase note", "see hear note"),
    "executive's chair": ("see", "see answer table note", "see table note"),
    "member": ("see", "see", "see"),
    "other chair": ("", "see", "see"),
    "manager": ("see write", "see answer table chase note", "see hear table note"),
    "support": ("see write", "see answer table chase note", "see hear table note"),
    "scrutineer": ("see", "see", "see"),
    "lead": ("", "see", "see"),
    "delegate": ("", "", ""),
}
VERBS = ("write", "submit", "answer", "hear", "table", "chase", "note")


@pytest.mark.parametrize("who", WHO_MAY)
def test_who_may_do_what(who):
    everybody = people()
    found = []
    for report in (
        written(of=begun(from_on=date(2020, 10, 1))),
        submitted(),
        answered(of=actions.submit_report(written(of=begun(from_on=date(2020, 7, 1))), by=chair_of("quality"))),
    ):
        asked = everybody[who]
        may = [verb for verb in VERBS if getattr(policy, verb)(asked, report)]
        found.append(" ".join((["see"] if sees(asked, report) else []) + may))
    assert tuple(found) == WHO_MAY[who]


def test_every_reader_sees_what_its_entry_lets_them():
    written(of=begun(from_on=date(2020, 10, 1)))
    submitted()
    sees_as_its_entry_does(queries.visible_to, people().values())


def test_an_ask_waits_for_the_executives_chair_and_for_nobody_who_wrote_it():
    chair, above = chair_of("quality"), chair_of("executive")
    submitted(chair)

    assert [each.what for each in gather(waiting.parts(above))] == ["assurance.answer"]
    assert not gather(waiting.parts(chair))


# --- chasing, agendas ---


def test_a_chase_is_proved_by_its_message_and_sent_once_a_day():
    chair, above = chair_of("quality"), chair_of("executive")
    report = submitted(chair)
    made = actions.chase_report(report, by=chair)

    assert (made.to_user, made.chased_by) == (above.user, chair.user)
    assert Message.objects.filter(entry=report.entry, kind="assurance.chased", to_user=above.user).count() == 1
    with pytest.raises(Refused, match="reminded them today already"):
        actions.chase_report(report, by=chair)
    actions.chase_report(report, by=replace(chair, on=date(2021, 5, 4)))


def test_where_nobody_chairs_there_is_nobody_to_remind():
    report = submitted()

    with pytest.raises(Refused, match="Nobody chairs Executive"):
        actions.chase_report(report, by=chair_of("quality"))


def test_an_answered_report_stays_and_one_that_asks_can_be_recorded_in_error():
    by = chair_of("quality")
    with pytest.raises(Refused, match="was answered, so it stays"):
        actions.enter_report_in_error(answered(), by=by, why="A mistake")
    report = begun(from_on=date(2020, 10, 1))
    actions.enter_report_in_error(report, by=by, why="Twice")
    assert not policy.write(chair_of("quality"), report)
    actions.reinstate_report(report, by=by, why="Not twice")
    assert policy.write(chair_of("quality"), report)
