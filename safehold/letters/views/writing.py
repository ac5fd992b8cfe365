"""Pages on which a letter is begun, changed, proved and sent, and on which it is ended."""

from typing import Any

from safehold.letters import actions, drawing, forms, policy, queries, sources
from safehold.letters.choices import How
from safehold.letters.forms.letters import AGENCY, PERSON
from safehold.letters.views.base import SECTION, Asking, OutOfRecord, banner
from safehold.records import queries as records
from safehold.records.pages import ConfirmPage, QuestionPage


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
