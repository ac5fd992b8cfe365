"""Who may write a policy, ask about it, approve it, and say how it is read here.

Whoever had a hand in it never approves it. A decision of the group that owns it does, whoever wrote the words; somebody
else writes that down.
"""

from datetime import date

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.govuk.filters import day
from safehold.meetings import policy as chairing
from safehold.partnership import policy as partnership
from safehold.partnership.models import AnswersTo, Chair, Group
from safehold.policies.lifecycle import BEGUN, WRITTEN, Stage
from safehold.policies.models import Consulted, Held, Interpretation, Policy, PolicyVersion, TakenUp
from safehold.records import policy as records
from safehold.records.models import Entry
from safehold.records.visibility import own_of

OFFICE = (Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT)
WRITERS = (
    *OFFICE, Role.REVIEW_OFFICER, Role.SUBGROUP_CHAIR, Role.TRAINING_COORDINATOR, Role.INDEPENDENT_CHAIR,
)  # fmt: skip
# who can approve a version in person: those who answer for the partnership's work
APPROVERS = (Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER, Role.SUBGROUP_CHAIR)
# and those of them who do so for whatever group or agency owns it
APPROVERS_OF_ALL = (Role.INDEPENDENT_CHAIR, Role.DELEGATED_PARTNER)
HAND = "you wrote some of it, assessed whom it affects or signed why nobody was asked"
# who answers for an agency
LEADS = (Role.AGENCY_LEAD, Role.DELEGATED_PARTNER, Role.SCHOOL_LEAD, Role.BUSINESS_MANAGER)


def see(actor: Actor) -> Answer:
    """Policies are for whoever is in the partnership: nobody follows what they cannot read."""
    return partnership.see(actor)


def begin(actor: Actor) -> Answer:
    """Those who run, chair, review and train for the partnership begin a policy."""
    if actor.is_any(*WRITERS):
        return YES
    return no("Only those who run, chair, review or train for the partnership can begin a policy")


def standing(entry: Entry) -> Answer:
    return not_now(records.MADE_IN_ERROR) if entry.in_error_on else YES


def keep(actor: Actor, policy: Policy) -> Answer:
    """Look after a policy: its keeper, the office, whoever chairs or sits in the group that owns it in a role that writes, or
    the lead of the agency that owns it."""
    if not (stands := standing(policy.entry)):
        return stands
    if actor.user_id is not None and actor.user_id == policy.keeper_id:
        return YES
    if actor.is_any(*OFFICE, Role.INDEPENDENT_CHAIR):
        return YES
    if policy.group is not None and actor.is_any(*WRITERS):
        own = own_of(actor)
        if policy.group.circle_id in (*own.circles, *own.covered):
            return YES
    if policy.agency_id is not None and actor.acts_for(policy.agency_id) and actor.is_any(*LEADS):
        return YES
    return no("Only whoever keeps this policy, its owner or the partnership’s office can do this")


def mark(actor: Actor, kept: Policy | Interpretation) -> Answer:
    """Say that it should never have been recorded. Never of what was put in force here, or confirmed, and has held: people
    followed it, and whoever asks about those days is told so."""
    if kept.entry.in_error_on is None:
        held = _held_here(kept, actor)
        if held is not None:
            return not_now(held)
    return records.enter_in_error(actor, kept.entry)


def _held_here(kept: Policy | Interpretation, actor: Actor) -> str | None:
    """Why something cannot be marked as recorded in error, with what to do instead; nothing where it can."""
    if isinstance(kept, Interpretation):
        if kept.state != Held.CONFIRMED or kept.from_on > actor.on:
            return None
        return (
            f"The chair confirmed this, and it has held since {day(kept.from_on)}, so it stays in what held then. Answer it"
            " otherwise, or say that it holds no more"
        )
    ours = PolicyVersion.objects.filter(policy=kept, status=Stage.DATED, brought_in=False, from_on__lte=actor.on)
    first = ours.order_by("from_on").first()
    if first is None:
        return None
    return (
        f"Version {first.number} of this was approved and has been in force from {day(first.from_on)}, so it stays in what was in"
        " force then. To end it, withdraw the version that is in force. Where its words are wrong, begin the next version;"
        " where its title is, correct that"
    )


def reinstate(actor: Actor, kept: Policy | Interpretation) -> Answer:
    """Say that what was marked as recorded in error stands after all: whoever is in charge of it."""
    return records.reinstate(actor, kept.entry)


def review(actor: Actor, policy: Policy) -> Answer:
    """Record that it was looked at again, or that this is put off: once it was in force."""
    if not (may := keep(actor, policy)):
        return may
    if policy.review_due_on is None:
        return not_now("A policy is reviewed once a version of it has come into force")
    return YES


def remind(actor: Actor, policy: Policy) -> Answer:
    """Remind of a review: the schedule alone."""
    return YES if actor.is_system else no("Safehold itself reminds of reviews, on its schedule")


def follow(actor: Actor, policy: Policy) -> Answer:
    """Call a policy what its version in force is called: the schedule alone."""
    return YES if actor.is_system else no("Safehold itself does this on the day a version comes into force")


