"""Who keeps the assurance framework, gives evidence, and says how sure a group is.

Whoever carries out a duty gives evidence of it and answers for it, and is never the one who is assured: neither their agency
nor whoever gave the evidence assesses it. A duty of every agency is assessed agency by agency, so that a chair who belongs to one
of them assesses the others. The independent chair and the scrutineer belong to none of the agencies.
"""

from typing import Any

from django.db.models import Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.assurance.models import AssuredDuty, DutyChallenge, DutyEvidence, DutyLook
from safehold.assurance.policy import INDEPENDENT, chairs_now, is_office, is_own, judges_own, standing
from safehold.meetings.policy import was_found_to_chair
from safehold.plans.policy import DOERS
from safehold.records import policy as records

KEEPERS = (Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT, *INDEPENDENT)
CHALLENGERS = (*INDEPENDENT, Role.BUSINESS_MANAGER, Role.DELEGATED_PARTNER, Role.AGENCY_LEAD, Role.SUBGROUP_CHAIR)
OWN_DUTY = (
    "Whoever carries out a duty, or gave evidence of it, is not the one who is assured. Somebody else must assess it"
)
OWN_THERE = (
    "You are of {agency}, were lately, or gave evidence of it. Somebody of another agency, who gave none, assesses it"
)
OWN_CHALLENGE = "Whoever challenged does not answer. Somebody else must"


def keep(actor: Actor) -> Answer:
    """The office, the independent chair and the scrutineer keep the framework."""
    if actor.is_any(*KEEPERS):
        return YES
    return no("Only the independent chair, the scrutineer, the business manager or business support keep the framework")


def correct(actor: Actor, duty: AssuredDuty) -> Answer:
    """Put right what the framework says of a duty."""
    return keep(actor) and standing(duty, YES)


def carries_out(actor: Actor, duty: AssuredDuty) -> bool:
    """Whether the actor carries the duty out now: it is the agency's that they act for. Where it is every agency's it is
    everybody's but for those who belong to none of them."""
    if actor.is_any(*INDEPENDENT):
        return False
    return duty.agency_id is None or actor.acts_for(duty.agency_id)


def give_evidence(actor: Actor, duty: AssuredDuty) -> Answer:
    """Those who carry it out, and the office."""
    if not (stands := standing(duty, YES)):
        return stands
    if is_office(actor) or (carries_out(actor, duty) and actor.is_any(*DOERS)):
        return YES
    return no("Only the agency that carries out the duty, or the office, gives evidence of it")


def withdraw_evidence(actor: Actor, evidence: DutyEvidence) -> Answer:
    """Take evidence back: whoever gave it, and the business manager."""
    if evidence.withdrawn_on:
        return not_now("This evidence was withdrawn already")
    if not (stands := standing(evidence.duty, YES)):
        return stands
    if (actor.user_id is not None and actor.user_id == evidence.given_by_id) or actor.is_any(Role.BUSINESS_MANAGER):
        return YES
    return no("Only whoever gave the evidence, or the business manager, can withdraw it")


def assess(actor: Actor, duty: AssuredDuty) -> Answer:
    """Say how sure the group is: its chair, the independent chair and the scrutineer; never whose duty or evidence it is. Where
    the duty is every agency's, ``assess_of`` says of which they can."""
    if not (stands := standing(duty, YES)):
        return stands
    if not (actor.is_any(*INDEPENDENT) or chairs_now(actor, duty.group)):
        return no("Only the chair of the group that is assured, the independent chair or the scrutineer can assess it")
    return not_now(OWN_DUTY) if judges_own(actor, duty.agency_id) or gave_evidence(actor, duty) else YES


def assess_of(actor: Actor, duty: AssuredDuty, agency: Agency) -> Answer:
    """Say how sure the group is of one agency: whoever may assess the duty, but for those who are of that agency, and those who
    ever gave evidence of how it carries the duty out."""
    if not (may := assess(actor, duty)):
        return may
    own = judges_own(actor, agency.pk) or agency.pk in evidenced(actor, duty)
    return not_now(OWN_THERE.format(agency=agency)) if own else YES


