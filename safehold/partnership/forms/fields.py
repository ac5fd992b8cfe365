"""Fields that several forms ask."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.validators import RegexValidator
from django.db.models import QuerySet

from safehold.access.models import Agency, User
from safehold.govuk import forms
from safehold.partnership import queries
from safehold.partnership.models import Group


def first_day(label: str = "First day", hint: str = "For example, 27 3 2021") -> forms.DateField:
    return forms.DateField(label=label, hint=hint, missing=f"Enter the {label[:1].lower()}{label[1:]}")


def last_day(label: str = "Last day (optional)") -> forms.DateField:
    return forms.DateField(label=label, called="The last day", required=False, hint="Leave empty if it has not ended")


CODE = RegexValidator(
    r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\Z", "The code must have small letters, digits and hyphens only, like fire-and-rescue"
)


def code_field(what: str) -> forms.CharField:
    return forms.CharField(
        label="Code",
        hint=f"What files and packs call the {what}: small letters, digits and hyphens. It never changes",
        validators=[CODE],
        missing=f"Enter a code for the {what}",
        max_length=40,
        width=20,
        spellcheck=False,
    )


def name_field(what: str, length: int = 160) -> forms.CharField:
    return forms.CharField(label="Name", missing=f"Enter the name of the {what}", max_length=length)


def short_name_field() -> forms.CharField:
    return forms.CharField(
        label="Short name (optional)", called="The short name", required=False, max_length=40, width=20
    )


def words_field(label: str, missing: str, length: int = 2000, rows: int = 4, **facts: Any) -> forms.TextField:
    said = {"label": label, "missing": missing, "called": label, "max_length": length, "rows": rows}
    return forms.TextField(**{**said, **facts})


def why_field() -> forms.TextField:
    return forms.TextField(
        label="Why is this being corrected?",
        hint="What was there before, this reason and your name are kept.",
        missing="Say why this is being corrected",
        called="The reason",
        max_length=240,
        rows=3,
    )


def select(label: str, choices: Any, missing: str, *, blank: str = "Select one", **facts: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", blank), *choices], missing=missing, widget=forms.Select, **facts
    )


class OfKinds(forms.Form):
    """A form with a question ``kind``, whose answers are what this partnership calls the kinds there are."""

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [*field.choices[:1], *kinds]


class ByCode(forms.ChoiceField):
    """One agency or one group, chosen by name and known by code, given as the thing itself."""

    widget: Any = forms.Select

    def __init__(self, rows: Callable[[], QuerySet], *, blank: str = "Select one", **facts: Any) -> None:
        self.rows, self.blank = rows, blank
        super().__init__(choices=self.offered, **facts)

    def offered(self) -> list[tuple[str, str]]:
        return [("", self.blank), *self.rows().order_by("current_name").values_list("code", "current_name")]

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        return self.rows().get(code=code) if code else None


def an_agency() -> ByCode:
    return ByCode(lambda: Agency.objects.filter(closed_on=None), label="Agency", missing="Select the agency")


def a_group(label: str, missing: str, *, required: bool = True, blank: str = "Select one") -> ByCode:
    return ByCode(
        lambda: Group.objects.filter(closed_on=None), label=label, missing=missing, required=required, blank=blank
    )


class OfPeople(forms.ChoiceField):
    """Someone who acts for an agency, told apart by id however many share a name."""

    widget: Any = forms.Select

    def __init__(self, agencies: QuerySet, on: date, **facts: Any) -> None:
        people = queries.people_of(agencies, on)
        super().__init__(choices=[("", "Select a person"), *people], **facts)

    def clean(self, value: Any) -> User | None:
        chosen = super().clean(value)
        return User.objects.get(pk=int(chosen)) if chosen else None
