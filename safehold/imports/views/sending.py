"""Sending figures: which kind of file, then the file itself."""

import tempfile
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.asks import policy, queries
from safehold.asks.actions import AlreadyHere
from safehold.asks.lifecycle import Status
from safehold.govuk.filters import plural
from safehold.govuk.parts import Heading
from safehold.imports import forms, presenters, reading_in, tasks
from safehold.imports.data_sets import BASIS, DATA_SETS, PLACE, DataSet
from safehold.imports.door import READ_AT_ONCE
from safehold.imports.naming import title_for
from safehold.imports.reading_in import Declared
from safehold.intake.writing import Table, write_csv, write_xlsx
from safehold.measures import geography
from safehold.measures.presenters import breakable
from safehold.records.pages import QuestionPage
from safehold.records.pages.base import Page
from safehold.records.pages.lists import XLSX

SECTION = "submissions"


class Choose(Page):
    """Which kind of file is to be sent."""

    title = "What do you want to send?"
    section = SECTION
    template_name = "imports/choose.html"
    may_open = staticmethod(policy.send)
    recorded = False

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(data_sets=DATA_SETS.values(), back=reverse("imports:list"))


class Send(QuestionPage):
    """One file, and what its sender says of it."""

    section = SECTION
    template_name = "imports/send.html"
    form_class = forms.Sending
    costly = frozenset({"POST"})
    may = staticmethod(policy.send)
    act = staticmethod(reading_in.receive)
    button = "Send"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.data_set = data_set_called(kwargs["data_set"])
        self.sent: Any = None
        self.here: AlreadyHere | None = None
        self.mends = self.to_mend(request.GET.get("mends", ""))

    def to_mend(self, uid: str) -> Any:
        """The submission whose problems the file puts right: it is discarded when the file is here."""
        try:
            found = queries.visible_to(self.actor).filter(entry__uid=UUID(uid), status=Status.FAULTY).first()
        except ValueError:
            return None
        fits = found is not None and found.data_set == self.data_set.code and policy.discard(self.actor, found)
        return found if fits else None

    def get_title(self) -> str:
        return f"Send {self.data_set.title[:1].lower()}{self.data_set.title[1:]}"

    def form_facts(self) -> dict[str, Any]:
        return {
            "data_set": self.data_set,
            "agencies": queries.agencies_to_send_for(self.actor),
            "places": geography.places(),
        }

    def initial(self) -> dict[str, Any]:
        if before := self.mends:
            return {
                "agency": before.agency_id,
                "covers_from": before.covers_from_on,
                "covers_to": before.covers_to_on,
                "source": before.source,
                "source_on": before.source_on,
                **before.told,
            }
        agencies = list(queries.agencies_to_send_for(self.actor)[:2])
        return {"agency": agencies[0].pk} if len(agencies) == 1 else {}

    def answers(self, form: Form) -> dict[str, Any]:
        told = form.cleaned_data
        covers = (told["covers_from"], told["covers_to"])
        declared = Declared(
            data_set=self.data_set.code,
            agency=told["agency"],
            title=title_for(self.data_set.code, told["agency"], covers),
            covers=covers,
            source=told["source"],
            source_on=told["source_on"],
            geography=told.get(PLACE, ""),
            basis=told.get(BASIS, ""),
        )
        return {"looked": told["file"], "declared": declared, "mends": self.mends}

    def act_on(self, form: Form) -> Any:
        try:
            self.sent = super().act_on(form)
        except AlreadyHere as here:
            self.here = here
            raise
        return self.sent

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = super().post(request, **kwargs)
        if response.status_code == 302 and self.sent is not None:
            read_now_or_later(self.sent, request, by=self.actor)
        return response

    def ask(self, form: Form, **context: Any) -> HttpResponse:
        if self.here is not None:  # a fault of the file, which nobody is asked to select again
            form.errors.pop(NON_FIELD_ERRORS, None)
            form.add_error("file", str(self.here))
        elif form.is_bound and "file" not in form.errors:
            form.add_error("file", forms.SELECT_AGAIN)
        return super().ask(form, **context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holds_it = self.here.submission if self.here else None
        return super().get_context_data(
            data_set=self.data_set,
            guide=[
                [heading, breakable(wants), "Yes" if needed else "No"]
                for heading, wants, needed in self.data_set.schema.guide()
            ],
            guide_headings=[Heading("Column"), Heading("What it holds"), Heading("Needed")],
            mends=self.mends,
            holds_it=holds_it,
            holds_it_status=presenters.status_tag(holds_it) if holds_it else None,
            back=self.mends.get_absolute_url() if self.mends else reverse("imports:send"),
            **kwargs,
        )  # fmt: skip


class Template(Page):
    """An empty file with the headings of a data set, to be filled in."""

    may_open = staticmethod(policy.send)

    def get(self, request: HttpRequest, data_set: str, kind: str) -> HttpResponseBase:
        wanted = data_set_called(data_set)
        headings = wanted.schema.headings()
        audit.record(self.actor, "imports.template_downloaded", data_set=wanted.code, format=kind)
        if kind == "csv":
            response: HttpResponseBase = StreamingHttpResponse(write_csv([], headings), content_type="text/csv")
            response["Content-Disposition"] = f'attachment; filename="{wanted.code}.csv"'
            return response
        into = tempfile.SpooledTemporaryFile(max_size=1024 * 1024)  # noqa: SIM115 handed to the response, which closes it
        guide = [(heading, wants, needed) for heading, wants, needed in wanted.schema.guide()]
        sheets = [Table(wanted.title, headings, []), Table("Guide", ["Column", "What it holds", "Needed"], guide)]
        write_xlsx(sheets, into, made_at=timezone.localtime())  # type: ignore[arg-type]
        into.seek(0)
        return FileResponse(into, as_attachment=True, filename=f"{wanted.code}.xlsx", content_type=XLSX)


def data_set_called(code: str) -> DataSet:
    if code not in DATA_SETS:
        raise Http404("There is no such data set")
    return DATA_SETS[code]


def read_now_or_later(submission: Any, request: HttpRequest, *, by: Actor) -> None:
    """Read a short file at once and hand a long one to the worker; either way say on the next page what happened."""
    if submission.file_size > READ_AT_ONCE:
        with transaction.atomic():
            tasks.read_held.enqueue(str(submission.uid), by.membership_id)
        messages.info(request, "The file is here and is being read. You can leave this page: nothing will be lost.")
        return
    try:
        reading_in.read_on(submission, by=by)
    except Refused as refused:
        messages.info(request, str(refused))
        return
    rows = plural(submission.row_count, "row")
    if submission.status == Status.READY:
        messages.success(request, f"{rows} read, no problems found. Nothing counts until it is accepted.")
    else:
        problems = plural(submission.problem_count, "problem")
        messages.info(request, f"{rows} read, {problems} found. Nothing was counted.")
