"""Keeping a group’s circle to those who fill its seats. Called by every action that changes who that is."""

from collections import defaultdict
from datetime import date

from safehold.access.models import CircleMember
from safehold.partnership.models import Chair, Group, SeatHolder, SeatKind
from safehold.partnership.spans import Span, merged


def refresh(group: Group) -> None:
    """Make the members of the group's circles those whom seats and chairs say, each for the days that they say, and no others.

    Someone is in while they hold a seat or the chair, the seat is in force and the group is there; acting for the
    agency whose seat it is. Those who only hold an observer's seat are not in the inner circle. Rows that are right are
    left alone, and so is cover for somebody who is absent.
    """
    _keep(group.circle_id, belonging(group))
    _keep(group.inner_circle_id, belonging(group, but=(SeatKind.OBSERVER,)))


def _keep(circle: int, belong: list[tuple[tuple[int, int], Span]]) -> None:
    wanted = {(user, agency, span.from_on): span.to_on for (user, agency), span in belong}
    for member in CircleMember.objects.filter(circle=circle):
        key = (member.user_id, member.agency_id, member.from_on)
        if member.cover_for_id is not None:
            if key not in wanted:
                continue
            member.delete()  # a place of their own, from the same day on, takes its place
            continue
        if key not in wanted:
            member.delete()
            continue
        to_on = wanted.pop(key)
        if to_on != member.to_on:
            CircleMember.objects.filter(pk=member.pk).update(to_on=to_on)
    CircleMember.objects.bulk_create(
        CircleMember(circle_id=circle, user_id=user, agency_id=agency, from_on=from_on, to_on=to_on)
        for (user, agency, from_on), to_on in wanted.items()
    )


def belonging(group: Group, *, but: tuple[str, ...] = ()) -> list[tuple[tuple[int, int], Span]]:
    """Each person and agency, with a span of days that they belong to the group; seats of the kinds ``but`` left out."""
    there = Span(group.founded_on or date.min, group.closed_on)
    spans = defaultdict(list)
    for holder in SeatHolder.objects.filter(seat__group=group).exclude(seat__kind__in=but).select_related("seat"):
        seat = Span(holder.seat.from_on, holder.seat.to_on).within(there)
        span = seat and Span(holder.from_on, holder.to_on).within(seat)
        if span:
            spans[holder.user_id, holder.seat.agency_id].append(span)
    for chair in Chair.objects.filter(group=group):
        span = Span(chair.from_on, chair.to_on).within(there)
        if span:
            spans[chair.user_id, chair.agency_id].append(span)
    return [(who, span) for who, held in spans.items() for span in merged(held)]
