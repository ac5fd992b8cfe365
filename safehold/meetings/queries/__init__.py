"""Which meetings and items an actor may see, and what stands on an agenda."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyKind
from safehold.meetings.lifecycle import MET, TO_COME, Status
from safehold.meetings.models import Decision, Invitee, Item, Meeting, Referral, StandingItem
from safehold.meetings.policy import OFFICE
from safehold.partnership.models import Chair, Group, GroupName
from safehold.partnership.queries import calendar, groups_visible_to
from safehold.partnership.rules import rule
from safehold.plans import queries as plans
from safehold.plans.models import PlannedAction
from safehold.records.models import Document, Entry
from safehold.records.models.entry import RecordQuerySet
from safehold.records.visibility import own_of, sees

PAPERS = "meetings.papers_working_days"
MOST_MINUTES = 3


def group_called(path: str = "", day: str = "meets_on") -> Coalesce:
    """What the group was called on the day of each row's meeting."""
    names = GroupName.objects.filter(
        Q(to_on=None) | Q(to_on__gte=OuterRef(f"{path}{day}")),
        group=OuterRef(f"{path}group"),
        from_on__lte=OuterRef(f"{path}{day}"),
    )
    return Coalesce(Subquery(names.values("name")[:1]), F(f"{path}group__current_name"))


def series(meeting: Meeting, path: str = "") -> Q:
    """The meetings of the same group, or about the same case, as a condition. ``path`` leads to a meeting."""
    if meeting.group_id is None:
        return Q(**{f"{path}about": meeting.about_id})
    return Q(**{f"{path}group": meeting.group_id})


def chaired(actor: Actor, path: str = "") -> Exists:
    """Whether the actor chairs the group of each row's meeting on their day."""
    rows = Chair.objects.on(actor.on).filter(group=OuterRef(f"{path}group"))
    return Exists(rows.filter(user=actor.user_id, agency=actor.agency_id))


def meetings_visible_to(actor: Actor) -> RecordQuerySet:
    """The meetings that the actor may see, each with what its group was called that day (``group_called``), whether they chair
    it (``chaired``), and what they do at one about a case (``part_here``)."""
    rows = Meeting.objects.visible_to(actor).select_related("entry__owner", "group", "about", "preamble")
    places = Invitee.objects.filter(meeting=OuterRef("pk"), user=actor.user_id, agency=actor.agency_id, off_on=None)
    part_here = Subquery(places.order_by("pk").values("part")[:1])
    return rows.annotate(group_called=group_called(), chaired=chaired(actor), part_here=part_here)


def items_visible_to(actor: Actor) -> RecordQuerySet:
    """The agenda items that the actor may see: of their groups' meetings, but for those they were recused from."""
    rows = Item.objects.visible_to(actor).select_related(
        "entry__owner", "entry__source", "meeting__group", "meeting__entry"
    )
    return rows.annotate(group_called=group_called("meeting__"), chaired=chaired(actor, "meeting__"))


def referrals_visible_to(actor: Actor) -> QuerySet[Referral]:
    """What was referred to the actor's groups, or by them: never what came from an item that they were recused from, nor, for
    those who only observe, from one that is confidential."""
    own = own_of(actor)
    of_item = sees(actor, "came_from__entry__")
    if actor.is_any(*OFFICE):
        mine = Q()
    else:
        circles = [*own.circles, *own.covered]
        in_the_open = Q(to_group__circle__in=circles, came_from__confidential=False)
        mine = in_the_open | Q(to_group__inner_circle__in=circles) | of_item
    found = Referral.objects.filter(mine).exclude(came_from__entry__in=own.conflicts)
    found = found.exclude(came_from__meeting__entry__in=own.conflicts)
    return found.select_related("came_from__meeting__group", "came_from__entry", "to_group", "item__entry")


# --- an agenda ---


def agenda(meeting: Meeting, actor: Actor) -> list[Item]:
    """What stands on the agenda, in its order, as this reader sees it: what they were recused from is not among it."""
    return list(
        items_visible_to(actor).standing().filter(meeting=meeting, withdrawn_on=None).order_by("position", "pk")
    )


