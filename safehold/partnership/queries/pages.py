"""Questions that only pages ask: what lists, histories and registers show."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.partnership import policy
from safehold.partnership.models import (
    AnswersTo,
    Area,
    Capacity,
    Chair,
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
    """The groups that the actor may see, as they are on the actor’s day: how many seats each has and how many are vacant,
    who chairs it for which agency (``chair_name``, ``chair_agency``), and what the actor is in it (``is_chair``,
    ``own_seat``, which is a kind of seat, “deputy”, or none). In a group outside the partnership no vacancy is ours.
    """
    filled = SeatHolder.objects.on(actor.on).filter(seat=OuterRef("seats"), capacity=Capacity.MAIN)
    now = Q(seats__from_on__lte=actor.on) & (Q(seats__to_on=None) | Q(seats__to_on__gte=actor.on))
    empty = Q(now, ~Q(seats__kind=SeatKind.OBSERVER), ~Exists(filled), outside=False)
    chair = Chair.objects.on(actor.on).filter(group=OuterRef("pk"))
    own = SeatHolder.objects.on(actor.on).filter(
        user=actor.user_id, seat__group=OuterRef("pk"), seat__in=Seat.objects.on(actor.on)
    )
    as_what = Case(When(capacity=Capacity.MAIN, then=F("seat__kind")), default=Value(Capacity.DEPUTY.value))
    return groups_visible_to(actor).annotate(
        seat_count=Count("seats", filter=now, distinct=True),
        vacant_count=Count("seats", filter=empty, distinct=True),
        chair_name=Subquery(chair.values("user__name")[:1]),
        chair_agency=Subquery(chair.values("agency")[:1]),
        is_chair=Exists(chair.filter(user=actor.user_id)),
        own_seat=Subquery(own.order_by("-capacity", "pk").values(what=as_what)[:1], output_field=CharField()),
    )


def own_groups(rows: Any) -> Any:
    """Those of ``groups_counted`` that the actor chairs or sits in."""
    return rows.filter(Q(is_chair=True) | Q(own_seat__isnull=False))


def groups_of(actor: Actor) -> Any:
    """The groups that the actor chairs or sits in on their day, whichever agency for; those they chair first."""
    rows: Any = groups_counted(actor).filter(pk__in=Group.objects.on(actor.on).values("pk"))
    return own_groups(rows).order_by("-is_chair", "position", "shown_as")


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
