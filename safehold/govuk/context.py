"""What every page is given beside what its view gives."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from safehold.govuk.parts import Link, Site


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor of our templates: the site's facts, messages, and the nonce for the one inline script."""
    return {
        "site": SimpleLazyObject(lambda: site_of()(request)),
        "messages": get_messages(request),
        "csp_nonce": getattr(request, "csp_nonce", ""),
        # Django's own masks the token anew wherever it stands: one page has it in two forms or more
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
    }


def site_of() -> Callable[[HttpRequest | None], Site]:
    """The function named by the setting ``SITE_CONTEXT``; without it, a plain site with no navigation."""
    named = getattr(settings, "SITE_CONTEXT", "")
    return import_string(named) if named else plain_site


def plain_site(request: HttpRequest | None) -> Site:
    """A site that knows only what the settings know."""
    return Site(
        partnership="Safeguarding and community safety partnership",
        invented=getattr(settings, "INVENTED", False),
        fixed_day=getattr(settings, "BUSINESS_DATE", None),
        footer=(Link("Accessibility statement", "/accessibility/"),),
    )
