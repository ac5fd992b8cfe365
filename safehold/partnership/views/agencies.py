"""Pages about agencies: the list, one agency, its history, and what can be done with it."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from safehold.govuk.parts import Heading, Identity, Link, Tag
from safehold.partnership import policy, presenters, queries
from safehold.partnership.actions import agencies
from safehold.partnership.forms import agencies as forms
from safehold.partnership.presenters import held, spell, to
from safehold.partnership.queries import pages
from safehold.partnership.views.base import Ask, ByCode, NamedOn, Ours
from safehold.records.pages import Column

WHEN = ("When", spell)


class Agencies(NamedOn):
    """Every agency of the partnership, found by any name it ever had."""

    title = "Agencies"
    noun, nouns = "agency", "agencies"
    file_name = "agencies"
    template_name = "partnership/agencies.html"
    visible_to = staticmethod(queries.agencies_visible_to)
    ordering = ("shown_as",)
    empty = "No agency has been added yet."
    columns = (
        Column("Agency", lambda agency: agency.shown_as, sort="shown_as", link=presenters.agency_href),
        Column("Kind", presenters.kind_of, sort="kind"),
        Column("Closed", lambda agency: agency.closed_on, sort="closed_on"),
    )

    def filter_form(self, data: Any) -> forms.FilterAgencies:  # type: ignore[override]
        return forms.FilterAgencies(data, kinds=self.kinds(forms.KINDS))

    def narrowed(self, rows: QuerySet) -> QuerySet:
        asked = self.filters is not None and self.filters.is_bound
        return super().narrowed(rows if asked else rows.filter(closed_on=None))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions = [to("add_agency", "Add an agency")] if policy.configure(self.actor) else []
        return super().get_context_data(actions=actions, **kwargs)


class AgencyPage(ByCode, Ours):
    """What the pages about one agency share."""

    visible_to = staticmethod(queries.agencies_visible_to)
    part = "agency"

    def get(self, request: HttpRequest, uid: str) -> HttpResponse:
        self.object = self.find(request, uid)
        return self.show()

    def crumbs(self) -> list[Link]:
        return [*super().crumbs(), to("agencies", "Agencies")]

    def get_title(self) -> str:
        return str(self.object.shown_as)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agency = self.object
        tabs = [
            Link(text, reverse(f"partnership:{name}", args=[agency.code]), current=name == self.part)
            for name, text in (("agency", "Agency"), ("agency_history", "History"))
        ]
        closed = agency.closed_on and agency.closed_on < self.actor.on
        identity = Identity(
            kind=presenters.kind_of(agency),
            title=self.get_title(),
            status=Tag("Closed", "grey") if closed else None,
        )
        return super().get_context_data(object=agency, identity=identity, tabs=tabs, **kwargs)


class AgencyNow(AgencyPage):
    """One agency as it is today: its names, bodies, contacts and seats."""

    template_name = "partnership/agency.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agency, actor, on = self.object, self.actor, self.actor.on
        may = policy.configure(actor)
        see_names = policy.see_names(actor, agency.pk)
        tables = [
            held(
                "Names",
                (("Name", str), ("Short name", lambda name: name.short_name), WHEN),
                agency.names.all(),
                actor=actor,
                empty="No name is recorded.",
                add=to("rename_agency", "Rename", agency.code),
                may_add=may,
            ),
            held(
                "Statutory bodies it belongs to",
                (("Body", self.ours), ("By law", lambda row: "Yes" if row.statutory else "No, by agreement"), WHEN),
                agency.bodies.on(on),
                actor=actor,
                empty="It belongs to none.",
                add=to("join_body", "Add a statutory body", agency.code),
                may_add=may,
            ),
        ]
        if see_names:
            tables.append(
                held(
                    "Contacts",
                    (
                        ("For", str),
                        ("Name", lambda row: row.name),
                        ("Email", lambda row: row.email),
                        ("Telephone", lambda row: row.telephone),
                    ),
                    agency.contacts.on(on),
                    actor=actor,
                    empty="No contact is recorded.",
                    add=to("add_contact", "Add a contact", agency.code),
                    may_add=policy.keep_contacts(actor, agency),
                )
            )
        return super().get_context_data(
            held=tables,
            seats=self.seats(),
            acts=[to("change_agency", "Change", agency.code)]
            + ([presenters.to_correct(agency)] if agency.closed_on else [to("close_agency", "Close", agency.code)])
            if may
            else [],
            **kwargs,
        )

    def seats(self) -> dict[str, Any]:
        on = self.actor.on
        rows: Any = queries.seats_on(on, agency=self.object)
        cells = [
            [
                Link(seat.group_name, presenters.group_href(seat.group)),
                seat.office,
                presenters.seat_words(seat),
                presenters.holders_of(seat, self.actor),
            ]
            for seat in rows
        ]
        return {"headings": [Heading(text) for text in ("Group", "Office", "Seat", "Filled by")], "rows": cells}


class AgencyHistory(AgencyPage):
    """Everything that was ever true of an agency, and what was put right."""

    template_name = "partnership/history.html"
    part = "agency_history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agency, actor = self.object, self.actor
        people = bool(policy.see_names(actor, agency.pk))
        seats = pages.seats_ever(agency=agency, today=actor.on)
        in_group = ("Group", lambda seat: seat.group_name)
        tables = [
            held("Names", (("Name", str), WHEN), agency.names.all(), actor=actor, empty=""),
            held("Statutory bodies", (("Body", self.ours), WHEN), agency.bodies.all(), actor=actor, empty=""),
            held("Seats", (in_group, ("Office", lambda seat: seat.office), WHEN), seats, actor=actor, empty=""),
        ]
        if people:
            tables.append(held("Contacts", (("For", str), WHEN), agency.contacts.all(), actor=actor, empty=""))
        return super().get_context_data(
            tables=[table for table in tables if table.rows],
            amendments=queries.amendments(agency=agency) if people else (),
            **kwargs,
        )


# --- what can be done ---


class AddAgency(Ask):
    title = "Add an agency"
    form_class = forms.AddAgency
    of_kinds = forms.KINDS
    may = staticmethod(policy.configure)
    act = staticmethod(agencies.add_agency)
    button = "Add the agency"
    done = "Agency added"
    back_to = "partnership:agencies"

    def after(self, result: Any) -> str:
        return presenters.agency_href(result) if result else self.back()


class AskOfAgency(ByCode, Ask):
    """A question about one agency."""

    visible_to = staticmethod(queries.agencies_visible_to)
    may: ClassVar[Any] = staticmethod(policy.configure)

    def back(self) -> str:
        return presenters.agency_href(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(caption=self.object.shown_as, **kwargs)


class ChangeAgency(AskOfAgency):
    title = "Change what kind of agency it is"
    form_class = forms.ChangeAgency
    of_kinds = forms.KINDS
    act = staticmethod(agencies.change_agency)
    done = "Agency changed"

    def initial(self) -> dict[str, Any]:
        return {"kind": self.object.kind, "kind_other": self.object.kind_other}


class RenameAgency(AskOfAgency):
    title = "Rename an agency"
    form_class = forms.Rename
    act = staticmethod(agencies.rename_agency)
    done = "Agency renamed"


class CloseAgency(AskOfAgency):
    title = "Close an agency"
    form_class = forms.Close
    act = staticmethod(agencies.close_agency)
    button = "Close the agency"
    done = "Agency closed"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        warning = "Its seats, the people in them, its statutory bodies and its contacts end on the same day."
        return super().get_context_data(warning=warning, **kwargs)


class JoinBody(AskOfAgency):
    title = "Add a statutory body that an agency belongs to"
    form_class = forms.JoinBody
    act = staticmethod(agencies.join_body)
    done = "Saved"


class AddContact(AskOfAgency):
    title = "Add a contact"
    form_class = forms.AddContact
    may = staticmethod(policy.keep_contacts)
    act = staticmethod(agencies.add_contact)
    done = "Contact added"
