"""What the pages of accounts ask."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from safehold.access import handover, queries
from safehold.access.actor import Actor
from safehold.access.models import Agency, Grant, Membership, User
from safehold.access.roles import Role
from safehold.govuk import forms

# what becomes of somebody's work, of what the form was answered so far
Foresee = Callable[[dict[str, Any]], list[handover.Fate]]


def role_choices(roles: list[Role]) -> list[tuple[str, str]]:
    titles = queries.titles()
    return [(role.value, titles[role].title) for role in roles]


def agency_field(**facts: Any) -> forms.ModelChoiceField:
    said = {"label": "Agency", "missing": "Select the agency", "queryset": Agency.objects.all(), "empty_label": ""}
    return forms.ModelChoiceField(**{**said, **facts})


class PeopleFilters(forms.Form):
    """Narrows the list of people."""

    q = forms.CharField(label="Name or email address", required=False, max_length=120)
    agency = agency_field(required=False, empty_label="Any agency")
    role = forms.ChoiceField(label="Role", required=False, widget=forms.Select)
    state = forms.ChoiceField(
        label="Account", required=False, choices=[("open", "Open"), ("closed", "Closed")], small=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("role", [("", "Any role"), *role_choices(list(Role))])

    def narrow(self, people: QuerySet[User]) -> QuerySet[User]:
        asked = self.cleaned_data
        if words := asked["q"]:
            people = people.filter(Q(name__icontains=words) | Q(email__icontains=words))
        if agency := asked["agency"]:
            people = people.filter(pk__in=Membership.objects.filter(agency=agency).values("user"))
        if role := asked["role"]:
            people = people.filter(pk__in=Grant.objects.filter(role=role).values("membership__user"))
        if state := asked["state"]:
            people = people.filter(is_active=state == "open")
        return people


class Invite(forms.Form):
    """Whom to invite, for which agency, in which roles."""

    name = forms.CharField(label="Name", missing="Enter their name", max_length=120)
    email = forms.EmailField(label="Email address", missing="Enter their email address", max_length=254)
    agency = agency_field(label="Agency they will act for", missing="Select the agency they will act for")
    job_title = forms.CharField(label="Job title (optional)", required=False, max_length=120, called="Job title")
    roles = forms.MultipleChoiceField(label="Roles", missing="Select at least one role", small=True)
    roles_until_on = forms.DateField(
        label="Last day of these roles (optional)",
        hint="An external reviewer’s must have one",
        required=False,
        called="Last day of these roles",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", queries.agencies_to_manage(actor))
        offered = queries.roles_to_give(actor)
        self.offer("roles", role_choices(offered))

    def clean_roles(self) -> list[Role]:
        return [Role(role) for role in self.cleaned_data["roles"]]


class InviteAnybody(Invite):
    """Whom to invite. Whether a leaver is let in again is asked only where the address is a leaver's."""

    again = forms.BooleanField(
        label="They have come back: let them in again",
        hint="They set a new password and a new second step. What they had before stays ended",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not queries.has_closed_account(str(self.data.get("email", ""))):
            del self.fields["again"]


class InviteAgain(Invite):
    """The same for a leaver who comes back, whose name and address are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["name"], self.fields["email"]


class Begin(forms.Form):
    """A further agency that someone acts for."""

    agency = agency_field(label="Agency they will act for", missing="Select the agency they will act for")
    job_title = forms.CharField(label="Job title (optional)", required=False, max_length=120, called="Job title")
    team = forms.CharField(label="Team (optional)", required=False, max_length=80, called="Team")
    from_on = forms.DateField(label="First day", missing="Enter the first day")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", queries.agencies_to_manage(actor))


class LastDay(forms.Form):
    """When something ends."""

    to_on = forms.DateField(
        label="Last day", hint="To end it at once, enter yesterday’s date", missing="Enter the last day"
    )


class GiveRole(forms.Form):
    """A role, and for how long."""

    role = forms.ChoiceField(label="Role", missing="Select a role", small=True)
    from_on = forms.DateField(label="First day", missing="Enter the first day")
    to_on = forms.DateField(
        label="Last day (optional)", hint="An external reviewer’s role must have one", required=False, called="Last day"
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("role", role_choices(queries.roles_to_give(actor)))

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class Away(forms.Form):
    """Whose absence is covered: what they hold is asked about next."""

    absent = forms.ModelChoiceField(
        label="Who is away?", missing="Select who is away", queryset=Membership.objects.none(), empty_label=""
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("absent", colleagues, called=lambda each: each.user.name)


class Cover(forms.Form):
    """Which of an absent colleague's roles are covered, and until when."""

    roles = forms.MultipleChoiceField(label="Roles to cover", missing="Select the roles to cover", small=True)
    from_on = forms.DateField(label="First day", missing="Enter the first day")
    to_on = forms.DateField(label="Last day", missing="Enter the last day of the cover")

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("roles", role_choices(roles))

    def clean_roles(self) -> list[Role]:
        return [Role(role) for role in self.cleaned_data["roles"]]


class HandOver(forms.Form):
    """Who takes over what somebody holds; not asked of whoever holds nothing.

    That nobody does yet is an answer of its own, never a box left empty; it is not offered where something has to go to
    somebody.
    """

    handing = forms.ChoiceField(
        label="Who takes over their work?",
        missing="Select that somebody takes over their work, or that nobody does yet",
        reveals={"somebody": ["successor"]},
    )
    successor = forms.ModelChoiceField(
        label="Who takes over their work?",
        missing="Select who takes over their work",
        hint="Everything that is open in their name moves in the same moment",
        queryset=User.objects.none(),
        empty_label="",
        called="Who takes over their work",
    )

    def __init__(
        self, *args: Any, people: QuerySet[User], held: list[handover.Held], foresee: Foresee, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.foresee = foresee
        self.fates: list[handover.Fate] = []
        self.follows: User | None = None
        must_move = any(each.must_move for each in held)
        # where nobody could take over any of it there is nobody to name, and what is left is asked about all the same
        able = list(people) if held else []
        self.somebody_could = bool(able) or not held
        if not held or not (must_move or self.somebody_could):
            del self.fields["handing"], self.fields["successor"]
            return
        self.offer("successor", people)
        field = self.fields["successor"]
        assert isinstance(field, forms.ModelChoiceField)
        field.choices = [("", ""), *((each.pk, str(each)) for each in able)]  # found already
        if must_move:
            del self.fields["handing"]
            return
        nobody = f"Nobody yet: {' and '.join(each.if_nobody for each in held)}"
        self.offer("handing", [("somebody", "Somebody takes over"), ("nobody", nobody)])
        self.fields["successor"].label = "Their name"

    def clean(self) -> dict[str, Any]:
        """Nobody is no successor: that it was answered is all that was asked. What is left with nobody, or with nobody but
        an agency, is agreed to first, by whoever has seen it."""
        answers = super().clean() or self.cleaned_data
        answers.pop("handing", None)
        if not self.errors:
            self.follows = answers.get("successor")
            self.fates = self.foresee(answers)
            if any(fate.left for fate in self.fates):
                self._agree()
        return answers

    def _agree(self) -> None:
        """The box holds what was seen: another successor, or something that changed meanwhile, is asked about anew."""
        seen = hashlib.sha256(repr((self.follows and self.follows.pk, self.fates)).encode()).hexdigest()[:16]
        if self.data.get("agreed") == seen:
            return
        leaving = " and ".join(fate.leaving for fate in self.fates if fate.leaving)
        self.fields["agreed"] = forms.MultipleChoiceField(
            label="Do you agree to this?", missing=f"Check what becomes of their work, and agree to {leaving}"
        )
        self.offer("agreed", [(seen, f"Yes, {leaving}")])
        self.add_error("agreed", f"Check what becomes of their work, and agree to {leaving}")


class Leave(HandOver):
    """When someone left, and who takes over what they hold."""

    left_on = forms.DateField(
        label="When did they leave?",
        hint="Whenever it was, yesterday is the last day of every role and seat they hold now",
        missing="Enter the day they left",
        called="The day they left",
    )
    field_order = ["left_on", "handing", "successor"]


class EndMembership(HandOver, LastDay):
    """When someone stops acting for an agency, and who takes over what they hold for it."""

    field_order = ["to_on", "handing", "successor"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "successor" in self.fields:
            self.fields[
                "successor"
            ].help_text = (
                "Someone who acts for the same agency. Seats move on the day after; sections of reports at once"
            )


class Sure(forms.Form):
    """Nothing but the button."""


class Retitle(forms.Form):
    """What the partnership calls a role."""

    title = forms.CharField(label="Title", missing="Enter a title", max_length=80)
    description = forms.TextField(
        label="What they do, in one sentence",
        missing="Enter what they do",
        max_length=240,
        called="What they do",
        rows=3,
    )
    switched_on = forms.BooleanField(label="This partnership uses this role", required=False)
