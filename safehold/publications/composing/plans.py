"""What was said and done in the year, and what the partnership is committed to in the one that comes."""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import OuterRef, Subquery

from safehold.charts import NoData
from safehold.govuk.filters import plural
from safehold.partnership.models import Group
from safehold.partnership.naming import called
from safehold.plans.models import Commitment, Line, Objective, ProgressUpdate, SaidAndDid, StrategicPlan
from safehold.plans.progress import Scale, known_now, worked_out
from safehold.plans.queries.delivery import Told
from safehold.publications.composing.base import (
    Asking,
    Composed,
    listed,
    may_be_printed,
    of_record,
    sentence,
    words,
)
from safehold.publications.document.blocks import (
    Block,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
)

ADDED = " (Added in the year.)"
"""What stands beside what the report of the year before did not promise."""
LITTLE_PROGRESS = "children.little_progress"
"""What a row answers whose work is not finished, and goes on."""


def said_and_did(asking: Asking) -> Composed:
    """The rows of the year, in their order, each with the plans in which what was not finished goes on; what the report of the
    year before did not promise is marked."""
    rows = list(
        SaidAndDid.objects.filter(may_be_printed(), may_be_printed("objective__entry__"), from_on=asking.first)
        .select_related("entry")
        .order_by("number")
    )
    if not rows:
        raise NoData(f"Nobody has written what we said and what we did in {asking.period.label}.")
    on, before = _carried(asking), asking.before()
    added = {each.pk for each in rows if before is not None and not before.says(each.said)}
    cells = [
        Row(
            (
                (of_record(sentence(each.said), each.entry.uid), *([Text(ADDED)] if each.pk in added else [])),
                words(sentence(each.did)),
                words(listed(on[each.objective_id]) or "–"),
            )
        )
        for each in rows
    ]
    columns = (Column("What we said"), Column("What we did"), Column("Goes on with"))
    caption = f"What we said we would do in {asking.period.label}, and what we did"
    notes = [f"Goes on with: the group in whose plan for {asking.coming} the work that is not finished is carried on."]
    if before is not None and len(added) < len(rows):
        notes.append(f"What we said: the priorities that the {before.title} set, in its words.")
    goes_on = any(on[each.objective_id] for each in rows)
    table = Table("said-and-did", caption, columns, tuple(cells), notes=tuple(notes))
    return Composed((table,), answers=(LITTLE_PROGRESS,) if goes_on else ())


def _carried(asking: Asking) -> dict[int, list[str]]:
    """By what was said would be done, the groups in whose later plans the year's unfinished actions go on."""
    lines = Line.objects.filter(
        may_be_printed("action__entry__"), may_be_printed("plan__entry__"), carried_from__plan__from_on=asking.first
    ).annotate(group_name=called(Group, asking.last, "plan__group__"))
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for each in lines.order_by("pk"):
        found[each.objective_id][each.group_name] = None
    return defaultdict(list, {key: list(names) for key, names in found.items()})


def commitments(asking: Asking) -> Composed:
    """The commitments of the plan that is in force in the coming year, what will be done for each, and how far that is."""
    first = asking.period.next.first
    plan = (
        StrategicPlan.objects.filter(may_be_printed(), status="adopted", from_on__lte=first, until_on__gte=first)
        .order_by("-from_on", "-pk")
        .first()
    )
    if plan is None:
        raise NoData(f"No strategic plan that was adopted is in force in {asking.coming}.")
    made = list(Commitment.objects.filter(may_be_printed(), plan=plan).select_related("entry").order_by("number"))
    will: dict[int, list[Any]] = defaultdict(list)
    for each in (
        Objective.objects.filter(may_be_printed(), commitment__in=made)
        .select_related("entry")
        .annotate(group_name=called(Group, asking.last, "group__"))
        .order_by("number")
    ):
        will[each.commitment_id].append(each)
    states = _states(plan, asking)
    blocks: list[Block] = []
    missing = []
    for commitment in made:
        blocks.append(Heading(1, f"{commitment.number}. {commitment.title}", ""))
        if commitment.words.strip():
            blocks.append(Paragraph((Text(sentence(commitment.words)),)))
        if not will[commitment.pk]:
            missing.append(f"Nothing is said to be done to keep ‘{commitment.title}’")
            continue
        blocks.append(Paragraph((Text("To keep it, we will:"),)))
        items = tuple(
            (
                Paragraph(
                    (
                        of_record(sentence(each.words), each.entry.uid),
                        Text(f" {each.group_name}: {listed(states[each.pk]) or 'not begun'}."),
                    )
                ),
            )
            for each in will[commitment.pk]
        )
        blocks.append(ListBlock(items))
    if not made:
        raise NoData(f"The strategic plan ‘{plan.title}’ has no commitments.")
    return Composed(tuple(blocks), tuple(missing))


def _states(plan: StrategicPlan, asking: Asking) -> dict[int, list[str]]:
    """By what will be done, the states of the actions for it as they are today, each with how many are so where there are
    several."""
    sent = ProgressUpdate.objects.filter(line=OuterRef("pk")).order_by("-quarter", "-number")
    lines = (
        Line.objects.filter(
            may_be_printed("action__entry__"),
            may_be_printed("plan__entry__"),
            objective__commitment__plan=plan,
            carried_to=None,
        )
        .select_related("action__entry", "plan")
        .annotate(last_said=Subquery(sent.values("said")[:1]), last_quarter=Subquery(sent.values("quarter")[:1]))
        .order_by("pk")
    )
    scale = Scale.on(asking.on)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for line in lines:
        known = known_now(line.action)
        told = Told(
            line,
            asking.on,
            known,
            worked_out(known, asking.on),
            last_said=line.last_said or "",
            last_quarter=line.last_quarter,
        )
        if told.counts:
            said = scale.says(scale.nearest(told.status))
            found[line.objective_id][f"{said[:1].lower()}{said[1:]}"] += 1
    return defaultdict(list, {key: _counted(each) for key, each in found.items()})


def _counted(states: Counter[str]) -> list[str]:
    if states.total() == 1:
        return list(states)
    return [f"{plural(number, 'action')} {state}" for state, number in states.items()]
