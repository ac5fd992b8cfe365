"""The register of time limits: the country’s and the partnership’s own, and setting one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from safehold.clocks import Rule
from safehold.govuk.parts import Link
from safehold.partnership import limits, policy, presenters
from safehold.partnership.actions import setup
from safehold.partnership.forms import limits as forms
from safehold.partnership.queries import pages
from safehold.partnership.views.base import Ask
from safehold.partnership.views.setup import Register
from safehold.partnership.words import capital
from safehold.records.pages import Column


@dataclass(frozen=True)
class Limit:
    """One version of a time limit. ``row`` is the partnership’s own row, none where the limit is the country’s."""

    rule: Rule
    row: Any  # a ``TimeLimit``
    title: str  # what must be done, in the partnership’s words

    @property
    def pk(self) -> str:
        return f"{self.rule.key} {self.from_on.isoformat()}"

    @property
    def from_on(self) -> date:
        return self.rule.effective_from

    @property
    def to_on(self) -> date | None:
        return self.rule.effective_to

    def holds_on(self, day: date) -> bool:
        return self.rule.in_force(day)


class TimeLimits(Register):
    """By when things are to be done here, and who says so."""

    title = "Time limits"
    intro = (
        "The country’s time limits, from statute and guidance, and those that this partnership set in their place or "
        "beside them. A deadline keeps the limit it began under."
    )
    add_name = "set_limit"
    add_text = "Set a time limit"
    file_name = "time-limits"
    ends = True
    columns = (
        Column("What must be done", lambda row: row.title),
        Column("By when", lambda row: capital(row.rule.limit)),
        Column("Who says so", lambda row: presenters.who_says(row.rule)),
        Column("When", presenters.spell),
    )

    def rows(self) -> Any:
        own = {(row.key, row.from_on): row for row in pages.own_limits()}
        book = limits.with_ours(limits.NATIONAL, own.values())
        found = [Limit(rule, own.get((rule.key, rule.effective_from)), self.ours(rule.title)) for rule in book]
        return sorted(found, key=lambda limit: (limit.title, limit.from_on))

    def links(self, row: Any) -> Iterable[Link]:
        return super().links(row) if row.row is not None else ()


class SetLimit(Ask):
    """A time limit in place of one of the country’s, or one of the partnership’s own."""

    title = "Set a time limit"
    form_class = forms.SetLimit
    may = staticmethod(policy.configure)
    act = staticmethod(setup.set_limit)
    done = "Time limit set"
    back_to = "partnership:time_limits"

    def form_facts(self) -> dict[str, Any]:
        country = [(rule.key, self.ours(rule.title)) for rule in limits.COUNTRYS.values()]
        return {"country": sorted(country, key=lambda pair: pair[1])}

    def answers(self, form: Any) -> dict[str, Any]:
        facts = dict(form.cleaned_data)
        instead = facts.pop("instead")
        return facts if instead == forms.OWN else facts | {"key": instead}
