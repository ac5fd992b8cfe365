"""Challenges and the actions that a group agrees: who answers, who receives, and what is never changed."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.policy import Refused
from safehold.access.reach import Tier
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.meetings import actions
from safehold.meetings.models import Challenge, Decision
from safehold.meetings.queries import deciding
from safehold.meetings.tests.factories import (
    HELD_ON,
    board,
    first,
    held,
    holder,
    item,
    recused,
    secretary,
)
from safehold.partnership.tests.factories import manager
from safehold.plans import queries as plans
from safehold.plans.models import PlannedAction
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TOLD = {"words": "Adopt the protocol", "reasons": "It was tried and it works"}
LATER = date(2021, 4, 27)


@pytest.fixture
def by():
    return secretary()


def decided(of, by, **facts) -> Decision:
    return actions.decide(first(of), by=by, **TOLD | facts)


# --- challenges ---


def challenged(of, by, **facts) -> Challenge:
    told = {
        "challenger": AgencyFactory(code="health"),
        "challenged": AgencyFactory(code="police"),
        "words": "Why so late?",
    }
    return actions.challenge(first(of), by=by, **told | facts)


def test_a_challenge_is_listed_until_it_is_answered_by_the_agency(by):
    made = challenged(held(by), by)
    assert list(deciding.unanswered(by)) == [made]

    actions.answer_challenge(made, by=holder("police"), answer="Staff were ill", answered_on=LATER)

    assert list(deciding.unanswered(by)) == []
    with pytest.raises(Refused, match="answered already"):
        actions.answer_challenge(made, by=by, answer="Again", answered_on=LATER)


def test_nobody_else_answers_for_an_agency(by):
    made = challenged(held(by), by)

    with pytest.raises(Refused, match="Only the agency that was challenged"):
        actions.answer_challenge(made, by=holder("health"), answer="We know why", answered_on=LATER)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"answered_on": date(2021, 5, 1)}, "must be today or in the past"),
        ({"answered_on": date(2021, 4, 1)}, "cannot be answered before it was raised"),
        ({"answer": " "}, "Enter the answer"),
    ],
)
def test_an_answer_that_is_none(by, facts, reason):
    made = challenged(held(by), by)

    with pytest.raises(Refused, match=reason):
        actions.answer_challenge(made, by=by, **{"answer": "Because", "answered_on": LATER} | facts)


# --- actions ---


def agreed(of, by, **facts) -> PlannedAction:
    told = {
        "words": "Write the protocol",
        "measure": "It is used in ten files",
        "agency": AgencyFactory(code="police"),
        "lead_role": "Head of custody",
        "due_on": date(2021, 9, 1),
    }
    return actions.agree_action(of, by=by, **told | facts)


def test_an_action_agreed_at_an_item_is_one_that_the_group_receives_and_is_tied_to_it(by):
    one = first(held(by))
    action = agreed(one, by)

    assert (action.group, action.agreed_on, action.entry.owner.code) == (board(), HELD_ON, "police")
    assert action in plans.actions_visible_to(actor(Role.AGENCY_LEAD, agency="fire"))
    (hop,) = plans.thread(one.entry, by)
    assert hop.entry == action.entry
    assert [each.action for each in deciding.actions_of(one, by)] == [action]


def test_an_action_keeps_the_words_in_which_it_was_agreed(by):
    from safehold.plans import actions as doing

    one = first(held(by))
    action = agreed(one, by)
    doing.correct(action, by=manager(), field="words", value="Write the protocol twice", why="Two of them")

    assert [each.words for each in deciding.actions_of(one, by)] == ["Write the protocol"]


def test_an_action_out_of_a_confidential_item_is_for_its_agency_and_the_group(by):
    one = item(held(by), "Quiet", by, confidential=True)
    action = agreed(one, by)

    assert action.entry.tier == Tier.C3
    assert action in plans.actions_visible_to(holder("police"))
    assert action not in plans.actions_visible_to(actor(Role.AGENCY_LEAD, agency="fire"))


def test_a_challenge_that_one_may_not_see_is_not_there(by):
    asked = challenged(held(by), by)
    address = reverse("meetings:answer_challenge", args=[asked.pk])

    assert browser(actor(Role.AGENCY_LEAD, agency="fire")).get(address).status_code == 404
    assert browser(holder("health")).get(address).status_code == 403


# --- recusal ---


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_recused_member_finds_nothing_that_came_of_the_item(by, when):
    made = held(by, health="member")
    one, police = first(made), holder("police")
    if when == "before":
        recused(one, police, by)
    decision, asked, action = decided(made, by), challenged(made, by), agreed(one, by)
    if when == "after":
        assert decision in deciding.decisions_visible_to(police)
        recused(one, police, by)

    assert decision not in deciding.decisions_visible_to(police)
    assert asked not in deciding.challenges_visible_to(police)
    assert action not in plans.actions_visible_to(police)
    # the control: another member finds them
    health = holder("health")
    assert decision in deciding.decisions_visible_to(health)
    assert asked in deciding.challenges_visible_to(health)
    assert action in plans.actions_visible_to(health)
