"""What is asked about agencies."""

from typing import Any

from django.db.models import QuerySet

from safehold.access.models import Agency, AgencyKind, LegalBody
from safehold.govuk import forms
from safehold.partnership import queries
from safehold.partnership.forms.fields import OfKinds, code_field, first_day, name_field, select, short_name_field

KINDS = AgencyKind.choices


def kind_fields() -> dict[str, Any]:
    return {
        "kind": select("Kind of agency", (), "Select the kind of agency"),
        "kind_other": forms.CharField(
            label="If it is another kind, what kind?", called="The kind", required=False, max_length=80
        ),
    }


class AddAgency(OfKinds):
    name = name_field("agency")
    short_name = short_name_field()
    code = code_field("agency")
    kind = kind_fields()["kind"]
    kind_other = kind_fields()["kind_other"]
    from_on = first_day("First day it had this name")


class ChangeAgency(OfKinds):
    kind = kind_fields()["kind"]
    kind_other = kind_fields()["kind_other"]


class Rename(forms.Form):
    """For agencies and for groups."""

    name = forms.CharField(label="New name", missing="Enter the new name", max_length=160)
    short_name = short_name_field()
    from_on = first_day("First day of the new name", "Earlier records and reports keep the earlier name")


class Close(forms.Form):
    closed_on = first_day("Last day", "The last day it was there")


class JoinBody(forms.Form):
    body = select("Statutory body", LegalBody.choices, "Select the statutory body")
    statutory = forms.BooleanField(label="The law makes it a member", required=False, initial=True)
    from_on = first_day()


class AddContact(forms.Form):
    purpose = forms.CharField(
        label="What is this contact for?",
        called="What it is for",
        hint="For example, child protection referrals",
        missing="Enter what this contact is for",
        max_length=120,
    )
    name = forms.CharField(label="Name (optional)", called="The name", required=False, max_length=120)
    email = forms.EmailField(label="Work email address (optional)", called="The email address", required=False)
    telephone = forms.CharField(
        label="Work telephone number (optional)", called="The telephone number", required=False, max_length=40, width=20
    )
    from_on = first_day()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not answers.get("email") and not answers.get("telephone") and "email" not in self.errors:
            self.add_error("email", "Enter an email address or a telephone number")
        return answers


class FilterAgencies(OfKinds):
    q = forms.CharField(label="Name", called="The name", required=False, max_length=80)
    kind = select("Kind", (), "", blank="Any kind", required=False)
    closed = forms.BooleanField(label="Include agencies that have closed", required=False)

    def narrow(self, rows: QuerySet[Agency]) -> QuerySet[Agency]:
        asked = self.cleaned_data
        if asked["q"]:
            rows = rows.filter(pk__in=queries.agencies_called(asked["q"]))
        if asked["kind"]:
            rows = rows.filter(kind=asked["kind"])
        return rows if asked["closed"] else rows.filter(closed_on=None)
