"""What the thread waits for, on the front page: for whoever may do it, and for nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.plans import actions, waiting
from safehold.plans.models import Method, Result, Scope
from safehold.plans.tests.factories import (
    DUE_ON,
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
from safehold.records.tests.promises import browser
from safehold.records.waiting import gather
from tests.invented import actions as notebooks

pytestmark = pytest.mark.django_db


def waits(who, on: date | None = None) -> list[str]:
    return [each.what for each in gather(waiting.parts(replace(who, on=on) if on else who))]


def led(who=None, **facts):
    agreed = action(**facts)
    return actions.assign(agreed, by=manager(), lead_role="Head of public protection", lead=(who or doer()).user)


@pytest.mark.parametrize(
    ("days", "found"), [(-15, []), (-14, ["plans.do"]), (0, ["plans.do"]), (1, ["plans.do"]), (400, ["plans.do"])]
)
def test_an_action_waits_for_its_lead_from_a_fortnight_before_it_is_due_until_evidence_is_given(days, found):
    lead = doer()
    agreed = led(lead)
    on = DUE_ON + timedelta(days=days)

    assert waits(lead, on) == found

    actions.give_evidence(agreed, by=lead, words="Sixty sergeants were trained.")
    assert waits(lead, on) == []


def test_evidence_waits_for_the_receiving_group_and_for_none_who_had_a_hand_in_it():
    lead, inside = doer(), member()
    join(evidenced(by=lead).group.circle, lead)

    assert waits(inside) == ["plans.judge"]
    assert waits(lead) == ["plans.lead"]  # it was never said who leads it, which their agency's lead does
    assert waits(doer("council")) == []


def test_an_agency_that_acts_alone_is_not_asked_to_judge_itself():
    evidenced(accepted(scope=Scope.SINGLE_AGENCY))

    assert waits(member(Role.AGENCY_CONTRIBUTOR, agency="police")) == []
    assert waits(member(Role.AGENCY_CONTRIBUTOR, agency="health")) == ["plans.judge"]


def test_evidence_that_was_sent_back_waits_for_whoever_leads_the_action():
    lead = doer()
    agreed = led(lead)
    actions.give_evidence(agreed, by=lead, words="It was done.")
    actions.return_evidence(agreed, by=member(), why="Nothing shows it")

    assert waits(lead, DUE_ON - timedelta(days=300)) == ["plans.mend"]


def test_a_test_of_impact_waits_for_the_group_when_it_is_near_and_until_it_is_done():
    made = assured()
    tester = member(Role.AGENCY_CONTRIBUTOR, agency="council")

    assert waits(tester, date(2021, 8, 17)) == []
    assert waits(tester, date(2021, 8, 18)) == ["plans.test"]
    later = replace(tester, on=date(2021, 9, 1))
    actions.record_impact(
        made, by=later, method=Method.AUDIT, result=Result.SHOWN, tested_on=date(2021, 9, 1), why="Nine of ten"
    )
    assert waits(later) == []


@pytest.mark.parametrize(
    ("role", "sits", "found"),
    [
        (Role.BUSINESS_MANAGER, False, ["plans.answer"]),
        (Role.INDEPENDENT_CHAIR, False, ["plans.answer"]),
        (Role.SUBGROUP_CHAIR, True, ["plans.answer"]),
        (Role.SUBGROUP_CHAIR, False, []),
        (Role.AGENCY_CONTRIBUTOR, True, []),
    ],
)
def test_a_recommendation_waits_for_those_who_answer_for_its_group(role, sits, found):
    recommendation()
    who = member(role) if sits else actor(role, agency="health")

    assert waits(who) == found


def test_nothing_waits_for_those_who_cannot_see_where_it_comes_from():
    officer, chair = actor(Role.REVIEW_OFFICER), actor(Role.INDEPENDENT_CHAIR, agency="health")
    review = notebooks.open_one(by=officer, title="A review", opened_on=officer.on)
    recommendation(finding(officer, source=review.entry), officer)

    assert waits(chair) == []
    join(review.entry.circle, chair)
    assert waits(chair) == ["plans.answer"]


def test_the_front_page_leads_to_each_and_says_whose_it_is_and_how_urgent():
    lead = doer()
    agreed = led(lead)

    page = browser(lead).get("/").content.decode()

    assert "Do ‘Train every sergeant in assessing capacity for one decision’ and give evidence" in page
    assert agreed.get_absolute_url() in page
    assert "Overdue" in page


def test_everything_is_asked_for_in_two_questions_however_much_waits():
    inside = member(Role.SUBGROUP_CHAIR, Role.AGENCY_LEAD)
    for _ in range(3):
        recommendation()
        evidenced()

    with CaptureQueriesContext(connection) as asked:
        found = gather(waiting.parts(inside.reading(), most=2))

    assert len(asked) == 2  # what is their own, and the rest together
    assert [each.what for each in found] == ["plans.judge"] * 2 + ["plans.answer"] * 2
