"""What was returned, for ever: the receipt, the copy to read, and the same as a file."""

import io
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

from safehold.access import audit
from safehold.asks import presenters, queries
from safehold.asks.views.base import SECTION, Side
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Link
from safehold.intake.writing import write_csv
from safehold.records.pages.base import Found, Page

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}


class OfReply(Side, Found, Page):
    """A page about one answer to an ask: the agency's own, whatever has become of the ask since."""

    visible_to = staticmethod(queries.asks_visible_to)
    section = SECTION

    def get(self, request: HttpRequest, uid: Any, number: int, **kwargs: Any) -> HttpResponseBase:
        self.ask = self.find(request, uid)
        reply = queries.reply_of(self.ask, number)
        if reply is None:
            self.not_there(request, uid)
        self.reply = reply
        audit.record(self.actor, f"asks.{type(self).__name__.lower()}_shown", self.ask, reply=number)
        return self.answer(request, **kwargs)

    def answer(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return self.show()

    def facts(self) -> list[Answer]:
        """What the copy says above the answers."""
        ask, reply = self.ask, self.reply
        found = [
            Answer("Receipt", reply.receipt),
            Answer("Agency", str(ask.agency)),
            Answer("Answer", reply.get_kind_display()),
            Answer("Given on", day(reply.given_on)),
            Answer("Answers for it", presenters.said_by(reply)),
            Answer("Asked for by", day(ask.first_due_on)),
        ]
        if reply.words:
            found.append(Answer("Said beside it" if reply.kind == "returned" else "Reason", reply.words))
        return found


class Receipt(OfReply):
    """That it arrived, under which reference, and what happens next. The page can be bookmarked: it changes nothing."""

    template_name = "asks/receipt.html"

    def get_title(self) -> str:
        return {"nil": "Nil return sent", "refused": "Refusal sent"}.get(self.reply.kind, "Returned")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ask, reply = self.ask, self.reply
        return super().get_context_data(
            reference=reply.receipt,
            next=[
                f"{ask.call.keeper} is told that you answered, on {day(reply.given_on)}.",
                "If something is unclear you are asked about it. Else there is nothing more to do.",
            ],
            contact=f"Answered for {ask.agency} by {reply.signatory}.",
            onward=[Link("Read or download your copy", self.at("copy", reply.number)), Link("Go back", self.at("ask"))],
            **kwargs,
        )


class Copy(OfReply):
    """What was returned, to read."""

    template_name = "asks/copy.html"

    def get_title(self) -> str:
        return f"What was returned: {self.ask}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = self.reply.number
        files = [Link(words, self.at("file", number, kind)) for kind, words in KINDS.items()]
        return super().get_context_data(
            facts=self.facts(),
            said=presenters.kept_answers(self.reply),
            kept=self.reply.kept.get("documents", ()),
            files=files,
            back=self.at("ask"),
            **kwargs,
        )


KINDS = {"pdf": "PDF", "docx": "Word", "csv": "CSV"}


class File(OfReply):
    """The same as a PDF or a Word document to keep, or the answers as CSV."""

    costly = frozenset({"GET"})

    def answer(self, request: HttpRequest, kind: str = "", **kwargs: Any) -> HttpResponseBase:
        if kind not in KINDS:
            raise Http404("There is no such file")
        content = self.in_csv() if kind == "csv" else self.paper(kind)
        name = f"{self.reply.receipt}.{kind}"
        response = FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=TYPES[kind])
        response["Cache-Control"] = "no-store"
        return response

    def in_csv(self) -> bytes:
        return b"".join(write_csv(presenters.in_csv(self.reply), ["Number", "Question", "Answer"]))

    def paper(self, kind: str) -> bytes:
        """Drawn by the function that the setting ``PAPERS`` names: documents are made in a band above this one."""
        write = import_string(settings.PAPERS)
        said = [(each.question, str(each.answer)) for each in presenters.kept_answers(self.reply)]
        facts = [(each.question, str(each.answer)) for each in self.facts()]
        files = "\n".join(f"{each['title']} ({each['file_name']})" for each in self.reply.kept.get("documents", ()))
        sections = [("Answers", said), ("Documents", [("Returned with it", files)] if files else [])]
        content: bytes = write(
            kind,
            title=str(self.ask),
            receipt=self.reply.receipt,
            on=self.reply.given_on,
            facts=facts,
            sections=[each for each in sections if each[1]],
        )
        return content
