"""Pages of templates: the list, one with its versions, adding, approving and retiring, trying, comparing, and the fields."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from safehold.access import audit
from safehold.access.policy import Refused, not_now
from safehold.access.today import told
from safehold.govuk.addresses import reverse
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Heading, Identity, Link
from safehold.letters import actions, comparing, composing, forms, policy, presenters, queries, sources
from safehold.letters.forms.templates import purpose_field, title_field
from safehold.letters.views.base import SECTION, Asking, handed_over, parts
from safehold.records.pages import Column, CorrectPage, ListPage, Offer, QuestionPage, RecordPage
from safehold.records.pages.base import Found, Page, forbidden


class Templates(ListPage):
    """Every template."""

    title = "Templates of letters"
    section = SECTION
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(queries.templates_visible_to)
    filter_form = forms.FilterTemplates
    template_name = "letters/list.html"
    file_name = "templates"
    noun = "template"
    ordering = ("title", "pk")
    empty = "There are no templates yet. Add one, or ask the partnership’s office to."
    columns = (
        Column("Template", str, sort="title", link=lambda each: each.get_absolute_url()),
        Column("About", presenters.about_words),
        Column("In force", presenters.in_force),
        Column("Waiting for approval", lambda each: f"Version {each.waiting}" if each.waiting else "None"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = [Link("Add a template", reverse("letters:template_add"))] if policy.keep_templates(self.actor) else []
        return super().get_context_data(actions=acts, parts=parts("letters:templates"), **kwargs)


class Fields(Page):
    """Which fields may be used in a template, with what each says and an example."""

    title = "Fields that a template may use"
    section = SECTION
    may_open = staticmethod(policy.see)
    template_name = "letters/fields.html"
    recorded = False

    def get(self, request: HttpRequest) -> HttpResponse:
        headings = [Heading("Field"), Heading("What it says"), Heading("For example")]
        tables = [
            (
                sources.kinds()[kind].words if kind else "Every letter",
                [[f"{{{{ {each.name} }}}}", each.says, each.example.replace("\n", ", ")] for each in fields],
            )
            for kind, fields in queries.known_fields().items()
        ]
        return self.show(headings=headings, tables=tables)


class TemplatePage(RecordPage):
    """One template and its versions."""

    visible_to = staticmethod(queries.templates_visible_to)
    template_name = "letters/template.html"
    section = SECTION
    with_documents = False
    with_deadlines = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        template = self.object
        versions = queries.versions_of(template)
        self.versions = versions
        more = {
            "identity": Identity("Template", template.title),
            "answers": [
                Answer("Letters about", presenters.about_words(template)),
                Answer("When it is used", template.purpose or "Not recorded"),
                Answer("In force", presenters.in_force(template)),
            ],
            "headings": [Heading(each) for each in ("Version", "Status", "In force from", "What is new", "Fields")],
            "rows": [presenters.version_row(each) for each in versions],
        }
        return super().get_context_data(**more | kwargs)

    def acts(self) -> Iterator[Offer]:
        uid = [self.object.uid]
        if may := policy.keep_templates(self.actor):
            may = policy.add_version(self.actor, self.object)
        yield Link("Add a version", reverse("letters:version_add", args=uid)), may
        if may := policy.correct(self.actor, self.object):
            yield Link("Correct", reverse("letters:template_correct", args=uid)), may

    def happened(self) -> Iterator[Event]:
        for each in self.versions:
            yield Event(
                f"Version {each.number} was added", told(each.made_at), by=str(each.made_by or ""), text=each.note
            )
            if each.approved_on:
                text = f"In force from {day(each.from_on)}"
                yield Event(
                    f"Version {each.number} was approved", each.approved_on, by=str(each.approved_by), text=text
                )
            if each.retired_on:
                by = str(each.retired_by)
                yield Event(f"Version {each.number} was retired", each.retired_on, by=by, text=each.retired_why)


class AddTemplate(QuestionPage):
    title = "Add a template"
    section = SECTION
    template_name = "letters/add_template.html"
    form_class = forms.AddTemplate
    may = staticmethod(policy.keep_templates)
    act = staticmethod(actions.add_template)
    button = "Check and add"
    done = "Added. Somebody else must approve it before letters are made of it."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse("letters:templates"), **kwargs)


class AddVersion(Asking):
    title = "Add a version"
    template_name = "letters/add_template.html"
    form_class = forms.AddVersion
    visible_to = staticmethod(queries.templates_visible_to)
    may = staticmethod(policy.add_version)
    act = staticmethod(actions.add_version)
    button = "Check and add"
    done = "Added. Somebody else must approve it before letters are made of it."

    def form_facts(self) -> dict[str, Any]:
        return {"about": self.object.about}


class CorrectTemplate(CorrectPage):
    title = "Correct this template"
    section = SECTION
    visible_to = staticmethod(queries.templates_visible_to)
    may = staticmethod(policy.correct)
    act = staticmethod(actions.correct)
    questions: ClassVar[dict[str, Any]] = {"title": title_field, "purpose": purpose_field}


# --- one version ---


class OfVersion(Found):
    """Finds a version by its template's uid and its own number."""

    visible_to = staticmethod(queries.templates_visible_to)
    kwargs: Any

    def find(self, request: HttpRequest, uid: Any) -> Any:
        template = super().find(request, uid)
        version = queries.version_numbered(template, self.kwargs["number"])
        if version is None:
            self.not_there(request, uid)
        return version


