"""A closed quarter never changes: whatever happens to its actions, its plan or its words afterwards, and whoever tries."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safehold.access.checks import the_trail_is_guarded
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.partnership.actions import setup
from safehold.plans import actions
from safehold.plans.models import ClosedLine, ClosedQuarter, Kept, Method, QuarterNote, Result
from safehold.plans.queries import delivery as queries
from safehold.plans.tests.factories import doer, member
from safehold.plans.tests.planning import DAY, LAST, chair, closed, delivery, group, line, manager, strategy, told
from safehold.records.models import Entry
from safehold.records.tests.promises import lines as trail

pytestmark = [pytest.mark.django_db]


def rows(of: ClosedQuarter) -> list[dict[str, Any]]:
    """Everything that a closed quarter says, as the database has it."""
    return [
        *ClosedQuarter.objects.filter(pk=of.pk).values(),
        *ClosedLine.objects.filter(quarter=of).order_by("pk").values(),
    ]


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


# --- whatever comes afterwards ---


WITHIN = date(2021, 1, 8)


class Afterwards:
    """A delivery plan with three actions whose quarter is closed, and everything that can be done to it after that: some of
    it dated back into the quarter, as no page would let anybody."""

    def __init__(self) -> None:
        self.by, self.judge, self.doer = manager(), member(), doer()
        first = line(by=self.by, due_on=date(2021, 2, 28))
        self.plan, self.aim = first.plan, first.objective
        told(first, by=self.by, narrative="Half is printed", said="amber", reason="It comes next week")
        self.lines = [first, *(line(self.plan, self.by, objective=self.aim, words=f"Do {n}") for n in (2, 3))]
        self.shut = closed(self.plan, by=self.by, asks="Pay the printer")
        self.count = 0

    def action(self, which: int) -> Any:
        action = self.lines[which].action
        action.refresh_from_db()
        return action

    def do(self, what: str, which: int) -> None:
        """Try it: what is refused changes nothing either."""
        self.count += 1
        try:
            with transaction.atomic():
                getattr(self, what)(which)
        except Refused:
            pass

    def begin(self, which):
        actions.begin(self.action(which), by=self.doer)

    def complete(self, which):
        actions.complete(self.action(which), by=self.doer, completed_on=LAST)

    def give_evidence(self, which):
        actions.give_evidence(self.action(which), by=replace(self.doer, on=WITHIN), words=f"Evidence {self.count}")

    def send_back(self, which):
        actions.return_evidence(self.action(which), by=self.judge, why="More")

    def assure(self, which):
        told = {"why": "Seen", "method": Method.AUDIT, "test_on": date(2021, 4, 20)}
        actions.assure(self.action(which), by=replace(self.judge, on=WITHIN), **told)

    def no_impact(self, which):
        told = {
            "method": Method.AUDIT,
            "result": Result.NONE,
            "tested_on": DAY,
            "why": "None",
            "due_on": date(2021, 12, 1),
        }
        actions.record_impact(self.action(which), by=self.by, **told)

    def move(self, which):
        actions.move_due_date(self.action(which), by=self.by, due_on=date(2022, 1, self.count % 27 + 1), why="Later")

    def withdraw(self, which):
        actions.withdraw(self.action(which), by=self.by, why="Not needed")

    def supersede(self, which):
        actions.supersede(self.action(which), by=self.by, why="Another is better")

    def correct(self, which):
        actions.correct(self.action(which), by=self.by, field="words", value=f"Other words {self.count}", why="A slip")

    def correct_commitment(self, which):
        said = {"field": "title", "value": f"Another title {self.count}", "why": "A slip"}
        self.aim.commitment.refresh_from_db()
        actions.correct_plan(self.aim.commitment, by=self.by, **said)

    def in_error(self, which):
        actions.enter_in_error(self.action(which), by=self.by, why="Typed twice")

    def tell(self, which):
        told(self.lines[which], by=self.by, seen=1 if which == 0 else 0, narrative="Something else")

    def close_again(self, which):
        actions.close_quarter(self.plan, by=self.by, number=4)

    def add(self, which):
        line(self.plan, self.by, objective=self.aim, words=f"Late {self.count}", agreed_on=date(2021, 3, 1))

    def note(self, which):
        actions.add_note(self.shut, by=self.by, words=f"Note {self.count}")

    def rename_status(self, which):
        setup.offer(by=self.by, of="progress", code="amber", label=f"Odd {self.count}", from_on=date(2020, 1, 1))

    def seal_away(self, which):
        Entry.objects.filter(pk=self.lines[which].action.entry_id).update(tier="C3", circle=self.plan.group.circle)

    WAYS = (
        "begin", "complete", "give_evidence", "send_back", "assure", "no_impact", "move", "withdraw", "supersede", "correct",
        "correct_commitment", "in_error", "tell", "close_again", "add", "note", "rename_status", "seal_away",
    )  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(Afterwards.WAYS), st.integers(0, 2)), min_size=1, max_size=12))
@pytest.mark.slow
def test_a_closed_quarter_never_changes_under_anything_that_is_done_later(db, acts):
    with transaction.atomic():
        after = Afterwards()
        before = rows(after.shut)

        for what, which in acts:
            after.do(what, which)

        assert rows(after.shut) == before
        transaction.set_rollback(True)


@pytest.mark.parametrize("what", Afterwards.WAYS)
def test_each_of_those_acts_does_something_or_is_refused_for_what_it_is(what):
    """A property over acts that all fail would hold of anything: most of them go through on their own."""
    after = Afterwards()
    if what in ("send_back", "assure", "no_impact"):
        after.give_evidence(1)
    if what == "no_impact":
        after.assure(1)
    refused = {"tell", "close_again"}

    if what in refused:
        with pytest.raises(Refused, match="is closed"):
            getattr(after, what)(1)
    else:
        getattr(after, what)(1)

    assert len(rows(after.shut)) == 4


def test_an_action_that_few_may_see_now_is_hidden_in_what_was_closed():
    made = line(agency=AgencyFactory(code="police"))
    shut = closed(made.plan)
    outsider = actor(Role.AGENCY_CONTRIBUTOR, agency="health")
    assert len(queries.closed_lines(shut, outsider)) == 1

    Entry.objects.filter(pk=made.action.entry_id).update(tier="C3", circle=made.plan.group.circle)

    assert queries.closed_lines(shut, outsider) == []
    assert len(queries.closed_lines(shut, manager())) == 1
