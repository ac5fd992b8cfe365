"""Pages about calendars: inviting a group to its meeting, and the address by which one's own calendar fetches meetings."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from safehold.access import audit, limits, links
from safehold.access.actor import Actor
from safehold.access.middleware import where_from
from safehold.access.today import business_date
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Link
from safehold.meetings import actions, calendars, policy
from safehold.meetings.forms.preparing import Confirm
from safehold.meetings.queries import calendars as queries
from safehold.meetings.views.base import SECTION
from safehold.meetings.views.meetings import OfMeeting
from safehold.records.pages import ConfirmPage
from safehold.records.pages.base import Page

TOLD = "meetings.feed"  # the session's word for an address that is still to be told, once


class Invite(OfMeeting, ConfirmPage):
    title = "Invite the group"
    form_class = Confirm
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.invite)
    button = "Send the invitations"
    consequences = (
        "whoever is to be there gets a message with an entry for their calendar",
        "the entry says when and where, and never of which group or what about",
        "if the meeting is moved or cancelled, their calendars are told by themselves",
    )

    def get_title(self) -> str:
        return self.title if self.object.group else "Send the invitations"

    def done_words(self, result: Any) -> str:
        return f"{plural(result or 0, 'person', 'people')} invited"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting = self.object
        names = "\n".join(queries.names_to_invite(meeting, on=self.actor.on))
        answers = [
            Answer("When", f"{day(meeting.meets_on)}"),
            Answer("To be invited", names or "Nobody: everybody was invited already"),
        ]
        return super().get_context_data(answers=answers, **kwargs)


class YourCalendar(Page):
    """Whether one's own calendar fetches one's meetings, and how to let it."""

    title = "Your calendar"
    template_name = "meetings/calendar.html"
    section = SECTION
    may_open = staticmethod(policy.see)

    def get(self, request: HttpRequest) -> HttpResponse:
        user = self.actor.user
        feed = queries.feed_of(user) if user else None
        secret = request.session.pop(TOLD, "")
        address = links.absolute(reverse("meetings:feed", args=[secret])) if secret and feed else ""
        audit.record(self.actor, "meetings.calendar_opened", feed)
        acts = [Link("Make a new address" if feed else "Make an address", reverse("meetings:make_feed"))]
        if feed:
            acts.append(Link("Revoke it", reverse("meetings:revoke_feed")))
        return self.show(feed=feed, address=address, acts=acts, back=reverse("meetings:meetings"))


class OfCalendar(ConfirmPage):
    section = SECTION
    form_class = Confirm
    may = staticmethod(policy.see)

    def after(self, result: Any) -> str:
        return reverse("meetings:calendar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("meetings:calendar"), **kwargs)


class MakeFeed(OfCalendar):
    title = "Make an address for your calendar"
    act = staticmethod(actions.make_feed)
    button = "Make the address"
    consequences = (
        "whoever has the address can see when and where your meetings are, without signing in",
        "it is shown once: an address that you had before works no more",
        "it never says of which group a meeting is, nor what about",
    )

    def after(self, result: Any) -> str:
        if result:
            self.request.session[TOLD] = result
        return super().after(result)


class RevokeFeed(OfCalendar):
    title = "Revoke the address of your calendar"
    act = staticmethod(actions.revoke_feed)
    button = "Revoke it"
    done = "Revoked. Calendars fetch nothing by it any more."
    consequences = ("calendars that fetch it find nothing there any more",)


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The meetings of whoever made this address, for a calendar. An address that does not stand is not there."""
    found = queries.feed_by(secret)
    if found is None and not limits.allowed(request, "feed_guess"):
        return HttpResponse("Too many addresses were tried from here.", status=429, content_type="text/plain")
    if found is None or not queries.stands(found):
        return HttpResponse("There is no such calendar.", status=404, content_type="text/plain")
    on = business_date()
    meetings, actors = queries.meetings_for(found.user, on=on)
    who = actors[0] if actors else Actor.nobody(found.user, on=on)
    actions.read_feed(found, by=who.at(where_from(request)), meetings=meetings)
    response = HttpResponse(calendars.feed(meetings), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
