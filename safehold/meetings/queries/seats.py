"""Who was there, seat by seat, and what that comes to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.access.policy import Answer
from safehold.meetings.counting import Sat, Share, quorate, share
from safehold.meetings.lifecycle import MET
from safehold.meetings.models import Attendance, Declaration, Guest, Invitee, Item, Mark, Meeting, Part
from safehold.meetings.queries import meetings_visible_to
from safehold.partnership.models import Capacity, Chair, Group, SeatKind
from safehold.partnership.naming import called
from safehold.partnership.queries import quorum_rule, seat_name, seats_on
from safehold.partnership.quorum import QuorumRule
from safehold.partnership.rules import rule
from safehold.records.models import Conflict

CASE_QUORUM = "meetings.case_quorum"


@dataclass(frozen=True)
class Marked:
    """What is written down of one seat: its mark, and who sat there."""

    mark: str
    user: User | None = None
    deputy_name: str = ""


def seats_of(meeting: Meeting) -> list[Any]:
    """The seats in force on the day of a meeting, each with who holds it and deputises in it (``held``); none at a meeting
    about a case, where people have places instead."""
    if meeting.group is None:
        return []
    return list(seats_on(meeting.meets_on, group=meeting.group))


def holder_of(seat: Any) -> User | None:
    """Who fills a seat of ``seats_of``; nobody where it is vacant."""
    return next((each.user for each in seat.held if each.capacity == Capacity.MAIN), None)


def deputies_of(seat: Any) -> list[User]:
    return [each.user for each in seat.held if each.capacity == Capacity.DEPUTY]


def in_force(rows: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """The marks of seats that were in force on the day of their meeting: a meeting may have been moved, or a seat's own days
    put right, after something was written down."""
    still = Q(seat__to_on=None) | Q(seat__to_on__gte=F("meeting__meets_on"))
    return rows.filter(still, seat__from_on__lte=F("meeting__meets_on"))


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """What was written down of each seat, by agency, with what the agency was called that day (``agency_name``)."""
    rows = in_force(meeting.attendance.all()).select_related("seat__agency", "user")
    return list(rows.annotate(agency_name=called(Agency, meeting.meets_on, "seat__agency__")))


def name_that_day(each: Any) -> str:
    """The seat of a mark of ``attendance_of``: its agency as it was called that day, and the office."""
    return f"{each.agency_name}: {each.seat.office}" if each.seat.office else str(each.agency_name)


def guests_of(meeting: Meeting) -> list[Guest]:
    return list(meeting.guests.select_related("agency"))


def sat_at(meeting: Meeting) -> list[Sat]:
    """What was written down of each seat, or of each place at a meeting about a case, as sums take it."""
    if meeting.group is None:
        places = Invitee.objects.filter(meeting=meeting, off_on=None).exclude(mark="")
        return [
            Sat(
                each.agency_id,
                each.mark,
                each.part != Part.OBSERVER,
                each.user_id if each.mark == Mark.MEMBER else None,
            )
            for each in places
        ]
    return [
        Sat(each.seat.agency_id, each.mark, each.seat.kind == SeatKind.MEMBER, each.user_id)
        for each in attendance_of(meeting)
    ]


def rule_of(meeting: Meeting) -> QuorumRule | None:
    """The quorum of the group on the day of a meeting; none where none was set. For meetings about cases there is one where the
    pack says one: of the agencies that are invited to more than observe."""
    if meeting.group is None:
        least = rule(CASE_QUORUM, meeting.meets_on)
        places = (
            Invitee.objects.filter(meeting=meeting, off_on=None).exclude(part=Part.OBSERVER).select_related("agency")
        )
        return QuorumRule(least, {each.agency_id: str(each.agency) for each in places}, {}) if least else None
    return quorum_rule(meeting.group, meeting.meets_on)


def could_decide(meeting: Meeting, item: Item | None = None) -> Answer | None:
    """Whether the group could decide, at the meeting or on one item of it; none where it has no quorum to meet."""
    rule = rule_of(meeting)
    if rule is None:
        return None
    return quorate(rule, sat_at(meeting), but=recused_from(item) if item is not None else ())


def recused_from(item: Item) -> set[int]:
    """Who does not take part in an item, by id: whose conflict of interest had not ended by the day of the meeting."""
    ended = Q(to_on__isnull=False, to_on__lt=item.meeting.meets_on)
    return set(Conflict.objects.filter(entry=item.entry_id).exclude(ended).values_list("user", flat=True))


def people_there(meeting: Meeting) -> list[tuple[str, str]]:
    """Those for whom an interest can be declared: who fills a seat of the group that day, deputises in it or chairs it, or has
    a place at a meeting about a case; by id and name."""
    if meeting.group is None:
        held = {each.user for each in Invitee.objects.filter(meeting=meeting, off_on=None).select_related("user")}
    else:
        held = {each.user for seat in seats_of(meeting) for each in seat.held}
        chairs = Chair.objects.on(meeting.meets_on).filter(group=meeting.group).select_related("user")
        held |= {each.user for each in chairs}
    return sorted(((str(user.pk), user.name) for user in held), key=lambda each: (each[1], each[0]))


def person(number: str) -> User:
    """The person of one of the ids of ``people_there``."""
    return User.objects.get(pk=int(number))


def declarations_of(item: Item) -> list[Declaration]:
    """The interests declared in an item that its reader was found to see."""
    return list(item.declarations.select_related("user", "recusal"))


# --- attendance over time ---


@dataclass
class SeatLine:
    """One seat over the meetings of a group: its mark at each, by the meeting's number, where it was in force."""

    name: str
    agency: str
    counted: bool
    marks: dict[int, Attendance] = field(default_factory=dict)

    @property
    def share(self) -> Share:
        return share(each.mark for each in self.marks.values())


