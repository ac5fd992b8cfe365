"""What is asked of meetings about a case."""

from typing import Any

from django.db.models import QuerySet

from safehold.access.models import Membership
from safehold.govuk import forms
from safehold.meetings.forms.preparing import WhenAndWhere
from safehold.meetings.models import Part
from safehold.partnership.models import SeatHolder


class PlanAbout(WhenAndWhere):
    """What a meeting about a case is called, when and where it is."""

    name = forms.CharField(
        label="What is the meeting called?",
        hint="For example, Strategy meeting. Only those who are invited read it, and no calendar shows it",
        missing="Enter what the meeting is called",
        called="What the meeting is called",
        max_length=120,
    )
    field_order = ("name", "meets_on", "starts_at", "ends_at", "place", "link")


class InviteTo(forms.Form):
    """Who is invited, by name or by a seat that they fill, and what they do there."""

    who = forms.ChoiceField(
        label="Who is invited?",
        hint="By name, or as whoever fills a seat of a group. Only somebody who sees the case can be invited",
        missing="Choose who is invited",
        choices=(),
        widget=forms.Select,
    )
    part = forms.ChoiceField(
        label="What do they do there?",
        hint="Somebody who observes is shown nothing that is confidential, and does not count",
        missing="Select what they do there",
        choices=Part,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: list[Membership], seats: list[SeatHolder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_person = {(each.user_id, each.agency_id): each for each in people}
        self.known: dict[str, dict[str, Any]] = {f"person:{each.pk}": {"membership": each} for each in people}
        answers = [(f"person:{each.pk}", f"{each.user}, {each.agency}") for each in people]
        for held in seats:
            membership = by_person[held.user_id, held.seat.agency_id]
            self.known[f"seat:{held.seat_id}"] = {"membership": membership, "seat": held.seat}
            answers.append((f"seat:{held.seat_id}", f"{held.seat} on {held.seat.group}, which {held.user} fills"))
        self.offer("who", [("", "Choose somebody"), *answers])

    @property
    def facts(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        return {**self.known[self.cleaned_data["who"]], "part": self.cleaned_data["part"]}


class AgreeWithCase(forms.Form):
    """What one agency undertook to do about the case."""

    words = forms.TextField(
        label="What will be done?",
        missing="Enter what will be done",
        called="What will be done",
        max_length=2000,
        rows=4,
    )
    agency = forms.ModelChoiceField(
        label="Which agency does it?",
        missing="Choose the agency that does it",
        queryset=None,
        empty_label="Choose an agency",
    )
    due_on = forms.DateField(label="When is it due?", missing="Enter the date it is due", called="The date it is due")

    def __init__(self, *args: Any, agencies: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", agencies)


class SayDone(forms.Form):
    """When it was done."""

    done_on = forms.DateField(
        label="When was it done?",
        missing="Enter the date it was done",
        called="The date it was done",
        must_be="today or in the past",
    )
