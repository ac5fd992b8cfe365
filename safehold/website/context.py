"""What every page says about where one is."""

import time

from django.conf import settings
from django.http import HttpRequest

from safehold.access.request import acting
from safehold.access.strip import idle, who
from safehold.govuk.addresses import reverse
from safehold.govuk.parts import Link, Site
from safehold.partnership.queries import the_partnership
from safehold.website import navigation

KEPT_FOR = 10.0  # seconds: a partnership's name hardly ever changes, and every page says it

FOOTER = (
    Link("Accessibility statement", "/help/accessibility/"),
    Link("About Safehold", "/help/about/"),
)


class Named:
    """The partnership's name, asked of the database at most once in ``KEPT_FOR`` seconds by each process."""

    def __init__(self) -> None:
        self.name, self.until = "", 0.0

    def __call__(self) -> str:
        if time.monotonic() >= self.until:
            ours = the_partnership()
            self.name, self.until = ours.name if ours else "A new partnership", time.monotonic() + KEPT_FOR
        return self.name

    def forget(self) -> None:
        self.until = 0.0


partnership_name = Named()


def site(request: HttpRequest | None) -> Site:
    """The partnership's name, the navigation this person has, who they are and whom they act for."""
    user = getattr(request, "user", None)
    here = request is not None and user is not None and user.is_authenticated
    return Site(
        partnership=partnership_name(),
        invented=settings.INVENTED,
        fixed_day=settings.BUSINESS_DATE,
        footer=FOOTER,
        navigation=navigation.links(acting(request), request.path) if here and request else (),
        search=reverse("search:search") if here else "",
        who=who(request) if here and request else None,
        idle=idle(request) if here and request else None,
    )
