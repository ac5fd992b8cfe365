"""Questions that only pages ask: what lists, histories and registers show."""

from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

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
    GroupBody,
    GroupName,
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
from safehold.partnership.queries import groups_visible_to, least_agencies

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


def groups_with_quorum(actor: Actor) -> QuerySet[Group]:
    """The groups that the actor may see, each with how many agencies it needs that day (``least_agencies``)."""
    return groups_visible_to(actor).annotate(least_agencies=least_agencies(actor.on))


def around(group: Group, on: date) -> tuple[list[Any], list[str]]:
    """What ``group`` answers to on ``on``, by the names of that day (``to_name``), and the names of those that answer to it."""
    joined = AnswersTo.objects.on(on).filter(Q(group=group) | Q(to_group=group)).select_related("group", "to_group")
    rows: list[Any] = list(
        joined.annotate(to_name=called(Group, on, "to_group__"), from_name=called(Group, on, "group__"))
    )
    above = [row for row in rows if row.group_id == group.pk]
    return above, [row.from_name for row in rows if row.to_group_id == group.pk]


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


def said_ever(group: Group) -> tuple[list[GroupName], list[GroupBody], list[Quorum]]:
    """Every name, duty and quorum that ``group`` ever had, the latest first, in one query."""
    days = ("pk", "from_on", "to_on")
    whole = {"output_field": CharField()}
    names = group.names.order_by().values_list(Value("name", **whole), "name", "short_name", *days)
    bodies = group.bodies.order_by().values_list(Value("body", **whole), "body", Value("", **whole), *days)
    least = Cast("least_agencies", CharField())
    quorums = group.quorums.order_by().values_list(Value("quorum", **whole), least, Value("", **whole), *days)
    found: tuple[list[GroupName], list[GroupBody], list[Quorum]] = ([], [], [])
    rows = names.union(bodies, quorums, all=True)
    for kind, said, short, pk, from_on, to_on in sorted(rows, key=lambda row: row[4], reverse=True):
        facts = {"pk": pk, "group": group, "from_on": from_on, "to_on": to_on}
        if kind == "name":
            found[0].append(GroupName(name=said, short_name=short, **facts))
        elif kind == "body":
            found[1].append(GroupBody(body=said, **facts))
        else:
            found[2].append(Quorum(least_agencies=int(said), **facts))
    return found


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
