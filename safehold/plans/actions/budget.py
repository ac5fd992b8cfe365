"""Keeping the partnership's budget: what is given, spent, in hand and bid for."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import Refused, require
from safehold.plans.lifecycle import Asked
from safehold.plans.models import Bid, Contribution, InHand, Spend
from safehold.plans.policy import budget as policy
from safehold.plans.queries import budget as queries
from safehold.records import writing
from safehold.records.models import Correction

Kept = Contribution | Spend | InHand | Bid
ANSWERS = {Asked.WON: "win", Asked.PART: "win_part", Asked.LOST: "lose"}


@transaction.atomic
def propose(*, by: Actor, agency: Agency, from_on: date, amount: Decimal, in_kind: str = "") -> Contribution:
    """Write down what an agency is asked to give in a year: money, or help in kind. It is not agreed yet."""
    require(policy.keep(by))
    _a_year(from_on)
    made = writing.create(Contribution, by=by, agency=agency, from_on=from_on, amount=amount, in_kind=in_kind.strip())
    audit.record(by, "plans.contribution_proposed", made, agency=agency.code)
    return made


@transaction.atomic
def agree(contribution: Contribution, *, by: Actor, agreed_on: date) -> Contribution:
    """Record that a contribution was agreed. From then on the whole partnership sees the sum."""
    require(policy.change(by, contribution))
    _past(agreed_on, by=by)
    writing.move(contribution, "agree", by=by, agreed_on=agreed_on)
    audit.record(by, "plans.contribution_agreed", contribution)
    return contribution


@transaction.atomic
def decline(contribution: Contribution, *, by: Actor) -> Contribution:
    """Record that an agency does not give what it was asked for."""
    require(policy.change(by, contribution))
    writing.move(contribution, "decline", by=by)
    audit.record(by, "plans.contribution_declined", contribution)
    return contribution


@transaction.atomic
def invoice(contribution: Contribution, *, by: Actor, invoiced_on: date) -> Contribution:
    """Record that an agency was sent an invoice for what was agreed."""
    require(policy.change(by, contribution))
    _past(invoiced_on, by=by)
    if not contribution.amount:
        raise Refused("What is given in kind is not invoiced")
    writing.move(contribution, "invoice", by=by, invoiced_on=invoiced_on)
    audit.record(by, "plans.contribution_invoiced", contribution)
    return contribution


@transaction.atomic
def receive(contribution: Contribution, *, by: Actor, received_on: date, received: Decimal) -> Contribution:
    """Record that a contribution came, and how much of it."""
    require(policy.change(by, contribution))
    _past(received_on, by=by)
    writing.move(contribution, "receive", by=by, received_on=received_on, received=received)
    audit.record(by, "plans.contribution_received", contribution)
    return contribution


@transaction.atomic
def spend(*, by: Actor, from_on: date, heading: str, words: str, amount: Decimal, spent_on: date) -> Spend:
    """Write down money that was spent, under a heading, in a year."""
    require(policy.keep(by))
    _a_year(from_on)
    _past(spent_on, by=by)
    if heading not in dict(queries.headings(by.on)):
        raise Refused("Choose a heading that the partnership uses")
    made = writing.create(Spend, by=by, from_on=from_on, heading=heading, words=words, amount=amount, spent_on=spent_on)
    audit.record(by, "plans.spent", made, code=heading)
    return made


@transaction.atomic
def begin_with(*, by: Actor, from_on: date, amount: Decimal, words: str) -> InHand:
    """Write down money that was there as a year began and that no earlier year kept here explains."""
    require(policy.keep(by))
    _a_year(from_on)
    made = writing.create(InHand, by=by, from_on=from_on, amount=amount, words=words)
    audit.record(by, "plans.began_with", made)
    return made


@transaction.atomic
def bid(*, by: Actor, from_on: date, title: str, funder: str, amount: Decimal, sent_on: date) -> Bid:
    """Write down a bid for money from elsewhere."""
    require(policy.keep(by))
    _a_year(from_on)
    _past(sent_on, by=by)
    made = writing.create(Bid, by=by, from_on=from_on, title=title, funder=funder, amount=amount, sent_on=sent_on)
    audit.record(by, "plans.bid_sent", made)
    return made


@transaction.atomic
def answer_bid(bid: Bid, *, by: Actor, result: str, answered_on: date, awarded: Decimal | None = None) -> Bid:
    """Record what the funder answered, and what was awarded where it was won."""
    require(policy.change(by, bid))
    _past(answered_on, by=by)
    lost = result == Asked.LOST
    writing.move(bid, ANSWERS[Asked(result)], by=by, answered_on=answered_on, awarded=None if lost else awarded)
    audit.record(by, "plans.bid_answered", bid, result=result)
    return bid


@transaction.atomic
def tell_outcome(bid: Bid, *, by: Actor, outcome: str) -> Bid:
    """Say what came of money that was won. What was said before is kept."""
    require(policy.change(by, bid))
    if not queries.won(bid):
        raise Refused("Only of a bid that was won is there an outcome")
    was = bid.outcome
    writing.change(bid, by=by, outcome=outcome.strip())
    if was:
        writing.noted(bid, "outcome", was=was, now=bid.outcome, by=by, why="Told again")
    audit.record(by, "plans.bid_outcome_told", bid)
    return bid


@transaction.atomic
def correct_sum(kept: Kept, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what the budget says wrongly. What it said before stays, with the reason."""
    require(policy.change(by, kept))
    correction = writing.correct(kept, by=by, field=field, value=value, why=why)
    audit.record(by, "plans.budget_corrected", kept, field=field)
    return correction


@transaction.atomic
def enter_sum_in_error(kept: Kept, *, by: Actor, why: str) -> Correction:
    """Say that something in the budget should never have been written down."""
    require(policy.mark(by, kept))
    marked = writing.enter_in_error(kept, by=by, why=why)
    audit.record(by, "plans.budget_entered_in_error", kept)
    return marked


@transaction.atomic
def reinstate_sum(kept: Kept, *, by: Actor, why: str) -> Correction:
    """Say that something in the budget that was marked stands after all."""
    require(policy.reinstate(by, kept))
    taken_back = writing.reinstate(kept, by=by, why=why)
    audit.record(by, "plans.budget_reinstated", kept)
    return taken_back


def _past(day: date, *, by: Actor) -> None:
    if day > by.on:
        raise Refused("The date must be today or in the past")


def _a_year(from_on: date) -> None:
    if (from_on.day, from_on.month) != (1, queries.year_month()):
        raise Refused("Choose a financial year of the partnership")
