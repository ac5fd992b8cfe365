"""Pages of what the law asks of a report: the matrix, the parts named for each thing, and gaps that somebody signs."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from safehold.access import audit
from safehold.govuk.parts import Heading
from safehold.publications import actions, forms, policy, presenters, queries
from safehold.publications.document.asked import Asked
from safehold.publications.presenters import covering as shown
from safehold.publications.views.reading import parts
from safehold.publications.views.setting_out import OfReport
from safehold.records.pages import ConfirmPage
from safehold.records.pages.base import Found, Page
from safehold.records.pages.lists import FORMATS, file_of


class WhatTheLawAsks(Found, Page):
    """Everything that the law asks of a report, where it stands in it, and what is still empty: on a page or in a file."""

    visible_to = staticmethod(queries.visible_to)
    template_name = "publications/coverage.html"
    section = "reports"
    title = "What the law asks"
    costly = frozenset({"GET"})
    object: Any

    def get(self, request: HttpRequest, uid: Any) -> HttpResponseBase:
        self.object = self.find(request, uid)
        asked = queries.document_of(self.object, on=self.actor.on).asked
        self.form = forms.FilterCoverage(request.GET or None, duties=queries.duties_of(self.object))
        rows = self.form.narrow(asked)
        if request.GET.get("format") in FORMATS:
            kind = request.GET["format"]
            audit.record(
                self.actor, "publications.publication.exported", self.object, format=kind, what="what the law asks"
            )
            return file_of(shown.COLUMNS, iter(rows), kind=kind, name="what-the-law-asks")
        audit.record(self.actor, "publications.publication.coverage_shown", self.object, count=len(rows))
        return self.show(asked=asked, rows=rows, status=200 if self.form.understood else 422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report, asked, rows = self.object, kwargs.pop("asked"), kwargs.pop("rows")
        may_name, may_sign = policy.edit(self.actor, report), queries.may_sign_gap(self.actor, report)
        lines = shown.lines(self.actor, report, rows, may_name=bool(may_name), may_sign=bool(may_sign))
        return super().get_context_data(
            report=report,
            parts=parts(report, "coverage"),
            form=self.form,
            headings=[Heading(each) for each in ("What the law asks", "Whose duty", "State", "Where it stands")],
            lines=lines,
            told=shown.told(asked),
            acts=shown.acts(report) if may_name else [],
            why_not=shown.why_not(self.actor, report, asked, may_sign),
            duties=bool(report.duties),
            csv=shown.file_href(self.request, "csv"),
            xlsx=shown.file_href(self.request, "xlsx"),
            **kwargs,
        )


class OfWhatIsAsked(OfReport):
    """A question about one thing that the law asks of a report, found by its code."""

    def find(self, request: HttpRequest, uid: Any) -> Any:
        report = super().find(request, uid)
        if self.kwargs["code"] not in {each.code for each in queries.asked_of(report)}:
            self.not_there(request, uid)
        self.requirement = queries.requirement(self.kwargs["code"])
        return report

    def after(self, result: Any) -> str:
        return presenters.coverage_href(result if self.object is None else self.report)

    @property
    def report(self) -> Any:
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", presenters.coverage_href(self.report))
        return super().get_context_data(requirement=self.requirement, **kwargs)


class NamePlace(OfWhatIsAsked):
    """Say which part of the report answers it."""

    title = "Name the section that says it"
    form_class = forms.NamePlace
    template_name = "publications/asked.html"
    may = staticmethod(policy.edit)
    act = staticmethod(actions.name_place)
    done = "Named. Whether something is written there is looked at each time."

    def form_facts(self) -> dict[str, Any]:
        return {"places": shown.places(self.sections)}

    @cached_property
    def sections(self) -> Any:
        return queries.sections_of(self.object)

    def answers(self, form: Any) -> dict[str, Any]:
        key, _, heading = form.cleaned_data["place"].partition(":")
        section = next(each for each in self.sections if str(each.pk) == key)
        return {"requirement": self.kwargs["code"], "section": section, "heading": heading}


class SignGap(OfWhatIsAsked):
    """Sign that the report does not say it, and why."""

    title = "Sign that it is not in the report"
    form_class = forms.SignGap
    template_name = "publications/asked.html"
    may = staticmethod(queries.may_sign_gap)
    act = staticmethod(actions.sign_gap)
    costly = frozenset({"POST"})
    button = "Sign"
    done = "Signed. Your name and your reason are printed in the report."
    asked: Asked

    def prepare(self, form: Any) -> None:
        asked = queries.made(self.object, on=self.actor.on).document.asked
        self.asked = next(each for each in asked if each.code == self.kwargs["code"])

    def answers(self, form: Any) -> dict[str, Any]:
        return {"asked": self.asked, "why": form.cleaned_data["why"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(signing=True, **kwargs)


class OnMatrix(ConfirmPage):
    """A confirmation about something that stands in the matrix, found by its number in a report."""

    form_class = forms.Confirm
    section = "reports"
    recorded = False
    object: Any

    def find(self, request: HttpRequest, uid: Any) -> Any:
        rows = type(self).visible_to(self.actor)
        found = rows.filter(publication__entry__uid=uid, pk=self.kwargs["number"]).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def answers(self, form: Any) -> dict[str, Any]:
        return {}

    def after(self, result: Any) -> str:
        return presenters.coverage_href(self.object.publication)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = queries.requirement(self.object.requirement)
        return super().get_context_data(
            intro=f"{asked.words}: {self.object}", cancel=presenters.coverage_href(self.object.publication), **kwargs
        )


class TakePlaceOff(OnMatrix):
    title = "Say that this part does not answer it"
    visible_to = staticmethod(queries.places_visible_to)
    act = staticmethod(actions.take_place_off)
    button = "Take it off"
    done = "Taken off"
    consequences = (
        "where no other part answers it, the report cannot be submitted until one is named or the gap is signed",
    )

    @staticmethod
    def may(actor: Any, named: Any) -> Any:
        return policy.edit(actor, named.publication)


class WithdrawGap(OnMatrix):
    title = "Withdraw the signature"
    visible_to = staticmethod(queries.gaps_visible_to)
    act = staticmethod(actions.withdraw_gap)
    button = "Withdraw it"
    done = "Withdrawn. The gap stops the report again."
    consequences = ("the report cannot be submitted until it says this, or somebody signs anew that it does not",)

    @staticmethod
    def may(actor: Any, signed: Any) -> Any:
        return policy.withdraw_gap(actor, signed.publication)


class Duties(OfReport):
    """Whose yearly report or plan a report is."""

    title = "Which duties does this report answer?"
    form_class = forms.Duties
    may = staticmethod(policy.edit)
    act = staticmethod(actions.say_duties)
    done = "Saved which duties it answers"

    def form_facts(self) -> dict[str, Any]:
        return {"duties": queries.duties_of(self.object)}

    def initial(self) -> dict[str, Any]:
        return {"duties": self.object.duties}

    def after(self, result: Any) -> str:
        return presenters.coverage_href(self.object)
