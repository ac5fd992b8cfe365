"""Who writes, submits and answers a group's report.

The group's chair and the office write it, its chair submits it. Whoever chairs the group that it goes to answers what is
asked; the office writes an answer down only where that group decided it, with its quorum. Nobody answers their own ask.
"""

from django.db.models import Exists, OuterRef, Q

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.assurance.lifecycle import SUBMITTED, Told
from safehold.assurance.models import AskWording, GroupReport
from safehold.assurance.policy import chairs_now, is_chaired, is_office, standing
from safehold.meetings import policy as meetings
from safehold.partnership.models import Chair
from safehold.records import policy as records

FROZEN = "This report was submitted, so what it says stays. Put it right by a note beside it"
OWN_ASK = "Whoever wrote or submitted an ask does not answer it. Somebody else must"


def begin(actor: Actor) -> Answer:
    """The office, and those who may chair a group."""
    if meetings.plan(actor):
        return YES
    return no("Only a group’s chair, the business manager or business support can begin a report")


def write(actor: Actor, report: GroupReport) -> Answer:
    """Write a draft: the group's chair, and the office."""
    if not (may := meetings.keep_group(actor, report.group)):
        return may
    return standing(report, YES if report.status == Told.DRAFT else not_now(FROZEN))


def submit(actor: Actor, report: GroupReport) -> Answer:
    """The group's chair submits it; the business manager where nobody chairs the group."""
    if not (stands := standing(report, YES)):
        return stands
    if report.status != Told.DRAFT:
        return not_now("This report was submitted already")
    if chairs_now(actor, report.group):
        return YES
    if actor.is_any(Role.BUSINESS_MANAGER) and not is_chaired(report.group, actor):
        return YES
    return no("Only the group’s chair can submit its report")


def own_ask(actor: Actor) -> Q:
    """The condition that somebody had a hand in a report's ask: they began or submitted it, worded the ask at any time, or
    chaired the group that asks, for any agency, on any day since the period began."""
    worded = AskWording.objects.filter(report=OuterRef("pk"), worded_by=actor.user_id)
    since = Q(to_on=None) | Q(to_on__gte=OuterRef("from_on"))
    led = Chair.objects.filter(since, group=OuterRef("group"), user=actor.user_id, from_on__lte=actor.on)
    return Q(made_by=actor.user_id) | Q(submitted_by=actor.user_id) | Exists(worded) | Exists(led)


def is_own_ask(actor: Actor, report: GroupReport) -> bool:
    """Whether the actor had a hand in the ask of one report. Asked once for a page."""
    if actor.user_id is None:
        return False
    known = actor.kept.setdefault("own_ask", {}) if actor.kept is not None else {}
    if report.pk not in known:
        known[report.pk] = GroupReport.objects.filter(own_ask(actor), pk=report.pk).exists()
    return bool(known[report.pk])


def answer(actor: Actor, report: GroupReport) -> Answer:
    """Answer what is asked: whoever chairs the group that the report goes to, or the office with a decision of that group."""
    if report.status != Told.ASKING:
        return not_now("This report does not wait for an answer")
    if not (stands := standing(report, YES)):
        return stands
    if not (chairs_now(actor, report.to_group) or is_office(actor)):
        return no("Only the chair of the group that it goes to can answer, or the office with a decision of that group")
    return not_now(OWN_ASK) if is_own_ask(actor, report) else YES


def needs_decision(actor: Actor, report: GroupReport) -> bool:
    """Whether the answer has to be one that the group decided: for whoever does not chair it."""
    return not chairs_now(actor, report.to_group)


def hear(actor: Actor, report: GroupReport) -> Answer:
    """Say that the answer was taken back to the group: its chair, and the office."""
    if report.status != Told.ANSWERED:
        return not_now("There is no answer to take back to the group")
    return meetings.keep_group(actor, report.group) and standing(report, YES)


def table(actor: Actor, report: GroupReport) -> Answer:
    """Put it on an agenda of the group that it goes to: whoever keeps that group's meetings; again where it was taken off."""
    if report.status not in SUBMITTED:
        return not_now("A draft goes on no agenda. Submit the report first")
    if report.is_on_an_agenda:
        return not_now("This report is on an agenda already")
    return meetings.keep_group(actor, report.to_group) and standing(report, YES)


def chase(actor: Actor, report: GroupReport) -> Answer:
    """Remind the chair of the group that it goes to: the office, and the chair of the group that asks."""
    if report.status != Told.ASKING:
        return not_now("This report does not wait for an answer")
    return meetings.keep_group(actor, report.group) and standing(report, YES)


def note(actor: Actor, report: GroupReport) -> Answer:
    """Put something right beside a report: those who keep either group's meetings."""
    if report.status not in SUBMITTED:
        return not_now("This report is a draft. Change it instead")
    either = meetings.keep_group(actor, report.to_group) or meetings.keep_group(actor, report.group)
    return either and standing(report, YES)


def mark(actor: Actor, report: GroupReport) -> Answer:
    """Say that it should never have been recorded: whoever is in charge. What was answered stays, with its ask."""
    if report.answered_on:
        return not_now("This report was answered, so it stays")
    return records.enter_in_error(actor, report.entry)


def reinstate(actor: Actor, report: GroupReport) -> Answer:
    """Say that it stands after all."""
    return records.reinstate(actor, report.entry)
