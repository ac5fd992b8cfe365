"""Who may write down what somebody said, use it, and withdraw what they agreed to.

Giving is for those who heard them. Withdrawing is for whoever the person tells: anybody who sees the record, and always the
partnership’s office.
"""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.partnership import policy as partnership
from safehold.records import policy as records
from safehold.records.models import Entry
from safehold.voice.models import Consent, State, Use, Voice

OFFICE = (Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT)
GATHERERS = (
    *OFFICE, Role.REVIEW_OFFICER, Role.TRAINING_COORDINATOR, Role.SUBGROUP_CHAIR, Role.INDEPENDENT_CHAIR,
    Role.AGENCY_LEAD, Role.AGENCY_CONTRIBUTOR, Role.ADULTS_PRACTITIONER, Role.ADULTS_MANAGER,
)  # fmt: skip


def see(actor: Actor) -> Answer:
    """Open the list. What stands in it is ``queries.visible_to``'s business."""
    return partnership.see(actor)


def gather(actor: Actor) -> Answer:
    """Write down what somebody said: those who meet people and those who bring them together."""
    if actor.is_any(*GATHERERS):
        return YES
    return no(
        "Only those who work with people, or bring them together for the partnership, can write down what they said"
    )


def standing(entry: Entry) -> Answer:
    return not_now(records.MADE_IN_ERROR) if entry.in_error_on else YES


def is_keeper(actor: Actor, voice: Voice) -> bool:
    """Whether the actor heard it, or took it over from whoever did: the office, where nobody else does."""
    if voice.keeper_id is None:
        return actor.is_any(*OFFICE)
    return actor.user_id == voice.keeper_id


def looks_after(actor: Actor, voice: Voice) -> bool:
    """Whether the actor keeps it or is of the office: they know what belongs to the consents, whatever became of the words."""
    return is_keeper(actor, voice) or actor.is_any(*OFFICE)


def keep(actor: Actor, voice: Voice) -> Answer:
    """Write down what they agreed to, what changed, and that they were told: those who heard it, and the office."""
    if not (stands := standing(voice.entry)):
        return stands
    if looks_after(actor, voice):
        return YES
    return no("Only those who heard it, or the partnership’s office, can do this")


def works(actor: Actor) -> Answer:
    """Do more than read, with a voice that they see."""
    if actor.roles <= records.ONLY_READ:
        return no("Your role reads this record and does not change it")
    return YES


def withdraw(actor: Actor, voice: Voice) -> Answer:
    """Write down that they have changed their mind: whoever sees the record in a role that does more than read."""
    if not (may := works(actor)):
        return may
    if not Consent.objects.filter(voice=voice, state=State.GIVEN).exists():
        return not_now("There is no consent to withdraw")
    return YES


def use(actor: Actor, voice: Voice) -> Answer:
    """Put the words into a record: whoever reads them, in a role that does more than read."""
    if not (stands := standing(voice.entry)):
        return stands
    return works(actor)


def agreed(voice: Voice, wanted: str, actor: Actor) -> Answer:
    """Whether there is consent for one use on the actor's day."""
    if Consent.objects.on(actor.on).filter(voice=voice, use=wanted, state=State.GIVEN).exists():
        return YES
    return not_now(f"They have not agreed to this use: {Use(wanted).label.lower()}")


def take_out(actor: Actor, voice: Voice) -> Answer:
    """Say that the words were taken out of where they were. Of which places is ``queries.standing_uses``’s business: whoever put
    them there can always say it, and whoever sees both records; whoever keeps the voice can for a record that they do not see,
    where they were told."""
    return works(actor)


def tell(actor: Actor, voice: Voice) -> Answer:
    """Tell whoever has words to take out that a consent has ended by its day: the schedule alone."""
    return YES if actor.is_system else no("Safehold itself does this, on its schedule")


def keep_readers(actor: Actor, voice: Voice) -> Answer:
    """Keep those who read a voice to what is agreed: the schedule alone."""
    return YES if actor.is_system else no("Safehold itself does this, on its schedule")


def correct(actor: Actor, voice: Voice) -> Answer:
    """Put right what is said about it. What they said is theirs, and is never corrected."""
    return keep(actor, voice)


def mark(actor: Actor, voice: Voice) -> Answer:
    """Say that it should never have been written down."""
    if voice.entry.in_error_on:
        return not_now("This is already marked as recorded in error")
    return keep(actor, voice)


def reinstate(actor: Actor, voice: Voice) -> Answer:
    """Say that what was marked as recorded in error stands after all: those who heard it, and the office."""
    if not voice.entry.in_error_on:
        return not_now("This is not marked as recorded in error")
    if looks_after(actor, voice):
        return YES
    return no("Only those who heard it, or the partnership’s office, can do this")
