"""A strategic plan, a delivery plan, its lines, what is said of them, and what is carried forward: what holds, and what is
refused."""

from datetime import date

import pytest

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.plans import actions
from safehold.plans.lifecycle import Adoption
from safehold.plans.models import Line, ProgressUpdate
from safehold.plans.queries import delivery as queries
from safehold.plans.tests.factories import doer, member, receiving
from safehold.plans.tests.planning import (
    AGREED,
    DAY,
    FROM,
    UNTIL,
    chair,
    closed,
    commitment,
    delivery,
    group,
    line,
    manager,
    objective,
    strategy,
    told,
)
from safehold.records.tests.promises import lines as trail
from safehold.records.tests.promises import sees_as_its_entry_does

pytestmark = [pytest.mark.django_db]


# --- the strategic plan ---


def test_commitments_and_what_will_be_done_are_numbered_in_the_order_they_come():
    by, plan = manager(), strategy()

    first, second = commitment(plan, by), commitment(plan, by, title="Listen")
    aims = [objective(second, by), objective(second, by, words="Ask children what changed")]

    assert [str(first), str(second)] == ["1. Notice the whole family", "2. Listen"]
    assert [each.number for each in aims] == [1, 2]


def test_a_plan_is_adopted_by_a_group_on_a_day():
    plan = strategy()

    actions.adopt(plan, by=manager(), group=receiving(), adopted_on=DAY)

    assert (plan.status, plan.group, plan.adopted_on) == (Adoption.ADOPTED, receiving(), DAY)
    assert trail("plans.adopted")


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda: strategy(until_on=FROM), "must be after its first day"),
        (lambda: strategy(doer()), "Only the business manager, business support or the independent chair can write"),
        (lambda: commitment(strategy(), doer()), "can write the strategic plan"),
        (
            lambda: actions.adopt(strategy(), by=manager(), group=receiving(), adopted_on=date(2021, 5, 1)),
            "must be today or in the past",
        ),
        (
            lambda: actions.adopt(strategy(), by=chair(), group=receiving(), adopted_on=DAY),
            "Only the business manager or the independent chair can record that a plan was adopted",
        ),
        (lambda: delivery(from_on=date(2020, 4, 2)), "begins on the first day of a month"),
        (lambda: delivery(agreed_on=date(2021, 5, 1)), "must be today or in the past"),
        (lambda: delivery(strategy(), doer()), "Only a group’s chair, the business manager or business support"),
        (lambda: line(agreed_on=date(2021, 5, 1)), "must be today or in the past"),
        (lambda: line(delivery(), objective=objective(commitment())), "says will be done"),
        (lambda: line(by=manager(), lead=actor(Role.AGENCY_LEAD, agency="health").user), "does not act for"),
    ],
)
def test_what_is_refused_is_refused_in_a_sentence(act, why):
    with pytest.raises(Refused, match=why):
        act()


def test_a_plan_is_adopted_once():
    plan = strategy()
    actions.adopt(plan, by=manager(), group=receiving(), adopted_on=DAY)

    with pytest.raises(Refused, match="adopted already"):
        actions.adopt(plan, by=manager(), group=receiving(), adopted_on=DAY)


def test_a_group_has_one_delivery_plan_from_a_day():
    plan = strategy()
    delivery(plan)

    with pytest.raises(Refused, match="This group has a delivery plan from that day"):
        delivery(plan)


def test_a_chair_writes_the_delivery_plan_of_their_own_group_and_of_no_other():
    plan, other = strategy(), group("other", by=manager())
    by = chair()

    assert delivery(plan, by)
    with pytest.raises(Refused, match="Only the chair of this group"):
        delivery(plan, by, group=other)


def test_what_hangs_on_something_is_taken_out_before_it():
    by = manager()
    plan = strategy(by)
    aim = objective(commitment(plan, by), by)
    planned = delivery(plan, by)
    line(planned, by, objective=aim)

    for each, why in (
        (plan, "There are commitments or delivery plans under this plan"),
        (aim.commitment, "Something will be done to keep this commitment"),
        (aim, "There are actions that help to do this"),
        (planned, "There are actions in this plan"),
    ):
        with pytest.raises(Refused, match=why):
            actions.enter_plan_in_error(each, by=by, why="Typed twice")


