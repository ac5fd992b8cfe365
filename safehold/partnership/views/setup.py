"""Registers of what the partnership chooses: its description, areas, calendar, words, choices and rules."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from safehold.access.policy import Answer
from safehold.govuk.parts import Link
from safehold.partnership import policy, presenters, queries, rules, words
from safehold.partnership.actions import setup
from safehold.partnership.forms import setup as forms
from safehold.partnership.queries import pages
from safehold.partnership.spans import ONE_DAY
from safehold.partnership.views.base import Ask, Ours
from safehold.records.pages import Column, RegisterPage


class Describe(Ask):
    """What the partnership is called, and when its years begin."""

    title = "Describe the partnership"
    form_class = forms.Describe
    may = staticmethod(policy.configure)
    act = staticmethod(setup.describe)
    done = "Saved"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.described = queries.the_partnership()

    def initial(self) -> dict[str, Any]:
        names = forms.Describe.base_fields
        return {name: getattr(self.described, name) for name in names} if self.described else {}

    def answers(self, form: Any) -> dict[str, Any]:
        facts = dict(form.cleaned_data)
        months = {name: int(facts[name]) for name in ("financial_year_month", "academic_year_month")}
        return facts | months | {"partnership": self.described}


class Register(Ours, RegisterPage):
    """A register of the partnership: rows, what can be done to each, and adding one."""

    add_name = ""
    template_name = "partnership/register.html"
    intro = ""

    def add_href(self) -> str:
        return reverse(f"partnership:{self.add_name}")

    def may_add(self) -> Answer:
        return policy.configure(self.actor)

    def links(self, row: Any) -> Iterable[Link]:
        # the register names the row itself
        return [
            Link(link.text, link.href) for link in presenters.acts(self.actor, getattr(row, "row", row), ends=self.ends)
        ]

    ends = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(intro=self.intro, **kwargs)


@dataclass(frozen=True)
class Spell:
    """A row that holds until the next of its kind begins, as a register of dated rows shows it."""

    row: Any
    from_on: date
    to_on: date | None
    about: str = ""

    @property
    def pk(self) -> str:
        return str(self.row.pk)

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def spells(rows: Iterable[Any], key: str) -> list[Spell]:
    """Rows ordered by ``key`` and first day, each with the last day that the next one leaves it."""
    found = list(rows)
    ends = {one.pk: two.from_on - ONE_DAY for one, two in pairwise(found) if getattr(one, key) == getattr(two, key)}
    return [Spell(row, row.from_on, ends.get(row.pk)) for row in found]


class Calendar(Ours):
    """Days that are closed though others work, or worked though others rest."""

    title = "Calendar"
    template_name = "partnership/simple.html"

    def get(self, request: HttpRequest) -> Any:
        return self.show()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = presenters.held(
            "Days that are marked",
            (
                ("Day", lambda row: queries.in_words(row.day_on)),
                ("What it is", lambda row: "Worked" if row.working else "Closed"),
                ("Reason", lambda row: row.reason),
            ),
            pages.marked_days(),
            actor=self.actor,
            empty="No day has been marked.",
        )
        may = policy.configure(self.actor)
        return super().get_context_data(
            held=days,
            actions=[Link("Mark a day", reverse("partnership:mark_day"))] if may else [],
            intro="England’s bank holidays are known already. A deadline that was worked out before a day was marked keeps "
            "its day.",
            **kwargs,
        )


class MarkDay(Ask):
    title = "Mark a day"
    form_class = forms.MarkDay
    may = staticmethod(policy.configure)
    act = staticmethod(setup.mark_day)
    done = "Day marked"
    back_to = "partnership:calendar"


class Words(Register):
    """What things are called, from which day."""

    title = "Words"
    intro = "What is not listed here is called what most of England calls it."
    add_name = "say"
    add_text = "Change a word"
    file_name = "words"
    empty = "No word has been chosen."
    columns = (
        Column("About", lambda row: meaning(row.row.code)),
        Column("One", lambda row: row.row.singular),
        Column("More", lambda row: row.row.plural),
        Column("From", lambda row: row.from_on),
    )

    def rows(self) -> Any:
        return spells(pages.words_said(), "code")


def meaning(code: str) -> str:
    term = words.KNOWN.get(code)
    return term.meaning if term else code


class Say(Ask):
    title = "Change a word"
    form_class = forms.Say
    may = staticmethod(policy.configure)
    act = staticmethod(setup.say)
    done = "Word changed"
    back_to = "partnership:words"

    def form_facts(self) -> dict[str, Any]:
        return {"codes": [(term.code, f"{term.singular.capitalize()}: {term.meaning}") for term in words.TERMS]}


class Choices(Register):
    """Answers of lists that are chosen locally."""

    title = "Choices"
    add_name = "offer"
    add_text = "Add an answer"
    file_name = "choices"
    empty = "No answer has been added."
    ends = True
    columns = (
        Column("Answer", lambda row: row.label),
        Column("List", lambda row: row.of),
        Column("Code", lambda row: row.code),
        Column("From", lambda row: row.from_on),
        Column("To", lambda row: row.to_on),
    )

    def rows(self) -> Any:
        return pages.choices_offered()


class Offer(Ask):
    title = "Add an answer to a list"
    form_class = forms.Offer
    may = staticmethod(policy.configure)
    act = staticmethod(setup.offer)
    done = "Answer added"
    back_to = "partnership:choices"


class Rules(Register):
    """What the partnership decides for itself, from which day."""

    title = "Rules"
    intro = (
        "Law is not chosen here. A rule holds from its day until the next; what was done under an earlier one stands."
    )
    add_name = "choose"
    add_text = "Choose a rule"
    file_name = "rules"
    columns = (
        Column("Rule", lambda row: row.about),
        Column("Value", lambda row: row.row.value),
        Column("From", lambda row: row.from_on if row.row.pk else None),
        Column("Decided", lambda row: row.row.source),
    )

    def rows(self) -> Any:
        """What was chosen, and what holds of the rest until something is."""
        chosen = spells(pages.rules_chosen(), "key")
        first = {row.row.key: row.from_on for row in reversed(chosen)}
        before = [
            Spell(known.unchosen, date.min, first[known.key] - ONE_DAY if known.key in first else None)
            for known in rules.RULES
        ]
        found = [replace(row, about=self.ours(rules.KNOWN[row.row.key].meaning)) for row in [*chosen, *before]]
        place = {key: number for number, key in enumerate(rules.KNOWN)}
        return sorted(found, key=lambda row: (place[row.row.key], row.from_on))

    def links(self, row: Any) -> Iterable[Link]:
        return super().links(row) if row.row.pk else ()


class Choose(Ask):
    title = "Choose a rule"
    form_class = forms.Choose
    may = staticmethod(policy.configure)
    act = staticmethod(setup.choose)
    done = "Rule chosen"
    back_to = "partnership:rules"

    def form_facts(self) -> dict[str, Any]:
        return {
            "keys": [(known.key, f"{self.ours(known.meaning)} (otherwise {known.default})") for known in rules.RULES]
        }


class Areas(Ours):
    """The places the partnership works in."""

    title = "Areas"
    template_name = "partnership/simple.html"

    def get(self, request: HttpRequest) -> Any:
        return self.show()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = policy.configure(self.actor)
        table = presenters.held(
            "Areas",
            (("Area", str), ("ONS code", lambda area: area.ons_code)),
            pages.areas(),
            actor=self.actor,
            empty="No area has been added yet.",
        )
        return super().get_context_data(
            held=table,
            actions=[Link("Add an area", reverse("partnership:add_area"))] if may else [],
            intro="Where published figures come from.",
            **kwargs,
        )


class AddArea(Ask):
    title = "Add an area"
    form_class = forms.AddArea
    may = staticmethod(policy.configure)
    act = staticmethod(setup.add_area)
    done = "Area added"
    back_to = "partnership:areas"