# --- one version ---


def _keep(actor: Actor, version: PolicyVersion) -> Answer:
    return standing(version.entry) and keep(actor, version.policy)


def write(actor: Actor, version: PolicyVersion) -> Answer:
    """Change the words: while nobody is being asked about them, and until they are approved."""
    if version.status == Stage.CONSULTATION:
        return not_now(
            "This is out for consultation. Close that first, so that all who were asked have read the same words"
        )
    if version.status not in WRITTEN:
        return not_now(f"This is marked ‘{version.get_status_display()}’, so its words stay as they are")
    return _keep(actor, version)


def attach(actor: Actor, version: PolicyVersion) -> Answer:
    """Add a file to a version, as long as its words can change."""
    return write(actor, version)


def consult(actor: Actor, version: PolicyVersion) -> Answer:
    """Ask agencies and others about it, close that, or sign why nobody is asked."""
    return _keep(actor, version)


def answer(actor: Actor, consulted: Consulted) -> Answer:
    """Answer for an agency that was asked: its lead; for any, whoever keeps the policy writes down what they said."""
    version = consulted.of
    if version.status not in (Stage.CONSULTATION, Stage.CONSULTED):
        return not_now("The consultation is over, and what was said stays as it is")
    if consulted.answered_on is not None:
        return not_now("This has been answered")
    if actor.acts_for(consulted.agency_id) and actor.is_any(*LEADS):
        return YES
    if _keep(actor, version):
        return YES
    return no("Only the lead of the agency that was asked, or whoever keeps the policy, can record the answer")


def settle(actor: Actor, consulted: Consulted) -> Answer:
    """Say what changed because of an answer."""
    if consulted.answered_on is None:
        return not_now("Record what they answered first")
    if consulted.changed:
        return not_now("What changed because of it has been recorded")
    if consulted.of.status not in BEGUN:
        return not_now("The consultation is over, and what was said stays as it is")
    return _keep(actor, consulted.of)


def assess(actor: Actor, version: PolicyVersion) -> Answer:
    """Record the equality impact assessment, until the version is approved."""
    if version.status not in BEGUN or version.status == Stage.APPROVED:
        return not_now(f"This is marked ‘{version.get_status_display()}’, so its assessment stays as it is")
    return _keep(actor, version)


def had_a_hand(actor: Actor, version: PolicyVersion) -> bool:
    """Whether the actor began a version, ever saved words of it, assessed whom it affects, or signed why nobody was asked."""
    if actor.user_id is None or actor.user_id in (version.made_by_id, version.equality_by_id):
        return True
    if version.consulted_why and actor.user_id == version.consulted_by_id:
        return True
    return version.wordings.filter(written_by=actor.user_id).exists()


def ready(version: PolicyVersion) -> Answer:
    """Whether a version can be approved at all."""
    if version.status != Stage.CONSULTED:
        return not_now("This can be approved once it was consulted on, or somebody has signed why not")
    if not version.words.strip() and not version.entry.documents.filter(withdrawn_on=None).exists():
        return not_now("Nothing is written yet. Write the words, or add the file that holds them")
    if not version.equality:
        return not_now("Record the equality impact assessment first, or why there is none")
    return YES


def approve(actor: Actor, version: PolicyVersion) -> Answer:
    """Approve a version in person: the independent chair, a delegated partner, or whoever chairs in the group that owns it.
    Never somebody who had a hand in it."""
    if not (stands := standing(version.entry) and standing(version.policy.entry)):
        return stands
    if not actor.is_any(*APPROVERS):
        return no("Only a chair or a delegated partner can approve a policy")
    if not actor.is_any(*APPROVERS_OF_ALL) and not _sits_in_owner(actor, version.policy):
        return no("A subgroup’s chair can approve what that subgroup owns, and this belongs to others")
    if not (can := ready(version)):
        return can
    if had_a_hand(actor, version):
        return not_now(f"Somebody else must approve it, because {HAND}")
    return YES


def record_approval(actor: Actor, version: PolicyVersion) -> Answer:
    """Write down that a meeting approved it: whoever keeps the policy and had no hand in the version. Which decision stands for
    it is a judgement, and whoever wrote the words does not make it."""
    if not (may := _keep(actor, version) and ready(version)):
        return may
    if had_a_hand(actor, version):
        return not_now(f"Somebody else must record its approval, because {HAND}")
    return YES


def _sits_in_owner(actor: Actor, policy: Policy) -> bool:
    """Whether the actor sits in the group that owns a policy; covering for somebody who does is not enough to approve."""
    return policy.group is not None and policy.group.circle_id in own_of(actor).circles


def date_it(actor: Actor, version: PolicyVersion) -> Answer:
    """Say from which day an approved version is in force."""
    return _keep(actor, version)


