"""What the pages of a report ask."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from safehold.access.models import LegalBody
from safehold.clocks import BadPeriod, PeriodKind, Years
from safehold.govuk import forms
from safehold.publications.document.asked import Asked
from safehold.publications.document.parse import parse
from safehold.publications.models import Profile
from safehold.publications.picking import Found

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Begin(forms.Form):
    """A new annual report."""

    title = forms.CharField(
        label="Title", missing="Enter the title of the report", max_length=160, initial="Annual report"
    )
    period = forms.CharField(
        label="Which year is it about?",
        missing="Enter the year it is about",
        max_length=24,
        hint="For example, 2020-21",
        called="Year",
    )
    geography = forms.ChoiceField(label="Which area is it about?", missing="Choose the area it is about")
    wider_geography = forms.ChoiceField(
        label="Which wider area is it compared with? (optional)",
        hint="For example, the police force’s area",
        called="The wider area",
        required=False,
        widget=forms.Select,
    )
    profile = forms.ChoiceField(
        label="Who is it for?", missing="Choose who it is for", choices=Profile.choices, widget=forms.RadioSelect
    )

    duties = forms.MultipleChoiceField(
        label="Which duties does it answer? (optional)",
        hint="What the law asks of each is then looked for in the report",
        called="Duties",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, areas: list[str], years: Years, duties: Sequence[LegalBody] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duties", [(body.value, body.label) for body in duties])
        self.years = years
        choices = [(area, area) for area in areas]
        self.offer("geography", [("", "Choose an area"), *choices])
        self.offer("wider_geography", [("", "No comparison"), *choices])

    def clean_period(self) -> str:
        """The year as its figures are kept: a report of 2021-2022 would find none of those of 2021-22."""
        try:
            period = self.years.read(self.cleaned_data["period"])
        except BadPeriod as bad:
            raise forms.ValidationError(str(bad)) from bad
        if period.kind is not PeriodKind.YEAR or period.year_name:
            raise forms.ValidationError("Enter a year, like 2020-21")
        return str(period)


class Write(forms.Form):
    """The words of a section, and the picker beside them: ``find`` looks for what can be inserted, ``insert`` chooses it."""

    words = forms.TextField(
        label="Words",
        required=False,
        rows=24,
        hint="Markdown. Figures, tables, charts and lists are references to data.",
    )
    find = forms.CharField(
        label="Find something to insert",
        required=False,
        max_length=100,
        hint="Part of the name of a figure, table, chart or list, like contacts",
    )
    insert = forms.ChoiceField(
        label="What do you want to insert?", required=False, widget=forms.RadioSelect, small=True
    )
    after = forms.ChoiceField(label="Where does it go?", required=False, widget=forms.Select)

    def __init__(
        self,
        *args: Any,
        picking: bool = False,
        found: Sequence[Found] = (),
        places: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not picking or not found:  # nothing was looked for: the rest of the picker is not asked
            del self.fields["insert"], self.fields["after"]
            return
        self.offer("insert", [(each.reference, f"{each.kind}: {each.title}") for each in found])
        self.offer("after", places)
        hints = {each.reference: f"{each.shows + ' · ' if each.shows else ''}{each.reference}" for each in found}
        insert = self.fields["insert"]
        insert.look = replace(insert.look, item_hints=hints)  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        words = self.cleaned_data["words"].replace("\r\n", "\n")
        if errors := [problem for problem in parse(words).problems if problem.severity == "error"]:
            raise forms.ValidationError([str(problem) for problem in errors])
        return words


class AddSection(forms.Form):
    """A section: its place, its title, who answers for it."""

    number = forms.IntegerField(
        label="Number", missing="Enter the number of the section", min_value=1, max_value=99, width=2
    )
    title = forms.CharField(label="Title", missing="Enter the title of the section", max_length=160)
    agency = forms.ModelChoiceField(
        label="Agency that answers for it",
        missing="Choose the agency that answers for it",
        queryset=None,
        empty_label="Choose an agency",
    )
    writer = forms.ModelChoiceField(
        label="Who writes it?",
        hint="Those who can open this report",
        required=False,
        queryset=None,
        called="Writer",
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose a writer who can open this report"},
    )

    def __init__(self, *args: Any, agencies: Any, writers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)
        self.offer("writer", writers)


class ChangeSection(AddSection):
    """What a section is called, who answers for it and who writes it; its place is changed elsewhere."""

    number = None  # type: ignore[assignment]  # Django's way to leave a field of the form above out

    def __init__(self, *args: Any, writers: Any, writer: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, writers=writers, **kwargs)
        if writer is not None and not writers.filter(pk=writer.pk).exists():
            told = f"{writer} wrote it until now, and can no longer open this report. Choose someone who can"
            self.fields["writer"].help_text = told


class Arrange(forms.Form):
    """One step up or down for one section: the button that is pressed is the answer."""

    move = forms.ChoiceField(label="Move", missing="Choose a section to move", widget=forms.HiddenInput)

    def __init__(self, *args: Any, numbers: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(f"{way}-{number}", "") for number in numbers for way in ("up", "down")]
        self.offer("move", steps)


class AddTable(forms.Form):
    """A table of words: headings on the first line, then one row on each line, its cells parted by ``|``."""

    name = forms.CharField(
        label="Name",
        missing="Enter the name of the table",
        max_length=60,
        hint="What sections call it, like said-and-done",
    )
    caption = forms.CharField(label="Caption", missing="Enter the caption of the table", max_length=160)
    cells = forms.TextField(
        label="Rows", missing="Enter the headings and the rows", rows=12,
        hint="Headings on the first line, then one row on each line. Put | between cells. Figures are references to data.",
    )  # fmt: skip

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip().lower()
        if not SLUG.fullmatch(name):
            raise forms.ValidationError("Name must be lower-case letters, numbers and hyphens, like said-and-done")
        return name

    def clean_cells(self) -> list[list[str]]:
        lines = [line for line in self.cleaned_data["cells"].splitlines() if line.strip()]
        rows = [[cell.strip() for cell in line.split("|")] for line in lines]
        if len(rows) < 2:
            raise forms.ValidationError("Enter the headings and at least one row")
        wrong = [number for number, row in enumerate(rows, 1) if len(row) != len(rows[0])]
        if wrong:
            raise forms.ValidationError(f"Line {wrong[0]} must have {len(rows[0])} cells, as the headings do")
        return rows


class AddTerm(forms.Form):
    """A word and what it means."""

    word = forms.CharField(label="Word", missing="Enter the word", max_length=80)
    meaning = forms.TextField(label="What it means", missing="Enter what it means", max_length=400, rows=3)


class SendBack(forms.Form):
    """Why a report is sent back, and which of its sections are to be written again."""

    why = forms.TextField(label="Why?", missing="Enter the reason", called="Reason", rows=4, max_length=240)
    to_change = forms.ModelMultipleChoiceField(
        label="Which sections are to be changed? (optional)",
        hint="These are no longer finished, and whoever writes them is told. Choose none to leave it to the business manager.",
        required=False,
        queryset=None,
        small=True,
        error_messages={"invalid_choice": "Choose sections of this report"},
    )

    def __init__(self, *args: Any, sections: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to_change", sections)


class ShowSmall(forms.Form):
    """A reason to show small numbers."""

    why = forms.TextField(
        label="Why may small numbers be shown?", missing="Enter why small numbers may be shown", rows=3, max_length=240,
        hint="It is printed on the cover. Whoever publishes the report decides it with the rest.", called="Reason",
    )  # fmt: skip


class WhyStands(forms.Form):
    """Why a check that fails may be printed all the same."""

    why = forms.TextField(
        label="Why may it be printed all the same?", missing="Enter why it may be printed all the same", rows=4,
        max_length=400, hint="It is printed in the report, beside what the check found.", called="Reason",
    )  # fmt: skip


class NamePlace(forms.Form):
    """The part of a report that says something: a section, or what stands under one of its headings."""

    place = forms.ChoiceField(
        label="Which part of the report says it?",
        missing="Choose the part of the report that says it",
        widget=forms.Select,
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", [("", "Choose a section or a heading"), *places])


class SignGap(forms.Form):
    """Why a report does not say something that the law asks."""

    why = forms.TextField(
        label="Why is it not in the report?", missing="Enter why it is not in the report", rows=4, max_length=400,
        hint="It is printed in the report with your name, after the word “because”.", called="Reason",
    )  # fmt: skip


class Duties(forms.Form):
    """The bodies whose yearly report or plan a report is."""

    duties = forms.MultipleChoiceField(
        label="Which duties does this report answer? (optional)",
        hint="What the law asks of each is then looked for in the report. Choose none where it is no statutory report.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        called="Duties",
    )

    def __init__(self, *args: Any, duties: Sequence[LegalBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duties", [(body.value, body.label) for body in duties])


class ChooseCall(forms.Form):
    """What asked the members for their own part of a report."""

    call = forms.ModelChoiceField(
        label="Which call asked the members for their part? (optional)",
        hint="What they return, and you accept, stands where a section says {{ records contributions }}.",
        required=False,
        queryset=None,
        called="The call",
        empty_label="None",
        error_messages={"invalid_choice": "Choose a call that asked agencies for a section of a report"},
    )

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("call", calls)


STATES = (("empty", "Empty"), ("signed", "Gap signed"), ("covered", "Covered"))


class FilterCoverage(forms.Form):
    """Which of the things that the law asks are shown."""

    duty = forms.ChoiceField(label="Whose duty", choices=(), required=False, widget=forms.Select)
    state = forms.ChoiceField(
        label="State", choices=[("", "Every state"), *STATES], required=False, widget=forms.Select
    )

    def __init__(self, *args: Any, duties: Sequence[LegalBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("duty", [("", "Every duty"), *((body.value, body.label) for body in duties)])

    @property
    def understood(self) -> bool:
        return not self.is_bound or self.is_valid()

    def narrow(self, rows: Sequence[Asked]) -> list[Asked]:
        """The rows that were asked for; none where what was asked for cannot be read."""
        if not self.is_bound:
            return list(rows)
        if not self.is_valid():
            return []
        duty, state = self.cleaned_data["duty"], self.cleaned_data["state"]
        return [each for each in rows if duty in ("", each.body) and (not state or getattr(each, state))]


class Confirm(forms.Form):
    """Nothing to answer: the button is the answer."""


class Publish(forms.Form):
    """The button, and the fingerprint of what was read before it was pressed."""

    read = forms.CharField(label="What was read", required=False, max_length=4000, widget=forms.HiddenInput)
