"""The trail itself, and who looked at one record. Reading the trail is itself in the trail."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit, policies, queries
from safehold.access.request import acting
from safehold.partnership.words import words_of
from safehold.records.pages import Column, ListPage
from safehold.records.pages.base import Page, forbidden, not_there
from safehold.records.queries import entries_visible_to
from safehold.website.trail import presenters
from safehold.website.trail.forms import TrailFilters
from safehold.website.trail.subjects import kind_said

MOST = 200  # readings of one record shown at once; the trail's own pages have the rest


def said_here(request: HttpRequest) -> presenters.Said:
    """The partnership's own words for roles and for why something was refused."""
    found, on = words_of(request), acting(request).on
    return presenters.Said.here(lambda sentence: found.ours(sentence, on, roles=True))


class Trail(ListPage):
    """Every line, newest first, to be searched and taken away."""

    title = "Audit trail"
    section = "trail"
    visible_to = staticmethod(queries.trail_visible_to)
    may_open = staticmethod(policies.see_trail)
    may_export = staticmethod(policies.see_trail)
    filter_form = TrailFilters
    ordering = ("-id",)
    noun = "line"
    empty = "Nothing has been recorded yet."
    file_name = "trail"

    @cached_property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        said = said_here(self.request)
        if self.request.GET.get("format"):
            return presenters.columns(said)
        return presenters.columns_of_page(said, lambda: self.shown)

    def record_shown(self) -> None:
        asked = sorted(name for name, value in self.request.GET.items() if value and name not in ("page", "sort"))
        audit.record(self.actor, "trail.searched" if asked else "trail.listed", count=len(self.shown), by_filters=asked)


class Readers(Page):
    """Who looked at one record, for those who answer for it: who, for whom, when, from where."""

    title = "Who looked at this record"
    template_name = "website/trail/readers.html"
    section = "trail"

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        entry = entries_visible_to(self.actor).filter(uid=uid).first()
        auditor = policies.see_trail(self.actor)
        if entry is None and not auditor:
            not_there(self.actor, "trail.readers_shown", ("", str(uid)))
        may = auditor or policies.see_readers(self.actor, entry.owner_id if entry else None)
        if not may:
            audit.refused(self.actor, "trail.readers_shown", entry, why=may.reason)
            return forbidden(request, may)
        with_lists = request.GET.get("lists") == "yes"
        subject = entry or ("", str(uid))
        audit.record(self.actor, "trail.readers_shown", subject, with_lists=with_lists)
        said = said_here(request)
        lines = list(queries.lines_about(str(uid))[:MOST])
        lists = list(queries.lists_showing(str(uid))[:MOST]) if with_lists else []
        return self.show(
            entry=entry,
            kind=kind_said(entry.kind) if entry else "",
            back=reverse("records:people", args=[uid]) if entry else reverse("trail:list"),
            uid=str(uid),
            rows=[presenters.reading(line, said) for line in lines],
            lists=[presenters.reading(line, said) for line in lists],
            with_lists=with_lists,
            most=MOST,
            many=len(lines) == MOST,
        )
