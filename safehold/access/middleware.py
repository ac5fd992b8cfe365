"""Giving every request its actor, and seeing to it that the actor is fit to go on."""

import ipaddress
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from safehold.access.actor import Actor, memberships_of
from safehold.access.models import Membership, User
from safehold.access.request import Request
from safehold.access.signin import second_factor
from safehold.access.today import business_date

CHOICE = "membership"  # the session's word for the membership that was chosen


def where_from(request: HttpRequest) -> str:
    """The address a request came from. Behind proxies of ours, what the outermost of them saw.

    A sender can write anything into ``X-Forwarded-For``; only the parts that our own ``TRUSTED_PROXIES`` added count.
    Some proxies add the port, and one behind a socket names no address: then it is what the server itself saw.
    """
    proxies = getattr(settings, "TRUSTED_PROXIES", 0)
    if proxies:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        if len(hops) >= proxies and (seen := address_in(hops[-proxies])):
            return seen
    return str(request.META.get("REMOTE_ADDR", ""))


def address_in(hop: str) -> str:
    """The address in ``192.0.2.1``, ``192.0.2.1:4711``, ``2001:db8::1`` or ``[2001:db8::1]:4711``; nothing in any else."""
    if hop.startswith("["):
        hop = hop[1:].partition("]")[0]
    elif hop.count(":") == 1:
        hop = hop.partition(":")[0]
    try:
        return str(ipaddress.ip_address(hop))
    except ValueError:
        return ""


def actor_of(request: HttpRequest) -> Actor:
    """Who is asking: the chosen membership, or the only one there is, or someone who acts for no agency."""
    on, where = business_date(), where_from(request)
    user = request.user
    if not isinstance(user, User) or not user.is_authenticated:
        return Actor.nobody(on=on, where=where)
    memberships = memberships_of(user, on=on)
    chosen = chosen_of(memberships, request.session.get(CHOICE))
    actor = Actor.of(chosen, on=on, where=where) if chosen else Actor.nobody(user, on=on, where=where)
    actor = replace(actor, acts_for_several=len(memberships) > 1)
    return actor.reading() if request.method in ("GET", "HEAD") else actor


def chosen_of(memberships: list[Membership], choice: object) -> Membership | None:
    """The membership that was chosen and still holds; the only one where there is no choice to make."""
    if len(memberships) == 1:
        return memberships[0]
    return next((membership for membership in memberships if membership.pk == choice), None)


class ActorMiddleware:
    """Sets ``request.actor``. Before anything else, someone who acts for two agencies says for which, and someone
    whose role can see a person shows, or sets up, a second factor."""

    # reached without either: signing in and out, choosing itself, and what a page is made of
    FREE = ("/account/", "/choose-agency/", "/still-here/", "/static/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast(Request, request).actor = cast(Actor, SimpleLazyObject(lambda: actor_of(request)))
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User) or request.path.startswith(self.FREE):
            return None
        # from here on themselves and no promise of them: policies look at them hundreds of times
        actor = cast(Request, request).actor = actor_of(request)
        if not actor.agency_id and actor.acts_for_several:
            return onward("access:choose", request)
        if second_factor.needed(actor) and not second_factor.shown(request):
            return onward("mfa_reauthenticate" if second_factor.has_one(user) else "mfa_activate_totp", request)
        return None


def onward(name: str, request: HttpRequest) -> HttpResponseRedirect:
    """To the page called ``name`` first, and then back to what was asked for, where that can be asked again."""
    asked = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': asked})}")
