"""The work of each group in the year: from its delivery plan, as its last closed quarter says it, from its reports to the
group above it, and from the next plan."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from safehold.charts import NoData
from safehold.govuk.filters import day
from safehold.partnership.models import Chair, Group, GroupKind
from safehold.partnership.naming import called
from safehold.plans.lifecycle import Status
from safehold.plans.models import ClosedLine, DeliveryPlan, Line
from safehold.publications.composing import group_reports
from safehold.publications.composing.base import Asking, Composed, may_be_printed, of_record, sentence
from safehold.publications.composing.standing import (
    begun,
    chairs_of,
    ended,
    groups_of_the_year,
    nobody_chaired,
    without_a_chair,
)
from safehold.publications.composing.yearly_reports import ratified_in_the_year
from safehold.publications.document.blocks import Block, Heading, Inline, ListBlock, Paragraph, Text

ENDED = (Status.SUPERSEDED, Status.WITHDRAWN)
Items = list[list[Inline]]


@dataclass(frozen=True)
class Year:
    """What there is to tell of one group: items of lists, each with the record that says it. ``coming`` is of its next plan,
    and ``moved`` of the plans of other groups in which its work goes on. ``above`` is the group that it told, where that is one.
    """

    above: str
    done: Items
    under_way: Items
    told: Items
    ratified: Items
    barriers: Items
    coming: Items
    moved: Items

    @property
    def empty(self) -> bool:
        return not any((self.done, self.under_way, self.told, self.ratified, self.barriers, self.coming, self.moved))


def compose(asking: Asking) -> Composed:
    """For each group that was there in the year: what it is for, what somebody was assured of, what is under way, what it told
    the group above it, what stood in its way and what it asked for, and what it does next; of one that ended, when."""
    groups = groups_of_the_year(asking)
    years, planned, chairs = _years(groups, asking), _planned(asking), chairs_of(groups, asking)
    blocks: list[Block] = []
    missing = []
    for group in groups:
        year = years[group.pk]
        if year.empty and not (ended(group, asking) and group.kind == GroupKind.SUBGROUP):
            if group.kind == GroupKind.SUBGROUP and group.pk not in planned:
                missing.append(f"{group.shown_as} has no delivery plan for the year")
            continue
        blocks += [Heading(1, group.shown_as, ""), *_beginning(group, chairs[group.pk], asking)]
        blocks += _part(f"What it achieved in {asking.period.label}", year.done)
        blocks += _part("What is under way", year.under_way)
        blocks += _part(f"What it told {year.above}", year.told)
        blocks += _part("Yearly reports that it ratified", year.ratified)
        blocks += _part("What stood in the way, and what it asked for", year.barriers)
        blocks += _ending(group, year, asking)
    if not blocks and planned:
        raise NoData(f"Nothing that the groups’ plans say of {asking.period.label} can be printed yet.")
    if not blocks:
        raise NoData(f"No group has a delivery plan for {asking.period.label} from which its year could be told.")
    return Composed(tuple(blocks), tuple(missing))


def _years(groups: Iterable[Any], asking: Asking) -> dict[int, Year]:
    told, after, moved = _told(asking), _next(asking), _moved(asking)
    reports, quarters = group_reports.reports_of_the_year(asking), group_reports.asks_of_the_year(asking)
    ratified = ratified_in_the_year(asking)
    found = {}
    for group in groups:
        done, under_way = _sorted(told.get(group.pk, ()), asking)
        sent = reports.get(group.pk, [])
        above = {each.above for each in sent}
        found[group.pk] = Year(
            above=f"the {above.pop()}" if len(above) == 1 else "the groups above it",
            done=done,
            under_way=under_way,
            told=group_reports.told(sent),
            ratified=ratified.get(group.pk, []),
            barriers=group_reports.barriers(sent, quarters.get(group.pk, ()), asking),
            coming=[_coming(each) for each in after.get(group.pk, ())],
            moved=moved.get(group.pk, []) if ended(group, asking) else [],
        )
    return found


def _beginning(group: Group, chairs: list[Chair], asking: Asking) -> list[Block]:
    """What it is or was for, since when or until when, and for how long nobody chaired it."""
    said = [sentence(group.purpose)]
    if begun(group, asking):
        said.append(f"It began on {day(group.founded_on)}.")
    if ended(group, asking):
        said.append(f"It ended on {day(group.closed_on)}.")
    if nobody := nobody_chaired(group, without_a_chair(group, chairs, asking), asking):
        said.append(f"Nobody chaired it {nobody}.")
    return [Paragraph((Text(" ".join(said)),))]


def _ending(group: Group, year: Year, asking: Asking) -> list[Block]:
    """What it does next; of one that ended, where its work goes on."""
    if not ended(group, asking):
        coming = _part(f"What comes next, in {asking.coming}", year.coming)
        if coming or group.kind == GroupKind.EXECUTIVE:  # it has the strategic plan, and no delivery plan of its own
            return coming
        return [Paragraph((Text(f"No plan for {asking.coming} has been agreed yet."),))]
    return _part("Where its work goes on", year.moved)


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


def _coming(line: Line) -> list[Inline]:
    """What it does next, with why it goes on where it was begun in the year before."""
    said: list[Inline] = [of_record(sentence(line.action.words), line.action.entry.uid)]
    if line.carried_from_id is not None:
        why = sentence(line.carried_why) if line.carried_why.strip() else ""
        said.append(Text(f" Goes on from the year before. {why}".rstrip()))
    return said


def _moved(asking: Asking) -> dict[int, list[list[Inline]]]:
    """By the group that had it in the year, the work that goes on in the plan of another."""
    lines: Any = (
        Line.objects.filter(
            may_be_printed("action__entry__"),
            may_be_printed("plan__entry__"),
            carried_from__plan__from_on__range=(asking.first, asking.last),
        )
        .annotate(group_name=called(Group, asking.last, "plan__group__"))
        .select_related("action__entry", "carried_from__plan")
    )
    found: dict[int, list[list[Inline]]] = defaultdict(list)
    for each in lines.order_by("pk"):
        said: list[Inline] = [of_record(sentence(each.action.words), each.action.entry.uid)]
        found[each.carried_from.plan.group_id].append([*said, Text(f" In the plan of the {each.group_name}.")])
    return found


def _sorted(rows: Iterable[ClosedLine], asking: Asking) -> tuple[Items, Items]:
    """What was assured by the end of the year, and what was not: done is not assured."""
    done, under_way = [], []
    for each in rows:
        said: list[Inline] = [of_record(sentence(each.words), each.line.action.entry.uid)]
        said += [Text(f" {sentence(each.narrative)}")] if each.narrative.strip() else []
        if each.stage == Status.ASSURED:
            said += [Text(f" Evidence: {sentence(each.evidence)}")] if each.evidence.strip() else []
            done.append(said)
        elif each.stage not in ENDED:
            state = each.said_words or each.worked_out_words
            state = f"{state[:1].lower()}{state[1:]}"
            barred = f" In the way: {sentence(each.barriers)}" if each.barriers.strip() else ""
            under_way.append([*said, Text(f"{barred} State: {state}.")])
    return done, under_way


def _part(title: str, items: Items) -> list[Block]:
    if not items:
        return []
    return [Heading(2, title, ""), ListBlock(tuple((Paragraph(tuple(item)),) for item in items))]
