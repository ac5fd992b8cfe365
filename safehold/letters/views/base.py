"""What the pages of letters share."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.utils.http import content_disposition_header

from safehold.access.request import acting
from safehold.govuk.addresses import reverse
from safehold.govuk.parts import Link
from safehold.records import queries as records
from safehold.records.pages import QuestionPage
from safehold.records.pages.base import NOTHING_RUNS, Found

SECTION = "letters"
INVENTED = "Everything in this document is invented."
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PARTS = (
    ("Letters", "letters:letters"),
    ("Sent", "letters:sent"),
    ("Templates", "letters:templates"),
    ("Redacted copies", "letters:copies"),
)


def banner() -> str:
    """What every document of a demonstration says of itself."""
    return INVENTED if settings.INVENTED else ""


def parts(current: str) -> list[Link]:
    """The lists of this part of the site."""
    return [Link(words, reverse(name), current=name == current) for words, name in PARTS]


class Asking(QuestionPage):
    """A question about one of them. Whoever turns back goes to its page, and so does whoever answers."""

    section = SECTION
    object: Any

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", self.object.get_absolute_url())
        kwargs.setdefault("caption", str(self.object))
        return super().get_context_data(**kwargs)


class OutOfRecord(Found):
    """Finds the entry of the record that a letter is about, among those that the actor sees."""

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = records.entries_visible_to(acting(request)).filter(uid=uid).select_related("source").first()
        if found is None:
            self.not_there(request, uid)
        return found

    def kind(self) -> str:
        return "records.entry"


def handed_over(content: bytes, kind: str, name: str) -> FileResponse:
    """A file to save: never shown in our name, nothing in it run."""
    response = FileResponse(iter([content]), content_type=TYPES[kind])
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}") or "attachment"
    response.headers["Content-Length"] = str(len(content))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    response.headers["Cache-Control"] = "no-store"
    return response
