"""What a report composes of what was found: what was recommended, answered and done by the end of the year, and what was
decided not to be done, with the reason."""

from dataclasses import replace
from datetime import date

import pytest

from safehold.charts import NoData
from safehold.plans import actions as plans
from safehold.plans.lifecycle import Response
from safehold.plans.models import Found, Method, PlannedAction
from safehold.plans.tests import factories as thread
from safehold.publications.composing.recommendations import OF_REVIEWS
from safehold.publications.document.blocks import plain_text
from safehold.publications.tests.test_composing import DAY, composed, hide, said

pytestmark = pytest.mark.django_db
NOTHING_REFUSED = "Each recommendation that was answered in 2020-21 was accepted in full."


def answered_in_the_year(response: Response = Response.ACCEPTED, why: str = "", found_by: str = Found.REVIEW):
    """A recommendation of the autumn of 2020, answered in November."""
    by = replace(thread.manager(), on=date(2020, 11, 2))
    found = thread.finding(by, found_by=found_by, found_on=date(2020, 10, 5), source_name="A review, autumn 2020")
    made = thread.recommendation(found, by, made_on=date(2020, 10, 5))
    return plans.answer(made, by=by, response=response, answered_on=date(2020, 11, 2), why=why)


def done() -> str:
    (table, *_) = composed("recommendations").blocks
    return plain_text(table.rows[0].cells[2])


def action_of(made) -> PlannedAction:
    return thread.action(made, by=replace(thread.manager(), on=date(2020, 11, 2)), agreed_on=date(2020, 11, 2))


def test_a_recommendation_stands_with_where_it_was_found_and_what_was_answered():
    made = answered_in_the_year()
    (table, *rest) = composed("recommendations").blocks
    cells = [plain_text(cell) for cell in table.rows[0].cells]

    assert cells[0] == f"{made.finding.title}. A review, autumn 2020."
    assert cells[1] == f"{made.words}. The {made.group.current_name} accepted it on 2 November 2020."
    assert cells[2] == "No action was agreed."
    assert NOTHING_REFUSED in said(tuple(rest))


def test_done_is_not_assured_and_assured_is_not_impact():
    made = answered_in_the_year()
    action = action_of(made)
    assert "Under way; it is due by 12 April 2021." in done()
    PlannedAction.objects.update(due_on=date(2021, 3, 12))
    assert "Under way; it was due by 12 March 2021." in done()
    plans.give_evidence(action, by=replace(thread.doer(), on=date(2021, 1, 4)), words="Sixty forms")
    assert "Evidence was given on 4 January 2021, and nobody was assured of it by then." in done()
    plans.assure(
        action, by=replace(thread.member(), on=date(2021, 1, 18)), why="Ten were read", method=Method.AUDIT,
        test_on=date(2021, 4, 20),
    )  # fmt: skip
    assert "Assured on 18 January 2021; whether it made a difference is not tested yet." in done()


def test_what_happened_after_the_year_is_not_told_of_it():
    made = answered_in_the_year()
    action = action_of(made)
    plans.give_evidence(action, by=replace(thread.doer(), on=date(2021, 4, 12)), words="Sixty forms")

    assert "Under way" in done()


@pytest.mark.parametrize(
    ("response", "told"),
    [(Response.NOT_ACCEPTED, "did not accept it"), (Response.PARTLY, "accepted it in part")],
)
def test_what_was_not_accepted_is_printed_with_its_reason(response, told):
    answered_in_the_year(response, why="No system can do it before 2023")
    words = said(composed("recommendations").blocks)

    assert f"{told} on 2 November 2020: “No system can do it before 2023.”" in words
    assert NOTHING_REFUSED not in words


def test_only_what_a_review_found_answers_what_is_asked_of_reviews():
    made = answered_in_the_year(found_by=Found.AUDIT)
    assert composed("recommendations").answers == ()
    type(made.finding).objects.update(found_by=Found.REVIEW)

    assert composed("recommendations").answers == OF_REVIEWS


def test_one_that_waits_for_an_answer_and_one_that_was_finished_before_the_year_are_not_told():
    made = thread.recommendation(thread.finding())
    with pytest.raises(NoData):
        composed("recommendations")
    made = answered_in_the_year()
    type(made).objects.filter(pk=made.pk).update(made_on=date(2019, 5, 1), answered_on=date(2019, 5, 1))
    with pytest.raises(NoData):
        composed("recommendations")
    action_of(made)
    assert "Under way" in done()


HIDDEN = [{"sealed": True}, {"tier": "C3"}, {"in_error_on": DAY}, {"source": True}]


@pytest.mark.parametrize("facts", HIDDEN, ids=[next(iter(each)) for each in HIDDEN])
@pytest.mark.parametrize("reached", ["recommendation", "finding", "action"])
def test_nothing_is_told_of_what_not_everybody_may_know(reached, facts):
    made = answered_in_the_year()
    action = action_of(made)
    if "source" in facts:
        facts = {"source": thread.finding().entry}
    hide({"recommendation": made, "finding": made.finding, "action": action}[reached].entry, **facts)

    if reached == "action":
        assert done() == ("No action was agreed." if "in_error_on" in facts else "–")
    else:
        with pytest.raises(NoData):
            composed("recommendations")