def call_off(actor: Actor, version: PolicyVersion) -> Answer:
    """Say, before its day, that a version is not put in force from it: whoever keeps the policy."""
    if version.status != Stage.DATED or version.from_on is None:
        return not_now("This has no day from which it is in force, so there is nothing to call off")
    if version.from_on <= actor.on:
        return not_now(
            f"This has been in force since {day(version.from_on)}, and what was in force stays what it was. Withdraw it, or put"
            " the next version in force"
        )
    return _keep(actor, version)


def set_right(actor: Actor, version: PolicyVersion) -> Answer:
    """Say that a version was brought in by mistake: whoever keeps the policy. Never of one that was put in force here."""
    if version.status != Stage.DATED:
        return not_now(f"This is marked ‘{version.get_status_display()}’, so there is nothing to put right")
    if not version.brought_in:
        return not_now(
            "This was approved and put in force here, so it stays in what was in force. Withdraw it, or put the next version"
            " in force"
        )
    return _keep(actor, version)


def correct_version(actor: Actor, version: PolicyVersion) -> Answer:
    """Put right what a version is called, where that was typed wrongly: whoever keeps the policy. Never its words."""
    return _keep(actor, version)


def withdraw(actor: Actor, version: PolicyVersion) -> Answer:
    """Say that a version is in force no longer and nothing takes its place."""
    if version.status != Stage.DATED or version.from_on is None:
        return not_now("Only what is in force can be withdrawn")
    if version.from_on > actor.on:
        return not_now(f"This is in force from {day(version.from_on)}. Call it off instead")
    if version.to_on is not None:
        return not_now("This has a last day already")
    return _keep(actor, version)


def discard(actor: Actor, version: PolicyVersion) -> Answer:
    """Give up a version that never came into force."""
    return _keep(actor, version)


def adopt(actor: Actor, version: PolicyVersion) -> Answer:
    """Say that one’s own agency has taken it up: the lead of an agency that is bound by the policy."""
    if version.status != Stage.DATED:
        return not_now("An agency takes up what is in force, or what has a day from which it will be")
    if actor.agency_id is None or not actor.is_any(*LEADS):
        return no("Only the lead of an agency can say that the agency has taken it up")
    if not version.policy.bound.filter(pk=actor.agency_id).exists():
        return not_now("Your agency is not among those that are bound by it")
    if TakenUp.objects.filter(of=version, agency=actor.agency_id).exists():
        return not_now("Your agency has taken it up already")
    return YES


# --- how it is read here ---


def interpret(actor: Actor, policy: Policy) -> Answer:
    """Say how a question is answered under a policy here, as it was decided."""
    return keep(actor, policy)


def confirm(actor: Actor, interpretation: Interpretation) -> Answer:
    """Confirm that this is what the group decided, or turn it down: its chair by name, never whoever wrote it down. Where the
    group has no chair today, or its chair wrote it down, the chair of a group that it answers to."""
    if interpretation.state != Held.WAITING:
        return not_now(f"This is marked ‘{interpretation.get_state_display()}’, so there is nothing to confirm")
    if not (stands := standing(interpretation.entry) and standing(interpretation.policy.entry)):
        return stands
    group = interpretation.group
    if actor.user_id is not None and actor.user_id == interpretation.made_by_id:
        return not_now("You wrote this down, so somebody else must confirm it")
    if chairing.chairs(actor, group):
        return YES
    named = chair_of(group, actor.on)
    if named is not None and named.user_id != interpretation.made_by_id:
        return no(f"Only {named}, who chairs {group}, can confirm it")
    above = AnswersTo.objects.on(actor.on).filter(group=group, to_group__isnull=False).select_related("to_group")
    if any(chairing.chairs(actor, each.to_group) for each in above if each.to_group is not None):
        return YES
    why = "wrote it down" if named is not None else "is not named today"
    return no(f"The chair of {group} {why}, so only the chair of a group that it answers to can confirm it")


def chair_of(group: Group, on: date) -> Chair | None:
    """Who chairs a group on a day."""
    return Chair.objects.on(on).filter(group=group, user__is_active=True).select_related("user").first()


def end(actor: Actor, interpretation: Interpretation) -> Answer:
    """Say that an interpretation holds no more, or that another takes its place."""
    if interpretation.state != Held.CONFIRMED:
        return not_now("Only an answer that the chair has confirmed is ended or replaced")
    if interpretation.to_on is not None:
        return not_now("This has a last day already")
    return standing(interpretation.entry) and keep(actor, interpretation.policy)


def tie(actor: Actor, kept: Interpretation | PolicyVersion) -> Answer:
    """Tie what was decided to what it was decided under: those who work with cases and meetings, in records that they see."""
    if isinstance(kept, PolicyVersion) and kept.status != Stage.DATED:
        return not_now("Nothing is decided under what never came into force")
    if isinstance(kept, Interpretation) and kept.state != Held.CONFIRMED:
        return not_now("Nothing is decided under an answer that the chair has not confirmed")
    if not (stands := standing(kept.entry)):
        return stands
    if not see(actor) or not (actor.roles - records.ONLY_READ):
        return no("Your role reads policies, and records no decisions")
    return YES
