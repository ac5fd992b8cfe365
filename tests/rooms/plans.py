"""The partnership's plans and its budget."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from safehold.access.roles import Role
from safehold.partnership.models import Chair
from safehold.plans import actions as plans
from safehold.plans.models import DeliveryPlan

if TYPE_CHECKING:
    from tests.world import World

DAY = date(2021, 4, 30)


def add(world: "World") -> None:
    """A strategic plan with one thing to do, two delivery plans of a group, a closed quarter, and a budget in every state."""
    manager, chair = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.INDEPENDENT_CHAIR]
    assert manager.agency is not None
    group = Chair.objects.filter(user=chair.user).select_related("group").order_by("pk")[0].group
    first, second = date(2020, 4, 1), date(2021, 4, 1)
    told = {"title": "Noticing sooner", "words": "People are noticed sooner", "until_on": date(2023, 3, 31)}
    kept = world.plans
    kept["strategy"] = strategy = plans.write_strategy(by=manager, from_on=first, **told)
    kept["commitment"] = commitment = plans.commit(strategy, by=manager, title="See everybody", words="Who lives there")
    kept["objective"] = aim = plans.set_out(commitment, by=manager, words="Ask who lives there", group=group)
    planned = {"strategy": strategy, "group": group, "agreed_on": first}
    kept["delivery"] = delivery = plans.plan_delivery(by=manager, from_on=first, **planned)
    plans.plan_delivery(by=manager, from_on=second, **planned)
    did = {"words": "Ask at each visit", "measure": "Forty forms", "lead_role": "Head", "agency": manager.agency}
    kept["line"] = line = plans.plan_action(
        delivery, by=manager, objective=aim, agreed_on=first, due_on=date(2021, 9, 30), **did
    )
    said = {
        "narrative": "It was asked",
        "evidence": "Forty forms",
        "barriers": "A printer",
        "said": "red",
        "reason": "No money",
    }
    plans.update(line, by=manager, number=1, seen=0, **said)
    kept["quarter"] = plans.close_quarter(delivery, by=manager, number=1, asks="Pay the printer")
    plans.add_note(kept["quarter"], by=manager, words="Two printers")
    kept["said_and_did"] = plans.say_and_did(aim, by=manager, from_on=first, said="Ask", did="Asked")
    give = {"by": manager, "agency": manager.agency, "from_on": first, "amount": Decimal(1200), "in_kind": "A room"}
    kept["proposed"] = plans.propose(**give)
    kept["agreed_sum"] = plans.agree(plans.propose(**give), by=manager, agreed_on=DAY)
    spent = {"heading": "training", "words": "A trainer", "amount": Decimal(400), "spent_on": DAY}
    kept["spend"] = plans.spend(by=manager, from_on=first, **spent)
    kept["in_hand"] = plans.begin_with(by=manager, from_on=first, amount=Decimal(1000), words="A reserve")
    asked = {"by": manager, "from_on": first, "title": "A worker", "funder": "A fund", "amount": Decimal(30000)}
    kept["bid"] = plans.bid(sent_on=DAY, **asked)
    won = {"result": "won", "answered_on": DAY, "awarded": Decimal(25000)}
    kept["won"] = plans.answer_bid(plans.bid(sent_on=DAY, **asked), by=manager, **won)
    plans.tell_outcome(kept["won"], by=manager, outcome="A worker began")


def add_marked(world: "World") -> None:
    """An action that was carried forward into next year's plan."""
    manager, kept = world.acting[Role.BUSINESS_MANAGER], world.plans
    did = {
        "words": "Write to each school",
        "measure": "Each has a letter",
        "lead_role": "Head",
        "agency": manager.agency,
    }
    line = plans.plan_action(
        kept["delivery"], by=manager, objective=kept["objective"], agreed_on=DAY, due_on=DAY, **did
    )
    into = DeliveryPlan.objects.exclude(pk=kept["delivery"].pk).get()
    plans.carry_forward(line, by=manager, into=into, objective=kept["objective"], why="It waits for the printer")
