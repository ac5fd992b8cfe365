"""Pages of closed quarters: the exception report of one, every line of it, and a quarter across all groups."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Event, Heading, Identity, Link
from safehold.partnership.queries import the_partnership
from safehold.plans import actions
from safehold.plans import presenters as thread
from safehold.plans.forms import delivery as forms
from safehold.plans.paper import ExceptionReport
from safehold.plans.policy import delivery as policy
from safehold.plans.policy import see
from safehold.plans.presenters import delivery as presenters
from safehold.plans.queries import delivery as queries
from safehold.plans.views.base import Asking
from safehold.plans.views.strategy import SECTION
from safehold.records.pages import Column, ConfirmPage, ListPage, Offer, RecordPage
from safehold.records.pages.base import Found, Page

INVENTED = "Everything in this document is invented."
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

NAMED = {"pdf": "PDF", "docx": "Word"}


class QuarterPage(RecordPage):
    """A closed quarter: its exception report, on one page."""

    visible_to = staticmethod(queries.closed_visible_to)
    template_name = "plans/quarter.html"
    section = SECTION
    with_deadlines = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        quarter = self.object
        lines = queries.closed_lines(quarter, self.actor)
        self.notes = queries.notes_of(quarter)
        named = [
            (title, words, [presenters.exception_row(each) for each in found])
            for title, words, found in presenters.exceptions(lines)
        ]
        more = {
            "crumbs": [Link("Quarters", reverse("plans:quarters"))],
            "identity": Identity(
                "Exception report",
                str(quarter),
                facts=[
                    ("Delivery plan", thread.link_to(quarter.plan)),
                    ("As it stood on", day(quarter.last_on)),
                    ("Closed", f"{day(quarter.closed_on)} by {quarter.closed_by}"),
                ],
            ),
            "tiles": presenters.closed_tiles(lines),
            "asks": quarter.asks,
            "exceptions": named,
            "headings": presenters.EXCEPTION_HEADINGS,
            "barriers": [
                (presenters.link_to_action(each), each.agency, each.barriers) for each in lines if each.barriers
            ],
            "every": len(lines),
            "lines_href": reverse("plans:quarter_lines", args=[quarter.uid]),
            "notes": self.notes,
            "files": [
                (words, reverse("plans:quarter_file", args=[quarter.uid, kind])) for kind, words in NAMED.items()
            ],
        }
        return super().get_context_data(**more | kwargs)

    def acts(self) -> Iterator[Offer]:
        if may := policy.note(self.actor, self.object):
            yield Link("Add a note", reverse("plans:quarter_note", args=[self.object.uid])), may

    def happened(self) -> Iterator[Event]:
        quarter = self.object
        for note in self.notes:
            yield Event("Note added", note.noted_on, by=str(note.noted_by), text=note.words)
        yield Event("Quarter closed", quarter.closed_on, by=str(quarter.closed_by))


class QuarterFile(Found, Page):
    """The exception report of a closed quarter on one page, as PDF or Word, made for whoever asks."""

    visible_to = staticmethod(queries.closed_visible_to)
    section = SECTION
    costly: ClassVar[frozenset[str]] = frozenset({"GET"})

    def get(self, request: HttpRequest, uid: Any, kind: str) -> FileResponse:
        quarter = self.find(request, uid)
        if kind not in KINDS:
            raise Http404("There is no such file")
        ours = the_partnership()
        report = ExceptionReport(
            quarter,
            queries.closed_lines(quarter, self.actor),
            queries.notes_of(quarter),
            partnership=ours.name if ours else "A new partnership",
            banner=INVENTED if settings.INVENTED else "",
        )
        about = report.fitted[0].about
        audit.record(self.actor, "plans.quarter_taken", quarter, count=len(about), format=kind, uids=list(about))
        content = report.pdf() if kind == "pdf" else report.word()
        name = f"exception-report-{quarter.plan.group.code}-{quarter.last_on.isoformat()}.{kind}"
        response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=KINDS[kind])
        response["Cache-Control"] = "no-store"
        return response


class AddNote(Asking):
    title = "Add a note to a closed quarter"
    visible_to = staticmethod(queries.closed_visible_to)
    form_class = forms.Note
    may = staticmethod(policy.note)
    act = staticmethod(actions.add_note)
    button = "Add the note"
    done = "Note added. The quarter stays as it was closed."

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())


class QuarterLines(Found, ListPage):
    """Every line of a closed quarter, as it was kept, to be read and downloaded."""

    visible_to = staticmethod(queries.closed_visible_to)
    section = SECTION
    file_name = "closed-quarter"
    noun = "action"
    ordering = ("position",)
    empty = "The plan had no actions in this quarter."
    SHOWN = (
        Column("Action", lambda each: each.words, link=lambda each: each.line.action.get_absolute_url()),
        Column("Helps to", lambda each: each.objective),
        Column("Led by", lambda each: f"{each.agency}: {each.lead}"),
        Column("Due", presenters.closed_due),
        Column("Status", presenters.closed_status),
        Column("What was said", presenters.closed_said),
    )
    IN_FILE = (
        Column("Action", lambda each: each.words),
        Column("How one will know", lambda each: each.measure),
        Column("Commitment", lambda each: each.commitment),
        Column("Helps to", lambda each: each.objective),
        Column("Agency", lambda each: each.agency),
        Column("First due", lambda each: each.first_due_on),
        Column("Due", lambda each: each.due_on),
        Column("Days late", lambda each: each.days_late),
        Column("Days after the date first agreed", lambda each: each.days_late_at_first),
        Column("How far", lambda each: each.stage_words),
        Column("Status", presenters.closed_status),
        Column("Worked out as", presenters.closed_worked_out),
        Column("Why it is said otherwise", lambda each: each.reason),
        Column("What was said", lambda each: each.narrative or "Nothing was said"),
        Column("What shows it", lambda each: each.evidence),
        Column("In the way", lambda each: each.barriers),
        Column("Updated", lambda each: each.updated_on),
    )

    @property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]  # a file holds more than a page can
        return self.IN_FILE if "format" in self.request.GET else self.SHOWN

    def get_title(self) -> str:
        return f"Every action: {self.quarter}"

    def rows(self) -> QuerySet:
        self.quarter = self.find(self.request, self.kwargs["uid"])
        return queries.closed_rows(self.quarter, self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = [Link("Quarters", reverse("plans:quarters")), Link(str(self.quarter), self.quarter.get_absolute_url())]
        return super().get_context_data(crumbs=crumbs, **kwargs)


class Quarters(Page):
    """One quarter across all groups: who has closed it, and what the Executive has to know of it."""

    title = "Quarters"
    section = SECTION
    template_name = "plans/quarters.html"
    may_open = staticmethod(see)

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = self.actor
        ends = queries.quarter_ends(actor.on, actor)
        asked = request.GET.get("ending", "")
        chosen = next((each for each in ends if each.last.isoformat() == asked), ends[0] if ends else None)
        found = queries.ending_on(chosen.last, actor) if chosen else []
        lines = queries.closed_lines_of([each.closed for each in found if each.closed], actor)
        audit.record(actor, "plans.quarters_listed", count=len(found))
        may = policy.close_all(actor)
        waiting = any(each.closed is None for each in found)
        return self.show(
            parts=presenters.parts("plans:quarters", self.actor),
            chosen=chosen,
            others=[Link(each.label, f"?ending={each.last}", current=each == chosen) for each in ends[:12]],
            headings=[Heading("Group"), Heading("This quarter")],
            rows=presenters.of_groups(found, actor.on),
            tiles=presenters.closed_tiles(lines),
            exceptions=[
                (title, words, [[each.quarter.group_name, *presenters.exception_row(each)] for each in some])
                for title, words, some in presenters.exceptions(lines)
            ],
            exception_headings=[Heading("Group"), *presenters.EXCEPTION_HEADINGS],
            asks=[
                (thread.link_to(each.closed), each.closed.asks) for each in found if each.closed and each.closed.asks
            ],
            actions=[Link("Close it for every group", reverse("plans:close_for_all"))] if may and waiting else [],
        )


class CloseForAll(ConfirmPage):
    """Close a quarter for every group that has not closed it."""

    title = "Close a quarter for every group"
    section = SECTION
    form_class = forms.CloseForAll
    may = staticmethod(policy.close_all)
    act = staticmethod(actions.close_for_all)
    button = "Close the quarter"
    grave = True
    consequences = (
        "the delivery plan of every group that has not closed the quarter yet is kept as it stood on its last day",
        "nothing that happens later changes it, and it is never opened again",
    )

    def form_facts(self) -> dict[str, Any]:
        return {"quarters": [(each.last, each.label) for each in queries.quarter_ends(self.actor.on, self.actor)[:4]]}

    def done_words(self, result: Any) -> str:
        return f"Closed for {plural(len(result), 'group')}"

    def after(self, result: Any) -> str:
        return reverse("plans:quarters")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("plans:quarters"), **kwargs)
