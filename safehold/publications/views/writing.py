"""Pages that change a report."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from safehold.measures.catalogue import DEFINITIONS
from safehold.publications import actions, forms, making, policy, queries
from safehold.publications.exhibits import CHARTS, TABLES
from safehold.records.pages import QuestionPage

PICK = "pick"


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
        return {"areas": queries.area_names()}


class OfSection(QuestionPage):
    """A question about one section, found by its report and its number among those the actor may see."""

    visible_to = staticmethod(queries.sections_visible_to)
    may = staticmethod(policy.write)
    section = "reports"
    recorded = False
    object: Any

    def find(self, request: HttpRequest, uid: Any) -> Any:
        sections = type(self).visible_to(self.actor)
        found = sections.filter(publication__entry__uid=uid, number=self.kwargs["number"]).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def after(self, result: Any) -> str:
        return self.object.publication.get_absolute_url()


class WriteSection(OfSection):
    """Write one section: its words, with a picker that inserts a figure by its code."""

    form_class = forms.Write
    act = staticmethod(actions.write)
    template_name = "publications/write.html"
    button = "Save"
    done = "Section saved"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The picker's button puts a reference after the words and shows them again; nothing is saved."""
        if PICK not in request.POST:
            return super().post(request, **kwargs)
        form = self.get_form(request.POST, request.FILES)
        form.full_clean()
        code = form.cleaned_data.get("insert")
        if not code:
            if not form.errors:
                form.add_error("insert", "Enter the code of the figure to insert")
            return self.ask(form, version=request.POST.get("_version", ""), status=422)
        data = request.POST.copy()
        data["words"] = f"{data.get('words', '').rstrip()} {{{{ figure {code} }}}}\n"
        data["insert"] = ""
        return self.ask(self.get_form(data, None), version=request.POST.get("_version", ""))

    def initial(self) -> dict[str, Any]:
        return {"words": self.object.words}

    def answers(self, form: Any) -> dict[str, Any]:
        return {"words": form.cleaned_data["words"]}

    def get_title(self) -> str:
        return f"Write section {self.object.number}: {self.object.title}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            codes=[(found.code, found.title) for found in DEFINITIONS if not found.claim_only],
            tables=sorted([*TABLES, *self.object.publication.word_tables.values_list("name", flat=True)]),
            charts=sorted(CHARTS),
            back=self.object.publication.get_absolute_url(),
            **kwargs,
        )


class FinishSection(OfSection):
    """Say that a section is finished."""

    form_class = forms.Confirm
    act = staticmethod(actions.finish)
    button = "Finish the section"
    done = "Section finished"

    def answers(self, form: Any) -> dict[str, Any]:
        return {}

    def get_title(self) -> str:
        return f"Finish section {self.object.number}: {self.object.title}"


class OfReport(QuestionPage):
    """A question about a report."""

    visible_to = staticmethod(queries.visible_to)
    section = "reports"
    object: Any


class ShowSmall(OfReport):
    """Ask that small numbers be shown."""

    title = "Ask to show small numbers"
    form_class = forms.ShowSmall
    may = staticmethod(policy.edit)
    act = staticmethod(actions.ask_to_show_small_numbers)
    done = "Asked. Whoever publishes the report decides it."


class Submit(OfReport):
    """Ask for approval."""

    title = "Ask for approval"
    costly = frozenset({"POST"})
    form_class = forms.Confirm
    may = staticmethod(policy.submit)
    act = staticmethod(actions.submit)
    button = "Ask for approval"
    done = "Approval asked for"

    def answers(self, form: Any) -> dict[str, Any]:
        return {"made": queries.made(self.object, on=self.actor.on)}


class Publish(OfReport):
    """Freeze the report and make its files."""

    title = "Publish the report"
    costly = frozenset({"GET", "POST"})
    form_class = forms.Confirm
    may = staticmethod(policy.approve)
    act = staticmethod(actions.publish)
    button = "Publish"
    done = "Published. Nothing in it can change from now on."
    template_name = "publications/publish.html"

    def answers(self, form: Any) -> dict[str, Any]:
        made = queries.made(self.object, on=self.actor.on)
        return {"made": made, "files": making.write_files(made.document) if not made.errors else {}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = queries.made(self.object, on=self.actor.on)
        return super().get_context_data(made=made, **kwargs)


class SendBack(OfReport):
    """Send a submitted report back."""

    title = "Send the report back"
    form_class = forms.Why
    may = staticmethod(policy.approve)
    act = staticmethod(actions.send_back)
    button = "Send back"
    done = "Sent back"


class AddSection(OfReport):
    """Add a section."""

    title = "Add a section"
    form_class = forms.AddSection
    may = staticmethod(policy.edit)
    act = staticmethod(actions.add_section)
    button = "Add the section"
    done = "Section added"

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(), "writers": queries.writers(on=self.actor.on)}


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
