"""Preparing a meeting: its day and place, its agenda, its papers, and what one group refers to another."""

from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.access.reach import Tier
from safehold.meetings import confidence, policy, queries, recusals
from safehold.meetings.actions.calendars import tell_calendars
from safehold.meetings.lifecycle import TO_COME, Status
from safehold.meetings.models import CalendarEntry, Item, Meeting, Passage, Referral, StandingItem
from safehold.partnership.models import Group
from safehold.records import writing

STEP = 1024
"""Items stand so far apart that one can be put between two others without touching them."""


@transaction.atomic
def plan(
    *,
    by: Actor,
    group: Group,
    meets_on: date,
    starts_at: time,
    ends_at: time | None = None,
    place: str = "",
    link: str = "",
) -> Meeting:
    """Plan a meeting of a group. What stands on every agenda of it is on this one already."""
    require(policy.keep_group(by, group))
    require(policy.day_meant(by, meets_on))
    if not group.there_on(meets_on):
        raise Refused(f"{group} was not there on that day. Choose a day on which it was")
    if queries.same_day(Q(group=group), meets_on):
        raise Refused("This group has a meeting on that day already. Choose another day")
    meeting = writing.create(
        Meeting,
        by=by,
        owner=queries.office(),
        circle=group.circle,
        group=group,
        number=queries.next_number(Q(group=group)),
        meets_on=meets_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        link=link,
        papers_due_on=queries.papers_due(meets_on, on=by.on),
    )
    for each in queries.standing_items(group, meets_on):
        _add(
            meeting,
            by=by,
            title=each.title,
            item_kind=each.item_kind,
            presenter=each.presenter,
            allotted=each.allotted,
            brings=each.brings,
        )
    audit.record(by, "meetings.planned", meeting, group=group.code, meets_on=meets_on.isoformat())
    return meeting


@transaction.atomic
def rearrange(
    meeting: Meeting,
    *,
    by: Actor,
    meets_on: date,
    starts_at: time,
    ends_at: time | None = None,
    place: str = "",
    link: str = "",
    why: str = "",
) -> Meeting:
    """Move a meeting to another day, time or place. Papers are then due by the day that follows from the new one."""
    require(policy.prepare(by, meeting))
    moved = meets_on != meeting.meets_on
    if moved and not why.strip():
        raise Refused("Enter why the meeting is moved to another day")
    if moved:
        require(policy.day_meant(by, meets_on))
    if moved and meeting.group and not meeting.group.there_on(meets_on):
        raise Refused(f"{meeting.group} was not there on that day. Choose a day on which it was")
    if moved and queries.same_day(queries.series(meeting), meets_on):
        of = "This group has a meeting" if meeting.group else "There is a meeting about this"
        raise Refused(f"{of} on that day already. Choose another day")
    was = meeting.meets_on
    facts = {"meets_on": meets_on, "starts_at": starts_at, "ends_at": ends_at, "place": place, "link": link}
    due = {"papers_due_on": queries.papers_due(meets_on, on=by.on)} if moved else {}
    writing.change(meeting, by=by, **facts, **due)
    if moved:
        writing.noted(meeting, "meets_on", was=was.isoformat(), now=meets_on.isoformat(), by=by, why=why)
    tell_calendars(meeting, CalendarEntry.Kind.CHANGED, by=by)
    audit.record(by, "meetings.rearranged", meeting, meets_on=meets_on.isoformat())
    return meeting


@transaction.atomic
def issue(meeting: Meeting, *, by: Actor) -> Meeting:
    """Say that the agenda is settled and the papers are out."""
    require(policy.prepare(by, meeting))
    if not queries.all_items(meeting).filter(withdrawn_on=None, entry__in_error_on=None).exists():
        raise Refused("There is nothing on the agenda. Add an item first")
    writing.move(meeting, "issue", by=by, issued_on=by.on, issued_by=by.user)
    audit.record(by, "meetings.issued", meeting)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, by: Actor, why: str) -> Meeting:
    """Say that a meeting is not held after all. It counts for nobody's attendance."""
    require(policy.cancel(by, meeting))
    writing.move(meeting, "cancel", by=by, cancelled_on=by.on, cancelled_by=by.user, cancelled_why=why.strip())
    tell_calendars(meeting, CalendarEntry.Kind.CANCELLED, by=by)
    audit.record(by, "meetings.cancelled", meeting)
    return meeting


# --- the agenda ---


@transaction.atomic
def add_item(
    meeting: Meeting,
    *,
    by: Actor,
    title: str,
    item_kind: str,
    presenter: str = "",
    allotted: int | None = None,
    paper_expected: bool = False,
    confidential: bool = False,
    brings: str = "",
) -> Item:
    """Put something at the end of an agenda. ``brings`` is what a pack shows under it by itself (``Brings``)."""
    require(policy.add_item(by, meeting))
    item = _add(
        meeting,
        by=by,
        title=title,
        item_kind=item_kind,
        presenter=presenter,
        allotted=allotted,
        paper_expected=paper_expected,
        confidential=confidential,
        brings=brings,
    )
    audit.record(by, "meetings.item_added", item, kind=item_kind)
    return item


@transaction.atomic
def change_item(
    item: Item,
    *,
    by: Actor,
    title: str,
    item_kind: str,
    presenter: str = "",
    allotted: int | None = None,
    paper_expected: bool = False,
    confidential: bool = False,
    brings: str = "",
    why: str = "",
) -> Item:
    """Say something else of an item than what was said before. Once the papers are out, what it said stays, with the reason."""
    require(policy.order(by, item))
    issued = item.meeting.status == Status.PAPERS_ISSUED
    if issued and not why.strip():
        raise Refused("Enter why it is changed now that the papers are out")
    facts = {
        "title": title, "item_kind": item_kind, "presenter": presenter, "allotted": allotted,
        "paper_expected": paper_expected, "confidential": confidential, "brings": brings,
    }  # fmt: skip
    was = {name: _said(item, name) for name in facts}
    writing.change(item, by=by, **facts)
    confidence.keep(item, by=by, confidential=confidential)
    for name in facts:
        if issued and was[name] != (now := _said(item, name)):
            writing.noted(item, name, was=was[name], now=now, by=by, why=why)
    audit.record(by, "meetings.item_changed", item)
    return item


