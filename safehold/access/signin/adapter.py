"""How allauth signs people in here: by invitation only, within limits, every try in the trail."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from safehold.access import audit, devices, drafts, limits, mail, passwords
from safehold.access.actor import Actor
from safehold.access.middleware import actor_of, where_from
from safehold.access.models import User
from safehold.access.signin import second_factor
from safehold.access.signin.messages import written
from safehold.access.today import business_date


class AccountAdapter(DefaultAccountAdapter):
    """Our words, our limits, our trail; allauth's steps."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "The email address or the password is not right",
        "email_password_mismatch": "The email address or the password is not right",
        "too_many_login_attempts": (
            "There were too many mistakes on this account. Wait 5 minutes, or have a link sent to your email address"
        ),
        "too_many_from_here": (
            "Many sign-ins from your network have failed. Wait a few seconds and try again,"
            " or have a link sent to your email address"
        ),
        "show_mailbox": (
            "Too many sign-ins from your network have failed. Have a link sent to your email address to sign in from here"
        ),
        "incorrect_code": "The code is not right",
        "incorrect_password": "The password is not right",
        "enter_current_password": "The current password is not right",
        "invalid_password_reset": "This link has been used already, or is too old",
        "unknown_email": "Enter the email address of your account",
        "email_taken": "Someone already has an account with this email address",
        "duplicate_email": "This is your email address already",
        "same_as_current": "This is what it is already",
        "rate_limited": "You have tried too often. Wait a few minutes and try again",
    }
    # what a page says afterwards, by the name of allauth's own message; the rest are not needed
    SAID: ClassVar[dict[str, str]] = {
        "account/messages/email_confirmation_sent.txt": "We have sent a link to the new address. Open it to confirm.",
        "account/messages/email_confirmed.txt": "Email address confirmed",
        "account/messages/email_deleted.txt": "Change of email address cancelled",
        "account/messages/primary_email_set.txt": "Email address changed",
        "account/messages/password_changed.txt": "Password changed",
        "account/messages/password_set.txt": "Password set",
        "mfa/messages/totp_activated.txt": "Authenticator app set up",
        "mfa/messages/totp_deactivated.txt": "Authenticator app removed",
        "mfa/messages/webauthn_added.txt": "Passkey added",
        "mfa/messages/webauthn_removed.txt": "Passkey removed",
        "mfa/messages/recovery_codes_generated.txt": "Recovery codes made",
        "usersessions/messages/sessions_logged_out.txt": "You are signed out everywhere else",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return where_from(request)

    # --- the limits -----------------------------------------------------------------------------------------------------

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        email = str(credentials.get("email", "")).lower()
        device = devices.of(request)
        return f"{email} on {device.id}" if device.knows(user_id_of(email)) else email

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        email = str(credentials.get("email", "")).lower()
        pace = limits.pace_for(request, user_id=user_id_of(email))
        if pace != "free":
            self.say_limited(request, email, pace)
            raise self.validation_error("show_mailbox" if pace == "challenge" else "too_many_from_here")
        try:
            super().pre_authenticate(request, **credentials)
        except Exception:
            self.say_limited(request, email, "account")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        email = str(credentials.get("email", "")).lower()
        user_id = user_id_of(email)
        limits.count_mistake(request, user_id=user_id)
        audit.record(stranger(request), "access.sign_in_failed", subject_of(user_id), account=audit.words_digest(email))

    @staticmethod
    def say_limited(request: HttpRequest, email: str, what: str) -> None:
        where = where_from(request)
        if limits.first_time(what, where, email):
            subject = subject_of(user_id_of(email))
            audit.record(stranger(request), "access.sign_in_limited", subject, limit=what)

    # --- the steps ------------------------------------------------------------------------------------------------------

    def get_login_stages(self) -> list[str]:
        ours = f"{second_factor.__name__}.SecondStep"
        return [
            ours if stage.endswith("mfa.stages.AuthenticateStage") else stage for stage in super().get_login_stages()
        ]

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponseBase:
        """A closed account is told from no account by nobody."""
        messages.error(request, str(self.error_messages["account_inactive"]))
        return HttpResponseRedirect(reverse("account_login"))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase:
        just_shown(request)
        response = super().post_login(request, user, **kwargs)
        if second_factor.shown(request) or not second_factor.needed(actor_of(request)):
            devices.remember(response, devices.of(request).remembering(user))
        if isinstance(response, HttpResponseRedirect) and drafts.waiting_for(user).exists():
            response["Location"] = f"{reverse('access:kept')}?{urlencode({'next': response.url})}"
        return response

    def clean_password(self, password: str, user: Any = None) -> str:
        return passwords.check(password, user)

    # --- words and messages ---------------------------------------------------------------------------------------------

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or self.SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        subject, body = written(template_prefix, context)
        mail.send_later(email, subject, body)


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Signing out elsewhere is an act like any other."""

    def end_sessions(self, sessions: Any) -> None:
        sessions = list(sessions)
        super().end_sessions(sessions)
        if sessions:
            owner = sessions[0].user
            audit.record(Actor.nobody(owner, on=business_date()), "access.sessions_ended", owner, count=len(sessions))


def just_shown(request: HttpRequest) -> None:
    """Whoever has just signed in need not show again that it is them, for as long as that counts."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    if records:
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [*records[:-1], {**records[-1], "reauthenticated": True}]


def stranger(request: HttpRequest) -> Actor:
    return Actor.nobody(on=business_date(), where=where_from(request))


def user_id_of(email: str) -> int | None:
    return User.objects.filter(email=email).values_list("pk", flat=True).first()


def subject_of(user_id: int | None) -> tuple[str, str] | None:
    return ("access.user", str(user_id)) if user_id else None
