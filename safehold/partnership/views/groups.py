"""Pages about groups: the list, one group, its terms of reference and history, and what can be done with it."""

from typing import Any, ClassVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.govuk.parts import Answer, Heading, Identity, Link, Tag
from safehold.partnership import policy, presenters, queries
from safehold.partnership.actions import groups, seats
from safehold.partnership.forms import agencies as agency_forms
from safehold.partnership.forms import groups as forms
from safehold.partnership.models import Capacity, Group, Quorum, Seat, SeatHolder, SeatKind
from safehold.partnership.presenters import held, spell, to
from safehold.partnership.views.base import Ask, ByCode, Ours
from safehold.records.pages import Column, ListPage
from safehold.records.pages.base import Found

WHEN = ("When", spell)


def counted(actor: Actor) -> QuerySet[Group]:
    """The groups that the actor may see, with how many seats each has on the actor’s day and how many are vacant."""
    filled = SeatHolder.objects.on(actor.on).filter(seat=OuterRef("seats"), capacity=Capacity.MAIN)
    now = Q(seats__from_on__lte=actor.on) & (Q(seats__to_on=None) | Q(seats__to_on__gte=actor.on))
    empty = Q(now, ~Q(seats__kind=SeatKind.OBSERVER), ~Exists(filled))
    return queries.groups_visible_to(actor).annotate(
        seat_count=Count("seats", filter=now, distinct=True), vacant_count=Count("seats", filter=empty, distinct=True)
    )


class Groups(Ours, ListPage):
    """Every group of the partnership."""

    title = "Groups"
    noun = "group"
    file_name = "groups"
    template_name = "partnership/groups.html"
    visible_to = staticmethod(counted)
    filter_form = forms.FilterGroups
    ordering = ("position", "current_name")
    empty = "No group has been founded yet."
    columns = (
        Column("Group", str, sort="current_name", link=presenters.group_href),
        Column("Kind", lambda group: group.get_kind_display(), sort="kind"),
        Column("Founded", lambda group: group.founded_on or "Not recorded", sort="founded_on"),
        Column("Closed", lambda group: group.closed_on, sort="closed_on"),
        Column("Seats", lambda group: group.seat_count, numeric=True),
        Column("Vacant", lambda group: group.vacant_count, numeric=True),
    )

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
        return str(self.object)

    def identity(self) -> Identity:
        group = self.object
        kind = group.get_kind_display() + (", outside the partnership" if group.outside else "")
        status = (
            None if group.there_on(self.actor.on) else Tag("Closed" if group.closed_on else "Not yet founded", "grey")
        )
        return Identity(kind=kind, title=str(group), status=status)

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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        group, actor, on = self.object, self.actor, self.actor.on
        may = policy.configure(actor)
        rule = queries.quorum_rule(group, on)
        answers_to = group.answers_to.on(on).select_related("to_group")
        answered_by = group.answered_by.on(on).select_related("group")
        return super().get_context_data(
            answers=[
                Answer("What it is for", group.purpose),
                Answer("Since", presenters.there(group)),
                *([Answer("Note", group.note)] if group.note else []),
                *([Answer("Answered to by", ", ".join(str(row.group) for row in answered_by))] if answered_by else []),
                Answer("Quorum", rule.words if rule else "None has been set"),
            ],
            seats=self.seats(),
            held=[
                held(
                    "Answers to",
                    (("Group or body", str), WHEN),
                    answers_to,
                    actor=actor,
                    empty="It answers to nobody.",
                    add=to("answer_to", "Add whom it answers to", group.code),
                    may_add=may,
                ),
                held(
                    "Whose duties it carries out",
                    (("Statutory body", str), WHEN),
                    group.bodies.on(on),
                    actor=actor,
                    empty="It carries out the duties of no statutory body itself.",
                    add=to("carry_out", "Add a statutory body", group.code),
                    may_add=may,
                ),
                self.chair(),
            ],
            acts=[to("change_group", "Change", group.code), to("rename_group", "Rename", group.code)]
            + ([] if group.closed_on else [to("close_group", "Close", group.code)])
            if may
            else [],
            add_seat=to("give_seat", "Give an agency a seat", group.code) if may and not group.closed_on else None,
            set_quorum=to("set_quorum", "Set the quorum", group.code) if may else None,
            **kwargs,
        )

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
            may_add=policy.appoint(actor),
        )

    def seats(self) -> dict[str, Any]:
        on = self.actor.on
        rows = list(queries.seats_on(on, group=self.object))
        cells = [
            [
                presenters.seat_cell(seat, on),
                presenters.seat_words(seat),
                presenters.holders_of(seat, self.actor),
                spell(seat),
            ]
            for seat in rows
        ]
        headings = [Heading(text) for text in ("Agency", "Seat", "Filled by", "Held")]
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
                may_add=policy.configure(self.actor),
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
        group, actor = self.object, self.actor
        quorum = Quorum.objects.filter(group=group)
        seats = Seat.objects.filter(group=group).select_related("agency")
        tables = [
            held("Names", (("Name", str), WHEN), group.names.all(), actor=actor, empty=""),
            held("Seats", (("Seat", str), ("Kind", presenters.seat_words), WHEN), seats, actor=actor, empty=""),
            held(
                "Answered to", (("To", str), WHEN), group.answers_to.select_related("to_group"), actor=actor, empty=""
            ),
            held("Duties", (("Statutory body", str), WHEN), group.bodies.all(), actor=actor, empty=""),
            held("Quorum", (("Fewest agencies", lambda row: row.least_agencies), WHEN), quorum, actor=actor, empty=""),
        ]
        people = bool(policy.see_names(actor))
        if people:
            chairs = group.chairs.select_related("user", "agency")
            holders = SeatHolder.objects.filter(seat__group=group).select_related("user", "seat__agency")
            tables.append(held("Chairs", (("Chair", str), WHEN), chairs, actor=actor, empty=""))
            columns = (
                ("Person", str),
                ("Seat", lambda row: row.seat),
                ("As", lambda row: row.get_capacity_display()),
                WHEN,
            )
            tables.append(held("People in seats", columns, holders, actor=actor, empty=""))
        return super().get_context_data(
            tables=[table for table in tables if table.rows],
            amendments=queries.amendments(group=group) if people else (),
            **kwargs,
        )


