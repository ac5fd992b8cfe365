"""The page that asks something and acts on the answer."""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import messages
from django.db import models, transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render

from safehold.access import audit, costly, drafts
from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, Refused
from safehold.access.request import signed_in
from safehold.govuk import forms
from safehold.govuk.parts import Answer as Said
from safehold.records import writing
from safehold.records.models import OnceToken
from safehold.records.pages.base import Found, Page, forbidden

TOKEN, VERSION, SHOWN, ACTING = "_once", "_version", "_shown", "_acting"
CHANGED_BY_YOU = (
    "You changed this in another window while you were working on it here. Check what changed, then send yours again."
)


@dataclass(frozen=True)
class AlsoChanged:
    """A fact of the record that someone else changed and this page does not ask about."""

    name: str
    now: Any


class QuestionPage(Found, Page):
    """One question or one section of them: a form, a policy and an action.

    With ``visible_to`` it is asked about the record in the address, and ``may(actor, record)`` and
    ``act(record, by=…, **answers)`` get it; without, ``may(actor)`` and ``act(by=…, **answers)``. The form posts the
    version it was shown and a token that counts once. A refusal, a conflict or a mistake shows again everything typed.
    """

    form_class: ClassVar[type[Form]]
    visible_to: ClassVar[Any] = None
    may: ClassVar[Any]
    act: ClassVar[Any]
    done: ClassVar[str] = ""
    button: ClassVar[str] = "Save"
    template_name = "records/question.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        switched = request.method == "POST" and self.switched()
        try:
            if self.is_about_a_record():
                self.object = self.find(request, kwargs["uid"])
        except Http404:
            if switched:
                return self.kept_until_they_switch_back()
            raise
        answer = self.allowed(self.actor)
        if not answer:
            audit.refused(self.actor, self.event(), self.object, why=answer.reason)
            if switched:
                return self.kept_until_they_switch_back()
            return forbidden(request, answer, typed_into(self, request) if request.method == "POST" else ())
        return super().dispatch(request, *args, **kwargs)

    def is_about_a_record(self) -> bool:
        return type(self).visible_to is not None

    def allowed(self, actor: Actor) -> Answer:
        may = type(self).may
        return may(actor, self.object) if self.object is not None else may(actor)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.object is not None and self.recorded:
            kind, _ = audit.identify(self.object)
            audit.record(self.actor, f"{kind}.asked", self.object, page=type(self).__name__)
        kept = drafts.offered(request)
        if kept is None:
            return self.ask(self.get_form())
        # typed before a time-out: shown again to be checked and sent, never sent for them
        return self.ask(self.get_form(kept, {}), version=kept.get(VERSION, ""), shown=kept.get(SHOWN))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST, request.FILES)
        token = request.POST.get(TOKEN) or secrets.token_urlsafe(32)
        shown = request.POST.get(VERSION, "")
        again: dict[str, Any] = {"token": token, "version": shown, "shown_as": request.POST.get(SHOWN)}
        if switched := self.switched():
            audit.refused(self.actor, self.event(), self.object, why=switched)
            form.add_error(None, switched)
            return self.ask(form, **again, acting=self.actor.membership_id, status=409)
        if not form.is_valid():
            self.invalid(form)
            return self.ask(form, **again, status=422)
        if self.object is not None and shown.isascii() and shown.isdecimal():
            self.object.version = int(shown)
        try:
            self.prepare(form)
            with transaction.atomic():
                if not writing.once(token):
                    return self.sent_before(token)
                result = self.act_on(form)
                onward = self.after(result)
                OnceToken.objects.filter(token=token).update(led_to=onward[:200])
        except writing.Changed as changed:
            audit.refused(self.actor, self.event(), self.object, why=str(changed))
            self.object = changed.record
            yours = (
                self.actor.user_id is not None and getattr(changed.record, "changed_by_id", None) == self.actor.user_id
            )
            form.add_error(None, CHANGED_BY_YOU if yours else str(changed))
            also = self.also_changed(form)
            return self.ask(form, changed=changed.record, changed_by_you=yours, also_changed=also, status=409)
        except Refused as refusal:
            if self.object is not None and self.is_about_a_record():
                self.object = self.find(request, self.kwargs["uid"])  # as it is, not as a refused act left it
            audit.refused(self.actor, self.event(), self.object, why=str(refusal))
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.ask(form, status=409)
        if words := self.done_words(result):
            messages.success(request, words)
        return HttpResponseRedirect(onward)

    def prepare(self, form: Form) -> None:
        """What takes long and changes nothing, such as drawing files: done before the transaction, which on an embedded
        database lets nobody else write while it runs. It refuses as an act does."""

    def too_much(self) -> HttpResponse:
        """What was typed comes back with the sentence; a file, which browsers do not keep, is not even looked at. A page
        that is costly to show again is not shown."""
        if self.request.method != "POST" or "GET" in self.costly:
            return super().too_much()
        form = self.get_form(self.request.POST)
        form.add_error(None, costly.TOO_MUCH)
        return self.ask(form, version=self.request.POST.get(VERSION, ""), status=429)

    def ask(
        self, form: Form, *, token: str = "", version: Any = "", shown_as: str | None = None, **context: Any
    ) -> HttpResponse:
        """Show the question, with a token that counts once, what the record was when it was first shown, and for whom."""
        context.setdefault("acting", self.request.POST.get(ACTING) or self.actor.membership_id)
        ask_for_files_again(form, self.request)
        return self.show(
            form=form,
            token=token or secrets.token_urlsafe(32),
            version=version or getattr(self.object, "version", ""),
            shown_as=fingerprint(self.object) if shown_as is None else shown_as,
            **context,
        )

    def invalid(self, form: Form) -> None:
        """Called with answers that were not understood, before they are shown again."""

    def sent_before(self, token: str) -> HttpResponse:
        """A second press of the button: nothing is done, and it leads where the first one led."""
        led_to = OnceToken.objects.values_list("led_to", flat=True).get(token=token)
        messages.info(self.request, "You have already sent this. Nothing was done twice.")
        return HttpResponseRedirect(led_to or self.after(None))

    def switched(self) -> str:
        """What to say to somebody who switched agency in another window after this page was shown; nothing otherwise.

        They would act, and be written down, for an agency that they did not have before their eyes.
        """
        shown_for = self.request.POST.get(ACTING, "")
        if not shown_for or shown_for == str(self.actor.membership_id or ""):
            return ""
        return (
            f"You are acting for {self.actor.agency or 'nobody'} now, and were not when this page was opened. Nothing was"
            " saved. Send it again if you mean to, or switch agency first"
        )

    def kept_until_they_switch_back(self) -> HttpResponse:
        """For the agency they act for now there is no such page: what they typed waits until they switch."""
        draft = drafts.keep(self.request, signed_in(self.request))
        again = drafts.back_to(draft) if draft else self.request.get_full_path()
        return render(
            self.request,
            "records/switched.html",
            {"title": "You have switched agency", "actor": self.actor, "kept": bool(draft), "again": again},
            status=409,
        )

    def act_on(self, form: Form) -> Any:
        act, answers = type(self).act, self.answers(form)
        if self.object is not None:
            return act(self.object, by=self.actor, **answers)
        return act(by=self.actor, **answers)

    def answers(self, form: Form) -> dict[str, Any]:
        """What the action is told: the form's answers, under the names it gives them."""
        return dict(form.cleaned_data)

    def get_form(self, data: Any = None, files: Any = None) -> Form:
        facts = dict(self.form_facts())
        if issubclass(self.form_class, forms.Form):
            facts.setdefault("on", self.actor.on)
        if data is None:
            return self.form_class(initial=self.initial(), **facts)
        return self.form_class(data, files, initial=self.initial(), **facts)

    def form_facts(self) -> dict[str, Any]:
        """What the form needs to know beside what was typed, such as the choices that this actor has."""
        return {}

    def initial(self) -> dict[str, Any]:
        return {}

    def done_words(self, result: Any) -> str:
        """What is said when it is done, of what the action gave back."""
        return self.done

    def after(self, result: Any) -> str:
        """Where to go when it is done: the record's own page, or what was made."""
        for place in (result, self.object):
            if hasattr(place, "get_absolute_url"):
                return str(place.get_absolute_url())
        return "/"

    def event(self) -> str:
        act = type(self).act
        return f"{act.__module__.split('.')[1]}.{act.__name__}"

    def also_changed(self, form: Form) -> list[AlsoChanged]:
        """What someone else changed since this page was shown, apart from what the form itself asks."""
        try:
            before = json.loads(self.request.POST.get(SHOWN) or "{}")
            now = json.loads(fingerprint(self.object))
        except ValueError:
            return []
        names = [name for name in now if isinstance(before, dict) and before.get(name, now[name]) != now[name]]
        return [
            AlsoChanged(self.field_words(name), field_shown(self.object, name))
            for name in names
            if name not in form.fields
        ]

    def field_words(self, name: str) -> str:
        """What people call a fact of the record."""
        return field_words(self.object, name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(object=self.object, button=self.button, may=YES, **kwargs)


class ConfirmPage(QuestionPage):
    """A question about an act that cannot simply be undone: what follows from it is said before the button."""

    consequences: ClassVar[tuple[str, ...]] = ()
    grave: ClassVar[bool] = False
    template_name = "records/confirm.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequences=self.consequences, grave=self.grave, **kwargs)


def fingerprint(record: Any) -> str:
    """What a record was when it was shown, as a short HMAC of each of its facts: it tells what changed and no more."""
    if not isinstance(record, models.Model) or not hasattr(record, "version"):
        return ""
    if record._state.adding:
        return ""  # it was not there yet, so there is nothing to hold what comes against
    left_out = set(getattr(record, "ROW_FIELDS", ())) | set(getattr(getattr(record, "Privacy", None), "protected", ()))
    fields = [field for field in record._meta.concrete_fields if field.name not in left_out]
    return json.dumps({field.name: digest(record, field) for field in fields}, separators=(",", ":"))


def digest(record: models.Model, field: Any) -> str:
    said = f"{record._meta.label}|{record.pk}|{field.name}|{getattr(record, field.attname)}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()[:10]


def field_words(record: models.Model, name: str) -> str:
    """A field's name as people say it."""
    words = str(getattr(record._meta.get_field(name), "verbose_name", name)).removesuffix(" on")
    return words[:1].upper() + words[1:]


def field_shown(record: models.Model, name: str) -> Any:
    """A field's value as people read it."""
    display = getattr(record, f"get_{name}_display", None)
    return display() if display else getattr(record, name)


def ask_for_files_again(form: Form, request: HttpRequest) -> None:
    """Browsers keep what was typed and drop the files that were selected with it: a form that is shown again says so."""
    if request.method == "POST" and form.is_bound:
        for name in request.FILES:
            if name in form.fields and name not in form.errors:
                form.add_error(name, "Select the file again, because browsers do not keep it")


def typed_into(page: QuestionPage, request: HttpRequest) -> list[Said]:
    """The words and days that a refused form was sent with, by their questions: for their writer to copy."""
    form = page.get_form(request.POST)
    return [
        Said(str(bound.label), " ".join(bound.data) if isinstance(bound.data, tuple) else str(bound.data))
        for bound in form.visible_fields()
        if isinstance(bound.field, forms.CharField | forms.DateField)
        and not isinstance(bound.field, forms.PasswordField)
        and any(bound.data or "")
    ]
