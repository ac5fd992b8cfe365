"""What the pages of lived experience ask."""

import re
from dataclasses import replace
from typing import Any, Final

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.govuk import forms
from safehold.records import queries as entries
from safehold.records.models import Entry
from safehold.voice.models import GivenHow, Giver, Method, Speaker, Use, UsedIn
from safehold.voice.queries import Standing

UID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
PAST: Final = "today or in the past"
NOBODY = "Never who they are, and nothing by which they could be known: no name, school, street or date"
# a quote needs no record: it is made by its reference
TYPED = [(each.value, each.label) for each in Use if each != Use.REPORT]
OVERDUE, WITHDRAWN = "overdue", "withdrawn"


class Gather(forms.Form):
    """What somebody said, and how it was heard."""

    title = forms.CharField(
        label="What is it about, in one line?",
        hint="For example, being asked the same questions by every service",
        missing="Enter what it is about",
        called="What it is about",
        max_length=160,
    )
    speaker = forms.ChoiceField(
        label="Who said it?", missing="Select who said it", choices=Speaker, widget=forms.RadioSelect
    )
    pseudonym = forms.CharField(
        label="What are they called here? (optional)",
        hint=f"A name that they chose, which is not theirs. {NOBODY}",
        required=False,
        called="What they are called",
        max_length=60,
    )
    words = forms.TextField(
        label="What did they say, in their own words?",
        hint=f"{NOBODY}. What they said cannot be changed later",
        missing="Enter what they said",
        called="What they said",
        max_length=4000,
        rows=8,
    )
    background = forms.TextField(
        label="What does a reader need to know to understand it? (optional)",
        required=False,
        called="What a reader needs to know",
        max_length=2000,
        rows=4,
    )
    method = forms.ChoiceField(
        label="How was it heard?", missing="Select how it was heard", choices=Method, widget=forms.RadioSelect
    )
    gathered_at = forms.CharField(
        label="Through which group or event?",
        hint="For example, the forum of carers in March",
        missing="Enter through which group or event it was heard",
        called="The group or event",
        max_length=160,
    )
    gathered_on = forms.DateField(
        label="When was it heard?", missing="Enter the date it was heard", called="The date", must_be=PAST
    )
    group = forms.ModelChoiceField(
        label="For which group was it gathered?",
        hint="It reads it once they have agreed to that",
        missing="Choose the group for which it was gathered",
        queryset=None,
        empty_label="Choose a group",
    )
    wants_feedback = forms.ChoiceField(
        label="Do they want to hear what became of it?",
        missing="Select whether they want to hear what became of it",
        choices=[("yes", "Yes"), ("no", "No")],
        inline=True,
    )

    def __init__(self, *args: Any, groups: QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("group", groups)

    def clean_wants_feedback(self) -> bool:
        return bool(self.cleaned_data["wants_feedback"] == "yes")


class Agree(forms.Form):
    """What they agreed to."""

    uses = forms.MultipleChoiceField(
        label="What did they agree to?",
        hint="Each can be withdrawn by itself",
        missing="Select what they agreed to",
        choices=Use,
    )
    shown_as = forms.CharField(
        label="Under which name are they quoted in a report? (optional)",
        hint="A name that they chose. Without one, only what they are is said, such as ‘A parent’",
        required=False,
        called="The name",
        max_length=60,
    )
    giver = forms.ChoiceField(label="Who agreed?", missing="Select who agreed", choices=Giver, widget=forms.RadioSelect)
    capacity = forms.CharField(
        label="Why did somebody else agree for them? (leave empty where they did themselves)",
        hint="Who has parental responsibility, or what was found of their capacity for this decision and when",
        required=False,
        called="Why somebody else agreed",
        max_length=500,
    )
    given_how = forms.ChoiceField(
        label="How?", missing="Select how they agreed", choices=GivenHow, widget=forms.RadioSelect
    )
    from_on = forms.DateField(
        label="When did they agree?", missing="Enter the date they agreed", called="The date they agreed", must_be=PAST
    )
    to_on = forms.DateField(
        label="Until when? (optional)",
        hint="Leave this empty where it holds until they withdraw it",
        required=False,
        called="The last day",
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        themselves = facts.get("giver") == Giver.THEMSELVES
        if facts.get("giver") and not themselves and not (facts.get("capacity") or "").strip():
            self.add_error("capacity", "Enter why somebody else agreed for them")
        if facts.get("from_on") and facts.get("to_on") and facts["to_on"] < facts["from_on"]:
            self.add_error("to_on", "The last day must be the same as or after the first day")
        return facts


class Withdraw(forms.Form):
    """That they changed their mind."""

    words = forms.CharField(
        label="Did they say anything about it? (optional)",
        hint="Nobody has to give a reason",
        required=False,
        called="What they said about it",
        max_length=500,
    )


class TakeOut(forms.Form):
    """Where the words were taken out. ``said`` are the words and the hint of each place in ``standing``."""

    uses = forms.MultipleChoiceField(
        label="Where were they taken out?",
        missing="Select where the words were taken out",
        choices=(),
    )

    def __init__(self, *args: Any, standing: list[Standing], said: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = {str(each.used.pk): each.used for each in standing}
        field: Any = self.fields["uses"]
        field.choices = list(zip(self.standing, (words for words, _ in said), strict=True))
        hints = dict(zip(self.standing, (hint for _, hint in said), strict=True))
        field.look = replace(field.look, item_hints=hints)

    def clean_uses(self) -> list[UsedIn]:
        return [self.standing[each] for each in self.cleaned_data["uses"]]


def _entry_in(pasted: str, actor: Actor) -> Entry:
    """The record whose number stands in what was pasted, if the actor sees it."""
    numbers = UID.findall(pasted.lower())
    found = entries.visible_entry(actor, numbers[-1]) if numbers else None
    if found is None:
        raise forms.ValidationError("There is no such record that you can see. Check the address, and paste it again")
    return found


class UseIn(forms.Form):
    """In which record the words are used."""

    use = forms.ChoiceField(
        label="How are they used?", missing="Select how they are used", choices=TYPED, widget=forms.RadioSelect
    )
    entry = forms.CharField(
        label="In which record?",
        hint="A commitment, an action, an item of a meeting: open it in another window, and paste the address of its page",
        missing="Paste the address of the record",
        called="The address",
        max_length=400,
    )
    where = forms.CharField(
        label="Where in it?",
        hint="So that somebody finds them again. For example, the second paragraph of the paper",
        missing="Enter where in it they are",
        called="Where in it",
        max_length=160,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_entry(self) -> Entry:
        return _entry_in(self.cleaned_data["entry"], self.actor)


class Told(forms.Form):
    """Who was told that what was published cannot be recalled."""

    whom = forms.CharField(
        label="Who was told that it cannot be recalled?",
        hint="For example, the person themselves, or the printer. Never by name",
        missing="Enter who was told",
        called="Who was told",
        max_length=160,
    )
    told_on = forms.DateField(
        label="When?", missing="Enter the date they were told", called="The date they were told", must_be=PAST
    )


class SayChanged(forms.Form):
    """What was done because of it."""

    words = forms.TextField(
        label="What changed because of it; or why could nothing change?",
        missing="Enter what changed, or why nothing could",
        called="What changed",
        max_length=2000,
        rows=4,
    )
    could_not = forms.ChoiceField(
        label="Could something change?",
        missing="Select whether something could change",
        choices=[("no", "Yes, and this did"), ("yes", "No, and this is why")],
        widget=forms.RadioSelect,
    )
    changed_on = forms.DateField(label="When?", missing="Enter the date", called="The date", must_be=PAST)
    entry = forms.CharField(
        label="Which record shows it? (optional)",
        hint="Such as a commitment or an action: paste the address of its page",
        required=False,
        called="The address",
        max_length=400,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_could_not(self) -> bool:
        return bool(self.cleaned_data["could_not"] == "yes")

    def clean_entry(self) -> Entry | None:
        pasted = (self.cleaned_data["entry"] or "").strip()
        return _entry_in(pasted, self.actor) if pasted else None


class FeedBack(forms.Form):
    """That they were told what became of it."""

    words = forms.TextField(
        label="What were they told?", missing="Enter what they were told", called="What they were told", max_length=2000
    )
    how = forms.CharField(
        label="How?",
        hint="For example, in the next meeting of the forum",
        missing="Enter how they were told",
        called="How they were told",
        max_length=160,
    )
    fed_back_on = forms.DateField(
        label="When?", missing="Enter the date they were told", called="The date they were told", must_be=PAST
    )


class Filter(forms.Form):
    """The filters of the list. What people said is not searched."""

    speaker = forms.MultipleChoiceField(label="Who said it", choices=Speaker, required=False, small=True)
    use = forms.ChoiceField(
        label="They agreed that it is", choices=[("", "All"), *Use.choices], required=False, widget=forms.Select
    )
    standing = forms.ChoiceField(
        label="How it stands",
        choices=[("", "All"), (OVERDUE, "Feedback is overdue"), (WITHDRAWN, "Nothing is agreed to")],
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def narrow(self, rows: Any) -> Any:
        facts = self.cleaned_data
        if facts["speaker"]:
            rows = rows.filter(speaker__in=facts["speaker"])
        if facts["use"]:
            rows = rows.filter(**{f"may_{facts['use']}": True})
        if facts["standing"] == OVERDUE:
            rows = rows.filter(feedback_due_on__lt=self.actor.on, told=False)
        if facts["standing"] == WITHDRAWN:
            rows = rows.filter(agreed=False)
        return rows
