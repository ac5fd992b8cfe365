"""What they agreed to and withdrew; where the words are used; what changed, and that they were told."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from safehold.records import queries as entries
from safehold.records.pages import ConfirmPage
from safehold.voice import actions, forms, policy, presenters, queries
from safehold.voice.views.base import OfVoice


class Agree(OfVoice):
    title = "Record what they agreed to"
    form_class = forms.Agree
    may = staticmethod(policy.keep)
    act = staticmethod(actions.agree)
    done = "Recorded"


class Withdraw(OfVoice, ConfirmPage):
    """All of it, in one act."""

    title = "They withdraw all that they agreed to"
    form_class = forms.Withdraw
    may = staticmethod(policy.withdraw)
    act = staticmethod(actions.withdraw)
    button = "Withdraw it all"
    done = "Withdrawn. Nobody reads the words any more, and no draft quotes them."
    grave = True
    consequences = (
        "nobody reads the words any more, from this moment",
        "every draft report that quotes them loses them, and cannot be published until the quote is taken out",
        "where somebody put them into a record by hand, that is listed to be taken out",
        "what was published already cannot be recalled: write down who was told",
    )

    def after(self, result: Any) -> str:
        # whoever read them as one of the group may see the record no more
        return super().after(result) if queries.is_visible(self.object, self.actor) else reverse("voice:voices")


class WithdrawOne(OfVoice, ConfirmPage):
    """One use, by the number of its consent."""

    form_class = forms.Withdraw
    may = staticmethod(policy.withdraw)
    act = staticmethod(actions.withdraw)
    button = "Withdraw it"
    done = "Withdrawn. It holds at once."
    consequences = ("this use ends at this moment, everywhere", "what else they agreed to still holds")

    def find(self, request: HttpRequest, uid: Any) -> Any:
        voice = super().find(request, uid)
        self.consent = queries.consent_at(voice, int(self.kwargs["number"]))
        if self.consent is None:
            self.not_there(request, uid)
        return voice

    def get_title(self) -> str:
        return f"They withdraw one use: {str(self.consent).lower()}"

    def answers(self, form: Any) -> dict[str, Any]:
        return {**form.cleaned_data, "consent": self.consent}

    def after(self, result: Any) -> str:
        return super().after(result) if queries.is_visible(self.object, self.actor) else reverse("voice:voices")


class UseIn(OfVoice):
    title = "Record where it is used"
    form_class = forms.UseIn
    may = staticmethod(policy.use)
    act = staticmethod(actions.use_in)
    done = "Recorded. When the consent ends, it is listed to be taken out."

    def form_facts(self) -> dict[str, Any]:
        return {"actor": self.actor}


class TakeOut(OfVoice):
    """Where the words stand still, for whoever put them there, whether they see the voice or not, and whoever keeps it."""

    title = "Say that the words were taken out"
    template_name = "voice/take_out.html"
    form_class = forms.TakeOut
    visible_to = staticmethod(queries.with_uses_to_take_out)
    may = staticmethod(policy.take_out)
    act = staticmethod(actions.take_out)
    button = "They were taken out"
    done = "Recorded, with your name and today’s date"

    def find(self, request: HttpRequest, uid: Any) -> Any:
        voice = super().find(request, uid)
        self.standing = queries.standing_uses(voice, self.actor)
        return voice

    def form_facts(self) -> dict[str, Any]:
        return {"standing": self.standing, "said": presenters.where_it_stands(self.standing)}

    def after(self, result: Any) -> str:
        return super().after(result) if queries.is_visible(self.object, self.actor) else "/"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        links = [presenters.place_link(each.used) for each in self.standing if each.shown]
        unseen = not all(each.shown or each.own for each in self.standing)
        return super().get_context_data(none=not self.standing, links=links, unseen=unseen, **kwargs)


class Told(OfVoice):
    """Who was told that what was published cannot be recalled, of the report that the address names."""

    title = "Record who was told"
    form_class = forms.Told
    may = staticmethod(policy.keep)
    act = staticmethod(actions.told)
    done = "Recorded"

    def find(self, request: HttpRequest, uid: Any) -> Any:
        voice = super().find(request, uid)
        about = self.kwargs["about"]
        self.report = next(
            (each for each in queries.quoting(voice) if each.entry.uid == about and each.published_on), None
        )
        if self.report is None:
            self.not_there(request, uid)
        return voice

    def answers(self, form: Any) -> dict[str, Any]:
        assert self.report is not None
        return {**form.cleaned_data, "entry": self.report.entry}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.report is not None
        seen = entries.visible_entry(self.actor, self.report.entry.uid)
        title = self.report.title if seen else "A report that you cannot open"
        return super().get_context_data(
            intro=f"{title}. It was published with these words, and cannot be recalled.", **kwargs
        )


class SayChanged(OfVoice):
    title = "Say what changed"
    form_class = forms.SayChanged
    may = staticmethod(policy.keep)
    act = staticmethod(actions.say_changed)
    done = "Recorded"

    def form_facts(self) -> dict[str, Any]:
        return {"actor": self.actor}


class FeedBack(OfVoice):
    title = "Record that they were told"
    form_class = forms.FeedBack
    may = staticmethod(policy.keep)
    act = staticmethod(actions.feed_back)
    done = "Recorded"
