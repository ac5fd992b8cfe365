"""What cannot be done is not offered, and a form that is opened by its address says so before anything is typed."""

from datetime import date, timedelta

import pytest

from safehold.access.policy import Refused
from safehold.asks import actions, queries
from safehold.asks.tests.factories import (
    DAY,
    DUE_ON,
    ISSUED_ON,
    ask_of,
    asked,
    contact_of,
    contributor,
    issued,
    lead,
    office,
    prepared,
    returned,
)
from safehold.asks.tests.test_following import examined
from safehold.asks.tests.test_pages import at
from safehold.records.tests.promises import ask_and_answer, browser, hidden_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]
LATER = DAY + timedelta(days=18)
SATURDAY = date(2021, 5, 8)


def queried():
    ask = asked()
    returned(ask)
    actions.query(ask, by=office(), words="All staff?", due_on=LATER)
    return ask


def accepted():
    ask = asked()
    returned(ask)
    actions.accept_reply(ask, by=office())
    return ask


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("query", queried, "This is marked ‘Queried’"),
        ("query", asked, "This is marked ‘Not yet acknowledged’"),
        ("escalate", lambda: asked(due_on=LATER), "Only what is overdue can be escalated"),
        ("withdraw_ask", accepted, "This is marked ‘Accepted’"),
        ("accept", asked, "This is marked ‘Not yet acknowledged’"),
        ("note", asked, "This is marked ‘Not yet acknowledged’"),
        ("send_link", accepted, "This has been answered"),
    ],
)
def test_a_form_that_can_only_refuse_refuses_before_it_is_filled_in(name, make, told):
    page = browser(office()).get(at(name, make()))

    assert page.status_code == 403
    assert told in page.text
    assert "<textarea" not in page.text


def test_a_link_is_not_offered_for_what_was_answered_but_to_a_guest_who_comes_back():
    done, of_guest = accepted(), asked("probation")
    actions.send_link(of_guest, by=office(), contact=contact_of(of_guest))
    returned(of_guest)
    client = browser(office())

    assert at("send_link", done) not in client.get(at("ask", done)).text
    assert at("send_link", of_guest) in client.get(at("ask", of_guest)).text


def test_a_colleague_is_somebody_else_and_without_one_it_is_said_who_invites():
    ask, me = asked(), lead()
    page = browser(me).get(at("delegate", ask))
    assert page.status_code == 403
    assert "Nobody else at Westmere police prepares what it returns" in page.text
    helper = contributor()
    offered = browser(me).get(at("delegate", ask)).text
    assert f'<option value="{helper.user.pk}"' in offered
    assert f'<option value="{me.user.pk}"' not in offered
    actions.delegate(ask, by=me, handler=helper.user)

    back = browser(me).get(at("delegate", ask)).text
    assert f'<option value="{helper.user.pk}"' not in back
    assert f'<option value="{me.user.pk}"' in back  # to take it back


def test_a_document_that_was_handed_over_shows_no_way_to_withdraw_it():
    ask, me = asked(wanted="document"), lead()
    document = actions.attach(ask, by=me, file=examined(), title="The register")
    client = browser(me)
    assert f"{document.uid}/withdraw/" in client.get(at("ask", ask)).text
    actions.give_back(ask, by=me, signatory="Ada Stone")

    assert f"{document.uid}/withdraw/" not in client.get(at("ask", ask)).text


def test_whoever_decides_about_more_time_reads_the_day_and_the_reason():
    ask = asked()
    actions.want_time(ask, by=lead(), due_on=LATER, why="The register is being moved")
    for name in ("more_time", "no_time"):
        page = browser(office()).get(at(name, ask)).text
        assert "asks for more time, until 18 May 2021. Their reason: The register is being moved" in page


# --- days ---


def test_a_day_on_which_nobody_works_is_said_and_not_refused():
    ask = asked()
    client = browser(office())
    ask_and_answer(client, at("more_time", ask), due_on=SATURDAY, why="A major incident")

    ask.refresh_from_db()
    assert ask.due_on == SATURDAY
    assert "Check the day: 8 May 2021 is not a working day (Saturday)" in client.get(at("ask", ask)).text


def test_a_call_that_is_due_on_such_a_day_says_so_before_it_is_issued():
    client = browser(office(on=ISSUED_ON))
    page = client.get(at("issue", prepared(due_on=date(2021, 5, 3)))).text
    assert "3 May 2021 is not a working day (" in page
    assert "is not a working day" not in client.get(at("issue", prepared())).text  # the control


@pytest.mark.parametrize("name", ["more_time", "want_time", "query"])
def test_a_day_years_away_asks_to_check_the_year(name):
    ask = asked()
    if name == "query":
        returned(ask)
    client = browser(lead() if name == "want_time" else office())
    words = {"words": "All staff?", "why": "More"}
    answer = ask_and_answer(client, at(name, ask), due_on=date(2099, 5, 14), **words)

    assert answer.status_code == 422
    assert "Check the year: 14 May 2099 is more than two years on" in answer.text


@pytest.mark.parametrize(
    ("typed", "told"), [(date(2021, 4, 1), "must be today or in the future"), (DUE_ON, "in the future")]
)
def test_what_is_wrong_with_a_day_stands_at_the_day(typed, told):
    answer = ask_and_answer(browser(office()), at("more_time", asked()), due_on=typed, why="More")

    assert told in answer.text.split('id="id_due_on-error"')[1].split("</p>")[0]


def test_what_only_the_act_can_know_of_a_day_stands_there_too():
    ask = asked(due_on=LATER)
    answer = ask_and_answer(browser(office()), at("more_time", ask), due_on=DAY + timedelta(days=2), why="More")

    assert answer.status_code == 409
    assert "Enter a later day than 18 May 2021" in answer.text.split('id="id_due_on-error"')[1].split("</p>")[0]


def test_once_issued_a_call_says_its_day():
    by = office(on=ISSUED_ON)
    call = issued(by, due_on=None, working_days=3)
    page = browser(by).get(at("call", call)).text

    assert "9 April 2021" in page
    assert "working days after it is issued" not in page


# --- withdrawn, and conflicts ---


def test_a_withdrawn_call_says_when_and_how_many_had_answered():
    call = issued()
    returned(ask_of(call, "probation"))
    client = browser(office())
    actions.withdraw_call(call, by=office(), why="Asked twice")
    page = client.get(at("call", call)).text

    assert "This was withdrawn on 30 April 2021. 2 agencies had been asked, and 1 had answered" in page
    assert "Everybody has answered" not in page


def test_a_conflict_over_a_first_answer_names_nothing_that_nobody_changed():
    ask = asked()
    address = at("answer", ask, 2)
    client = browser(contributor())
    shown = client.get(address).text
    actions.save_answer(queries.answer_at(ask, 2), by=lead(), words="Train the sergeants.")
    answer = client.post(address, {"words": "Train the constables.", "why_not": ""} | hidden_of(shown))

    assert answer.status_code == 409
    assert "Train the sergeants." in answer.text
    assert "was changed too" not in answer.text


def test_an_escalation_by_its_act_is_refused_too():
    with pytest.raises(Refused, match="Only what is overdue"):
        actions.escalate(asked(due_on=LATER), by=office(), why="Soon")
