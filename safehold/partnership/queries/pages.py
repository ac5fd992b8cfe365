"""Questions that only pages ask: what lists, histories and registers show."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.partnership import policy
from safehold.partnership.models import (
    AnswersTo,
    Area,
    Capacity,
    Choice,
    ClosedDay,
    Group,
    PackFile,
    Quorum,
    Rule,
    Seat,
    SeatHolder,
    SeatKind,
    TimeLimit,
    Word,
)
from safehold.partnership.naming import called, last_day_or
from safehold.partnership.queries import groups_visible_to

# --- groups and their seats ---


def groups_counted(actor: Actor) -> QuerySet[Group]:
    """The groups that the actor may see, with how many seats each has on the actor’s day and how many are vacant."""
    filled = SeatHolder.objects.on(actor.on).filter(seat=OuterRef("seats"), capacity=Capacity.MAIN)
    now = Q(seats__from_on__lte=actor.on) & (Q(seats__to_on=None) | Q(seats__to_on__gte=actor.on))
    empty = Q(now, ~Q(seats__kind=SeatKind.OBSERVER), ~Exists(filled))
    return groups_visible_to(actor).annotate(
        seat_count=Count("seats", filter=now, distinct=True), vacant_count=Count("seats", filter=empty, distinct=True)
    )


def seats_visible_to(actor: Actor) -> QuerySet[Seat]:
    """Every seat, for whoever is in the partnership."""
    found = Seat.objects.select_related("group", "agency")
    return found if policy.see(actor) else found.none()


def above(group: Group, on: date) -> QuerySet[AnswersTo]:
    """What ``group`` answers to on ``on``, by the names of that day (``to_name``)."""
    return group.answers_to.on(on).select_related("to_group").annotate(to_name=called(Group, on, "to_group__"))


def below(group: Group, on: date) -> list[str]:
    """The names of the groups that answer to ``group`` on ``on``."""
    rows: Any = group.answered_by.on(on).annotate(from_name=called(Group, on, "group__"))
    return [row.from_name for row in rows]


def seats_ever(*, today: date, group: Group | None = None, agency: Agency | None = None) -> QuerySet[Seat]:
    """Every seat that there ever was in ``group`` or of ``agency``, by the names of its last day."""
    day = last_day_or(today)
    seats = Seat.objects.filter(group=group) if group is not None else Seat.objects.filter(agency=agency)
    named = seats.annotate(agency_name=called(Agency, day, "agency__"), group_name=called(Group, day, "group__"))
    return named.select_related("agency", "group")


def above_ever(group: Group, *, today: date) -> QuerySet[AnswersTo]:
    """What ``group`` ever answered to, by the names of the last day."""
    named = group.answers_to.annotate(to_name=called(Group, last_day_or(today), "to_group__"))
    return named.select_related("to_group")


def quorums_ever(group: Group) -> QuerySet[Quorum]:
    return Quorum.objects.filter(group=group)


def people_ever(group: Group, *, today: date) -> QuerySet[SeatHolder]:
    """Everyone who ever sat in ``group``, with the agency by its name of their last day."""
    holders = SeatHolder.objects.filter(seat__group=group).select_related("user", "seat__agency")
    return holders.annotate(agency_name=called(Agency, last_day_or(today), "seat__agency__"))


# --- registers ---


def area_names() -> list[str]:
    return list(Area.objects.values_list("name", flat=True))


def areas() -> QuerySet[Area]:
    return Area.objects.all()


def marked_days() -> QuerySet[ClosedDay]:
    return ClosedDay.objects.all()


def words_said() -> QuerySet[Word]:
    """Every word, each code’s from the first to the last."""
    return Word.objects.order_by("code", "from_on")


def choices_offered() -> QuerySet[Choice]:
    return Choice.objects.all()


def rules_chosen() -> QuerySet[Rule]:
    """Every rule, each key’s from the first to the last."""
    return Rule.objects.order_by("key", "from_on")


def own_limits() -> QuerySet[TimeLimit]:
    """Every time limit that the partnership set itself."""
    return TimeLimit.objects.all()


def packs_visible_to(actor: Actor) -> QuerySet[PackFile]:
    """Every pack that was sent here, for those who may load one."""
    found = PackFile.objects.defer("text").select_related("made_by", "loaded_by")
    return found if policy.load_pack(actor) else found.none()
