"""Pages that say what a report is made of: its sections and their order, its tables of words, its glossary."""

from typing import Any

from django.urls import reverse

from safehold.publications import actions, forms, policy, queries
from safehold.records.pages import QuestionPage


class Begin(QuestionPage):
    """Start a report."""

    title = "Start an annual report"
    form_class = forms.Begin
    may = staticmethod(policy.begin)
    act = staticmethod(actions.begin)
    button = "Start"
    done = "Annual report started"
    section = "reports"

    def form_facts(self) -> dict[str, Any]:
        return {"areas": queries.area_names(), "years": queries.years(), "duties": queries.duties(self.actor.on)}

    def initial(self) -> dict[str, Any]:
        return {"duties": [str(body.value) for body in queries.duties(self.actor.on)]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("publications:list"), **kwargs)


class OfReport(QuestionPage):
    """A question about a report."""

    visible_to = staticmethod(queries.visible_to)
    section = "reports"
    object: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", self.object.get_absolute_url())
        return super().get_context_data(**kwargs)


class AddSection(OfReport):
    """Add a section."""

    title = "Add a section"
    form_class = forms.AddSection
    may = staticmethod(policy.edit)
    act = staticmethod(actions.add_section)
    button = "Add the section"
    done = "Section added"

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(), "writers": queries.writers(self.object, on=self.actor.on)}

    def initial(self) -> dict[str, Any]:
        return {"number": queries.next_number(self.object)}


class AddTable(OfReport):
    """Add a table of words, or write one of the same name anew."""

    title = "Add a table of words"
    form_class = forms.AddTable
    may = staticmethod(policy.edit)
    act = staticmethod(actions.add_table)
    button = "Add the table"
    done = "Table added"

    def answers(self, form: Any) -> dict[str, Any]:
        told = form.cleaned_data
        headings, *rows = told["cells"]
        return {"name": told["name"], "caption": told["caption"], "columns": headings, "rows": rows}


class AddTerm(OfReport):
    """Explain a word in the glossary, or explain it anew."""

    title = "Explain a word"
    form_class = forms.AddTerm
    may = staticmethod(policy.edit)
    act = staticmethod(actions.add_term)
    button = "Add to the glossary"
    done = "Word explained"


class ChooseCall(OfReport):
    """Say which call asked the members for their own part of the report."""

    title = "What the members were asked for"
    form_class = forms.ChooseCall
    may = staticmethod(policy.edit)
    act = staticmethod(actions.choose_call)
    done = "Saved what the members were asked for"

    def form_facts(self) -> dict[str, Any]:
        return {"calls": queries.calls_for_sections(self.actor)}

    def initial(self) -> dict[str, Any]:
        return {"call": self.object.call_id}


class Arrange(OfReport):
    """Change the order of the sections, one step at a time."""

    title = "Order of the sections"
    form_class = forms.Arrange
    may = staticmethod(policy.edit)
    act = staticmethod(actions.move_section)
    template_name = "publications/arrange.html"
    done = "Order changed"
    recorded = False

    def form_facts(self) -> dict[str, Any]:
        return {"numbers": [section.number for section in self.sections]}

    @property
    def sections(self) -> Any:
        return queries.sections_of(self.object)

    def answers(self, form: Any) -> dict[str, Any]:
        way, _, number = form.cleaned_data["move"].partition("-")
        return {"number": int(number), "up": way == "up"}

    def after(self, result: Any) -> str:
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sections=self.sections,
            removed=queries.removed_sections(self.object),
            back=self.object.get_absolute_url(),
            **kwargs,
        )
