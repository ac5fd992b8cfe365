"""Questions about how the partnership is made up, each on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyName, Membership, User
from safehold.access.policy import YES, Answer, not_now
from safehold.clocks import Calendar
from safehold.partnership import labels, policy
from safehold.partnership.models import (
    Amendment,
    AnswersTo,
    Capacity,
    Chair,
    Choice,
    ClosedDay,
    Group,
    Partnership,
    Quorum,
    Seat,
    SeatHolder,
    SeatKind,
    overlapping,
)
from safehold.partnership.naming import called, kind_called
from safehold.partnership.quorum import QuorumRule
from safehold.partnership.spans import ONE_DAY


def in_words(day: date) -> str:
    """A day as sentences have it: 1 April 2021."""
    return f"{day.day} {day:%B %Y}"


def the_partnership() -> Partnership | None:
    """The partnership of this installation; none until it has been described."""
    return Partnership.objects.first()


def calendar() -> Calendar:
    """Working days as this partnership keeps them: England's bank holidays, and the days it has marked itself."""
    days = list(ClosedDay.objects.all())
    return Calendar(
        closed=[day.day_on for day in days if not day.working], opened=[day.day_on for day in days if day.working]
    )


def choices(of: str, on: date) -> list[tuple[str, str]]:
    """The answers of a local list on a day, as codes and labels, in their order."""
    return list(Choice.objects.filter(of=of).on(on).order_by("position", "label").values_list("code", "label"))


# --- what an actor may see ---


def groups_visible_to(actor: Actor) -> QuerySet[Group]:
    """Every group, for whoever is in the partnership, as it and its kind were called that day (``shown_as``, ``kind_word``)."""
    groups = Group.objects.annotate(shown_as=called(Group, actor.on), kind_word=kind_called(actor.on))
    return groups if policy.see(actor) else groups.none()


def agencies_visible_to(actor: Actor) -> QuerySet[Agency]:
    """Every agency, for whoever is in the partnership, as it and its kind were called that day (``shown_as``, ``kind_word``)."""
    agencies = Agency.objects.annotate(shown_as=called(Agency, actor.on), kind_word=kind_called(actor.on))
    return agencies if policy.see(actor) else agencies.none()


# --- seats, chairs, vacancies ---


def seats_on(day: date, *, group: Group | None = None, agency: Agency | None = None) -> QuerySet[Seat]:
    """Seats in force on ``day``: who fills each that day (``held``), the last day of whoever last filled it before
    (``left_on``), and the names of that day of agency and group."""
    seats = Seat.objects.on(day).filter(Q(group__closed_on=None) | Q(group__closed_on__gte=day))
    if group is not None:
        seats = seats.filter(group=group)
    if agency is not None:
        seats = seats.filter(agency=agency)
    holders = SeatHolder.objects.on(day).select_related("user")
    before = SeatHolder.objects.filter(seat=OuterRef("pk"), capacity=Capacity.MAIN, to_on__lt=day).order_by("-to_on")
    named = seats.annotate(
        agency_name=called(Agency, day, "agency__"),
        group_name=called(Group, day, "group__"),
        left_on=Subquery(before.values("to_on")[:1]),
    )
    return named.select_related("agency", "group").prefetch_related(
        Prefetch("holders", queryset=holders, to_attr="held")
    )


def vacant_on(day: date) -> QuerySet[Seat]:
    """Seats in force on ``day`` that nobody fills. A deputy stands in for someone; alone, they do not fill a seat."""
    filled = SeatHolder.objects.on(day).filter(seat=OuterRef("pk"), capacity=Capacity.MAIN)
    return seats_on(day).exclude(kind=SeatKind.OBSERVER).filter(~Exists(filled))


def vacant_since(seat: Any) -> date:
    """The first day on which nobody filled a vacant seat of ``seats_on``: the day after its last holder’s last, and its own
    first day where nobody ever did."""
    return max(seat.left_on + ONE_DAY, seat.from_on) if seat.left_on else seat.from_on


@dataclass(frozen=True)
class Gap:
    """Something that nobody fills, and the first day on which nobody did: ``None`` where nobody ever has and no beginning
    is known."""

    what: str
    group: Group
    group_name: str
    since_on: date | None
    agency: Agency | None = None

    def days(self, on: date) -> int | None:
        """How many days it has stood empty, ``on`` among them."""
        return None if self.since_on is None else (on - self.since_on).days + 1


def gaps(day: date, *, longer_than: int = 0) -> list[Gap]:
    """Vacant seats and groups without a chair on ``day``, longest first; those of unknown length come before all."""
    vacant: Any = vacant_on(day).filter(group__outside=False).prefetch_related(None)
    seats = [Gap(seat_name(seat), seat.group, seat.group_name, vacant_since(seat), seat.agency) for seat in vacant]
    return longest_first(seats + unchaired(day), day, longer_than)


def unchaired(day: date, *, longer_than: int = 0) -> list[Gap]:
    """The groups without a chair on ``day``, in the same order."""
    chaired = Chair.objects.on(day).filter(group=OuterRef("pk"))
    without: Any = Group.objects.on(day).filter(~Exists(chaired), outside=False)
    without = without.annotate(
        shown_as=called(Group, day), left_on=Max("chairs__to_on", filter=Q(chairs__to_on__lt=day))
    )
    chairs = [
        Gap("Chair", group, group.shown_as, group.left_on + ONE_DAY if group.left_on else group.founded_on)
        for group in without
    ]
    return longest_first(chairs, day, longer_than)


def longest_first(found: list[Gap], day: date, longer_than: int) -> list[Gap]:
    long = [gap for gap in found if (days := gap.days(day)) is None or days >= longer_than]
    return sorted(long, key=lambda gap: (gap.since_on or date.min, gap.group_name, gap.what))


