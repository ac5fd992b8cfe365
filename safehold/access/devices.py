"""Browsers that have signed in fully before. A known device is never shut out by a stranger's guesses.

The device holds one signed cookie: its own random id, and the numbers of those who signed in on it last. It opens
nothing by itself; it only counts a device's mistakes apart from everybody else's.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from safehold.access.models import User

SALT = "safehold.access.device"
DAYS = 180
MOST = 8  # people on one shared machine


@dataclass(frozen=True)
class Device:
    """A browser: its id, and the users who are known on it, latest first."""

    id: str
    users: tuple[int, ...] = ()

    def knows(self, user_id: int | None) -> bool:
        return user_id is not None and user_id in self.users

    def remembering(self, user: User) -> "Device":
        others = tuple(pk for pk in self.users if pk != user.pk)
        return Device(self.id, (user.pk, *others)[:MOST])


def cookie_name() -> str:
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def of(request: HttpRequest) -> Device:
    """The device that a request comes from: a new one where its cookie is missing, old or was tampered with."""
    try:
        held = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=DAYS * 86400)
        return Device(str(held["id"]), tuple(int(pk) for pk in held["users"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return Device(secrets.token_urlsafe(16))


def remember(response: HttpResponseBase, device: Device) -> None:
    """Let the browser keep what makes it known."""
    response.set_cookie(
        cookie_name(),
        signing.dumps({"id": device.id, "users": list(device.users)}, salt=SALT),
        max_age=DAYS * 86400,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
