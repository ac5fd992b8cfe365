"""Who raises a professional disagreement, answers it, takes it further and settles it.

Asked about a disagreement that the actor sees. At the stages of the two agencies the one that is challenged answers and the one
that raised it says whether that settles it. At the Executive's stage its chair decides, and at the last the independent chair
or the scrutineer; nobody decides who is of either agency, or had a hand in it.
"""

from django.db.models import Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.assurance.lifecycle import UNSETTLED, Held
from safehold.assurance.models import Disagreement, DisagreementStage
from safehold.assurance.policy import INDEPENDENT, standing, was_of
from safehold.assurance.stages import Level
from safehold.partnership.models import Chair, GroupKind
from safehold.records import policy as records

RAISERS = (
    Role.ADULTS_PRACTITIONER, Role.ADULTS_MANAGER, Role.LADO, Role.DEPUTY_LADO, Role.MARAC_COORDINATOR, Role.AGENCY_LEAD,
    Role.AGENCY_CONTRIBUTOR, Role.REVIEW_OFFICER, Role.DELEGATED_PARTNER,
)  # fmt: skip
SEE = (*RAISERS, *INDEPENDENT, Role.BUSINESS_MANAGER, Role.SUBGROUP_CHAIR)
SETTLED = "This disagreement was settled"


def see_list(actor: Actor) -> Answer:
    """The list is for those who can raise one, or before whom one can come. Each sees those that they are part of alone."""
    if actor.is_any(*SEE):
        return YES
    return no("Only those who work with people, and those before whom a disagreement can come, open this")


def raise_one(actor: Actor) -> Answer:
    """Those who work with people, and their leads."""
    if actor.is_any(*RAISERS):
        return YES
    return no("Only those who work with people, and their agency’s leads, can raise a professional disagreement")


def unsettled(disagreement: Disagreement) -> Answer:
    return standing(disagreement, YES if disagreement.status in UNSETTLED else not_now(SETTLED))


def of_raising(actor: Actor, disagreement: Disagreement) -> bool:
    """Whether the actor is of the agency that raised it, in a role that does more than read."""
    return actor.acts_for(disagreement.raising_id) and not actor.roles <= records.ONLY_READ


def of_challenged(actor: Actor, disagreement: Disagreement) -> bool:
    return actor.acts_for(disagreement.challenged_id) and not actor.roles <= records.ONLY_READ


def answer(actor: Actor, disagreement: Disagreement, at: DisagreementStage) -> Answer:
    """Answer it at a stage of the two agencies: the one that is challenged."""
    if not (may := unsettled(disagreement)):
        return may
    if disagreement.status != Held.OPEN:
        return not_now("It was answered at this stage")
    if at.level != Level.AGENCIES:
        return not_now("At this stage it is decided, not answered")
    if not of_challenged(actor, disagreement):
        return no("Only the agency that is challenged answers")
    if was_of(actor, disagreement.raising_id):
        return not_now("You are, or were lately, of the agency that raised it. Somebody else answers")
    return YES


def take_further(actor: Actor, disagreement: Disagreement, at: DisagreementStage) -> Answer:
    """Take it to the next stage: the agency that raised it, once it was answered or the answer is overdue."""
    if not (may := unsettled(disagreement)):
        return may
    if not of_raising(actor, disagreement):
        return no("Only the agency that raised it takes it further")
    due_on = at.deadline.due_on
    if disagreement.status == Held.OPEN and due_on is not None and due_on >= actor.on:
        return not_now("An answer is not overdue yet. If somebody is at risk now, jump to a later stage")
    return YES


def jump(actor: Actor, disagreement: Disagreement) -> Answer:
    """Jump to a later stage because somebody is at risk at once: people of either agency, and the business manager."""
    if not (may := unsettled(disagreement)):
        return may
    either = of_raising(actor, disagreement) or of_challenged(actor, disagreement)
    if either or actor.is_any(Role.BUSINESS_MANAGER):
        return YES
    return no("Only the two agencies and the business manager can jump to a later stage")