def own_evidence(actor: Actor) -> QuerySet[DutyEvidence]:
    """What the actor ever gave that speaks of the whole duty: of a duty that is one agency's, or of all of them together."""
    of_all = Q(agency=None) | Q(duty__agency__isnull=False)
    return DutyEvidence.objects.filter(of_all, given_by=actor.user_id)


def gave_evidence(actor: Actor, duty: AssuredDuty) -> bool:
    """Whether the actor ever gave evidence of the whole of a duty: to withdraw it, and then assess the rest, undoes no hand in
    it. A page that is only read has it from the query."""
    known = (actor.kept or {}).get("gave", {})
    if duty.pk in known:
        return bool(known[duty.pk])
    given = evidenced(actor, duty)
    return bool(given) if duty.agency_id else None in given


def evidenced(actor: Actor, duty: AssuredDuty) -> set[int | None]:
    """The agencies of whose part in a duty the actor ever gave evidence, none for all of them. Asked once for a page."""
    known = actor.kept.setdefault("evidenced", {}) if actor.kept is not None else {}
    if duty.pk not in known:
        given = DutyEvidence.objects.filter(duty=duty, given_by=actor.user_id)
        known[duty.pk] = set(given.values_list("agency", flat=True))
    found: set[int | None] = known[duty.pk]
    return found


def was_found(actor: Actor, duty: Any) -> None:
    """Say what the query found out with a duty (``chaired``, ``gave``), so that its policies need not ask again."""
    was_found_to_chair(actor, duty, duty.group)
    if actor.kept is not None:
        actor.kept.setdefault("gave", {})[duty.pk] = duty.gave


def challenge(actor: Actor, duty: AssuredDuty) -> Answer:
    """Doubt how it is carried out: chairs, leads and delegated partners of other agencies, the scrutineer, and the manager."""
    if not (stands := standing(duty, YES)):
        return stands
    if not actor.is_any(*CHALLENGERS):
        return no("Only those who chair, scrutinise, manage or lead an agency can challenge")
    if is_own(actor, duty.agency_id):
        return not_now("This duty is your own agency’s. Somebody of another agency challenges it")
    return YES


def answer_challenge(actor: Actor, challenge: DutyChallenge) -> Answer:
    """Answer a challenge: those who carry out the duty; the office where it is every agency's."""
    duty = challenge.duty
    if challenge.answered_on:
        return not_now("This challenge was answered already")
    if not (stands := standing(duty, YES)):
        return stands
    if actor.user_id is not None and actor.user_id == challenge.raised_by_id:
        return not_now(OWN_CHALLENGE)
    theirs = duty.agency_id is not None and carries_out(actor, duty) and actor.is_any(*DOERS)
    if theirs or (duty.agency_id is None and is_office(actor)):
        return YES
    return no("Only the agency that carries out the duty can answer, or the office where it is every agency’s")


def plan_look(actor: Actor, duty: AssuredDuty) -> Answer:
    """Plan a visit, a sample or another look: those who keep the framework, and the chair of the group that is assured."""
    if not (stands := standing(duty, YES)):
        return stands
    if chairs_now(actor, duty.group):
        return YES
    return keep(actor)


def record_look(actor: Actor, look: DutyLook) -> Answer:
    """Say what a look found: whoever may plan one, but for the agency whose duty it is."""
    if look.done_on:
        return not_now("What was found is written down already")
    if not (may := plan_look(actor, look.duty)):
        return may
    if judges_own(actor, look.duty.agency_id):
        return not_now("This duty is your own agency’s. Somebody else says what was found")
    return YES


def mark(actor: Actor, duty: AssuredDuty) -> Answer:
    """Say that it should never have been recorded: whoever is in charge, but nobody whose own duty it is."""
    if is_own(actor, duty.agency_id):
        return not_now(OWN_DUTY)
    return records.enter_in_error(actor, duty.entry)


def reinstate(actor: Actor, duty: AssuredDuty) -> Answer:
    """Say that it stands after all."""
    return records.reinstate(actor, duty.entry)
