"""The partnership’s own page: what it is called, how it is made up on a day, and what stands empty."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe

from safehold.govuk.parts import Answer, Heading, Link
from safehold.partnership import policy, presenters, queries, rules
from safehold.partnership.forms.setup import OnDay
from safehold.partnership.queries import pages
from safehold.partnership.structure import structure
from safehold.partnership.views.base import Ours

NOTICE = "vacancy.notice_days"


class Partnership(Ours):
    """How the partnership is made up: drawn, listed, on any day."""

    title = "How the partnership is made up"
    template_name = "partnership/partnership.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = any(name.startswith("day") for name in request.GET)
        self.form = OnDay(request.GET if asked else None, on=self.actor.on, initial={"day": self.actor.on})
        self.on = (self.form.is_bound and self.form.is_valid() and self.form.cleaned_data["day"]) or self.actor.on
        wrong = self.form.is_bound and not self.form.is_valid()
        return self.show(status=422 if wrong else 200)

    def crumbs(self) -> list[Link]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ours = queries.the_partnership()
        whole = structure(self.on, called_so=ours.name if ours else "")
        notice = rules.rule(NOTICE, self.on)
        configure = policy.configure(self.actor)
        return super().get_context_data(
            title=ours.name if ours else self.title,
            form=self.form,
            day=self.on,
            today=self.actor.on,
            whole=whole,
            svg=mark_safe(whole.to_svg()),  # noqa: S308  our own drawing, in which every word was escaped
            answers=self.answers(ours) if ours else [],
            may_configure=configure,
            gaps=self.gaps(notice),
            gap_headings=[Heading("Group"), Heading("Empty"), Heading("Longest", numeric=True)],
            notice=notice,
            registers=self.registers(),
            describe=reverse("partnership:describe"),
            **kwargs,
        )

    def answers(self, ours: Any) -> list[Answer]:
        areas = ", ".join(pages.area_names())
        return [
            Answer("Short name", ours.short_name),
            Answer("Areas", areas or None),
            Answer("Website", Link(ours.website, ours.website) if ours.website else None),
            Answer("Financial years begin in", ours.get_financial_year_month_display()),
            Answer("Academic years begin in", ours.get_academic_year_month_display()),
        ]

    def gaps(self, notice: int) -> list[list[Any]]:
        """What stands empty, a line for each group: its chair, how many seats, and the longest time."""
        by_group: dict[int, list[queries.Gap]] = {}
        for gap in queries.gaps(self.on, longer_than=notice):
            by_group.setdefault(gap.group.pk, []).append(gap)
        return [
            [
                Link(gaps[0].group_name, presenters.group_href(gaps[0].group)),
                presenters.empty_seats(gaps),
                presenters.empty_for(max((days for gap in gaps if (days := gap.days(self.on))), default=None)),
            ]
            for gaps in by_group.values()
        ]

    def registers(self) -> list[tuple[Link, str]]:
        """Where one can go from here, each with a sentence."""
        found = [
            ("groups", "Groups", "What each group is for, its terms of reference, its seats and who fills them."),
            ("agencies", "Agencies", "The bodies of the partnership, under the names they had when."),
            ("areas", "Areas", "The places it works in."),
            ("calendar", "Calendar", "Days that are closed, or worked after all."),
            ("words", "Words", "What things are called, from which day."),
            ("choices", "Choices", "Answers of lists that are chosen locally."),
            ("rules", "Rules", "What the partnership decides for itself, from which day."),
            ("time_limits", "Time limits", "By when things are to be done, and who says so."),
        ]
        if policy.load_pack(self.actor):
            found.append(("packs", "Packs", "The whole partnership as one file: load one, or take this one with you."))
        return [(Link(text, reverse(f"partnership:{name}")), words) for name, text, words in found]
