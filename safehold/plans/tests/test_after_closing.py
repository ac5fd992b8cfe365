"""A closed quarter never changes under anything that is done later."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.partnership.actions import setup
from safehold.plans import actions
from safehold.plans.models import Method, Result
from safehold.plans.queries import delivery as queries
from safehold.plans.tests.closed import rows
from safehold.plans.tests.factories import doer, member
from safehold.plans.tests.planning import DAY, LAST, closed, line, manager, told
from safehold.records.models import Entry

pytestmark = [pytest.mark.django_db]


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
