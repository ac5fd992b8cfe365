"""Pages that show a report."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.govuk.parts import Answer, Colour, Identity, Link, Tag, Task
from safehold.publications import checks, making, policy, presenters, queries, readiness
from safehold.publications.document import drawings, html
from safehold.publications.document.figures_csv import chart_csv
from safehold.publications.lifecycle import Status
from safehold.records.pages import Column, ListPage, RecordPage
from safehold.records.pages.base import Found, Page


class Reports(ListPage):
    """Every report that the actor may see."""

    title = "Annual reports"
    section = "reports"
    noun = "report"
    empty = "There is no annual report here that you can open."
    file_name = "annual-reports"
    template_name = "publications/list.html"
    visible_to = staticmethod(queries.visible_to)
    ordering = ("-period", "-pk")
    reads = ("title", "period", "geography", "profile", "status", "published_on")  # not all that a report says
    columns = (
        Column("Title", str, link=presenters.href),
        Column("Year", lambda report: report.period, sort="period"),
        Column("Area", lambda report: report.geography),
        Column("For", presenters.who_for),
        Column("Status", lambda report: report.get_status_display(), sort="status"),
        Column("Published or made final", lambda report: report.published_on, sort="published_on"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        public = [] if self.count else queries.for_the_public()
        printed = checks.shows_printed_report()
        return super().get_context_data(may_begin=policy.begin(self.actor), public=public, printed=printed, **kwargs)


class Report(RecordPage):
    """One report: where it stands, its sections as a task list, and its files once it is published."""

    visible_to = staticmethod(queries.visible_to)
    template_name = "publications/publication.html"
    section = "reports"
    with_deadlines = False
    with_documents = False

    def get_title(self) -> str:
        return f"{self.object.title}, {self.object.period}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.object
        sections = queries.sections_of(report)
        return super().get_context_data(
            identity=identity(report),
            tabs=parts(report, "report"),
            answers=[
                Answer("Year", report.period),
                Answer("Area", report.geography),
                Answer("Compared with", report.wider_geography or "No comparison"),
                Answer("For", presenters.who_for(report)),
                *asked_of_members(self.actor, report),
                Answer("Answers the duties of", presenters.duties(report)),
                Answer("Small numbers", presenters.small_numbers(report)),
                Answer("Asked for approval", presenters.who_when(report.submitted_by, report.submitted_on)),
                Answer(making.dated(report), presenters.who_when(report.published_by, report.published_on)),
            ],
            shown_small=presenters.shown_small(queries.small_numbers_shown(report), queries.years()),
            shown_by=presenters.who_showed_them(report),
            sent_back=queries.times_sent_back(report),
            tasks=[task(self.actor, section) for section in sections],
            finished=sum(section.finished_on is not None for section in sections),
            files=presenters.file_links(report),
            acts=presenters.acts(self.actor, report, sections),
            refusals=presenters.refusals(report, lambda: queries.may_publish(self.actor, report)),
            published=report.status == Status.PUBLISHED,
            **kwargs,
        )


class ReadReport(Found, Page):
    """The report as a reader will have it, inside the site."""

    visible_to = staticmethod(queries.visible_to)
    template_name = "publications/read.html"
    section = "reports"
    costly = frozenset({"GET"})

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        self.object = self.find(request, uid)
        audit.record(self.actor, "publications.publication.read", self.object)
        document = queries.document_of(self.object, on=self.actor.on)
        with presenters.studio() as artist:
            drawn, narrow = drawings.svgs(document, artist), drawings.narrow(document, artist)
        hrefs = presenters.record_hrefs(self.actor, document)
        body = html.fragment(
            document,
            drawn,
            narrow=narrow,
            chart_file=partial(presenters.chart_address, self.object),
            record_href=lambda origin: hrefs.get(origin, ""),
        )
        decides = self.object.status == Status.SUBMITTED and policy.approve(self.actor, self.object)
        publishing = bool(decides and queries.may_publish(self.actor, self.object))
        return self.show(
            body=mark_safe(body),  # noqa: S308  our writer escapes every word: document/tests/test_html.py
            parts=parts(self.object, "read"),
            note=document.meta.note,
            acts=presenters.decide(self.object, document, publishing=publishing) if decides else [],
        )

    def get_title(self) -> str:
        return f"{self.object.title}, {self.object.period}"


@login_not_required
def public(request: HttpRequest, uid: Any, name: str = presenters.PAGE) -> HttpResponseBase:
    """A published report for the public, to anyone: the very bytes that were kept when it was published. The page leads
    to its other files by their names beside it."""
    file = queries.public_file(uid, presenters.kind_called(name))
    if file is None:
        raise Http404("There is no such report")
    kept = default_storage.open(file.kept_as)
    if name != presenters.PAGE:
        return FileResponse(kept, as_attachment=True, filename=name)
    with kept:
        content = kept.read()
    return HttpResponse(content, headers={"Content-Security-Policy": presenters.policy_for(content)})


class CheckReport(Found, Page):
    """Everything that would be wrong in print: words, arithmetic, glossary, small numbers."""

    visible_to = staticmethod(queries.visible_to)
    template_name = "publications/check.html"
    section = "reports"
    title = "Check the report"
    costly = frozenset({"GET"})

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        self.object = self.find(request, uid)
        audit.record(self.actor, "publications.publication.checked", self.object)
        made = queries.made(self.object, on=self.actor.on)
        may_accept = policy.accept_finding(self.actor, self.object)
        may_submit = self.object.status == Status.DRAFTING and policy.submit(self.actor, self.object)
        return self.show(
            report=self.object,
            made=made,
            checked=made.checked,
            groups=presenters.findings_by_verdict(made.checked.findings, apart={each.key for each in made.accepted}),
            accepted=presenters.accepted_rows(self.object, made, may_accept),
            may_accept=may_accept,
            problem_rows=[
                (problem.section or "The report", problem.message, problem.severity) for problem in made.problems
            ],
            small=presenters.small_rows(made, queries.years()),
            parts=parts(self.object, "check"),
            may_submit=may_submit,
            why_not_yet=readiness.why_not_yet(queries.sections_of(self.object), made) if may_submit else "",
            unanswered=made.unanswered,
        )


class PrintedClaims(Page):
    """What the same rules find in a real printed report, as an example: in a demonstration, and not there elsewhere."""

    template_name = "publications/printed_claims.html"
    title = "Claims of the printed report of 2020-21"
    section = "reports"
    recorded = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not checks.shows_printed_report():
            raise Http404("There is no such report")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        findings = checks.check_printed_report()
        return self.show(findings=findings, groups=presenters.findings_by_verdict(findings))


class Download(Found, Page):
    """One file of a published report, as an attachment."""

    visible_to = staticmethod(queries.visible_to)

    def get(self, request: HttpRequest, uid: Any, kind: str) -> HttpResponseBase:
        self.object = self.find(request, uid)
        file = queries.file_of(self.object, kind)
        if file is None:
            raise Http404("There is no such file")
        audit.record(self.actor, "publications.publication.exported", self.object, format=kind, sha256=file.sha256)
        return FileResponse(
            default_storage.open(file.kept_as),
            as_attachment=True,
            filename=presenters.file_name(kind),  # as the web page among them calls the others
        )


class ChartFigures(Found, Page):
    """The figures of one chart, as a CSV file."""

    visible_to = staticmethod(queries.visible_to)
    costly = frozenset({"GET"})

    def get(self, request: HttpRequest, uid: Any, name: str) -> HttpResponse:
        self.object = self.find(request, uid)
        chart = queries.chart_of(self.object, name, on=self.actor.on)
        if chart is None:
            raise Http404("There is no such chart")
        audit.record(self.actor, "publications.publication.exported", self.object, format="csv", chart=chart.name)
        headers = {"Content-Disposition": content_disposition_header(True, f"{chart.anchor}.csv") or ""}
        return HttpResponse(chart_csv(chart), content_type="text/csv; charset=utf-8", headers=headers)


def asked_of_members(actor: Actor, report: Any) -> list[Answer]:
    """What asked the members for their part, for those alone who see that: who was asked what is no business of the others."""
    if report.call_id is None or queries.calls_for_sections(actor).filter(pk=report.call_id).exists():
        return [Answer("What the members were asked for", str(report.call or "Nothing yet"))]
    return []


def identity(report: Any) -> Identity:
    colours: dict[Status, Colour] = {Status.DRAFTING: "blue", Status.SUBMITTED: "yellow", Status.PUBLISHED: "green"}
    return Identity(
        kind="Annual report",
        title=f"{report.title}, {report.period}",
        status=Tag(report.get_status_display(), colours[Status(report.status)]),
    )


def parts(report: Any, current: str) -> list[Link]:
    """The sub-navigation of a report."""
    named = (
        ("report", "Sections", "publication"),
        ("read", "Read it", "read"),
        ("check", "Checks", "check"),
        ("coverage", "What the law asks", "coverage"),
    )
    return [
        Link(text, reverse(f"publications:{name}", args=[report.entry.uid]), current=key == current)
        for key, text, name in named
    ]


def task(actor: Actor, section: Any) -> Task:
    """A section in the task list: it leads to its words for whoever may write them now, and nowhere for anybody else."""
    if section.finished_on:
        status: str | Tag = "Finished"
    elif section.words.strip():
        status = Tag("In progress", "blue")
    else:
        status = Tag("Not started", "grey")
    words = reverse("publications:write", args=[section.publication.entry.uid, section.number])
    return Task(
        title=str(section),
        status=status,
        href=words if policy.write(actor, section) else "",
        hint=f"{section.agency}" + (f", {section.writer}" if section.writer else ""),
    )
