"""What everybody may read of the strategic plan: nothing until the partnership chose so, and then no more than it chose."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.models import Rule
from safehold.partnership.tests.factories import group
from safehold.plans import actions
from safehold.plans.queries.public import NOTHING, PROGRESS, WORDS, progress
from safehold.plans.tests.factories import doer, manager, receiving
from safehold.plans.tests.planning import DAY, closed, commitment, delivery, line, objective, strategy, told
from safehold.records import writing
from safehold.records.models import Entry
from safehold.records.tests.promises import queries_of
from tests.invented import actions as notebooks

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADDRESS = "/plans/progress/"


def choose(value: int) -> None:
    told = {"key": "plans.public", "from_on": date(2020, 1, 1), "value": value, "source": "The Board"}
    writing.create(Rule, by=manager(), **told)


def page() -> str:
    answer = Client().get(ADDRESS)
    return answer.text if answer.status_code == 200 else ""


@pytest.fixture
def planned():
    """An adopted plan with an action told of and late, and every quarter of its year closed."""
    by = manager()
    plan = strategy(by)
    actions.adopt(plan, by=by, group=receiving(), adopted_on=date(2020, 4, 2))
    made = delivery(plan, by)
    lead = doer()
    of = line(made, by, lead=lead.user, due_on=date(2020, 6, 1), lead_role="Custody inspector")
    for number, day in ((1, date(2020, 7, 1)), (2, date(2020, 10, 1)), (3, date(2021, 1, 2)), (4, date(2021, 4, 2))):
        told(of, number, by=replace(by, on=day), narrative="Waiting for Sergeant Oak.")
        closed(made, number, by=replace(by, on=day))
    return of


def test_nothing_is_shown_until_the_partnership_chose_so(planned):
    assert Client().get(ADDRESS).status_code == 404
    assert ADDRESS not in Client().get("/").text
    choose(NOTHING)
    assert Client().get(ADDRESS).status_code == 404


def test_the_words_of_the_plan_are_shown_without_its_progress(planned):
    choose(WORDS)
    said = page()
    for words in ("Safer together", "1. Notice the whole family", "Ask in every assessment who else lives there"):
        assert words in said
    assert "How far our actions were" not in said
    assert "31 March 2021" not in said


def test_progress_is_that_of_the_quarter_that_was_closed_last(planned):
    choose(PROGRESS)
    said = page()
    assert "how far it was on 31 March 2021" in said
    assert "off track or overdue: 1" in said.lower()


def test_no_action_no_agency_and_no_person_is_named(planned):
    choose(PROGRESS)
    said = page()
    action = planned.action
    for hidden in (
        action.words, action.measure, action.lead_role, str(action.lead), str(action.agency), "Sergeant Oak",
        str(manager().user), str(action.uid), str(planned.plan.uid),
    ):  # fmt: skip
        assert hidden not in said, hidden


def test_a_plan_that_nobody_adopted_is_not_shown():
    strategy()
    choose(PROGRESS)
    assert page() == ""


def test_a_plan_that_has_ended_is_not_shown(planned, settings):
    choose(PROGRESS)
    settings.BUSINESS_DATE = date(2023, 4, 1)
    assert page() == ""


@pytest.mark.parametrize("why", ["sealed", "source", "tier", "in error"])
def test_what_is_for_few_is_left_out_of_words_and_counts(planned, why):
    choose(PROGRESS)
    case = notebooks.open_one(by=actor(Role.ADULTS_MANAGER), title="A case", opened_on=DAY).entry
    facts = {
        "sealed": {"sealed": True, "circle": case.circle},
        "source": {"source": case},
        "tier": {"tier": "C3", "circle": case.circle},
        "in error": {"in_error_on": DAY, "in_error_why": "Twice"},
    }[why]
    Entry.objects.filter(pk=planned.action.entry_id).update(**facts)
    assert "How far our actions were" not in page()

    Entry.objects.filter(pk=planned.objective.entry_id).update(**facts)
    assert "who else lives there" not in page()
    assert "Notice the whole family" in page()


def test_a_quarter_that_one_group_has_not_closed_is_not_shown(planned):
    choose(PROGRESS)
    other = group("other", by=manager())
    delivery(planned.plan.strategy, group=other, agreed_on=date(2021, 2, 1))
    found = progress(DAY)
    assert found is not None
    assert found.as_of == date(2020, 12, 31)


def test_the_front_page_of_strangers_leads_there(planned):
    choose(WORDS)
    assert f'href="{ADDRESS}"' in Client().get("/").text


def test_it_asks_no_more_for_many_commitments(planned):
    choose(PROGRESS)
    web = Client()
    web.get(ADDRESS)
    few = queries_of(lambda: web.get(ADDRESS))
    for number in range(8):
        objective(commitment(planned.plan.strategy, title=f"Commitment {number}"))
    assert queries_of(lambda: web.get(ADDRESS)) == few <= 12
