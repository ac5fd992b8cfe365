"""Pages of letters that are read: the lists, those about one record, one letter, its drafts and its proofs."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from safehold.access import audit
from safehold.access.today import told
from safehold.govuk.addresses import reverse
from safehold.govuk.filters import day
from safehold.govuk.parts import Event, Heading, Identity, Link
from safehold.letters import actions, comparing, forms, policy, presenters, queries
from safehold.letters.lifecycle import Status
from safehold.letters.views.base import SECTION, OutOfRecord, handed_over, parts
from safehold.letters.word.passages import split
from safehold.records import queries as records
from safehold.records.pages import Column, ListPage, Offer, RecordPage
from safehold.records.pages.base import Found, Page
from safehold.records.policy import was_found


class Letters(ListPage):
    """Every letter that this person may see."""

    title = "Letters"
    section = SECTION
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(queries.letters_visible_to)
    filter_form = forms.FilterLetters
    template_name = "letters/list.html"
    file_name = "letters"
    noun = "letter"
    empty = (
        "There are no letters yet. Begin one on the page of the record that it is about: an ask, a meeting or an item of its"
        " agenda, a recommendation, an action or a policy."
    )
    columns = (
        Column("Letter", str, sort="title", link=lambda each: each.get_absolute_url()),
        Column("Reference", lambda each: each.reference),
        Column("For", lambda each: each.to_name, sort="to_name"),
        Column("Date", lambda each: each.dated_on, sort="dated_on"),
        Column("Status", presenters.status, sort="status"),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parts=parts("letters:letters"), **kwargs)


class Sent(ListPage):
    """The log of what was sent: who, what, when, how, to whom, and the digest of the very bytes."""

    title = "Letters that were sent"
    section = SECTION
    may_open = staticmethod(policy.see)
    visible_to = staticmethod(queries.sendings_visible_to)
    filter_form = forms.FilterSent
    template_name = "letters/list.html"
    file_name = "letters-sent"
    noun = "letter"
    ordering = ("-sent_on", "-pk")
    empty = "No letter has been sent yet."
    columns = (
        Column("Reference", lambda each: each.letter.reference, link=lambda each: each.letter.get_absolute_url()),
        Column("For", lambda each: each.to_name, sort="to_name"),
        Column("Sent", lambda each: each.sent_on, sort="sent_on"),
        Column("How", lambda each: each.get_how_display(), sort="how"),
        Column("By", lambda each: each.sent_by),
        Column("Template", lambda each: each.letter.template_version),
        Column("Digest of the PDF", lambda each: each.pdf_sha256[:12], in_file=lambda each: each.pdf_sha256),
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parts=parts("letters:sent"), **kwargs)


class AboutRecord(OutOfRecord, Page):
    """The letters and the copies about one record, of those that this person may see."""

    section = SECTION
    template_name = "letters/about.html"

    def get(self, request: HttpRequest, uid: Any) -> HttpResponse:
        self.entry = self.find(request, uid)
        audit.record(self.actor, "letters.about_shown", self.entry)
        return self.show()

    def get_title(self) -> str:
        return "Letters about this record"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.entry
        letters, copies = queries.about_entry(self.actor, entry), queries.copies_about(self.actor, entry)
        documents = []
        if policy.redact(self.actor):
            there = [each for each in records.documents_of(entry) if not each.withdrawn_on]
            documents = [(each, policy.redact_document(self.actor, each)) for each in there]
        more = {
            "caption": records.kind_in_words(entry.kind),
            "headings": [Heading(each) for each in ("Letter", "For", "Date", "Status")],
            "rows": [
                [Link(str(each), each.get_absolute_url()), each.to_name, day(each.dated_on), presenters.status(each)]
                for each in letters
            ],
            "copy_headings": [Heading("Copy"), Heading("Status")],
            "copies": [[Link(str(each), each.get_absolute_url()), presenters.copy_status(each)] for each in copies],
            "documents": [
                Link(each.title, reverse("letters:copy_begin", args=[each.uid])) for each, may in documents if may
            ],
            "not_here": [f"{each.title}: {may.reason}." for each, may in documents if not may],
            "may_begin": policy.begin(self.actor, entry),
            "begin": reverse("letters:begin", args=[entry.uid]),
            "back": records.address_of(entry),
        }
        return super().get_context_data(**more | kwargs)


class LetterPage(RecordPage):
    """One letter: what it says, its proofs, and what can be done next."""

    visible_to = staticmethod(queries.letters_visible_to)
    template_name = "letters/letter.html"
    section = SECTION
    with_documents = False
    with_deadlines = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter = self.object
        was_found(self.actor, letter.entry)
        about = letter.about
        writes = policy.write(self.actor, letter)
        drafts = queries.drafts_of(letter) if writes else []
        self.drafts, self.proofs = drafts, queries.proofs_of(letter)
        more = {
            "identity": Identity("Letter", letter.title, presenters.status(letter)),
            "answers": presenters.letter_answers(letter, Link(self.about(), records.address_of(about))),
            "files": self.files(),
            "paragraphs": split(drafts[0].words) if drafts else [],
            "drafts": [
                Link(f"Draft {each.number}", reverse("letters:draft", args=[letter.uid, each.number]))
                for each in drafts
            ],
            "steps": self.steps() if letter.status == Status.DRAFT and writes else [],
            "replaced_by": self.replaced_by(),
        }
        return super().get_context_data(**more | kwargs)

    def about(self) -> str:
        """What the letter is about, by its kind and its name: whoever sees the letter sees that too."""
        entry = self.object.about
        return f"{records.kind_in_words(entry.kind)}: {records.record_of(entry)}"

    def files(self) -> list[dict[str, Any]]:
        """Each proof that this person may open, newest first, with its files and who looked at it."""
        found = []
        for proof in self.proofs:
            proof.draft.letter = self.object
            if not policy.open_proof(self.actor, proof):
                continue
            at = [self.object.uid, proof.draft.number]
            sending = getattr(self.object, "sending", None)
            sent = sending is not None and sending.proof_id == proof.pk
            changed = proof.draft.number < self.newest()[0]
            title = f"Proof of draft {proof.draft.number}{', before it was changed' if changed else ''}"
            found.append(
                {
                    "title": "What was sent" if sent else title,
                    "links": [
                        Link("PDF", reverse("letters:proof", args=[*at, "pdf"])),
                        Link("Word", reverse("letters:proof", args=[*at, "docx"])),
                    ],
                    "looked": presenters.looked(proof.looks.all()) if policy.write(self.actor, self.object) else "",
                }
            )
        return found

    def steps(self) -> list[str]:
        """What stands between these words and the post."""
        newest, proof = self.newest()
        if proof is None or proof.draft.number < newest:
            return ["Make a proof of these words", "open it and read it", "then send it"]
        if not any(each.user_id == self.actor.user_id for each in proof.looks.all()):
            return ["Open the proof below and read it", "then send it"]
        return ["You have read the proof. Send it, or change the words"]

    def replaced_by(self) -> list[Link]:
        if self.object.status == Status.DRAFT:
            return []
        found = queries.letters_visible_to(self.actor).filter(replaces=self.object)
        return [Link(each.reference, each.get_absolute_url()) for each in found]

    def acts(self) -> Iterator[Offer]:
        letter, actor = self.object, self.actor
        uid = [letter.uid]
        if letter.status == Status.DRAFT:
            prepare = policy.prepare(actor, letter)
            yield Link("Change the words", reverse("letters:words", args=uid)), prepare
            if prepare:
                yield Link("Change the title or whom it is for", reverse("letters:readdress", args=uid)), prepare
            newest, proof = self.newest()
            if prepare and (proof is None or proof.draft.number < newest):
                yield Link("Make a proof", reverse("letters:prove", args=uid)), prepare
            elif may := policy.send_proof(actor, letter, proof, newest):
                yield Link("Send", reverse("letters:send", args=uid)), may
            if may := policy.end(actor, letter):
                yield Link("Discard", reverse("letters:discard", args=uid)), may
            return
        if letter.status == Status.SENT:
            if may := policy.replace(actor, letter):
                yield Link("Replace by another", reverse("letters:replace", args=uid)), may
            if may := policy.end(actor, letter):
                yield Link("Withdraw", reverse("letters:withdraw", args=uid)), may
        if may := policy.redact_letter(actor, letter):
            yield Link("Make a copy with passages removed", reverse("letters:redact", args=uid)), may

    def newest(self) -> tuple[int, Any]:
        """The number of the newest draft, and the latest proof."""
        return (self.drafts[0].number if self.drafts else 0), (self.proofs[0] if self.proofs else None)

    def happened(self) -> Iterator[Event]:
        letter = self.object
        yield Event("Begun", told(letter.made_at), by=str(letter.made_by))
        yield from presenters.readdressed(self.drafts)
        if sending := getattr(letter, "sending", None):
            yield Event("Sent", sending.sent_on, by=str(sending.sent_by), text=sending.get_how_display())
        if letter.ended_on:
            yield Event(letter.get_status_display(), letter.ended_on, by=str(letter.ended_by), text=letter.ended_why)


class DraftPage(Found, Page):
    """One draft, and how it differs from the one before it or from another (``?with=``)."""

    visible_to = staticmethod(queries.letters_visible_to)
    section = SECTION
    template_name = "letters/draft.html"

    def get(self, request: HttpRequest, uid: Any, number: int) -> HttpResponse:
        self.letter = self.find(request, uid)
        drafts = {each.number: each for each in queries.drafts_of(self.letter)}
        if number not in drafts or not policy.write(self.actor, self.letter):
            self.not_there(request, uid)
        audit.record(self.actor, "letters.draft_shown", self.letter, number=number)
        self.draft = drafts.pop(number)
        wanted = request.GET.get("with", str(number - 1))
        other = next((each for each in drafts.values() if str(each.number) == wanted), None)
        lines = comparing.compared(split(other.words), split(self.draft.words)) if other else []
        return self.show(
            draft=self.draft,
            answers=presenters.draft_answers(self.draft, other),
            other=other,
            lines=lines,
            changed=presenters.changed_words(lines),
            paragraphs=split(self.draft.words),
            saved=told(self.draft.made_at),
            compare=[Link(f"Compare with draft {each}", f"?with={each}") for each in drafts],
            back=self.letter.get_absolute_url(),
        )

    def get_title(self) -> str:
        return f"Draft {self.draft.number}: {self.letter}"


class ProofFile(Found, Page):
    """One of the two files of a proof. That it was opened is kept, since nobody sends what they have not read."""

    visible_to = staticmethod(queries.letters_visible_to)

    def get(self, request: HttpRequest, uid: Any, number: int, kind: str) -> HttpResponseBase:
        letter = self.find(request, uid)
        proof = queries.proof_numbered(letter, number)
        if proof is None or kind not in ("pdf", "docx") or not policy.open_proof(self.actor, proof):
            self.not_there(request, uid)
        actions.look(proof, by=self.actor, kind=kind)
        content = bytes((proof.pdf if kind == "pdf" else proof.docx).content)
        return handed_over(content, kind, f"{letter.reference} draft {number}")
