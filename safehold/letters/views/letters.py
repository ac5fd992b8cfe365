"""Pages of letters: the lists, beginning one, its words, its proof, and sending it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from safehold.access import audit
from safehold.access.today import told
from safehold.govuk.addresses import reverse
from safehold.govuk.parts import Event, Heading, Identity, Link
from safehold.letters import actions, comparing, drawing, forms, policy, presenters, queries, sources
from safehold.letters.choices import How
from safehold.letters.forms.letters import AGENCY, PERSON
from safehold.letters.lifecycle import Status
from safehold.letters.views.base import SECTION, Asking, OutOfRecord, banner, handed_over, parts
from safehold.letters.word.passages import split
from safehold.records import queries as records
from safehold.records.pages import Column, ConfirmPage, ListPage, Offer, QuestionPage, RecordPage
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
                [Link(str(each), each.get_absolute_url()), each.to_name, each.dated_on, presenters.status(each)]
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


class Begin(OutOfRecord, QuestionPage):
    """Begin a letter about the record in the address."""

    title = "Write a letter"
    section = SECTION
    form_class = forms.Begin
    visible_to = staticmethod(records.entries_visible_to)
    may = staticmethod(policy.begin)
    act = staticmethod(actions.begin)
    button = "Begin the letter"
    done = "Begun. Its fields are filled from the record: read it through, and change what should be said otherwise."

    def form_facts(self) -> dict[str, Any]:
        return {
            "versions": queries.offered(self.actor, self.object.kind),
            "agencies": queries.addressees(self.actor),
            "people": queries.users_to_write_to(self.actor),
        }

    def initial(self) -> dict[str, Any]:
        title, agency = queries.suggested(self.actor, self.object)
        return {"title": title[:160]} | ({"to": AGENCY, "agency": agency} if agency else {})

    def answers(self, form: Any) -> dict[str, Any]:
        facts = form.cleaned_data
        to = facts["agency"] if facts["to"] == AGENCY else facts["person"]
        return {"version": facts["version"], "to": to, "title": facts["title"], "address": facts["address"]}

    def after(self, result: Any) -> str:
        return str(result.get_absolute_url()) if result else records.address_of(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object
        kwargs.setdefault("cancel", records.address_of(entry))
        kwargs.setdefault("caption", sources.kinds()[entry.kind].words)
        kwargs["intro"] = "Only templates that are approved and in force, for this kind of record, can be chosen."
        return super().get_context_data(**kwargs)


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
            found.append(
                {
                    "title": "What was sent" if sent else f"Proof of draft {proof.draft.number}",
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


class OfLetter(Asking):
    visible_to = staticmethod(queries.letters_visible_to)


class ChangeWords(OfLetter):
    title = "Change the words"
    form_class = forms.ChangeWords
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.change_words)
    done = "Saved. What it said before is kept."

    def initial(self) -> dict[str, Any]:
        return {"words": queries.newest_draft(self.object).words}


class Readdress(OfLetter):
    """Another title, somebody else to write to, or another address."""

    title = "Change the title or whom it is for"
    form_class = forms.Readdress
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.readdress)
    done = "Saved. Where the template named them, the letter does now. Read it through for what you wrote yourself."

    def form_facts(self) -> dict[str, Any]:
        letter, actor = self.object, self.actor
        return {
            "agencies": queries.addressees(actor),
            "people": queries.users_to_write_to(actor),
            "to_another": bool(policy.give_to_another(actor, letter)),
            "elsewhere": bool(policy.change_address(actor, letter)),
            "proved": queries.proof_of(queries.newest_draft(letter)),
        }

    def initial(self) -> dict[str, Any]:
        letter = self.object
        return {
            "title": letter.title,
            "to": AGENCY if letter.to_agency_id else PERSON,
            "agency": letter.to_agency_id,
            "person": letter.to_user_id,
            "address": letter.to_address,
        }

    def answers(self, form: Any) -> dict[str, Any]:
        facts = form.cleaned_data
        told = {name: facts[name] for name in ("title", "address", "why") if name in facts}
        if "to" in facts:
            told["to"] = facts["agency"] if facts["to"] == AGENCY else facts["person"]
        return told

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = policy.give_to_another(self.actor, self.object)
        kwargs["intro"] = "What it said before is kept." if may else may.reason
        return super().get_context_data(**kwargs)


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


class MakeProof(OfLetter, ConfirmPage):
    title = "Make a proof"
    form_class = forms.Confirm
    may = staticmethod(policy.prepare)
    act = staticmethod(actions.make_proof)
    costly = frozenset({"POST"})
    template_name = "records/confirm.html"
    button = "Make the proof"
    done = "Made. Open it and read it before it is sent."
    consequences = (
        "the letter is made as PDF and Word, exactly as it would leave",
        "both are kept, and whoever sends it must have opened one of them first",
        "if the words are changed afterwards, another proof is needed",
    )

    def prepare(self, form: Any) -> None:
        self.drawn = drawing.letter_drawn(self.object, by=self.actor, banner=banner())

    def answers(self, form: Any) -> dict[str, Any]:
        return {"drawn": self.drawn}


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


class Send(OfLetter):
    title = "Send this letter"
    form_class = forms.Send
    may = staticmethod(policy.send)
    act = staticmethod(actions.send)
    button = "Send"
    done = "Sent, and written in the log"

    def initial(self) -> dict[str, Any]:
        return {"sent_on": self.actor.on, "how": How.HERE}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter = self.object
        kwargs["intro"] = (
            f"{letter.reference}, for {letter.to_name}. What the log says of it cannot be changed afterwards."
        )
        return super().get_context_data(**kwargs)


class Discard(OfLetter):
    title = "Discard this letter"
    form_class = forms.Why
    may = staticmethod(policy.end)
    act = staticmethod(actions.discard)
    button = "Discard"
    done = "Discarded. Its words are kept."


class Withdraw(OfLetter):
    title = "Withdraw this letter"
    form_class = forms.Why
    may = staticmethod(policy.end)
    act = staticmethod(actions.withdraw)
    button = "Withdraw"
    done = "Withdrawn. It stays to be read, and so does the log of it."


class Replace(OfLetter):
    title = "Replace this letter by another"
    form_class = forms.Replace
    may = staticmethod(policy.replace)
    act = staticmethod(actions.replace)
    button = "Begin the other letter"
    done = "Begun. The first letter holds until this one is sent."

    def form_facts(self) -> dict[str, Any]:
        return {"versions": queries.offered(self.actor, self.object.about.kind)}

    def initial(self) -> dict[str, Any]:
        return {"title": self.object.title}

    def after(self, result: Any) -> str:
        return str((result or self.object).get_absolute_url())
