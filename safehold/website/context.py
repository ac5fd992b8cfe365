"""What every page says about where one is."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from safehold.access.actor import Actor, memberships_of
from safehold.access.timeouts import WARNING
from safehold.govuk.parts import Idle, Link, Site, Who
from safehold.partnership.queries import the_partnership
from safehold.website import navigation

FOOTER = (
    Link("Accessibility statement", "/help/accessibility/"),
    Link("About Safehold", "/help/about/"),
)


def site(request: HttpRequest | None) -> Site:
    """The partnership's name, the navigation this person has, who they are and whom they act for."""
    partnership = the_partnership()
    name = partnership.name if partnership else "A new partnership"
    actor: Actor | None = getattr(request, "actor", None)
    signed_in = bool(request and getattr(request, "user", None) and request.user.is_authenticated)
    if not request or actor is None or not signed_in:
        return Site(partnership=name, invented=settings.INVENTED, fixed_day=settings.BUSINESS_DATE, footer=FOOTER)
    return Site(
        partnership=name,
        invented=settings.INVENTED,
        fixed_day=settings.BUSINESS_DATE,
        navigation=navigation.links(actor, request.path),
        who=_who(actor),
        idle=_idle(),
        footer=FOOTER,
    )


def _who(actor: Actor) -> Who:
    several = actor.user is not None and len(memberships_of(actor.user, on=actor.on)) > 1
    return Who(
        name=actor.name,
        acting_for=actor.agency.name_on(actor.on) if actor.agency else "",
        account=reverse("access:account"),
        switch=reverse("access:choose") if several else "",
        sign_out=reverse("account_logout"),
    )


def _idle() -> Idle:
    seconds = int(settings.IDLE_TIMEOUT.total_seconds())
    return Idle(seconds=seconds, warn_seconds=int(WARNING.total_seconds()), stay=reverse("access:stay"), sign_in=reverse("account_login"))
