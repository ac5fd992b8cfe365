"""Who leads an action, asked beside the agency that does it."""

from collections.abc import Iterable
from typing import Any

from safehold.access.models import Membership, User
from safehold.govuk import forms


class NamesItsLead(forms.Form):
    """Asks which role leads an action, and who holds that role now; of all who may lead one, each with the agency that they
    act for, since no page here changes with what was chosen above."""

    lead = forms.ChoiceField(
        label="Who holds that role now? (optional)",
        hint="Somebody who acts for that agency. The agency’s lead can say it later",
        required=False,
        widget=forms.Select,
        choices=(),
        called="Who leads it",
    )

    def __init__(self, *args: Any, leads: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leads = {str(each.pk): each for each in leads}
        self.offer("lead", [("", "Nobody yet"), *((key, named(each)) for key, each in self.leads.items())])

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = self.leads.get(facts.get("lead") or "")
        agency = facts.get("agency")
        if chosen and agency and chosen.agency_id != agency.pk:
            self.add_error("lead", f"{chosen.user} does not act for {agency}. Choose somebody who does, or nobody yet")
        lead: User | None = chosen.user if chosen else None
        facts["lead"] = lead
        return facts


def named(each: Membership) -> str:
    doing = f", {each.job_title}" if each.job_title else ""
    return f"{each.agency}: {each.user.name}{doing}"
