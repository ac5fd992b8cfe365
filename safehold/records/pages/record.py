"""The page of one record."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from safehold.access import audit
from safehold.records.models import Entry
from safehold.records.pages.base import Found, Page


class RecordPage(Found, Page):
    """One record: opened through ``visible_to``, and the opening recorded before anything is shown.

    Someone who may know of it but not see it gets its card: what kind of record it is, whose, and how to ask.
    """

    opened = "opened"

    def get(self, request: HttpRequest, uid: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.object = self.find(request, uid)
        except Http404:
            return self.card(request, uid)
        if self.recorded:
            audit.record(self.actor, f"{self.object.entry.kind}.{self.opened}", self.object)
        return self.show()

    def card(self, request: HttpRequest, uid: Any) -> HttpResponse:
        entry = Entry.objects.known_to(self.actor).filter(uid=uid, kind=self.kind()).select_related("owner").first()
        if entry is None:
            raise Http404("There is no such record")
        audit.record(self.actor, f"{entry.kind}.card_shown", entry)
        return render(
            request,
            "records/card.html",
            {"title": "You cannot open this record", "entry": entry, "actor": self.actor, "section": self.section},
            status=403,
        )

    def kind(self) -> str:
        return type(self).visible_to(self.actor).model.KIND

    def get_title(self) -> str:
        return self.title or str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(object=self.object, **kwargs)
