"""Pages of the budget: a year as a whole, and what it is made of. Who works on the money keeps it; everybody reads it."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Identity, Link
from safehold.plans.policy import budget as policy
from safehold.plans.presenters import budget as presenters
from safehold.plans.queries import budget as queries
from safehold.plans.views.strategy import SECTION
from safehold.records import presenters as records
from safehold.records.pages import Column, ListPage, Offer, RecordPage
from safehold.records.pages.base import Page


class Budget(Page):
    """One financial year's budget on one page."""

    title = "Budget"
    section = SECTION
    template_name = "plans/budget.html"
    may_open = staticmethod(policy.see)

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = self.actor
        years = queries.years(actor.on)
        asked = request.GET.get("year", "")
        this = next((each for each in years if each.label == asked), years[1])
        found = queries.budget(this.first, actor)
        audit.record(actor, "plans.budget_opened", from_on=this.first.isoformat())
        return self.show(
            year=this.label,
            crumbs=[Link("Plans", reverse("plans:strategies"))],
            years=[Link(each.label, f"?year={each.label}", current=each == this) for each in years],
            parts=presenters.parts("plans:budget"),
            tiles=presenters.tiles(found, actor),
            sum_up=presenters.sum_up(found),
            contributions=presenters.contributions(found, actor),
            spending=presenters.spending(found, dict(queries.headings(actor.on))),
            bids=presenters.bids(found),
            contribution_headings=presenters.CONTRIBUTIONS,
            spending_headings=presenters.SPENDING,
            bid_headings=presenters.BIDS,
            totals=presenters.totals(found),
        )


# --- lists ---


class Kept(ListPage):
    """A part of the budget, of every year, the latest first."""

    section = SECTION
    template_name = "plans/list.html"
    may_open = staticmethod(policy.see)
    lists_in_error = True
    add: ClassVar[tuple[str, str]]
    named: ClassVar[str]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words, name = self.add
        acts = [Link(words, reverse(name))] if policy.keep(self.actor) else []
        return super().get_context_data(actions=acts, parts=presenters.parts(self.named), **kwargs)


class Contributions(Kept):
    """What each agency gives, of every year."""

    title = "Contributions"
    visible_to = staticmethod(queries.contributions_visible_to)
    file_name = "contributions"
    noun = "contribution"
    named = "plans:contributions"
    add = ("Add a contribution", "plans:propose")
    ordering = ("-from_on", "agency__current_name", "pk")
    empty = "No contribution has been written down yet."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # which sums are shown depends on who asks
        actor = self.actor
        return (
            Column("Agency", lambda each: each.agency, link=lambda each: each.get_absolute_url()),
            Column("Year", lambda each: each.year, sort="from_on"),
            Column("Money", lambda each: presenters.amount(each, actor), numeric=True),
            Column("In kind", lambda each: presenters.in_kind(each, actor)),
            Column("Agreed", lambda each: each.agreed_on),
            Column("Invoiced", lambda each: each.invoiced_on),
            Column("Received", lambda each: presenters.money(each.received), numeric=True),
            Column("Status", presenters.given, sort="status"),
        )


class Spends(Kept):
    """What was spent, of every year."""

    title = "Spending"
    visible_to = staticmethod(queries.spends_visible_to)
    file_name = "spending"
    noun = "spend"
    nouns = "pieces of spending"
    named = "plans:spends"
    add = ("Add spending", "plans:add_spend")
    ordering = ("-spent_on", "-pk")
    empty = "No spending has been written down yet."

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # the words of the headings depend on the day
        words = dict(queries.headings(self.actor.on))
        return (
            Column("What", lambda each: each.words, link=lambda each: each.get_absolute_url()),
            Column("Heading", lambda each: words.get(each.heading, each.heading), sort="heading"),
            Column("Year", lambda each: each.year, sort="from_on"),
            Column("Spent on", lambda each: each.spent_on, sort="spent_on"),
            Column("Sum", lambda each: presenters.money(each.amount), sort="amount", numeric=True),
        )


class InHands(Kept):
    """Money that was there as a year began, and that no earlier year explains."""

    title = "Money in hand"
    visible_to = staticmethod(queries.in_hand_visible_to)
    file_name = "money-in-hand"
    noun = "sum"
    named = "plans:in_hands"
    add = ("Add money in hand", "plans:begin_with")
    ordering = ("-from_on", "-pk")
    empty = "No money in hand has been written down yet."
    columns = (
        Column("Where it comes from", lambda each: each.words, link=lambda each: each.get_absolute_url()),
        Column("Year", lambda each: each.year, sort="from_on"),
        Column("Sum", lambda each: presenters.money(each.amount), sort="amount", numeric=True),
    )


