"""One's own account: for whom one acts, that one is still here, what can be changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safehold.access import audit, presenters, queries
from safehold.access.actor import memberships_of
from safehold.access.forms import Choose
from safehold.access.middleware import CHOICE, actor_of
from safehold.access.request import acting, signed_in
from safehold.access.roles import Role
from safehold.access.views.shown import page, safe_next


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Ask someone who acts for several agencies for which, now and whenever they switch."""
    actor = acting(request)
    memberships = memberships_of(signed_in(request), on=actor.on)
    onward = safe_next(request)
    if len(memberships) < 2:
        return HttpResponseRedirect(onward)
    given = {"data": request.POST} if request.method == "POST" else {"initial": {"membership": actor.membership_id}}
    form = Choose(memberships=memberships, **given)
    if request.method == "POST" and form.is_valid():
        request.session[CHOICE] = int(form.cleaned_data["membership"])
        chosen = actor_of(request)
        audit.record(chosen, "access.agency_chosen", chosen.user, before=actor.agency_id)
        messages.success(request, f"You are acting for {chosen.agency}")
        return HttpResponseRedirect(onward)
    return page(
        request,
        "choose",
        "Which agency are you acting for?",
        form=form,
        next=onward,
        status=422 if form.errors else 200,
    )


@require_POST
def still_here(request: HttpRequest) -> HttpResponse:
    """Say that one has not gone away. The time-out middleware has already heard it."""
    if request.headers.get("Sec-Fetch-Mode") == "navigate":  # without JavaScript the form itself was sent
        return HttpResponseRedirect(safe_next(request))
    return HttpResponse(status=204)


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: what one holds, and what one can change."""
    actor = acting(request)
    titles = queries.titles()
    covered = queries.cover_for(actor)
    cover = [presenters.cover_given(each, titles[Role(each.role)].title, actor.on) for each in covered]
    roles = presenters.roles_held(actor, titles)
    return page(request, "account", "Your account", actor=actor, roles=roles, cover=cover, user=request.user)
