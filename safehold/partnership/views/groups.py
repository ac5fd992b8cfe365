"""Pages about groups: the list, one group, its terms of reference and history, and what can be done with it."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.govuk.parts import Answer, Heading, Identity, Link, Tag
from safehold.partnership import fitting, policy, presenters, queries
from safehold.partnership.forms import groups as forms
from safehold.partnership.presenters import held, spell, to
from safehold.partnership.queries import pages
from safehold.partnership.views.base import ByCode, NamedOn, Ours
from safehold.partnership.views.group_acts import BySeat
from safehold.records.pages import Column

WHEN = ("When", spell)


class Groups(NamedOn):
    """Every group of the partnership."""

    title = "Groups"
    noun = "group"
    file_name = "groups"
    template_name = "partnership/groups.html"
    visible_to = staticmethod(pages.groups_counted)
    ordering = ("position", "shown_as")
    empty = "No group has been founded yet."

    @cached_property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        actor = self.actor
        return (
            Column("Group", lambda group: group.shown_as, sort="shown_as", link=presenters.group_href),
            Column("Kind", presenters.kind_of, sort="kind"),
            Column("Chair", lambda group: presenters.chair_of(group, actor)),
            Column("Founded", lambda group: group.founded_on or "Not recorded", sort="founded_on"),
            Column("Closed", lambda group: group.closed_on, sort="closed_on"),
            Column("Seats", lambda group: group.seat_count, numeric=True),
            Column("Vacant seats", lambda group: group.vacant_count, sort="vacant_count", numeric=True),
        )

    def filter_form(self, data: Any) -> forms.FilterGroups:  # type: ignore[override]
        return forms.FilterGroups(data, kinds=self.kinds(forms.KINDS))

    def narrowed(self, rows: QuerySet) -> QuerySet:
        asked = self.filters is not None and self.filters.is_bound
        return super().narrowed(rows if asked else rows.filter(closed_on=None))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions = [to("add_group", "Add a group")] if policy.configure(self.actor) else []
        return super().get_context_data(actions=actions, **kwargs)


class GroupPage(ByCode, Ours):
    """What the pages about one group share."""

    visible_to = staticmethod(queries.groups_visible_to)
    part = "group"

    def get(self, request: HttpRequest, uid: str) -> HttpResponse:
        self.object = self.find(request, uid)
        return self.show()

    def crumbs(self) -> list[Link]:
        return [*super().crumbs(), to("groups", "Groups")]

    def get_title(self) -> str:
        return str(self.object.shown_as)

    def identity(self) -> Identity:
        group = self.object
        kind = presenters.kind_of(group) + (", outside the partnership" if group.outside else "")
        status = (
            None if group.there_on(self.actor.on) else Tag("Closed" if group.closed_on else "Not yet founded", "grey")
        )
        return Identity(kind=kind, title=self.get_title(), status=status)

    def tabs(self) -> list[Link]:
        names = (("group", "Group"), ("terms", "Terms of reference"), ("group_history", "History"))
        return [
            Link(text, reverse(f"partnership:{name}", args=[self.object.code]), current=name == self.part)
            for name, text in names
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(object=self.object, identity=self.identity(), tabs=self.tabs(), **kwargs)


class GroupNow(GroupPage):
    """One group as it is today: what it is for, whom it answers to, who chairs it, its seats and who fills them."""

    template_name = "partnership/group.html"
    visible_to = staticmethod(pages.groups_with_quorum)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        group, actor, on = self.object, self.actor, self.actor.on
        may = policy.configure(actor)
        may_add = may and fitting.still_there(group, on=on)
        seats = list(queries.seats_on(on, group=group))
        rule = queries.quorum_rule(group, on, seats=seats)
        answers_to, answered_by = pages.around(group, on)
        return super().get_context_data(
            answers=[
                Answer("What it is for", group.purpose),
                Answer("Since", presenters.there(group)),
                *([Answer("Note", group.note)] if group.note else []),
                *([Answer("Answered to by", ", ".join(answered_by))] if answered_by else []),
                Answer("Quorum", presenters.quorum_words(rule)),
            ],
            seats=self.seats(seats),
            closed=not fitting.still_there(group, on=on),
            held=[
                held(
                    "Answers to",
                    (("Group or body", lambda row: row.to_name or self.ours(row)), WHEN),
                    answers_to,
                    actor=actor,
                    empty="It answers to nobody.",
                    add=to("answer_to", "Add whom it answers to", group.code),
                    may_add=may_add,
                ),
                held(
                    "Whose duties it carries out",
                    (("Statutory body", self.ours), WHEN),
                    group.bodies.on(on),
                    actor=actor,
                    empty="It carries out the duties of no statutory body itself.",
                    add=to("carry_out", "Add a statutory body", group.code),
                    may_add=may_add,
                ),
                self.chair(),
            ],
            acts=self.acts() if may else [],
            add_seat=to("give_seat", "Give an agency a seat", group.code) if may_add and not group.closed_on else None,
            set_quorum=to("set_quorum", "Set the quorum", group.code) if may_add else None,
            **kwargs,
        )

    def acts(self) -> list[Link]:
        """What can be done to the group itself; one that has closed is only put right."""
        group = self.object
        found = [to("change_group", "Change", group.code)]
        found += [to("rename_group", "Rename", group.code)] if fitting.still_there(group, on=self.actor.on) else []
        found += [] if group.closed_on else [to("close_group", "Close", group.code)]
        return [*found, presenters.to_correct(group)]

    def chair(self) -> presenters.Held:
        group, actor = self.object, self.actor
        chairs = group.chairs.on(actor.on).select_related("user", "agency")

        def name(chair: Any) -> str:
            return str(chair) if policy.see_names(actor, chair.agency_id) else "Chaired"

        return held(
            "Chair",
            (("Chair", name), ("Acting for", lambda chair: chair.agency), WHEN),
            chairs,
            actor=actor,
            empty="Nobody chairs this group." if not group.outside else "Its chair is not recorded here.",
            add=to("appoint_chair", "Record a chair", group.code),
            may_add=policy.appoint(actor) and fitting.still_there(group, on=actor.on),
        )

    def seats(self, rows: list[Any]) -> dict[str, Any]:
        cells = [
            [
                presenters.seat_cell(seat),
                presenters.seat_words(seat),
                presenters.holders_of(seat, self.actor),
                spell(seat),
            ]
            for seat in rows
        ]
        headings = [Heading(text) for text in ("Agency", "Seat", "Filled by", "Held by the agency")]
        doable = [presenters.seat_acts(self.actor, seat) for seat in rows]
        if any(doable):
            headings.append(Heading("What can be done"))
            cells = [[*row, links] for row, links in zip(cells, doable, strict=True)]
        return {"headings": headings, "rows": cells}


class Terms(GroupPage):
    """A group’s terms of reference: the edition in force, and those before it."""

    template_name = "partnership/terms.html"
    part = "terms"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editions = list(self.object.terms.select_related("approving_group"))
        now = next((edition for edition in editions if edition.holds_on(self.actor.on)), None)
        return super().get_context_data(
            terms=now,
            answers=self.clauses(now) if now else [],
            editions=held(
                "Editions",
                (
                    ("Edition", str),
                    WHEN,
                    ("Approved", lambda row: row.approved_on and queries.in_words(row.approved_on)),
                ),
                editions,
                actor=self.actor,
                empty="No terms of reference have been recorded.",
                add=to("adopt_terms", "Add an edition", self.object.code),
                may_add=policy.configure(self.actor) and fitting.still_there(self.object, on=self.actor.on),
            ),
            **kwargs,
        )

    def clauses(self, terms: Any) -> list[Answer]:
        approved = queries.in_words(terms.approved_on) if terms.approved_on else "Not recorded"
        by = f", by {terms.approving_group}" if terms.approving_group else ""
        said = [Answer("Purpose", terms.purpose)]
        said += [
            Answer(label.partition(":")[0], getattr(terms, name))
            for name, label in forms.CLAUSES
            if getattr(terms, name)
        ]
        review = queries.in_words(terms.review_on) if terms.review_on else None
        return [*said, Answer("Approved", approved + by), Answer("Review by", review)]


class GroupHistory(GroupPage):
    """Everything that was ever true of a group, and what was put right."""

    template_name = "partnership/history.html"
    part = "group_history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = bool(policy.see_names(self.actor))
        tables = [*self.dated(), *(self.people() if people else ())]
        return super().get_context_data(
            tables=[table for table in tables if table.rows],
            amendments=queries.amendments(group=self.object) if people else (),
            **kwargs,
        )

    def dated(self) -> list[presenters.Held]:
        group, actor = self.object, self.actor
        names, bodies, quorums = pages.said_ever(group)
        seats = pages.seats_ever(group=group, today=actor.on)
        answered = pages.above_ever(group, today=actor.on)
        seat = ("Seat", queries.seat_name)
        to_whom = ("To", lambda row: row.to_name or self.ours(row))
        least = ("Fewest agencies", lambda row: row.least_agencies)
        return [
            held("Names", (("Name", str), WHEN), names, actor=actor, empty=""),
            held("Seats", (seat, ("Kind", presenters.seat_words), WHEN), seats, actor=actor, empty=""),
            held("Answered to", (to_whom, WHEN), answered, actor=actor, empty=""),
            held("Duties", (("Statutory body", self.ours), WHEN), bodies, actor=actor, empty=""),
            held("Quorum", (least, WHEN), quorums, actor=actor, empty=""),
        ]

    def people(self) -> list[presenters.Held]:
        chairs = self.object.chairs.select_related("user", "agency", "group")
        holders = pages.people_ever(self.object, today=self.actor.on)
        seat = ("Seat", lambda row: f"{row.agency_name}: {row.seat.office}" if row.seat.office else row.agency_name)
        capacity = ("As", lambda row: row.get_capacity_display())
        return [
            held("Chairs", (("Chair", str), WHEN), chairs, actor=self.actor, empty=""),
            held("People in seats", (("Person", str), seat, capacity, WHEN), holders, actor=self.actor, empty=""),
        ]


class Holders(BySeat, Ours):
    """The people in one seat, now and before, with what can be done."""

    template_name = "partnership/holders.html"

    def get(self, request: HttpRequest, uid: int) -> HttpResponse:
        self.object = self.find(request, uid)
        if not policy.see_names(self.actor, self.object.agency_id):
            self.not_there(request, uid)
        return self.show()

    def get_title(self) -> str:
        return f"People in the seat of {self.object}"

    def crumbs(self) -> list[Link]:
        return [*super().crumbs(), to("groups", "Groups"), Link(str(self.object.group), self.object.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = (("Person", str), ("As", lambda row: row.get_capacity_display()), WHEN)
        holders = self.object.holders.select_related("user", "seat")
        return super().get_context_data(
            people=held(
                "People",
                columns,
                holders,
                actor=self.actor,
                empty="Nobody has ever filled this seat.",
                add=to("fill", "Record who fills it", self.object.pk),
                may_add=policy.fill(self.actor, self.object)
                and fitting.still_there(self.object.group, on=self.actor.on),
            ),
            **kwargs,
        )