class Bids(Kept):
    """Bids for money from elsewhere, and what became of them."""

    title = "Bids"
    visible_to = staticmethod(queries.bids_visible_to)
    file_name = "bids"
    noun = "bid"
    named = "plans:bids"
    add = ("Add a bid", "plans:send_bid")
    ordering = ("-sent_on", "-pk")
    empty = "No bid has been written down yet."
    columns = (
        Column("For what", lambda each: each.title, sort="title", link=lambda each: each.get_absolute_url()),
        Column("Who was asked", lambda each: each.funder, sort="funder"),
        Column("Sent", lambda each: each.sent_on, sort="sent_on"),
        Column("Asked for", lambda each: presenters.money(each.amount), sort="amount", numeric=True),
        Column("Result", presenters.answered, sort="status"),
        Column("Awarded", lambda each: presenters.money(each.awarded), sort="awarded", numeric=True),
        Column("What came of it", lambda each: each.outcome),
    )


# --- one of them ---


class KeptPage(RecordPage):
    """One row of the budget. ``named`` is what its addresses are called."""

    section = SECTION
    with_deadlines = False
    named: ClassVar[str]
    kind_of: ClassVar[str]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {
            "crumbs": [Link("Budget", reverse("plans:budget"))],
            "identity": Identity(self.kind_of, str(self.object), self.tag()),
            "answers": [*self.answers(), Answer("Financial year", self.object.year)],
        }
        return super().get_context_data(**more | kwargs)

    def tag(self) -> Any:
        return None

    def answers(self) -> Iterable[Answer]:
        return ()

    def steps(self) -> Iterator[Offer]:
        yield from ()

    def acts(self) -> Iterator[Offer]:
        kept, actor, uid = self.object, self.actor, [self.object.uid]
        if kept.entry.in_error_on:
            yield Link("Reinstate", reverse(f"plans:{self.named}_reinstate", args=uid)), policy.reinstate(actor, kept)
            return
        may = policy.change(actor, kept)
        if may:
            yield from self.steps()
            yield Link("Correct", reverse(f"plans:{self.named}_correct", args=uid)), may
        if marks := policy.mark(actor, kept):
            yield Link("Recorded in error", reverse(f"plans:{self.named}_in_error", args=uid)), marks

    def step(self, move: str, words: str, name: str) -> Iterator[Offer]:
        """A step that the state it is in allows."""
        if may := type(self.object).LIFECYCLE.may(self.object, move):
            yield Link(words, reverse(f"plans:{name}", args=[self.object.uid])), may


class ContributionPage(KeptPage):
    visible_to = staticmethod(queries.contributions_visible_to)
    named = "contribution"
    kind_of = "Contribution"

    def tag(self) -> Any:
        return presenters.given(self.object)

    def answers(self) -> Iterator[Answer]:
        given, actor = self.object, self.actor
        yield Answer("Agency", given.agency)
        yield Answer("Money", presenters.amount(given, actor))
        if words := presenters.in_kind(given, actor):
            yield Answer("In kind", words)
        yield from presenters.dated("Agreed", given.agreed_on)
        yield from presenters.dated("Invoiced", given.invoiced_on)
        if given.received_on:
            yield Answer("Received", f"{presenters.money(given.received)} on {day(given.received_on)}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not policy.see_proposed(self.actor):  # what a sum was before it was agreed is told by its corrections too
            context["events"] = records.newest_first(list(self.happened()))
        return context

    def steps(self) -> Iterator[Offer]:
        yield from self.step("agree", "Record that it was agreed", "agree")
        if self.object.amount:
            yield from self.step("invoice", "Record the invoice", "invoice")
        yield from self.step("receive", "Record that it came", "receive")
        yield from self.step("decline", "Record that it was declined", "decline")


class SpendPage(KeptPage):
    visible_to = staticmethod(queries.spends_visible_to)
    named = "spend"
    kind_of = "Spending"

    def answers(self) -> Iterator[Answer]:
        words = dict(queries.headings(self.actor.on))
        yield Answer("Sum", presenters.money(self.object.amount))
        yield Answer("Heading", words.get(self.object.heading, self.object.heading))
        yield Answer("Spent on", day(self.object.spent_on))


class InHandPage(KeptPage):
    visible_to = staticmethod(queries.in_hand_visible_to)
    named = "in_hand"
    kind_of = "Money in hand"

    def answers(self) -> Iterator[Answer]:
        yield Answer("Sum", presenters.money(self.object.amount))


class BidPage(KeptPage):
    visible_to = staticmethod(queries.bids_visible_to)
    named = "bid"
    kind_of = "Bid"

    def tag(self) -> Any:
        return presenters.answered(self.object)

    def answers(self) -> Iterator[Answer]:
        bid = self.object
        yield Answer("Who was asked", bid.funder)
        yield Answer("Asked for", presenters.money(bid.amount))
        yield Answer("Sent", day(bid.sent_on))
        yield from presenters.dated("Answered", bid.answered_on)
        if bid.awarded is not None:
            yield Answer("Awarded", presenters.money(bid.awarded))
            yield Answer("What came of it", bid.outcome or "Not told yet")

    def steps(self) -> Iterator[Offer]:
        yield from self.step("win", "Record the answer", "answer_bid")
        if queries.won(self.object):
            words = "Tell again what came of it" if self.object.outcome else "Tell what came of it"
            yield (
                Link(words, reverse("plans:bid_outcome", args=[self.object.uid])),
                policy.change(self.actor, self.object),
            )
