"""The forms of signing in: allauth's own checks, asked in our words and drawn in our look."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.cache import cache

from safehold.access import passwords
from safehold.access.models import User
from safehold.access.signin.provider import ways_in
from safehold.govuk import forms
from safehold.govuk.parts import Link

# longer than a code holds with the tolerance on both sides
SPENT_FOR = 120


class NewPasswordField(forms.PasswordField):
    """A password to be: checked against whom it is for."""

    user: User | None = None

    def __init__(self, **kwargs: Any) -> None:
        said = {"label": "New password", "missing": "Enter a new password", "hint": passwords.HINT}
        super().__init__(**{**said, "autocomplete": "new-password", **kwargs})

    def clean(self, value: Any) -> str:
        return get_adapter().clean_password(super().clean(value), user=self.user)


def password_field() -> forms.PasswordField:
    return forms.PasswordField(label="Password", missing="Enter your password", max_length=4096)


def email_field(**kwargs: Any) -> forms.EmailField:
    said = {"label": "Email address", "missing": "Enter your email address", "max_length": 254}
    return forms.EmailField(**{**said, **kwargs})


class Asks:
    """Puts our fields in the place of allauth's; ``asks`` says which, in order."""

    use_required_attribute = False

    def ask(self, **fields: Any) -> None:
        kept = {name: field for name, field in self.fields.items() if name not in fields}  # type: ignore[has-type]
        self.fields = {**fields, **kept}
        self.label_suffix = ""


class SignIn(Asks, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(login=email_field(autocomplete="username"), password=password_field())

    def clean_login(self) -> str:
        return super().clean_login().lower()

    def providers(self) -> list[Link]:
        """The other ways in: the organisation's own sign-in service, where one is configured."""
        return ways_in(self.request)


class ResetPassword(Asks, account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(email=email_field())


class NewPassword(Asks, account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2")
        self.ask(password1=NewPasswordField())
        self.fields["password1"].user = self.user


class SetPassword(Asks, account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2")
        self.ask(password1=NewPasswordField())
        self.fields["password1"].user = self.user


class ChangePassword(Asks, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2")
        old = forms.PasswordField(label="Current password", missing="Enter your current password")
        self.ask(oldpassword=old, password1=NewPasswordField())
        self.fields["password1"].user = self.user


class NewEmail(Asks, account.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(email=email_field(label="New email address", missing="Enter the new email address"))


class ShowPassword(Asks, account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(password=password_field())


class OnceOnly(Asks):
    """A code counts once, for as long as the clock's tolerance could let it count again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(
            code=forms.CharField(
                label="Code",
                hint="The 6 numbers that your authenticator app shows, or one of your recovery codes",
                missing="Enter the code",
                max_length=20,
                autocomplete="one-time-code",
                inputmode="numeric",
                spellcheck=False,
                width=10,
            )
        )

    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        # allauth takes 123 456 for 123456, and remembers for 30 seconds only
        spent = f"safehold.access.code:{self.user.pk}:{normalize_user_code(code)}"  # type: ignore[attr-defined]
        if not cache.add(spent, True, timeout=SPENT_FOR):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class ShowCode(OnceOnly, mfa.AuthenticateForm):
    pass


class ShowCodeAgain(OnceOnly, mfa.ReauthenticateForm):
    pass


class SetUpApp(Asks, ActivateTOTPForm):
    secret: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kept = context.request.session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        # allauth makes a key each time the page is opened, and so an app that holds the key of another tab, or of a
        # moment ago, would show codes that are never right. One key lasts until it is used
        self.secret = kept or self.secret
        context.request.session[SECRET_SESSION_KEY] = self.secret
        self.ask(
            code=forms.CharField(
                label="Code from the app",
                hint="The 6 numbers that the app shows now",
                missing="Enter the code that the app shows",
                max_length=20,
                autocomplete="one-time-code",
                inputmode="numeric",
                spellcheck=False,
                width=10,
            )
        )


class AddPasskey(Asks, AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.pop("name", None)  # allauth would write a name of its own into the box
        name = forms.CharField(
            label="Name of this passkey (optional)",
            hint="So that you know it again, like ‘Work laptop’",
            required=False,
            max_length=60,
            called="Name of this passkey",
        )
        # a box, because allauth's script asks whether it is ticked: only then can the passkey sign in by itself
        alone = forms.BooleanField(
            label="Sign in with this passkey alone",
            hint="It then asks for its own PIN, fingerprint or face in place of your password and code",
            required=False,
            initial=True,
        )
        self.ask(name=name, passwordless=alone)


class RenamePasskey(Asks, EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask(
            name=forms.CharField(label="Name of this passkey", missing="Enter a name for this passkey", max_length=60)
        )
