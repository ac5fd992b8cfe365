"""The pages of a notebook: one of each shape that has a record."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.govuk.parts import Answer, Event, Identity, Link, Tag
from safehold.records.pages import (
    Column,
    CorrectPage,
    InErrorPage,
    ListPage,
    Offer,
    QuestionPage,
    RecordPage,
    ReinstatePage,
)
from tests.invented import actions, forms, policy, queries
from tests.invented.models import Notebook


class Notebooks(ListPage):
    title = "Notebooks"
    visible_to = staticmethod(queries.visible_to)
    filter_form = forms.Filter
    file_name = "notebooks"
    noun = "notebook"
    lists_in_error = True
    reads = ("title", "status", "opened_on", "closed_on", "version")
    columns = (
        Column("Title", lambda row: row.title, sort="title", link=lambda row: row.get_absolute_url()),
        Column("Status", lambda row: Tag(row.get_status_display())),
        Column("Opened", lambda row: row.opened_on, sort="opened_on"),
        Column("Closed", lambda row: row.closed_on, sort="closed_on"),
        Column("Version", lambda row: row.version, sort="version", numeric=True),
        Column("Mark", lambda row: "seen", leaves=False),
    )


class One(RecordPage):
    visible_to = staticmethod(queries.visible_to)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        book = self.object
        more = {
            "identity": Identity("Notebook", book.title, Tag(book.get_status_display()), "Official-sensitive"),
            "answers": [Answer("Opened", book.opened_on), Answer("Owner", book.entry.owner)],
        }
        return super().get_context_data(**more | kwargs)

    def acts(self) -> Iterator[Offer]:
        book, uid = self.object, [self.object.uid]
        if book.entry.in_error_on:
            yield Link("Reinstate", reverse("invented:reinstate", args=uid)), policy.reinstate(self.actor, book)
            return
        may = policy.write(self.actor, book)
        if Notebook.LIFECYCLE.may(book, "close"):
            yield Link("Close", reverse("invented:close", args=uid)), may
        yield Link("Correct", reverse("invented:correct", args=uid)), may
        yield Link("Recorded in error", reverse("invented:in_error", args=uid)), policy.enter_in_error(self.actor, book)

    def happened(self) -> Iterator[Event]:
        book = self.object
        if book.closed_on:
            yield Event("Closed", book.closed_on)
        yield Event("Opened", book.opened_on)


class Open(QuestionPage):
    title = "Open a notebook"
    form_class = forms.Opening
    may = staticmethod(policy.open_one)
    act = staticmethod(actions.open_one)
    done = "Notebook opened"


class Rename(QuestionPage):
    title = "Give this notebook another title"
    form_class = forms.Title
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.write)
    act = staticmethod(actions.rename)
    done = "Title changed"

    def initial(self) -> dict[str, Any]:
        return {"title": self.object.title}


class Close(QuestionPage):
    title = "Close this notebook"
    form_class = forms.Closing
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.write)
    act = staticmethod(actions.close)
    done = "Notebook closed"


class Correct(CorrectPage):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.write)
    act = staticmethod(actions.correct)
    questions = {
        "title": partial(fields.CharField, label="What is its title?", missing="Enter a title", max_length=80),
        "opened_on": partial(
            fields.DateField, label="When was it opened?", missing="Enter the date it was opened", called="The date"
        ),
    }


class InError(InErrorPage):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.enter_in_error)
    act = staticmethod(actions.enter_in_error)


class Reinstate(ReinstatePage):
    visible_to = staticmethod(queries.visible_to)
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate)


class Allegation(RecordPage):
    visible_to = staticmethod(queries.allegations_visible_to)
