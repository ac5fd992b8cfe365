"""What can be done to groups: founded, renamed, closed; whom they answer to, their terms, chairs and quorum."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, Circle, User
from safehold.access.policy import Refused, require
from safehold.partnership import circles, fitting, policy, queries, succession
from safehold.partnership.models import (
    AnswersTo,
    Chair,
    Group,
    GroupBody,
    GroupName,
    Quorum,
    SeatHolder,
    TermsOfReference,
)
from safehold.records import writing


@transaction.atomic
def found_group(
    *,
    by: Actor,
    code: str,
    kind: str,
    name: str,
    purpose: str,
    from_on: date,
    founded_on: date | None = None,
    short_name: str = "",
    outside: bool = False,
    note: str = "",
    position: int = 0,
) -> Group:
    """Found a group, under the name it has from a day on, with circles that nobody is in yet."""
    require(policy.configure(by))
    circle = writing.create(Circle, by=by, name=name)
    group = writing.create(
        Group,
        by=by,
        code=code,
        kind=kind,
        current_name=name,
        purpose=purpose,
        founded_on=founded_on,
        outside=outside,
        note=note,
        position=position,
        circle_id=circle.pk,
        inner_circle_id=writing.create(Circle, by=by, name=name).pk,
    )
    writing.create(GroupName, by=by, group=group, name=name, short_name=short_name, from_on=from_on)
    audit.record(by, "partnership.group_founded", group, code=code, kind=kind)
    return group


@transaction.atomic
def change_group(group: Group, *, by: Actor, **facts: Any) -> Group:
    """Say anew what a group is for, what kind it is, where it stands in lists, or what is not known exactly."""
    require(policy.configure(by))
    if unknown := facts.keys() - {"kind", "purpose", "outside", "note", "position"}:
        raise TypeError(f"A group's {sorted(unknown)[0]} is not changed here")
    writing.change(group, by=by, **facts)
    audit.record(by, "partnership.group_changed", group, facts=sorted(facts))
    return group


@transaction.atomic
def rename_group(group: Group, *, by: Actor, name: str, from_on: date, short_name: str = "") -> GroupName:
    """Give a group another name from a day on. Minutes and reports of earlier days keep the earlier name."""
    require(policy.configure(by))
    require(fitting.still_there(group, on=by.on))
    succession.lock(group)
    succession.make_way(group.names.all(), by=by, from_on=from_on)
    made = writing.create(GroupName, by=by, group=group, name=name, short_name=short_name, from_on=from_on)
    succession.name_of_the_day(group, by=by)
    audit.record(by, "partnership.group_renamed", group, from_on=from_on.isoformat())
    return made


@transaction.atomic
def close_group(group: Group, *, by: Actor, closed_on: date) -> Group:
    """Close a group. Its seats, who fills them, its chair and whom it answers to end with it, in one act."""
    require(policy.configure(by))
    if group.closed_on:
        raise Refused("This group is already closed")
    answering = AnswersTo.objects.filter(Q(to_on=None) | Q(to_on__gt=closed_on), to_group=group).first()
    if answering is not None:
        raise Refused(f"{answering.group} answers to this group after that day. Say whom it answers to instead first")
    succession.lock(group)
    ended = succession.end_with(SeatHolder.objects.filter(seat__group=group), by=by, to_on=closed_on)
    for rows in (group.seats, group.chairs, group.answers_to, group.bodies, group.terms, group.quorums, group.names):
        ended += succession.end_with(rows.all(), by=by, to_on=closed_on)
    writing.change(group, by=by, closed_on=closed_on)
    circles.refresh(group)
    audit.record(by, "partnership.group_closed", group, count=ended, closed_on=closed_on.isoformat())
    return group


@transaction.atomic
def answer_to(group: Group, *, by: Actor, from_on: date, to_group: Group | None = None, to_body: str = "") -> AnswersTo:
    """Record that a group answers to another group or to a statutory body, beside any that it answers to already."""
    require(policy.configure(by))
    require(fitting.still_there(group, on=by.on))
    succession.lock(group)
    made = writing.create(AnswersTo, by=by, group=group, to_group=to_group, to_body=to_body, from_on=from_on)
    fitting.must_fit(made)
    if queries.circular(group, from_on):
        raise Refused(f"{to_group} answers to {group}, so {group} cannot answer to it")
    audit.record(by, "partnership.answers_to", group, to_group=to_group and to_group.code, to_body=to_body)
    return made


@transaction.atomic
def carry_out(group: Group, *, by: Actor, body: str, from_on: date) -> GroupBody:
    """Record that a group carries out the duties of a statutory body."""
    require(policy.configure(by))
    require(fitting.still_there(group, on=by.on))
    made = writing.create(GroupBody, by=by, group=group, body=body, from_on=from_on)
    fitting.must_fit(made)
    audit.record(by, "partnership.duties_carried_out", group, body=body)
    return made


@transaction.atomic
def adopt_terms(
    group: Group,
    *,
    by: Actor,
    edition: str,
    purpose: str,
    from_on: date,
    approved_on: date | None = None,
    **clauses: Any,
) -> TermsOfReference:
    """Bring an edition of the terms of reference into force; the one before ends on the day before."""
    require(policy.configure(by))
    require(fitting.still_there(group, on=by.on))
    succession.lock(group)
    succession.make_way(group.terms.all(), by=by, from_on=from_on)
    made = writing.create(
        TermsOfReference,
        by=by,
        group=group,
        edition=edition,
        purpose=purpose,
        from_on=from_on,
        approved_on=approved_on,
        **clauses,
    )
    fitting.must_have_happened(made, on=by.on)
    audit.record(by, "partnership.terms_adopted", group, edition=edition, from_on=from_on.isoformat())
    return made


@transaction.atomic
def appoint_chair(
    group: Group, *, by: Actor, user: User, agency: Agency, from_on: date, to_on: date | None = None
) -> Chair:
    """Record who chairs a group. Whoever chaired it before must have ended: two people never chair on one day."""
    require(policy.appoint(by, group))
    require(fitting.still_there(group, on=by.on))
    require(queries.acts_for(user, agency, from_on=from_on))
    succession.lock(group)
    made = writing.create(Chair, by=by, group=group, user=user, agency=agency, from_on=from_on, to_on=to_on)
    fitting.must_fit(made)
    circles.refresh(group)
    audit.record(by, "partnership.chair_appointed", group, user=user.pk, agency=agency.code)
    return made


@transaction.atomic
def set_quorum(group: Group, *, by: Actor, least_agencies: int, from_on: date) -> Quorum:
    """Say how many agencies must be there for a group to decide, from a day on."""
    require(policy.configure(by))
    require(fitting.still_there(group, on=by.on))
    succession.lock(group)
    succession.make_way(group.quorums.all(), by=by, from_on=from_on)
    made = writing.create(Quorum, by=by, group=group, least_agencies=least_agencies, from_on=from_on)
    fitting.must_fit(made)
    rule = queries.quorum_rule(group, from_on)
    if rule and rule.seats and (why_not := rule.impossible):
        raise Refused(why_not)
    audit.record(by, "partnership.quorum_set", group, least_agencies=least_agencies)
    return made