class VersionPage(OfVersion, Page):
    """One version: its words with its fields, and how it differs from another (``?with=``)."""

    section = SECTION
    template_name = "letters/version.html"
    object: Any

    def get(self, request: HttpRequest, uid: Any, number: int) -> HttpResponse:
        self.object = self.find(request, uid)
        audit.record(self.actor, "letters.version_shown", self.object.template, number=number)
        return self.show()

    def get_title(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version, actor = self.object, self.actor
        at = [version.template.uid, version.number]
        others = [each for each in queries.versions_of(version.template) if each.number != version.number]
        with_number = self.request.GET.get("with", "")
        other = next((each for each in others if str(each.number) == with_number), None)
        offers: list[Offer] = []
        if version.LIFECYCLE.may(version, "approve"):
            offers.append((Link("Approve", reverse("letters:approve", args=at)), policy.approve(actor, version)))
        if version.LIFECYCLE.may(version, "retire"):
            offers.append((Link("Retire", reverse("letters:retire", args=at)), policy.retire(actor, version)))
        lines = comparing.compared(other.words.splitlines(), version.words.splitlines()) if other else []
        more = {
            "object": version,
            "identity": Identity("Version of a template", str(version), presenters.version_status(version)),
            "answers": presenters.version_answers(version),
            "words": presenters.with_fields(version.words),
            "compare": [Link(f"Compare with version {each.number}", f"?with={each.number}") for each in others],
            "other": other,
            "lines": lines,
            "changed": presenters.changed_words(lines),
            "files": [
                Link("Try it with invented values (PDF)", reverse("letters:try", args=[*at, "pdf"])),
                Link("Try it with invented values (Word)", reverse("letters:try", args=[*at, "docx"])),
                Link("The template itself (Word)", reverse("letters:version_file", args=at)),
            ],
            "actions": [link for link, answer in offers if answer],
            "refusals": list(dict.fromkeys(answer.reason for _, answer in offers if not answer)),
            "back": version.template.get_absolute_url(),
        }
        return super().get_context_data(**more | kwargs)


class VersionFile(OfVersion, Page):
    """The Word file of a version, to be changed and added as the next."""

    def get(self, request: HttpRequest, uid: Any, number: int) -> HttpResponseBase:
        version = self.find(request, uid)
        audit.record(self.actor, "letters.version_opened", version.template, number=number)
        return handed_over(bytes(version.paper.content), "docx", f"{version.template.title} {number}")


class Try(OfVersion, Page):
    """A version filled with invented values, as a letter would leave."""

    costly = frozenset({"GET"})

    def get(self, request: HttpRequest, uid: Any, number: int, kind: str) -> HttpResponseBase:
        version = self.find(request, uid)
        if kind not in ("pdf", "docx"):
            self.not_there(request, uid)
        try:
            pdf, docx, _ = composing.files(
                bytes(version.paper.content),
                sources.examples(version.template.about),
                words=None,
                title=f"{version.template.title} (invented)",
                author=queries.partnership_called(),
                dated=self.actor.on,
                banner="A trial with invented values",
            )
        except Refused as refused:
            return forbidden(request, not_now(str(refused)))
        audit.record(self.actor, "letters.version_tried", version.template, number=number, format=kind)
        return handed_over(pdf if kind == "pdf" else docx, kind, f"{version.template.title} tried")


class Approve(OfVersion, Asking):
    title = "Approve this version"
    form_class = forms.Approve
    may = staticmethod(policy.approve)
    act = staticmethod(actions.approve)
    button = "Approve"
    done = "Approved"

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.actor.on}


class Retire(OfVersion, Asking):
    title = "Retire this version"
    form_class = forms.Why
    may = staticmethod(policy.retire)
    act = staticmethod(actions.retire)
    button = "Retire"
    done = "Retired. Letters that were made of it stay."
