"""Who may do what to what every record has: its documents, its deadlines, its circle, its seal.

Two ideas run through it. Someone *works on* a record when they see it and act for its owner or are in its circle, in a
role that does more than read. Someone is *in charge* of it when they work on it for its owner in a role that decides.
"""

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.reach import DECLARED_ELSEWHERE, FILED_ELSEWHERE, Tier, compartments
from safehold.access.roles import Role
from safehold.records import visibility
from safehold.records.models import AccessRequest, Conflict, Document, EmergencyAccess, Entry, Message

# They read, and leave no more behind than the line that says so.
ONLY_READ = frozenset(
    {Role.CASE_FILE_AUDITOR, Role.TRAIL_AUDITOR, Role.INDEPENDENT_SCRUTINEER, Role.SYSTEM_ADMINISTRATOR}
)
IN_CHARGE = frozenset(
    {
        Role.ADULTS_MANAGER,
        Role.AGENCY_LEAD,
        Role.BUSINESS_MANAGER,
        Role.CALDICOTT,
        Role.DEPUTY_LADO,
        Role.INDEPENDENT_CHAIR,
        Role.LADO,
        Role.MARAC_COORDINATOR,
        Role.REVIEW_OFFICER,
        Role.SUBGROUP_CHAIR,
    }
)
# They protect the person tonight. Whoever leads, governs or guards asks for access, or is let in by name.
IN_AN_EMERGENCY = (Role.ADULTS_PRACTITIONER, Role.ADULTS_MANAGER)
LONGEST_EMERGENCY = 24  # hours
MADE_IN_ERROR = "This was recorded in error, so it cannot be changed"
CASES = frozenset({Tier.C4, Tier.C5})


def sees(actor: Actor, entry: Entry) -> bool:
    if actor.kept is not None and entry.pk in actor.kept.get("found", ()):
        return True
    return Entry.objects.visible_to(actor).filter(pk=entry.pk).exists()


def was_found(actor: Actor, entry: Entry) -> None:
    """Say that a page has just found ``entry`` among those the actor sees, so that its policies need not ask again.

    Kept only while one page is read: where something may change, it is asked anew.
    """
    if actor.kept is not None:
        actor.kept.setdefault("found", set()).add(entry.pk)


def is_in_circle(actor: Actor, entry: Entry) -> bool:
    """Whether the actor is in the entry's circle, in their own right or, where it is open to those, to cover for
    somebody."""
    if is_member(actor, entry):
        return True
    open_to_cover = not entry.sealed and entry.tier != Tier.C5
    return open_to_cover and entry.circle_id in visibility.own_of(actor).covered


def is_member(actor: Actor, entry: Entry) -> bool:
    """Whether the actor is in the entry's circle in their own right, and so stays in when it is sealed."""
    if entry.circle_id is None or not actor.user_id:
        return False
    return entry.circle_id in visibility.own_of(actor).circles


def works_on(actor: Actor, entry: Entry) -> Answer:
    """Whoever acts for the agency that owns a record, or is in its circle, works on it, unless their role only reads.

    Asked about an entry that the actor sees.
    """
    if actor.is_system:
        return YES
    if not actor.user_id or not (actor.roles - ONLY_READ):
        return no("Your role reads this record and does not change it")
    if actor.acts_for(entry.owner_id) or is_in_circle(actor, entry) or holds_compartment(actor, entry):
        return YES
    return no("Only the agency that owns this record, and those working on it with them, can change it")


def change(actor: Actor, entry: Entry) -> Answer:
    """Whoever works on a record changes it, unless it was made in error: what a module's own policies begin with."""
    if entry.in_error_on:
        return not_now(MADE_IN_ERROR)
    return works_on(actor, entry)


def holds_compartment(actor: Actor, entry: Entry) -> bool:
    """Whether the actor is a duty holder of the compartment that the entry is in."""
    return entry.tier == Tier.C5 and entry.kind.split(".")[0] in compartments(actor.roles)


def in_charge(actor: Actor, entry: Entry) -> Answer:
    """Those who work on a record for its owner, in a role that decides, decide who is in and who is out."""
    if not sees(actor, entry):
        return no("Only someone who works on this record can do this")
    return decides_about(actor, entry)


