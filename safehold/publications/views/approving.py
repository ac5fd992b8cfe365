"""Pages that take a report from its writers to its readers: accepting findings, small numbers, approval, publishing."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from safehold.publications import actions, forms, making, policy, presenters, queries, readiness
from safehold.publications.views.setting_out import OfReport
from safehold.records.pages import ConfirmPage


class AcceptFinding(OfReport):
    """Say why a check that fails may be printed all the same."""

    title = "Accept a check that fails"
    form_class = forms.WhyStands
    may = staticmethod(policy.accept_finding)
    act = staticmethod(actions.accept_finding)
    template_name = "publications/accept.html"
    button = "Accept it"
    done = "Accepted. Your reason is printed in the report."
    finding: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        report = self.find(request, kwargs["uid"])
        if policy.accept_finding(self.actor, report):
            self.finding = queries.failing(report, kwargs["key"], on=self.actor.on)
            if self.finding is None:
                self.not_there(request, kwargs["uid"])
        return super().dispatch(request, *args, **kwargs)

    def answers(self, form: Any) -> dict[str, Any]:
        return {"finding": self.finding, "why": form.cleaned_data["why"]}

    def after(self, result: Any) -> str:
        return presenters.check_href(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(finding=self.finding, cancel=presenters.check_href(self.object), **kwargs)


class TakeBack(ConfirmPage):
    """Take back that a failing check may be printed."""

    title = "Take back that this may be printed"
    form_class = forms.Confirm
    visible_to = staticmethod(queries.acceptances_visible_to)
    act = staticmethod(actions.take_acceptance_back)
    button = "Take it back"
    done = "Taken back. The check stops the report again."
    consequences = ("The check fails again, and the report cannot be submitted until it is mended or accepted anew.",)
    section = "reports"
    recorded = False
    object: Any

    @staticmethod
    def may(actor: Any, accepted: Any) -> Any:
        return policy.accept_finding(actor, accepted.publication)

    def find(self, request: HttpRequest, uid: Any) -> Any:
        wanted = {"publication__entry__uid": uid, "pk": self.kwargs["number"], "withdrawn_on": None}
        found = type(self).visible_to(self.actor).filter(**wanted).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def answers(self, form: Any) -> dict[str, Any]:
        return {}

    def after(self, result: Any) -> str:
        return presenters.check_href(self.object.publication)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(intro=self.object.finding, **kwargs)


class ShowSmall(OfReport):
    """Ask that small numbers be shown."""

    title = "Ask to show small numbers"
    form_class = forms.ShowSmall
    may = staticmethod(policy.edit)
    act = staticmethod(actions.ask_to_show_small_numbers)
    done = "Asked. Whoever publishes the report decides it."


class Submit(OfReport):
    """Ask for approval."""

    title = "Ask for approval"
    costly = frozenset({"GET", "POST"})
    template_name = "publications/submit.html"
    form_class = forms.Confirm
    may = staticmethod(policy.submit)
    act = staticmethod(actions.submit)
    button = "Ask for approval"
    done = "Approval asked for"

    def prepare(self, form: Any) -> None:
        _ = self.made  # before the transaction: it takes as long as the page

    def answers(self, form: Any) -> dict[str, Any]:
        return {"made": self.made}

    @cached_property
    def made(self) -> making.Made:
        return queries.made(self.object, on=self.actor.on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        in_the_way = presenters.not_drafting(self.object)
        if not in_the_way:
            in_the_way = presenters.not_ready(self.object, queries.sections_of(self.object), self.made)
        return super().get_context_data(in_the_way=in_the_way, **kwargs)


class Publish(OfReport):
    """Freeze the report and make its files, of exactly what was read."""

    title = "Publish the report"
    costly = frozenset({"GET", "POST"})
    form_class = forms.Publish
    may = staticmethod(queries.may_publish)
    act = staticmethod(actions.publish)
    button = "Publish"
    template_name = "publications/publish.html"

    def done_words(self, result: Any) -> str:
        """What was done with it: a report for the partnership alone is published to nobody."""
        return f"{making.dated(self.object)}. Nothing in it can change from now on."

    def initial(self) -> dict[str, Any]:
        return {"read": self.request.GET.get("read", "")}

    def prepare(self, form: Any) -> None:
        made, read = self.made(), form.cleaned_data["read"]
        as_read = not made.errors and not readiness.changes_since(read, made.document)
        self.prepared = {"made": made, "read": read, "files": making.write_files(made.document) if as_read else {}}

    def answers(self, form: Any) -> dict[str, Any]:
        return self.prepared

    def made(self) -> making.Made:
        return queries.made(self.object, on=self.actor.on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        in_the_way = presenters.not_waiting(self.object, "publish")
        if in_the_way:
            return super().get_context_data(in_the_way=in_the_way, **kwargs)
        made, read = self.made(), kwargs["form"]["read"].value() or ""
        return super().get_context_data(
            in_the_way=[],
            made=made,
            small=presenters.small_rows(made, queries.years()),
            read=read,
            changes=readiness.changes_since(read, made.document) if read else [],
            read_href=reverse("publications:read", args=[self.object.entry.uid]),
            **kwargs,
        )


class SendBack(OfReport):
    """Send a submitted report back."""

    title = "Send the report back"
    form_class = forms.SendBack
    may = staticmethod(policy.approve)
    act = staticmethod(actions.send_back)
    button = "Send back"
    done = "Sent back. Your reason stands on the report’s page."
    template_name = "publications/decide.html"

    def form_facts(self) -> dict[str, Any]:
        return {"sections": queries.sections_in(self.object)}

    def answers(self, form: Any) -> dict[str, Any]:
        return {"why": form.cleaned_data["why"], "sections": form.cleaned_data["to_change"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = kwargs["form"].is_bound  # what somebody wrote stays before their eyes
        in_the_way = [] if typed else presenters.not_waiting(self.object, "send back")
        return super().get_context_data(in_the_way=in_the_way, **kwargs)
