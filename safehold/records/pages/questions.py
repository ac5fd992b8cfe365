"""The page that asks something and acts on the answer."""

import secrets
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, Refused
from safehold.records import writing
from safehold.records.pages.base import Found, Page, Visible, forbidden

TOKEN, VERSION = "_once", "_version"


class QuestionPage(Found, Page):
    """One question or one section of them: a form, a policy and an action.

    With ``visible_to`` it is asked about the record in the address, and ``may(actor, record)`` and
    ``act(record, by=…, **answers)`` get it; without, ``may(actor)`` and ``act(by=…, **answers)``. The form posts the
    version it was shown and a token that counts once. A refusal, a conflict or a mistake shows again everything typed.
    """

    form_class: ClassVar[type[Form]]
    visible_to: ClassVar[Visible | None] = None  # type: ignore[assignment]
    may: ClassVar[Callable[..., Answer]]
    act: ClassVar[Callable[..., Any]]
    done: ClassVar[str] = ""
    button: ClassVar[str] = "Save"
    template_name = "records/question.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = None
        if type(self).visible_to is not None:
            self.object = self.find(request, kwargs["uid"])
        answer = self.allowed(request.actor)  # type: ignore[attr-defined]
        if not answer:
            audit.refused(request.actor, self.event(), self.object, why=answer.reason)  # type: ignore[attr-defined]
            return forbidden(request, answer)
        return super().dispatch(request, *args, **kwargs)

    def allowed(self, actor: Actor) -> Answer:
        may = type(self).may
        return may(actor, self.object) if self.object is not None else may(actor)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.object is not None and self.recorded:
            audit.record(self.actor, f"{self.object.entry.kind}.asked", self.object, page=type(self).__name__)
        return self.show(form=self.get_form(), token=secrets.token_urlsafe(32), version=self.version())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST, request.FILES)
        token = request.POST.get(TOKEN) or secrets.token_urlsafe(32)
        shown = request.POST.get(VERSION, "")
        if not form.is_valid():
            return self.show(form=form, token=token, version=shown or self.version(), status=422)
        if self.object is not None and shown.isdecimal():
            self.object.version = int(shown)
        try:
            with transaction.atomic():
                if not writing.once(token):
                    messages.info(request, "You have already sent this. Nothing was done twice.")
                    return HttpResponseRedirect(self.after(None))
                result = self.act_on(form)
        except writing.Changed as changed:
            audit.refused(self.actor, self.event(), self.object, why=str(changed))
            self.object = changed.record
            form.add_error(None, str(changed))
            return self.show(
                form=form,
                token=secrets.token_urlsafe(32),
                version=changed.record.version,
                changed=changed.record,
                status=409,
            )
        except Refused as refusal:
            audit.refused(self.actor, self.event(), self.object, why=str(refusal))
            form.add_error(None, str(refusal))
            return self.show(form=form, token=secrets.token_urlsafe(32), version=self.version(), status=409)
        if self.done:
            messages.success(request, self.done)
        return HttpResponseRedirect(self.after(result))

    def act_on(self, form: Form) -> Any:
        act, answers = type(self).act, self.answers(form)
        if self.object is not None:
            return act(self.object, by=self.actor, **answers)
        return act(by=self.actor, **answers)

    def answers(self, form: Form) -> dict[str, Any]:
        """What the action is told: the form's answers, under the names it gives them."""
        return dict(form.cleaned_data)

    def get_form(self, *args: Any) -> Form:
        return self.form_class(*args, **({} if args else {"initial": self.initial()}), **self.form_facts())

    def form_facts(self) -> dict[str, Any]:
        """What the form needs to know beside what was typed, such as the choices that this actor has."""
        return {}

    def initial(self) -> dict[str, Any]:
        return {}

    def after(self, result: Any) -> str:
        """Where to go when it is done: the record's own page, or what was made."""
        shown = result if hasattr(result, "get_absolute_url") else self.object
        return shown.get_absolute_url() if hasattr(shown, "get_absolute_url") else "/"

    def version(self) -> Any:
        return getattr(self.object, "version", "")

    def event(self) -> str:
        act = type(self).act
        return f"{act.__module__.split('.')[1]}.{act.__name__}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(object=self.object, button=self.button, may=YES, **kwargs)
