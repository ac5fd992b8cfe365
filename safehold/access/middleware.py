"""Giving every request its actor."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from safehold.access.actor import Actor, memberships_of
from safehold.access.models import Membership
from safehold.access.today import business_date

CHOICE = "membership"  # the session's word for the membership that was chosen


def where_from(request: HttpRequest) -> str:
    """The address a request came from, as the server in front of us says it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def actor_of(request: HttpRequest) -> Actor:
    """Who is asking: the chosen membership, or the only one there is, or someone who acts for no agency."""
    on, where = business_date(), where_from(request)
    user = request.user
    if not user.is_authenticated:
        return Actor.nobody(on=on, where=where)
    memberships = memberships_of(user, on=on)
    chosen = chosen_of(memberships, request.session.get(CHOICE))
    return Actor.of(chosen, on=on, where=where) if chosen else Actor.nobody(user, on=on, where=where)


def chosen_of(memberships: list[Membership], choice: object) -> Membership | None:
    """The membership that was chosen and still holds; the only one where there is no choice to make."""
    if len(memberships) == 1:
        return memberships[0]
    return next((membership for membership in memberships if membership.pk == choice), None)


class ActorMiddleware:
    """Sets ``request.actor``, and asks someone who acts for two agencies to say which before anything else."""

    # reached without having chosen: signing in and out, choosing itself, and what anyone may read
    FREE = ("/account/", "/choose-agency/", "/static/", "/help/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        if request.user.is_authenticated and not request.path.startswith(self.FREE) and self.must_choose(request):
            return HttpResponseRedirect(f"{reverse('access:choose')}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)

    @staticmethod
    def must_choose(request: HttpRequest) -> bool:
        actor = request.actor  # type: ignore[attr-defined]
        return not actor.agency_id and len(memberships_of(request.user, on=actor.on)) > 1
