"""What is asked to prepare a meeting."""

from typing import Any

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.govuk import forms
from safehold.meetings import queries
from safehold.meetings.forms.times import TimeField
from safehold.meetings.lifecycle import Status
from safehold.meetings.models import Brings, Item, ItemKind


class WhenAndWhere(forms.Form):
    """The day, the time and the place of a meeting."""

    meets_on = forms.DateField(
        label="When is it held?", missing="Enter the date it is held", called="The date it is held"
    )
    starts_at = TimeField(
        label="When does it start?",
        hint="For example, 10:30 or 2pm",
        missing="Enter the time it starts",
        called="The time it starts",
    )
    ends_at = TimeField(label="When does it end? (optional)", called="The time it ends", required=False)
    place = forms.CharField(
        label="Where is it held? (optional where it is online)",
        called="Where it is held",
        required=False,
        max_length=160,
    )
    link = forms.CharField(
        label="Link to join it (optional)",
        hint="For example, https://meet.example/board",
        called="The link",
        required=False,
        max_length=400,
    )

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"] or "").strip()
        if link and not link.startswith("https://"):
            raise forms.ValidationError("The link must begin with https://")
        return link

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not facts.get("place") and not facts.get("link") and "link" not in self.errors:
            self.add_error("place", "Enter where it is held, or the link to join it")
        starts, ends = facts.get("starts_at"), facts.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", "The time it ends must be after the time it starts")
        return facts


class Plan(WhenAndWhere):
    """Which group meets, when and where."""

    group = forms.ModelChoiceField(
        label="Which group meets?", missing="Choose the group that meets", queryset=None, empty_label="Choose a group"
    )
    field_order = ("group", "meets_on", "starts_at", "ends_at", "place", "link")

    def __init__(self, *args: Any, groups: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", groups)


class Rearrange(WhenAndWhere):
    """Another day, time or place."""

    why = forms.TextField(
        label="Why is it moved? (optional where the day stays)",
        called="The reason",
        required=False,
        max_length=1000,
        rows=3,
    )


class Why(forms.Form):
    """A reason."""

    why = forms.TextField(label="Why?", missing="Enter the reason", called="The reason", max_length=1000, rows=4)


class Confirm(forms.Form):
    """Nothing to answer: the button is the answer."""


def title_field() -> forms.CharField:
    return forms.CharField(
        label="What is the item called?",
        missing="Enter what the item is called",
        called="What the item is called",
        max_length=160,
    )


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What is the group asked to do?",
        missing="Select what the group is asked to do",
        choices=ItemKind,
        widget=forms.RadioSelect,
    )


def presenter_field() -> forms.CharField:
    return forms.CharField(
        label="Who presents it? (optional)",
        hint="A role rather than a name, such as Designated nurse",
        called="Who presents it",
        required=False,
        max_length=120,
    )


def allotted_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="How many minutes? (optional)",
        called="How many minutes",
        required=False,
        min_value=1,
        max_value=480,
        width=3,
    )


def brings_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What does the pack show under it by itself?",
        hint="Each reader finds what they may see, as it is when they take the pack",
        choices=Brings,
        required=False,
        widget=forms.Select,
    )


class AgendaItem(forms.Form):
    """What stands on an agenda."""

    title = title_field()
    item_kind = kind_field()
    presenter = presenter_field()
    allotted = allotted_field()
    brings = brings_field()
    paper_expected = forms.BooleanField(label="A paper comes with it", required=False)
    confidential = forms.BooleanField(
        label="It is confidential: its minutes stand in a part of their own", required=False
    )


class ChangeItem(AgendaItem):
    """The same, and why, once the papers are out."""

    why = forms.TextField(
        label="Why is it changed now that the papers are out?",
        hint="What the item said before stays on its page, with this",
        missing="Enter why it is changed now that the papers are out",
        called="The reason",
        max_length=500,
        rows=3,
    )

    def __init__(self, *args: Any, issued: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not issued:
            del self.fields["why"]


class MoveItem(forms.Form):
    """Where an item goes."""

    after = forms.ChoiceField(
        label="Where does it go?",
        missing="Choose where it goes",
        choices=(),
        widget=forms.Select,
    )

    def __init__(self, *args: Any, others: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(each.uid): each for each in others}
        placed = [(uid, f"After {number}. {each}") for number, (uid, each) in enumerate(self.others.items(), 1)]
        self.offer("after", [("first", "First"), *placed])

    def clean_after(self) -> Item | None:
        return self.others.get(self.cleaned_data["after"])


class StandingItem(forms.Form):
    """What stands on every agenda of a group."""

    title = title_field()
    item_kind = kind_field()
    presenter = presenter_field()
    allotted = allotted_field()
    brings = brings_field()
    position = forms.IntegerField(
        label="Where does it stand?",
        hint="A number: items are put in the order of their numbers, such as 10, 20 and 30",
        missing="Enter a number for where it stands",
        called="Where it stands",
        min_value=1,
        max_value=999,
        width=3,
    )
    from_on = forms.DateField(label="From which day?", missing="Enter the first day", called="The first day")


class EndStandingItem(forms.Form):
    to_on = forms.DateField(
        label="On which day does it stand there for the last time?", missing="Enter the last day", called="The last day"
    )


class Refer(forms.Form):
    """What another group is asked to look at."""

    to_group = forms.ModelChoiceField(
        label="Which group is asked?",
        missing="Choose the group that is asked",
        queryset=None,
        empty_label="Choose a group",
    )
    title = forms.CharField(
        label="What is it about, in one line?",
        hint="It becomes an item on their agenda",
        missing="Enter what it is about",
        called="What it is about",
        max_length=160,
    )
    words = forms.TextField(
        label="What are they asked?",
        hint="In words that stand for themselves: the other group does not see this item",
        missing="Enter what they are asked",
        called="What they are asked",
        max_length=2000,
    )

    def __init__(self, *args: Any, groups: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to_group", groups)


class TakeUp(forms.Form):
    """On which agenda it goes."""

    meeting = forms.ModelChoiceField(
        label="Which meeting looks at it?", missing="Choose a meeting", queryset=None, empty_label="Choose a meeting"
    )
    item_kind = kind_field()

    def __init__(self, *args: Any, meetings: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("meeting", meetings)


class FilterMeetings(forms.Form):
    """The filters of the list of meetings."""

    group = forms.ModelChoiceField(label="Group", queryset=None, required=False, empty_label="Every group")
    status = forms.MultipleChoiceField(label="Status", choices=Status, required=False, small=True)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", queries.groups_seen(actor))

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        rows = rows.filter(group=facts["group"]) if facts["group"] else rows
        return rows.filter(status__in=facts["status"]) if facts["status"] else rows


class FilterPlan(forms.Form):
    """The filters of the forward plan."""

    group = forms.ModelChoiceField(label="Group", queryset=None, required=False, empty_label="Every group")
    item_kind = forms.MultipleChoiceField(label="What for", choices=ItemKind, required=False, small=True)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", queries.groups_seen(actor))

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        rows = rows.filter(meeting__group=facts["group"]) if facts["group"] else rows
        return rows.filter(item_kind__in=facts["item_kind"]) if facts["item_kind"] else rows
