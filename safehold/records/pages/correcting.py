"""The pages that put right what was recorded wrongly: one fact, or a whole record that should never have been made."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from safehold.govuk import forms
from safehold.records.pages.questions import ConfirmPage, QuestionPage, field_shown, field_words


class CorrectPage(QuestionPage):
    """Put right one fact that was recorded wrongly. Every kind of record has one.

    Subclasses say ``visible_to``, ``may``, ``act(record, by=…, field=…, value=…, why=…)`` and ``questions``: the form
    field that asks for each fact that can be corrected, by the name of the model's field. The address names the fact as
    ``<str:field>``; without one, the page lists the facts.
    """

    questions: ClassVar[dict[str, Callable[[], Any]]] = {}
    title = "Correct what was recorded"
    button = "Correct"
    done = "Corrected. What it said before is kept."
    form_class = forms.Form
    template_name = "records/correct.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs.get("field", "") not in {"", *self.questions}:
            self.not_there(request, kwargs["uid"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return super().post(request, **kwargs) if self.field else self.ask(self.get_form(), status=422)

    @property
    def field(self) -> str:
        return str(self.kwargs.get("field") or "")

    def get_form(self, data: Any = None, files: Any = None) -> Form:
        form = super().get_form(data, files)
        if self.field:
            form.fields["value"] = self.questions[self.field]()
            form.fields["why"] = forms.TextField(
                label="Why is this being corrected?",
                hint="What was there before, this reason and your name are kept.",
                missing="Say why this is being corrected",
                called="The reason",
                max_length=2000,
            )
        return form

    def initial(self) -> dict[str, Any]:
        return {"value": getattr(self.object, self.field)} if self.field else {}

    def answers(self, form: Form) -> dict[str, Any]:
        return {"field": self.field, "value": form.cleaned_data["value"], "why": form.cleaned_data["why"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = [(name, field_words(self.object, name), field_shown(self.object, name)) for name in self.questions]
        return super().get_context_data(facts=facts, field=self.field, **kwargs)


class WhyInError(forms.Form):
    why = forms.TextField(
        label="Why was this recorded in error?",
        hint="Everyone who sees the record will read this, with your name.",
        missing="Say why this was recorded in error",
        called="The reason",
        max_length=2000,
        rows=4,
    )


class WhyReinstated(forms.Form):
    why = forms.TextField(
        label="Why does this record stand after all?",
        hint="Everyone who sees the record will read this, with your name.",
        missing="Say why this record stands after all",
        called="The reason",
        max_length=2000,
        rows=4,
    )


class InErrorPage(ConfirmPage):
    """Say that a whole record should never have been made: the wrong person, or the same thing twice.

    Subclasses say ``visible_to``, ``may`` (beginning with ``records.policy.enter_in_error``) and ``act(record, by=…,
    why=…)``, which calls ``writing.enter_in_error``. Every kind that has one has a ``ReinstatePage`` too.
    """

    title = "Mark this as recorded in error"
    button = "Mark as recorded in error"
    done = "Marked as recorded in error"
    form_class = WhyInError
    grave = True
    consequences = (
        "it is no longer listed among other records, or counted",
        "its deadlines no longer run",
        "nothing about it can be changed or added",
        "it is not deleted: those who can see it now can still read it, and why it was marked",
    )


class ReinstatePage(QuestionPage):
    """Take that back. Subclasses say the same, with ``records.policy.reinstate`` and ``writing.reinstate``."""

    title = "Say that this record stands after all"
    button = "Reinstate"
    done = "Reinstated. It is listed and counted again."
    form_class = WhyReinstated