def decides_about(actor: Actor, entry: Entry) -> Answer:
    """Whoever is in charge of a record answers for it.

    Asked about an entry that the actor was just found to see.
    """
    if not works_on(actor, entry):
        return no("Only someone who works on this record can do this")
    if not actor.is_any(*IN_CHARGE):
        return no("Only someone in charge of this record can do this, such as a manager or a lead")
    if not (actor.acts_for(entry.owner_id) or holds_compartment(actor, entry)):
        return no("Only the agency that owns this record can do this")
    return YES


# --- records made in error ---------------------------------------------------------------------------------------------


def enter_in_error(actor: Actor, entry: Entry) -> Answer:
    """Whoever is in charge of a record marks it as recorded in error, which takes it out of every list and count."""
    if entry.in_error_on:
        return not_now("This is already marked as recorded in error")
    return in_charge(actor, entry)


def reinstate(actor: Actor, entry: Entry) -> Answer:
    """Whoever is in charge of a record that was marked so says that it stands after all."""
    if not entry.in_error_on:
        return not_now("This is not marked as recorded in error")
    return in_charge(actor, entry)


# --- documents ---------------------------------------------------------------------------------------------------------


def add_document(actor: Actor, entry: Entry) -> Answer:
    """Whoever works on a record adds documents to it."""
    if entry.in_error_on:
        return not_now("This was recorded in error, so nothing can be added to it")
    if elsewhere := FILED_ELSEWHERE.get(entry.kind):
        return not_now(elsewhere)
    return works_on(actor, entry)


def open_document(actor: Actor, document: Document) -> Answer:
    """Whoever sees a record opens its documents, unless they were withdrawn."""
    if document.withdrawn_on:
        return not_now(f"This document was withdrawn: {document.withdrawn_why}")
    return YES


def withdraw_document(actor: Actor, document: Document) -> Answer:
    """Whoever added it may withdraw it, and whoever is in charge of the record."""
    if document.withdrawn_on:
        return not_now("This document has already been withdrawn")
    if document.kept_as:
        return not_now(
            f"This document was handed over with {document.kept_as}, so it stays. Hand over another that puts it right"
        )
    if actor.user_id and actor.user_id == document.added_by_id:
        return works_on(actor, document.entry)
    return in_charge(actor, document.entry)


# --- deadlines ---------------------------------------------------------------------------------------------------------


def extend_deadline(actor: Actor, entry: Entry) -> Answer:
    """Whoever is in charge of a record extends its deadlines."""
    if entry.in_error_on:
        return not_now("This was recorded in error, so nothing is due on it")
    return in_charge(actor, entry)


# --- messages ----------------------------------------------------------------------------------------------------------


def see_outbox(actor: Actor) -> Answer:
    """Those who keep the partnership running see which messages were sent, and to whom."""
    if actor.is_any(Role.BUSINESS_SUPPORT, Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR):
        return YES
    return no("What was sent is seen by three roles only: business support, business manager and system administrator")


def resend(actor: Actor, message: Message) -> Answer:
    """Whoever sees what was sent has it sent again."""
    return see_outbox(actor)


def tell(actor: Actor) -> Answer:
    """The schedule alone writes to people about nothing in particular."""
    return YES if actor.is_system else no("Safehold itself sends this, on its schedule")


# --- need to know ------------------------------------------------------------------------------------------------------


def ask_for_access(actor: Actor, entry: Entry) -> Answer:
    """Whoever may know of a record asks to see it.

    Asked about an entry whose card the actor was shown.
    """
    if not actor.user_id or not actor.agency_id:
        return no("Only someone who acts for an agency can ask")
    if (opens := its_circle(entry)) is not YES:
        return opens
    asked = AccessRequest.objects.filter(entry=entry, user=actor.user_id, agency=actor.agency_id, granted=None)
    if asked.exists():
        return not_now("You have asked to see this record. You will get a message when someone has decided")
    return YES


