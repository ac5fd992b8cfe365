"""Adding, opening and withdrawing documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from safehold.access import audit
from safehold.access.policy import not_now
from safehold.access.request import acting
from safehold.records import files, forms, policy, queries
from safehold.records.actions import documents as actions
from safehold.records.pages import ConfirmPage, QuestionPage
from safehold.records.pages.base import NOTHING_RUNS, Found, Page, forbidden, not_there
from safehold.records.views.entries import AboutEntry

if TYPE_CHECKING:  # pages name models, and never ask them
    from safehold.records.models import Document


class Add(AboutEntry, QuestionPage):
    title = "Add a document"
    form_class = forms.AddDocument
    visible_to = staticmethod(queries.entries_visible_to)
    may = staticmethod(policy.add_document)
    act = staticmethod(actions.add_document)
    button = "Add document"
    done = "Document added"
    template_name = "records/add_document.html"

    @staticmethod
    def is_scanned() -> bool:
        """Whether files are scanned here at all. The page says so where they are not."""
        return bool(settings.SCANNER != "none")

    def invalid(self, form: Form) -> None:
        """A file that was turned away is in the trail: a virus above all."""
        for error in form.errors.as_data().get("file", []):
            if error.code in ("infected", "refused"):
                found = (error.params or {}).get("found")  # what the scanner calls it: for those who look into it
                why = f"The file was {error.code}" + (f": {found}" if found else "")
                audit.refused(self.actor, self.event(), self.object, why=why)

    def after(self, result: Any) -> str:
        return f"{self.record_address()}#documents"


class OneDocument(Found):
    """Finds a document by its own uid, among those of the records that the actor sees."""

    def find(self, request: HttpRequest, uid: Any) -> Document:
        found = queries.documents_visible_to(acting(request)).filter(uid=uid).select_related("entry__owner").first()
        if found is None:
            self.not_there(request, uid)
        return found

    def kind(self) -> str:
        return "records.document"


class Withdraw(OneDocument, ConfirmPage):
    form_class = forms.Withdraw
    visible_to = staticmethod(queries.documents_visible_to)
    may = staticmethod(policy.withdraw_document)
    act = staticmethod(actions.withdraw_document)
    button = "Withdraw document"
    done = "Document withdrawn"
    grave = True
    consequences = (
        "nobody will be able to open it any more",
        "that it was here, and why it was withdrawn, stays on the record",
    )

    def get_title(self) -> str:
        return f"Withdraw ‘{self.object}’"

    def after(self, result: Any) -> str:
        return f"{queries.address_of(self.object.entry)}#documents"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(back=self.after(None), **kwargs)


class Download(Page):
    """A document's bytes, as a file to save: never as something that a browser shows in our name."""

    def get(self, request: HttpRequest, uid: Any) -> HttpResponseBase:
        document = queries.documents_visible_to(self.actor).filter(uid=uid).first()
        if document is None:
            not_there(self.actor, "records.opened", ("records.document", str(uid)))
        answer = policy.open_document(self.actor, document)
        if not answer:
            audit.refused(self.actor, "records.document_opened", document.entry, why="It was withdrawn")
            return forbidden(request, answer)
        audit.record(self.actor, "records.document_opened", document.entry, document=str(document.uid))
        try:
            content = files.read(document.sha256)
        except files.Damaged as damaged:
            audit.refused(self.actor, "records.document_opened", document.entry, why=str(damaged))
            return forbidden(request, not_now(str(damaged)))
        return as_attachment(content, document)


def as_attachment(content: bytes, document: Document) -> HttpResponse:
    """The answer that hands over a file: saved and not shown, its type not guessed at, nothing in it run."""
    response = HttpResponse(content, content_type=files.KINDS[document.kind].content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, document.file_name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    response.headers["Cache-Control"] = "no-store"
    return response
