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
    user = getattr(request, "user", None)
    here = request is not None and user is not None and user.is_authenticated
    return Site(
        partnership=ours.name if ours else "A new partnership",
        invented=settings.INVENTED,
        fixed_day=settings.BUSINESS_DATE,
        footer=FOOTER,
        navigation=navigation.links(acting(request), request.path) if here and request else (),
        who=who(request) if here and request else None,
        idle=idle(request) if here and request else None,
    )
