"""The work of each group in the year: from its delivery plan, as its last closed quarter says it, and from the next plan."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from safehold.charts import NoData
from safehold.partnership.models import Group, GroupKind
from safehold.partnership.naming import called
from safehold.plans.lifecycle import Status
from safehold.plans.models import ClosedLine, DeliveryPlan, Line
from safehold.publications.composing.base import Asking, Composed, may_be_printed, of_record, sentence
from safehold.publications.composing.structure import SHOWN
from safehold.publications.document.blocks import Block, Heading, Inline, ListBlock, Paragraph, Text

ENDED = (Status.SUPERSEDED, Status.WITHDRAWN)


def compose(asking: Asking) -> Composed:
    """For each group: what it is for, what somebody was assured of in the year, what is under way, and what it does next."""
    groups = list(
        Group.objects.on(asking.last)
        .filter(kind__in=SHOWN, outside=False)
        .annotate(shown_as=called(Group, asking.last))
        .order_by("position", "pk")
    )
    told, after, planned = _told(asking), _next(asking), _planned(asking)
    blocks: list[Block] = []
    missing = []
    for group in groups:
        done, under_way = _sorted(told.get(group.pk, ()), asking)
        coming = after.get(group.pk, [])
        if not (done or under_way or coming):
            if group.kind == GroupKind.SUBGROUP and group.pk not in planned:
                missing.append(f"{group.shown_as} has no delivery plan for the year")
            continue
        blocks += [Heading(1, group.shown_as, ""), Paragraph((Text(sentence(group.purpose)),))]
        blocks += _part(f"What it achieved in {asking.period.label}", done)
        blocks += _part("What is under way", under_way)
        wanted: list[list[Inline]] = [
            [of_record(sentence(each.action.words), each.action.entry.uid)] for each in coming
        ]
        blocks += _part(f"What comes next, in {asking.coming}", wanted)
        if not coming:
            blocks.append(Paragraph((Text(f"No plan for {asking.coming} has been agreed yet."),)))
    if not blocks and planned:
        raise NoData(f"Nothing that the groups’ plans say of {asking.period.label} can be printed yet.")
    if not blocks:
        raise NoData(f"No group has a delivery plan for {asking.period.label} from which its year could be told.")
    return Composed(tuple(blocks), tuple(missing))


def _planned(asking: Asking) -> set[int]:
    """The groups that have a plan which begins in the year or on the day after it, whoever may know what it says."""
    plans = DeliveryPlan.objects.filter(from_on__range=(asking.first, asking.period.next.first))
    return set(plans.filter(entry__in_error_on=None).order_by().values_list("group", flat=True))


def _told(asking: Asking) -> dict[int, list[ClosedLine]]:
    """What the last closed quarter of the year says of each line, by group."""
    rows = ClosedLine.objects.filter(
        may_be_printed("line__action__entry__"),
        may_be_printed("quarter__entry__"),
        may_be_printed("quarter__plan__entry__"),
        quarter__plan__from_on__gte=asking.first,
        quarter__last_on__lte=asking.last,
    ).select_related("line__action__entry", "quarter__plan")
    latest: dict[int, ClosedLine] = {}
    for each in rows.order_by("quarter__last_on", "position"):
        latest[each.line_id] = each
    found: dict[int, list[ClosedLine]] = defaultdict(list)
    for each in sorted(latest.values(), key=lambda row: row.position):
        found[each.quarter.plan.group_id].append(each)
    return found


def _next(asking: Asking) -> dict[int, list[Line]]:
    """The lines of the plans that begin on the day after the year, by group."""
    lines = Line.objects.filter(
        may_be_printed("action__entry__"),
        may_be_printed("plan__entry__"),
        plan__from_on=asking.period.next.first,
        plan__agreed_on__lte=asking.on,
    ).exclude(Q(action__status__in=ENDED))
    found: dict[int, list[Line]] = defaultdict(list)
    for each in lines.select_related("action__entry", "plan"):
        found[each.plan.group_id].append(each)
    return found


def _sorted(rows: Iterable[ClosedLine], asking: Asking) -> tuple[list[list[Inline]], list[list[Inline]]]:
    """What was assured by the end of the year, and what was not: done is not assured."""
    done, under_way = [], []
    for each in rows:
        said: list[Inline] = [of_record(sentence(each.words), each.line.action.entry.uid)]
        said += [Text(f" {sentence(each.narrative)}")] if each.narrative.strip() else []
        if each.stage == Status.ASSURED:
            done.append(said)
        elif each.stage not in ENDED:
            state = each.said_words or each.worked_out_words
            under_way.append([*said, Text(f" State: {state[:1].lower()}{state[1:]}.")])
    return done, under_way


def _part(title: str, items: list[list[Inline]]) -> list[Block]:
    if not items:
        return []
    return [Heading(2, title, ""), ListBlock(tuple((Paragraph(tuple(item)),) for item in items))]
