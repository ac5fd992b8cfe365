"""The second factor: who needs one, who has shown one, and the codes of demonstration accounts."""

import time

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.http import HttpRequest

from safehold.access import vault
from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.roles import needs_mfa

CODE = "access.authenticator"
PROVIDER = "provider"  # shown to the organisation's own sign-in service, which said so


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticators through the vault."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is not right. Enter the newest code that your app shows",
        "add_email_blocked": "You cannot change your email address while it is being confirmed",
        "cannot_delete_authenticator": "You need a second step to sign in. Add another before you remove this one",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first",
        "unverified_email": "Confirm your email address first",
    }

    def encrypt(self, text: str) -> str:
        return vault.encrypt(text, code=CODE)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.decrypt(encrypted_text, code=CODE)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """What a passkey is called whose owner gave it no name."""
        before = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {before + 1}" if before else "Passkey"

    def get_totp_issuer(self) -> str:
        return "Safehold"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Safehold"}


class SecondStep(AuthenticateStage):
    """allauth's own step, left out where the organisation's sign-in service says that it has seen a second factor."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if any(record.get("type") == PROVIDER for record in _shown(request, self.login.user)):
            return False
        return super()._should_handle(request)


def needed(actor: Actor) -> bool:
    """Whether what ``actor`` may do asks for more than a password."""
    return needs_mfa(actor.roles)


def shown(request: HttpRequest) -> bool:
    """Whether whoever is signed in has shown a second factor in this session."""
    return bool(_shown(request, request.user))


def has_one(user: User) -> bool:
    """Whether ``user`` has set up an authenticator app or a passkey."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def shown_to_provider(request: HttpRequest, user: User) -> None:
    """Take the sign-in service's word, for this user in this session."""
    record_authentication(request, user, "mfa", type=PROVIDER)


def shown_by_setting_up(request: HttpRequest, user: User, authenticator: Authenticator) -> None:
    """Setting one up takes a code or a touch from it: that is showing it."""
    record_authentication(request, user, "mfa", type=authenticator.type, id=authenticator.pk)


def _shown(request: HttpRequest, user: object) -> list[dict]:
    return [record for record in get_authentication_records(request, user) if record.get("method") == "mfa"]


# --- for the demonstration ----------------------------------------------------------------------------------------------


def set_up_code(user: User, secret: str = "") -> str:
    """Give ``user`` an authenticator app's ``secret`` (base32, a new one where none is given) and recovery codes."""
    secret = secret or auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def current_code(user: User) -> str | None:
    """The code that ``user``'s authenticator app shows now, by the real clock; none where they have no app."""
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if authenticator is None:
        return None
    value = auth.hotp_value(decrypt(authenticator.data["secret"]), int(time.time()) // 30)
    return auth.format_hotp_value(value)
