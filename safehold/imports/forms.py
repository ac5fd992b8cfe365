"""What we ask of whoever sends figures, accepts them or takes them back."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db.models import QuerySet

from safehold.access.models import Agency
from safehold.access.policy import Refused
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission, SubmissionQuerySet
from safehold.clocks import BadPeriod, Years
from safehold.govuk import forms
from safehold.govuk.filters import day, plural
from safehold.imports.data_sets import BASIS, DATA_SETS, PLACE, DataSet
from safehold.imports.door import Looked, look
from safehold.imports.queries import CHANGED, COUNTS, NEW, OVERTAKEN, SAME
from safehold.measures.models import Basis

SUFFIXES = ("csv", "xlsx", "ods")
# not taken either, but the door says of these what to do with them
KNOWN_SUFFIXES = ("xls", "xlsm", "xlsb", "tsv", "txt")
SELECT_AGAIN = "Select the file again: browsers do not keep it when a page comes back"
ANY = ("", "Any")


class TableFile(forms.FileField):
    """A file of rows for one data set. Its answer is a file that was looked over: recognised, unlocked and scanned."""

    data_set = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(f".{suffix}" for suffix in SUFFIXES)

    def clean(self, data: Any, initial: Any = None) -> Looked:
        upload = super().clean(data, initial)
        if not upload.name.lower().endswith(tuple(f".{suffix}" for suffix in (*SUFFIXES, *KNOWN_SUFFIXES))):
            raise ValidationError("The selected file must be a CSV, XLSX or ODS", code="wrong_type")
        try:
            return look(source_of(upload), name=upload.name, data_set=self.data_set)
        except Refused as refused:
            raise ValidationError(str(refused), code="refused") from refused


def source_of(upload: UploadedFile) -> bytes | Path:
    """Where a long upload lies on disk until its page is answered; a short one is in memory already."""
    if isinstance(upload, TemporaryUploadedFile):
        return Path(upload.temporary_file_path())
    upload.seek(0)
    return bytes(upload.read())


class Sending(forms.Form):
    """One file of figures: whose, what it covers, where its figures come from, and the file."""

    agency = forms.ModelChoiceField(
        label="Whose figures are they?",
        called="Agency",
        queryset=Agency.objects.none(),
        missing="Select the agency that the figures come from",
        empty_label="Choose an agency",
    )
    covers_from = forms.DateField(
        label="First day that the file covers",
        called="First day covered",
        hint="A row outside the days covered is a problem. For example, 1 4 2020",
        missing="Enter the first day that the file covers",
    )
    covers_to = forms.DateField(
        label="Last day that the file covers",
        called="Last day covered",
        hint="For example, 31 3 2021",
        missing="Enter the last day that the file covers",
    )
    geography = forms.CharField(
        label="What place are they about?",
        called="Place",
        missing="Enter the place that the figures are about",
        max_length=80,
        width=20,
    )
    basis = forms.ChoiceField(
        label="How did the figures come to be?",
        called="Basis",
        choices=[(basis.value, basis.label) for basis in (Basis.PRINTED, Basis.INFERRED)],
        missing="Select how the figures came to be",
    )
    source = forms.CharField(
        label="Where were the figures taken from?",
        called="Source",
        hint="A publication, a return or a system, as a reader would look for it",
        missing="Enter where the figures were taken from",
        max_length=240,
    )
    source_on = forms.DateField(
        label="When were they published or drawn?",
        called="The date they were published or drawn",
        missing="Enter the date the figures were published or drawn",
        must_be="today or in the past",
    )
    file = TableFile(
        label="The file",
        called="File",
        missing="Select a file",
        max_size=settings.UPLOAD_MAX_SIZE,
        max_length=200,
        hint=f"CSV, XLSX or ODS, smaller than {settings.UPLOAD_MAX_SIZE // (1024 * 1024)}MB, without password or macros",
    )

    def __init__(
        self, *args: Any, data_set: DataSet, agencies: QuerySet[Agency], places: frozenset[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)
        self.fields["file"].data_set = data_set.code  # type: ignore[attr-defined]
        for name in {PLACE, BASIS} - set(data_set.asks):
            del self.fields[name]
        if BASIS in self.fields and settings.INVENTED:
            self.offer(BASIS, [(Basis.INVENTED.value, Basis.INVENTED.label)])
        if PLACE in self.fields and places:
            self.fields[PLACE] = forms.ChoiceField(
                label="What place are they about?",
                called="Place",
                choices=[(place, place) for place in sorted(places)],
                missing="Select the place that the figures are about",
            )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        first, last = answers.get("covers_from"), answers.get("covers_to")
        if first and last and last < first:
            self.add_error("covers_to", "The last day covered must be the same as or after the first")
        return answers


class Acceptance(forms.Form):
    """Whether a submission counts beside what is there, or in the place of an earlier one."""

    how = forms.ChoiceField(
        label="How should it count?",
        choices=[("beside", "Beside what is there"), ("instead", "In place of an earlier submission")],
        item_hints={
            "beside": "Where both give the same figure, this one counts",
            "instead": "The earlier one counts no more, not even for figures that this one does not give",
        },
        reveals={"instead": ["replacing"]},
        missing="Select how it should count",
    )
    replacing = forms.ModelChoiceField(
        label="Which one does it replace?",
        called="The earlier submission",
        queryset=Submission.objects.none(),
        missing="Select the submission that it replaces",
        empty_label="Choose a submission",
    )

    def __init__(self, *args: Any, earlier: SubmissionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("replacing", earlier, called=told_apart)


def told_apart(submission: Submission) -> str:
    """What a submission is called beside others of the same title."""
    return (
        f"{submission.title}: {submission.file_name}, {plural(submission.row_count, 'row')}, "
        f"accepted on {day(submission.accepted_on)}"
    )


class Discarding(forms.Form):
    """Why a submission is taken away before it ever counted."""

    why = forms.TextField(
        label="Why is it discarded?",
        called="The reason",
        missing="Say why it is discarded",
        max_length=240,
        rows=3,
    )


class Withdrawing(forms.Form):
    """Why a submission stops counting."""

    why = forms.TextField(
        label="Why is it withdrawn?",
        called="The reason",
        missing="Say why it is withdrawn",
        max_length=240,
        rows=3,
    )


class Filters(forms.Form):
    """The filters of what partners have sent."""

    q = forms.CharField(label="Title or source", required=False, max_length=100)
    data_set = forms.ChoiceField(label="Data set", widget=forms.Select, required=False)
    agency = forms.ModelChoiceField(
        label="Agency", queryset=Agency.objects.all(), required=False, empty_label="Any agency", to_field_name="code"
    )
    status = forms.MultipleChoiceField(label="Status", choices=Status, required=False, small=True)
    period = forms.CharField(
        label="Period covered", hint="Like 2020-21 or 2020-04", required=False, max_length=24, width=10
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [ANY, *((data_set.code, data_set.title) for data_set in DATA_SETS.values())]
        self.offer("data_set", choices)

    def clean_period(self) -> Any:
        """The period, read; none where none was asked for."""
        typed = self.cleaned_data["period"]
        try:
            return Years().read(typed) if typed else None
        except BadPeriod as bad:
            raise ValidationError(str(bad)) from bad

    def narrow(self, rows: SubmissionQuerySet) -> SubmissionQuerySet:
        asked = self.cleaned_data
        for name in ("data_set", "agency"):
            if asked[name]:
                rows = rows.filter(**{name: asked[name]})
        if asked["status"]:
            rows = rows.filter(status__in=asked["status"])
        if period := asked["period"]:
            rows = rows.filter(covers_from_on__lte=period.last, covers_to_on__gte=period.first)
        if words := asked["q"]:
            rows = rows.filter(title__icontains=words) | rows.filter(source__icontains=words)
        return rows


class FigureFilters(forms.Form):
    """The filters of one submission's figures."""

    q = forms.CharField(label="Measure", hint="A part of its code", required=False, max_length=100)
    standing = forms.MultipleChoiceField(
        label="Against what counts now",
        choices=[(NEW, "New"), (CHANGED, "Changed"), (SAME, "Same as now"), (COUNTS, "Counts"), (OVERTAKEN, "Overtaken")],
        required=False,
        small=True,
    )  # fmt: skip

    def narrow(self, rows: QuerySet) -> QuerySet:
        if words := self.cleaned_data["q"]:
            rows = rows.filter(code__icontains=words)
        if standing := self.cleaned_data["standing"]:
            rows = rows.filter(standing__in=standing)
        return rows
