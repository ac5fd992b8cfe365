"""What is asked about documents, deadlines, messages and who is let in."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from safehold.access.models import Membership
from safehold.access.policy import Refused
from safehold.govuk import forms
from safehold.records import files
from safehold.records.models import EmergencyAccess, Message
from safehold.records.models.outbox import State

YES_OR_NO = (("yes", "Yes"), ("no", "No"))


def reason(label: str, missing: str, *, hint: str = "", most: int = 2000) -> forms.TextField:
    """The question that every decision asks."""
    return forms.TextField(label=label, missing=missing, hint=hint, called="The reason", max_length=most, rows=4)


class DocumentField(forms.FileField):
    """A file that was recognised, measured, scanned and kept by the time it is an answer (``files.Examined``)."""

    def __init__(self, **kwargs: Any) -> None:
        suffixes = ", ".join(kind.words for kind in files.KINDS.values())
        most = settings.UPLOAD_MAX_SIZE // (1024 * 1024)
        super().__init__(
            **{
                "label": "Upload a file",
                "hint": f"It can be up to {most}MB, and one of these: {suffixes}.",
                "missing": "Select a file",
                **kwargs,
            }
        )
        self.widget.attrs["accept"] = ",".join(f".{suffix}" for suffix in files.SUFFIXES)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return upload
        try:
            return files.examine(upload)
        except Refused as refused:
            found = refused.found if isinstance(refused, files.Infected) else ""
            code = "infected" if found else "refused"
            raise forms.ValidationError(str(refused), code=code, params={"found": found}) from refused


class AddDocument(forms.Form):
    title = forms.CharField(
        label="What is this document?",
        hint="For example, minutes of the strategy meeting",
        missing="Say what this document is",
        called="What this document is",
        max_length=160,
    )
    file = DocumentField()


class Withdraw(forms.Form):
    why = reason(
        "Why is this document withdrawn?",
        "Say why the document is withdrawn",
        hint="Everyone who sees the record will read this.",
    )


class Extend(forms.Form):
    due_on = forms.DateField(label="When is it due now?", missing="Enter the new due date", called="The new due date")
    why = reason("Why is there more time?", "Say why there is more time")
    agreed_on = forms.DateField(
        label="When was this agreed?",
        missing="Enter the date it was agreed",
        called="The date it was agreed",
        must_be="today or in the past",
    )


# --- need to know ------------------------------------------------------------------------------------------------------


class Ask(forms.Form):
    why = reason(
        "Why do you need to see this record?",
        "Say why you need to see this record",
        hint="Those in charge of it read this. Do not name anyone.",
    )


class Decide(forms.Form):
    granted = forms.ChoiceField(
        label="Should they be let in?", choices=YES_OR_NO, missing="Say whether they should be let in"
    )
    until_on = forms.DateField(
        label="What should be their last day?",
        hint="Leave this empty if it has no end yet",
        required=False,
        called="Their last day",
    )
    why = reason("Why?", "Say why you decided this", hint="The person who asked reads this.")

    def clean_granted(self) -> bool:
        return bool(self.cleaned_data["granted"] == "yes")


HOURS = (("1", "1 hour"), ("4", "4 hours"), ("8", "8 hours"), ("24", "24 hours"))


class Emergency(forms.Form):
    why = reason(
        "Why do you need to see this now?",
        "Say why you need to see this now",
        hint="Someone else reads this and decides whether it was justified.",
    )
    hours = forms.ChoiceField(
        label="For how long?", choices=HOURS, missing="Say for how many hours you need it", inline=True
    )

    def clean_hours(self) -> int:
        return int(self.cleaned_data["hours"])


class Person(forms.ModelChoiceField):
    """Someone who acts for an agency."""

    def label_from_instance(self, obj: Any) -> str:
        membership: Membership = obj
        post = f" ({membership.job_title})" if membership.job_title else ""
        return f"{membership.user.name}, {membership.agency}{post}"


class WithPeople(forms.Form):
    """A form that chooses among ``people``."""

    membership = Person(queryset=Membership.objects.none(), label="Who?", missing="Select a person")

    def __init__(self, *args: Any, people: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("membership", people)


class LetIn(WithPeople, Emergency):
    why = reason("Why do they need to see this now?", "Say why they need to see this now")
    field_order = ("membership", "why", "hours")


class AddMember(WithPeople):
    from_on = forms.DateField(label="From which day?", missing="Enter their first day", called="Their first day")
    to_on = forms.DateField(
        label="Until which day?", hint="Leave this empty if it has no end yet", required=False, called="Their last day"
    )
    why = reason("Why do they need to see this record?", "Say why they need to see this record", most=160)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        first, last = facts.get("from_on"), facts.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "The last day must be the same as or after the first day")
        return facts


class EndMember(forms.Form):
    to_on = forms.DateField(label="What is their last day?", missing="Enter their last day", called="Their last day")
    why = reason("Why?", "Say why they no longer need to see this record", most=80)


class DeclareOwn(forms.Form):
    why = reason("What is the conflict of interest?", "Say what the conflict of interest is", most=240)


class DeclareAnother(WithPeople):
    why = reason("What is the conflict of interest?", "Say what the conflict of interest is", most=240)


class EndConflict(forms.Form):
    to_on = forms.DateField(
        label="On which day did it end?", missing="Enter the day it ended", called="The day it ended"
    )
    why = reason("Why is this no longer a conflict?", "Say why this is no longer a conflict of interest", most=240)


class SealIt(forms.Form):
    why = reason("Why must this record be sealed?", "Say why this record must be sealed")


class UnsealIt(forms.Form):
    why = reason(
        "Why does this record no longer need to be sealed?", "Say why this record no longer needs to be sealed"
    )


class Review(forms.Form):
    justified = forms.ChoiceField(
        label="Was it justified?", choices=YES_OR_NO, missing="Say whether it was justified", inline=True
    )
    why = reason("Why?", "Say why you decided this")

    def clean_justified(self) -> bool:
        return bool(self.cleaned_data["justified"] == "yes")


# --- filters -----------------------------------------------------------------------------------------------------------


class FilterMessages(forms.Form):
    state = forms.ChoiceField(label="State", choices=[("", "All"), *State.choices], required=False, widget=forms.Select)
    since_on = forms.DateField(label="Written since", required=False)

    def narrow(self, rows: QuerySet[Message]) -> QuerySet[Message]:
        facts = self.cleaned_data
        if facts["state"]:
            rows = rows.filter(state=facts["state"])
        return rows.filter(made_at__date__gte=facts["since_on"]) if facts["since_on"] else rows


class FilterEmergencies(forms.Form):
    reviewed = forms.ChoiceField(
        label="Reviewed", choices=(("", "All"), ("no", "Not yet"), ("yes", "Yes")), required=False, widget=forms.Select
    )

    def narrow(self, rows: QuerySet[EmergencyAccess]) -> QuerySet[EmergencyAccess]:
        said = self.cleaned_data["reviewed"]
        return rows.filter(reviewed_on__isnull=said == "no") if said else rows
