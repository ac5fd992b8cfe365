"""A guest's way in and out: the link that a button spends, and then the same pages that an agency has, for one ask.

Opening a link only shows it, because mail scanners open links. The browser that spends it is remembered in its session,
which holds the number of the link and nothing else; each page asks anew whether that link still stands.
"""

import time
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from safehold.access import audit, limits
from safehold.access.middleware import where_from
from safehold.access.policy import Refused
from safehold.access.today import business_date
from safehold.asks import actions, queries
from safehold.asks.guest import OVER, REVOKED, SPENT, Guest, why_not
from safehold.asks.views import answering, ask, copies
from safehold.govuk import forms as fields
from safehold.govuk.parts import Answer

HELD, HEARD = (
    "asks.guest",
    "asks.guest_heard",
)  # the session's words for the number of the link, and when it was last used
ENDED = "What you opened by a link has ended. Open the link in your message again, and ask there for a new one"
ANEW = "anew"
SLOW = "Too many links were tried from here. Wait some minutes, then open your own link again"
NO_SUCH = "This link does not work. Check that all of it was copied, or ask whoever sent it for a new one"
TITLES = {
    SPENT: "This link has been used already",
    OVER: "This link is too old",
    REVOKED: "This link has been revoked",
}


def over(
    request: HttpRequest, why: str, *, status: int = 410, again: bool = False, typed: Iterable[Answer] = ()
) -> HttpResponse:
    """The page that says why a link opens nothing; ``again`` offers to send a new one to the same mailbox, and ``typed`` is
    what came with it, for its writer to copy."""
    title = TITLES.get(why, "This link does not work")
    facts = {"title": title, "why": why, "again": again, "typed": list(typed)}
    response = render(request, "asks/guest_over.html", facts, status=status)
    response["Cache-Control"] = "no-store"
    return response


def gone_quiet(request: HttpRequest) -> bool:
    """Whether nothing was heard from this browser for as long as would sign somebody out; else remember the moment."""
    now, heard = time.time(), request.session.get(HEARD)
    limit = settings.IDLE_TIMEOUT.total_seconds()
    if heard is not None and now - heard > limit:
        request.session.pop(HELD, None)
        request.session.pop(HEARD, None)
        return True
    if HELD in request.session and (heard is None or now - heard > limit / 30):
        request.session[HEARD] = now
    return False


def typed_into(page: Any, request: HttpRequest) -> list[Answer]:
    """The words that came with a form which is not taken any more, by their questions."""
    form = getattr(page, "form_class", None)
    if request.method != "POST" or form is None:
        return []
    return [
        Answer(str(field.label), request.POST[name])
        for name, field in form.base_fields.items()
        if isinstance(field, fields.CharField | fields.TextField) and request.POST.get(name)
    ]


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what a link is for, spend it when its button is pressed, or send a new one to the mailbox that it was sent to."""
    if limits.pace_for(request, user_id=None) != "free":
        return over(request, SLOW, status=429)
    link = queries.guest_link_by(secret)
    if link is None:
        limits.count_mistake(request, user_id=None)
        return over(request, NO_SUCH)
    if request.session.get(HELD) == link.pk and queries.open_guest_link(link.pk):
        return HttpResponseRedirect(reverse("asks:guest_ask", args=[link.ask.uid]))
    who = Guest.of(link, on=business_date(), where=where_from(request))
    if request.method == "POST":
        return sent_anew(request, link, who) if ANEW in request.POST else spent(request, link, who)
    if refusal := why_not(link):
        return over(request, refusal, again=refusal in (SPENT, OVER))
    return page(request, link)


def page(request: HttpRequest, link: Any) -> HttpResponse:
    response = render(request, "asks/guest.html", {"title": "You are asked for something", "link": link})
    response["Cache-Control"] = "no-store"
    return response


def spent(request: HttpRequest, link: Any, who: Guest) -> HttpResponse:
    """The button was pressed: from here on this browser is the guest's."""
    try:
        actions.spend_link(link, by=who)
    except Refused as refusal:
        audit.refused(who, "asks.spend_link", link.ask, why=str(refusal))
        return over(request, str(refusal), again=str(refusal) in (SPENT, OVER))
    request.session.cycle_key()
    request.session[HELD] = link.pk
    request.session.pop(HEARD, None)
    request.session.set_expiry(0)  # what is open ends with the browser, which others may use next
    return HttpResponseRedirect(reverse("asks:guest_ask", args=[link.ask.uid]))


def sent_anew(request: HttpRequest, link: Any, who: Guest) -> HttpResponse:
    """A new link is sent to the same mailbox, a few times in ten minutes at most; whoever asks is told nothing of the mailbox."""
    if not limits.allowed(request, "device_link", key=f"guest:{link.ask_id}"):
        return over(request, SLOW, status=429)
    try:
        actions.send_anew(link, by=who)
    except Refused as refusal:
        audit.refused(who, "asks.send_anew", link.ask, why=str(refusal))
        return over(request, str(refusal))
    return over(request, "A new link was sent to the mailbox that this one was sent to. It works once", status=200)


@method_decorator(login_not_required, name="dispatch")
class AsGuest:
    """The same page for a guest, in the browser that spent the link, for as long as the link stands."""

    side = "guest_"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # a page's
        link = None if gone_quiet(request) else queries.open_guest_link(request.session.get(HELD))
        self.guest = Guest.of(link, on=business_date(), where=where_from(request)) if link else None
        if self.guest is not None:
            reading = request.method in ("GET", "HEAD")
            self.actor = self.guest.reading() if reading else self.guest
            request.actor = self.actor  # type: ignore[attr-defined]  # as our middleware does for people with accounts

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.guest is None:
            return over(request, ENDED, status=403, typed=typed_into(self, request))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a page’s
        return response


@login_not_required
@require_http_methods(["POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """End what is open in this browser, which somebody else may use next."""
    request.session.pop(HELD, None)
    return over(
        request, "You have left. Open the link in your message again, and ask for a new one, to come back", status=200
    )


class GuestAsk(AsGuest, ask.AskPage):
    template_name = "asks/guest_ask.html"
    with_documents = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files = queries.standing_documents(self.object) if self.object.has_documents else []
        shown = super().get_context_data(files=files, **kwargs)
        return shown | {"has_circle": False}  # who else sees it is for people with accounts


class GuestAnswer(AsGuest, answering.AnswerOne):
    pass


class GuestBefore(AsGuest, answering.Before):
    pass


class GuestAttach(AsGuest, answering.Attach):
    pass


class GuestReturn(AsGuest, answering.GiveBack):
    pass


class GuestWantTime(AsGuest, answering.WantTime):
    pass


class GuestNil(AsGuest, answering.NilReturn):
    pass


class GuestRefuse(AsGuest, answering.Refuse):
    pass


class GuestReceipt(AsGuest, copies.Receipt):
    pass


class GuestCopy(AsGuest, copies.Copy):
    pass


class GuestFile(AsGuest, copies.File):
    pass
