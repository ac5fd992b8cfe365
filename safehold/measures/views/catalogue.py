"""Every code there is, and every figure of which two versions differ."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.access import audit
from safehold.govuk.filters import plural
from safehold.govuk.parts import Heading, Link
from safehold.measures import forms, policy, presenters, queries
from safehold.measures.book import Book
from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.catalogue.sections import SECTIONS
from safehold.measures.definition import Definition
from safehold.measures.paging import page_asked
from safehold.partnership.words import in_our_words
from safehold.records.pages import Column
from safehold.records.pages.base import Page
from safehold.records.pages.lists import FORMATS, PAGE, file_of

SECTION = "figures"
MOST = 500  # differences of each sort on the page


class Catalogue(Page):
    """The catalogue: each code with what it means and its latest value, found by word, code or part of the work."""

    title = "Figures"
    section = SECTION
    template_name = "measures/catalogue.html"
    may_open = staticmethod(policy.see)
    recorded = False
    columns = (
        Column("Code", lambda found: found.code),
        Column("Title", lambda found: found.title),
        Column("What it means", lambda found: found.defines),
        Column("Unit", lambda found: found.unit),
        Column("Part of the work", lambda found: SECTIONS.get(found.section, found.section)),
        Column("Comes from", lambda found: found.source),
        Column("Decimal places", lambda found: found.places, numeric=True),
        Column("Better", lambda found: found.better.value),
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = forms.Search(request.GET or None)
        wanted = form.found() if form.is_bound and form.is_valid() else list(DEFINITIONS)
        ours = in_our_words(request, on=self.actor.on)
        found = [each.said(ours) for each in wanted]
        if request.GET.get("format") in FORMATS:
            kind = request.GET["format"]
            audit.record(self.actor, "measures.catalogue_exported", count=len(found), format=kind)
            return file_of(self.columns, iter(found), kind=kind, name="measures")
        searching = any(request.GET.get(name) for name in ("q", "section"))
        return self.show(filters=form, searching=searching, **(self.results(found) if searching else self.parts()))

    def parts(self) -> dict[str, Any]:
        """The parts of the work, each with how many measures it has."""
        counts = Counter(found.section for found in DEFINITIONS)
        return {
            "parts": [
                (Link(words, f"?{urlencode({'section': number})}"), plural(counts[number], "measure"))
                for number, words in SECTIONS.items()
            ]
        }

    def results(self, found: list[Definition]) -> dict[str, Any]:
        """One page of what was found, each with its latest value."""
        number, last = page_asked(self.request, len(found))
        shown = found[(number - 1) * PAGE :][:PAGE]
        book = queries.book(on=self.actor.on, codes=[each.code for each in shown])
        return {
            "found": len(found),
            "headings": [Heading("Measure"), Heading("What it means"), Heading("Latest", numeric=True)],
            "rows": [[presenters.with_code(each), each.defines, self.latest(book, each)] for each in shown],
            "number": number,
            "last": last,
            "shown": len(shown),
        }  # fmt: skip

    def latest(self, book: Book, found: Definition) -> str:
        """The latest value, in the place that has most of them, and which period it is for."""
        figure = book.latest(found.code)
        return f"{presenters.shown(figure)} ({book.when(figure).label})" if figure else "–"

    def link(self, **changes: Any) -> str:
        query = {name: self.request.GET[name] for name in ("q", "section") if self.request.GET.get(name)}
        query |= {name: str(value) for name, value in changes.items() if value is not None}
        return f"?{urlencode(query)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(differences=reverse("measures:differences"), **kwargs)


class Differences(Page):
    """Reported figures that are not what is computed here: checks, for a person to decide."""

    title = "Differences to decide"
    section = SECTION
    template_name = "measures/differences.html"
    may_open = staticmethod(policy.see)
    recorded = False
    columns = (
        Column("Measure", lambda found: found.reported.definition.title),
        Column("Code", lambda found: found.reported.code),
        Column("Period", lambda found: found.reported.period),
        Column("Place", lambda found: found.reported.geography),
        Column("Reported", lambda found: found.reported.shown, numeric=True),
        Column("Computed", lambda found: found.computed.shown, numeric=True),
        Column("Unit", lambda found: found.reported.definition.unit),
        Column("How it was computed", lambda found: found.computed.calculation),
        Column("Prints", lambda found: found.prints),
        Column("Decided by", lambda found: found.decided),
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.book = queries.book_of(request)
        found = presenters.differences(self.book, queries.decided_on(self.actor.on))
        if request.GET.get("format") in FORMATS:
            kind = request.GET["format"]
            audit.record(self.actor, "measures.differences_exported", count=len(found), format=kind)
            return file_of(self.columns, iter(found), kind=kind, name="differences")
        waiting, decided = [each for each in found if not each.decision], [each for each in found if each.decision]
        return self.show(
            crumbs=[Link("Figures", reverse("measures:list"))],
            counts=(len(waiting), len(decided)),
            headings=self.headings(),
            waiting=[self.cells(each) for each in waiting[:MOST]],
            decided_headings=self.headings("Decided by"),
            decided=[[*self.cells(each), each.decided] for each in decided[:MOST]],
            most=MOST,
        )

    @staticmethod
    def headings(*more: str) -> list[Heading]:
        return [
            Heading("Measure"),
            Heading("Where and when"),
            Heading("Reported", numeric=True),
            Heading("Computed", numeric=True),
            Heading("Prints"),
            *map(Heading, more),
        ]

    def cells(self, found: presenters.Difference) -> list[Any]:
        return [
            Link(found.reported.definition.title, presenters.figure_href(found.reported)),
            f"{found.reported.geography}, {self.book.when(found.reported).label}",
            presenters.shown(found.reported),
            presenters.shown(found.computed),
            found.prints,
        ]