def its_circle(entry: Entry) -> Answer:
    """Whether anybody can be let into the circle of a record: of a case, by whoever is in charge of it. A group’s circle is
    the group itself, and is joined by a seat alone."""
    if entry.circle_id is None:
        return not_now("This record has no circle to be let into. Speak to the agency that owns it")
    if entry.tier not in CASES:
        return not_now("This is for the people of one group. Whoever has a seat in the group sees it")
    return YES


def decide_access(actor: Actor, request: AccessRequest) -> Answer:
    """Whoever is in charge of a record decides on requests to see it, and nobody on their own."""
    if request.granted is not None:
        return not_now("Someone has already decided on this request")
    if actor.user_id == request.user_id:
        return not_now("Someone else must decide on your own request")
    if (opens := its_circle(request.entry)) is not YES:
        return opens
    return in_charge(actor, request.entry)


def take_emergency_access(actor: Actor, entry: Entry) -> Answer:
    """A safeguarding practitioner or their manager goes into a case when somebody may come to harm; a compartment opens
    only through its duty holder, and the rest has other ways in."""
    if entry.tier != Tier.C4 or entry.sealed:
        return no("Emergency access is for cases. Ask for access instead")
    if not actor.user_id or not actor.agency_id or not actor.is_any(*IN_AN_EMERGENCY):
        return no("Only a safeguarding practitioner or their manager can take emergency access. Ask for access instead")
    return YES


def let_in(actor: Actor, entry: Entry) -> Answer:
    """The duty holder of a compartment opens one of its records to one person for some hours."""
    if entry.tier != Tier.C5:
        return no("This is for records in a compartment. Others are opened by adding someone to their circle")
    if entry.sealed:
        return not_now("This record is sealed. Unseal it first")
    if not holds_compartment(actor, entry):
        return no("Only the duty holder of this compartment can let someone in")
    return YES


def see_emergencies(actor: Actor) -> Answer:
    """The Caldicott officer sees and reviews every emergency access."""
    if actor.is_any(Role.CALDICOTT):
        return YES
    return no("Only the Caldicott officer reviews emergency access across the partnership")


def review_emergency(actor: Actor, access: EmergencyAccess) -> Answer:
    """The Caldicott officer, or whoever is in charge of the record, reviews it: neither whoever went in nor whoever let them
    in."""
    if access.reviewed_on:
        return not_now("This emergency access has already been reviewed")
    if actor.user_id is None or actor.user_id in (access.user_id, access.let_in_by_id):
        return not_now("Someone else must review this emergency access")
    if see_emergencies(actor):
        return YES
    return in_charge(actor, access.entry)


def declare_conflict(actor: Actor, entry: Entry) -> Answer:
    """Anyone who sees a record may declare their own; only someone in charge may declare another's."""
    if elsewhere := DECLARED_ELSEWHERE.get(entry.kind):
        return not_now(elsewhere)
    return YES if actor.user_id else no("Sign in first")


def declare_anothers(actor: Actor, entry: Entry) -> Answer:
    """Declare somebody else's conflict of interest: whoever is in charge."""
    if elsewhere := DECLARED_ELSEWHERE.get(entry.kind):
        return not_now(elsewhere)
    return in_charge(actor, entry)


def end_conflict(actor: Actor, conflict: Conflict) -> Answer:
    """Whoever is in charge of a record ends a conflict of interest, and nobody their own."""
    if actor.user_id == conflict.user_id:
        return not_now("Someone else must decide that your conflict of interest has ended")
    return in_charge(actor, conflict.entry)


def keep_circle(actor: Actor, entry: Entry) -> Answer:
    """Whoever is in charge of a case says who works on it."""
    if entry.tier not in CASES:
        return not_now("Who is in this circle follows from who sits in the group")
    return in_charge(actor, entry)


def seal(actor: Actor, entry: Entry) -> Answer:
    """Whoever is in charge of a record seals it."""
    if entry.sealed:
        return not_now("This record is already sealed")
    if entry.circle_id is None:
        return not_now("A record without a circle cannot be sealed")
    return in_charge(actor, entry)


def unseal(actor: Actor, entry: Entry) -> Answer:
    """Whoever is in charge of a sealed record, and in its circle, unseals it."""
    if not entry.sealed:
        return not_now("This record is not sealed")
    return in_charge(actor, entry)
