"""Pages of a group's meetings: what stands on every agenda, and attendance over time."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from safehold.access import audit
from safehold.access.policy import Answer
from safehold.govuk.parts import Heading, Link
from safehold.meetings import actions, policy, queries
from safehold.meetings.forms import attending as attending_forms
from safehold.meetings.forms import preparing as forms
from safehold.meetings.presenters import over_time as shown
from safehold.meetings.queries import over_time, seats
from safehold.meetings.views.base import SECTION
from safehold.records.pages import Column, QuestionPage, RegisterPage
from safehold.records.pages.base import Page, not_there
from safehold.records.pages.lists import FORMATS, file_of


class OfGroupPage(Page):
    """A page about one group, found by the code in its address."""

    section = SECTION
    may_open = staticmethod(policy.see)
    group: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.group = queries.group_called_by(self.actor, kwargs["uid"])
        if self.group is None:
            not_there(self.actor, "meetings.group_opened", ("partnership.group", kwargs["uid"]))
        return super().dispatch(request, *args, **kwargs)


class StandingItems(OfGroupPage, RegisterPage):
    """What stands on every agenda of a group."""

    file_name = "standing-items"
    add_text = "Add a standing item"
    empty = "Nothing stands on every agenda of this group."
    columns = (
        Column("Item", lambda each: each.title),
        Column("What for", lambda each: each.get_item_kind_display()),
        Column("Presented by", lambda each: each.presenter),
        Column("Brings", lambda each: each.get_brings_display()),
        Column("Place", lambda each: each.position, numeric=True),
        Column("From", lambda each: each.from_on),
        Column("To", lambda each: each.to_on),
    )

    def get_title(self) -> str:
        return f"On every agenda: {self.group.shown_as}"

    def rows(self) -> QuerySet:
        return queries.standing_items(self.group)

    def add_href(self) -> str:
        return reverse("meetings:add_standing_item", args=[self.group.code])

    def may_add(self) -> Answer:
        return policy.keep_group(self.actor, self.group)

    def links(self, row: Any) -> list[Link]:
        if row.to_on or not policy.keep_group(self.actor, self.group):
            return []
        return [Link("End", reverse("meetings:end_standing_item", args=[self.group.code, row.pk]))]


class OfStandingItems(OfGroupPage, QuestionPage):
    """A question about what stands on every agenda of a group."""

    def is_about_a_record(self) -> bool:
        return False

    def allowed(self, actor: Any) -> Answer:
        return policy.keep_group(actor, self.group)

    def after(self, result: Any) -> str:
        return reverse("meetings:standing_items", args=[self.group.code])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"caption": self.group.shown_as, "cancel": self.after(None)} | kwargs)


class AddStandingItem(OfStandingItems):
    title = "Add a standing item"
    form_class = forms.StandingItem
    may = staticmethod(policy.keep_group)
    act = staticmethod(actions.add_standing_item)
    button = "Add it"
    done = "Added. It is on each agenda planned from now on."

    def act_on(self, form: Any) -> Any:
        return actions.add_standing_item(self.group, by=self.actor, **self.answers(form))

    def initial(self) -> dict[str, Any]:
        return {"from_on": self.actor.on, "position": queries.next_place(self.group)}


class EndStandingItem(OfStandingItems):
    title = "End a standing item"
    form_class = forms.EndStandingItem
    may = staticmethod(policy.keep_group)
    act = staticmethod(actions.end_standing_item)
    button = "End it"
    done = "Ended. Agendas that it is on already stay as they are."
    standing: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.standing = queries.standing_item(self.actor, kwargs["uid"], kwargs["number"])
        if self.standing is None:
            not_there(self.actor, "meetings.end_standing_item", ("meetings.standingitem", str(kwargs["number"])))
        return super().dispatch(request, *args, **kwargs)

    def act_on(self, form: Any) -> Any:
        return actions.end_standing_item(self.standing, by=self.actor, **self.answers(form))

    def initial(self) -> dict[str, Any]:
        return {"to_on": self.actor.on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=f"{self.group.shown_as}: {self.standing}", **kwargs)


class OverAYear(Page):
    """Attendance in one financial year, on a page or in a file."""

    section = SECTION
    may_open = staticmethod(policy.see)
    file_name: str

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        self.years = over_time.years(self.actor.on)
        self.year = next((each for each in self.years if each.label == request.GET.get("year")), self.years[0])
        self.work_out()
        if request.GET.get("format") in FORMATS:
            kind, columns, rows = request.GET["format"], self.columns(), self.in_file()
            audit.record(
                self.actor,
                f"meetings.{self.file_name}.exported",
                count=len(rows),
                format=kind,
                uids_hash=audit.uids_digest(self.meetings_shown()),
            )
            return file_of(columns, iter(rows), kind=kind, name=f"{self.file_name}-{self.year.label}")
        audit.record(self.actor, f"meetings.{self.file_name}.shown", year=self.year.label)
        return self.show()

    def work_out(self) -> None:
        raise NotImplementedError  # pragma: no cover  each page works out its own

    def columns(self) -> list[Column]:
        raise NotImplementedError  # pragma: no cover  likewise

    def in_file(self) -> list[Any]:
        raise NotImplementedError  # pragma: no cover  likewise

    def meetings_shown(self) -> list[str]:
        raise NotImplementedError  # pragma: no cover  likewise

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = attending_forms.Year({"year": self.year.label}, years=[each.label for each in self.years])
        gap_headings = [Heading(each) for each in ("What", "Group", "Empty since", "For")]
        return super().get_context_data(form=form, year=self.year.label, gap_headings=gap_headings, **kwargs)


class OfGroup(OfGroupPage, OverAYear):
    """Each seat of one group over the meetings of a year."""

    template_name = "meetings/of_group.html"
    file_name = "attendance-of-group"

    def get_title(self) -> str:
        return f"Attendance: {self.group.shown_as}"

    def work_out(self) -> None:
        self.meetings = seats.meetings_held(self.group, self.actor, self.year.first, self.year.last)
        self.lines = seats.lines_of(self.meetings)

    def columns(self) -> list[Column]:
        return shown.columns_of(self.meetings)

    def in_file(self) -> list[Any]:
        return self.lines

    def meetings_shown(self) -> list[str]:
        return [str(each.uid) for each in self.meetings]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = self.columns()
        counted = [line for line in self.lines if line.counted]
        apart = [line for line in self.lines if not line.counted]
        return super().get_context_data(
            group=self.group,
            headings=[Heading(column.heading) for column in columns],
            rows=[[column.says(line) for column in columns] for line in counted],
            apart=[[column.says(line) for column in columns] for line in apart],
            total=shown.total_of(counted, self.meetings),
            gaps=shown.gap_rows(over_time.gaps_of(self.group, self.actor.on), self.actor.on),
            **kwargs,
        )


class ByAgency(OverAYear):
    """Agency by group: how often seats were filled, of the meetings that one can see, and what stands empty."""

    title = "Attendance by agency and group"
    template_name = "meetings/by_agency.html"
    file_name = "attendance"

    def work_out(self) -> None:
        self.table = over_time.table(self.actor, self.year.first, self.year.last)

    def columns(self) -> list[Column]:
        return shown.heat_columns(self.table)

    def in_file(self) -> list[Any]:
        return self.table.agencies

    def meetings_shown(self) -> list[str]:
        return self.table.meetings

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns, days = self.columns(), over_time.notice_days(self.actor.on)
        return super().get_context_data(
            headings=[Heading(column.heading) for column in columns],
            rows=[[column.says(agency) for column in columns] for agency in self.table.agencies],
            total=shown.heat_total(self.table),
            groups=self.table.groups,
            gaps=shown.gap_rows(over_time.long_gaps(self.actor.on, days), self.actor.on),
            notice_days=days,
            **kwargs,
        )
