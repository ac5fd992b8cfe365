"""The page of search."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from safehold.access import audit
from safehold.records import queries as records
from safehold.records import search
from safehold.records.pages.base import Page
from safehold.website.search import forms, queries
from safehold.website.search.queries import PLACES, Hit

LONGEST = 200  # characters of what was typed that are looked at


class Search(Page):
    """Finds what the reader may see by its name or its reference. A whole reference leads to the record itself.

    The trail has one line for each search: what was shown, and the words as a digest alone.
    """

    title = "Search"
    section = "search"
    template_name = "website/search.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        self.typed = " ".join(request.GET.get("q", "")[:LONGEST].replace("\0", " ").split())
        form = forms.Narrow({"q": self.typed, "kind": request.GET.get("kind", "")}, kinds=self.kinds())
        if not form.is_valid():
            return self.show(filters=form, found=None, status=422)
        if not search.beginnings(self.typed):
            return self.show(filters=form, found=None)
        kind, number = form.cleaned_data["kind"], self.page_number()
        if not kind and number == 1 and (exact := queries.with_reference(self.actor, self.typed)):
            self.record_shown([exact])
            return HttpResponseRedirect(exact.href)
        found = queries.found(self.actor, self.typed, kind=kind, number=number)
        if not found.hits and number > 1:
            return HttpResponseRedirect(self.link(page=None))
        self.record_shown(found.hits)
        return self.show(filters=form, found=found)

    def kinds(self) -> list[tuple[str, str]]:
        """The kinds that this reader could find something of, in words."""
        found = [(kind, PLACES[kind][0]) for kind in queries.place_kinds(self.actor)]
        found += [(kind, records.kind_in_words(kind)) for kind in search.kinds_within_reach(self.actor)]
        return sorted(found, key=lambda each: each[1])

    def page_number(self) -> int:
        asked = self.request.GET.get("page", "1")
        return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1

    def record_shown(self, hits: list[Hit]) -> None:
        named = [hit.number for hit in hits if hit.number]
        audit.record(
            self.actor,
            "website.searched",
            count=len(hits),
            uids=[hit.uid for hit in hits if hit.uid],
            searched=audit.words_digest(self.typed),
            **({"named": named} if named else {}),
        )

    def link(self, **changes: Any) -> str:
        query = {"q": self.typed, "kind": self.request.GET.get("kind", "")}
        query |= {name: str(value) for name, value in changes.items() if value is not None}
        return "?" + urlencode({name: value for name, value in query.items() if value})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(searched_for=self.typed, **kwargs)
