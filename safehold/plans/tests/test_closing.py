"""A closed quarter never changes: whatever happens to its actions, its plan or its words afterwards, and whoever tries."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from safehold.access.checks import the_trail_is_guarded
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.plans import actions
from safehold.plans.models import ClosedLine, ClosedQuarter, Kept, QuarterNote
from safehold.plans.queries import delivery as queries
from safehold.plans.tests.closed import rows
from safehold.plans.tests.factories import doer, member
from safehold.plans.tests.planning import DAY, LAST, chair, closed, delivery, group, line, manager, strategy, told
from safehold.records.tests.promises import lines as trail

pytestmark = [pytest.mark.django_db]


# --- what is kept ---


def test_closing_keeps_each_line_as_it_stood_on_the_last_day():
    made = line(due_on=date(2021, 2, 28))
    told(made, narrative="Half is printed", barriers="The printer", said="amber", reason="It comes next week")

    shut = closed(made.plan, asks="Pay the printer")

    kept = shut.lines.get()
    assert (kept.worked_out, kept.worked_out_words) == ("red", "Off track or overdue")
    assert (kept.said, kept.reason) == ("amber", "It comes next week")
    assert (kept.days_late, kept.days_late_at_first) == (31, 31)
    assert (kept.narrative, kept.barriers, shut.asks) == ("Half is printed", "The printer", "Pay the printer")
    assert (kept.commitment, kept.agency) == ("1. Notice the whole family", str(made.action.agency))
    assert trail("plans.quarter_closed")


def test_what_happened_between_the_last_day_and_closing_is_not_in_it():
    """Evidence that came on 30 April belongs to the next quarter, whatever day the last one is closed on."""
    made = line(due_on=date(2021, 2, 28))
    actions.give_evidence(made.action, by=doer(), words="The form is in use")

    shut = closed(made.plan)

    kept = shut.lines.get()
    assert (kept.stage, kept.worked_out) == ("in_progress", "red")


def test_an_action_that_came_after_the_quarter_is_not_in_it():
    made = line()
    line(made.plan, objective=made.objective, agreed_on=DAY, words="Late one")

    assert [each.words for each in closed(made.plan).lines.all()] == [made.action.words]


def test_a_line_of_which_nothing_was_said_says_so():
    kept = closed(line().plan).lines.get()

    assert (kept.narrative, kept.updated_on) == ("", None)


# --- who, and when ---


@pytest.mark.parametrize("who", [chair, manager, lambda: actor(Role.INDEPENDENT_CHAIR, agency="team")])
def test_the_chair_or_the_business_manager_closes_a_quarter(who):
    plan = line().plan

    assert actions.close_quarter(plan, by=who(), number=1)


@pytest.mark.parametrize("who", [doer, member, lambda: actor(Role.SUBGROUP_CHAIR, agency="health")])
def test_nobody_else_does(who):
    plan = line().plan

    with pytest.raises(Refused, match="Only the chair of this group, the independent chair or the business manager"):
        actions.close_quarter(plan, by=who(), number=1)


def test_a_quarter_is_closed_after_it_ended_once_and_in_order():
    by = manager()
    plan = delivery(by=by)
    with pytest.raises(Refused, match="Close April to June 2020 first"):
        actions.close_quarter(plan, by=by, number=2)
    actions.close_quarter(plan, by=by, number=1)

    with pytest.raises(Refused, match="April to June 2020 is closed, and what was said of it stays"):
        actions.close_quarter(plan, by=by, number=1)
    later = delivery(strategy(by), by, from_on=date(2021, 4, 1), agreed_on=DAY)
    with pytest.raises(Refused, match="This quarter ends on 30 June 2021"):
        actions.close_quarter(later, by=by, number=1)


def test_a_quarter_before_the_plan_was_agreed_need_not_be_closed():
    plan = delivery(agreed_on=date(2020, 8, 3))

    assert actions.close_quarter(plan, by=manager(), number=2)


def test_last_quarter_cannot_be_edited():
    made = line()
    told(made)
    closed(made.plan)

    with pytest.raises(Refused, match="January to March 2021 is closed, and what was said of it stays"):
        told(made, seen=1, narrative="All was well")


def test_one_act_closes_a_quarter_for_everybody_who_has_not_closed_it():
    by = manager()
    first = line(by=by).plan
    other = delivery(first.strategy, by, group=group("other", by=by))
    closed(first, by=by)
    for number in (1, 2, 3):
        actions.close_quarter(other, by=by, number=number)

    found = actions.close_for_all(by=by, last_on=LAST)

    assert [each.plan for each in found] == [other]
    with pytest.raises(Refused, match="Every group has closed this quarter already"):
        actions.close_for_all(by=by, last_on=LAST)
    with pytest.raises(Refused, match="for the whole partnership"):
        actions.close_for_all(by=chair(), last_on=LAST)


def test_all_are_closed_or_none():
    by = manager()
    first = line(by=by).plan
    delivery(first.strategy, by, group=group("other", by=by))
    for number in (1, 2, 3):
        actions.close_quarter(first, by=by, number=number)

    with pytest.raises(Refused, match="Close April to June 2020 first"):
        actions.close_for_all(by=by, last_on=LAST)

    assert not queries.is_closed(first, 4)


def test_what_was_wrong_is_said_beside_it_with_its_day():
    shut = closed(line().plan)
    before = rows(shut)

    note = actions.add_note(shut, by=chair(), words="The form was in use in two of three teams")

    assert (note.noted_on, shut.notes.get()) == (DAY, note)
    assert rows(shut) == before
    with pytest.raises(Refused, match="Only the chair of this group"):
        actions.add_note(shut, by=doer(), words="No")


# --- nothing alters it ---


WAYS = {
    "a field of a line": lambda shut: _set(shut.lines.get(), "narrative"),
    "a field of the quarter": lambda shut: _set(shut, "asks"),
    "a field of a note": lambda shut: _set(shut.notes.get(), "words"),
    "removing a line": lambda shut: shut.lines.get().delete(),
    "removing the quarter": lambda shut: shut.delete(),
    "removing a note": lambda shut: shut.notes.get().delete(),
    "updating lines": lambda shut: ClosedLine.objects.filter(quarter=shut).update(narrative="x"),
    "updating quarters": lambda shut: ClosedQuarter.objects.filter(pk=shut.pk).update(asks="x"),
    "updating related lines": lambda shut: shut.lines.update(narrative="x"),
    "removing lines": lambda shut: shut.lines.all().delete(),
    "removing quarters": lambda shut: ClosedQuarter.objects.all().delete(),
    "removing notes": lambda shut: QuarterNote.objects.all().delete(),
    "updating in bulk": lambda shut: ClosedLine.objects.bulk_update(list(shut.lines.all()), ["narrative"]),
}


def settle() -> None:
    """PostgreSQL lets nobody empty or alter a table whose foreign keys are still to be checked."""
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def _set(row: Any, name: str) -> None:
    setattr(row, name, "x")
    row.save()


@pytest.mark.parametrize("way", WAYS)
def test_no_code_of_ours_changes_or_removes_it(way):
    shut = closed(line().plan)
    actions.add_note(shut, by=manager(), words="A note")
    before = rows(shut)

    with pytest.raises(Kept, match="A closed quarter cannot be changed"), transaction.atomic():
        WAYS[way](shut)

    assert rows(shut) == before


@pytest.mark.parametrize("model", [ClosedQuarter, ClosedLine, QuarterNote])
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE", "queryset"])
def test_the_database_refuses_it_too(model, verb):
    shut = closed(line().plan)
    actions.add_note(shut, by=manager(), words="A note")
    table = model._meta.db_table
    ways = {
        "UPDATE": lambda: connection.cursor().execute(f"UPDATE {table} SET version = 2"),
        "DELETE": lambda: connection.cursor().execute(f"DELETE FROM {table}"),
        "queryset": lambda: models.QuerySet(model).update(version=2),  # one that knows nothing of ours
    }

    with pytest.raises(DatabaseError, match="A closed quarter cannot be changed"), transaction.atomic():
        ways[verb]()

    assert set(model.objects.values_list("version", flat=True)) == {1}


@pytest.mark.parametrize("table", ["plans_closedquarter", "plans_closedline", "plans_quarternote"])
def test_the_tables_cannot_be_emptied(table):
    actions.add_note(closed(line().plan), by=manager(), words="A note")
    settle()
    emptying = f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}"

    with pytest.raises(DatabaseError, match="A closed quarter cannot be changed"), transaction.atomic():
        connection.cursor().execute(emptying)


def test_a_guard_that_is_gone_is_named_at_start():
    """The control: without it the row can be changed, and the site says so before it serves."""
    shut = closed(line().plan)
    settle()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE plans_closedline DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER plans_closedline_no_update")

    models.QuerySet(ClosedLine).update(narrative="All was well")

    assert shut.lines.get().narrative == "All was well"
    assert "plans_closedline" in the_trail_is_guarded(None, databases=["default"])[0].msg
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE plans_closedline ENABLE TRIGGER USER")
