"""Pages that keep the budget: writing down what is given, spent and bid for, each step of it, and putting it right."""

from functools import partial
from typing import Any, ClassVar

from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.plans import actions
from safehold.plans import queries as choices
from safehold.plans.forms import Confirm
from safehold.plans.forms import budget as forms
from safehold.plans.policy import budget as policy
from safehold.plans.queries import budget as queries
from safehold.plans.views.base import Asking
from safehold.plans.views.strategy import SECTION
from safehold.records.pages import ConfirmPage, CorrectPage, InErrorPage, QuestionPage, ReinstatePage

# --- writing down ---


class Adding(QuestionPage):
    """Write something down in the budget of a year."""

    section = SECTION
    may = staticmethod(policy.keep)
    button = "Add"
    done = "Added to the budget"
    listed: ClassVar[str]

    def form_facts(self) -> dict[str, Any]:
        return {"years": [(each.first, each.label) for each in queries.years(self.actor.on)]}

    def initial(self) -> dict[str, Any]:
        return {"from_on": queries.years(self.actor.on)[1].first.isoformat()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse(self.listed), **kwargs)


class Propose(Adding):
    title = "Add a contribution"
    form_class = forms.Propose
    act = staticmethod(actions.propose)
    listed = "plans:contributions"

    def form_facts(self) -> dict[str, Any]:
        return super().form_facts() | {"agencies": choices.agencies(self.actor.on)}


class AddSpend(Adding):
    title = "Add spending"
    form_class = forms.Spend
    act = staticmethod(actions.spend)
    listed = "plans:spends"

    def form_facts(self) -> dict[str, Any]:
        return super().form_facts() | {"headings": queries.headings(self.actor.on)}

    def answers(self, form: Any) -> dict[str, Any]:
        answers = super().answers(form)
        return answers | {"heading": answers.pop("under")}


class BeginWith(Adding):
    title = "Add money in hand"
    form_class = forms.BeginWith
    act = staticmethod(actions.begin_with)
    listed = "plans:in_hands"


class SendBid(Adding):
    title = "Add a bid"
    form_class = forms.SendBid
    act = staticmethod(actions.bid)
    listed = "plans:bids"


class OfContribution(Asking):
    """A step of a contribution."""

    visible_to = staticmethod(queries.contributions_visible_to)
    may = staticmethod(policy.change)


class Agree(OfContribution):
    title = "Record that it was agreed"
    form_class = forms.Agree
    act = staticmethod(actions.agree)
    done = "Recorded as agreed. The whole partnership sees the sum now."


class Invoice(OfContribution):
    title = "Record the invoice"
    form_class = forms.Invoice
    act = staticmethod(actions.invoice)
    done = "Invoice recorded"


class Receive(OfContribution):
    title = "Record that it came"
    form_class = forms.Receive
    act = staticmethod(actions.receive)
    done = "Recorded as received"

    def initial(self) -> dict[str, Any]:
        return {"received": self.object.amount}


class AnswerBid(Asking):
    title = "Record the answer"
    visible_to = staticmethod(queries.bids_visible_to)
    form_class = forms.AnswerBid
    may = staticmethod(policy.change)
    act = staticmethod(actions.answer_bid)
    done = "Answer recorded"


class BidOutcome(Asking):
    title = "Tell what came of it"
    visible_to = staticmethod(queries.bids_visible_to)
    form_class = forms.TellOutcome
    may = staticmethod(policy.change)
    act = staticmethod(actions.tell_outcome)
    done = "Saved what came of it"

    def initial(self) -> dict[str, Any]:
        return {"outcome": self.object.outcome}


class Decline(ConfirmPage):
    title = "Record that it was declined"
    section = SECTION
    visible_to = staticmethod(queries.contributions_visible_to)
    form_class = Confirm
    may = staticmethod(policy.change)
    act = staticmethod(actions.decline)
    button = "Record as declined"
    done = "Recorded as declined"
    consequences = (
        "The agency does not give what it was asked for. It counts in no total, and cannot be agreed later.",
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=self.object.get_absolute_url(), **kwargs)


# --- putting right ---


class Correcting(CorrectPage):
    section = SECTION
    may = staticmethod(policy.change)
    act = staticmethod(actions.correct_sum)


class Marking(InErrorPage):
    section = SECTION
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_sum_in_error)


class Reinstating(ReinstatePage):
    section = SECTION
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate_sum)


SUM = partial(forms.pounds, "How much?", "Enter the sum")


class CorrectContribution(Correcting):
    visible_to = staticmethod(queries.contributions_visible_to)
    questions = {
        "amount": SUM,
        "in_kind": partial(
            fields.CharField, label="What is given in kind?", missing="Enter what is given in kind", max_length=400
        ),
    }


class CorrectSpend(Correcting):
    visible_to = staticmethod(queries.spends_visible_to)
    questions = {
        "words": partial(
            fields.CharField, label="What was it spent on?", missing="Enter what it was spent on", max_length=200
        ),
        "amount": SUM,
        "spent_on": partial(
            fields.DateField, label="When was it spent?", missing="Enter the date it was spent", called="The date"
        ),
    }


class CorrectInHand(Correcting):
    visible_to = staticmethod(queries.in_hand_visible_to)
    questions = {
        "amount": SUM,
        "words": partial(
            fields.CharField, label="Where does it come from?", missing="Enter where it comes from", max_length=200
        ),
    }


class CorrectBid(Correcting):
    visible_to = staticmethod(queries.bids_visible_to)
    questions = {
        "title": partial(
            fields.CharField, label="What is the money for?", missing="Enter what the money is for", max_length=200
        ),
        "funder": partial(fields.CharField, label="Who was asked?", missing="Enter who was asked", max_length=160),
        "amount": SUM,
    }


class ContributionInError(Marking):
    visible_to = staticmethod(queries.contributions_visible_to)


class ContributionReinstated(Reinstating):
    visible_to = staticmethod(queries.contributions_visible_to)


class SpendInError(Marking):
    visible_to = staticmethod(queries.spends_visible_to)


class SpendReinstated(Reinstating):
    visible_to = staticmethod(queries.spends_visible_to)


class InHandInError(Marking):
    visible_to = staticmethod(queries.in_hand_visible_to)


class InHandReinstated(Reinstating):
    visible_to = staticmethod(queries.in_hand_visible_to)


class BidInError(Marking):
    visible_to = staticmethod(queries.bids_visible_to)


class BidReinstated(Reinstating):
    visible_to = staticmethod(queries.bids_visible_to)
