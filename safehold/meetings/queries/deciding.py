"""Decisions, challenges and actions agreed: of the items that an actor sees, and of no others."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import LegalBody
from safehold.meetings.models import AgreedAction, Challenge, Decision, Item, Meeting, Standing
from safehold.meetings.queries import series
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
    seen = Q(action=None) | Q(action__in=actions_visible_to(actor).order_by().values("pk"))
    return list(item.agreed_actions.filter(seen).select_related("agency", "action__entry", "item__meeting__entry"))


def agreed_about_case(actor: Actor) -> QuerySet[AgreedAction]:
    """What was agreed at the meetings about cases that the actor sees: at the items that they see."""
    found = AgreedAction.objects.filter(sees(actor, "item__entry__"), action=None, item__entry__in_error_on=None)
    found = found.filter(item__meeting__entry__in_error_on=None)
    return found.select_related("agency", "item__entry", "item__meeting__entry")


def still_to_do(meeting: Meeting, actor: Actor) -> list[AgreedAction]:
    """What earlier meetings about the same case agreed, and nobody has said is done; none for a meeting of a group."""
    if meeting.about_id is None:
        return []
    rows = (
        agreed_about_case(actor).filter(series(meeting, "item__meeting__"), done_on=None).exclude(item__meeting=meeting)
    )
    return list(rows.filter(item__meeting__meets_on__lte=meeting.meets_on).order_by("due_on", "pk"))


def bodies_of(group: Group | None, on: date) -> list[tuple[str, str]]:
    """The statutory bodies whose duties a group carries out on a day, by code and name; none for a meeting about a case."""
    if group is None:
        return []
    codes = GroupBody.objects.on(on).filter(group=group).values_list("body", flat=True)
    return [(code, str(LegalBody(code).label)) for code in sorted(codes)]


def earlier_of(item: Item, actor: Actor) -> list[Decision]:
    """The latest decisions of the group, or about the case, that this one can replace or confirm: those that stand, and that
    the actor sees."""
    rows = decisions_visible_to(actor).filter(series(item.meeting, "item__meeting__"), replacement=None)
    rows = rows.filter(decided_on__lte=item.meeting.meets_on, confirmation=None)
    return list(rows.order_by("-decided_on", "-pk")[:EARLIER])


def to_confirm(meeting: Meeting, actor: Actor) -> list[Decision]:
    """What a group recommended without its quorum, or a meeting about the same case did, and has not confirmed."""
    rows = decisions_visible_to(actor).filter(series(meeting, "item__meeting__"), standing=Standing.RECOMMENDED)
    return list(rows.filter(replacement=None, confirmation=None).order_by("decided_on", "pk"))


def unanswered(actor: Actor) -> QuerySet[Challenge]:
    """The challenges that nobody has answered, oldest first."""
    return challenges_visible_to(actor).filter(answered_on=None).order_by("raised_on", "pk")


def decided_at(meeting: Meeting) -> QuerySet[Decision]:
    """Every decision of a meeting, for actions: nobody is shown it."""
    return Decision.objects.filter(item__meeting=meeting).select_related("item__entry", "item__meeting__group")
