"""What is asked about a tracker that was kept elsewhere."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from safehold.access.policy import Refused
from safehold.govuk import forms
from safehold.plans.forms import PAST
from safehold.plans.tracker import COLUMNS, STATUSES, Unreadable, headings, open_file
from safehold.records import files
from safehold.records.forms import DocumentField

NOT_THERE = [("", "Not in this file")]
LATER = [("", "Leave it for later")]


class SendTracker(forms.Form):
    """The file, who receives what is done about it, and how one like it was read before."""

    file = DocumentField(
        label="Upload the tracker",
        hint="A workbook (.xlsx) or a CSV file with one action in each row, and headings above them",
        missing="Select the tracker",
    )
    group = forms.ModelChoiceField(
        label="Which group receives its actions?",
        missing="Choose the group that receives its actions",
        hint="It is given the evidence, and is assured",
        queryset=None,
        empty_label="Choose a group",
    )
    mapping = forms.ModelChoiceField(
        label="Is it like a tracker that was brought in before? (optional)",
        required=False,
        called="The earlier tracker",
        queryset=None,
        empty_label="No",
    )

    def __init__(self, *args: Any, groups: QuerySet, mappings: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", groups)
        if mappings:
            self.offer("mapping", mappings)
        else:
            del self.fields["mapping"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if file := facts.get("file"):
            try:
                headings(open_file(files.read(file.sha256), file.name))
            except (Unreadable, Refused) as refused:
                self.add_error("file", str(refused))
        return facts


class SayColumns(forms.Form):
    """Which column holds what: one question for each thing that a tracker may say."""

    agreed_day = forms.DateField(
        label="If no column says when they were agreed: on which day were they?",
        called="The date they were agreed",
        required=False,
        must_be=PAST,
    )

    def __init__(self, *args: Any, headings: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [(each, each) for each in headings]
        for name, told in COLUMNS.items():
            self.fields[name] = forms.ChoiceField(
                label=told.label,
                missing=f"Choose the column that says: {told.label[:1].lower()}{told.label[1:]}",
                called=told.label,
                required=told.needed,
                choices=NOT_THERE + there,
                widget=forms.Select,
            )
        self.order_fields([*COLUMNS, "agreed_day"])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        columns = {name: facts[name] for name in COLUMNS if facts.get(name)}
        for name, heading in columns.items():
            first = next(other for other, same in columns.items() if same == heading)
            if first != name:
                self.add_error(
                    name, f"‘{heading}’ is chosen for ‘{COLUMNS[first].label}’ already. Choose another column"
                )
        if "agreed_on" not in columns and not facts.get("agreed_day") and "agreed_day" not in self.errors:
            self.add_error("agreed_day", "Enter the day, or choose the column that says when they were agreed")
        return {"columns": columns, "agreed_on": facts.get("agreed_day")}


class SayNames(forms.Form):
    """Which agency each name means that is none of ours, and what each word for a status means."""

    keep_as = forms.CharField(
        label="Keep this for the next tracker like it, as (optional)",
        hint="A name that you will know it by, such as ‘Practice reviews, old tracker’",
        called="The name",
        required=False,
        max_length=120,
    )

    def __init__(
        self,
        *args: Any,
        names: Mapping[str, str],
        words: Mapping[str, str],
        agencies: QuerySet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked: dict[str, tuple[str, str]] = {}
        there = [(each.code, each.current_name) for each in agencies]
        means = [(value.value, label) for value, label in STATUSES.items()]
        for kind, unknown, choices, question in (
            ("agency", names, there, "Which agency is ‘{}’?"),
            ("status", words, means, "What does ‘{}’ mean?"),
        ):
            for number, key in enumerate(sorted(unknown)):
                name = f"{kind}_{number}"
                self.asked[name] = kind, key
                self.fields[name] = forms.ChoiceField(
                    label=question.format(unknown[key][:80]),
                    called="This",
                    required=False,
                    choices=LATER + choices,
                    widget=forms.Select,
                )
        self.order_fields([*self.asked, "keep_as"])

    def said(self, kind: str) -> dict[str, str]:
        """What was chosen, by the folded name or word."""
        return {
            key: self.cleaned_data[name]
            for name, (asked, key) in self.asked.items()
            if asked == kind and self.cleaned_data.get(name)
        }
