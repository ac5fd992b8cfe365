"""Who has not answered, who can be written to, and chasing them."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.access import audit
from safehold.asks import actions, forms, policy, presenters, queries
from safehold.asks.views.base import SECTION, OfCall
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Link
from safehold.records.pages import Column, ConfirmPage, ListPage
from safehold.records.pages.base import Found


def untold_link(call: Any, number: int) -> Link:
    """Leads to those of a call that owe an answer and have nobody to write to."""
    address = reverse("asks:asked", args=[call.uid])
    return Link(
        f"{plural(number, 'agency has', 'agencies have')} nobody to write to", f"{address}?reach={forms.NOBODY}"
    )


class ChaseAll(OfCall, ConfirmPage):
    """Write to everybody who has not answered."""

    title = "Chase all who have not answered"
    form_class = forms.Confirm
    may = staticmethod(policy.chase_all)
    act = staticmethod(actions.chase_all)
    button = "Chase them"
    consequences = (
        "each gets a message that says by when it is due, and no more",
        "each message is kept as the proof that you chased them",
    )

    def done_words(self, result: Any) -> str:
        words = [f"{plural(result.number, 'agency', 'agencies')} chased"]
        if result.nobody:
            words.append(f"{result.nobody} {'has' if result.nobody == 1 else 'have'} nobody to write to")
        if result.already:
            words.append(f"{result.already} {'was' if result.already == 1 else 'were'} chased already today")
        return "; ".join(words)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call, on = self.object, self.actor.on
        waiting = queries.not_answered(call)
        already, untold = len(queries.chased_on(waiting, on)), queries.owed_by_nobody(call, on)
        answers = [Answer("Have not answered", plural(len(waiting), "agency", "agencies"))]
        if already:
            answers.append(Answer("Chased already today", f"{already}, which are not chased again"))
        if untold:
            answers.append(Answer("Nobody to write to", untold_link(call, untold)))
        answers.append(Answer("Will be chased", plural(max(0, len(waiting) - already - untold), "agency", "agencies")))
        return super().get_context_data(answers=answers, **kwargs)


class Asked(Found, ListPage):
    """Everybody whom one call asks, and how each stands."""

    section = SECTION
    may_open = staticmethod(policy.see_calls)
    visible_to = staticmethod(queries.asks_visible_to)
    file_name = "asked"
    noun = "agency"
    nouns = "agencies"
    ordering = ("settled", "due_on", "agency__current_name")
    empty = "Nobody has been asked yet."

    call: Any

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        uid = kwargs["uid"]
        self.call = queries.calls_visible_to(self.actor).filter(entry__uid=uid).first()
        if self.call is None:
            self.not_there(request, uid)
        return super().get(request, **kwargs)

    def rows(self) -> Any:
        return queries.asked_by(self.call, self.actor)

    def filter_form(self, data: Any) -> forms.FilterAsked:  # type: ignore[override]  # whom nobody can write to depends on the day
        return forms.FilterAsked(data, on=self.actor.on)

    def record_shown(self) -> None:
        audit.record(self.actor, "asks.asked_listed", self.call, count=len(self.shown))

    def get_title(self) -> str:
        return f"Who was asked: {self.call}"

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # how late each is depends on the day
        on = self.actor.on
        return (
            Column("Agency", lambda each: each.agency, link=lambda each: each.get_absolute_url()),
            Column("Status", presenters.status, sort="status"),
            Column("Due", lambda each: each.due_on, sort="due_on"),
            Column("First due", lambda each: each.first_due_on, sort="first_due_on"),
            Column("In time?", lambda each: presenters.timed(each, on)),
            Column("First answered", lambda each: each.first_answered_on, sort="first_answered_on"),
            Column("Last answered", lambda each: each.answered_on, sort="answered_on"),
            Column("Last chased", lambda each: each.last_chased_on),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = f"Issued on {day(self.call.issued_on)}." if self.call.issued_on else ""
        return super().get_context_data(intro=intro, back=self.call.get_absolute_url(), **kwargs)
