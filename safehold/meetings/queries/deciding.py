"""Decisions, challenges and actions agreed: of the items that an actor sees, and of no others."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import LegalBody
from safehold.meetings.models import AgreedAction, Challenge, Decision, Item, Meeting, Standing
from safehold.partnership.models import Group, GroupBody
from safehold.plans.queries import actions_visible_to
from safehold.records.visibility import sees

EARLIER = 50
"""So many earlier decisions of a group, the latest, are offered to be replaced or confirmed."""


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """The decisions of the items that the actor sees."""
    found = Decision.objects.filter(sees(actor, "item__entry__"), item__entry__in_error_on=None)
    found = found.filter(item__meeting__entry__in_error_on=None)
    later = Decision.objects.filter(sees(actor, "item__entry__"), item__entry__in_error_on=None)
    seen = {
        "replacement_seen": Exists(later.filter(replaces=OuterRef("pk"))),
        "confirmation_seen": Exists(later.filter(confirms=OuterRef("pk"))),
    }
    rows = found.select_related("item__meeting__group", "item__entry", "responsible", "replacement", "confirmation")
    return rows.annotate(**seen)


def challenges_visible_to(actor: Actor) -> QuerySet[Challenge]:
    """The challenges of the items that the actor sees."""
    found = Challenge.objects.filter(sees(actor, "item__entry__"), item__entry__in_error_on=None)
    found = found.filter(item__meeting__entry__in_error_on=None)
    return found.select_related(
        "item__meeting__group", "item__meeting__entry", "item__entry", "challenger", "challenged"
    )


def decisions_of(item: Item, actor: Actor) -> list[Decision]:
    """What was decided at an item, in the order it was written down, for a reader who was found to see it."""
    return list(decisions_visible_to(actor).filter(item=item).order_by("id"))


def challenges_of(item: Item) -> list[Challenge]:
    return list(item.challenges.select_related("challenger", "challenged", "answered_by").order_by("id"))


def actions_of(item: Item, actor: Actor) -> list[AgreedAction]:
    """The actions agreed at an item, those that its reader may see."""
    rows = item.agreed_actions.filter(action__in=actions_visible_to(actor).order_by().values("pk"))
    return list(rows.select_related("agency", "action__entry"))


def bodies_of(group: Group, on: date) -> list[tuple[str, str]]:
    """The statutory bodies whose duties a group carries out on a day, by code and name."""
    codes = GroupBody.objects.on(on).filter(group=group).values_list("body", flat=True)
    return [(code, str(LegalBody(code).label)) for code in sorted(codes)]


def earlier_of(item: Item, actor: Actor) -> list[Decision]:
    """The latest decisions of the group that this one can replace or confirm: those that stand, and that the actor sees."""
    rows = decisions_visible_to(actor).filter(item__meeting__group=item.meeting.group, replacement=None)
    rows = rows.filter(decided_on__lte=item.meeting.meets_on, confirmation=None)
    return list(rows.order_by("-decided_on", "-pk")[:EARLIER])


def to_confirm(group: Group, actor: Actor) -> list[Decision]:
    """What a group recommended without its quorum, and has not confirmed."""
    rows = decisions_visible_to(actor).filter(item__meeting__group=group, standing=Standing.RECOMMENDED)
    return list(rows.filter(replacement=None, confirmation=None).order_by("decided_on", "pk"))


def unanswered(actor: Actor) -> QuerySet[Challenge]:
    """The challenges that nobody has answered, oldest first."""
    return challenges_visible_to(actor).filter(answered_on=None).order_by("raised_on", "pk")


def decided_at(meeting: Meeting) -> QuerySet[Decision]:
    """Every decision of a meeting, for actions: nobody is shown it."""
    return Decision.objects.filter(item__meeting=meeting).select_related("item__entry", "item__meeting__group")