def test_a_plan_that_was_recorded_in_error_can_stand_again():
    by = manager()
    plan = strategy(by)
    actions.enter_plan_in_error(plan, by=by, why="Typed twice")
    assert not queries.strategies_visible_to(by).standing().exists()

    actions.reinstate_plan(plan, by=by, why="It was not")

    assert queries.strategies_visible_to(by).standing().exists()


def test_the_first_day_of_a_plan_stays_once_a_quarter_is_closed():
    by = manager()
    plan = delivery(by=by)
    actions.correct_plan(plan, by=by, field="from_on", value=date(2020, 3, 1), why="A slip")
    with pytest.raises(Refused, match="first day of a month"):
        actions.correct_plan(plan, by=by, field="from_on", value=date(2020, 4, 3), why="A slip")
    actions.correct_plan(plan, by=by, field="from_on", value=FROM, why="Not a slip")
    closed(plan, 1, by)

    with pytest.raises(Refused, match="A quarter of this plan is closed"):
        actions.correct_plan(plan, by=by, field="from_on", value=date(2020, 5, 1), why="A slip")
    with pytest.raises(Refused, match="A quarter of this plan is closed"):
        actions.enter_plan_in_error(plan, by=by, why="A slip")


@pytest.mark.parametrize(
    "visible_to",
    [
        queries.strategies_visible_to,
        queries.commitments_visible_to,
        queries.objectives_visible_to,
        queries.delivery_visible_to,
        queries.closed_visible_to,
    ],
)
def test_everybody_sees_of_the_plans_what_their_entries_say(visible_to):
    by = manager()
    closed(line(by=by).plan, 1, by)
    everyone = [actor(role, agency=agency) for role in Role for agency in ("council", "health")]

    assert visible_to(by).exists()
    sees_as_its_entry_does(visible_to, everyone)


# --- what is said every quarter ---


@pytest.mark.parametrize("who", [doer, chair, manager])
def test_whoever_does_it_or_keeps_the_plan_tells_how_far_it_is(who):
    made = line()

    sent = told(made, by=who(), barriers="The printer is closed")

    assert (sent.number, sent.barriers) == (1, "The printer is closed")
    assert trail("plans.progress_told")


def test_what_was_sent_before_stays_beside_what_is_sent_now():
    made = line()
    told(made)

    told(made, seen=1, narrative="The form was printed.")

    sent = ProgressUpdate.objects.order_by("number")
    assert [each.narrative for each in sent] == ["The form was drafted.", "The form was printed."]
    assert queries.told_of(made.plan, manager(), on=DAY, quarter=made.plan.quarters[3])[0].update == sent[1]


def test_nobody_writes_over_an_update_that_they_have_not_read():
    made = line()
    told(made)

    with pytest.raises(Refused, match="Read theirs, then send yours again"):
        told(made, seen=0, narrative="Mine")

    assert ProgressUpdate.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"number": 5}, "quarters 1 to 4"),
        ({"number": 4, "by": "health"}, "Only the person who leads this action"),
        ({"number": 4, "said": "green"}, "Enter why the status is another than the one worked out"),
        ({"number": 4, "said": "blue", "reason": "We did it"}, "Nobody has been assured of this action yet"),
    ],
)
def test_an_update_that_cannot_be_is_refused(facts, why):
    by = doer(facts["by"]) if "by" in facts else None

    with pytest.raises(Refused, match=why):
        told(line(), **facts | {"by": by})


def test_a_quarter_that_has_not_begun_and_one_before_the_action_came_are_not_told_of():
    plan = delivery(from_on=date(2020, 10, 1), agreed_on=date(2020, 10, 1))
    late = line(plan, agreed_on=date(2021, 2, 1))

    with pytest.raises(Refused, match="July to September 2021 has not begun yet"):
        told(late, 4)
    with pytest.raises(Refused, match="came into the plan after 31 December 2020"):
        told(late, 1)


def test_a_status_that_is_said_stands_beside_the_one_worked_out():
    made = line()

    told(made, said="red", reason="The money for printing was cut")

    (found,) = queries.told_of(made.plan, manager(), on=DAY, quarter=made.plan.quarters[3])
    assert (found.worked_out, found.said, found.status) == ("grey", "red", "red")
    assert found.update.reason == "The money for printing was cut"