def agenda_with_papers(meeting: Meeting, actor: Actor) -> list[Any]:
    """The same, each with its entry's documents (``entry.papers``)."""
    papers = Prefetch("entry__documents", Document.objects.filter(withdrawn_on=None), to_attr="papers")
    rows = items_visible_to(actor).standing().filter(meeting=meeting, withdrawn_on=None)
    return list(rows.order_by("position", "pk").prefetch_related(papers))


def all_items(meeting: Meeting) -> QuerySet[Item]:
    """Every item of a meeting, for actions: nobody is shown it."""
    return Item.objects.filter(meeting=meeting).order_by("position", "pk")


def actions_due(meeting: Meeting, actor: Actor) -> QuerySet[PlannedAction]:
    """The actions that the group receives, that are not finished and are due by the day of the meeting; none where it is about
    a case."""
    if meeting.group is None:
        return PlannedAction.objects.none()
    rows = plans.still_open(plans.actions_visible_to(actor).standing())
    return rows.filter(group=meeting.group, due_on__lte=meeting.meets_on).order_by("due_on", "pk")


def referred_to(group: Group, actor: Actor) -> list[Referral]:
    """What other groups asked this one to look at and that is on no agenda yet."""
    return list(referrals_visible_to(actor).filter(to_group=group, item=None))


def referrals_around(item: Item, actor: Actor) -> tuple[Referral | None, list[Referral]]:
    """The referral that an item took up, and what was referred from it: as far as its reader may see them."""
    found = list(referrals_visible_to(actor).filter(Q(item=item) | Q(came_from=item)))
    return next((each for each in found if each.item_id == item.pk), None), [
        each for each in found if each.came_from_id == item.pk
    ]


def standing_items(group: Group, on: date | None = None) -> QuerySet[StandingItem]:
    """What stands on every agenda of a group: on a day, or ever."""
    rows = StandingItem.objects.filter(group=group)
    if on is not None:
        rows = rows.on(on)
    return rows.select_related("group").order_by("position", "pk")


def papers_due(meets_on: date, *, on: date) -> date:
    """The last day on which papers can be sent for a meeting, by the rule that holds on ``on``."""
    return calendar().working_days_after(meets_on, -rule(PAPERS, on))


def next_number(of: Q) -> int:
    """The number of the next meeting of those that ``of`` says, like ``Q(group=group)``."""
    last = Meeting.objects.filter(of).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


# --- the meetings around one ---


def later_held(meeting: Meeting) -> QuerySet[Meeting]:
    """The meetings of the same group, or about the same case, that were held after this one: where its minutes can be agreed."""
    rows = Meeting.objects.standing().filter(series(meeting), meets_on__gt=meeting.meets_on, status__in=MET)
    return rows.select_related("group").order_by("meets_on", "pk")


def with_minutes_to_agree(meeting: Meeting, actor: Actor) -> list[Meeting]:
    """The earlier meetings of the same group, or about the same case, whose minutes the chair has agreed, and no meeting yet."""
    rows = meetings_visible_to(actor).standing().filter(series(meeting), meets_on__lt=meeting.meets_on)
    return list(rows.filter(status="minutes_chair_ok").order_by("meets_on", "pk"))


def with_minutes_to_come(meeting: Meeting, actor: Actor) -> list[Meeting]:
    """The latest earlier meetings of the same group, or about the same case, whose minutes are written and that no meeting has
    agreed: what a pack holds to be agreed. Oldest first."""
    written = (Status.MINUTES_DRAFT, Status.MINUTES_CHAIR_OK)
    rows = (
        meetings_visible_to(actor).standing().filter(series(meeting), meets_on__lt=meeting.meets_on, status__in=written)
    )
    return list(rows.order_by("-meets_on", "-pk")[:MOST_MINUTES])[::-1]


# --- who and what can be chosen ---


def groups_to_plan(actor: Actor) -> QuerySet[Group]:
    """The groups whose meetings the actor keeps: all of them for the office, their own for a chair."""
    rows = Group.objects.on(actor.on).filter(outside=False)
    if actor.is_any(*OFFICE):
        return rows
    own = Chair.objects.on(actor.on).filter(user=actor.user_id, agency=actor.agency_id)
    return rows.filter(pk__in=own.values("group"))


