"""What is asked about a notebook."""

from django.db.models import QuerySet

from safehold.govuk import forms
from tests.invented.models import Notebook, Status


class Title(forms.Form):
    title = forms.CharField(label="What is its title?", missing="Enter a title", called="The title", max_length=80)


class Opening(Title):
    opened_on = forms.DateField(
        label="When was it opened?",
        missing="Enter the date it was opened",
        called="The date",
        must_be="today or in the past",
    )


class Closing(forms.Form):
    closed_on = forms.DateField(label="When was it closed?", missing="Enter the date it was closed", called="The date")


class Filter(forms.Form):
    q = forms.CharField(label="Title", required=False)
    status = forms.ChoiceField(
        label="Status", choices=[("", "All"), *Status.choices], required=False, widget=forms.Select
    )
    since = forms.DateField(label="Opened since", required=False)

    def narrow(self, rows: QuerySet[Notebook]) -> QuerySet[Notebook]:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(title__icontains=facts["q"])
        if facts["status"]:
            rows = rows.filter(status=facts["status"])
        return rows.filter(opened_on__gte=facts["since"]) if facts["since"] else rows
