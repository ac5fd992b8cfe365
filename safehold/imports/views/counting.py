"""What is counted from a submission's rows. The rows themselves are never listed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from safehold.access import audit
from safehold.asks import queries
from safehold.asks.lifecycle import Status
from safehold.govuk.parts import Heading, Link
from safehold.imports.data_sets import DATA_SETS
from safehold.imports.presenters import STANDING_TAGS
from safehold.imports.queries import Cell, Cells
from safehold.imports.views.looking import SECTION, crumbs, identity, tabs, words_of
from safehold.measures import geography
from safehold.measures.paging import page_asked
from safehold.measures.presenters import href, shown
from safehold.records.pages import Column
from safehold.records.pages.base import Found, Page
from safehold.records.pages.lists import FORMATS, PAGE, file_of

WORDS = {
    Status.READY: "What is counted now, and what would be counted if this submission were accepted.",
    Status.FAULTY: "What would be counted from the rows without a problem. None of them counts.",
    Status.ACCEPTED: "What is counted from the rows of this submission, with those of others.",
}


class Counts(Found, Page):
    """The figures that a submission's rows have a part in, as they are now and as accepting it would make them."""

    section = SECTION
    template_name = "imports/counts.html"
    visible_to = staticmethod(queries.visible_to)
    columns = (
        Column("Measure", lambda cell: words_of(cell.key[0])),
        Column("Code", lambda cell: cell.key[0]),
        Column("Period", lambda cell: cell.key[1]),
        Column("Place", lambda cell: cell.key[2]),
        Column("Counted now", lambda cell: cell.now.shown if cell.now else None, numeric=True),
        Column("With this submission", lambda cell: cell.then.shown if cell.then else None, numeric=True),
        Column("Standing", lambda cell: STANDING_TAGS[cell.standing]),
    )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.object = self.find(request, kwargs["uid"])
        if not DATA_SETS[self.object.data_set].counted:
            raise Http404("This submission holds figures, not rows")
        self.years = geography.years()
        found = Cells(self.object, on=self.actor.on, years=self.years)
        kind = request.GET.get("format")
        audit.record(self.actor, "asks.counts_shown", self.object, count=len(found), format=kind or "page")
        if kind in FORMATS:
            return file_of(self.columns, iter(found[:]), kind=kind, name="counts")
        number, last = page_asked(request, len(found))
        compares = self.object.status != Status.ACCEPTED
        return self.show(
            object=self.object,
            identity=identity(self.object),
            tabs=tabs(self.object, "counts"),
            crumbs=crumbs(),
            intro=WORDS.get(Status(self.object.status), "Nothing is counted from this submission."),
            headings=self.headings(compares),
            rows=[self.cells(cell, compares) for cell in found[(number - 1) * PAGE :][:PAGE]],
            count=len(found),
            number=number,
            last=last,
        )

    def headings(self, compares: bool) -> list[Heading]:
        now = Heading("Counted now", numeric=True)
        then = [Heading("With this submission", numeric=True), Heading("Standing")] if compares else []
        return [Heading("Measure"), Heading("Period"), Heading("Place"), now, *then]

    def cells(self, cell: Cell, compares: bool) -> list[Any]:
        then = [shown(cell.then), STANDING_TAGS[cell.standing]] if compares else []
        code, period, place = cell.key
        when = self.years.read(period).label
        return [Link(words_of(code), href(*cell.key)), when, place, shown(cell.now), *then]

    def link(self, **changes: Any) -> str:
        return f"?page={changes['page']}" if changes.get("page") else "?"

    def get_title(self) -> str:
        return f"{self.object.title}: figures"
