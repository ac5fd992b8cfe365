"""More time for a deadline, and the partnership's calendar."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.govuk.parts import Link
from safehold.records import forms, policy, presenters, queries
from safehold.records.actions import deadlines as actions
from safehold.records.models import CalendarDay, Deadline
from safehold.records.pages import Column, QuestionPage, RegisterPage
from safehold.records.views.entries import AboutRow


class Extend(AboutRow, QuestionPage):
    form_class = forms.Extend
    visible_to = staticmethod(queries.deadlines_visible_to)
    act = staticmethod(actions.extend)
    button = "Extend deadline"
    done = "Deadline extended"
    template_name = "records/extend.html"

    @staticmethod
    def may(actor: Actor, deadline: Deadline) -> Answer:
        return policy.extend_deadline(actor, deadline.entry)

    def get_title(self) -> str:
        return f"Give more time: {self.object.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        (clock,) = presenters.clocks_of([self.object], on=self.actor.on)
        return super().get_context_data(clock=clock, **kwargs)


class Calendar(RegisterPage):
    title = "Working days"
    section = "calendar"
    file_name = "calendar"
    add_text = "Add days"
    empty = "The partnership counts working days as the country does: no weekends and no bank holidays."
    columns = (
        Column("First day", lambda row: row.from_on),
        Column("Last day", lambda row: row.to_on),
        Column("Counted", lambda row: "Working days" if row.working else "Not working days"),
        Column("Why", lambda row: row.why),
    )

    def rows(self) -> QuerySet[CalendarDay]:
        return queries.calendar_days()

    def add_href(self) -> str:
        return reverse("records:calendar_add")

    def may_add(self) -> Answer:
        return policy.keep_calendar(self.actor)

    def links(self, row: CalendarDay) -> Iterable[Link]:
        if policy.change_calendar_day(self.actor, row):
            yield Link("Correct", reverse("records:calendar_correct", args=[row.pk]))


class _Days(QuestionPage):
    section = "calendar"
    form_class = forms.CalendarDays

    def after(self, result: Any) -> str:
        return reverse("records:calendar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(back=self.after(None), **kwargs)


class AddDays(_Days):
    title = "Add days to the calendar"
    may = staticmethod(policy.keep_calendar)
    act = staticmethod(actions.add_calendar_day)
    button = "Add days"
    done = "Added. Deadlines that were already worked out stay as they are."


class CorrectDays(_Days):
    title = "Correct days of the calendar"
    may = staticmethod(policy.change_calendar_day)
    act = staticmethod(actions.correct_calendar_day)
    button = "Correct"
    done = "Corrected. Deadlines that were already worked out stay as they are."

    def is_about_a_record(self) -> bool:
        return True

    def find(self, request: HttpRequest, uid: Any) -> CalendarDay:
        found = queries.calendar_days().filter(pk=uid).first()
        if found is None:
            self.not_there(request, uid)
        assert found is not None
        return found

    def kind(self) -> str:
        return "records.calendarday"

    def initial(self) -> dict[str, Any]:
        return forms.CalendarDays.said_of(self.object)
