"""Getting back what was typed when the time ran out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from safehold.access import audit, drafts
from safehold.access.request import acting, signed_in
from safehold.access.views.shown import page, safe_next


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """Show what is kept for whoever is signed in; put it back in its form, or destroy it. It is never sent for them."""
    user = signed_in(request)
    waiting = drafts.waiting_for(user)
    onward = safe_next(request)
    if request.method == "POST":
        count = drafts.destroy(waiting)
        audit.record(acting(request), "access.drafts_destroyed", user, count=count)
        messages.success(request, "What you typed was destroyed")
        return HttpResponseRedirect(onward)
    shown = [(draft, drafts.back_to(draft), drafts.shown_fields(draft)) for draft in waiting]
    if not shown:
        return HttpResponseRedirect(onward)
    audit.record(acting(request), "access.drafts_shown", user, count=len(shown))
    return page(request, "kept", "What you typed was kept", shown=shown, next=onward)
