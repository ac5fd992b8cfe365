"""What we write to people about their accounts, by allauth's name for each message. Nothing in them is about a case."""

from typing import Any

from django.utils import timezone

FORGOTTEN = """Hello

Someone, we hope you, asked to set a new password for your Safehold account.

Open this link to set it:

{password_reset_url}

It works once, for a day. If you did not ask for it, do nothing: your password has not changed.
"""
UNKNOWN = """Hello

Someone, perhaps you, asked to set a new password for a Safehold account with this email address. There is no such account.

If you have one with another address, ask again with that one. If you did not ask, do nothing.
"""
CONFIRM = """Hello

Open this link to confirm that this is your email address for Safehold:

{activate_url}

If you did not ask for it, do nothing.
"""
DONE = """Hello

{what} on {when}, from the address {ip}.

If this was not you, reset your password now and tell a system administrator.
"""

WITH_LINKS = {
    "account/email/password_reset_key": ("Set a new password for Safehold", FORGOTTEN),
    "account/email/unknown_account": ("Your request to Safehold", UNKNOWN),
    "account/email/email_confirmation": ("Confirm your email address for Safehold", CONFIRM),
    "account/email/email_confirmation_signup": ("Confirm your email address for Safehold", CONFIRM),
}
WHAT_HAPPENED = {
    "account/email/password_changed": "Your password was changed",
    "account/email/password_set": "A password was set for your account",
    "account/email/password_reset": "Your password was reset",
    "account/email/email_changed": "The email address of your account was changed from this one",
    "account/email/email_deleted": "The change of your email address was cancelled",
    "account/email/email_confirm": "Your email address was confirmed",
    "socialaccount/email/account_connected": "Your organisation’s account was joined to this one",
    "socialaccount/email/account_disconnected": "Your organisation’s account was parted from this one",
    "mfa/email/totp_activated": "An authenticator app was set up",
    "mfa/email/totp_deactivated": "Your authenticator app was removed",
    "mfa/email/webauthn_added": "A passkey was added",
    "mfa/email/webauthn_removed": "A passkey was removed",
    "mfa/email/recovery_codes_generated": "New recovery codes were made",
}


def written(name: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and body of the message that allauth calls ``name``. An unknown name raises ``KeyError``."""
    if name in WITH_LINKS:
        subject, body = WITH_LINKS[name]
        return subject, body.format(**context)
    what = WHAT_HAPPENED[name]
    at = timezone.localtime(context["timestamp"])
    when = f"{at.day} {at:%B %Y} at {at:%H:%M}"
    return what, DONE.format(what=what, when=when, ip=context["ip"])
