"""What can be done to agencies: added, renamed, closed; their statutory bodies and their contacts."""

from datetime import date

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyBody, AgencyContact, AgencyName
from safehold.access.policy import Refused, require
from safehold.partnership import circles, policy, succession
from safehold.partnership.models import Group, Seat
from safehold.records import writing


@transaction.atomic
def add_agency(
    *, by: Actor, code: str, kind: str, name: str, from_on: date, kind_other: str = "", short_name: str = ""
) -> Agency:
    """Add an agency to the partnership, under the name it has from a day on."""
    require(policy.configure(by))
    agency = writing.create(Agency, by=by, code=code, kind=kind, kind_other=kind_other, current_name=name)
    writing.create(AgencyName, by=by, agency=agency, name=name, short_name=short_name, from_on=from_on)
    audit.record(by, "partnership.agency_added", agency, code=code, kind=kind)
    return agency


@transaction.atomic
def change_agency(agency: Agency, *, by: Actor, kind: str, kind_other: str = "") -> Agency:
    """Say what kind of body an agency is."""
    require(policy.configure(by))
    writing.change(agency, by=by, kind=kind, kind_other=kind_other)
    audit.record(by, "partnership.agency_changed", agency, kind=kind)
    return agency


@transaction.atomic
def rename_agency(agency: Agency, *, by: Actor, name: str, from_on: date, short_name: str = "") -> AgencyName:
    """Give an agency another name from a day on. Records of earlier days keep the earlier name."""
    require(policy.configure(by))
    succession.lock(agency)
    succession.make_way(agency.names.all(), by=by, from_on=from_on)
    succession.stand_clear(
        agency.names.all(),
        from_on=from_on,
        to_on=None,
        words="The agency has another name from that day or a later one. Correct that one instead",
    )
    made = writing.create(AgencyName, by=by, agency=agency, name=name, short_name=short_name, from_on=from_on)
    succession.name_of_the_day(agency, by=by)
    audit.record(by, "partnership.agency_renamed", agency, from_on=from_on.isoformat())
    return made


@transaction.atomic
def close_agency(agency: Agency, *, by: Actor, closed_on: date) -> Agency:
    """Record that an agency is no more. Its seats, who fills them, its bodies and its contacts end with it, in one act."""
    require(policy.configure(by))
    if agency.closed_on:
        raise Refused("This agency is already closed")
    succession.lock(agency)
    seats = Seat.objects.filter(agency=agency)
    groups = list(Group.objects.filter(seats__in=seats).distinct())
    ended = sum(succession.end_with(seat.holders.all(), by=by, to_on=closed_on) for seat in seats)
    for rows in (seats, agency.bodies.all(), agency.contacts.all(), agency.names.all()):
        ended += succession.end_with(rows, by=by, to_on=closed_on)
    writing.change(agency, by=by, closed_on=closed_on)
    for group in groups:
        circles.refresh(group)
    audit.record(by, "partnership.agency_closed", agency, count=ended, closed_on=closed_on.isoformat())
    return agency


@transaction.atomic
def join_body(agency: Agency, *, by: Actor, body: str, from_on: date, statutory: bool = True) -> AgencyBody:
    """Record that an agency belongs to a statutory body, as the law requires of it or by agreement."""
    require(policy.configure(by))
    succession.lock(agency)
    succession.stand_clear(
        agency.bodies.filter(body=body),
        from_on=from_on,
        to_on=None,
        words="The agency already belongs to that body from that day or a later one",
    )
    made = writing.create(AgencyBody, by=by, agency=agency, body=body, statutory=statutory, from_on=from_on)
    audit.record(by, "partnership.body_joined", agency, body=body, from_on=from_on.isoformat())
    return made


@transaction.atomic
def add_contact(
    agency: Agency, *, by: Actor, purpose: str, from_on: date, name: str = "", email: str = "", telephone: str = ""
) -> AgencyContact:
    """Say how to reach an agency about one matter."""
    require(policy.keep_agency(by, agency.pk))
    made = writing.create(
        AgencyContact,
        by=by,
        agency=agency,
        purpose=purpose,
        name=name,
        email=email,
        telephone=telephone,
        from_on=from_on,
    )
    audit.record(by, "partnership.contact_added", agency, contact=made.pk)
    return made
