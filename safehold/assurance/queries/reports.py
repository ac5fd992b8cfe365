"""The reports of groups, and what waits for an answer."""

from datetime import date

from django.db.models import QuerySet

from safehold.access.actor import Actor
from safehold.assurance.lifecycle import Told
from safehold.assurance.models import GroupReport, ReportChase, ReportNote
from safehold.assurance.queries import decided_by, groups_above
from safehold.meetings.models import Decision, Item
from safehold.meetings.queries import groups_to_plan, items_visible_to, planned_of
from safehold.meetings.queries.deciding import decisions_visible_to
from safehold.partnership.models import Group
from safehold.partnership.queries import calendar
from safehold.partnership.rules import rule
from safehold.plans.models import DeliveryPlan
from safehold.plans.queries.delivery import delivery_visible_to
from safehold.records.models.entry import RecordQuerySet

ANSWER_DAYS = "assurance.answer_working_days"


def visible_to(actor: Actor) -> RecordQuerySet:
    """The reports that the actor may see: submitted ones, and the drafts of the groups that they sit in."""
    return GroupReport.objects.visible_to(actor).select_related(
        "entry__owner", "group", "to_group", "asked_by", "submitted_by", "answered_by", "heard_by", "plan__entry",
        "plan__group", "item__entry", "item__meeting__entry",
    )  # fmt: skip


def unanswered(actor: Actor) -> RecordQuerySet:
    """What is asked and not answered, the longest due first."""
    return visible_to(actor).standing().filter(status=Told.ASKING).order_by("due_on", "pk")


def overdue(rows: RecordQuerySet, on: date) -> RecordQuerySet:
    return rows.filter(status=Told.ASKING, due_on__lt=on)


def unanswered_by(groups: list[Group], actor: Actor) -> list[GroupReport]:
    """What some groups were asked and have not answered."""
    return list(unanswered(actor).filter(to_group__in=groups))


def of_group(report: GroupReport, actor: Actor) -> QuerySet[DeliveryPlan]:
    """The delivery plans of the report's group that run in its period."""
    rows = delivery_visible_to(actor).standing().filter(group=report.group, from_on__lte=report.until_on)
    found = [each.pk for each in rows if each.until_on >= report.from_on]
    return rows.filter(pk__in=found)


def groups_to_report_for(actor: Actor) -> QuerySet[Group]:
    return groups_to_plan(actor)


def groups_to_report_to(on: date) -> QuerySet[Group]:
    return groups_above(on)


def due_on(submitted_on: date) -> date:
    """The day by which an answer is due to what is asked on a day, in working days by the rule of that day."""
    return calendar().working_days_after(submitted_on, rule(ANSWER_DAYS, submitted_on))


def notes_of(report: GroupReport) -> list[ReportNote]:
    return list(report.notes.select_related("noted_by"))


def chases_of(report: GroupReport) -> list[ReportChase]:
    return list(report.chases.select_related("chased_by", "to_user"))


def item_of(report: GroupReport, actor: Actor) -> Item | None:
    """The agenda item at which it is taken, for whoever sees that."""
    if not report.is_on_an_agenda:
        return None
    return items_visible_to(actor).standing().filter(pk=report.item_id).first()


def decision_of(report: GroupReport, actor: Actor) -> Decision | None:
    """The decision that the answer is, for whoever sees it."""
    if report.decision_id is None:
        return None
    return decisions_visible_to(actor).filter(pk=report.decision_id).first()


def possible_decisions(report: GroupReport, actor: Actor) -> QuerySet[Decision]:
    """The decisions that can be the answer: of the group that it goes to, taken with its quorum since it was submitted."""
    about = [report.entry, *([report.item.entry] if report.item else [])]
    return decided_by(report.to_group, actor, since=report.submitted_on or date.max, about=about)


def agendas_for(report: GroupReport, actor: Actor) -> RecordQuerySet:
    """The meetings to come of the group that it goes to."""
    return planned_of(report.to_group, actor)


def groups_that_report(actor: Actor) -> QuerySet[Group]:
    """The groups of which the actor sees a report."""
    return Group.objects.filter(pk__in=GroupReport.objects.visible_to(actor).order_by().values("group"))
