"""What was said and what was done, year by year, with what it rests on and what was carried forward."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Prefetch, QuerySet

from safehold.access.actor import Actor
from safehold.plans.models import Evidence, Judged, Line, Objective, RestsOn, SaidAndDid
from safehold.records.models.entry import RecordQuerySet
from safehold.records.visibility import sees


def said_and_did_visible_to(actor: Actor) -> RecordQuerySet:
    """Rows, each with the evidence that its reader may see (``shown_evidence``)."""
    seen = RestsOn.objects.filter(sees(actor, "evidence__action__entry__")).select_related(
        "evidence__judged_by", "evidence__action__entry", "evidence__action__agency"
    )
    rows = SaidAndDid.objects.visible_to(actor).select_related("entry__owner", "objective__entry", "objective__group")
    return rows.prefetch_related(Prefetch("rests_on", seen, to_attr="shown_evidence"))


def assured_evidence(objective: Objective, actor: Actor) -> QuerySet[Evidence]:
    """The evidence for the actions that help to do something, of which somebody was assured, as far as the actor sees it."""
    lines = Line.objects.filter(objective=objective, plan__entry__in_error_on=None)
    return (
        Evidence.objects.filter(
            sees(actor, "action__entry__"), judged=Judged.ACCEPTED, action__in=lines.values("action")
        )
        .filter(action__entry__in_error_on=None)
        .select_related("action__agency", "judged_by")
        .order_by("-judged_on", "pk")
    )


def next_number(from_on: date) -> int:
    return (SaidAndDid.objects.filter(from_on=from_on).aggregate(most=Max("number"))["most"] or 0) + 1


def years_of(objective: Objective, on: date) -> list[date]:
    """The years that something can be accounted for, by their first day: those of the delivery plans that help to do it."""
    plans = Line.objects.filter(objective=objective, plan__entry__in_error_on=None, plan__from_on__lte=on)
    return sorted(set(plans.order_by().values_list("plan__from_on", flat=True)), reverse=True)


def years(actor: Actor) -> list[date]:
    """The years that there are rows for, the latest first."""
    rows = SaidAndDid.objects.visible_to(actor).standing()
    return sorted(set(rows.order_by().values_list("from_on", flat=True)), reverse=True)


def carried(rows: Iterable[SaidAndDid], actor: Actor) -> dict[int, list[Line]]:
    """By row, the lines of later plans into which the year's unfinished actions were carried forward."""
    wanted = list(rows)
    lines = (
        Line.objects.filter(
            sees(actor, "action__entry__"),
            carried_from__objective__in={each.objective_id for each in wanted},
            carried_from__plan__from_on__in={each.from_on for each in wanted},
            plan__entry__in_error_on=None,
        )
        .select_related("plan__group", "plan__entry", "action__entry", "carried_from__plan")
        .order_by("pk")
    )
    by_year: dict[tuple[int, date], list[Line]] = defaultdict(list)
    for line in lines:
        assert line.carried_from is not None
        by_year[line.carried_from.objective_id, line.carried_from.plan.from_on].append(line)
    return {each.pk: by_year.get((each.objective_id, each.from_on), []) for each in wanted}


@dataclass(frozen=True)
class Said:
    """One row as a report prints it: plain values. ``assured`` is how many pieces of evidence it rests on that somebody was
    assured of; ``carried_into`` names the delivery plans that its unfinished actions went on in."""

    number: int
    said: str
    did: str
    assured: int
    carried_into: tuple[str, ...] = field(default=())


def said_and_did(from_on: date, actor: Actor) -> list[Said]:
    """The rows of the year from ``from_on``, in their order, for whatever composes a report of them."""
    rows = list(said_and_did_visible_to(actor).standing().filter(from_on=from_on).order_by("number"))
    on = carried(rows, actor)
    return [
        Said(
            each.number,
            each.said,
            each.did,
            len(each.shown_evidence),
            tuple(dict.fromkeys(str(line.plan) for line in on[each.pk])),
        )
        for each in rows
    ]
