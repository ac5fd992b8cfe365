"""What the pages of the budget say."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.urls import reverse

from safehold.access.actor import Actor
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Heading, Link, Tag, Tile
from safehold.plans.lifecycle import Asked, Promised
from safehold.plans.models import Bid, Contribution
from safehold.plans.policy import budget as policy
from safehold.plans.presenters import link_to
from safehold.plans.queries.budget import Budget, total

HIDDEN = "Not agreed yet"
GIVEN: dict[str, Any] = {
    Promised.PROPOSED: "yellow",
    Promised.AGREED: "blue",
    Promised.INVOICED: "teal",
    Promised.RECEIVED: "green",
    Promised.DECLINED: "grey",
}
ANSWERED: dict[str, Any] = {Asked.SENT: "yellow", Asked.WON: "green", Asked.PART: "blue", Asked.LOST: "grey"}
PARTS = (
    ("Contributions", "plans:contributions"),
    ("Spending", "plans:spends"),
    ("Money in hand", "plans:in_hands"),
    ("Bids", "plans:bids"),
)


def parts(current: str = "") -> list[Link]:
    every = [("Budget", "plans:budget"), *PARTS]
    return [Link(text, reverse(name), current=name == current) for text, name in every]


def money(sum_of: Decimal | None) -> str:
    """A sum as people write it: £12,000, £12,000.50, −£300."""
    if sum_of is None:
        return ""
    sign = "−" if sum_of < 0 else ""
    return f"{sign}£{abs(sum_of):,.2f}".removesuffix(".00")


def whole(sum_of: Decimal) -> str:
    """A sum to the nearest pound, half up."""
    return money(sum_of.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def given(contribution: Contribution) -> Tag:
    return Tag(contribution.get_status_display(), GIVEN[contribution.status])


def answered(bid: Bid) -> Tag:
    return Tag(bid.get_status_display(), ANSWERED[bid.status])


def amount(contribution: Contribution, actor: Actor) -> str:
    """What an agency gives, for those who may know it."""
    return money(contribution.amount or None) if policy.see_sum(actor, contribution) else HIDDEN


def in_kind(contribution: Contribution, actor: Actor) -> str:
    return contribution.in_kind if policy.see_sum(actor, contribution) else ""


def tiles(budget: Budget, actor: Actor) -> list[Tile]:
    found = [
        Tile(whole(budget.brought_forward), "Brought forward"),
        Tile(whole(budget.agreed), "Agreed"),
        Tile(whole(budget.received), "Received"),
        Tile(whole(budget.awarded), "Won by bids"),
        Tile(whole(budget.spent), "Spent"),
        Tile(whole(budget.carried_forward), "In hand", "What was there and came, less what was spent"),
    ]
    if policy.see_proposed(actor) and budget.proposed:
        found.insert(2, Tile(whole(budget.proposed), "Not agreed yet"))
    return found


def sum_up(budget: Budget) -> str:
    """How the year adds up, to the penny."""
    return (
        f"{money(budget.brought_forward)} brought forward, {money(budget.received)} received and {money(budget.awarded)} won,"
        f" less {money(budget.spent)} spent, leaves {money(budget.carried_forward)} to carry forward."
    )


CONTRIBUTIONS = [
    Heading("Agency"), Heading("Money", numeric=True), Heading("In kind"), Heading("Received", numeric=True),
    Heading("Status"),
]  # fmt: skip
SPENDING = [Heading("Heading"), Heading("Spent", numeric=True)]
BIDS = [
    Heading("For what"), Heading("Who was asked"), Heading("Asked for", numeric=True), Heading("Awarded", numeric=True),
    Heading("Result"), Heading("What came of it"),
]  # fmt: skip


def contributions(budget: Budget, actor: Actor) -> list[list[Any]]:
    return [
        [
            Link(str(each.agency), each.get_absolute_url()),
            amount(each, actor),
            in_kind(each, actor),
            money(each.received or None),
            given(each),
        ]
        for each in budget.contributions
    ]


def spending(budget: Budget, words: dict[str, str]) -> list[list[Any]]:
    """What was spent under each heading, in the headings' own order; one that is not used any more stands last."""
    spent = budget.by_heading()
    order = [code for code in words if code in spent] + [code for code in spent if code not in words]
    return [[words.get(code, code), money(spent[code])] for code in order]


def bids(budget: Budget) -> list[list[Any]]:
    return [
        [link_to(each), each.funder, money(each.amount), money(each.awarded), answered(each), each.outcome]
        for each in budget.bids
    ]


def totals(budget: Budget) -> dict[str, list[Any]]:
    return {
        "contributions": ["Agreed", money(budget.agreed), "", money(budget.received), ""],
        "spending": ["Total", money(budget.spent)],
        "bids": ["Total", "", money(total(each.amount for each in budget.bids)), money(budget.awarded), "", ""],
    }


def dated(question: str, on: Any) -> list[Answer]:
    return [Answer(question, day(on))] if on else []
