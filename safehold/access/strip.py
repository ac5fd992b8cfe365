"""What the top of every page says about who is here, and when they will be signed out. ``SITE_CONTEXT`` asks here."""

from django.conf import settings
from django.http import HttpRequest

from safehold.access.models import User
from safehold.access.request import acting
from safehold.access.timeouts import WARNING
from safehold.govuk.addresses import reverse
from safehold.govuk.parts import Idle, Who


def who(request: HttpRequest) -> Who | None:
    """Who is signed in and for whom they act; none for a stranger."""
    user = request.user
    if not isinstance(user, User):
        return None
    actor = acting(request)
    return Who(
        name=user.name,
        acting_for=actor.agency_called,
        account=reverse("access:account"),
        switch=reverse("access:choose") if actor.acts_for_several else "",
        sign_out=reverse("account_logout"),
    )


def idle(request: HttpRequest) -> Idle | None:
    """When somebody who does nothing is signed out; none for a stranger."""
    if not request.user.is_authenticated:
        return None
    seconds = int(settings.IDLE_TIMEOUT.total_seconds())
    return Idle(
        seconds=seconds,
        warn_seconds=min(int(WARNING.total_seconds()), seconds // 2),
        stay=reverse("access:stay"),
        sign_in=reverse("account_login"),
    )
