"""What everybody may read of the strategic plan: as much as the partnership chose, and nothing by default.

It is asked for nobody in particular, so nothing here goes by who is asking. What came out of another record, is sealed, or is
for a named group or fewer is left out, of the counts too; and no word that anybody wrote of an action is read.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from safehold.access.reach import Tier
from safehold.partnership.rules import rule
from safehold.plans.lifecycle import Adoption
from safehold.plans.models import ClosedLine, ClosedQuarter, Commitment, DeliveryPlan, Objective, StrategicPlan
from safehold.plans.progress import ENDED

RULE = "plans.public"
NOTHING, WORDS, PROGRESS = range(3)


def open_to_all(prefix: str = "entry__") -> Q:
    """The condition that a record stands by itself, for the whole partnership or wider."""
    wanted = {"in_error_on": None, "sealed": False, "source": None, "tier__in": [Tier.C1, Tier.C2]}
    return Q(**{f"{prefix}{name}": value for name, value in wanted.items()})


@dataclass
class Promised:
    """A commitment with what will be done to keep it; and how many actions stood how far, by code and words."""

    commitment: Commitment
    objectives: list[Objective] = field(default_factory=list)
    stood: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass
class Progress:
    """The strategic plan as everybody may read it. ``as_of`` is the day on which the quarter that it tells of ended; none where
    the partnership shows no progress, or no group has closed a quarter yet."""

    plan: StrategicPlan
    promised: list[Promised]
    as_of: date | None = None


def chosen(on: date) -> int:
    """How much the partnership shows on a day: nothing, the words of the plan, or its progress too."""
    return rule(RULE, on)


def progress(on: date) -> Progress | None:
    """The plan that is in force on a day, as everybody may read it; none where nothing is shown."""
    shows = chosen(on)
    if shows == NOTHING:
        return None
    plans = StrategicPlan.objects.filter(open_to_all(), status=Adoption.ADOPTED, from_on__lte=on, until_on__gte=on)
    plan = plans.order_by("-from_on", "-pk").first()
    if plan is None:
        return None
    commitments = Commitment.objects.filter(open_to_all(), plan=plan).order_by("number")
    promised = {each.pk: Promised(each) for each in commitments}
    objectives = Objective.objects.filter(open_to_all(), commitment__in=promised).order_by("number")
    for each in objectives:
        promised[each.commitment_id].objectives.append(each)
    as_of = last_closed_by_all(plan) if shows == PROGRESS else None
    for line in stood(plan, as_of) if as_of else ():
        commitment = line.line.objective.commitment_id
        if commitment in promised:
            promised[commitment].stood[line.said or line.worked_out, line.said_words or line.worked_out_words] += 1
    return Progress(plan, list(promised.values()), as_of)


def last_closed_by_all(plan: StrategicPlan) -> date | None:
    """The day on which the latest quarter ended that every group with a delivery plan then has closed: of a few groups alone it
    would tell who is late."""
    plans = list(DeliveryPlan.objects.filter(open_to_all(), strategy=plan))
    closed: dict[date, set[int]] = {}
    for each in ClosedQuarter.objects.filter(open_to_all(), plan__in=plans):
        closed.setdefault(each.last_on, set()).add(each.plan_id)
    for last in sorted(closed, reverse=True):
        running = {each.pk for each in plans if each.from_on < last <= each.until_on and each.agreed_on <= last}
        if running <= closed[last]:
            return last
    return None


def stood(plan: StrategicPlan, last_on: date) -> Iterable[ClosedLine]:
    """How the actions stood when that quarter was closed."""
    lines = ClosedLine.objects.filter(
        open_to_all("quarter__entry__"),
        open_to_all("line__action__entry__"),
        open_to_all("line__objective__entry__"),
        quarter__plan__strategy=plan,
        quarter__last_on=last_on,
    )
    return lines.exclude(worked_out=ENDED).select_related("line__objective")
