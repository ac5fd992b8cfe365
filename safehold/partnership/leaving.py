"""What becomes of the seats and chairs of somebody who leaves: when each is free, and who could take it over."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from safehold.access import holding
from safehold.access.models import Agency, Membership, User
from safehold.partnership import queries
from safehold.partnership.models import Capacity, Chair, SeatHolder, SeatKind


class Freed(NamedTuple):
    """A place in a seat that its holder leaves: free ``from_on`` to ``to_on``, and the users, by number, who are
    ``able`` to take it over. Nobody is where it would have ended before it is free."""

    holder: SeatHolder
    from_on: date
    to_on: date | None
    able: frozenset[int]

    def leaves_vacant(self) -> bool:
        """Whether nobody fills the seat then: a deputy alone fills none, and an observer is not counted."""
        return self.holder.capacity == Capacity.MAIN and self.holder.seat.kind != SeatKind.OBSERVER

    def in_words(self) -> str:
        """The place as a line of a list says it."""
        seat = self.holder.seat
        place = "observer" if seat.kind == SeatKind.OBSERVER else self.holder.get_capacity_display().lower()
        return f"{seat.group}: {place} for {seat.agency}"


def freed_by(leaver: User, *, on: date, today: date, agency: Agency | None = None) -> list[Freed]:
    """The places that are free when ``leaver`` is gone from ``on``, as it is done ``today``; of one agency or of any."""
    held = queries.seats_filled_by(leaver, on=on, agency=agency)
    acting = _by(
        "agency_id",
        Membership.objects.filter(agency__in=[each.seat.agency_id for each in held], user__is_active=True)
        .exclude(user=leaver)
        .exclude(to_on__lt=on),
    )
    sitting = _by("seat_id", SeatHolder.objects.filter(seat__in=[each.seat_id for each in held]).exclude(to_on__lt=on))
    found = []
    for holder in held:
        ended_on = last_day_of(holder, last=on - timedelta(days=1), today=today)
        from_on = max(on, ended_on + timedelta(days=1)) if ended_on else max(on, holder.from_on)
        to_on = holder.to_on
        able: frozenset[int] = frozenset()
        if to_on is None or from_on <= to_on:
            seated = {
                each.user_id for each in sitting.get(holder.seat_id, ()) if _overlap(each, from_on=from_on, to_on=to_on)
            }
            here = acting.get(holder.seat.agency_id, ())
            able = frozenset(each.user_id for each in here if each.holds_on(from_on)) - seated
        found.append(Freed(holder, from_on, to_on, able))
    return found


def last_day_of(row: SeatHolder | Chair, *, last: date, today: date) -> date | None:
    """The last day of what ends with ``last``; none for what has not begun and is taken back."""
    ends_on = holding.last_day(row.from_on, last, on=today)
    return min(ends_on, row.to_on or ends_on) if ends_on else None


def _by(name: str, rows: Iterable) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _overlap(row: SeatHolder, *, from_on: date, to_on: date | None) -> bool:
    return (row.to_on is None or row.to_on >= from_on) and (to_on is None or row.from_on <= to_on)
