"""A strategic plan as people make it, and one group's delivery plan for 2020-21 under it. All of it invented."""

from datetime import date
from decimal import Decimal
from typing import Any

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.roles import Role
from safehold.access.tests.factories import SINCE, AgencyFactory, actor
from safehold.partnership.actions import groups
from safehold.partnership.models import Chair, Group
from safehold.partnership.tests.factories import DAY, group, manager
from safehold.plans import actions
from safehold.plans.models import (
    Bid,
    ClosedQuarter,
    Commitment,
    Contribution,
    DeliveryPlan,
    InHand,
    Line,
    Objective,
    ProgressUpdate,
    SaidAndDid,
    Spend,
    StrategicPlan,
)
from safehold.plans.tests.factories import member, receiving

FROM, UNTIL = date(2020, 4, 1), date(2023, 3, 31)
AGREED = date(2020, 4, 20)
LAST = date(2021, 3, 31)


def strategy(by: Actor | None = None, **facts: Any) -> StrategicPlan:
    told = {"title": "Safer together", "from_on": FROM, "until_on": UNTIL, "words": "Everybody in Westmere is safer."}
    return actions.write_strategy(by=by or manager(), **told | facts)


def commitment(of: StrategicPlan | None = None, by: Actor | None = None, **facts: Any) -> Commitment:
    by = by or manager()
    return actions.commit(of or strategy(by), by=by, **{"title": "Notice the whole family"} | facts)


def objective(of: Commitment | None = None, by: Actor | None = None, **facts: Any) -> Objective:
    by = by or manager()
    told = {"words": "Ask in every assessment who else lives there", "group": facts.pop("group", None) or receiving()}
    return actions.set_out(of or commitment(by=by), by=by, **told | facts)


def delivery(of: StrategicPlan | None = None, by: Actor | None = None, **facts: Any) -> DeliveryPlan:
    by = by or manager()
    told = {"group": facts.pop("group", None) or receiving(), "from_on": FROM, "agreed_on": AGREED}
    return actions.plan_delivery(by=by, strategy=of or strategy(by), **told | facts)


def line(of: DeliveryPlan | None = None, by: Actor | None = None, agency: Agency | None = None, **facts: Any) -> Line:
    """An action of the police in a delivery plan, due by the end of September unless another day is named."""
    by = by or manager()
    plan = of or delivery(by=by)
    aim = facts.pop("objective", None) or objective(commitment(plan.strategy, by), by)
    told = {
        "words": "Add the question to the form that officers fill in",
        "measure": "Nine of ten forms name everybody at home",
        "lead_role": "Head of public protection",
        "due_on": date(2021, 9, 30),
        "agreed_on": AGREED,
    }
    return actions.plan_action(
        plan, by=by, objective=aim, agency=agency or AgencyFactory(code="police"), **told | facts
    )


def told(of: Line, number: int = 4, by: Actor | None = None, seen: int = 0, **facts: Any) -> ProgressUpdate:
    said = {"narrative": "The form was drafted."}
    return actions.update(of, by=by or manager(), number=number, seen=seen, **said | facts)


def closed(of: DeliveryPlan, number: int = 4, by: Actor | None = None, **facts: Any) -> ClosedQuarter:
    """The quarter closed, and those before it as far as they are not."""
    by = by or manager()
    for earlier in range(1, number):
        if not of.closed_quarters.filter(number=earlier).exists():
            actions.close_quarter(of, by=by, number=earlier)
    return actions.close_quarter(of, by=by, number=number, **facts)


def said_and_did(by: Actor | None = None) -> SaidAndDid:
    by = by or manager()
    return actions.say_and_did(objective(by=by), by=by, from_on=FROM, said="Ask", did="The form asks it now.")


# --- money ---


def contribution(by: Actor | None = None, **facts: Any) -> Contribution:
    """What the police are asked to give: it is not agreed yet."""
    told = {"agency": facts.pop("agency", None) or AgencyFactory(code="police"), "from_on": FROM}
    asked = {"amount": Decimal("12000.50"), "in_kind": ""}
    return actions.propose(by=by or manager(), **told | asked | facts)


def spend(by: Actor | None = None, **facts: Any) -> Spend:
    told = {"heading": "training", "words": "A trainer", "amount": Decimal(400), "from_on": FROM, "spent_on": DAY}
    return actions.spend(by=by or manager(), **told | facts)


def in_hand(by: Actor | None = None, **facts: Any) -> InHand:
    told = {"from_on": date(2019, 4, 1), "amount": Decimal(1000), "words": "A reserve that the boards before left"}
    return actions.begin_with(by=by or manager(), **told | facts)


def bid(by: Actor | None = None, **facts: Any) -> Bid:
    told = {"title": "A worker for young people", "funder": "The fund", "amount": Decimal(30000)}
    return actions.bid(by=by or manager(), from_on=FROM, sent_on=date(2020, 9, 1), **told | facts)


def chair(of: Group | None = None) -> Actor:
    """Who chairs the receiving group, and sits in it."""
    who, chaired = member(Role.SUBGROUP_CHAIR, agency="council", of=of), of or receiving()
    standing = Chair.objects.filter(group=chaired).first()
    if standing is None:
        groups.appoint_chair(chaired, by=manager(), user=who.user, agency=who.agency, from_on=SINCE)
    return who


__all__ = ["AGREED", "DAY", "FROM", "LAST", "UNTIL", "actor", "group", "manager"]
