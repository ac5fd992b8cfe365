"""Pages of one version: its words and files, who was asked, who approved it, and from when it is in force."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access import audit
from safehold.access.policy import Answer as Allowed
from safehold.access.policy import not_now
from safehold.govuk.parts import Answer, Event, Identity, Link
from safehold.meetings.paper import files
from safehold.policies import actions, comparing, paper, policy, presenters, queries
from safehold.policies.forms import versions as forms
from safehold.policies.lifecycle import BEGUN, Stage
from safehold.policies.views.base import PDF, QUESTIONS, SECTION, WORD, OfVersion, all_policies, printed_for, sent
from safehold.records.pages import ConfirmPage, CorrectPage, Offer, RecordPage
from safehold.records.pages.base import Found, Page


class VersionPage(RecordPage):
    """One version, in the words that it has, and how far it is."""

    section = SECTION
    visible_to = staticmethod(queries.versions_with_before)
    template_name = "policies/version.html"
    with_deadlines = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version, actor = self.object, self.actor
        decision = queries.sees_decision(actor, version.decision)
        asked = [] if version.consulted_why else queries.consulted_of(version)  # nobody was asked
        answers = [
            Answer("Policy", presenters.link_to(version.policy)),
            Answer("In force", presenters.span(version)),
            Answer("Approved by", presenters.approved(version, decision)),
            Answer("Consultation", presenters.consultation(version)),
            Answer("Equality impact", presenters.equality(version)),
        ]
        if version.changes:
            answers.append(Answer("What changed", version.changes))
        adopted = queries.adoptions_of(version) if version.status == Stage.DATED else []
        taken = {each.agency_id for each in adopted}
        bound = queries.bound_to(version.policy) if version.status == Stage.DATED else []
        self.waiting = [each for each in bound if each.pk not in taken]
        more = {
            "crumbs": [all_policies(), presenters.link_to(version.policy)],
            "identity": Identity(f"Version {version.number}", str(version), presenters.status(version, actor.on)),
            "answers": answers,
            "doubt": presenters.doubt(decision),
            "brought_in": presenters.WITH_THE_DAY if version.brought_in else "",
            "put_right": presenters.put_right(version),
            "words": comparing.paragraphs(version.words),
            "asked": asked,
            "may_answer": {each.pk for each in asked if policy.answer(actor, each)},
            "may_settle": {each.pk for each in asked if policy.settle(actor, each)},
            "answered": presenters.answered,
            "adopted": adopted,
            "not_adopted": [str(each) for each in self.waiting],
            "before": reverse("policies:compare", args=[version.uid]) if version.has_before else "",
            "tied_headings": presenters.TIED,
            "tied": presenters.tied(queries.made_under(version, actor)),
            "may_tie": version.status == Stage.DATED and bool(policy.tie(actor, version)),
            "may_attach": bool(policy.attach(actor, version)),
        }
        return super().get_context_data(**more | kwargs)

    def may_add_document(self, works_on: Allowed) -> Allowed:
        return not_now("Files are added as long as the words can change")

    def acts(self) -> Iterator[Offer]:
        version, actor, uid = self.object, self.actor, [self.object.uid]
        if version.entry.in_error_on or version.policy.entry.in_error_on:
            return
        lifecycle = type(version).LIFECYCLE
        keeps = policy.consult(actor, version)
        if policy.write(actor, version):
            yield Link("Write the words", reverse("policies:write", args=uid)), keeps
        if keeps and lifecycle.may(version, "consult"):
            yield Link("Send it out for consultation", reverse("policies:consult", args=uid)), keeps
            yield Link("Go on without consultation", reverse("policies:pass_over", args=uid)), keeps
        if keeps and lifecycle.may(version, "close_consultation"):
            yield Link("Close the consultation", reverse("policies:close_consultation", args=uid)), keeps
        if policy.assess(actor, version):
            yield Link("Record the equality impact", reverse("policies:assess", args=uid)), keeps
        if lifecycle.may(version, "approve"):
            if actor.is_any(*policy.APPROVERS):
                yield Link("Approve it", reverse("policies:approve", args=uid)), policy.approve(actor, version)
            if keeps:
                may = policy.record_approval(actor, version)
                yield Link("Record that a meeting approved it", reverse("policies:record_approval", args=uid)), may
        if keeps and lifecycle.may(version, "take_effect"):
            yield Link("Put it in force", reverse("policies:take_effect", args=uid)), keeps
        mine = actor.agency_id in {each.pk for each in self.waiting}
        if mine and actor.is_any(*policy.LEADS):  # as ``policy.adopt`` says, of what was asked for already
            yield (
                Link("Record that your agency has taken it up", reverse("policies:adopt", args=uid)),
                policy.see(actor),
            )
        if policy.withdraw(actor, version):
            yield Link("Withdraw it", reverse("policies:withdraw", args=uid)), keeps
        if policy.call_off(actor, version):
            yield Link("Call it off", reverse("policies:call_off", args=uid)), keeps
        if keeps:
            yield Link("Correct what it is called", reverse("policies:version_correct", args=uid)), keeps
        if policy.set_right(actor, version):
            yield Link("Brought in by mistake", reverse("policies:set_right", args=uid)), keeps
        if keeps and version.status in BEGUN:
            yield Link("Discard it", reverse("policies:discard", args=uid)), keeps

    def happened(self) -> Iterator[Event]:
        version = self.object
        yield from presenters.happened(version, queries.called_off(version) if version.was_called_off else [])


class Write(OfVersion):
    title = "Write the words"
    form_class = forms.Words
    may = staticmethod(policy.write)
    act = staticmethod(actions.write)
    done = "Saved"

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("title", "sort", "words", "changes")}


class Attach(OfVersion):
    title = "Add a file"
    template_name = "policies/attach.html"
    form_class = forms.Attach
    may = staticmethod(policy.attach)
    act = staticmethod(actions.attach)
    button = "Add file"
    done = "File added"

    @staticmethod
    def is_scanned() -> bool:
        """Whether files are scanned here at all. The page says so where they are not."""
        return bool(settings.SCANNER != "none")

    def invalid(self, form: Any) -> None:
        """A file that was turned away is in the trail: a virus above all."""
        for error in form.errors.as_data().get("file", []):
            if error.code in ("infected", "refused"):
                audit.refused(self.actor, self.event(), self.object, why=f"The file was {error.code}")


class Consult(OfVersion):
    title = "Send it out for consultation"
    form_class = forms.AskAbout
    may = staticmethod(policy.consult)
    act = staticmethod(actions.ask_about)
    button = "Send it out"
    done = "Sent out for consultation. The leads of the agencies have been told."

    def form_facts(self) -> dict[str, Any]:
        return {"agencies": queries.agencies(self.actor.on)}


class OfConsulted(OfVersion):
    """A question about one of those who were asked, by the number in the address."""

    def find(self, request: HttpRequest, uid: Any) -> Any:
        version = super().find(request, uid)
        found = queries.consulted_at(version, int(self.kwargs["number"]))
        if found is None:
            self.not_there(request, uid)
        assert found is not None
        self.version = version
        return found

    def after(self, result: Any) -> str:
        return str(self.version.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"cancel": self.after(None), "caption": str(self.version)} | kwargs)


class GiveAnswer(OfConsulted):
    form_class = forms.Answer
    may = staticmethod(policy.answer)
    act = staticmethod(actions.answer)
    done = "Answer recorded"

    def get_title(self) -> str:
        return f"Answer for {self.object}"


class Settle(OfConsulted):
    title = "Say what changed because of it"
    form_class = forms.Settle
    may = staticmethod(policy.settle)
    act = staticmethod(actions.settle)
    done = "Saved"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(intro=f"{self.object}: {self.object.answer}", **kwargs)


class CloseConsultation(OfVersion, ConfirmPage):
    title = "Close the consultation"
    form_class = forms.Confirm
    may = staticmethod(policy.consult)
    act = staticmethod(actions.close_consultation)
    button = "Close it"
    done = "Consultation closed. Its words can be changed again."
    consequences = (
        "whoever has not answered by now is shown as not having answered",
        "the words can be changed again, and what changed because of each answer can be recorded",
    )


class PassOver(OfVersion):
    title = "Go on without consultation"
    form_class = forms.Why
    may = staticmethod(policy.consult)
    act = staticmethod(actions.pass_over)
    button = "Sign it"
    done = "Signed. Your name stands with the reason."


class Assess(OfVersion):
    title = "Record the equality impact"
    form_class = forms.Assess
    may = staticmethod(policy.assess)
    act = staticmethod(actions.assess)
    done = "Recorded"

    def answers(self, form: Any) -> dict[str, Any]:
        return dict(form.answers())


class Approve(OfVersion, ConfirmPage):
    title = "Approve this version"
    form_class = forms.Confirm
    may = staticmethod(policy.approve)
    act = staticmethod(actions.approve)
    button = "Approve"
    done = "Approved. Say from which day it is in force."
    consequences = (
        "its words and files stay as they are now",
        "your name and today’s date stand on it for good",
    )


class RecordApproval(OfVersion):
    title = "Record that a meeting approved it"
    form_class = forms.RecordApproval
    may = staticmethod(policy.record_approval)
    act = staticmethod(actions.record_approval)
    done = "Recorded. Say from which day it is in force."

    def form_facts(self) -> dict[str, Any]:
        return {"decisions": queries.decisions_to_choose(self.actor, self.object)}


class TakeEffect(OfVersion):
    title = "Put it in force"
    form_class = forms.TakeEffect
    may = staticmethod(policy.date_it)
    act = staticmethod(actions.take_effect)
    done = "Saved. The next review has been worked out from that day."

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.actor.on}


class Withdraw(OfVersion):
    title = "Withdraw this version"
    form_class = forms.LastDay
    may = staticmethod(policy.withdraw)
    act = staticmethod(actions.withdraw)
    done = "Saved"


class CallOff(OfVersion):
    title = "Call off the day from which it is in force"
    form_class = forms.Why
    may = staticmethod(policy.call_off)
    act = staticmethod(actions.call_off)
    button = "Call it off"
    done = "Called off. It is approved still: put it in force from another day, or discard it."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("intro", presenters.what_calling_off_does(self.object, queries.dated_before(self.object)))
        return super().get_context_data(**kwargs)


class SetRight(OfVersion):
    title = "Say that it was brought in by mistake"
    form_class = forms.Why
    may = staticmethod(policy.set_right)
    act = staticmethod(actions.set_right)
    button = "It was brought in by mistake"
    done = "Put right. Whoever asks about those days is told who put it right, when and why."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("intro", presenters.SET_RIGHT)
        return super().get_context_data(**kwargs)


class CorrectVersion(CorrectPage):
    section = SECTION
    visible_to = staticmethod(queries.versions_visible_to)
    may = staticmethod(policy.correct_version)
    act = staticmethod(actions.correct_version)
    questions = QUESTIONS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"cancel": self.object.get_absolute_url()} | kwargs)


class Discard(OfVersion):
    title = "Discard this version"
    form_class = forms.Why
    may = staticmethod(policy.discard)
    act = staticmethod(actions.discard)
    button = "Discard it"
    done = "Discarded. Its words are kept."


class Adopt(OfVersion):
    title = "Record that your agency has taken it up"
    form_class = forms.Adopt
    may = staticmethod(policy.adopt)
    act = staticmethod(actions.adopt)
    done = "Recorded"


class Compare(Found, Page):
    """The words of a version beside those of the one before it."""

    section = SECTION
    template_name = "policies/compare.html"
    visible_to = staticmethod(queries.versions_visible_to)

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        self.object = version = self.find(request, uid)
        before = queries.previous_of(version, self.actor)
        if before is None:
            raise Http404("There is no version before it")
        audit.record(self.actor, "policies.version.compared", version, other=str(before.uid))
        told = comparing.compared(before.words, version.words)
        return self.show(
            crumbs=[all_policies(), presenters.link_to(version.policy), presenters.link_to(version)],
            told=told,
            counted=presenters.changed_words(*comparing.count(told)),
        )

    def get_title(self) -> str:
        before = queries.previous_of(self.object, self.actor)
        assert before is not None
        return f"What changed from version {before.number} to version {self.object.number}"


class File(Found, Page):
    """A version as a PDF or a Word document."""

    section = SECTION
    visible_to = staticmethod(queries.versions_visible_to)
    costly = frozenset({"GET"})

    def get(self, request: HttpRequest, uid: Any, kind: str) -> FileResponse:
        version = self.find(request, uid)
        if kind not in ("pdf", "docx"):
            raise Http404("There is no such file")
        on = self.actor.on
        held = list(queries.interpretations_in_force(self.actor, on, policy=version.policy))
        sheet = paper.of_version(version, held, on=on, **printed_for())
        audit.record(self.actor, "policies.version.taken", version, format=kind)
        name = f"policy-version-{version.number}.{kind}"
        if kind == "pdf":
            return sent(files.set_pdf(sheet, dated=on), PDF, name)
        return sent(files.write_word(sheet, dated=on), WORD, name)
