"""Pages of copies with passages removed."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from safehold.access.policy import Refused, not_now
from safehold.govuk.addresses import reverse
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Heading, Identity, Link
from safehold.letters import actions, drawing, forms, policy, presenters, queries, redaction
from safehold.letters.lifecycle import Copying
from safehold.letters.views.base import SECTION, Asking, banner, handed_over, parts
from safehold.letters.views.writing import OfLetter
from safehold.records import queries as records
from safehold.records.pages import Column, ConfirmPage, ListPage, Offer, QuestionPage, RecordPage
from safehold.records.pages.base import Found, Page, forbidden
from safehold.records.views.documents import OneDocument


class Copies(ListPage):
    """Every copy that this person may see."""

    title = "Redacted copies"
    section = SECTION
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(queries.copies_visible_to)
    filter_form = forms.FilterCopies
    template_name = "letters/list.html"
    file_name = "redacted-copies"
    noun = "copy"
    nouns = "copies"
    empty = "There are no copies with passages removed. Begin one from a letter, or from a record’s letters."
    columns = (
        Column("Copy", str, sort="title", link=lambda each: each.get_absolute_url()),
        Column("Finished by", lambda each: each.finished_by or "Not finished"),
        Column("Released", lambda each: each.released_on, sort="released_on"),
        Column("Released by", lambda each: each.released_by or "Not released"),
        Column("Status", presenters.copy_status, sort="status"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parts=parts("letters:copies"), **kwargs)


class CopyPage(RecordPage):
    """One copy: for those who prepare and check it, what it will say paragraph by paragraph; for others, its files."""

    visible_to = staticmethod(queries.copies_visible_to)
    template_name = "letters/copy.html"
    section = SECTION
    with_documents = False
    with_deadlines = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copy, actor = self.object, self.actor
        removals = queries.removals_of(copy)
        gone = queries.gone_of(removals)
        may, reads = policy.prepare_copy(actor, copy), policy.read_original(actor, copy)
        asked = ["Where", "Why", *(["How much"] if reads else []), "Removed by"]
        more: dict[str, Any] = {
            "identity": Identity("Redacted copy", copy.title, presenters.copy_status(copy)),
            "answers": self.answers(),
            "headings": [Heading(each) for each in asked],
            "rows": presenters.removal_rows(copy, removals, may=bool(may), reads=bool(reads)),
            "paragraphs": [],
            "unreadable": "",
            "standing": [],
            "files": self.files(),
        }
        if may:
            more["headings"] = [*more["headings"], Heading("What can be done")]
        if reads:
            try:
                texts = redaction.texts(queries.original(copy))
            except Refused as refused:
                more["unreadable"] = str(refused)
            else:
                more["paragraphs"] = presenters.as_it_will_read(texts, gone)
                more["standing"] = [number + 1 for number in redaction.standing(texts, gone)]
        return super().get_context_data(**more | kwargs)

    def answers(self) -> list[Answer]:
        copy = self.object
        found = []
        if policy.redact(self.actor):
            if records.visible_entry(self.actor, copy.about.uid):
                found.append(Answer("For", copy.purpose))
            found.append(Answer("Copy of", self.original()))
        found.append(Answer("Prepared by", str(copy.made_by)))
        if copy.finished_on:
            found.append(Answer("Finished", f"{day(copy.finished_on)}, by {copy.finished_by}"))
        if copy.released_on:
            found.append(Answer("Checked and released", f"{day(copy.released_on)}, by {copy.released_by}"))
        if copy.sent_back_why:
            words = f"{day(copy.sent_back_on)}, by {copy.sent_back_by}: {copy.sent_back_why}"
            found.append(Answer("Sent back", words))
        if copy.ended_on:
            found.append(Answer("Withdrawn", f"{day(copy.ended_on)}, by {copy.ended_by}: {copy.ended_why}"))
        return found

    def original(self) -> Any:
        """Where the original is, for those who see it."""
        copy = self.object
        if copy.proof is not None:
            letter = copy.proof.draft.letter
            seen = records.visible_entry(self.actor, letter.entry.uid)
            return Link(str(letter), letter.get_absolute_url()) if seen else "A letter"
        seen = records.visible_entry(self.actor, copy.about.uid)
        return Link(str(copy.document), f"{records.address_of(seen)}#documents") if seen else "A document"

    def files(self) -> list[Link]:
        copy = self.object
        if not policy.open_copy(self.actor, copy):
            return []
        kinds = {"pdf": "The copy as PDF", "docx": "The copy as Word"}
        return [Link(words, reverse("letters:copy_file", args=[copy.uid, kind])) for kind, words in kinds.items()]

    def acts(self) -> Iterator[Offer]:
        copy, actor = self.object, self.actor
        uid = [copy.uid]
        if copy.status == Copying.DRAFT:
            may = policy.prepare_copy(actor, copy)
            yield Link("Remove a passage", reverse("letters:remove", args=uid)), may
            if may:
                yield Link("Finish", reverse("letters:finish", args=uid)), may
        if copy.status == Copying.FINISHED:
            yield Link("Release", reverse("letters:release", args=uid)), policy.release(actor, copy)
            if may := policy.check_copy(actor, copy):
                yield Link("Send back", reverse("letters:send_back", args=uid)), may
        if copy.status != Copying.WITHDRAWN and (may := policy.withdraw_copy(actor, copy)):
            yield Link("Withdraw", reverse("letters:withdraw_copy", args=uid)), may

    def happened(self) -> Iterator[Event]:
        copy = self.object
        if copy.finished_on:
            yield Event("Finished", copy.finished_on, by=str(copy.finished_by))
        if copy.released_on:
            yield Event("Released", copy.released_on, by=str(copy.released_by))
        if copy.ended_on:
            yield Event("Withdrawn", copy.ended_on, by=str(copy.ended_by), text=copy.ended_why)


class BeginCopy(OneDocument, QuestionPage):
    """Begin a copy of the document in the address."""

    title = "Make a copy with passages removed"
    section = SECTION
    form_class = forms.BeginCopy
    visible_to = staticmethod(queries.documents_visible_to)
    may = staticmethod(policy.redact_document)
    act = staticmethod(actions.begin_copy)
    button = "Begin"
    done = "Begun"

    def after(self, result: Any) -> str:
        return str(result.get_absolute_url()) if result else records.address_of(self.object.entry)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", records.address_of(self.object.entry))
        return super().get_context_data(**kwargs)


class RedactLetter(OfLetter):
    """Begin a copy of a letter that was sent."""

    title = "Make a copy with passages removed"
    form_class = forms.BeginCopy
    may = staticmethod(policy.redact_letter)
    act = staticmethod(actions.copy_letter)
    button = "Begin"
    done = "Begun"

    def after(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())


class OfCopy(Asking):
    visible_to = staticmethod(queries.copies_visible_to)


class Remove(OfCopy):
    title = "Remove a passage"
    form_class = forms.Remove
    may = staticmethod(policy.prepare_copy)
    act = staticmethod(actions.remove)
    button = "Remove"

    def done_words(self, result: Any) -> str:
        many = len(result)
        return f"Removed in {many} place{'' if many == 1 else 's'}"


class PutBack(OfCopy, ConfirmPage):
    """Leave a passage in after all."""

    title = "Leave this passage in"
    form_class = forms.Confirm
    may = staticmethod(policy.prepare_copy)
    act = staticmethod(actions.put_back)
    template_name = "records/confirm.html"
    button = "Put it back"
    done = "Put back"
    consequences = ("The copy will show these words. That they were removed before, and by whom, is kept.",)

    def find(self, request: HttpRequest, uid: Any) -> Any:
        copy = super().find(request, uid)
        self.removal = next((each for each in queries.removals_of(copy) if each.pk == self.kwargs["number"]), None)
        if self.removal is None:
            self.not_there(request, uid)
        return copy

    def answers(self, form: Any) -> dict[str, Any]:
        return {"removal": self.removal}


class Finish(OfCopy):
    title = "Finish this copy"
    form_class = forms.Finish
    may = staticmethod(policy.prepare_copy)
    act = staticmethod(actions.finish)
    costly = frozenset({"POST"})
    button = "Finish"
    done = "Finished. A second person opens it, and releases it or sends it back."

    def prepare(self, form: Any) -> None:
        may_stand = form.cleaned_data.get("may_stand", False)
        self.drawn = drawing.copy_drawn(self.object, by=self.actor, may_stand=may_stand, banner=banner())

    def answers(self, form: Any) -> dict[str, Any]:
        return {"drawn": self.drawn}

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        """Only where such words are left is anybody asked about them."""
        form = super().get_form(data, files)
        self.left = queries.still_stand(self.object)
        if not self.left:
            del form.fields["may_stand"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.left:
            numbers = ", ".join(map(str, self.left))
            kwargs["warning"] = f"Words that were removed in one place stand in another still, in paragraph {numbers}"
        kwargs["intro"] = (
            "The copy is built anew from the words that stay. Pictures, the heads and feet of pages, notes, boxes, comments"
            " and properties of the original are left behind."
        )
        return super().get_context_data(**kwargs)


class SendBack(OfCopy):
    title = "Send this copy back"
    form_class = forms.Why
    may = staticmethod(policy.check_copy)
    act = staticmethod(actions.send_back)
    button = "Send back"
    done = "Sent back to be prepared again"


class Release(OfCopy):
    title = "Release this copy"
    form_class = forms.Release
    may = staticmethod(policy.release)
    act = staticmethod(actions.release)
    button = "Release"
    done = "Released"


class WithdrawCopy(OfCopy):
    title = "Withdraw this copy"
    form_class = forms.Why
    may = staticmethod(policy.withdraw_copy)
    act = staticmethod(actions.withdraw_copy)
    button = "Withdraw"
    done = "Withdrawn. Nobody can open it here any more."


class CopyFile(Found, Page):
    """One of the two files of a copy."""

    visible_to = staticmethod(queries.copies_visible_to)

    def get(self, request: HttpRequest, uid: Any, kind: str) -> HttpResponseBase:
        copy = self.find(request, uid)
        if kind not in ("pdf", "docx"):
            self.not_there(request, uid)
        answer = policy.open_copy(self.actor, copy)
        if not answer:
            return forbidden(request, not_now(answer.reason))
        actions.look_at_copy(copy, by=self.actor, kind=kind)
        content = bytes((copy.pdf if kind == "pdf" else copy.docx).content)
        return handed_over(content, kind, copy.title)
