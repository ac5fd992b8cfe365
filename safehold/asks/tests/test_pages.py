"""The pages of what is asked: from preparing a call to the copy that is kept, as people go through them."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from safehold.access.models import AgencyContact
from safehold.access.tests.factories import AgencyFactory
from safehold.asks import actions, queries
from safehold.asks.lifecycle import Stage
from safehold.asks.models import Ask, Call, Sort, Wanted
from safehold.asks.tests.factories import (
    DAY,
    DUE_ON,
    ISSUED_ON,
    ask_of,
    asked,
    contact_of,
    contributor,
    fill_in,
    issued,
    lead,
    office,
    prepared,
    returned,
    schools,
)
from safehold.records.models import Message
from safehold.records.tests.promises import ask_and_answer, browser, hidden_of, queries_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]
MOST = 12


def at(name, of=None, *more) -> str:
    return reverse(f"asks:{name}", args=[of.uid, *more] if of is not None else [])


def send_back(client, address, **answers):
    """Check what is there, and return it."""
    shown = client.get(address).text
    seen = re.search(r'name="_seen" value="([^"]*)"', shown)[1]
    return client.post(address, answers | {"_seen": seen} | hidden_of(shown))


def test_a_call_goes_from_an_idea_to_every_school_in_five_pages():
    schools(12)
    client = browser(office())
    told = {"title": "Training", "words": "For the report", "legal_basis": "Education Act 2002, section 175"}
    made = ask_and_answer(client, at("prepare"), wanted="form", by_when="working_days", working_days="10", **told)
    call = Call.objects.get()
    assert made.url == call.get_absolute_url()
    asked_in = "How many were trained? (number)\nIs there a policy? (yes or no)\n\nWhat next?"
    ask_and_answer(client, at("questions", call), questions=asked_in)
    ask_and_answer(client, at("bodies", call), whom="kind", agency_kind="SCHOOL")
    assert "12 agencies: every school" in client.get(at("issue", call)).text
    ask_and_answer(client, at("issue", call))

    page = client.get(call.get_absolute_url()).text
    assert [each.sort for each in queries.questions_of(call)] == [Sort.NUMBER, Sort.YES_NO, Sort.TEXT]
    assert page.count("Not yet acknowledged") == 12
    # ten working days after Friday 30 April 2021, past the bank holiday of 3 May
    assert Ask.objects.first().first_due_on == date(2021, 5, 17)


def test_a_list_of_agencies_is_pasted_and_unknown_names_are_said():
    AgencyFactory(code="police"), AgencyFactory(code="probation")
    client, call = browser(office(on=ISSUED_ON)), prepared(wanted=Wanted.STATEMENT)

    answer = ask_and_answer(client, at("bodies", call), whom="list", names="Westmere police\nprobatoin\n")
    assert "There is no agency called ‘probatoin’" in answer.text
    assert "probatoin" in answer.text  # nothing typed is lost
    ask_and_answer(client, at("bodies", call), whom="list", names="WESTMERE  police\nprobation\npolice")
    assert [each.code for each in queries.bodies_of(call)] == ["police", "probation"]


@pytest.mark.parametrize(
    ("typed_in", "told"),
    [
        ("", "Enter at least one question"),
        ("Why?\nwhy", "Ask each question once"),
        ("W" * 501, "must be 500 characters or less"),
        ("\n".join(f"Question {n}" for n in range(61)), "Enter 60 questions or fewer"),
    ],
)
def test_questions_that_cannot_be_asked_are_said_so(typed_in, told):
    answer = ask_and_answer(browser(office()), at("questions", prepared()), questions=typed_in)
    assert answer.status_code == 422
    assert told in answer.text


def test_the_inbox_shows_what_is_owed_first_and_how_late_it_is():
    by = office(on=ISSUED_ON)
    late, done = asked(title="The late one"), asked(title="The finished one")
    asked(by=by, title="The next one", due_on=date(2021, 5, 7))
    returned(done)
    listed = browser(lead()).get(at("inbox")).text

    assert listed.index("The late one") < listed.index("The next one") < listed.index("The finished one")
    assert "Overdue by 3 days" in listed
    assert "Due in 7 days" in listed
    assert str(late.uid) in listed


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        ("", {"late", "next", "done"}),
        ("owed", {"late", "next"}),
        ("late", {"late"}),
        ("mine", {"next"}),
        ("answered", {"done"}),
    ],
)
def test_the_filters_of_the_inbox_find_what_they_say(standing, shown):
    me = contributor()
    found = {"late": asked(), "done": asked(), "next": asked(due_on=date(2021, 5, 7))}
    returned(found["done"])
    actions.delegate(found["next"], by=lead(), handler=me.user)

    listed = browser(me).get(at("inbox"), {"standing": standing}).text
    assert {name for name, each in found.items() if str(each.uid) in listed} == shown


def test_a_return_is_prepared_checked_and_sent_and_the_copy_can_be_had_for_ever():
    ask = asked()
    client = browser(lead())
    first = ask_and_answer(client, at("answer", ask, 1), words="46")
    assert first.url == at("answer", ask, 2)  # the next that nobody has answered
    assert ask_and_answer(client, at("answer", ask, 2), words="More training.").url == at("ask", ask)
    check = client.get(at("return", ask)).text
    assert "More training." in check
    assert "Change" in check
    done = send_back(client, at("return", ask), signatory="Ada Stone, head", words="As agreed")
    assert done.url == at("receipt", ask, 1)
    assert queries.reply_of(ask, 1).receipt in client.get(done.url).text

    ask.refresh_from_db()
    actions.accept_reply(ask, by=office())
    copy = client.get(at("copy", ask, 1)).text
    assert "46" in copy
    assert "As agreed" in copy
    pdf = client.get(at("file", ask, 1, "pdf"))
    assert (pdf.headers["Content-Type"], b"".join(pdf)[:5]) == ("application/pdf", b"%PDF-")
    assert b"".join(client.get(at("file", ask, 1, "docx")))[:2] == b"PK"
    assert b"".join(client.get(at("file", ask, 1, "csv"))).decode("utf-8-sig").splitlines() == [
        "Number,Question,Answer",
        "1,How many of your staff were trained?,46",
        "2,What will you do next?,More training.",
        ",Said beside it,As agreed",
    ]
    assert client.get(at("file", ask, 1, "exe")).status_code == 404


def test_the_page_of_an_ask_leads_to_what_was_returned_for_both_sides():
    ask = asked()
    returned(ask)
    for who in (lead(), contributor(), office()):
        page = browser(who).get(at("ask", ask)).text
        assert f'href="{at("copy", ask, 1)}"' in page
        assert "built-in" not in page


def test_nobody_returns_words_that_they_did_not_see():
    ask = asked()
    fill_in(ask, by=lead())
    client, address = browser(lead()), at("return", ask)
    shown = client.get(address).text
    seen = re.search(r'name="_seen" value="([^"]*)"', shown)[1]
    actions.save_answer(queries.answer_at(ask, 2), by=contributor(), words="Train nobody.")
    sent = {"signatory": "Ada Stone", "words": "", "_seen": seen} | hidden_of(shown)
    again = client.post(address, sent)

    assert again.status_code == 409
    assert "A colleague changed something after you opened this page" in again.text
    assert "Train nobody." in again.text
    now = re.search(r'name="_seen" value="([^"]*)"', again.text)[1]
    assert client.post(address, sent | {"_seen": now} | hidden_of(again.text)).status_code == 302


def test_a_number_is_asked_for_as_a_number():
    ask = asked()
    answer = ask_and_answer(browser(lead()), at("answer", ask, 1), words="forty-six")
    assert answer.status_code == 422
    assert "Your answer must be a whole number, like 15" in answer.text


def test_of_two_who_save_one_answer_the_second_sees_both_texts_and_loses_nothing():
    ask, address = asked(), None
    address = at("answer", ask, 2)
    one, other = browser(lead()), browser(contributor())
    pages = {client: client.get(address).text for client in (one, other)}
    one.post(address, {"words": "Train the sergeants."} | hidden_of(pages[one]))
    second = other.post(address, {"words": "Train the constables."} | hidden_of(pages[other]))

    assert second.status_code == 409
    assert "Train the sergeants." in second.text
    assert "Train the constables." in second.text
    sent = other.post(address, {"words": "Train them all."} | hidden_of(second.text))
    assert sent.status_code == 302
    kept = other.get(at("before", ask, 2)).text
    assert "Train the sergeants." in kept
    assert "Train them all." in kept


def test_what_was_said_last_time_stands_beside_the_question():
    first = asked()
    returned(first)
    again = prepared(office(), follows=first.call, due_on=DAY)
    actions.choose_bodies(again, by=office(), whom="one", bodies=[first.agency])
    actions.issue(again, by=office())

    page = browser(lead()).get(at("answer", again.asks.get(), 1)).text
    assert "What you said last time" in page
    assert "46" in page


def test_an_answer_that_does_not_exist_is_not_there():
    ask = asked()
    assert browser(lead()).get(at("answer", ask, 9)).status_code == 404
    assert browser(lead()).get(at("copy", ask, 1)).status_code == 404


def test_one_click_chases_all_and_the_page_says_who_was_chased_when():
    lead("police"), lead("probation")
    call = issued()
    client = browser(office())
    ask_and_answer(client, at("chase_all", call))

    page = client.get(call.get_absolute_url()).text
    assert "2 agencies chased" in page
    assert page.count("30 April 2021") >= 2


def test_more_time_says_both_days():
    ask = asked()
    client = browser(office())
    ask_and_answer(client, at("more_time", ask), due_on=date(2021, 5, 14), why="A major incident")

    assert "14 May 2021 (first asked for by 27 April 2021)" in client.get(ask.get_absolute_url()).text


def test_escalating_says_to_whom_and_why():
    lead("police")
    ask = asked()
    client = browser(office())
    ask_and_answer(client, at("escalate", ask), why="The report waits")

    assert "Escalated to the agency’s lead" in client.get(ask.get_absolute_url()).text


def test_no_message_says_what_is_asked():
    """Everything that is typed is marked, and every act that writes to somebody is done."""
    mark = "Qzxv-marked"
    AgencyContact.objects.create(
        agency=AgencyFactory(code="probation"), purpose="Desk", email="desk@probation.example", from_on=ISSUED_ON
    )
    theirs, helper, by = lead(), contributor(), office(on=ISSUED_ON)
    call = issued(by, title=mark, words=mark, legal_basis=mark, questions=[(mark, "text")])
    ask, other = ask_of(call), ask_of(call, "probation")
    actions.delegate(ask, by=theirs, handler=helper.user)
    actions.chase_all(call, by=office())
    actions.escalate(ask, by=office(), why=mark)
    actions.give_more_time(ask, by=office(on=DUE_ON), due_on=date(2021, 5, 14), why=mark)
    fill_in(ask, by=helper, words=[mark])
    actions.give_back(ask, by=helper, signatory=mark, words=mark)
    actions.query(ask, by=office(), words=mark, due_on=date(2021, 5, 14))
    actions.refuse(ask, by=theirs, signatory=mark, words=mark)
    actions.withdraw_ask(other, by=office(), why=mark)

    from safehold.records.outbox import words_of

    sent = list(Message.objects.all())
    assert {each.kind for each in sent} >= {
        "asks.issued", "asks.delegated", "asks.chased", "asks.escalated", "asks.extended", "asks.came_back",
        "asks.queried", "asks.withdrawn",
    }  # fmt: skip
    assert not [each for each in sent if mark in each.subject + words_of(each)]


# --- how often the database is asked ---


def full(ask: Ask) -> Ask:
    """An ask to which everything has happened."""
    actions.acknowledge(ask, by=lead())
    actions.delegate(ask, by=lead(), handler=contributor().user)
    for n in range(3):
        actions.chase(ask, by=office(on=DAY + timedelta(days=n)))
        actions.give_more_time(ask, by=office(on=DUE_ON), due_on=date(2021, 5, 10 + n), why="More")
    actions.send_link(ask, by=office(), contact=contact_of(ask))
    returned(ask)
    actions.query(ask, by=office(), words="Why?", due_on=date(2021, 5, 20))
    return ask


def test_the_pages_of_one_ask_ask_the_database_at_most_twelve_times():
    first = asked()
    returned(first)
    again = prepared(office(), follows=first.call, due_on=DAY)
    actions.choose_bodies(again, by=office(), whom="one", bodies=[first.agency])
    actions.issue(again, by=office())
    ask = full(again.asks.get())

    for who in (lead(), office()):
        client = browser(who)
        of_ask = [at(name, ask, *more) for name, *more in (("ask",), ("copy", 1), ("receipt", 1))]
        for address in [*of_ask, at("call", ask.call), at("inbox"), at("calls")]:
            client.get(address)
            if client.get(address).status_code == 200:
                assert queries_of(lambda client=client, address=address: client.get(address)) <= MOST, address
    client = browser(lead())
    for address in [
        at("answer", ask, 1),
        at("return", ask),
        at("before", ask, 1),
        at("attach", ask),
        at("delegate", ask),
    ]:
        assert client.get(address).status_code == 200
        assert queries_of(lambda address=address: client.get(address)) <= MOST, address


def test_a_call_of_ninety_eight_asks_the_database_as_often_as_one_of_one():
    by = office(on=ISSUED_ON)
    every = schools(98)
    one, many = issued(by, every[:1]), issued(by, every)
    client = browser(office())

    def asked_for(call: Call, name: str) -> int:
        client.get(at(name, call))
        return queries_of(lambda: client.get(at(name, call)))

    for name in ("call", "asked", "chase_all"):
        assert asked_for(one, name) == asked_for(many, name) <= MOST, name
    assert client.get(at("call", many)).text.count("<tr") == 99
    exported = b"".join(client.get(at("asked", many), {"format": "csv"})).decode()
    assert exported.count("\n") == 99


def test_writing_to_ninety_eight_asks_for_recipients_twice():
    lead("school-1")
    by = office(on=ISSUED_ON)
    asks = queries.not_answered(issued(by, schools(98)))

    assert queries_of(lambda: queries.to_tell(asks, DAY)) == 2


def test_a_nil_return_and_a_refusal_say_who_and_why():
    ask = asked()
    client = browser(lead())
    done = ask_and_answer(client, at("nil", ask), words="The register was searched", signatory="Ada Stone")
    assert "Nil return sent" in client.get(done.url).text
    ask.refresh_from_db()
    assert ask.status == Stage.NIL
    assert "The register was searched" in client.get(at("copy", ask, 1)).text
