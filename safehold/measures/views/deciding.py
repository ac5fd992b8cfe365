"""Deciding which of two figures prints."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest

from safehold.govuk.parts import Heading
from safehold.measures import actions, forms, policy, presenters, queries
from safehold.measures.views.figure import SECTION, found_or_404
from safehold.partnership.words import in_our_words
from safehold.records.pages import QuestionPage


class Decide(QuestionPage):
    """Whether the reported or the computed figure prints under a code, from today, and why."""

    section = SECTION
    template_name = "measures/decide.html"
    form_class = forms.Deciding
    may = staticmethod(policy.decide)
    act = staticmethod(actions.decide_print)
    button = "Decide"
    done = "Decided. It holds from today, in everything that is not yet published."

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.found = found_or_404(kwargs["code"]).said(in_our_words(request, on=self.actor.on))

    def get_title(self) -> str:
        return "Decide which figure prints"

    def initial(self) -> dict[str, Any]:
        return {"prints": queries.printing(self.found.code)}

    def answers(self, form: Form) -> dict[str, Any]:
        return {"code": self.found.code, **form.cleaned_data}

    def after(self, result: Any) -> str:
        return presenters.href(self.found.code)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        book = queries.book(on=self.actor.on, codes=[self.found.code])
        differing = [row for row in book.every(self.found.code) if row.differs][:20]
        where = [(book.when(row.prints).label, row.prints.geography) for row in differing]
        values = [(presenters.shown(row.reported), presenters.shown(row.computed)) for row in differing]
        return super().get_context_data(
            caption=self.found.title,
            back=presenters.href(self.found.code),
            differing=[[*one, *other] for one, other in zip(where, values, strict=True)],
            headings=[Heading("Period"), Heading("Place"), Heading("Reported", numeric=True), Heading("Computed", numeric=True)],
            **kwargs,
        )  # fmt: skip