def test_saying_what_is_worked_out_anyway_is_no_other_status():
    sent = told(line(), said="grey", reason="It has not begun")

    assert (sent.said, sent.reason) == ("", "")


# --- carrying forward ---


def next_year(made: Line, by=None):
    return delivery(made.plan.strategy, by, from_on=date(2021, 4, 1), agreed_on=DAY)


def test_what_is_not_finished_is_carried_forward_and_stays_the_same_promise():
    made = line(due_on=date(2021, 2, 28))
    into = next_year(made)

    carried = actions.carry_forward(
        made,
        by=manager(),
        into=into,
        objective=made.objective,
        why="The form waits for its printer",
        due_on=date(2021, 9, 30),
    )

    assert (carried.action, carried.carried_from, made.carried_to) == (made.action, made, carried)
    assert made.action.first_due_on == date(2021, 2, 28)
    (found,) = queries.told_of(into, manager(), on=DAY, quarter=into.quarters[0])
    assert found.late.days_at_first == 61
    assert found.worked_out == "amber"


def test_carrying_forward_needs_a_reason_and_happens_once():
    made = line()
    into = next_year(made)
    facts = {"by": manager(), "into": into, "objective": made.objective}
    with pytest.raises(Refused, match="Enter why it is carried forward"):
        actions.carry_forward(made, why=" ", **facts)
    actions.carry_forward(made, why="Not finished", **facts)

    with pytest.raises(Refused, match="was carried forward already, into"):
        actions.carry_forward(Line.objects.get(pk=made.pk), why="Not finished", **facts)


@pytest.mark.parametrize("back", [True, False])
def test_nothing_is_carried_back_or_to_where_it_does_not_belong(back):
    made = line()
    into = made.plan if back else next_year(made)
    aim = made.objective if back else objective(commitment(strategy(title="Another")))

    with pytest.raises(Refused, match="a plan that begins later" if back else "says will be done"):
        actions.carry_forward(made, by=manager(), into=into, objective=aim, why="Not finished")


def test_what_is_finished_is_not_carried_forward():
    made = line()
    actions.withdraw(made.action, by=member(), why="Not needed")

    with pytest.raises(Refused, match="is withdrawn, so there is nothing to carry forward"):
        actions.carry_forward(made, by=manager(), into=next_year(made), objective=made.objective, why="Not finished")


# --- the plan as a whole ---


def test_a_strategic_plan_tells_who_does_what_and_how_far_each_action_is_once():
    by = manager()
    first = line(by=by)
    other = group("other", by=by)
    helping = delivery(first.plan.strategy, by, group=other)
    line(helping, by, agency=AgencyFactory(code="council"), objective=first.objective, due_on=date(2021, 1, 31))
    actions.carry_forward(first, by=by, into=next_year(first, by), objective=first.objective, why="Not finished")

    (committed,) = queries.whole(first.plan.strategy, by)

    (doing,) = committed.doing
    assert {str(each) for each in doing.groups} == {str(receiving()), str(other)}
    assert sorted(each.worked_out for each in doing.told) == ["grey", "red"]


def test_a_plan_that_runs_three_years_has_three_delivery_plans_of_a_group():
    plan = strategy()
    made = [delivery(plan, from_on=FROM.replace(year=year), agreed_on=AGREED) for year in (2020, 2021, 2022)]

    assert [each.year for each in made] == ["2020-21", "2021-22", "2022-23"]
    assert made[-1].until_on == UNTIL


@pytest.mark.parametrize(("quarters", "status"), [((3, 4), "amber"), ((1, 2), "grey")])
def test_the_plan_as_a_whole_tells_what_was_last_said_of_an_action_until_it_had_to_be_said_anew(quarters, status):
    """What was said in the summer hides nothing of what is known in the spring."""
    made = line()
    first, second = quarters
    told(made, number=first, said="red", reason="No money")
    told(made, number=second, said="amber", reason="Half the money came")

    ((doing,),) = (each.doing for each in queries.whole(made.plan.strategy, manager()))

    assert [each.status for each in doing.told] == [status]


def test_whoever_only_sits_in_a_group_is_not_its_chair():
    made = delivery()
    sits = member(Role.SUBGROUP_CHAIR, agency="health")

    with pytest.raises(Refused, match="Only the chair of this group"):
        delivery(made.strategy, sits, group=made.group)
