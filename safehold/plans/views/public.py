"""What everybody may read of the strategic plan, signed in or not, where the partnership chose to show it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from safehold.access.today import business_date
from safehold.partnership.queries import the_partnership
from safehold.plans.presenters import public as presenters
from safehold.plans.queries import public as queries


@login_not_required
def progress(request: HttpRequest) -> HttpResponse:
    """The plan that is in force: its commitments, and how far they were when a quarter was last closed."""
    found = queries.progress(business_date())
    if found is None:
        raise Http404("There is no such page")
    ours = the_partnership()
    return render(
        request,
        "plans/public.html",
        {
            "title": found.plan.title,
            "partnership": ours.name if ours else "",
            "found": found,
            "promised": [(each, presenters.stood(each)) for each in found.promised],
            "total": presenters.in_all(found),
        },
    )
