"""The doors of signing in write the trail here: what allauth and Django tell us happened."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.http import HttpRequest

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.middleware import actor_of, where_from
from safehold.access.models import User
from safehold.access.signin import second_factor
from safehold.access.today import business_date


def connect() -> None:
    """Listen. Called once, when the application is ready."""
    for signal, receiver in (
        (account.user_logged_in, signed_in),
        (auth.user_logged_out, signed_out),
        (account.password_changed, says("access.password_changed")),
        (account.password_set, says("access.password_set")),
        (account.password_reset, says("access.password_reset")),
        (account.email_changed, says("access.email_changed")),
        (mfa.authenticator_added, second_factor_added),
        (mfa.authenticator_removed, says("access.second_factor_removed")),
        (mfa.authenticator_reset, says("access.recovery_codes_made")),
        (mfa.authentication_failed, second_factor_failed),
    ):
        signal.connect(receiver, weak=False, dispatch_uid=f"{__name__}.{id(signal)}")


def signed_in(*, request: HttpRequest, user: User, **_: Any) -> None:
    methods = [record["method"] for record in request.session.get("account_authentication_methods", [])]
    audit.record(actor_of(request), "access.signed_in", user, shown=list(dict.fromkeys(methods)))


def signed_out(*, request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if request is not None and isinstance(user, User):
        audit.record(actor_of(request), "access.signed_out", user)


def second_factor_added(*, request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    if authenticator.type != authenticator.Type.RECOVERY_CODES:
        second_factor.shown_by_setting_up(request, user, authenticator)
    audit.record(by(request, user), "access.second_factor_added", user, type=authenticator.type)


def second_factor_failed(*, request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    audit.record(by(request, user), "access.second_factor_failed", user, type=authenticator.type)


def says(event: str) -> Any:
    """A receiver that writes ``event`` about the user it is told of."""

    def receiver(*, request: HttpRequest, user: User, **_: Any) -> None:
        audit.record(by(request, user), event, user)

    return receiver


def by(request: HttpRequest, user: User) -> Actor:
    """The user, acting for whom they act for where they are signed in, and for nobody where they are not yet."""
    if request.user.is_authenticated:
        return actor_of(request)
    return Actor.nobody(user, on=business_date(), where=where_from(request))
