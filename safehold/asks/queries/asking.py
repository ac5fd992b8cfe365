"""Which calls and asks an actor may see, and what is still owed."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, User
from safehold.asks import policy
from safehold.asks.guest import Guest
from safehold.asks.lifecycle import ANSWERED, Calling
from safehold.asks.models import Ask, Call, Happening, Kind
from safehold.asks.queries.people import granted
from safehold.records.models.entry import RecordQuerySet


def calls_visible_to(actor: Actor) -> RecordQuerySet:
    return Call.objects.visible_to(actor).select_related("entry__owner", "group", "keeper", "follows", "issued_by")


def asks_visible_to(actor: Actor) -> RecordQuerySet:
    """What an agency was asked, for its own people and for whoever asked; for a guest, the one ask of their link."""
    found: RecordQuerySet = (
        Ask.objects.filter(pk=actor.ask_id or 0).select_related("entry")
        if isinstance(actor, Guest)
        else Ask.objects.visible_to(actor)
    )
    return found.select_related(
        "entry__owner", "call__entry__owner", "call__keeper", "call__group", "agency", "handler",
        "acknowledged_by", "accepted_by", "ended_by",
    )  # fmt: skip


def inbox(actor: Actor) -> RecordQuerySet:
    """Everything that the actor's own agency was asked, whoever sees more than that."""
    return asks_visible_to(actor).filter(agency=actor.agency_id)


def asked_by(call: Call, actor: Actor) -> RecordQuerySet:
    """The asks of one call that the actor sees, with the day of the latest chase of each."""
    return with_last_chase(asks_visible_to(actor).filter(call=call))


def with_last_chase(rows: Any) -> Any:
    return rows.annotate(last_chased_on=Max("happenings__happened_on", filter=Q(happenings__kind=Kind.CHASED)))


def owed(rows: RecordQuerySet) -> RecordQuerySet:
    return rows.filter(settled=False)


def counts_of(call: Call) -> dict[str, int]:
    """How many of those asked are in each state, of a call that the actor was found to see."""
    rows = Ask.objects.filter(call=call).order_by().values_list("status")
    return dict(rows.annotate(number=Count("pk")))


def answered_late(call: Call) -> int:
    """How many first answers came after the day that was in force then, whatever was asked about them since."""
    return Ask.objects.filter(call=call, first_answered_on__gt=F("judged_due_on")).count()


def ever_answered(call: Call) -> int:
    """How many of those asked have answered at all, whatever became of that."""
    return Ask.objects.filter(call=call, first_answered_on__isnull=False).count()


def chased_on(asks: list[Ask], on: date) -> set[int]:
    """Which of these were chased on a day, by their numbers."""
    chased = Happening.objects.filter(ask__in=asks, kind=Kind.CHASED, happened_on=on)
    return set(chased.values_list("ask", flat=True))


def not_answered(call: Call) -> list[Ask]:
    """The asks of a call that still owe an answer, soonest due first."""
    rows = Ask.objects.filter(call=call, settled=False).select_related(
        "entry", "call__entry", "call__keeper", "agency", "handler"
    )
    return list(rows.order_by("due_on", "agency__current_name"))


def with_last_chase_of(call: Call) -> list[Ask]:
    """The same, each with the day on which it was last chased."""
    rows = Ask.objects.filter(call=call, settled=False).select_related("entry", "call", "agency", "handler")
    return list(with_last_chase(rows).order_by("due_on", "agency__current_name"))


def bodies_of(call: Call) -> list[Agency]:
    return list(call.bodies.order_by("current_name"))


def calls_that_could_be_followed(actor: Actor) -> RecordQuerySet:
    """The issued calls that the actor sees, which a new one may ask again."""
    return calls_visible_to(actor).filter(status=Calling.ISSUED).order_by("-issued_on", "-pk")


def to_see_to(actor: Actor) -> RecordQuerySet:
    """What was asked by calls that the actor keeps; for the office, also of those whose keeper has left."""
    whose = Q(call__keeper=actor.user_id, call__entry__owner=actor.agency_id)
    if actor.is_any(*policy.OFFICE):
        there = granted(policy.ASKERS, actor.on).filter(
            membership__agency=OuterRef("call__entry__owner"), membership__user=OuterRef("call__keeper")
        )
        whose |= Q(~Exists(there))
    return asks_visible_to(actor).filter(whose)


def to_check(actor: Actor) -> RecordQuerySet:
    """What came back on calls that the actor sees to, and nobody has looked at."""
    return to_see_to(actor).filter(status__in=ANSWERED).order_by("answered_on", "pk")


def calls_kept_by(user: User, *, agency: Agency | None = None) -> QuerySet[Call]:
    """The calls that are under way and that somebody keeps, of one agency or of all."""
    kept = Call.objects.filter(keeper=user, status__in=(Calling.DRAFT, Calling.ISSUED), entry__in_error_on=None)
    kept = kept.select_related("entry__owner", "entry__circle")
    return kept.filter(entry__owner=agency) if agency else kept


def to_remind(on: date) -> RecordQuerySet:
    """Everything that is owed anywhere, for the job that reminds."""
    rows = Ask.objects.filter(settled=False, call__status=Calling.ISSUED, entry__in_error_on=None)
    return rows.select_related("entry", "call__entry", "call__keeper", "agency", "handler").order_by("due_on", "pk")
