"""The pages of the thread: what is offered to whom, what is found by the filters, and two clicks to anywhere."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, with_second_factor
from safehold.access.tests.factories import AgencyFactory, account, actor, membership
from safehold.plans import actions
from safehold.plans.models import Finding, Recommendation
from safehold.plans.tests.factories import (
    DAY,
    accepted,
    action,
    assured,
    doer,
    evidenced,
    finding,
    manager,
    member,
    recommendation,
)
from safehold.plans.tests.pages import at, page, text
from safehold.records.tests.promises import ask_and_answer, browser, hidden_of, typed
from tests.invented import actions as notebooks

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


# --- the tracker ---


@pytest.fixture
def several():
    """Of the police, late; of health, in time and waiting for assurance; of the council, led by somebody."""
    by, made = manager(), accepted()
    late = action(made, by, words="Overdue one")
    waiting = evidenced(made)
    led = action(made, by, agency=AgencyFactory(code="council"), words="Led one", due_on=date(2021, 9, 1))
    actions.assign(led, by=by, lead_role="Head", lead=doer("council").user)
    return {"late": late, "waiting": waiting, "led": led}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, {"late", "waiting", "led"}),
        ({"standing": "overdue"}, {"late"}),
        ({"standing": "to_assure"}, {"waiting"}),
        ({"whose": "agency"}, {"led"}),
        ({"whose": "groups"}, {"late", "waiting", "led"}),
        ({"whose": "mine"}, set()),
        ({"q": "overdue"}, {"late"}),
        ({"status": "evidenced"}, {"waiting"}),
    ],
)
def test_the_filters_find_what_they_say(several, query, shown):
    who = member(Role.AGENCY_LEAD, agency="council")

    listed = page(who, "actions", **query)

    assert {name for name, each in several.items() if f"/{each.uid}/" in listed} == shown


def test_whoever_leads_an_action_finds_it_as_their_own(several):
    lead = Actor.of(several["led"].lead.memberships.get(), on=DAY)

    assert f"/{several['led'].uid}/" in page(lead, "actions", whose="mine")


def test_an_action_is_late_against_both_its_dates(several):
    late = several["late"]
    actions.move_due_date(late, by=member(), due_on=date(2021, 4, 20), why="Training is booked")

    listed = page(manager(), "actions", standing="overdue")

    assert "10 days late, 18 days after the date first agreed" in listed


# --- what is offered ---


@pytest.mark.parametrize(
    ("who", "offered", "not_offered"),
    [
        (doer, ["begin", "complete", "give_evidence"], ["assure", "move_due_date", "withdraw"]),
        (member, ["move_due_date", "withdraw", "supersede"], ["begin", "give_evidence", "assure"]),
    ],
)
def test_each_is_offered_their_own_steps(who, offered, not_offered):
    agreed = action()

    shown = page(who(), "action", agreed)

    assert [name for name in offered if f'href="{at(name, agreed)}"' not in shown] == []
    assert [name for name in not_offered if f'href="{at(name, agreed)}"' in shown] == []


def test_whoever_gave_the_evidence_is_told_why_they_are_not_asked():
    given_by = member(Role.AGENCY_LEAD, agency="police")
    given = evidenced(by=given_by)

    shown = page(given_by, "action", given)

    assert "Somebody else must be assured of it, because you did it or gave its evidence" in shown
    assert at("assure", given) not in shown


def test_evidence_is_read_where_it_is_judged():
    given = evidenced()

    shown = page(member(), "assure", given)

    assert "Sixty sergeants were trained in March." in shown
    assert "Three to twelve months from now" in shown


def test_an_action_says_apart_that_it_is_done_assured_and_made_a_difference():
    shown = page(manager(), "action", assured())

    assert "Said to be done" in shown
    assert "on 30 April 2021" in shown
    assert "Not tested: to be tested by audit by 1 September 2021" in shown


# --- recording ---


def test_a_finding_a_recommendation_and_an_action_are_recorded_on_pages():
    by = manager()
    web = browser(by)
    group = recommendation(by=by).group
    answers = {
        "title": "Minutes come late",
        "words": "In six of eight meetings",
        "found_by": "meeting",
        "found_on": DAY,
    }
    ask_and_answer(web, at("record_finding"), **answers)
    found = Finding.objects.get(title="Minutes come late")

    ask_and_answer(
        web, at("recommend", found), words="Send minutes in ten days", scope="multi_agency", group=group.pk, made_on=DAY
    )

    made = Recommendation.objects.get(finding=found)
    ask_and_answer(web, at("answer", made), response="accepted", answered_on=DAY, why="")
    assert "Add an action" in page(by, "recommendation", made)


def test_a_finding_out_of_a_record_is_for_those_who_see_that_record():
    officer = actor(Role.REVIEW_OFFICER)
    review = notebooks.open_one(by=officer, title="A review", opened_on=DAY)
    where = f"{at('record_finding')}?from={review.uid}"
    answers = {"title": "Late again", "words": "Twice", "found_by": "review", "found_on": DAY, "source_name": ""}

    ask_and_answer(browser(officer), where, **answers)

    assert "see this finding" in text(browser(officer).get(where))
    assert Finding.objects.get().entry.source == review.entry


@pytest.mark.parametrize("mistyped", [True, False])
def test_a_finding_is_not_recorded_for_everybody_because_its_source_was_not_found(mistyped):
    """That there is such a record, or none, answers alike."""
    hidden = notebooks.open_one(by=actor(Role.REVIEW_OFFICER), title="A review", opened_on=DAY)
    where = f"{at('record_finding')}?from={'no-such-record' if mistyped else hidden.uid}"
    web = browser(manager())
    answers = {"title": "Late again", "words": "Twice", "found_by": "review", "found_on": DAY, "source_name": ""}

    assert web.get(where).status_code == 404
    assert web.post(where, typed(answers)).status_code == 404
    assert not Finding.objects.exists()


def test_whoever_switches_agency_and_back_still_records_it_out_of_the_record():
    """The way back once forgot what it came out of, and the words of a case would have been for everybody."""
    user = with_second_factor(account(Role.REVIEW_OFFICER, agency="council"))
    elsewhere = membership(Role.AGENCY_CONTRIBUTOR, agency="school", user=user)
    here = user.memberships.get(agency__code="council")
    officer = Actor.of(here, on=DAY)
    review = notebooks.open_one(by=officer, title="A review", opened_on=DAY)
    where = f"{at('record_finding')}?from={review.uid}"
    answers = {"title": "Late again", "words": "Twice", "found_by": "review", "found_on": DAY, "source_name": ""}
    web = signed_in(user)
    switch = reverse("access:choose")
    web.post(switch, {"membership": here.pk})
    form = hidden_of(text(web.get(where))) | typed(answers)
    web.post(switch, {"membership": elsewhere.pk})

    sent = text(web.post(where, form))

    link = unescape(re.search(r'href="(/choose-agency/[?][^"]*)"', sent)[1])
    back = web.post(link, hidden_of(text(web.get(link))) | {"membership": here.pk})
    assert f"from={review.uid}" in back.url
    assert 'value="Late again"' in text(web.get(back.url))


def test_earlier_recommendations_like_one_are_shown_as_it_is_written():
    by = manager()
    earlier = accepted(by)
    action(earlier, by)
    found = finding(by, title="Something else")
    words = "Mental capacity is assessed for each decision"

    shown = text(browser(by).post(at("recommend", found), typed({"words": words, "look": "yes"})))

    assert str(earlier) in shown
    assert "Not started" in shown
    assert words in shown
    assert Recommendation.objects.count() == 1


def test_a_reason_is_asked_where_not_all_is_accepted():
    made, by = recommendation(), manager()

    answered = browser(by).post(at("answer", made), typed({"response": "partly", "answered_on": DAY, "why": ""}))

    assert answered.status_code == 422
    assert "Enter why it is not accepted, or accepted in part only" in text(answered)
