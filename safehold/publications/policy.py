"""Who may write, submit, send back and publish. When they may is the lifecycle's business."""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.publications.lifecycle import Status
from safehold.publications.models import Publication, Section

EDITORS = (Role.BUSINESS_MANAGER,)
# those in whose name it is published; whoever prepares it or its figures does not approve their own work
APPROVERS = (Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER)
# who can say why a check that fails stands: those who approve, and those who know the figures
ANSWERERS = (*APPROVERS, Role.BUSINESS_MANAGER, Role.DATA_ANALYST)


def begin(actor: Actor) -> Answer:
    """The business manager starts an annual report, sets out its sections and says who writes each."""
    return YES if actor.is_any(*EDITORS) else no("Only the business manager can set out an annual report")


def edit(actor: Actor, publication: Publication) -> Answer:
    """The business manager changes what a report is made of, until it is submitted."""
    if not (may := begin(actor)):
        return may
    if publication.status != Status.DRAFTING:
        return not_now(f"This report is {publication.get_status_display().lower()}, so it cannot be changed")
    return YES


def write(actor: Actor, section: Section) -> Answer:
    """Write the words of one section: its writer, its agency's lead and contributors, and the business manager."""
    if section.publication.status != Status.DRAFTING:
        return not_now(
            f"This report is {section.publication.get_status_display().lower()}, so its words cannot be changed"
        )
    if actor.is_any(*EDITORS) or (section.writer_id is not None and actor.user_id == section.writer_id):
        return YES
    if actor.acts_for(section.agency_id) and actor.is_any(Role.AGENCY_LEAD, Role.AGENCY_CONTRIBUTOR, Role.DATA_ANALYST):
        return YES
    return no("Only the section’s writer, its agency’s lead or contributor, or the business manager can write it")


def read_earlier(actor: Actor, section: Section) -> Answer:
    """Read what a section said before: whoever may see the report, whether or not it is still being written."""
    return YES if section.number is not None else not_now("This section was taken out of the report")


def submit(actor: Actor, publication: Publication) -> Answer:
    """The business manager asks for approval."""
    return begin(actor)


def accept_finding(actor: Actor, publication: Publication) -> Answer:
    """The independent chair, a delegated safeguarding partner, the business manager or a data analyst says why a check that
    fails may be printed all the same; whoever publishes is somebody else."""
    if not actor.is_any(*ANSWERERS):
        return no(
            "Only the independent chair, a delegated safeguarding partner, the business manager or a data analyst can accept it"
        )
    if publication.status != Status.DRAFTING:
        return not_now(f"This report is {publication.get_status_display().lower()}, so nothing can be accepted now")
    return YES


def sign_gap(actor: Actor, publication: Publication) -> Answer:
    """The independent chair or a delegated safeguarding partner signs that a report does not say something which the law
    asks, and nobody who has written any of it."""
    if not actor.is_any(*APPROVERS):
        return no(
            "Only the independent chair or a delegated safeguarding partner can sign that it is not in the report"
        )
    if publication.status != Status.DRAFTING:
        return not_now(f"This report is {publication.get_status_display().lower()}, so nothing can be signed now")
    return YES


def withdraw_gap(actor: Actor, publication: Publication) -> Answer:
    """Whoever may sign that something is not in a report, and the business manager who now has it written."""
    if not actor.is_any(*APPROVERS, *EDITORS):
        return no(
            "Only the independent chair, a delegated safeguarding partner or the business manager can withdraw it"
        )
    if publication.status != Status.DRAFTING:
        return not_now(f"This report is {publication.get_status_display().lower()}, so nothing can be withdrawn now")
    return YES


def approve(actor: Actor, publication: Publication) -> Answer:
    """The independent chair or a delegated safeguarding partner publishes a report that they have read, or sends it back;
    never whoever asked for approval. ``queries.may_publish`` leaves out whoever writes one of its sections: they may still
    send it back."""
    if not actor.is_any(*APPROVERS):
        return no("Only the independent chair or a delegated safeguarding partner can approve it")
    if actor.user_id == publication.submitted_by_id:
        return not_now("Someone else must publish it, because you asked for approval")
    return YES
