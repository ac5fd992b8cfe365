"""What an agency that is asked can do: prepare together without losing a word, return, say nil, refuse, and keep its copy."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.asks import actions, queries
from safehold.asks.lifecycle import Stage
from safehold.asks.models import Ask, Reply, Wanted
from safehold.asks.tests.factories import (
    ISSUED_ON,
    ask_of,
    asked,
    contributor,
    fill_in,
    lead,
    office,
    prepared,
    returned,
)
from safehold.records.actions.documents import add_document
from safehold.records.files import examine
from safehold.records.lifecycle import Changed
from safehold.records.models import Message

pytestmark = pytest.mark.django_db


def examined(words: bytes = b"An invented policy.") -> object:
    return examine(SimpleUploadedFile("policy.txt", words, content_type="text/plain"))


def test_a_return_keeps_what_was_said_with_a_receipt_and_tells_whoever_asked():
    by = office(on=ISSUED_ON)
    ask = asked(by=by)
    reply = returned(ask)

    assert reply.receipt.startswith("RET-")
    assert [each["answer"] for each in reply.kept["answers"]] == ["46", "Train the new sergeants."]
    ask.refresh_from_db()
    assert (ask.status, ask.settled) == (Stage.RETURNED, True)
    assert [each.to_user for each in Message.objects.filter(kind="asks.came_back")] == [by.user]
    assert AuditLine.objects.filter(event="asks.returned").exists()


def test_what_was_returned_cannot_be_changed_and_stays_when_drafts_go_on():
    ask = asked()
    reply = returned(ask)
    with pytest.raises(Refused, match="It can be changed only if it is queried"):
        fill_in(ask, by=lead())
    actions.query(ask, by=office(), words="All staff?", due_on=office().on)
    fill_in(ask, by=lead(), words=("50",))

    reply.refresh_from_db()
    assert reply.kept["answers"][0]["answer"] == "46"


def test_a_question_without_an_answer_stops_the_return():
    ask = asked()
    fill_in(ask, by=lead(), words=("46",))

    with pytest.raises(Refused, match="1 question is still open"):
        actions.give_back(ask, by=lead(), signatory="Ada Stone")
    assert not Reply.objects.exists()


def test_a_document_that_is_asked_for_has_to_be_there():
    ask = asked(wanted=Wanted.DOCUMENT)
    with pytest.raises(Refused, match="Add the file that is asked for first"):
        actions.give_back(ask, by=lead(), signatory="Ada Stone")
    actions.attach(ask, by=contributor(), file=examined(), title="Our policy")

    reply = actions.give_back(ask, by=lead(), signatory="Ada Stone")
    assert [each["title"] for each in reply.kept["documents"]] == ["Our policy"]


def test_a_nil_return_is_an_answer_with_who_says_so():
    ask = asked()
    with pytest.raises(Refused, match="Enter the reason"):
        actions.say_nil(ask, by=lead(), signatory="Ada Stone", words=" ")
    ask = ask_of(ask.call)  # as it is, not as a refused act left it
    reply = actions.say_nil(ask, by=lead(), signatory="Ada Stone", words="The register was searched.")

    ask.refresh_from_db()
    assert (ask.status, reply.signatory, reply.kept["answers"]) == (Stage.NIL, "Ada Stone", [])


@pytest.mark.parametrize(
    "who", [lambda: lead("probation"), office, lambda: actor(Role.INDEPENDENT_CHAIR, agency="office")]
)
def test_nobody_else_answers_for_an_agency(who):
    ask = asked("police")
    with pytest.raises(Refused, match="Only the agency that is asked can do this"):
        actions.refuse(ask, by=who(), signatory="Somebody", words="No")


def test_a_contributor_prepares_and_returns_only_what_was_given_to_them():
    ask, helper = asked(), contributor()
    fill_in(ask, by=helper)
    with pytest.raises(Refused, match="You can prepare the answers"):
        actions.give_back(ask, by=helper, signatory="Ada Stone")
    actions.delegate(ask, by=lead(), handler=helper.user)

    assert actions.give_back(ask, by=helper, signatory="Ada Stone").number == 1
    assert [each.to_user for each in Message.objects.filter(kind="asks.delegated")] == [helper.user]


def test_it_is_given_only_to_a_colleague_who_prepares_what_the_agency_returns():
    ask = asked()
    for other in (contributor("probation"), actor(Role.DELEGATE, agency="police")):
        with pytest.raises(Refused, match="does not prepare what Westmere police returns"):
            actions.delegate(ask, by=lead(), handler=other.user)


def test_acknowledging_twice_is_refused():
    ask = asked()
    actions.acknowledge(ask, by=lead())
    with pytest.raises(Refused, match="This is marked ‘Acknowledged’"):
        actions.acknowledge(ask, by=lead())


# --- together ---


def test_two_who_write_one_answer_lose_no_word():
    ask, one, other = asked(), lead(), contributor()
    shown_to_one, shown_to_other = queries.answer_at(ask, 2), queries.answer_at(ask, 2)

    actions.save_answer(shown_to_one, by=one, words="Train the sergeants.")
    with pytest.raises(Changed) as second:
        actions.save_answer(shown_to_other, by=other, words="Train the constables.")
    assert second.value.record.words == "Train the sergeants."

    again = queries.answer_at(ask, 2)
    actions.save_answer(again, by=other, words="Train the sergeants and the constables.")
    assert [each.words for each in queries.wordings_of(again)] == [
        "Train the sergeants and the constables.",
        "Train the sergeants.",
    ]


def test_an_answer_that_changed_after_it_was_shown_is_not_written_over():
    ask = asked()
    fill_in(ask, by=lead())
    mine, theirs = queries.answer_at(ask, 1), queries.answer_at(ask, 1)
    actions.save_answer(theirs, by=contributor(), words="50")

    with pytest.raises(Changed):
        actions.save_answer(mine, by=lead(), words="47")
    assert queries.answer_at(ask, 1).words == "50"


# --- last time ---


def test_what_was_said_last_time_is_found_by_its_question_even_two_calls_ago():
    first = asked()
    returned(first)
    by = office()
    second = prepared(by, follows=first.call, title="Again", due_on=by.on)
    actions.choose_bodies(second, by=by, whom="one", bodies=[first.agency])
    actions.issue(second, by=by)
    third = prepared(by, follows=second, title="Once more", due_on=by.on)
    actions.set_questions(third, by=by, questions=[("how many of your staff were trained", "number"), ("Why?", "text")])
    actions.choose_bodies(third, by=by, whom="one", bodies=[first.agency])
    actions.issue(third, by=by)

    earlier = queries.earlier_answers(queries.earlier_reply(third.asks.get(), lead()))
    assert earlier[queries.compared("How many of your staff were trained?")] == "46"
    assert queries.compared("Why?") not in earlier


def test_another_agency_never_sees_what_was_said_last_time():
    first = asked("police")
    returned(first)
    by = office()
    again = prepared(by, follows=first.call, due_on=by.on)
    other = lead("probation")
    actions.choose_bodies(again, by=by, whom="one", bodies=[other.agency])
    actions.issue(again, by=by)

    assert queries.earlier_reply(again.asks.get(), lead()) is None


def test_an_answer_that_was_opened_before_the_return_is_not_saved_after_it():
    """Saved after it, it would stand in no reply, and whoever typed it would think that it had been sent."""
    ask = asked()
    late = Ask.objects.get(pk=ask.pk)
    returned(ask)

    assert late.status != Stage.RETURNED  # as the page still has it
    with pytest.raises(Refused, match="It can be changed only if it is queried"):
        actions.save_answer(queries.answer_at(late, 1), by=contributor(), words="Another number")
    with pytest.raises(Refused, match="It can be changed only if it is queried"):
        actions.attach(late, by=contributor(), file=examined(), title="Another file")


@pytest.mark.parametrize("who", [office, lead, contributor])
def test_nobody_files_anything_around_the_rules_of_an_ask(who):
    with pytest.raises(Refused, match="Only the agency that is asked adds files"):
        add_document(asked().entry, by=who(), file=examined(), title="Put there by somebody")
