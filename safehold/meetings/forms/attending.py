"""What is asked of who was there, and who has an interest."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from safehold.govuk import forms
from safehold.meetings.models import Attendance, Mark, Nature
from safehold.meetings.queries.seats import Marked, deputies_of, holder_of

DEPUTY = Mark.DEPUTY.value


class Asked(NamedTuple):
    """What is asked of one seat: its name, how it was filled, and who deputised where that is somebody else."""

    name: str
    mark: Any
    deputy: Any


class Attend(forms.Form):
    """How each seat was filled. What is left open is not written down."""

    def __init__(self, *args: Any, seats: Sequence[Any], known: Mapping[int, Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.pk: seat for seat in seats}
        for number, seat in self.seats.items():
            name, mark = name_of(seat), known.get(number)
            field = forms.ChoiceField(
                label="Filled by",
                missing=f"Choose how the seat of {name} was filled",
                choices=answers_for(seat),
                widget=forms.Select,
                required=False,
            )
            field.initial = answer_of(mark, seat) if mark else ("" if holder_of(seat) else Mark.VACANT.value)
            self.fields[f"mark_{number}"] = field
            deputy = forms.CharField(
                label="Name of another deputy",
                called=f"The deputy for {name}",
                required=False,
                max_length=120,
            )
            deputy.initial = mark.deputy_name if mark else ""
            self.fields[f"deputy_{number}"] = deputy

    def asked(self) -> Iterator[Asked]:
        """Each seat with its two questions, for the page that draws them side by side."""
        for number, seat in self.seats.items():
            yield Asked(name_of(seat), self[f"mark_{number}"], self[f"deputy_{number}"])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        for number, seat in self.seats.items():
            mark, deputy = facts.get(f"mark_{number}", ""), (facts.get(f"deputy_{number}") or "").strip()
            if mark == DEPUTY and not deputy:
                self.add_error(f"deputy_{number}", f"Enter who deputised for {name_of(seat)}")
            elif deputy and mark != DEPUTY:
                self.add_error(f"mark_{number}", f"Choose ‘{ANOTHER}’ for {name_of(seat)}, or take the name out")
        return facts

    @property
    def marks(self) -> dict[int, Marked]:
        """What was answered, by the number of the seat."""
        found = {}
        for number, seat in self.seats.items():
            answer = self.cleaned_data[f"mark_{number}"]
            if answer:
                found[number] = marked(answer, seat, self.cleaned_data[f"deputy_{number}"] or "")
        return found


ANOTHER = "Another deputy, named beside"


def name_of(seat: Any) -> str:
    """The agency as it was called that day, and the office."""
    return f"{seat.agency_name}: {seat.office}" if seat.office else str(seat.agency_name)


def answers_for(seat: Any) -> list[tuple[str, str]]:
    """How one seat can be filled: its member by name, its deputies by name, another, or nobody."""
    holder = holder_of(seat)
    there = [(Mark.MEMBER.value, f"{holder} (member)")] if holder else []
    there += [(f"{DEPUTY}:{user.pk}", f"{user} (deputy)") for user in deputies_of(seat)]
    not_there = [Mark.APOLOGIES, Mark.ABSENT] if holder else [Mark.VACANT]
    return [("", "Not recorded yet"), *there, (DEPUTY, ANOTHER), *((each.value, each.label) for each in not_there)]


def answer_of(known: Attendance, seat: Any) -> str:
    """The answer that says what was written down before."""
    deputies = {user.pk for user in deputies_of(seat)}
    if known.mark == Mark.DEPUTY and known.user_id in deputies:
        return f"{DEPUTY}:{known.user_id}"
    return str(known.mark)


def marked(answer: str, seat: Any, deputy_name: str) -> Marked:
    """What an answer says, as the action takes it."""
    if answer == Mark.MEMBER:
        return Marked(answer, holder_of(seat))
    kind, _, number = answer.partition(":")
    if number:
        return Marked(kind, next(user for user in deputies_of(seat) if str(user.pk) == number))
    return Marked(kind, None, deputy_name)


class AddGuest(forms.Form):
    """Somebody who was there without a seat."""

    name = forms.CharField(label="What is their name?", missing="Enter their name", called="Their name", max_length=120)
    agency = forms.ModelChoiceField(
        label="Which agency are they from? (optional)",
        queryset=None,
        required=False,
        empty_label="None of the agencies here",
    )
    why = forms.CharField(
        label="Why were they there?",
        hint="For example, observer, or presented the audit",
        missing="Enter why they were there",
        called="Why they were there",
        max_length=160,
    )

    def __init__(self, *args: Any, agencies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)


class Declare(forms.Form):
    """What somebody's interest in an item is, and whether they take part."""

    user = forms.ChoiceField(
        label="Whose interest is it?",
        missing="Choose whose interest it is",
        choices=(),
        widget=forms.Select,
    )
    nature = forms.ChoiceField(
        label="What kind of interest is it?",
        missing="Select what kind of interest it is",
        choices=Nature,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What is it?",
        hint="It stands in the minutes of this item. For example, works in the team that the audit looked at",
        missing="Enter what the interest is",
        called="What it is",
        max_length=240,
    )
    recused = forms.ChoiceField(
        label="Do they take part in this item?",
        missing="Select whether they take part in this item",
        choices=[
            ("yes", "No. They are recused, and see neither the item nor its papers and minutes"),
            ("no", "Yes. The interest is noted and they take part"),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("user", [("", "Choose somebody"), *people])
        if len(people) == 1:
            del self.fields["user"]

    def clean_recused(self) -> bool:
        return self.cleaned_data["recused"] == "yes"


class Year(forms.Form):
    """Of which year attendance is shown."""

    year = forms.ChoiceField(label="Year", choices=(), required=False, widget=forms.Select)

    def __init__(self, *args: Any, years: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("year", [(each, each) for each in years])
