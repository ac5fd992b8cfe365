"""What agencies are asked."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from safehold.access.roles import Role
from safehold.asks import actions as asks
from safehold.asks import queries as asked
from safehold.asks.models import Wanted, Whom
from safehold.asks.tests.factories import contact_of

if TYPE_CHECKING:
    from tests.world import World

DAY = date(2021, 4, 30)


def add(world: "World") -> None:
    """A call that is prepared, and one of two agencies: the manager's owes an answer, the lead's gave one."""
    manager, lead = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.AGENCY_LEAD]
    assert manager.agency is not None
    assert lead.agency is not None
    told = {"words": "For the annual report", "legal_basis": "Care Act 2014, section 45", "due_on": DAY}
    for state in ("prepared", "issued"):
        call = asks.prepare(by=manager, title=f"Training of staff ({state})", wanted=Wanted.FORM, **told)
        asks.set_questions(call, by=manager, questions=[("How many were trained?", "number")])
        asks.choose_bodies(call, by=manager, whom=Whom.LIST, bodies=[manager.agency, lead.agency])
        world.asks[state] = call
    asks.issue(world.asks["issued"], by=manager)
    for state, agency in (("owed", manager.agency), ("returned", lead.agency)):
        world.asks[state] = asked.asks_visible_to(manager).get(agency=agency)
    for state, by in (("owed", manager), ("returned", lead)):
        answer = asked.answer_at(world.asks[state], 1)
        assert answer is not None
        asks.save_answer(answer, by=by, words="46")
    asks.send_link(
        world.asks["owed"], by=manager, contact=contact_of(world.asks["owed"], "guest@westmere.example", "Sam Guest")
    )
    asks.want_time(world.asks["owed"], by=manager, due_on=DAY + timedelta(days=60), why="The register is being moved")
    asks.give_back(world.asks["returned"], by=lead, signatory="Ada Stone")
    # a month ago the same two were asked: the lead's agency is late, the manager's refused
    before = replace(manager, on=DAY - timedelta(days=30))
    earlier = asks.prepare(
        by=before, title="Your statement", wanted=Wanted.STATEMENT, **told | {"due_on": DAY - timedelta(days=9)}
    )
    asks.choose_bodies(earlier, by=before, whom=Whom.LIST, bodies=[manager.agency, lead.agency])
    asks.issue(earlier, by=before)
    for state, agency in (("late", lead.agency), ("refused", manager.agency)):
        world.asks[state] = asked.asked_by(earlier, manager).get(agency=agency)
    asks.refuse(world.asks["refused"], by=manager, signatory="Sam Hill", words="Held by the county")


def add_marked(world: "World") -> None:
    """More time, a query, why something cannot be answered, a link that was revoked, and a call that was withdrawn."""
    manager = world.acting[Role.BUSINESS_MANAGER]
    owed, later = world.asks["owed"], DAY + timedelta(days=30)
    asks.give_more_time(owed, by=manager, due_on=later, why="The register is being moved")
    asks.send_link(owed, by=manager, contact=contact_of(owed, "other@westmere.example", "Sam Other"))
    asks.query(world.asks["returned"], by=manager, words="All staff?", due_on=later)
    answer = asked.answer_at(world.asks["returned"], 1)
    assert answer is not None
    asks.save_answer(answer, by=world.acting[Role.AGENCY_LEAD], why_not="Nobody counts them")
    told = {
        "words": "For the plan",
        "legal_basis": "Care Act 2014, section 45",
        "due_on": DAY,
        "wanted": Wanted.STATEMENT,
    }
    call = asks.prepare(by=manager, title="Asked by mistake", **told)
    asks.choose_bodies(call, by=manager, whom=Whom.ONE, bodies=[owed.agency])
    asks.issue(call, by=manager)
    asks.withdraw_call(call, by=manager, why="It was asked before")
