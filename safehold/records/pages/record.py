"""The page of one record."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safehold.access import audit
from safehold.access.policy import Answer, no
from safehold.access.reach import Tier
from safehold.records import policy, presenters, queries
from safehold.records.models import Entry
from safehold.records.pages.base import Found, Page


class RecordPage(Found, Page):
    """One record: opened through ``visible_to``, and the opening recorded before anything is shown.

    Someone who may know of it but not see it gets its card: what kind of record it is, whose, and how to ask. The page
    shows the record's deadlines and documents, unless the class says that this kind has none.
    """

    opened = "opened"
    with_documents: ClassVar[bool] = True
    with_deadlines: ClassVar[bool] = True
    template_name = "records/record.html"

    def get(self, request: HttpRequest, uid: Any, **kwargs: Any) -> HttpResponse:
        found = type(self).visible_to(self.actor).filter(entry__uid=uid).select_related("entry__owner").first()
        if found is None:
            return self.card(request, uid)
        self.object = found
        if self.recorded:
            audit.record(self.actor, f"{self.object.entry.kind}.{self.opened}", self.object)
        return self.show()

    def card(self, request: HttpRequest, uid: Any) -> HttpResponse:
        entry = Entry.objects.known_to(self.actor).filter(uid=uid, kind=self.kind()).select_related("owner").first()
        if entry is None:
            self.not_there(request, uid)
        audit.record(self.actor, f"{entry.kind}.card_shown", entry)
        response = render(
            request,
            "records/card.html",
            {
                "title": "You cannot open this record",
                "entry": entry,
                "kind": queries.kind_in_words(entry.kind),
                "actor": self.actor,
                "section": self.section,
                "may_ask": policy.ask_for_access(self.actor, entry),
                "may_take": policy.take_emergency_access(self.actor, entry),
            },
            status=403,
        )
        response["Cache-Control"] = "no-store"
        return response

    def get_title(self) -> str:
        return self.title or str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object.entry
        more: dict[str, Any] = {"works_on": policy.works_on(self.actor, entry)}
        if self.with_documents:
            more |= {
                "documents": queries.documents_of(entry),
                "may_add_document": self.may_add_document(more["works_on"]),
            }
        if self.with_deadlines:
            more["deadlines"] = presenters.clocks_of(queries.deadlines_of(entry), on=self.actor.on)
        return super().get_context_data(
            object=self.object, entry=entry, has_circle=entry.tier in (Tier.C3, Tier.C4, Tier.C5), **more | kwargs
        )

    def may_add_document(self, works_on: Answer) -> Answer:
        """Whether to offer adding a document. The page that adds one asks ``policy.add_document`` itself."""
        return no("This was recorded in error") if self.object.entry.in_error_on else works_on
