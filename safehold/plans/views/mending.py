"""Pages that put the budget right: a sum that was written down wrongly, or should never have been."""

from functools import partial
from typing import Any

from safehold.govuk import forms as fields
from safehold.plans import actions
from safehold.plans.forms import Confirm
from safehold.plans.forms.budget import pounds
from safehold.plans.policy import budget as policy
from safehold.plans.queries import budget as queries
from safehold.plans.views.strategy import SECTION
from safehold.records.pages import ConfirmPage, CorrectPage, InErrorPage, ReinstatePage


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


SUM = partial(pounds, "How much?", "Enter the sum")


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
