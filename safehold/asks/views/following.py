"""Pages by which whoever asked follows one agency up."""

from typing import Any

from safehold.access.policy import Answer as Allowed
from safehold.access.policy import not_now
from safehold.asks import actions, forms, policy, queries
from safehold.asks.views.base import OfAsk, SaysWhenClosed
from safehold.govuk.filters import day
from safehold.records.pages import ConfirmPage


class QueryReply(SaysWhenClosed, OfAsk):
    title = "Query what was returned"
    form_class = forms.QueryReply
    may = staticmethod(policy.query)
    act = staticmethod(actions.query)
    button = "Send the question"
    done = "Sent. What was returned stays as it is until they return it again."

    def initial(self) -> dict[str, Any]:
        return {"due_on": max(self.object.due_on, self.actor.on)}


class NoteRefusal(OfAsk):
    title = "Leave it at the refusal"
    form_class = forms.Noted
    may = staticmethod(policy.note)
    act = staticmethod(actions.note_refusal)
    button = "Leave it at that"
    done = "Noted, and the agency is told. Nothing more is asked."


class AcceptReply(OfAsk, ConfirmPage):
    title = "Accept what was returned"
    form_class = forms.Confirm
    may = staticmethod(policy.accept_reply)
    act = staticmethod(actions.accept_reply)
    button = "Accept"
    done = "Accepted"
    consequences = ("the agency is told that you are satisfied", "it cannot be queried any more")


class TimeAsked:
    """Beside the question: until when the agency asks for more time, and why."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ask = self.object  # type: ignore[attr-defined]  # a page's
        if ask.wants_until_on is not None:
            why = queries.why_more_time(ask)
            intro = f"{ask.agency} asks for more time, until {day(ask.wants_until_on)}. Their reason: {why}"
            kwargs.setdefault("intro", intro)
        return super().get_context_data(**kwargs)  # type: ignore[misc]  # a page's


class MoreTime(TimeAsked, SaysWhenClosed, OfAsk):
    title = "Give more time"
    form_class = forms.MoreTime
    may = staticmethod(policy.press)
    act = staticmethod(actions.give_more_time)
    button = "Give more time"
    done = "Saved. The day that was first asked for stays beside the new one."

    def initial(self) -> dict[str, Any]:
        return {"due_on": self.object.wants_until_on} if self.object.wants_until_on else {}


class NoTime(TimeAsked, OfAsk):
    title = "Give no more time"
    form_class = forms.NoTime
    may = staticmethod(policy.decide_time)
    act = staticmethod(actions.deny_time)
    button = "Give no more time"
    done = "Saved, and the agency is told why"


class Chase(OfAsk, ConfirmPage):
    title = "Chase this agency"
    form_class = forms.Confirm
    may = staticmethod(policy.press)
    act = staticmethod(actions.chase)
    button = "Chase"
    done = "Chased"
    consequences = (
        "whoever answers there gets a message that says by when it is due, and no more",
        "the message is kept as the proof that you chased them",
    )


class Escalate(OfAsk):
    title = "Escalate"
    form_class = forms.Why
    may = staticmethod(policy.escalate)
    act = staticmethod(actions.escalate)
    button = "Escalate"
    done = "Escalated"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault(
            "intro", "It goes to the agency’s lead first, and if that does not help to the independent chair."
        )
        return super().get_context_data(**kwargs)


class WithdrawAsk(OfAsk):
    title = "Ask this agency no more"
    form_class = forms.Why
    may = staticmethod(policy.withdraw_ask)
    act = staticmethod(actions.withdraw_ask)
    button = "Withdraw"
    done = "Withdrawn, and the agency is told"


class SendLink(OfAsk):
    title = "Send a link to somebody without an account"
    form_class = forms.SendLink
    may = staticmethod(policy.invite_guest)
    act = staticmethod(actions.send_link)
    template_name = "asks/send_link.html"
    button = "Send the link"
    done = "Link sent. It works once, for two weeks."

    def form_facts(self) -> dict[str, Any]:
        return {"contacts": queries.possible_guests(self.object, self.actor.on)}

    def allowed(self, actor: Any) -> Allowed:
        """Of what was answered a link is no use, except to a guest who answered and comes back to their copy."""
        may = super().allowed(actor)
        if may and self.object.settled and queries.guest_link_for(self.object) is None:
            return not_now("This has been answered, so there is nothing to send a link for")
        return may

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("agency", self.object.agency)
        kwargs.setdefault("nobody", not self.form_facts()["contacts"].exists())
        kwargs.setdefault(
            "intro",
            "It opens this one thing and nothing else, and goes to a contact that the agency’s lead or the business manager has"
            " recorded. Sending another ends the one before.",
        )
        return super().get_context_data(**kwargs)


class RevokeLink(OfAsk):
    title = "Revoke the link"
    form_class = forms.WhyRevoked
    may = staticmethod(policy.invite_guest)
    act = staticmethod(actions.revoke_link)
    button = "Revoke"
    done = "Revoked. It opens nothing any more."
