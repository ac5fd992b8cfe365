"""Who has an interest in an item, and who was there."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.access.policy import Refused, require
from safehold.meetings import policy, queries, recusals, standing
from safehold.meetings.counting import unmarked
from safehold.meetings.lifecycle import OPEN_TO_WRITE
from safehold.meetings.models import PRESENT, Attendance, Declaration, Guest, Item, Mark, Meeting
from safehold.meetings.queries import cases, seats
from safehold.meetings.queries.seats import Marked
from safehold.records import writing

AGAIN = "Who was there was written down again"


@transaction.atomic
def declare(item: Item, *, by: Actor, nature: str, words: str, recused: bool, user: User | None = None) -> Declaration:
    """Write down that somebody has an interest in an item. Recused, the item is not there for them any more: neither its
    papers, nor what is decided and minuted under it, nor anything that followed from it on another agenda.
    """
    queries.hold(item.meeting)
    require(policy.declare(by, item))
    whose = user or by.user
    if whose is None:
        raise Refused("Only a person has an interest")
    if whose.pk != by.user_id:
        require(policy.keep(by, item.meeting))
    recusal = recusals.recuse(item, whose, by=by, why=words) if recused else None
    made = writing.create(
        Declaration,
        by=by,
        item=item,
        user=whose,
        nature=nature,
        words=words.strip(),
        declared_on=by.on,
        recusal=recusal,
    )
    if recused:
        following = queries.followed_from(item)
        for later in following.entries:
            recusals.carry(item.entry, later, by=by)
        for meeting in (item.meeting, *following.meetings):
            if meeting.status in OPEN_TO_WRITE:  # what was agreed of the past stays agreed
                standing.settle(meeting, by=by)
    audit.record(by, "meetings.interest_declared", item, user=whose.pk, nature=nature, recused=recused)
    return made


@transaction.atomic
def record_attendance(meeting: Meeting, *, by: Actor, marks: Mapping[int, Marked]) -> Meeting:
    """Write down, for seats by their number, who was there, sent a deputy or apologies, or neither.

    What was written of a seat before is replaced, as long as the chair has not agreed the minutes. Refused for a seat that
    was not in force, and for a member of it who does not hold it.
    """
    queries.hold(meeting)
    require(policy.attend(by, meeting))
    writing.change(meeting, by=by)  # of two who write it down at once, the second is told
    if meeting.group is None:
        return _record_places(meeting, by=by, marks=marks)
    in_force = {seat.pk: seat for seat in seats.seats_of(meeting)}
    before = {each.seat_id: each for each in seats.attendance_of(meeting)}
    for number, marked in marks.items():
        seat = in_force.get(number)
        if seat is None:
            raise Refused("This seat was not in force on the day of the meeting")
        holder = seats.holder_of(seat)
        if marked.mark == Mark.MEMBER and (holder is None or marked.user != holder):
            raise Refused(f"{seat} has no such member on that day. Record a deputy instead")
        if holder is None and marked.mark not in (Mark.VACANT, Mark.DEPUTY):
            raise Refused(f"Nobody holds the seat of {seat} on that day, so it is vacant unless somebody deputises")
        if holder is not None and marked.mark == Mark.VACANT:
            raise Refused(f"The seat of {seat} is not vacant: {holder} holds it")
        facts: dict[str, Any] = {"mark": marked.mark, "user": marked.user, "deputy_name": marked.deputy_name.strip()}
        if number in before:
            there = before[number]
            was = there.get_mark_display()
            writing.change(there, by=by, **facts)
            if meeting.status in OPEN_TO_WRITE and was != there.get_mark_display():
                now = f"{seat.agency}: {there.get_mark_display()}"
                writing.noted(meeting, "attendance", was=f"{seat.agency}: {was}", now=now, by=by, why=AGAIN)
        else:
            writing.create(Attendance, by=by, meeting=meeting, seat=seat, **facts)
    standing.settle(meeting, by=by)
    present = sum(each.mark in PRESENT for each in marks.values())
    audit.record(by, "meetings.attendance_recorded", meeting, count=len(marks), present=present)
    return meeting


def _record_places(meeting: Meeting, *, by: Actor, marks: Mapping[int, Marked]) -> Meeting:
    """The same at a meeting about a case, by the number of each place."""
    places = {each.pk: each for each in cases.invitees_of(meeting)}
    for number, marked in marks.items():
        place = places.get(number)
        if place is None:
            raise Refused("They are not invited to this meeting any more")
        was = place.get_mark_display() if place.mark else ""
        writing.change(place, by=by, mark=marked.mark, deputy_name=marked.deputy_name.strip())
        now = place.get_mark_display()
        if meeting.status in OPEN_TO_WRITE and was != now:
            writing.noted(meeting, "attendance", was=f"{place}: {was}", now=f"{place}: {now}", by=by, why=AGAIN)
    standing.settle(meeting, by=by)
    present = sum(each.mark in PRESENT for each in marks.values())
    audit.record(by, "meetings.attendance_recorded", meeting, count=len(marks), present=present)
    return meeting


@transaction.atomic
def add_guest(meeting: Meeting, *, by: Actor, name: str, why: str, agency: Agency | None = None) -> Guest:
    """Write down somebody who was there and holds no seat. They count neither for attendance nor for a quorum."""
    require(policy.attend(by, meeting))
    guest = writing.create(Guest, by=by, meeting=meeting, name=name.strip(), why=why.strip(), agency=agency)
    audit.record(by, "meetings.guest_added", meeting)
    return guest


@transaction.atomic
def hold(meeting: Meeting, *, by: Actor) -> Meeting:
    """Say that a meeting was held, once something was written down of every seat; vacant seats say so by themselves."""
    require(policy.hold(by, meeting))
    for place in cases.invitees_of(meeting) if meeting.group is None else ():
        if not place.mark:
            raise Refused(f"Record first whether {place.user} was there")
    in_force = {seat.pk: seat for seat in seats.seats_of(meeting)}
    known = {each.seat_id for each in seats.attendance_of(meeting)}
    for number, seat in in_force.items():
        if number not in known and seats.holder_of(seat) is None:
            writing.create(Attendance, by=by, meeting=meeting, seat=seat, mark=Mark.VACANT)
            known.add(number)
    if missing := unmarked({number: str(seat) for number, seat in in_force.items()}, known):
        raise Refused(f"Record first whether the seat of {missing[0]} was filled")
    writing.move(meeting, "hold", by=by)
    standing.settle(meeting, by=by)
    audit.record(by, "meetings.held", meeting, quorate=meeting.quorate)
    return meeting
