"""Westmere's strategic plan, its groups' delivery plans for two years, two closed quarters, what it said and did, and its money.

Wholly invented (``data/westmere/plans.yaml``). Each step is taken on its own day by somebody who could have taken it.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from safehold.access.actor import Actor
from safehold.access.models import Agency, Membership
from safehold.access.roles import Role
from safehold.clocks import months_after
from safehold.demo.threads import who_judges
from safehold.partnership.models import Group
from safehold.plans import actions
from safehold.plans.models import DeliveryPlan, Line, Method, Objective, StrategicPlan
from safehold.plans.queries import possible_leads
from safehold.plans.queries.reckoning import assured_evidence

Told = dict[str, Any]


@dataclass
class Planned:
    """A line of this year's plan, with what the file tells of it."""

    line: Line
    told: Told


@dataclass
class Telling:
    """Who tells it, and what has been told so far."""

    manager: Actor
    told: Told
    strategy: StrategicPlan | None = None
    plans: dict[tuple[str, date], DeliveryPlan] = field(default_factory=dict)
    lines: list[Planned] = field(default_factory=list)

    def by(self, on: date) -> Actor:
        return replace(self.manager, on=on)

    def plan_of(self, group: str, from_on: date, agreed_on: date) -> DeliveryPlan:
        """The delivery plan of a group for a year, begun when it is first asked for."""
        assert self.strategy is not None
        if (group, from_on) not in self.plans:
            self.plans[group, from_on] = actions.plan_delivery(
                by=self.by(agreed_on),
                strategy=self.strategy,
                group=Group.objects.get(code=group),
                from_on=from_on,
                agreed_on=agreed_on,
            )
        return self.plans[group, from_on]


def tell(acting: dict[Role, Actor], *, path: Path) -> None:
    """Tell it all, once: whoever builds the demonstration again finds it as people left it."""
    if StrategicPlan.objects.exists():
        return
    telling = Telling(acting[Role.BUSINESS_MANAGER], yaml.safe_load(path.read_text(encoding="utf-8")))
    _write(telling)
    for quarter in telling.told["plans"]["closed"]:
        _quarter(telling, quarter)
    _next_year(telling)
    _added(telling)
    _note(telling)
    _money(telling)


def _write(telling: Telling) -> None:
    told, plans = telling.told["strategy"], telling.told["plans"]
    office = telling.by(told["adopted_on"])
    telling.strategy = strategy = actions.write_strategy(
        by=office, title=told["title"], words=told["words"], from_on=told["from_on"], until_on=told["until_on"]
    )
    for commitment in telling.told["commitments"]:
        made = actions.commit(strategy, by=office, title=commitment["title"], words=commitment["words"])
        for each in commitment["will"]:
            group = Group.objects.get(code=each["group"])
            aim = actions.set_out(made, by=telling.by(plans["agreed_on"]), words=each["words"], group=group)
            _add(telling, aim, each)
    actions.adopt(strategy, by=office, group=Group.objects.get(code=told["adopted_by"]), adopted_on=told["adopted_on"])


def _add(telling: Telling, aim: Objective, each: Told) -> None:
    plans = telling.told["plans"]
    agreed_on = plans["agreed_on"]
    agency = Agency.objects.get(code=each["agency"])
    lead = _leads(agency, agreed_on).user
    line = actions.plan_action(
        telling.plan_of(each["group"], plans["from_on"], agreed_on),
        by=telling.by(agreed_on),
        objective=aim,
        words=each["action"],
        measure=each["measure"],
        agency=agency,
        lead_role=each["role"],
        lead=lead,
        agreed_on=agreed_on,
        due_on=each["due_on"],
    )
    telling.lines.append(Planned(line, each))


def _quarter(telling: Telling, quarter: Told) -> None:
    """What was said of a quarter and done in it; then it is closed for every group."""
    number, last_on = quarter["number"], quarter["last_on"]
    for planned in telling.lines:
        _happened(telling, planned, until=last_on)
        if said := planned.told["updates"].get(number):
            actions.update(planned.line, by=_doer(planned, quarter["told_on"]), number=number, seen=0, **said)
    closing = telling.by(quarter["closed_on"])
    for (group, from_on), plan in list(telling.plans.items()):
        asks = telling.told["plans"]["asks"].get(group, "") if number == 4 else ""
        if asks and from_on == telling.told["plans"]["from_on"]:
            actions.close_quarter(plan, by=closing, number=number, asks=asks)
    actions.close_for_all(by=closing, last_on=last_on)


