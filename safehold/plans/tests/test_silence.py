"""Of an action without an update, its lead is told before the quarter ends and once after, and it waits on their front page until
somebody says how far it is or the quarter is closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.plans import actions, reminders, waiting
from safehold.plans.quarters import quarters
from safehold.plans.queries.silence import AHEAD, STOPS, quarters_around
from safehold.plans.tests.factories import doer, manager
from safehold.plans.tests.planning import closed, delivery, line, told
from safehold.records.models import Message
from safehold.records.outbox import words_of
from safehold.records.waiting import gather

pytestmark = pytest.mark.django_db

LAST = date(2020, 9, 30)  # of the second quarter
OF_QUARTERS = ("plans.quarter_ends", "plans.quarter_ended")


@pytest.fixture
def lead():
    return doer()


@pytest.fixture
def led(lead):
    made = line(lead=lead.user)
    told(made, 1, by=replace(lead, on=date(2020, 6, 30)))
    return made


def waits(who, on: date) -> list[str]:
    found = gather(waiting.parts(replace(who, on=on), most=10))
    return [str(each.on) for each in found if each.what == "plans.tell"]


def remind(settings, day: date) -> list[str]:
    settings.BUSINESS_DATE = day
    before = set(Message.objects.values_list("pk", flat=True))
    reminders.remind()
    sent = Message.objects.exclude(pk__in=before).filter(kind__in=OF_QUARTERS)
    return [f"{each.to_user} {each.kind}" for each in sent]


@pytest.mark.parametrize("day", [date(2020, 9, 16), LAST, date(2020, 10, 1), date(2020, 11, 29), date(2021, 2, 28)])
def test_every_plan_has_at_most_one_quarter_that_ends_about_now(day):
    found = quarters_around(day)
    assert timedelta(days=89) > AHEAD + STOPS
    for first, quarter in found.items():
        assert quarter in quarters(first)
        assert day - STOPS <= quarter.last <= day + AHEAD
    months = {quarter.last for quarter in found.values()}
    assert len(found) == 4 * len(months)


@pytest.mark.parametrize(
    ("days", "found"),
    [(-15, []), (-14, [str(LAST)]), (0, [str(LAST)]), (1, [str(LAST)]), (60, [str(LAST)]), (61, [])],
)
def test_it_waits_for_its_lead_from_a_fortnight_before_the_quarter_ends(led, lead, days, found):
    assert waits(lead, LAST + timedelta(days=days)) == found


def test_it_waits_no_more_once_somebody_said_how_far_it_is(led, lead):
    told(led, 2, by=replace(lead, on=LAST))
    assert waits(lead, LAST + timedelta(days=1)) == []


def test_it_waits_no_more_once_the_quarter_is_closed(led, lead):
    later = replace(manager(), on=date(2020, 10, 5))
    closed(led.plan, 1, by=later)
    closed(led.plan, 2, by=later)
    assert waits(lead, date(2020, 10, 6)) == []


def test_it_waits_for_nobody_else(led):
    assert waits(doer("health"), LAST) == []
    assert waits(actor(Role.AGENCY_CONTRIBUTOR, agency="police"), LAST) == []
    assert waits(doer(), LAST) == []  # another lead of the same agency, where somebody leads it


def test_where_nobody_leads_it_it_waits_for_the_leads_of_its_agency():
    line()
    assert waits(doer(), LAST) == [str(LAST)]
    assert waits(doer("health"), LAST) == []


def test_what_came_into_the_plan_after_the_quarter_waits_from_the_next():
    plan = delivery()
    line(plan, lead=doer().user, agreed_on=date(2020, 10, 1))
    lead = plan.lines.get().action.lead
    who = doer()
    assert lead is not None
    assert waits(replace(who, user=lead), date(2020, 10, 2)) == []
    assert waits(replace(who, user=lead), date(2020, 12, 20)) == ["2020-12-31"]


def test_one_message_goes_before_and_one_after_and_then_no_more(led, lead, settings):
    days = [-15, -14, -13, 0, 1, 2, 8, 30]

    sent = [remind(settings, LAST + timedelta(days=each)) for each in days]

    assert sent == [[], [f"{lead.user} plans.quarter_ends"], [], [], [f"{lead.user} plans.quarter_ended"], [], [], []]


def test_of_several_actions_one_message_says_how_many(led, lead, settings):
    for words in ("Train officers", "Buy the films"):
        actions.plan_action(
            led.plan, by=manager(), objective=led.objective, agency=led.action.agency, words=words, measure="-",
            lead_role="Head", lead=lead.user, due_on=date(2021, 9, 30), agreed_on=led.added_on,
        )  # fmt: skip

    assert remind(settings, LAST) == [f"{lead.user} plans.quarter_ends"]
    said = words_of(Message.objects.get(kind="plans.quarter_ends"))
    assert ": 3." in said
    assert "30 September 2020" in said
    assert "officers" not in said


def test_nothing_goes_where_somebody_said_how_far_it_is(led, lead, settings):
    told(led, 2, by=replace(lead, on=LAST))
    assert remind(settings, LAST) == remind(settings, LAST + timedelta(days=1)) == []
