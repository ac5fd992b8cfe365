"""The pages of the partnership's plans: a plan written, told of, closed and read by those who do so, with nothing lost."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.plans import actions
from safehold.plans.models import (
    ClosedQuarter,
    Commitment,
    DeliveryPlan,
    Line,
    Objective,
    ProgressUpdate,
    StrategicPlan,
)
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
from safehold.records.tests.promises import ask_and_answer, browser, hidden_of, queries_of, typed

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


def at(name, *args) -> str:
    return reverse(f"plans:{name}", args=args)


def of_line(made: Line, name: str = "line", *more) -> str:
    return at(name, made.plan.uid, made.action.uid, *more)


def page(who, address, **query) -> str:
    return browser(who).get(address, query).text


# --- written ---


def test_a_plan_is_written_from_its_title_to_its_first_action_on_pages():
    by = manager()
    web, board, police = browser(by), receiving(), AgencyFactory(code="police")

    ask_and_answer(web, at("write_strategy"), title="Safer together", words="", from_on=FROM, until_on=UNTIL)
    plan = StrategicPlan.objects.get()
    ask_and_answer(web, at("commit", plan.uid), title="Notice the whole family", words="")
    made = Commitment.objects.get()
    ask_and_answer(web, at("set_out", made.uid), words="Ask who else lives there", group=board.pk)
    ask_and_answer(web, at("adopt", plan.uid), group=board.pk, adopted_on=DAY)
    ask_and_answer(web, at("plan_delivery"), strategy=plan.pk, group=board.pk, from_on=FROM, agreed_on=AGREED)
    planned = DeliveryPlan.objects.get()
    ask_and_answer(
        web,
        at("plan_action", planned.uid),
        objective=Objective.objects.get().pk,
        words="Add the question to the form",
        measure="Nine of ten name everybody",
        agency=police.pk,
        lead_role="Head of public protection",
        agreed_on=AGREED,
        due_on=date(2021, 9, 30),
    )

    shown = page(by, at("strategy", plan.uid))
    assert "1. Notice the whole family" in shown
    assert "Grey: not started" in shown
    assert "0 of 1 actions" in shown
    assert "Adopted" in shown


def test_a_delivery_plan_that_begins_in_the_middle_of_a_month_is_asked_again():
    plan = strategy()
    answers = {"strategy": plan.pk, "group": receiving().pk, "from_on": date(2020, 4, 2), "agreed_on": AGREED}

    answer = browser(manager()).post(at("plan_delivery"), typed(answers))

    assert answer.status_code == 422
    assert "must be the first day of a month" in answer.text


@pytest.mark.parametrize(
    ("of", "name", "field", "value"),
    [
        (strategy, "strategy", "title", "Safer still"),
        (commitment, "commitment", "title", "Notice everybody"),
        (objective, "objective", "words", "Ask who sleeps there"),
        (delivery, "delivery", "agreed_on", date(2020, 4, 27)),
    ],
)
def test_what_was_recorded_wrongly_is_corrected_and_what_it_said_stays(of, name, field, value):
    made = of()
    web = browser(manager())

    ask_and_answer(web, at(f"{name}_correct_field", made.uid, field), value=value, why="A slip")

    made.refresh_from_db()
    assert getattr(made, field) == value
    assert "A slip" in web.get(made.get_absolute_url()).text


@pytest.mark.parametrize(
    ("of", "name"),
    [(strategy, "strategy"), (commitment, "commitment"), (objective, "objective"), (delivery, "delivery")],
)
def test_what_should_never_have_been_recorded_is_marked_and_can_stand_again(of, name):
    made = of()
    web = browser(manager())

    ask_and_answer(web, at(f"{name}_in_error", made.uid), why="Typed twice")
    assert "Recorded in error: Typed twice" in web.get(made.get_absolute_url()).text
    ask_and_answer(web, at(f"{name}_reinstate", made.uid), why="It was not")

    assert "Recorded in error: " not in web.get(made.get_absolute_url()).text


# --- told of ---


def test_a_delivery_plan_says_who_has_not_told_how_far_they_are():
    made = line(due_on=date(2021, 2, 28))
    line(made.plan, agency=AgencyFactory(code="council"), objective=made.objective)
    told(made, number=1)

    shown = page(manager(), made.plan.get_absolute_url())

    assert "Not updated for April to June 2020 yet. Updates are due by 30 June 2020." in shown
    assert f"{AgencyFactory(code='council')}: 1 action" in shown
    assert f"{made.action.agency}: 1 action" not in shown


def test_an_update_is_sent_on_its_page_and_read_with_both_statuses():
    made = line()
    who, where = doer(), of_line(made, "update", 4)

    answers = {
        "narrative": "Half is printed",
        "evidence": "",
        "barriers": "The printer",
        "said": "red",
        "reason": "No money",
    }
    ask_and_answer(browser(who), where, **answers)

    sent = ProgressUpdate.objects.get()
    assert (sent.quarter, sent.said, sent.reason, sent.given_by) == (4, "red", "No money", who.user)
    shown = page(who, of_line(made))
    assert "Red: off track or overdue. Why: No money" in shown


def test_another_status_needs_a_reason_and_nothing_typed_is_lost():
    answers = {"narrative": "Half is printed", "evidence": "", "barriers": "", "said": "red", "reason": ""}

    answer = browser(doer()).post(of_line(line(), "update", 4), typed(answers))

    assert answer.status_code == 422
    assert "Enter why the status is another than the one worked out" in answer.text
    assert "Half is printed" in answer.text


def test_of_two_who_write_at_once_the_second_reads_the_first_and_keeps_their_words():
    made, mine, theirs = line(), browser(doer()), browser(chair())
    where = of_line(made, "update", 4)
    answers = {"evidence": "", "barriers": "", "said": "as_worked_out", "reason": ""}
    opened = mine.get(where).text
    ask_and_answer(theirs, where, narrative="Printed on Monday", **answers)

    second = mine.post(where, typed({"narrative": "Printed on Tuesday", **answers}) | hidden_of(opened))

    assert second.status_code == 409
    assert "Somebody else sent an update while you were writing" in second.text
    assert "Printed on Monday" in second.text
    assert "Printed on Tuesday" in second.text
    third = mine.post(where, typed({"narrative": "Printed on Tuesday", **answers}) | hidden_of(second.text))
    assert third.status_code == 302
    assert ProgressUpdate.objects.count() == 2


def test_a_closed_quarter_is_not_told_of_and_what_was_typed_comes_back():
    made = line()
    closed(made.plan)
    answers = {"narrative": "All was well", "evidence": "", "barriers": "", "said": "as_worked_out", "reason": ""}

    answer = browser(doer()).post(of_line(made, "update", 4), typed(answers))

    assert answer.status_code == 409
    assert "January to March 2021 is closed, and what was said of it stays. Add a note beside it instead" in answer.text
    assert "All was well" in answer.text


@pytest.mark.parametrize("number", [0, 5])
def test_a_year_has_four_quarters(number):
    assert browser(doer()).get(of_line(line(), "update", number)).status_code == 404


# --- closed ---


def test_a_quarter_is_closed_on_its_page_and_its_exceptions_stand_on_one():
    by = chair()
    made = line(due_on=date(2021, 2, 28))
    line(made.plan, objective=made.objective, words="Write to each school", agency=AgencyFactory(code="council"))
    for number in (1, 2, 3):
        actions.close_quarter(made.plan, by=by, number=number)
    told(made, narrative="Half is printed", barriers="The printer is closed")
    web = browser(by)
    where = at("close_quarter", made.plan.uid, 4)
    assert "These have not been updated" in web.get(where).text

    ask_and_answer(web, where, asks="Pay the printer")

    shut = ClosedQuarter.objects.get(number=4)
    shown = web.get(shut.get_absolute_url()).text
    for words in (
        "Pay the printer", "Off track or overdue (1)", "31 days late", "Half is printed", "The printer is closed",
        "No update given (1)", "Write to each school",
    ):  # fmt: skip
        assert words in shown, words


def test_a_closed_quarter_reads_the_same_whatever_happens_next():
    made = line(due_on=date(2021, 2, 28))
    shut = closed(made.plan)
    web = browser(manager())
    before = web.get(at("quarter_lines", shut.uid), {"format": "csv"})
    kept = b"".join(before.streaming_content)

    actions.give_evidence(made.action, by=doer(), words="Done")
    actions.move_due_date(made.action, by=member(), due_on=date(2022, 1, 1), why="Later")
    actions.correct(made.action, by=manager(), field="words", value="Nothing", why="A slip")

    assert b"".join(web.get(at("quarter_lines", shut.uid), {"format": "csv"}).streaming_content) == kept
    assert b",31,31," in kept
    assert b"Red: off track or overdue" in kept


def test_a_note_stands_beside_it():
    shut = closed(line().plan)
    web = browser(manager())

    ask_and_answer(web, at("quarter_note", shut.uid), words="Two of three teams had the form")

    assert "Two of three teams had the form" in web.get(shut.get_absolute_url()).text


def test_a_quarter_is_closed_for_every_group_on_one_page():
    by = manager()
    made = line(by=by)
    other = delivery(made.plan.strategy, by, group=group("other", by=by))
    for plan in (made.plan, other):
        for number in (1, 2, 3):
            actions.close_quarter(plan, by=by, number=number)
    web = browser(by)
    assert "To be closed" in web.get(at("quarters")).text

    ask_and_answer(web, at("close_for_all"), last_on="2021-03-31")

    assert ClosedQuarter.objects.filter(number=4).count() == 2
    shown = web.get(at("quarters")).text
    assert "Closed on 30 April 2021" in shown
    assert "To be closed" not in shown


def test_a_quarter_that_was_asked_for_wrongly_shows_the_latest():
    line()

    assert "January to March 2021" in page(manager(), at("quarters"), ending="yesterday")


# --- carried forward ---


def test_what_is_carried_forward_is_linked_both_ways():
    made = line()
    into = delivery(made.plan.strategy, from_on=date(2021, 4, 1), agreed_on=DAY)
    web = browser(manager())

    answers = {
        "into": into.pk,
        "objective": made.objective.pk,
        "why": "Waits for its printer",
        "due_on": date(2021, 12, 1),
    }
    ask_and_answer(web, of_line(made, "carry_forward"), **answers)

    carried = Line.objects.get(plan=into)
    assert of_line(carried) in web.get(of_line(made)).text
    assert of_line(made) in web.get(of_line(carried)).text
    assert "Waits for its printer" in web.get(of_line(carried)).text


# --- what is offered, and what it costs ---


@pytest.mark.parametrize(
    ("who", "offered"),
    [(manager, True), (chair, True), (doer, False), (lambda: actor(Role.AGENCY_CONTRIBUTOR, agency="health"), False)],
)
def test_only_who_may_is_offered_to_close_and_to_add(who, offered):
    plan = line().plan

    shown = page(who(), plan.get_absolute_url())

    assert (at("close_quarter", plan.uid, 1) in shown) is offered
    assert (at("plan_action", plan.uid) in shown) is offered


def test_a_line_of_an_action_that_is_hidden_is_not_there():
    from safehold.records.models import Entry

    made = line()
    Entry.objects.filter(pk=made.action.entry_id).update(tier="C3", circle=made.plan.group.circle)
    outsider = browser(actor(Role.AGENCY_CONTRIBUTOR, agency="health"))

    assert outsider.get(of_line(made)).status_code == 404
    assert str(made.action) not in outsider.get(made.plan.get_absolute_url()).text
    assert outsider.get(made.plan.get_absolute_url()).status_code == 200


PAGES = {
    "strategy": lambda made, shut: made.plan.strategy.get_absolute_url(),
    "commitment": lambda made, shut: made.objective.commitment.get_absolute_url(),
    "objective": lambda made, shut: made.objective.get_absolute_url(),
    "delivery": lambda made, shut: made.plan.get_absolute_url(),
    "line": lambda made, shut: of_line(made),
    "update": lambda made, shut: of_line(made, "update", 4),
    "quarter": lambda made, shut: shut.get_absolute_url(),
    "lines": lambda made, shut: at("quarter_lines", shut.uid),
    "quarters": lambda made, shut: at("quarters"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_often_however_many_actions_a_plan_has(name):
    by = manager()
    made = line(by=by)
    for n in range(6):
        other = line(made.plan, by, objective=made.objective, words=f"Do {n}", agency=AgencyFactory(code=f"agency-{n}"))
        told(other, by=by, number=1)
        actions.give_evidence(other.action, by=doer(f"agency-{n}"), words="Done")
        actions.move_due_date(other.action, by=by, due_on=date(2021, 11, 1 + n), why="Later")
    shut = closed(made.plan, 1, by)
    web = browser(by)
    where = PAGES[name](made, shut)
    assert web.get(where).status_code == 200

    assert queries_of(lambda: web.get(where)) <= 12