def _happened(telling: Telling, planned: Planned, *, until: date) -> None:
    """What was done about an action by a day, once."""
    told, action = planned.told, planned.line.action
    moved = told.get("moved")
    if moved and moved["day"] <= until and not action.due_changes.exists():
        actions.move_due_date(action, by=telling.by(moved["day"]), due_on=moved["due_on"], why=moved["why"])
    if action.status == "not_started" and told["updates"]:
        actions.begin(action, by=_doer(planned, telling.told["plans"]["agreed_on"]))
    given_on, assured_on = told.get("given_on"), told.get("assured_on")
    if given_on and given_on <= until and not action.evidence.exists():
        actions.give_evidence(action, by=_doer(planned, given_on), words=told["evidence"])
    if assured_on and action.status == "evidenced":
        later = months_after(assured_on, 9)
        judge = who_judges(action, assured_on)
        actions.assure(action, by=judge, why=told["assured"], method=Method.AUDIT, test_on=later)


def _doer(planned: Planned, on: date) -> Actor:
    return Actor.of(_leads(planned.line.action.agency, on), on=on)


def _leads(agency: Agency, on: date) -> Membership:
    """The first of an agency in a role that leads actions."""
    there = Membership.objects.filter(agency=agency, user__in=possible_leads(agency, on))
    return there.select_related("user", "agency").order_by("pk")[0]


def _next_year(telling: Telling) -> None:
    """What was not finished goes on in the next year's plans, and the rows of what was said and done are written."""
    plans = telling.told["plans"]
    agreed_on = plans["next_agreed_on"]
    by = telling.by(telling.manager.on)
    for planned in telling.lines:
        line, told = planned.line, planned.told
        if carry := told.get("carry"):
            into = telling.plan_of(told["group"], plans["next_from_on"], agreed_on)
            facts = {"into": into, "objective": line.objective, "why": carry["why"], "due_on": carry.get("due_on")}
            actions.carry_forward(line, by=telling.by(agreed_on), **facts)
        if "did" not in told:  # promised for a later year: it is accounted for when that ends
            continue
        actions.say_and_did(
            line.objective,
            by=by,
            from_on=plans["from_on"],
            said=line.objective.words,
            did=told["did"],
            evidence=list(assured_evidence(line.objective, by)),
        )


def _added(telling: Telling) -> None:
    """What the groups add for the next year."""
    plans = telling.told["plans"]
    agreed_on = plans["next_agreed_on"]
    aims = {(each.commitment.number, each.number): each for each in Objective.objects.select_related("commitment")}
    for each in plans["next"]:
        agency = Agency.objects.get(code=each["agency"])
        actions.plan_action(
            telling.plan_of(each["group"], plans["next_from_on"], agreed_on),
            by=telling.by(agreed_on),
            objective=aims[tuple(each["will"])],
            words=each["action"],
            measure=each["measure"],
            agency=agency,
            lead_role=each["role"],
            lead=_leads(agency, agreed_on).user,
            agreed_on=agreed_on,
            due_on=each["due_on"],
        )


def _note(telling: Telling) -> None:
    """Something that came to light after a quarter was closed stands beside it."""
    plan = telling.plans["early-support", telling.told["plans"]["from_on"]]
    closed = plan.closed_quarters.get(number=3)
    actions.add_note(closed, by=telling.by(date(2021, 4, 26)), words=telling.told["plans"]["note"])


def _money(telling: Telling) -> None:
    told, by = telling.told["budget"], telling.manager
    plans = telling.told["plans"]
    this, coming = plans["from_on"], plans["next_from_on"]
    held = told["in_hand"]
    actions.begin_with(by=by, from_on=held["from_on"], amount=Decimal(held["amount"]), words=held["words"])
    for from_on, rows in ((this, told["contributions"]), (coming, told["next"])):
        for each in rows:
            _given(telling, from_on, each)
    for each in told["spends"]:
        amount = Decimal(str(each["amount"]))
        facts = {"heading": each["under"], "words": each["words"], "amount": amount, "spent_on": each["day"]}
        actions.spend(by=by, from_on=this, **facts)
    for each in told["bids"]:
        amount = Decimal(each["amount"])
        facts = {"title": each["title"], "funder": each["funder"], "amount": amount, "sent_on": each["day"]}
        made = actions.bid(by=by, from_on=this, **facts)
        if result := each.get("result"):
            awarded = Decimal(each["awarded"]) if "awarded" in each else None
            actions.answer_bid(made, by=by, result=result, answered_on=each["answered_on"], awarded=awarded)
        if outcome := each.get("outcome"):
            actions.tell_outcome(made, by=by, outcome=outcome)


def _given(telling: Telling, from_on: date, each: Told) -> None:
    by, amount = telling.manager, Decimal(each["amount"])
    agency = Agency.objects.get(code=each["agency"])
    made = actions.propose(by=by, agency=agency, from_on=from_on, amount=amount, in_kind=each.get("in_kind", ""))
    this_year = from_on == telling.told["plans"]["from_on"]
    if not (this_year or each.get("agreed")):
        return
    actions.agree(made, by=by, agreed_on=date(2020, 3, 16) if this_year else date(2021, 3, 15))
    if amount and this_year:
        actions.invoice(made, by=by, invoiced_on=date(2020, 5, 4))
    if "received" in each:
        actions.receive(made, by=by, received_on=date(2020, 6, 1), received=Decimal(each["received"]))
