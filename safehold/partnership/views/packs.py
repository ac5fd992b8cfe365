"""Pages of packs: sent, looked at as differences, loaded, taken away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.policy import Answer
from safehold.access.today import told
from safehold.govuk import forms as govuk_forms
from safehold.govuk.parts import Heading
from safehold.partnership import policy
from safehold.partnership.actions import packs
from safehold.partnership.forms import setup as forms
from safehold.partnership.pack import loading
from safehold.partnership.pack.reading import Problem, Unreadable
from safehold.partnership.pack.section import Difference, Kind, sections
from safehold.partnership.presenters import to
from safehold.partnership.queries import pages
from safehold.partnership.views.base import Ask, Ours
from safehold.records.pages import Column, ListPage

MOST_SHOWN = 200


class Packs(Ours, ListPage):
    """The packs that were sent here, and what became of each."""

    title = "Packs"
    noun = "pack"
    file_name = "packs"
    template_name = "partnership/packs.html"
    visible_to = staticmethod(pages.packs_visible_to)
    empty = "No pack has been sent here."
    ordering = ("-made_at", "-pk")
    columns = (
        Column("File", lambda pack: pack.file_name, link=lambda pack: reverse("partnership:pack", args=[pack.pk])),
        Column("Sent", lambda pack: told(pack.made_at)),
        Column("By", lambda pack: str(pack.made_by or "Safehold"), leaves=False),
        Column("Loaded", lambda pack: told(pack.loaded_at) or "Not loaded"),
        Column("Rows written", lambda pack: pack.changes if pack.loaded_at else None, numeric=True),
    )

    @staticmethod
    def may_open(actor: Actor) -> Answer:
        return policy.load_pack(actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            actions=[to("send_pack", "Send a pack"), to("export_pack", "Download this partnership as a pack")],
            sections=[(section.title, section.name, section.words) for section in sections()],
            **kwargs,
        )


class SendPack(Ask):
    """Send a pack. It is read and checked; nothing is loaded yet."""

    title = "Send a pack"
    template_name = "partnership/send_pack.html"
    form_class = forms.SendPack
    may = staticmethod(policy.load_pack)
    act = staticmethod(packs.receive_pack)
    button = "Check the pack"
    back_to = "partnership:packs"

    def act_on(self, form: Any) -> Any:
        file = form.cleaned_data["file"]
        try:
            return packs.receive_pack(by=self.actor, file_name=file.name, data=file.read())
        except Unreadable as wrong:
            self.problems: list[Problem] = wrong.problems
            raise

    def after(self, result: Any) -> str:
        return reverse("partnership:pack", args=[result.pk]) if result else self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**problems_of(getattr(self, "problems", [])), **kwargs)


class Pack(Ask):
    """How a pack differs from what is here, and the button that loads it."""

    title = "Load a pack"
    template_name = "partnership/pack.html"
    form_class = govuk_forms.Form
    visible_to = staticmethod(pages.packs_visible_to)
    may = staticmethod(policy.load_pack)
    act = staticmethod(packs.load_pack)
    button = "Load the pack"
    done = "Pack loaded"

    @staticmethod
    def may_open(actor: Actor) -> Answer:
        return policy.load_pack(actor)

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = pages.packs_visible_to(self.actor).filter(pk=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def get_title(self) -> str:
        return "This pack is loaded" if self.object.loaded_at else self.title

    def back(self) -> str:
        return reverse("partnership:packs")

    def act_on(self, form: Any) -> Any:
        return packs.load_pack(self.object, by=self.actor, shown=self.request.POST.get("_differences", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = {"loaded": self.object.loaded_at, "problems": [], "differences": []}
        if not self.object.loaded_at:
            shown |= self.comparison()
        return super().get_context_data(caption=self.object.file_name, **shown, **kwargs)

    def comparison(self) -> dict[str, Any]:
        """The differences, and what loading them would be refused for."""
        try:
            understood = loading.understand(self.object.text.encode())
        except Unreadable as wrong:  # something it refers to is no longer here
            return problems_of(wrong.problems)
        differences = understood.differences()
        writes = [each for each in differences if each.kind is not Kind.ONLY_HERE]
        return problems_of(loading.rehearse(understood, by=self.actor)) | {
            "digest": loading.digest(differences),
            "changes_nothing": not writes,
            "differences": [table for kind in Kind if (table := table_of(kind, differences))],
        }


def problems_of(problems: list[Problem]) -> dict[str, Any]:
    """What is wrong, as the rows of a table: line, where, what."""
    return {
        "problems": [[problem.line or "", problem.path, problem.message] for problem in problems[:MOST_SHOWN]],
        "problem_headings": [Heading("Line", numeric=True), Heading("Where"), Heading("What to put right")],
        "more_problems": max(0, len(problems) - MOST_SHOWN),
    }


def table_of(kind: Kind, differences: list[Difference]) -> dict[str, Any] | None:
    """The differences of one kind, section by section."""
    ours = [each for each in differences if each.kind is kind]
    if not ours:
        return None
    headings = ["Section", "What"]
    rows = [[each.section, each.what] for each in ours[:MOST_SHOWN]]
    if kind is Kind.CHANGED:
        headings += ["Now", "Will be"]
        rows = [
            [each.section, f"{each.what}: {name}", was, will]
            for each in ours[:MOST_SHOWN]
            for name, was, will in each.facts
        ]
    return {
        "title": f"{kind.value} ({len(ours):,})",
        "headings": [Heading(text) for text in headings],
        "rows": rows,
        "more": max(0, len(ours) - MOST_SHOWN),
    }


class ExportPack(Ours):
    """This partnership as a pack. Taking it away is written down."""

    @staticmethod
    def may_open(actor: Actor) -> Answer:
        return policy.load_pack(actor)

    def get(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(packs.export_pack(by=self.actor), content_type="application/yaml; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="partnership.yaml"'
        response["Cache-Control"] = "no-store"
        return response
