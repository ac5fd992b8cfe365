"""Writing a group's report, submitting it, and answering what it asks."""

from datetime import date

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.access.reach import Tier
from safehold.assurance import notices
from safehold.assurance.lifecycle import Told
from safehold.assurance.models import AskWording, GroupReport, ReportChase, ReportNote
from safehold.assurance.policy import reports as policy
from safehold.assurance.queries import chair_of
from safehold.assurance.queries import reports as queries
from safehold.clocks import months_after
from safehold.meetings import actions as meetings
from safehold.meetings import policy as keeping
from safehold.meetings import recusals
from safehold.meetings.models import Decision, ItemKind, Meeting
from safehold.meetings.queries import office
from safehold.partnership.models import Group
from safehold.plans.models import DeliveryPlan
from safehold.records import outbox, writing


@transaction.atomic
def begin_report(*, by: Actor, group: Group, to_group: Group, from_on: date, until_on: date) -> GroupReport:
    """Begin a group's report of a period. Until it is submitted, those who sit in the group see it."""
    require(policy.begin(by))
    require(keeping.keep_group(by, group))
    if not queries.groups_to_report_to(by.on).filter(pk=to_group.pk).exists():
        raise Refused("Choose the Executive or the operational group")
    if until_on > by.on:
        raise Refused("The last day of the period must be today or in the past")
    if until_on >= months_after(from_on, 12):
        raise Refused("Choose a period of a year at most")
    report = writing.create(
        GroupReport,
        by=by,
        owner=office(),
        circle=group.circle,
        group=group,
        to_group=to_group,
        from_on=from_on,
        until_on=until_on,
        asked_on=by.on,
        asked_by=by.user,
    )
    audit.record(by, "assurance.report_begun", report, group=group.code)
    return report


@transaction.atomic
def write_report(
    report: GroupReport,
    *,
    by: Actor,
    progress: str,
    barriers: str,
    asks_for: str = "",
    ask: str = "",
    plan: DeliveryPlan | None = None,
) -> GroupReport:
    """Say what the draft says: progress, barriers, and what is asked for."""
    require(policy.write(by, report))
    if plan is not None and plan.group_id != report.group_id:
        raise Refused(f"Choose a delivery plan of {report.group}")
    worded = (asks_for, ask.strip()) != (report.asks_for, report.ask)
    hand = {"asked_on": by.on, "asked_by": by.user} if worded else {}
    told = {"progress": progress.strip(), "barriers": barriers.strip(), "asks_for": asks_for, "ask": ask.strip()}
    writing.change(report, by=by, plan=plan, **told, **hand)
    if worded:
        writing.create(AskWording, by=by, report=report, worded_on=by.on, worded_by=by.user)
    audit.record(by, "assurance.report_written", report, asks_for=asks_for)
    return report


@transaction.atomic
def submit_report(report: GroupReport, *, by: Actor) -> GroupReport:
    """Submit it: from now on it stays as it is, and everybody in the partnership reads it. What it asks has to be answered."""
    require(policy.submit(by, report))
    if not report.progress:
        raise Refused("The report says nothing of progress yet. Write it first")
    sent = {"submitted_on": by.on, "submitted_by": by.user}
    if report.asks_for:
        writing.move(report, "submit", by=by, due_on=queries.due_on(by.on), **sent)
    else:
        writing.move(report, "submit_without", by=by, **sent)
    writing.widen(report, tier=Tier.C2)
    chair = chair_of(report.to_group, by.on)
    if report.asks_for and chair is not None and chair.pk != by.user_id:
        assert report.due_on is not None
        assert by.user is not None
        outbox.put(notices.ASKED, to=chair, by=by, about=report.entry, who=by.user, day=report.due_on)
    audit.record(by, "assurance.report_submitted", report, asks_for=report.asks_for)
    return report


