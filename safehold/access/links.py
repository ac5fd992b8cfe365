"""Links that we send by e-mail: absolute, and worth nothing to whoever reads the database."""

import hashlib

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from safehold.access.models import Invitation, User

DEVICE_SALT = "safehold.access.device-link"
DEVICE_SECONDS = 15 * 60


def hash_of(secret: str) -> str:
    """What is kept of a link's secret: enough to know it again, not enough to make it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def to_invitation(secret: str) -> str:
    return absolute(reverse("access:invitation", args=[secret]))


def invitation_for(secret: str) -> Invitation | None:
    """The invitation that a link belongs to, whatever has become of it."""
    return Invitation.objects.select_related("agency").filter(secret_hash=hash_of(secret)).first()


def still_works(invitation: Invitation) -> bool:
    """Whether an invitation's link would open an account now."""
    return not invitation.accepted_at and not invitation.withdrawn_at and invitation.expires_at > timezone.now()


def to_device(user: User) -> str:
    """A link that makes the browser it is opened in a known device of ``user``, for a quarter of an hour."""
    return absolute(reverse("access:device_link", args=[signing.dumps(user.pk, salt=DEVICE_SALT)]))


def device_owner(token: str) -> User | None:
    """Whose device link this is; none where it is too old, was altered or has been used."""
    try:
        pk = signing.loads(token, salt=DEVICE_SALT, max_age=DEVICE_SECONDS)
    except signing.BadSignature:
        return None
    if cache.get(_spent(token)):
        return None
    return User.objects.filter(pk=pk, is_active=True).first()


def spend_device_link(token: str) -> bool:
    """Use a device link up: true the first time."""
    return bool(cache.add(_spent(token), True, timeout=DEVICE_SECONDS))


def _spent(token: str) -> str:
    return f"safehold.access.device-link:{hash_of(token)}"