# --- what can be done ---


class AddGroup(Ask):
    title = "Add a group"
    form_class = forms.FoundGroup
    may = staticmethod(policy.configure)
    act = staticmethod(groups.found_group)
    button = "Add the group"
    done = "Group added"
    back_to = "partnership:groups"

    def answers(self, form: Any) -> dict[str, Any]:
        return dict(form.cleaned_data) | {"from_on": form.cleaned_data["founded_on"]}

    def after(self, result: Any) -> str:
        return str(result.get_absolute_url()) if result else self.back()


class AskOfGroup(ByCode, Ask):
    """A question about one group."""

    visible_to = staticmethod(queries.groups_visible_to)
    may: ClassVar[Any] = staticmethod(policy.configure)

    def back(self) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=str(self.object), **kwargs)


class ChangeGroup(AskOfGroup):
    title = "Change a group"
    form_class = forms.ChangeGroup
    act = staticmethod(groups.change_group)
    done = "Group changed"

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in ("kind", "purpose", "outside", "note", "position")}


class RenameGroup(AskOfGroup):
    title = "Rename a group"
    form_class = agency_forms.Rename
    act = staticmethod(groups.rename_group)
    done = "Group renamed"


class CloseGroup(AskOfGroup):
    title = "Close a group"
    form_class = agency_forms.Close
    act = staticmethod(groups.close_group)
    button = "Close the group"
    done = "Group closed"
    warning = "Its seats, the people in them, its chair and whom it answers to end on the same day."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(warning=self.warning, **kwargs)


class AnswerTo(AskOfGroup):
    title = "Add whom a group answers to"
    form_class = forms.AnswerTo
    act = staticmethod(groups.answer_to)
    done = "Saved"


class CarryOut(AskOfGroup):
    title = "Add a body whose duties a group carries out"
    form_class = forms.CarryOut
    act = staticmethod(groups.carry_out)
    done = "Saved"


class AdoptTerms(AskOfGroup):
    title = "Add an edition of the terms of reference"
    form_class = forms.AdoptTerms
    act = staticmethod(groups.adopt_terms)
    done = "Terms of reference added"

    def back(self) -> str:
        return reverse("partnership:terms", args=[self.object.code])


class AppointChair(AskOfGroup):
    title = "Record who chairs a group"
    form_class = forms.AppointChair
    may = staticmethod(policy.appoint)
    act = staticmethod(groups.appoint_chair)
    done = "Chair recorded"


class SetQuorum(AskOfGroup):
    title = "Set a group’s quorum"
    form_class = forms.SetQuorum
    act = staticmethod(groups.set_quorum)
    done = "Quorum set"


class GiveSeat(AskOfGroup):
    title = "Give an agency a seat"
    form_class = forms.GiveSeat
    act = staticmethod(seats.give_seat)
    done = "Seat given. It is vacant until somebody fills it"


def seats_visible_to(actor: Actor) -> QuerySet[Seat]:
    """Every seat, for whoever is in the partnership."""
    found = Seat.objects.select_related("group", "agency")
    return found if policy.see(actor) else found.none()


class BySeat(Found):
    """Finds a seat by its number."""

    visible_to = staticmethod(seats_visible_to)

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = seats_visible_to(self.actor).filter(pk=uid).first()  # type: ignore[attr-defined]
        if found is None:
            self.not_there(request, uid)
        return found


class FillSeat(BySeat, Ask):
    """Who fills a seat."""

    title = "Record who fills a seat"
    form_class = forms.FillSeat
    may = staticmethod(policy.fill)
    act = staticmethod(seats.fill_seat)
    done = "Saved"

    def back(self) -> str:
        return str(self.object.get_absolute_url())

    def form_facts(self) -> dict[str, Any]:
        agency: Agency = self.object.agency
        return {"agency": agency}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=f"{self.object.group}: {self.object}", **kwargs)


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
                may_add=policy.fill(self.actor, self.object),
            ),
            **kwargs,
        )
