"""What is asked of whoever asks: the call, its questions, its agencies, and what follows."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from safehold.access.models import Agency, AgencyKind
from safehold.asks import queries
from safehold.asks.lifecycle import Calling, Stage
from safehold.asks.models import Sort, Wanted, Whom
from safehold.clocks import months_after
from safehold.govuk import forms
from safehold.govuk.filters import day

BY_DAY, BY_WORKING_DAYS = "day", "working_days"
MARKS = {"(yes or no)": Sort.YES_NO, "(number)": Sort.NUMBER}
MOST_QUESTIONS = 60
NOBODY = "nobody"


class SetsDay(forms.Form):
    """A form that sets a day to come, ``due_on``."""

    def clean_due_on(self) -> date | None:
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and self.on and due_on < self.on:
            raise forms.ValidationError("The day it is due must be today or in the future")
        if due_on and self.on and due_on > months_after(self.on, 24):
            raise forms.ValidationError(f"Check the year: {day(due_on)} is more than two years on")
        return due_on


class Prepare(SetsDay):
    """What is asked for, on what basis, and by when."""

    title = forms.CharField(
        label="What is asked for, in one line?",
        hint="About the work, never about a named person. For example, safeguarding training of staff, 2020-21",
        missing="Enter what is asked for, in one line",
        called="What is asked for",
        max_length=160,
    )
    words = forms.TextField(
        label="What should agencies know before they answer?",
        hint="What it is for, what is wanted, and whom to speak to",
        missing="Enter what agencies should know before they answer",
        called="What agencies should know",
        max_length=4000,
    )
    wanted = forms.ChoiceField(
        label="What should they return?",
        missing="Select what they should return",
        choices=Wanted,
        widget=forms.RadioSelect,
    )
    legal_basis = forms.CharField(
        label="By what law or agreement is it asked?",
        hint="For example, Care Act 2014, section 45",
        missing="Enter by what law or agreement it is asked",
        called="The law or agreement",
        max_length=240,
    )
    by_when = forms.ChoiceField(
        label="By when?",
        missing="Select how the day it is due is said",
        choices=[(BY_DAY, "By a day"), (BY_WORKING_DAYS, "By a number of working days after it is issued")],
        reveals={BY_DAY: ["due_on"], BY_WORKING_DAYS: ["working_days"]},
    )
    due_on = forms.DateField(
        label="On which day is it due?", missing="Enter the day it is due", called="The day it is due"
    )
    working_days = forms.IntegerField(
        label="How many working days?",
        hint="Weekends and bank holidays are not counted, nor the day it is issued",
        missing="Enter the number of working days",
        called="The number of working days",
        min_value=1,
        max_value=260,
        width=3,
    )
    group = forms.ModelChoiceField(
        label="For which group is it asked? (optional)",
        required=False,
        queryset=None,
        called="The group",
        empty_label="None in particular",
    )
    follows = forms.ModelChoiceField(
        label="Was the same asked before? (optional)",
        hint="Each agency then sees beside each question what it said last time",
        required=False,
        queryset=None,
        called="What was asked before",
        empty_label="No, or not here",
    )

    def __init__(self, *args: Any, groups: QuerySet, earlier: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", groups)
        self.offer("follows", earlier, called=lambda call: f"{call.title} ({call.reference})")


class Questions(forms.Form):
    """The questions, one to a line."""

    questions = forms.TextField(
        label="What are the questions?",
        hint="One to a line, in the order in which they are asked. End a line with (yes or no) or (number) where that is "
        "what it wants",
        missing="Enter at least one question",
        called="The questions",
        max_length=20000,
        rows=12,
    )

    def clean_questions(self) -> list[tuple[str, str]]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["questions"].splitlines()]
        found = [_question(line) for line in lines if line]
        if len(found) > MOST_QUESTIONS:
            raise forms.ValidationError(f"Enter {MOST_QUESTIONS} questions or fewer")
        if long := [words for words, _ in found if len(words) > 500]:
            raise forms.ValidationError(f"Each question must be 500 characters or less: ‘{long[0][:60]}…’")
        said = [queries.compared(words) for words, _ in found]
        if twice := [words for (words, _), each in zip(found, said, strict=True) if said.count(each) > 1]:
            raise forms.ValidationError(f"Ask each question once: ‘{twice[0]}’")
        return found


def _question(line: str) -> tuple[str, str]:
    for mark, sort in MARKS.items():
        if line.lower().endswith(mark) and line[: -len(mark)].strip():
            return line[: -len(mark)].strip(), sort
    return line, Sort.TEXT


def written(questions: list[Any]) -> str:
    """Questions as the form takes them: one to a line, each with its mark."""
    marks = {sort: mark for mark, sort in MARKS.items()}
    return "\n".join(f"{each.words} {marks.get(each.sort, '')}".strip() for each in questions)


class Bodies(forms.Form):
    """Which agencies are asked."""

    whom = forms.ChoiceField(
        label="Who is asked?",
        missing="Select who is asked",
        choices=Whom,
        reveals={Whom.ONE: ["agency"], Whom.KIND: ["agency_kind"], Whom.LIST: ["names"]},
    )
    agency = forms.ModelChoiceField(
        label="Which agency?", missing="Choose the agency", queryset=None, empty_label="Choose an agency"
    )
    agency_kind = forms.ChoiceField(
        label="Of which kind?", missing="Choose the kind of agency", choices=(), widget=forms.Select
    )
    names = forms.TextField(
        label="Which agencies?",
        hint="One to a line, by name or by code. You can paste them from a spreadsheet",
        missing="Enter the agencies, one to a line",
        called="The agencies",
        max_length=20000,
        rows=10,
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = list(agencies)
        self.offer("agency", agencies)
        there = {each.kind for each in self.known}
        kinds = [(kind.value, str(kind.label)) for kind in AgencyKind if kind in there]
        self.offer("agency_kind", [("", "Choose a kind"), *kinds])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        whom = facts.get("whom")
        if whom == Whom.ONE and facts.get("agency"):
            facts["bodies"] = [facts["agency"]]
        elif whom == Whom.KIND and facts.get("agency_kind"):
            facts["bodies"] = [each for each in self.known if each.kind == facts["agency_kind"]]
        elif whom == Whom.LIST and facts.get("names"):
            facts["bodies"] = self._named(facts["names"])
        return facts

    def _named(self, names: str) -> list[Agency]:
        by_name = {each.current_name.casefold(): each for each in self.known}
        by_name |= {each.code.casefold(): each for each in self.known}
        lines = [" ".join(line.split()) for line in names.splitlines() if line.strip()]
        unknown = [line for line in lines if line.casefold() not in by_name]
        if unknown:
            more = f", and {len(unknown) - 5} more" if len(unknown) > 5 else ""
            self.add_error("names", f"There is no agency called {', '.join(f'‘{each}’' for each in unknown[:5])}{more}")
            return []
        return list({by_name[line.casefold()].pk: by_name[line.casefold()] for line in lines}.values())


class Confirm(forms.Form):
    """Nothing to answer: the button is the answer."""


class Why(forms.Form):
    """A reason."""

    why = forms.TextField(
        label="Why?",
        hint="The agencies that were asked read this",
        missing="Enter the reason",
        called="The reason",
        max_length=500,
        rows=4,
    )


class WhyRevoked(forms.Form):
    """Why a link opens nothing any more: kept with the link, and shown to nobody who holds it."""

    why = forms.TextField(label="Why?", missing="Enter the reason", called="The reason", max_length=240, rows=3)


class MoreTime(SetsDay):
    """A later day."""

    due_on = forms.DateField(
        label="When is it due now?", missing="Enter the day it is due now", called="The day it is due"
    )
    why = forms.TextField(
        label="Why is there more time?",
        missing="Enter why there is more time",
        called="The reason",
        max_length=1000,
        rows=4,
    )


class QueryReply(SetsDay):
    """What is unclear."""

    words = forms.TextField(
        label="What is unclear?",
        hint="The agency reads this, and can change its answers and return them again",
        missing="Enter what is unclear",
        called="What is unclear",
        max_length=2000,
    )
    due_on = forms.DateField(label="By when?", missing="Enter the day it is due", called="The day it is due")


class Keeper(forms.Form):
    """Who keeps a call."""

    keeper = forms.ModelChoiceField(
        label="Who keeps it from now on?",
        hint="They are told what comes back",
        missing="Choose who keeps it",
        queryset=None,
        empty_label="Choose somebody",
    )

    def __init__(self, *args: Any, keepers: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("keeper", keepers)


class SendLink(forms.Form):
    """To whom a link goes."""

    contact = forms.ModelChoiceField(
        label="Which of the agency’s contacts?",
        hint="Check the address with the agency by telephone first: whoever reads that mailbox can answer",
        missing="Choose a contact",
        queryset=None,
        empty_label="Choose a contact",
    )

    def __init__(self, *args: Any, contacts: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("contact", contacts, called=lambda each: f"{each.name or each.purpose}, {each.email}")


class AskAlso(SetsDay):
    """Which agency is asked too, and by when."""

    agency = forms.ModelChoiceField(
        label="Which agency?", missing="Choose an agency", queryset=None, empty_label="Choose an agency"
    )
    due_on = forms.DateField(label="By when?", missing="Enter the day it is due", called="The day it is due")

    def __init__(self, *args: Any, agencies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)


class NoTime(forms.Form):
    """Why there is no more time."""

    why = forms.TextField(
        label="Why is there no more time?",
        hint="The agency reads this",
        missing="Enter why there is no more time",
        called="The reason",
        max_length=1000,
        rows=4,
    )


class Noted(forms.Form):
    """Why nothing more is asked."""

    why = forms.TextField(
        label="Why do you leave it at their refusal?",
        hint="The agency reads this",
        missing="Enter the reason",
        called="The reason",
        max_length=500,
        rows=4,
    )


class FilterCalls(forms.Form):
    """The filters of the list of calls."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    status = forms.MultipleChoiceField(label="Status", choices=Calling, required=False, small=True)

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(Q(title__icontains=facts["q"]) | Q(reference__icontains=facts["q"]))
        return rows.filter(status__in=facts["status"]) if facts["status"] else rows


class FilterAsked(forms.Form):
    """The filters of the list of those whom one call asks."""

    q = forms.CharField(label="Agency", required=False, max_length=100)
    reach = forms.ChoiceField(
        label="Show",
        choices=[("", "Everybody"), (NOBODY, "Still to answer, with nobody to write to")],
        required=False,
        widget=forms.Select,
    )
    status = forms.MultipleChoiceField(label="Status", choices=Stage, required=False, small=True)

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["q"]:
            rows = rows.filter(agency__current_name__icontains=facts["q"])
        if facts["reach"] == NOBODY and self.on:
            rows = queries.with_nobody(rows.filter(settled=False), self.on)
        return rows.filter(status__in=facts["status"]) if facts["status"] else rows
