"""Accepting an invitation. Opening its link shows it; only the button spends it, because mail scanners open links."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from safehold.access import audit, links, queries
from safehold.access.actions.invitations import accept
from safehold.access.actor import Actor
from safehold.access.forms import Accept
from safehold.access.middleware import where_from
from safehold.access.policy import Refused
from safehold.access.request import acting
from safehold.access.today import business_date
from safehold.access.views.shown import page


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show an invitation, and open the account when its button is pressed."""
    found = links.invitation_for(secret)
    if found is None or not links.still_works(found):
        return page(request, "invitation_over", "This invitation does not work", status=410)
    if queries.has_open_account(found.email):
        return further_agency(request, found)
    form = Accept(request.POST if request.method == "POST" else None, invitation=found)
    if request.method == "POST" and form.is_valid():
        opener = Actor.system("invitation accepted", on=business_date()).at(where_from(request))
        try:
            user = accept(found, by=opener, **form.cleaned_data)
        except Refused as refusal:
            audit.refused(opener, "access.accept", found, why=str(refusal))
            form.add_error(None, str(refusal))
        else:
            return signed_in(request, user)
    status = 422 if form.errors else 200
    return page(request, "invitation", "Set up your account", form=form, invitation=found, status=status)


def further_agency(request: HttpRequest, found: Any) -> HttpResponse:
    """Someone who has an account already is offered a further agency, signed in with that account."""
    title = f"Act for {found.agency} as well"
    if not request.user.is_authenticated:
        sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        return page(request, "invitation_sign_in", title, invitation=found, sign_in=sign_in)
    refused = ""
    if request.method == "POST":
        try:
            accept(found, by=acting(request))
        except Refused as refusal:
            refused = str(refusal)
            audit.refused(acting(request), "access.accept", found, why=refused)
        else:
            messages.success(request, f"You can now act for {found.agency}")
            return HttpResponseRedirect(reverse("access:choose"))
    status = 409 if refused else 200
    return page(request, "invitation_further", title, invitation=found, refused=refused, status=status)


def signed_in(request: HttpRequest, user: Any) -> HttpResponse:
    """Go on as the new account's owner, by allauth's own steps. Whoever was signed in here before is not any more."""
    request.session.flush()
    record_authentication(request, user, "password")
    messages.success(request, "Your account is ready")
    return perform_login(request, Login(user=user, email=user.email, redirect_url="/"))
