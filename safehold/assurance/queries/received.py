"""The register of reports received: which are due, and before which group each stands."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.assurance.lifecycle import AWAITED
from safehold.assurance.models import DueMove, ReceivedReport, RouteStep
from safehold.assurance.queries import ABOVE, decided_by, executive, groups_above
from safehold.meetings.models import Decision
from safehold.meetings.queries.deciding import decisions_visible_to
from safehold.partnership.models import AnswersTo, Group, GroupKind
from safehold.partnership.queries import choices
from safehold.plans.queries import agencies as agencies_there
from safehold.plans.queries import groups
from safehold.records.models.entry import RecordQuerySet

KINDS = "annual-report"
CAME_WITH = [
    ("lado", "Report of the local authority designated officer"),
    ("iro", "Report of the independent reviewing officers"),
    ("section-11", "Section 11 audit"),
    ("section-175", "Section 175 audit"),
    ("constabulary", "Report of the constabulary"),
]


def visible_to(actor: Actor) -> RecordQuerySet:
    """The reports that the actor may see, each with the group that it stands before (``before``)."""
    here = RouteStep.objects.filter(report=OuterRef("pk"), outcome="")
    rows: Any = ReceivedReport.objects.visible_to(actor).select_related(
        "entry__owner", "agency", "first_group", "received_by", "ratified_by"
    )
    return rows.annotate(before=Subquery(here.values("group__current_name")[:1]))


def overdue(rows: RecordQuerySet, on: date) -> RecordQuerySet:
    """Those that have not come by the day from which lateness is counted, whatever other day was agreed since."""
    return rows.filter(status__in=AWAITED, late_after_on__lt=on)


def late(rows: RecordQuerySet) -> RecordQuerySet:
    """Those that came late, at any time."""
    return rows.filter(came_late=True)


def kinds(on: date) -> list[tuple[str, str]]:
    """The kinds of report that the partnership receives: its own list, or the one that Safehold came with."""
    return choices(KINDS, on) or CAME_WITH


def steps_of(report: ReceivedReport) -> list[RouteStep]:
    return list(report.steps.select_related("group", "came_by", "decided_by"))


def step_of(report: ReceivedReport) -> RouteStep | None:
    """Where it stands now."""
    return report.steps.select_related("group").filter(outcome="").first()


def last_step_of(report: ReceivedReport) -> RouteStep | None:
    """The last group that it came before: the one that sent it back, before which it comes again."""
    return report.steps.select_related("group").order_by("-pk").first()


def moves_of(report: ReceivedReport) -> list[DueMove]:
    return list(report.moves.select_related("moved_by"))


def next_group(group: Group, on: date) -> Group | None:
    """The group that one passes a report on to: the operational group that it answers to, else the Executive; none after the
    Executive."""
    if group.kind == GroupKind.EXECUTIVE:
        return None
    above = AnswersTo.objects.on(on).filter(group=group).values("to_group")
    found = sorted(
        groups_above(on).filter(pk__in=above), key=lambda each: ABOVE.index(GroupKind(each.kind)), reverse=True
    )
    return found[0] if found else next(iter(executive(on)), None)


def before_groups(on_groups: list[Group], actor: Actor) -> list[RouteStep]:
    """The reports that stand before some groups, the longest there first."""
    rows = RouteStep.objects.filter(
        outcome="", group__in=on_groups, report__in=visible_to(actor).standing().values("pk")
    )
    return list(rows.select_related("report__entry", "report__agency", "group").order_by("came_on", "pk"))


def steps_visible_to(actor: Actor) -> QuerySet[RouteStep]:
    """Where the reports that the actor sees stand."""
    return RouteStep.objects.filter(outcome="", report__in=visible_to(actor).standing().values("pk"))


def possible_decisions(at: RouteStep | None, actor: Actor) -> QuerySet[Decision]:
    """What the group decided with its quorum since the report came before it."""
    if at is None:
        return Decision.objects.none()
    return decided_by(at.group, actor, since=at.came_on, about=[at.report.entry])


def decisions_seen(steps: list[RouteStep], actor: Actor) -> dict[int, Decision]:
    """The decisions that steps name, as far as the actor sees them."""
    named = [each.decision_id for each in steps if each.decision_id]
    return {each.pk: each for each in decisions_visible_to(actor).filter(pk__in=named)} if named else {}


def agencies(on: date) -> QuerySet[Agency]:
    return agencies_there(on)


def first_groups(on: date) -> QuerySet[Group]:
    return groups(on)
