"""Who keeps the register of reports received, and who ratifies them: never the agency whose report it is."""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.assurance.lifecycle import AWAITED, Ratified
from safehold.assurance.models import ReceivedReport, RouteStep
from safehold.assurance.policy import chairs_now, is_office, judges_own, standing
from safehold.assurance.policy.duties import KEEPERS
from safehold.meetings import policy as meetings
from safehold.records import policy as records

OWN_REPORT = "Whose report it is does not ratify it. Somebody of another agency must"

OWN_DAY = "This report is your own agency’s. Somebody of another agency moves the day it is due"


def expect(actor: Actor) -> Answer:
    """The office, the independent chair and the scrutineer put into the register which reports are due."""
    if actor.is_any(*KEEPERS):
        return YES
    return no("Only the independent chair, the scrutineer, the business manager or business support keep this register")


def receive(actor: Actor, report: ReceivedReport) -> Answer:
    """Write down that it came: the office, and the chair of the group where its route begins."""
    if report.status not in AWAITED:
        return not_now("This report has come already")
    return meetings.keep_group(actor, report.first_group) and standing(report, YES)


def decide(actor: Actor, report: ReceivedReport, at: RouteStep | None) -> Answer:
    """Ratify it or send it back: whoever chairs the group that it stands before, or the office with a decision of that
    group."""
    if report.status != Ratified.UNDER_WAY or at is None:
        return not_now("This report stands before no group")
    if not (stands := standing(report, YES)):
        return stands
    if not (chairs_now(actor, at.group) or is_office(actor)):
        return no(
            "Only the chair of the group that it stands before can do this, or the office with a decision of that group"
        )
    if judges_own(actor, report.agency_id):
        return not_now(OWN_REPORT)
    return YES


def needs_decision(actor: Actor, at: RouteStep) -> bool:
    """Whether it has to be what the group decided: for whoever does not chair it."""
    return not chairs_now(actor, at.group)


def move_due(actor: Actor, report: ReceivedReport) -> Answer:
    """Move the day it is due, with a reason, while it is awaited: those who keep the register, but nobody their own agency's."""
    if report.status not in AWAITED:
        return not_now("This report has come already")
    if not (may := expect(actor)):
        return may
    return standing(report, not_now(OWN_DAY) if judges_own(actor, report.agency_id) else YES)


def mark(actor: Actor, report: ReceivedReport) -> Answer:
    """Say that it should never have been in the register. What was ratified stays."""
    if report.status == Ratified.RATIFIED:
        return not_now("This report was ratified, so it stays")
    return records.enter_in_error(actor, report.entry)


def reinstate(actor: Actor, report: ReceivedReport) -> Answer:
    """Say that it stands after all."""
    return records.reinstate(actor, report.entry)
