"""What every page says about where one is."""

from django.conf import settings
from django.http import HttpRequest

from safehold.access.request import acting
from safehold.access.strip import idle, who
from safehold.govuk.parts import Link, Site
from safehold.partnership.queries import the_partnership
from safehold.website import navigation

FOOTER = (
    Link("Accessibility statement", "/help/accessibility/"),
    Link("About Safehold", "/help/about/"),
)


def site(request: HttpRequest | None) -> Site:
    """The partnership's name, the navigation this person has, who they are and whom they act for."""
    ours = the_partnership()
    facts = {
        "partnership": ours.name if ours else "A new partnership",
        "invented": settings.INVENTED,
        "fixed_day": settings.BUSINESS_DATE,
        "footer": FOOTER,
    }
    user = getattr(request, "user", None)
    if request is None or user is None or not user.is_authenticated:
        return Site(**facts)  # type: ignore[arg-type]
    return Site(
        **facts, navigation=navigation.links(acting(request), request.path), who=who(request), idle=idle(request)
    )  # type: ignore[arg-type]
