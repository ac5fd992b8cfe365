"""Ending, correcting and taking out a dated row of any kind: the same three pages for all of them."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from safehold.govuk.parts import Answer
from safehold.partnership import policy, queries
from safehold.partnership.actions import rows
from safehold.partnership.forms import setup as setup_forms
from safehold.partnership.forms.rows import KINDS
from safehold.partnership.views.base import Ask


class AskOfRow(Ask):
    """A question about one row of the kind that the address names."""

    may = staticmethod(policy.keep)
    ends = False

    def is_about_a_record(self) -> bool:
        return True

    def find(self, request: HttpRequest, uid: Any) -> Any:
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None or (self.ends and not kind.ends):
            raise Http404("There is no such row")
        self.row_kind = kind
        found = kind.rows().filter(pk=uid).first() if policy.see(self.actor) else None
        if found is None or not self.may_know(found):
            self.not_there(request, uid)
        return found

    def may_know(self, row: Any) -> bool:
        """A row with a person in it is not there for those who may not see names."""
        names = self.row_kind.names
        return names is None or bool(policy.see_names(self.actor, names(row)))

    def kind(self) -> str:
        return f"partnership.{self.kwargs['kind']}"

    def back(self) -> str:
        return self.row_kind.back(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{"caption": str(self.object), "facts": self.facts(), "title": self.get_title(), **kwargs}
        )

    def get_title(self) -> str:
        return f"{self.title} {self.row_kind.called}"

    def facts(self) -> list[Answer]:
        """What the row says now."""
        lines = (line.partition(": ") for line in queries.said(self.object).splitlines() if ": " in line)
        return [Answer(name, value) for name, _, value in lines if value != "none"]


class EndRow(AskOfRow):
    title = "End a"
    form_class = setup_forms.End
    act = staticmethod(rows.end)
    button = "Save"
    done = "Ended. It stays in the history"
    ends = True

    def get_title(self) -> str:
        return f"End this {self.row_kind.called}"


class CorrectRow(AskOfRow):
    form_class = setup_forms.Correct
    act = staticmethod(rows.correct)
    button = "Correct"
    done = "Corrected. What it said before is kept"

    def get_title(self) -> str:
        return f"Correct this {self.row_kind.called}"

    def form_facts(self) -> dict[str, Any]:
        return {"questions": self.row_kind.questions(self.object)}

    def initial(self) -> dict[str, Any]:
        names = self.row_kind.questions(self.object)
        return {name: getattr(self.object, f"{name}_id" if name == "user" else name) for name in names}

    def facts(self) -> list[Answer]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        take_out = reverse("partnership:take_out", args=[self.kwargs["kind"], self.object.pk])
        return super().get_context_data(take_out=take_out, **kwargs)


class TakeOutRow(AskOfRow):
    form_class = setup_forms.TakeOut
    act = staticmethod(rows.take_out)
    button = "Take it out"
    done = "Taken out. What it said is kept"

    def get_title(self) -> str:
        return f"Take out this {self.row_kind.called}"

    def back(self) -> str:
        return self.went_back if self.object is None or self.object.pk is None else super().back()

    def act_on(self, form: Any) -> Any:
        self.went_back = super().back()
        return super().act_on(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = "Only for what should never have been written down. If something came to an end, end it instead."
        return super().get_context_data(intro=intro, **kwargs)
