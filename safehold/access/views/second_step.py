"""Setting up a second step on the way to a page: allauth's own pages, which then lead on to what was asked for."""

from typing import Any
from urllib.parse import quote

from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from safehold.access.views.shown import safe_next

LINE = "\r\n"  # how a text file's lines end everywhere that one is opened


class Onward:
    """Knows, as ``next``, the page of this site that somebody asked for before they had to set up a second step."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = safe_next(self.request, "")
        carried = f"?{urlencode({'next': asked})}" if asked else ""
        shown = super().get_context_data(**kwargs)  # type: ignore[misc]  # the page of allauth's beside it has it
        return shown | {"next": asked, "carried": carried}

    def get_success_url(self) -> str:
        """To the recovery codes that came with it, and from there to what was asked for; at once where none came."""
        onward = super().get_success_url()  # type: ignore[misc]  # the page of allauth's beside it has it
        asked = safe_next(self.request, "")
        if not asked:
            return str(onward)
        return f"{onward}?{urlencode({'next': asked})}" if onward == reverse("mfa_view_recovery_codes") else asked


class ActivateTOTP(Onward, ActivateTOTPView):
    """Set up an authenticator app."""


class AddPasskey(Onward, AddWebAuthnView):
    """Add a passkey."""


class RecoveryCodes(Onward, ViewRecoveryCodesView):
    """The recovery codes, shown once, and at the same time as a file: asked for later there is nothing to download."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        if not shown["can_view_codes"]:
            return shown
        words = [
            f"Safehold recovery codes of {self.request.user}",
            "Each lets you in once.",
            "",
            *shown["unused_codes"],
        ]
        return shown | {"file": f"data:text/plain;charset=utf-8,{quote(LINE.join(words))}"}
