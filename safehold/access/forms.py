"""What signing in asks that allauth does not."""

from typing import Any

from safehold.access.models import Invitation, Membership, User
from safehold.access.signin.forms import NewPasswordField, email_field
from safehold.govuk import forms


class Choose(forms.Form):
    """For which agency one acts."""

    membership = forms.ChoiceField(
        label="Which agency are you acting for?", missing="Select the agency you are acting for", heading=True
    )

    def __init__(self, *args: Any, memberships: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(each.pk), str(each.agency)) for each in memberships]
        self.offer("membership", offered)


class Accept(forms.Form):
    """The name and the password of a new account."""

    name = forms.CharField(
        label="Your name",
        hint="As colleagues should read it",
        missing="Enter your name",
        max_length=120,
        autocomplete="name",
    )
    password = NewPasswordField(label="Password", missing="Enter a password")

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"name": invitation.name}, **kwargs})
        self.fields["password"].user = User(email=invitation.email, name=invitation.name)  # type: ignore[attr-defined]


class DeviceLink(forms.Form):
    """Where to send a link."""

    email = email_field()