@transaction.atomic
def table_report(report: GroupReport, *, by: Actor, meeting: Meeting) -> GroupReport:
    """Put it at the end of an agenda of the group that it goes to. Whoever is kept from the report is kept from the item, and
    whoever was kept from the item at which it stood before is kept from both."""
    require(policy.table(by, report))
    if meeting.group_id != report.to_group_id:
        raise Refused(f"Choose a meeting of {report.to_group}")
    kind = ItemKind.DECISION if report.status == Told.ASKING else ItemKind.INFORMATION
    item = meetings.add_item(meeting, by=by, title=f"Report of {report.group}"[:160], item_kind=kind)
    if report.item is not None:
        recusals.carry(report.item.entry, report.entry, by=by)
    recusals.carry(report.entry, item.entry, by=by)
    writing.change(report, by=by, item=item)
    audit.record(by, "assurance.report_tabled", report)
    return report


@transaction.atomic
def answer_report(
    report: GroupReport, *, by: Actor, verdict: str, answer: str, decision: Decision | None = None
) -> GroupReport:
    """Answer what is asked. Who does not chair the group that answers names the decision by which it did, taken with its
    quorum since the report was submitted."""
    require(policy.answer(by, report))
    if decision is None and policy.needs_decision(by, report):
        raise Refused(f"Choose the decision of {report.to_group} that this answer is")
    if decision is not None and not queries.possible_decisions(report, by).filter(pk=decision.pk).exists():
        raise Refused(f"Choose what {report.to_group} decided with its quorum since the report was submitted")
    facts = {"verdict": verdict, "answer": answer.strip(), "decision": decision}
    writing.move(report, "answer", by=by, answered_on=by.on, answered_by=by.user, **facts)
    chair = chair_of(report.group, by.on) or report.submitted_by
    assert by.user is not None
    if chair is not None and chair.pk != by.user_id:
        outbox.put(notices.ANSWERED, to=chair, by=by, about=report.entry, who=by.user)
    audit.record(by, "assurance.report_answered", report, verdict=verdict)
    return report


@transaction.atomic
def hear_answer(report: GroupReport, *, by: Actor) -> GroupReport:
    """Say that the answer was taken back to the group that asked."""
    require(policy.hear(by, report))
    writing.move(report, "hear", by=by, heard_on=by.on, heard_by=by.user)
    audit.record(by, "assurance.report_heard", report)
    return report


@transaction.atomic
def chase_report(report: GroupReport, *, by: Actor) -> ReportChase:
    """Remind whoever chairs the group that it goes to. The message is kept as the proof."""
    require(policy.chase(by, report))
    chair = chair_of(report.to_group, by.on)
    if chair is None:
        raise Refused(f"Nobody chairs {report.to_group}, so there is nobody to remind")
    if report.chases.filter(chased_on=by.on).exists():
        raise Refused("Somebody reminded them today already")
    assert by.user is not None
    assert report.due_on is not None
    outbox.put(notices.CHASED, to=chair, by=by, about=report.entry, who=by.user, day=report.due_on)
    made = writing.create(ReportChase, by=by, report=report, to_user=chair, chased_on=by.on, chased_by=by.user)
    audit.record(by, "assurance.report_chased", report)
    return made


@transaction.atomic
def note_report(report: GroupReport, *, by: Actor, words: str) -> ReportNote:
    """Put something right, or add something, beside a report that was submitted. What it says itself stays."""
    require(policy.note(by, report))
    made = writing.create(ReportNote, by=by, report=report, words=words.strip(), noted_on=by.on, noted_by=by.user)
    audit.record(by, "assurance.report_noted", report)
    return made


@transaction.atomic
def enter_report_in_error(report: GroupReport, *, by: Actor, why: str) -> GroupReport:
    """Say that a report should never have been recorded."""
    require(policy.mark(by, report))
    writing.enter_in_error(report, by=by, why=why)
    audit.record(by, "assurance.report_entered_in_error", report)
    return report


@transaction.atomic
def reinstate_report(report: GroupReport, *, by: Actor, why: str) -> GroupReport:
    """Say that a report stands after all."""
    require(policy.reinstate(by, report))
    writing.reinstate(report, by=by, why=why)
    audit.record(by, "assurance.report_reinstated", report)
    return report
