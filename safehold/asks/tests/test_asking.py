"""What is asked: prepared, issued to each agency apart, followed up, and never changed behind anybody's back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safehold.access.models import AgencyContact, AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions, queries
from safehold.asks.lifecycle import Calling, Stage
from safehold.asks.models import Ask, Happening, Kind, Wanted, Whom
from safehold.asks.reminding import remind_due
from safehold.asks.tests.factories import (
    DAY,
    DUE_ON,
    ISSUED_ON,
    ask_of,
    asked,
    issued,
    lead,
    office,
    prepared,
    returned,
    schools,
)
from safehold.records.models import Message

pytestmark = pytest.mark.django_db


def kinds(ask: Ask) -> list[str]:
    return [each.kind for each in queries.happenings_of(ask)]


def test_issuing_asks_each_agency_apart_and_writes_to_its_lead():
    theirs = lead("police")
    call = issued()

    asks = list(Ask.objects.filter(call=call).order_by("agency__code"))
    assert [(each.agency.code, each.status, each.due_on) for each in asks] == [
        ("police", Stage.ISSUED, DUE_ON),
        ("probation", Stage.ISSUED, DUE_ON),
    ]
    assert [each.entry.owner.code for each in asks] == ["police", "probation"]
    assert [each.to_user for each in Message.objects.filter(kind="asks.issued")] == [theirs.user]
    line = AuditLine.objects.get(event="asks.issued")
    assert (line.count, line.facts["due_on"]) == (2, "2021-04-27")


def test_working_days_are_counted_from_the_day_it_is_issued_past_bank_holidays():
    by = office(on=date(2021, 4, 1))
    call = prepared(by, due_on=None, working_days=15, wanted=Wanted.STATEMENT)
    actions.choose_bodies(call, by=by, whom=Whom.ONE, bodies=[AgencyFactory(code="police")])
    actions.issue(call, by=by)

    # Good Friday and Easter Monday are not counted
    assert ask_of(call).first_due_on == date(2021, 4, 26)


def test_a_statement_asks_one_question_by_itself():
    assert [each.words for each in queries.questions_of(issued(wanted=Wanted.STATEMENT))] == ["Your statement"]


def test_a_call_that_follows_another_begins_with_its_questions():
    first = issued()
    second = prepared(follows=first)

    assert [each.words for each in queries.questions_of(second)] == [each.words for each in queries.questions_of(first)]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"due_on": date(2021, 4, 5)}, "must be today or in the future"),
        ({"due_on": None}, "either the day it is due or a number of working days"),
        ({"working_days": 5}, "either the day it is due or a number of working days"),
    ],
)
def test_a_call_without_one_day_in_the_future_is_refused(facts, reason):
    with pytest.raises(Refused, match=reason):
        prepared(**facts)


def test_a_call_without_agencies_or_questions_is_not_issued():
    by = office(on=ISSUED_ON)
    call = prepared(by)
    with pytest.raises(Refused, match="Choose at least one agency"):
        actions.issue(call, by=by)
    actions.choose_bodies(call, by=by, whom=Whom.ONE, bodies=[AgencyFactory(code="police")])
    with pytest.raises(Refused, match="Enter at least one question"):
        actions.issue(call, by=by)

    call.refresh_from_db()
    assert call.status == Calling.DRAFT
    assert not Ask.objects.exists()


def test_what_agencies_were_asked_is_not_changed_once_it_is_issued():
    by = office(on=ISSUED_ON)
    call = issued(by)

    for act in (
        lambda: actions.change_call(call, by=by, words="Something else"),
        lambda: actions.set_questions(call, by=by, questions=[]),
        lambda: actions.choose_bodies(call, by=by, whom=Whom.ONE, bodies=[AgencyFactory(code="fire")]),
        lambda: actions.issue(call, by=by),
    ):
        with pytest.raises(Refused, match="This has been issued"):
            act()


def test_only_those_who_ask_can_prepare_a_call():
    with pytest.raises(Refused, match="Only those who run, chair, review or scrutinise"):
        prepared(lead())


def test_a_call_is_looked_after_by_its_keeper_and_the_office():
    reviewer = replace(actor(Role.REVIEW_OFFICER, agency="office"), on=ISSUED_ON)
    call = issued(reviewer)
    other = actor(Role.REVIEW_OFFICER, agency="office")

    with pytest.raises(Refused, match="Only whoever keeps this call"):
        actions.chase_all(call, by=other)
    lead("police")
    assert actions.chase_all(call, by=reviewer).number == 1
    assert actions.chase_all(call, by=office()).number == 1


# --- following up ---


def test_one_act_chases_all_who_have_not_answered_and_keeps_the_proof():
    lead("police"), lead("probation")
    call = issued()
    returned(ask_of(call, "probation"))

    assert actions.chase_all(call, by=office()).number == 1
    chase = Happening.objects.get(kind=Kind.CHASED)
    assert (chase.ask.agency.code, chase.happened_on, chase.message.kind) == ("police", DAY, "asks.chased")


def test_an_agency_without_people_is_chased_through_its_contact():
    call = issued()
    AgencyContact.objects.create(
        agency=AgencyFactory(code="probation"),
        purpose="Safeguarding",
        email="desk@probation.example",
        from_on=ISSUED_ON,
    )

    actions.chase_all(call, by=office())
    assert [each.message.recipient for each in Happening.objects.filter(kind=Kind.CHASED)] == [
        "Westmere probation: Safeguarding"
    ]


def test_where_nobody_can_be_written_to_chasing_says_so():
    with pytest.raises(Refused, match="None of them has anybody to write to"):
        actions.chase_all(issued(), by=office())


def test_nobody_is_chased_when_everybody_has_answered():
    ask = asked()
    returned(ask)
    with pytest.raises(Refused, match="Everybody has answered"):
        actions.chase_all(ask.call, by=office())


def test_more_time_never_moves_the_first_day():
    ask = asked()
    actions.give_more_time(ask, by=office(on=DUE_ON), due_on=date(2021, 5, 14), why="A major incident")

    ask.refresh_from_db()
    assert (ask.first_due_on, ask.due_on) == (DUE_ON, date(2021, 5, 14))
    row = Happening.objects.get(kind=Kind.MORE_TIME)
    assert (row.from_on, row.to_on, row.happened_why) == (DUE_ON, date(2021, 5, 14), "A major incident")
    with pytest.raises(Refused, match="Enter a later day"):
        actions.give_more_time(ask, by=office(), due_on=date(2021, 5, 1), why="Sooner")


def test_what_is_overdue_goes_to_the_lead_then_to_the_chair_and_no_higher():
    theirs, chair = lead("police"), actor(Role.INDEPENDENT_CHAIR, agency="office")
    ask = asked()

    with pytest.raises(Refused, match="Only what is overdue"):
        actions.escalate(ask, by=office(on=DUE_ON), why="Too early")
    for _ in range(2):
        actions.escalate(ask, by=office(), why="The report waits for it")
    told = [each.to_user for each in Message.objects.filter(kind="asks.escalated").order_by("pk")]
    assert told == [theirs.user, chair.user]
    assert kinds(ask)[:2] == [Kind.TO_CHAIR, Kind.TO_LEAD]
    with pytest.raises(Refused, match="escalated to the independent chair already"):
        actions.escalate(ask, by=office(), why="Once more")


def test_a_query_asks_for_an_answer_again_and_what_was_returned_stays():
    ask = asked()
    first = returned(ask)
    actions.query(ask, by=office(), words="Is this all staff, or sergeants?", due_on=date(2021, 5, 10))

    ask.refresh_from_db()
    assert (ask.status, ask.settled, ask.first_due_on, ask.due_on) == (Stage.QUERIED, False, DUE_ON, date(2021, 5, 10))
    second = returned(ask, words=("44", "Train the new sergeants."))
    actions.accept_reply(ask, by=office())
    assert [each.receipt for each in queries.replies_of(ask)] == [second.receipt, first.receipt]
    assert [reply.kept["answers"][0]["answer"] for reply in queries.replies_of(ask)] == ["44", "46"]
    assert ask.status == Stage.ACCEPTED


def test_a_nil_return_can_be_accepted_and_a_refusal_only_queried_or_withdrawn():
    nil, refused = asked("police"), asked("probation")
    actions.say_nil(nil, by=lead("police"), signatory="A. Stone", words="There were none in the year.")
    actions.refuse(refused, by=lead("probation"), signatory="B. Field", words="It is for the court to say.")

    actions.accept_reply(nil, by=office())
    with pytest.raises(Refused, match="This is marked ‘Refused’"):
        actions.accept_reply(refused, by=office())
    actions.withdraw_ask(refused, by=office(), why="The court has it")
    assert (nil.status, refused.status) == (Stage.ACCEPTED, Stage.WITHDRAWN)


def test_withdrawing_a_call_ends_what_is_owed_and_leaves_what_was_returned():
    call = issued()
    returned(ask_of(call, "probation"))
    actions.withdraw_call(call, by=office(), why="Asked twice by mistake")

    states = dict(Ask.objects.filter(call=call).values_list("agency__code", "status"))
    assert states == {"police": Stage.WITHDRAWN, "probation": Stage.RETURNED}


# --- reminders ---


def test_reminders_come_once_before_and_once_after_and_stop_when_it_is_answered():
    lead("police"), lead("probation")
    call = issued()

    def sent() -> list[str]:
        return sorted(Message.objects.filter(kind__in=["asks.due_soon", "asks.overdue"]).values_list("kind", flat=True))

    assert remind_due(date(2021, 4, 21)) == 0
    assert remind_due(date(2021, 4, 22)) == 2  # three working days before Tuesday 27 April
    assert remind_due(date(2021, 4, 23)) == 0
    returned(ask_of(call, "probation"))
    assert remind_due(DUE_ON + timedelta(days=1)) == 1
    assert remind_due(DUE_ON + timedelta(days=2)) == 0
    assert sent() == ["asks.due_soon", "asks.due_soon", "asks.overdue"]


def test_more_time_brings_reminders_for_the_new_day():
    lead("police")
    ask = asked()
    remind_due(date(2021, 4, 22))
    actions.give_more_time(ask, by=office(on=DUE_ON), due_on=date(2021, 5, 14), why="A major incident")

    assert remind_due(date(2021, 5, 1)) == 0
    assert remind_due(date(2021, 5, 12)) == 1


# --- what is asked of many ---


def test_a_call_of_ninety_eight_schools_is_issued_in_one_act():
    by = office(on=ISSUED_ON)
    call = issued(by, schools(98))

    assert queries.counts_of(call) == {Stage.ISSUED: 98}
    assert AuditLine.objects.filter(event="asks.issued").count() == 1


def test_an_agency_that_closed_meanwhile_stops_the_issue_whole():
    by = office(on=ISSUED_ON)
    gone = AgencyFactory(code="closed")
    call = prepared(by, wanted=Wanted.STATEMENT)
    actions.choose_bodies(call, by=by, whom=Whom.LIST, bodies=[AgencyFactory(code="police"), gone])
    gone.closed_on = ISSUED_ON - timedelta(days=1)
    gone.save()

    with pytest.raises(Refused, match="has closed"):
        actions.issue(call, by=by)
    assert not Ask.objects.exists()
