"""Signing people out who have gone away, by the real clock, without losing what they typed.

Two limits: ``IDLE_TIMEOUT`` since anything was last heard from the browser, ``ABSOLUTE_TIMEOUT`` since signing in. A
form that arrives too late is kept (``drafts``) for whoever was signed in, once the form's own token has been checked.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from safehold.access import audit, drafts
from safehold.access.middleware import actor_of
from safehold.access.models import User

WARNING = timedelta(minutes=5)  # how long before the end somebody idle is warned
STARTED, SEEN, OVER = "signed_in_at", "last_heard_at", "timed_out"
# nothing is kept of forms that hold passwords and codes
NEVER_KEPT = ("/account/", "/invitation/", "/sign-in-link/")


class TimeoutMiddleware:
    """Ends a session that has run out; otherwise remembers that it was heard from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        if not isinstance(request.user, User):
            self.keep_latecomer(request)
            return None
        now = time.time()
        why = run_out(request, now=now)
        if not why:
            heard(request, now=now)
            return None
        self.end(request, why=why, now=now)
        if not getattr(view, "login_required", True):
            return None
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('account_login')}?{query}")

    def end(self, request: HttpRequest, *, why: str, now: float) -> None:
        user = request.user
        assert isinstance(user, User)
        kept = keep(request, user)
        audit.record(actor_of(request), "access.timed_out", user, limit=why, kept=kept)
        request.session.flush()
        request.session[OVER] = {"user": user.pk, "at": now, "why": why, "kept": kept}
        request.user = AnonymousUser()
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]

    @staticmethod
    def keep_latecomer(request: HttpRequest) -> None:
        """A second window sends its form after the first was signed out: kept for the same person."""
        over = request.session.get(OVER)
        if not over or request.method != "POST" or time.time() - over["at"] > drafts.KEPT_FOR.total_seconds():
            return
        user = User.objects.filter(pk=over["user"], is_active=True).first()
        if user and keep(request, user):
            request.session[OVER] = {**over, "kept": True}


def run_out(request: HttpRequest, *, now: float) -> str:
    """Which limit the session has passed, or nothing."""
    if now - request.session.get(SEEN, now) > settings.IDLE_TIMEOUT.total_seconds():
        return "idle"
    if now - request.session.get(STARTED, now) > settings.ABSOLUTE_TIMEOUT.total_seconds():
        return "absolute"
    return ""


def heard(request: HttpRequest, *, now: float) -> None:
    """Remember the moment; written at most thirty times in one idle limit, so that reading pages seldom writes."""
    request.session.setdefault(STARTED, now)
    if now - request.session.get(SEEN, 0) > settings.IDLE_TIMEOUT.total_seconds() / 30:
        request.session[SEEN] = now


def keep(request: HttpRequest, user: User) -> bool:
    if request.method != "POST" or request.path.startswith((*NEVER_KEPT, reverse("access:stay"))):
        return False
    return drafts.keep(request, user) is not None
