"""One code: what it means, every value of it, and how one of them was made."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.access import audit
from safehold.asks.queries import visible_to
from safehold.charts import words
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Heading, Link, Tag
from safehold.measures import drawings, policy, presenters, queries
from safehold.measures.book import Beside
from safehold.measures.catalogue import definition
from safehold.measures.definition import Definition
from safehold.measures.paging import page_asked
from safehold.partnership.words import in_our_words
from safehold.records.pages import Column
from safehold.records.pages.base import Page
from safehold.records.pages.lists import FORMATS, PAGE, file_of

SECTION = "figures"


def found_or_404(code: str) -> Definition:
    if (found := definition(code)) is None:
        raise Http404("There is no such measure")
    return found


class Code(Page):
    """One code of the catalogue. With ``period`` and ``geography`` in the address, also how that figure was made."""

    section = SECTION
    template_name = "measures/code.html"
    may_open = staticmethod(policy.see)
    recorded = False
    columns = (
        Column("Code", lambda row: row.prints.code),
        Column("Period", lambda row: row.prints.period),
        Column("Place", lambda row: row.prints.geography),
        Column("Prints", lambda row: row.prints.shown, numeric=True),
        Column("Reported", lambda row: row.reported.shown if row.reported else None, numeric=True),
        Column("Computed", lambda row: row.computed.shown if row.computed else None, numeric=True),
        Column("Unit", lambda row: row.prints.unit),
        Column("Basis", lambda row: row.prints.basis_label),
        Column("Source", lambda row: row.prints.source),
        Column("Date", lambda row: row.prints.source_on),
        Column("Calculation", lambda row: row.prints.calculation),
        Column("Note", lambda row: row.prints.note),
    )

    def get(self, request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        self.found = found_or_404(code).said(in_our_words(request, on=self.actor.on))
        self.book = queries.book(on=self.actor.on, codes=[code])
        rows = self.book.every(code)
        if request.GET.get("format") in FORMATS:
            kind = request.GET["format"]
            audit.record(self.actor, "measures.exported", count=len(rows), code=code, format=kind)
            return file_of(self.columns, iter(rows), kind=kind, name=code)
        self.sent = self.submissions(rows)
        decisions = queries.decisions_on(code)
        asked = self.asked()
        number, last = page_asked(request, len(rows))
        shown = rows[(number - 1) * PAGE :][:PAGE]
        checks = any(row.differs for row in rows)
        return self.show(
            crumbs=self.crumbs(),
            asked=asked,
            asked_when=self.book.when(asked.prints).label if asked else "",
            made=self.made(asked) if asked else [],
            parts=presenters.made_of(asked.prints, self.book) if asked else [],
            missing=self.missing(asked),
            answers=presenters.definition_answers(self.found),
            headings=self.headings(checks),
            rows=[self.cells(row, checks) for row in shown],
            many=len(rows),
            number=number,
            last=last,
            differing=sum(row.differs for row in rows),
            decisions=[presenters.told(decision) for decision in decisions],
            prints=self.prints(),
            may_decide=policy.decide(self.actor),
            could_be_decided=any(row.computed for row in rows) or bool(decisions),
            decide_href=reverse("measures:decide", args=[code]),
            **self.chart(rows),
        )

    def get_title(self) -> str:
        return self.found.title

    def crumbs(self) -> list[Link]:
        return [Link("Figures", reverse("measures:list"))]

    def link(self, **changes: Any) -> str:
        return f"?page={changes['page']}#values" if changes.get("page") else "?#values"

    # --- one figure ---

    def asked(self) -> Beside | None:
        """The figure that the address names, where there is one."""
        period, place = (self.request.GET.get(name, "") for name in ("period", "geography"))
        return self.book.beside(self.found.code, period, place) if period and place else None

    def missing(self, asked: Beside | None) -> str:
        """That the address names a figure that is not there."""
        period, place = (self.request.GET.get(name, "") for name in ("period", "geography"))
        if asked or not (period and place):
            return ""
        return "There is no figure for this period and place: nothing was reported, and it cannot be worked out."

    def made(self, asked: Beside) -> list[Answer]:
        """How the figure that prints was made, and what stands beside it."""
        figure = asked.prints
        answers = [
            Answer("Prints", presenters.with_unit(figure)),
            Answer("Period", self.book.when(figure).label),
            Answer("Basis", presenters.basis_tag(figure)),
            Answer("How it was made", figure.calculation),
            Answer("Source", f"{figure.source}, {day(figure.source_on)}" if figure.source_on else figure.source),
        ]
        if figure.as_at:
            answers.append(Answer("Counted as at", day(figure.as_at)))
        if link := self.sent.get(figure.submission_uid):
            answers.append(Answer("Submission", link))
        if figure.note:
            answers.append(Answer("Note", figure.note))
        for name, other in (
            ("Reported", asked.reported),
            ("From other figures", asked.derived),
            ("Counted from rows", asked.counted),
        ):
            if other and other is not figure:
                answers.append(Answer(name, f"{presenters.shown(other)}. {other.calculation}"))
        if asked.differs:
            answers.append(Answer("Check", Tag("These differ", "red")))
        return answers

    # --- every figure ---

    def headings(self, checks: bool) -> list[Heading]:
        return [
            Heading("Period"),
            Heading("Place"),
            Heading("Reported", numeric=True),
            Heading("Computed", numeric=True),
            *([Heading("Check")] if checks else []),
            Heading("Basis"),
            Heading("Source"),
        ]

    def cells(self, row: Beside, checks: bool) -> list[Any]:
        figure = row.prints
        return [
            Link(self.book.when(figure).label, presenters.figure_href(figure), about=f"in {figure.geography}"),
            figure.geography,
            presenters.shown(row.reported),
            presenters.shown(row.computed),
            *([Tag("Differ", "red") if row.differs else ""] if checks else []),
            presenters.basis_tag(figure),
            self.sent.get(figure.submission_uid) or figure.source,
        ]

    def submissions(self, rows: list[Beside]) -> dict[str, Link]:
        """The submissions that the figures came in, those that this actor may see."""
        uids = {
            figure.submission_uid
            for row in rows
            for figure in (row.prints, row.reported)
            if figure and figure.submission_uid
        }
        seen = visible_to(self.actor).filter(entry__uid__in=uids) if uids else ()
        return {str(submission.uid): Link(submission.title, submission.get_absolute_url()) for submission in seen}

    # --- which prints ---

    def prints(self) -> str:
        if self.found.code in self.book.computed_codes:
            return "The computed figure prints, where there is one."
        return "The reported figure prints, and where none was reported the computed one."

    # --- the chart ---

    def chart(self, rows: list[Beside]) -> dict[str, Any]:
        """The series in one place as a drawing, its table being the page's own."""
        place = presenters.main_place(rows)
        chart = presenters.chart_of(self.found, rows, self.book, place)
        if chart is None:
            return {"chart": None}
        return {"chart": chart, "drawing": drawings.drawn(chart, anchor="series"), "chart_notes": words.notes(chart)}