def other_groups(group: Group, on: date) -> QuerySet[Group]:
    """The partnership's groups that something can be referred to."""
    return Group.objects.on(on).filter(outside=False).exclude(pk=group.pk)


def planned_of(group: Group, actor: Actor) -> RecordQuerySet:
    """The meetings of a group that have not been held, soonest first."""
    rows = meetings_visible_to(actor).standing().filter(group=group, status__in=TO_COME)
    return rows.order_by("meets_on", "pk")


def office() -> Agency | None:
    """The partnership's own agency, which owns the records of its meetings; none where there is none."""
    return Agency.objects.filter(kind=AgencyKind.PARTNERSHIP, closed_on=None).order_by("pk").first()


def agencies(on: date) -> QuerySet[Agency]:
    """The agencies that are there on a day."""
    return plans.agencies(on)


def same_day(of: Q, day: date) -> bool:
    """Whether one of the meetings that ``of`` says is on a day."""
    return Meeting.objects.standing().filter(of, meets_on=day).exclude(status="cancelled").exists()


def forward_plan(actor: Actor) -> RecordQuerySet:
    """What is to come on the agendas that the actor sees, whichever group's."""
    rows: Any = items_visible_to(actor).filter(
        meeting__status__in=TO_COME, meeting__meets_on__gte=actor.on - timedelta(days=7), withdrawn_on=None
    )
    return rows.filter(meeting__entry__in_error_on=None)


class Following(NamedTuple):
    """What is the same matter as an item, at whatever remove: the entries of items and of actions, and the items' meetings."""

    entries: list[Entry]
    meetings: list[Meeting]


def followed_from(item: Item) -> Following:
    """What came out of an item and is the same matter: items that took up its referrals, items whose decisions confirm or
    replace its own, all that came out of these in turn, and the actions agreed at any of them."""
    found: dict[int, Item] = {item.pk: item}
    latest = [item.pk]
    while latest:
        decisions = Decision.objects.filter(item__in=latest).values("pk")
        came = Q(referred__came_from__in=latest)
        came |= Q(decisions__confirms__in=decisions) | Q(decisions__replaces__in=decisions)
        rows = Item.objects.filter(came).exclude(pk__in=found).select_related("entry", "meeting__group").distinct()
        later = {each.pk: each for each in rows}
        found |= later
        latest = list(later)
    actions = PlannedAction.objects.filter(agreed_at__item__in=found).select_related("entry")
    items = [each for each in found.values() if each.pk != item.pk]
    meetings = {each.meeting_id: each.meeting for each in items}
    return Following([*(each.entry for each in items), *(each.entry for each in actions)], list(meetings.values()))


def hold(meeting: Meeting) -> None:
    """Read anew how far a meeting is, and let nobody change that until the act is over: what is written down and the chair's
    agreement exclude each other."""
    held = Meeting.objects.select_for_update().filter(pk=meeting.pk)
    meeting.status = held.values_list("status", flat=True).get()


def groups_seen(actor: Actor) -> QuerySet[Group]:
    """The groups of which the actor sees a meeting."""
    seen = Meeting.objects.visible_to(actor).select_related(None).order_by().values("group")
    return Group.objects.filter(pk__in=seen)


def group_called_by(actor: Actor, code: str) -> Group | None:
    """The group with this code, as it was called on the actor's day (``shown_as``)."""
    return groups_visible_to(actor).filter(code=code).first()


def standing_item(actor: Actor, code: str, number: int) -> StandingItem | None:
    """One standing item of a group, by its number."""
    found = StandingItem.objects.filter(pk=number, group__code=code, group__in=groups_visible_to(actor).values("pk"))
    return found.select_related("group").first()


def next_place(group: Group) -> int:
    """The place behind all that stand on every agenda of a group."""
    last = StandingItem.objects.filter(group=group).aggregate(last=Max("position"))["last"]
    return int(last or 0) + 10
