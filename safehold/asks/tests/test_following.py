"""What whoever asked does about answers: more time, refusals, one more agency, and what was returned stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.models import Grant
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks import actions, policy, queries, waiting
from safehold.asks.lifecycle import Calling, Stage
from safehold.asks.models import Happening, Kind
from safehold.asks.tests.factories import DAY, DUE_ON, asked, contributor, issued, lead, office, returned
from safehold.records.actions import documents as records
from safehold.records.files import examine
from safehold.records.models import Message
from safehold.records.waiting import gather

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=20)


def examined() -> object:
    return examine(SimpleUploadedFile("register.txt", b"An invented register.", content_type="text/plain"))


def waits_for(who) -> set[str]:
    return {each.what for each in gather([*waiting.parts(who)])}


def told(kind: str) -> list:
    return [each.to_user for each in Message.objects.filter(kind=kind)]


# --- more time ---


def test_an_agency_asks_for_more_time_and_whoever_asked_says_yes():
    ask = asked()
    actions.want_time(ask, by=lead(), due_on=LATER, why="The register is being moved")
    ask.refresh_from_db()
    assert (ask.due_on, ask.wants_until_on) == (DUE_ON, LATER)
    assert told("asks.more_time_asked") == [ask.call.keeper]
    keeper = replace(office(), user=ask.call.keeper)
    assert "asks.time" in waits_for(keeper)

    actions.give_more_time(ask, by=keeper, due_on=LATER, why="Agreed")
    assert (ask.due_on, ask.wants_until_on) == (LATER, None)
    assert "asks.time" not in waits_for(keeper)


def test_or_no_with_the_reason_and_the_day_stands():
    ask = asked()
    with pytest.raises(Refused, match="has not asked for more time"):
        actions.deny_time(ask, by=office(), why="No")
    actions.want_time(ask, by=lead(), due_on=LATER, why="The register is being moved")
    actions.deny_time(ask, by=office(), why="The report is written in May")

    ask.refresh_from_db()
    assert (ask.due_on, ask.wants_until_on) == (DUE_ON, None)
    assert [each.happened_why for each in Happening.objects.filter(kind=Kind.NO_TIME)] == [
        "The report is written in May"
    ]
    assert told("asks.no_more_time")


@pytest.mark.parametrize("until", [DUE_ON, DAY - timedelta(days=1), DAY])
def test_more_time_is_asked_for_until_a_later_day_to_come(until):
    with pytest.raises(Refused, match="Enter a later day"):
        actions.want_time(asked(), by=lead(), due_on=until, why="More")


def test_answering_ends_the_wish_for_more_time():
    ask = asked()
    actions.want_time(ask, by=lead(), due_on=LATER, why="More")
    returned(ask)

    ask.refresh_from_db()
    assert (ask.status, ask.wants_until_on) == (Stage.RETURNED, None)


def test_only_those_who_may_answer_for_the_agency_ask_for_more_time():
    ask = asked()
    with pytest.raises(Refused, match="lead, or whoever it was given to"):
        actions.want_time(ask, by=contributor(), due_on=LATER, why="More")
    with pytest.raises(Refused, match="Only the agency that is asked"):
        actions.want_time(ask, by=office(), due_on=LATER, why="More")


# --- refusals, and calls that were withdrawn ---


def test_a_refusal_that_is_left_at_that_is_nobodys_task_any_longer():
    ask = asked()
    actions.refuse(ask, by=lead(), signatory="Ada Stone", words="Held by the county")
    keeper = replace(office(), user=ask.call.keeper)
    assert "asks.check" in waits_for(keeper)
    actions.note_refusal(ask, by=keeper, why="The county was asked")

    ask.refresh_from_db()
    assert (ask.status, ask.ended_why) == (Stage.NOTED, "The county was asked")
    assert "asks.check" not in waits_for(keeper)
    with pytest.raises(Refused):
        actions.query(ask, by=keeper, words="Still?", due_on=LATER)


def test_only_a_refusal_is_left_at_that():
    ask = asked()
    returned(ask)
    with pytest.raises(Refused):
        actions.note_refusal(ask, by=office(), why="Enough")


def test_what_was_returned_to_a_withdrawn_call_is_accepted_and_not_queried():
    ask = asked()
    returned(ask)
    actions.withdraw_call(ask.call, by=office(), why="Not this year")
    ask.refresh_from_db()
    ask.call.refresh_from_db()
    with pytest.raises(Refused, match="The whole was withdrawn"):
        actions.query(ask, by=office(), words="All?", due_on=LATER)

    actions.accept_reply(ask, by=office())
    assert ask.status == Stage.ACCEPTED


# --- one more agency ---


def test_one_more_agency_is_asked_by_a_day_of_its_own_and_never_twice():
    call = issued()
    fire = AgencyFactory(code="fire")
    made = actions.ask_also(call, by=office(), agency=fire, due_on=LATER)

    assert (made.agency, made.due_on, made.status) == (fire, LATER, Stage.ISSUED)
    assert fire not in queries.others_to_ask(call, DAY)
    with pytest.raises(Refused, match="asked already"):
        actions.ask_also(call, by=office(), agency=fire, due_on=LATER)
    with pytest.raises(Refused, match="today or in the future"):
        actions.ask_also(call, by=office(), agency=AgencyFactory(code="homes"), due_on=DAY - timedelta(days=1))
    closed = AgencyFactory(code="closed", closed_on=DAY - timedelta(days=1))
    with pytest.raises(Refused, match="has closed"):
        actions.ask_also(call, by=office(), agency=closed, due_on=LATER)


def test_nobody_is_added_to_what_is_not_issued_or_was_withdrawn():
    call = issued()
    actions.withdraw_call(call, by=office(), why="Not this year")
    call.refresh_from_db()
    assert call.status == Calling.WITHDRAWN
    with pytest.raises(Refused, match="what has been issued"):
        actions.ask_also(call, by=office(), agency=AgencyFactory(code="fire"), due_on=LATER)


# --- what was returned stays ---


def test_a_document_that_was_returned_cannot_be_withdrawn_by_any_page():
    ask = asked(wanted="document")
    document = actions.attach(ask, by=lead(), file=examined(), title="The register")
    reply = actions.give_back(ask, by=lead(), signatory="Ada Stone")
    document.refresh_from_db()

    assert document.kept_as == f"receipt {reply.receipt}"
    with pytest.raises(Refused, match=f"handed over with receipt {reply.receipt}, so it stays"):
        records.withdraw_document(document, by=lead(), why="Not after all")
    # the control: before it is returned, it can be
    other = asked("probation", wanted="document")
    mistaken = actions.attach(other, by=lead("probation"), file=examined(), title="The wrong file")
    records.withdraw_document(mistaken, by=lead("probation"), why="The wrong file")


# --- who has gone ---


def test_what_somebody_had_goes_to_the_lead_once_their_role_ended():
    ask, helper = asked(), contributor()
    actions.delegate(ask, by=lead(), handler=helper.user)
    ask.refresh_from_db()
    assert queries.to_tell([ask], DAY)[ask.pk] == [helper.user]
    other = lead()
    assert "asks.answer" not in waits_for(other)
    Grant.objects.filter(membership__user=helper.user).update(to_on=DAY - timedelta(days=1))

    assert helper.user not in queries.to_tell([ask], DAY)[ask.pk]
    assert "asks.answer" in waits_for(other)


def test_what_comes_back_to_a_keeper_who_has_gone_comes_to_the_office():
    officer = replace(actor(Role.REVIEW_OFFICER, agency="office"), on=date(2021, 4, 6))
    ask = asked(by=officer)
    manager = office()
    Grant.objects.filter(membership__user=officer.user).update(to_on=DAY - timedelta(days=1))
    returned(ask)

    assert manager.user in told("asks.came_back")
    assert officer.user not in told("asks.came_back")
    assert "asks.check" in waits_for(manager)


def test_a_call_is_kept_by_whoever_acts_for_the_agency_that_asks():
    officer = replace(actor(Role.REVIEW_OFFICER, agency="office"), on=date(2021, 4, 6))
    call = issued(officer)
    elsewhere = replace(officer, agency=AgencyFactory(code="police"), roles=frozenset({Role.REVIEW_OFFICER}))

    assert policy.keep_call(officer, call)
    assert not policy.keep_call(elsewhere, call)