def meetings_held(group: Group, actor: Actor, first: date, last: date) -> list[Meeting]:
    """The meetings of a group that were held between two days, oldest first: those that the actor sees."""
    rows = meetings_visible_to(actor).standing().filter(group=group, status__in=MET, meets_on__range=(first, last))
    return list(rows.order_by("meets_on", "pk"))


def lines_of(meetings: Iterable[Meeting]) -> list[SeatLine]:
    """Each seat that was in force at any of the meetings, those that count first."""
    rows = in_force(Attendance.objects.filter(meeting__in=list(meetings))).select_related("seat__agency", "user")
    lines: dict[int, SeatLine] = {}
    for each in rows:
        seat: Any = each.seat
        seat.agency_name = seat.agency.current_name
        line = lines.setdefault(seat.pk, SeatLine(seat_name(seat), str(seat.agency), seat.kind != SeatKind.OBSERVER))
        line.marks[each.meeting_id] = each
    return sorted(lines.values(), key=lambda line: (not line.counted, line.name))


def counted(actor: Actor, first: date, last: date) -> QuerySet[Attendance]:
    """The marks that count, of the meetings that the actor sees and that were held between two days."""
    held = meetings_visible_to(actor).standing().filter(status__in=MET, meets_on__range=(first, last))
    rows = Attendance.objects.filter(meeting__in=held.values("pk"))
    return in_force(rows).exclude(seat__kind=SeatKind.OBSERVER)


def by_agency_and_group(actor: Actor, first: date, last: date) -> tuple[dict[tuple[int, int], Share], set[str]]:
    """How often the seats of each agency in each group were filled, by the ids of both; and the meetings that were counted."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    meetings = set()
    rows = counted(actor, first, last).values_list("seat__agency", "meeting__group", "mark", "meeting__entry__uid")
    for agency, group, mark, uid in rows:
        found[agency, group].append(mark)
        meetings.add(str(uid))
    return {key: share(marks) for key, marks in found.items()}, meetings
