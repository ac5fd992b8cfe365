"""What was sent, what was not, and sending it again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.access.request import acting
from safehold.access.today import told
from safehold.govuk.listing import shown
from safehold.govuk.parts import Link
from safehold.records import forms, policy, presenters, queries
from safehold.records.actions import outbox as actions
from safehold.records.pages import Column, ListPage, QuestionPage

if TYPE_CHECKING:  # pages name models, and never ask them
    from safehold.records.models import Job, Message


class Outbox(ListPage):
    title = "Messages"
    section = "outbox"
    visible_to = staticmethod(queries.messages_visible_to)
    filter_form = forms.FilterMessages
    file_name = "messages"
    noun = "message"
    empty = "No message has been sent yet."
    template_name = "records/outbox.html"
    columns = (
        Column("Subject", lambda row: row.subject, link=lambda row: reverse("records:message", args=[row.uid])),
        Column("To", lambda row: row.recipient),
        Column("State", presenters.state_of, sort="state"),
        Column("Tries", lambda row: row.tried, sort="tried", numeric=True),
        Column("Written", lambda row: told(row.made_at), sort="made_at"),
        Column("Sent", lambda row: told(row.sent_at, since=row.made_at), sort="sent_at"),
    )

    @staticmethod
    def may_open(actor: Actor) -> Answer:
        return policy.see_outbox(actor)

    @staticmethod
    def job_rows(jobs: list[Job]) -> Iterator[list[Any]]:
        """What runs by itself, as the rows of a table."""
        for job in jobs:
            times = [shown(each) or "Never" for each in (job.started_at, job.finished_at)]
            yield [job.name[:1].upper() + job.name[1:], *times, job.failures, shown(job.next_at)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(jobs=queries.jobs(), **kwargs)


class OneMessage(QuestionPage):
    """One message with every try to deliver it, and a button to try again."""

    section = "outbox"
    form_class = Form
    visible_to = staticmethod(queries.messages_visible_to)
    may = staticmethod(policy.resend)
    act = staticmethod(actions.resend)
    button = "Send again"
    done = "The message will be sent again"
    template_name = "records/message.html"

    @staticmethod
    def may_open(actor: Actor) -> Answer:
        return policy.see_outbox(actor)

    def find(self, request: HttpRequest, uid: Any) -> Message:
        rows: QuerySet[Message] = queries.messages_visible_to(acting(request))
        found = rows.filter(uid=uid).select_related("entry").first()
        if found is None:
            self.not_there(request, uid)
        assert found is not None
        return found

    def get_title(self) -> str:
        return str(self.object)

    def after(self, result: Any) -> str:
        return reverse("records:message", args=[self.object.uid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        message: Message = self.object
        return super().get_context_data(
            message=message,
            words=presenters.words_of(message),
            state=presenters.state_of(message),
            attempts=list(message.attempts.all()),
            can_be_resent=message.state in (actions.State.GIVEN_UP, actions.State.NOT_NEEDED),
            crumbs=[Link("Messages", reverse("records:outbox"))],
            **kwargs,
        )
