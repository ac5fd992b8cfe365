"""The front page, and the pages about the site itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from safehold.access.request import acting
from safehold.access.today import business_date
from safehold.asks import policy as asks_policy
from safehold.plans.queries import public as plans
from safehold.publications import queries as reports
from safehold.website import front, work
from safehold.website.context import partnership_name


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """For a stranger, what this is and where to sign in; for someone signed in, what waits for them."""
    name = partnership_name()
    if not request.user.is_authenticated:
        return render(
            request,
            "website/welcome.html",
            {
                "title": name,
                "reports": reports.for_the_public(),
                "plan": plans.progress(business_date()),
                "demo": settings.DEMO,
            },
        )
    actor = acting(request)
    at_hand = front.reports_at_hand(actor)
    theirs = at_hand[: front.LATEST]
    return render(
        request,
        "website/home.html",
        {
            "title": name,
            "actor": actor,
            "tasks": work.waiting(actor, at_hand),
            "groups": front.own_groups(actor),
            "reports": theirs,
            "public": [] if theirs else reports.for_the_public(),
            "tiles": front.tiles(actor),
            "may_send": asks_policy.send(actor),
        },
    )


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "website/accessibility.html", {"title": "Accessibility statement"})


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "website/about.html", {"title": "About Safehold"})


# what a search engine may read: the front page, which leads to what is published, the reports for the public, and help
ROBOTS = """\
User-agent: *
Allow: /$
Allow: /annual-reports/*/public/
Allow: /plans/progress/
Allow: /help/
Allow: /static/
Disallow: /
"""


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """For search engines: what is published may be found, and nothing else here is looked at."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """For a load balancer: whether this process can reach its database. Says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"well": True})