@transaction.atomic
def move_item(item: Item, *, by: Actor, after: Item | None) -> Item:
    """Put an item behind another on its agenda, or first. What is hidden from whoever moves it stays where it is."""
    require(policy.order(by, item))
    if after is not None and (after.meeting_id != item.meeting_id or after.pk == item.pk):
        raise Refused("Choose an item of the same agenda")
    writing.change(item, by=by, position=_place_after(item, after, by=by))
    audit.record(by, "meetings.item_moved", item)
    return item


@transaction.atomic
def withdraw_item(item: Item, *, by: Actor, why: str) -> Item:
    """Take an item off the agenda. That it was there, and why it went, stays."""
    require(policy.order(by, item))
    writing.change(item, by=by, withdrawn_on=by.on, withdrawn_by=by.user, withdrawn_why=why.strip())
    audit.record(by, "meetings.item_withdrawn", item)
    return item


# --- what stands on every agenda ---


@transaction.atomic
def add_standing_item(
    group: Group,
    *,
    by: Actor,
    title: str,
    item_kind: str,
    from_on: date,
    presenter: str = "",
    allotted: int | None = None,
    position: int = 10,
    brings: str = "",
) -> StandingItem:
    """Put something on every agenda of a group from a day on. Agendas that are there already stay as they are."""
    require(policy.keep_group(by, group))
    made = writing.create(
        StandingItem,
        by=by,
        group=group,
        title=title,
        item_kind=item_kind,
        from_on=from_on,
        presenter=presenter,
        allotted=allotted,
        position=position,
        brings=brings,
    )
    audit.record(by, "meetings.standing_item_added", made, group=group.code)
    return made


@transaction.atomic
def end_standing_item(standing: StandingItem, *, by: Actor, to_on: date) -> StandingItem:
    """Say on which day something stands on every agenda for the last time."""
    require(policy.keep_group(by, standing.group))
    if standing.to_on is not None and standing.to_on <= to_on:
        raise Refused("It ends by then already")
    writing.change(standing, by=by, to_on=to_on)
    audit.record(by, "meetings.standing_item_ended", standing, to_on=to_on.isoformat())
    return standing


# --- what one group refers to another ---


@transaction.atomic
def refer(item: Item, *, by: Actor, to_group: Group, title: str, words: str) -> Referral:
    """Ask another group to look at something. It reads these words, and nothing of the item."""
    require(policy.refer(by, item))
    assert item.meeting.group is not None
    if to_group.pk == item.meeting.group_id:
        raise Refused("Choose another group than the one that refers it")
    referral = writing.create(
        Referral, by=by, came_from=item, to_group=to_group, title=title, words=words.strip(), referred_on=by.on
    )
    audit.record(by, "meetings.referred", item, to_group=to_group.code)
    return referral


@transaction.atomic
def take_up(referral: Referral, *, by: Actor, meeting: Meeting, item_kind: str) -> Item:
    """Put what another group refers on an agenda. Whoever was recused from what it came from is from this too."""
    require(policy.take_up(by, referral))
    if meeting.group_id != referral.to_group_id or meeting.status not in TO_COME:
        raise Refused("Choose a meeting of the group that it was referred to, and that is to come")
    require(policy.prepare(by, meeting))
    assert meeting.group is not None
    item = _add(
        meeting,
        by=by,
        title=referral.title,
        item_kind=item_kind,
        presenter=str(referral.came_from.meeting.group),
        confidential=referral.came_from.confidential,
    )
    writing.change(referral, by=by, item=item)
    recusals.carry(referral.came_from.entry, item.entry, by=by)
    audit.record(by, "meetings.taken_up", item, group=meeting.group.code)
    return item


def _said(item: Item, name: str) -> str:
    """A fact of an item, in words."""
    shown = getattr(item, f"get_{name}_display", None)
    value = getattr(item, name)
    return str(shown()) if shown else "Yes" if value is True else "No" if value is False else str(value or "")


def _add(meeting: Meeting, *, by: Actor, confidential: bool = False, **facts: Any) -> Item:
    last = queries.all_items(meeting).aggregate(last=Max("position"))["last"] or 0
    item = writing.create(
        Item,
        by=by,
        owner=meeting.entry.owner,
        tier=Tier(meeting.entry.tier),
        circle=confidence.circle_of(meeting, confidential=confidential),
        out_of=meeting.about or meeting.entry,
        meeting=meeting,
        position=last + STEP,
        confidential=confidential,
        **facts,
    )
    writing.create(Passage, by=by, item=item)
    return item


def _place_after(item: Item, after: Item | None, *, by: Actor) -> int:
    """A position behind ``after`` and before whatever follows it; the others are spread out first where none is left."""
    others = list(queries.all_items(item.meeting).exclude(pk=item.pk))
    places = [each.position for each in others]
    index = 0 if after is None else next(n for n, each in enumerate(others) if each.pk == after.pk) + 1
    low = places[index - 1] if index else 0
    high = places[index] if index < len(places) else low + 2 * STEP
    if high - low > 1:
        return (low + high) // 2
    for number, each in enumerate(others, 1):
        writing.change(each, by=by, position=number * STEP)
    return index * STEP + STEP // 2
