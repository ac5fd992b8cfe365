"""What pages about an entry share, whatever kind of record it is the entry of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponseRedirect

from safehold.access.request import acting
from safehold.records import queries
from safehold.records.pages.base import Found, Page, not_there

if TYPE_CHECKING:  # pages name models, and never ask them
    from safehold.records.models import Entry


class AboutEntry(Found):
    """Finds an entry by the uid in the address, among those of the page's ``visible_to``."""

    object: Any
    kwargs: Any

    def find(self, request: HttpRequest, uid: Any) -> Entry:
        found: Entry | None = type(self).visible_to(acting(request)).filter(uid=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def kind(self) -> str:
        return "records.entry"

    def record_address(self) -> str:
        return queries.address_of(self.object)

    def after(self, result: Any) -> str:
        return self.record_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry: Entry = self.object
        more = {"entry": entry, "kind": queries.kind_in_words(entry.kind), "back": self.record_address()}
        return super().get_context_data(**more | kwargs)  # type: ignore[misc]  # a page's


class AboutRow(AboutEntry):
    """Finds one row of an entry: by the uid of the entry and the number of the row, among those the actor may see."""

    def find(self, request: HttpRequest, uid: Any) -> Any:
        rows = type(self).visible_to(acting(request)).filter(entry__uid=uid, pk=self.kwargs["number"])
        found = rows.select_related("entry__owner").first()
        if found is None:
            self.not_there(request, uid)
        return found

    def record_address(self) -> str:
        return queries.address_of(self.object.entry)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry: Entry = self.object.entry
        more = {"entry": entry, "kind": queries.kind_in_words(entry.kind), "back": self.record_address()}
        return super(AboutEntry, self).get_context_data(**more | kwargs)  # type: ignore[misc]  # a page's


class Open(Page):
    """Where every message leads: on to the record's own page, for whoever may know of it."""

    def get(self, request: HttpRequest, uid: Any) -> HttpResponseRedirect:
        entry = queries.entries_that_may_be_known(self.actor).filter(uid=uid).first()
        if entry is None:
            not_there(self.actor, "records.opened", ("records.entry", str(uid)))
        return HttpResponseRedirect(queries.address_of(entry))
