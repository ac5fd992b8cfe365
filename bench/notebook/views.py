"""The list and the page of notebooks: the real page shapes and nothing beside them."""

from typing import Any

from django.db.models import QuerySet

from bench.notebook.models import Notebook, Source, Status
from safehold.govuk import forms
from safehold.govuk.parts import Answer, Tag
from safehold.records.pages import Column, ListPage, RecordPage


class Narrow(forms.Form):
    status = forms.ChoiceField(
        label="Status", choices=[("", "Any status"), *Status.choices], required=False, widget=forms.Select
    )
    source = forms.ChoiceField(
        label="Source", choices=[("", "Any source"), *Source.choices], required=False, widget=forms.Select
    )

    def narrow(self, rows: QuerySet[Notebook]) -> QuerySet[Notebook]:
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        return rows.filter(**wanted)


class Notebooks(ListPage):
    title = "Notebooks"
    section = "notebooks"
    noun = "notebook"
    file_name = "notebooks"
    visible_to = staticmethod(Notebook.objects.visible_to)
    filter_form = Narrow
    ordering = ("-opened_on", "-pk")
    reads = ("reference", "person", "status", "source", "harm", "place", "worker", "opened_on")
    columns = (
        Column("Reference", str, link=lambda row: row.get_absolute_url()),
        Column("Person", lambda row: row.person),
        Column("Status", lambda row: Tag(row.get_status_display())),
        Column("Source", lambda row: row.get_source_display()),
        Column("Harm", lambda row: row.harm),
        Column("Place", lambda row: row.place),
        Column("Worker", lambda row: row.worker),
        Column("Opened", lambda row: row.opened_on, sort="opened_on"),
    )


class OneNotebook(RecordPage):
    section = "notebooks"
    visible_to = staticmethod(Notebook.objects.visible_to)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        answers = [
            Answer("Person", row.person),
            Answer("Status", row.get_status_display()),
            Answer("Source", row.get_source_display()),
            Answer("Harm", row.harm),
            Answer("Place", row.place),
            Answer("Worker", row.worker),
            Answer("Opened", row.opened_on),
        ]
        return super().get_context_data(answers=answers, works_on=False, **kwargs)
