"""A site with everything on it, as ``SITE_CONTEXT`` would give it."""

from datetime import date

from safehold.govuk.parts import Idle, Link, Site, Who


def full(request):
    return Site(
        partnership="Westmere Safeguarding Partnership",
        invented=True,
        fixed_day=date(2021, 4, 30),
        navigation=(Link("My work", "/", current=True), Link("Concerns", "/concerns/")),
        who=Who("Imogen Okafor", "Westmere Council", "/account/", "/switch/", "/account/logout/"),
        idle=Idle(1800, 120, "/stay/", "/account/login/"),
        footer=(Link("Accessibility statement", "/accessibility/"),),
    )
