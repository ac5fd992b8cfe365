"""The partnership's plans, how far each action in them is, and what was said of it every quarter."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery

from safehold.access.actor import Actor
from safehold.clocks import months_after
from safehold.partnership.models import Group
from safehold.plans.lateness import Lateness
from safehold.plans.lifecycle import OPEN
from safehold.plans.models import (
    ClosedLine,
    ClosedQuarter,
    Commitment,
    DeliveryPlan,
    Line,
    Objective,
    PlannedAction,
    ProgressUpdate,
    QuarterNote,
    StrategicPlan,
)
from safehold.plans.progress import BLUE, ENDED, History, Known, known_now, known_on, worked_out
from safehold.plans.quarters import Quarter, quarters
from safehold.plans.quarters import quarter as quarter_numbered
from safehold.plans.queries.history import histories
from safehold.records.models.entry import RecordQuerySet
from safehold.records.visibility import sees

NOT_IN_ERROR = {"entry__in_error_on": None}


def strategies_visible_to(actor: Actor) -> RecordQuerySet:
    return StrategicPlan.objects.visible_to(actor).select_related("entry__owner", "group", "adopted_by")


def commitments_visible_to(actor: Actor) -> RecordQuerySet:
    return Commitment.objects.visible_to(actor).select_related("entry__owner", "plan__entry")


def objectives_visible_to(actor: Actor) -> RecordQuerySet:
    return Objective.objects.visible_to(actor).select_related("entry__owner", "group", "commitment__plan__entry")


def delivery_visible_to(actor: Actor) -> RecordQuerySet:
    return DeliveryPlan.objects.visible_to(actor).select_related("entry__owner", "group", "strategy__entry")


def closed_visible_to(actor: Actor) -> RecordQuerySet:
    return ClosedQuarter.objects.visible_to(actor).select_related(
        "entry__owner", "plan__group", "plan__entry", "closed_by"
    )


# --- lines, and how far each is ---


@dataclass(frozen=True)
class Told:
    """A line as it stands on a day: what is known of its action, the status worked out, and what was said this quarter."""

    line: Line
    on: date
    known: Known
    worked_out: str
    update: ProgressUpdate | None = None
    # what was said last and in which quarter, where the update itself was not read
    last_said: str = ""
    last_quarter: int | None = None

    @property
    def action(self) -> PlannedAction:
        return self.line.action

    @property
    def said(self) -> str:
        """The status that somebody gave in the place of the one worked out; empty where nobody did. It holds to the end of the
        quarter after the one it was said of, by when it had to be said anew; “complete” as long as somebody is assured."""
        said = self.update.said if self.update else self.last_said
        number = self.update.quarter if self.update else self.last_quarter
        if not said or number is None or (said == BLUE and self.worked_out != BLUE):
            return ""
        return said if months_after(quarter_numbered(self.line.plan.from_on, number).last, 3) >= self.on else ""

    @property
    def status(self) -> str:
        return self.said or self.worked_out

    @property
    def late(self) -> Lateness:
        return self.known.late(self.on)

    @property
    def counts(self) -> bool:
        """Whether it is still to be done, or was."""
        return self.worked_out != ENDED


def lines_visible_to(actor: Actor) -> QuerySet[Line]:
    """Lines of plans, of the actions that the actor sees and that were not recorded in error."""
    return Line.objects.filter(sees(actor, "action__entry__"), action__entry__in_error_on=None).select_related(
        "action__entry",
        "action__agency",
        "action__lead",
        "action__group",
        "objective__commitment",
        "objective__entry",
        "plan__group",
        "plan__entry",
    )


def _with_updates(lines: QuerySet[Line]) -> QuerySet[Line]:
    """The lines with what was said of them, and where each was carried from and to."""
    carried = (
        "carried_to__plan__entry",
        "carried_to__plan__group",
        "carried_from__plan__entry",
        "carried_from__plan__group",
    )
    sent = Prefetch("updates", ProgressUpdate.objects.select_related("given_by"))
    return lines.select_related(*carried).prefetch_related(sent)


def line_of(plan: str, action: str, actor: Actor) -> Line | None:
    """The line of an action in a delivery plan, both by their uid and both seen by the actor."""
    lines = _with_updates(lines_visible_to(actor)).filter(sees(actor, "plan__entry__"))
    return lines.filter(plan__entry__uid=plan, action__entry__uid=action).first()


def told(line: Line, on: date, quarter: Quarter | None, history: History | None = None) -> Told:
    """How a line stood at the end of ``on``, a day that may be past, with what was said of it in ``quarter``."""
    known = known_on(line.action, on, history or histories([line.action_id])[line.action_id])
    return Told(line, on, known, worked_out(known, on), _latest(line, quarter))


def _told(lines: QuerySet[Line], on: date, quarter: Quarter | None) -> list[Told]:
    found = list(_with_updates(lines))
    known = histories(each.action_id for each in found)
    return [told(each, on, quarter, known[each.action_id]) for each in found]


def told_now(line: Line, on: date, quarter: Quarter | None) -> Told:
    """How a line stands today, with what was said of it in ``quarter``; in whichever quarter was last told of, where none
    is named."""
    known = known_now(line.action)
    return Told(line, on, known, worked_out(known, on), _latest(line, quarter))


def _latest(line: Line, quarter: Quarter | None) -> ProgressUpdate | None:
    sent = [each for each in line.updates.all() if quarter is None or each.quarter == quarter.number]
    return max(sent, key=lambda each: (each.quarter, each.number), default=None)


def told_of(delivery: DeliveryPlan, actor: Actor, *, on: date, quarter: Quarter | None) -> list[Told]:
    """Every line of a delivery plan that was there by ``on`` and that the actor sees."""
    lines = lines_visible_to(actor).filter(plan=delivery, added_on__lte=on)
    if on < actor.on:
        return _told(lines, on, quarter)
    return [told_now(line, on, quarter) for line in _with_updates(lines)]


def every_line(delivery: DeliveryPlan, *, on: date, quarter: Quarter) -> list[Told]:
    """The same, whoever may see them: for the act that closes a quarter."""
    lines = Line.objects.filter(plan=delivery, added_on__lte=on, action__entry__in_error_on=None).select_related(
        "action__entry", "action__agency", "action__lead", "objective__commitment"
    )
    return _told(lines, on, quarter)


def latest_update(line: Line, quarter: int) -> int:
    """The number of the latest update of a quarter; nought where none was sent."""
    return line.updates.filter(quarter=quarter).aggregate(most=Max("number"))["most"] or 0


def closed_numbers(delivery: DeliveryPlan) -> dict[int, ClosedQuarter]:
    """The quarters of a plan that are closed, by their number."""
    return {each.number: each for each in delivery.closed_quarters.select_related("entry")}


def is_closed(delivery: DeliveryPlan, number: int) -> bool:
    return delivery.closed_quarters.filter(number=number).exists()


def to_close_first(delivery: DeliveryPlan, before: Quarter) -> Quarter | None:
    """The first quarter before ``before`` that the plan was there for and that is not closed yet."""
    closed = closed_numbers(delivery)
    earlier = [each for each in delivery.quarters if each.number < before.number and each.last >= delivery.agreed_on]
    return next((each for each in earlier if each.number not in closed), None)


def quarter_to_tell(delivery: DeliveryPlan, on: date, closed: Iterable[int]) -> Quarter | None:
    """The quarter that is told of now: the first that has begun and is not closed; none where there is no such quarter."""
    done = set(closed)
    waiting = [
        each
        for each in delivery.quarters
        if each.has_begun(on) and each.number not in done and each.last >= delivery.agreed_on
    ]
    return waiting[0] if waiting else None


def updates_of(action: PlannedAction, actor: Actor) -> list[ProgressUpdate]:
    """Everything that was said of an action, in all the plans it has been in."""
    sent = ProgressUpdate.objects.filter(sees(actor, "line__plan__entry__"), line__action=action)
    return list(sent.select_related("given_by", "line__plan__group").order_by("-given_on", "-pk"))


# --- closed quarters ---


def closed_rows(quarter: ClosedQuarter, actor: Actor) -> QuerySet[ClosedLine]:
    """What a closed quarter says of the actions that the actor sees, in its order."""
    return quarter.lines.filter(sees(actor, "line__action__entry__")).select_related(
        "line__action__entry", "updated_by"
    )


def closed_lines(quarter: ClosedQuarter, actor: Actor) -> list[ClosedLine]:
    return list(closed_rows(quarter, actor))


def closed_lines_of(closed: Iterable[ClosedQuarter], actor: Actor) -> list[ClosedLine]:
    """The same of several closed quarters, group by group."""
    keys = [each.pk for each in closed]
    lines = ClosedLine.objects.filter(sees(actor, "line__action__entry__"), quarter__in=keys)
    found = lines.select_related("line__action__entry", "updated_by", "quarter")
    return sorted(found, key=lambda each: (keys.index(each.quarter_id), each.position))


def notes_of(quarter: ClosedQuarter) -> list[QuarterNote]:
    return list(quarter.notes.select_related("noted_by"))


@dataclass
class OfAGroup:
    """A delivery plan, and how its quarter that ends on a day stands: closed, to be closed, or still running."""

    plan: DeliveryPlan
    quarter: Quarter
    closed: ClosedQuarter | None = None


def ending_on(last_on: date, actor: Actor) -> list[OfAGroup]:
    """Every delivery plan that has a quarter which ends on a day."""
    plans = delivery_visible_to(actor).standing().filter(from_on__lt=last_on, agreed_on__lte=last_on)
    closed = {each.plan_id: each for each in closed_visible_to(actor).filter(last_on=last_on)}
    return [
        OfAGroup(plan, quarter, closed.get(plan.pk))
        for plan in plans.order_by("group__position", "pk")
        for quarter in plan.quarters
        if quarter.last == last_on
    ]


def quarter_ends(on: date, actor: Actor) -> list[Quarter]:
    """The quarters of all delivery plans, from when they were agreed, that have ended by ``on``: latest first, each once."""
    found: dict[date, Quarter] = {}
    plans = delivery_visible_to(actor).standing().order_by().values_list("from_on", "agreed_on").distinct()
    for first, agreed_on in plans:
        for quarter in quarters(first):
            if agreed_on <= quarter.last and quarter.has_ended(on):
                found[quarter.last] = quarter
    return [found[last] for last in sorted(found, reverse=True)]


# --- the strategic plan as a whole ---


@dataclass
class Doing:
    """What will be done, with the lines of all plans and years that help to do it."""

    objective: Objective
    told: list[Told] = field(default_factory=list)

    @property
    def groups(self) -> list[Group]:
        """The group that answers for it, and those whose plans help, each once."""
        found = {self.objective.group_id: self.objective.group}
        found |= {each.line.plan.group_id: each.line.plan.group for each in self.told}
        return list(found.values())


@dataclass
class Committed:
    """A commitment with what will be done to keep it."""

    commitment: Commitment
    doing: list[Doing] = field(default_factory=list)


def whole(strategy: StrategicPlan, actor: Actor) -> list[Committed]:
    """A strategic plan on one page: its commitments, what will be done, by which groups, and how far each action is.

    An action that was carried forward counts once, where it is now.
    """
    on = actor.on
    commitments = commitments_visible_to(actor).standing().filter(plan=strategy).order_by("number")
    objectives = objectives_visible_to(actor).standing().filter(commitment__plan=strategy)
    sent = ProgressUpdate.objects.filter(line=OuterRef("pk")).order_by("-quarter", "-number")
    lines = (
        lines_visible_to(actor)
        .filter(objective__commitment__plan=strategy, plan__entry__in_error_on=None, carried_to=None)
        .annotate(last_said=Subquery(sent.values("said")[:1]), last_quarter=Subquery(sent.values("quarter")[:1]))
    )
    by_commitment = {each.pk: Committed(each) for each in commitments}
    by_objective: dict[int, Doing] = {}
    for objective in objectives.order_by("number"):
        if objective.commitment_id in by_commitment:
            doing = by_objective[objective.pk] = Doing(objective)
            by_commitment[objective.commitment_id].doing.append(doing)
    for line in lines:
        if line.objective_id in by_objective:
            known = known_now(line.action)
            stands = Told(
                line, on, known, worked_out(known, on), last_said=line.last_said or "", last_quarter=line.last_quarter
            )
            by_objective[line.objective_id].told.append(stands)
    return list(by_commitment.values())


def lines_of_objective(objective: Objective, actor: Actor) -> list[Told]:
    """Every line that helps to do something, of all years, the latest first."""
    lines = _with_updates(lines_visible_to(actor)).filter(objective=objective, plan__entry__in_error_on=None)
    return [told_now(line, actor.on, None) for line in lines.order_by("-plan__from_on", "pk")]


def objectives_in(commitment: Commitment, actor: Actor) -> list[Objective]:
    """What will be done to keep a commitment, in its order."""
    return list(objectives_visible_to(actor).standing().filter(commitment=commitment).order_by("number"))


# --- what can be chosen ---


def next_number(of: QuerySet) -> int:
    """The number after the highest there is, what was recorded in error among them."""
    return (of.aggregate(most=Max("number"))["most"] or 0) + 1


def strategies_standing(actor: Actor) -> RecordQuerySet:
    return strategies_visible_to(actor).standing().order_by("-from_on", "pk")


def objectives_of(strategy: StrategicPlan, actor: Actor) -> RecordQuerySet:
    """What a strategic plan says will be done, in its order."""
    return (
        objectives_visible_to(actor)
        .standing()
        .filter(commitment__plan=strategy, commitment__entry__in_error_on=None)
        .order_by("commitment__number", "number")
    )


def plans_after(delivery: DeliveryPlan, actor: Actor) -> RecordQuerySet:
    """The delivery plans into which an action of ``delivery`` can be carried forward: later ones, of any group."""
    return delivery_visible_to(actor).standing().filter(from_on__gt=delivery.from_on).order_by("from_on", "pk")


def all_objectives(actor: Actor) -> RecordQuerySet:
    return (
        objectives_visible_to(actor)
        .standing()
        .filter(commitment__entry__in_error_on=None, commitment__plan__entry__in_error_on=None)
        .order_by("commitment__plan__from_on", "commitment__number", "number")
    )


def carried_to(line: Line) -> Line | None:
    """The line of a later plan into which a line was carried forward."""
    return Line.objects.filter(carried_from=line).select_related("plan__group").first()


def left_to_do(delivery: DeliveryPlan) -> QuerySet[Line]:
    """The lines of a plan whose actions are not finished and that were not carried forward."""
    return delivery.lines.filter(action__status__in=OPEN, carried_to=None, action__entry__in_error_on=None)


def stands_under(planned: StrategicPlan | Commitment | Objective | DeliveryPlan) -> str:
    """Why something cannot be taken out yet, as a sentence: other things hang on it. Empty where nothing does."""
    if isinstance(planned, DeliveryPlan):
        if planned.closed_quarters.exists():
            return "A quarter of this plan is closed, so it stands"
        return "There are actions in this plan. Mark them first" if _lines_in(planned.lines.all()) else ""
    if isinstance(planned, Objective):
        return "There are actions that help to do this. Mark them first" if _lines_in(planned.lines.all()) else ""
    if isinstance(planned, Commitment):
        found = planned.objectives.filter(**NOT_IN_ERROR).exists()
        return "Something will be done to keep this commitment. Mark that first" if found else ""
    hanging = planned.commitments.filter(**NOT_IN_ERROR).exists() or planned.delivery_plans.filter(**NOT_IN_ERROR)
    return "There are commitments or delivery plans under this plan. Mark them first" if hanging else ""


def _lines_in(lines: QuerySet[Line]) -> bool:
    return lines.filter(action__entry__in_error_on=None).exists()
