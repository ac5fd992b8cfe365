"""A form whose token is no longer good, because its owner signed out and in again in another window."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from safehold.access import audit, timeouts
from safehold.access.actor import memberships_of
from safehold.access.middleware import actor_of
from safehold.access.request import signed_in
from safehold.access.today import business_date

ACTING = "_acting"  # what every question page posts: the membership it was opened through


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing is done with it. What was typed is kept for whoever opened the page, where it is they who are here."""
    theirs = request.user.is_authenticated and from_ourselves(request) and is_theirs(request)
    if theirs and timeouts.keep(request, user := signed_in(request)):
        audit.record(actor_of(request), "access.stale_form_kept", user)
        return HttpResponseRedirect(f"{reverse('access:kept')}?{urlencode({'next': request.path})}")
    return render(request, "403_csrf.html", status=403)


def from_ourselves(request: HttpRequest) -> bool:
    """Whether a page of this site sent it, as the browser itself says: no other site can make it say so."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def is_theirs(request: HttpRequest) -> bool:
    """Whether whoever is here opened the page: somebody else may have sat at this browser meanwhile."""
    mine = {str(each.pk) for each in memberships_of(signed_in(request), on=business_date())}
    return request.POST.get(ACTING, "") in mine