def seat_name(seat: Any) -> str:
    """The agency as it was called that day, and the office."""
    return f"{seat.agency_name}: {seat.office}" if seat.office else str(seat.agency_name)


def least_agencies(on: date) -> Subquery:
    """How many agencies each group needs on ``on``, as a column; none where no quorum was set for that day."""
    return Subquery(Quorum.objects.on(on).filter(group=OuterRef("pk")).values("least_agencies")[:1])


def quorum_rule(group: Group, on: date, *, seats: Iterable[Seat] | None = None) -> QuorumRule | None:
    """What ``group`` needs to decide on ``on``; none where no quorum was ever set for that day.

    ``seats`` are those of ``seats_on``, where the caller has them already.
    """
    if hasattr(group, "least_agencies"):
        least = group.least_agencies
    else:
        least = Quorum.objects.on(on).filter(group=group).values_list("least_agencies", flat=True).first()
    if least is None:
        return None
    held: Iterable[Any] = seats_on(on, group=group) if seats is None else seats
    members = [seat for seat in held if seat.kind == SeatKind.MEMBER]
    return QuorumRule(
        least=least,
        seats={seat.agency_id: seat.agency_name for seat in members},
        needed={seat.agency_id: seat.agency_name for seat in members if seat.needed_for_quorum},
    )


# --- what actions ask ---


def seats_filled_by(user: User, *, on: date, agency: Agency | None = None) -> list[SeatHolder]:
    """The seats, of one agency or of any, that ``user`` fills or deputises in on ``on`` or after it."""
    held = SeatHolder.objects.filter(user=user).exclude(to_on__lt=on).select_related("seat__group", "seat__agency")
    return list(held.filter(seat__agency=agency) if agency else held)


def places_of(user: User, *, on: date, agency: Agency | None = None) -> int:
    """How many seats and chairs ``user`` has on ``on`` or after it, for one agency or for any: asked in one question."""
    seats = SeatHolder.objects.filter(user=user).exclude(to_on__lt=on)
    chairs = Chair.objects.filter(user=user).exclude(to_on__lt=on)
    if agency:
        seats, chairs = seats.filter(seat__agency=agency), chairs.filter(agency=agency)
    return seats.order_by().values("pk").union(chairs.order_by().values("pk"), all=True).count()


def chaired_by(user: User, *, on: date, agency: Agency | None = None) -> list[Chair]:
    """The groups that ``user`` chairs, for one agency or for any, on ``on`` or after it."""
    chairs = Chair.objects.filter(user=user).exclude(to_on__lt=on).select_related("group")
    return list(chairs.filter(agency=agency) if agency else chairs)


def acts_for(user: User, agency: Agency, *, from_on: date) -> Answer:
    """Whether ``user`` acts for ``agency`` from ``from_on``: only they can hold its seat. Told apart by id."""
    if not user.is_active:
        return not_now(f"{user} has left")
    memberships = Membership.objects.filter(user=user, agency=agency)
    if overlapping(memberships, from_on=from_on, to_on=from_on).exists():
        return YES
    return not_now(f"{user} does not act for {agency} on {in_words(from_on)}")


def people_of(agencies: QuerySet[Agency], on: date) -> list[tuple[str, str]]:
    """Those who act for any of ``agencies`` on ``on``, by id, each with name, job and agency: names are not enough."""
    memberships = Membership.objects.filter(agency__in=agencies, user__is_active=True).on(on)
    people: dict[int, str] = {}
    for each in memberships.select_related("user", "agency").order_by("user__name", "user_id"):
        doing = f", {each.job_title}" if each.job_title else ""
        people.setdefault(each.user_id, f"{each.user.name}{doing} ({each.agency})")
    return [(str(number), words) for number, words in people.items()]


def agencies_called(words: str) -> QuerySet:
    """The agencies that have, or had, a name with ``words`` in it."""
    return AgencyName.objects.filter(Q(name__icontains=words) | Q(short_name__icontains=words)).values("agency")


def circular(group: Group, on: date) -> bool:
    """Whether ``group`` answers, through others, to itself on ``on`` or any day after it."""
    rows = list(AnswersTo.objects.exclude(to_group=None).filter(Q(to_on=None) | Q(to_on__gte=on)))
    days = {on, *(row.from_on for row in rows if row.from_on > on)}  # on no other day does a loop begin
    return any(_loops(group, [row for row in rows if row.holds_on(day)]) for day in days)


def _loops(group: Group, rows: list[AnswersTo]) -> bool:
    above: dict[int, list[int]] = {}
    for row in rows:
        if row.to_group_id is not None:
            above.setdefault(row.group_id, []).append(row.to_group_id)
    waiting, seen = list(above.get(group.pk, ())), set()
    while waiting:
        each = waiting.pop()
        if each == group.pk:
            return True
        if each not in seen:
            seen.add(each)
            waiting += above.get(each, ())
    return False


def said(row: Any, names: Iterable[str] | None = None) -> str:
    """What ``row`` says, one fact to a line, for the amendment that changes it."""
    wanted = [field for field in row._meta.fields if field.name in names] if names else labels.facts(row)
    lines = []
    for field in wanted:
        value = getattr(row, field.name)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        elif isinstance(value, date):
            value = in_words(value)
        elif field.choices:
            value = getattr(row, f"get_{field.name}_display")()
        lines.append(f"{labels.label(row, field.name)}: {'none' if value in (None, '') else value}")
    return "\n".join(lines)


def amendments(*, group: Group | None = None, agency: Agency | None = None) -> QuerySet[Amendment]:
    """What was put right about a group or an agency, latest first; with neither, about the partnership itself."""
    return Amendment.objects.filter(group=group, agency=agency).select_related("amended_by")