def resolve(actor: Actor, disagreement: Disagreement, at: DisagreementStage) -> Answer:
    """Say that it is resolved between the two: the agency that raised it, at a stage of the two agencies."""
    if not (may := unsettled(disagreement)):
        return may
    if at.level != Level.AGENCIES:
        return not_now("At this stage whoever it came before decides")
    if not of_raising(actor, disagreement):
        return no("Only the agency that raised it can say that it is resolved")
    if was_of(actor, disagreement.challenged_id):
        return not_now(
            "You are, or were lately, of the agency that is challenged. Somebody else says that it is resolved"
        )
    return YES


def decide(actor: Actor, disagreement: Disagreement, at: DisagreementStage) -> Answer:
    """Decide at the Executive's or the last stage: who has no hand in it, and is of neither agency."""
    if not (may := unsettled(disagreement)):
        return may
    if at.level == Level.AGENCIES:
        return not_now("At this stage the two agencies settle it between them")
    if disagreement.status != Held.OPEN:
        return not_now("It was decided at this stage. The agency that raised it can take it further")
    if at.level == Level.INDEPENDENT and not actor.is_any(*INDEPENDENT):
        return no("Only the independent chair or the scrutineer decides at this stage")
    if at.level == Level.EXECUTIVE and not chairs_executive(actor):
        return no("Only whoever chairs the Executive decides at this stage")
    if was_of(actor, disagreement.raising_id) or was_of(actor, disagreement.challenged_id):
        return not_now("This is a disagreement of your own agency. Somebody of neither agency decides")
    if had_a_hand(actor, disagreement):
        return not_now(
            "Whoever raised it, brought it to a stage, or answered at one does not decide. Somebody else must"
        )
    return YES


def hands_of(actor: Actor) -> QuerySet[DisagreementStage]:
    """The stages that the actor brought a disagreement to, or answered or decided at."""
    return DisagreementStage.objects.filter(Q(reached_by=actor.user_id) | Q(answered_by=actor.user_id))


def had_a_hand(actor: Actor, disagreement: Disagreement) -> bool:
    """Whether the actor raised it, brought it to a stage that it reached, or answered or decided at one."""
    if actor.user_id is None:
        return False
    return actor.user_id == disagreement.raised_by_id or hands_of(actor).filter(disagreement=disagreement).exists()


def chairs_executive(actor: Actor) -> bool:
    """Whether the actor chairs a group that is the Executive today."""
    return executives_chaired(actor).exists()


def executives_chaired(actor: Actor) -> QuerySet[Chair]:
    mine = Chair.objects.on(actor.on).filter(user=actor.user_id, agency=actor.agency_id)
    return mine.filter(group__kind=GroupKind.EXECUTIVE, group__outside=False)


def close(actor: Actor, disagreement: Disagreement) -> Answer:
    """Close it, with what was learned, once whoever raised it was told: the agency that raised it, and the business manager."""
    if disagreement.status not in (Held.RESOLVED, Held.UNRESOLVED):
        return not_now("It is closed already" if disagreement.status == Held.CLOSED else "It is not settled yet")
    if of_raising(actor, disagreement) or actor.is_any(Role.BUSINESS_MANAGER):
        return standing(disagreement, YES)
    return no("Only the agency that raised it, or the business manager, can close it")


def correct(actor: Actor, disagreement: Disagreement) -> Answer:
    """Put its words right: the agency that raised it, until it is settled."""
    if not (may := unsettled(disagreement)):
        return may
    if of_raising(actor, disagreement):
        return YES
    return no("Only the agency that raised it can correct it")


def mark(actor: Actor, disagreement: Disagreement) -> Answer:
    """Say that it should never have been recorded: whoever is in charge of it for the partnership's office. What the other agency
    answered stays."""
    if disagreement.status != Held.OPEN or disagreement.stage > 1:
        return not_now("It was answered or taken further, so it stays")
    return records.enter_in_error(actor, disagreement.entry)


def reinstate(actor: Actor, disagreement: Disagreement) -> Answer:
    """Say that it stands after all."""
    return records.reinstate(actor, disagreement.entry)
