"""Who may keep templates, write and send a letter, and remove passages from a copy. When they may is the lifecycle's
business.

Two people stand behind whatever leaves: a template is approved, and a copy with passages removed is released, by somebody
other than whoever made it; and nobody sends a letter whose proof they have not opened.
"""

from django.db.models import Q

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer, no, not_now
from safehold.access.roles import Role
from safehold.letters.lifecycle import Copying, Standing, Status
from safehold.letters.models import Letter, Proof, RedactedCopy, Template, TemplateVersion
from safehold.letters.models.letters import REPLACED
from safehold.letters.sources import kinds
from safehold.partnership import policy as partnership
from safehold.records import policy as records
from safehold.records import writing
from safehold.records.models import Document, Entry

OFFICE = (Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT)
APPROVERS = (Role.BUSINESS_MANAGER, Role.INDEPENDENT_CHAIR)
WRITERS = (
    Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT, Role.REVIEW_OFFICER, Role.TRAINING_COORDINATOR, Role.SUBGROUP_CHAIR,
    Role.INDEPENDENT_CHAIR,
)  # fmt: skip
REDACTORS = (
    Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT, Role.REVIEW_OFFICER, Role.INDEPENDENT_CHAIR, Role.CALDICOTT,
)  # fmt: skip
READABLE = ("docx", "txt")
FROM_A_PDF = (
    "Passages are not removed from a PDF here, because words can stay in one where nobody sees them. Open it in Word, which"
    " makes a Word document of it, read that against the PDF, add it to the record and make the copy of it. Pages that are"
    " pictures are typed out first"
)


def see(actor: Actor) -> Answer:
    """Templates and letters are listed for whoever is in the partnership; each sees the letters they may see."""
    return partnership.see(actor)


# --- templates ---------------------------------------------------------------------------------------------------------


def keep_templates(actor: Actor) -> Answer:
    """Add templates and versions of them: the partnership's office."""
    if actor.is_any(*OFFICE):
        return YES
    return no("Only the business manager or business support can add and change templates")


def correct(actor: Actor, template: Template) -> Answer:
    """Put right what a template is called, and when it is used."""
    if not (may := keep_templates(actor)):
        return may
    return not_now(records.MADE_IN_ERROR) if template.entry.in_error_on else YES


def add_version(actor: Actor, template: Template) -> Answer:
    """Add a version of a template, while none waits for approval."""
    if not (may := keep_templates(actor)):
        return may
    if template.entry.in_error_on:
        return not_now(records.MADE_IN_ERROR)
    if template.versions.filter(status=Standing.DRAFT).exists():
        return not_now("A version waits for approval already. Approve or retire it first")
    return YES


def approve(actor: Actor, version: TemplateVersion) -> Answer:
    """Approve a version: the business manager or the independent chair, and never whoever made it."""
    if not actor.is_any(*APPROVERS):
        return no("Only the business manager or the independent chair can approve a template")
    if actor.user_id == version.made_by_id:
        return not_now("Somebody else must approve it, because you made this version")
    return YES


def retire(actor: Actor, version: TemplateVersion) -> Answer:
    """Say that no more letters are made of a version: whoever keeps templates."""
    return keep_templates(actor)


# --- letters -----------------------------------------------------------------------------------------------------------


def write_letters(actor: Actor) -> Answer:
    """Write letters for the partnership: those who run, chair, review and train for it."""
    if actor.is_any(*WRITERS):
        return YES
    return no("Only those who run, chair, review or train for the partnership can write its letters")


def begin(actor: Actor, entry: Entry) -> Answer:
    """Begin a letter about a record that they see."""
    if not (may := write_letters(actor)):
        return may
    if entry.kind not in kinds():
        return not_now("No letters are made from this kind of record")
    if entry.in_error_on:
        return not_now("This was recorded in error, so no letter is made from it")
    if not writing.may_come_out_of(entry, in_a_row=True):
        return not_now(
            "This came out of a record that came out of another, so no letter is made from it until it is released"
        )
    return YES


def write(actor: Actor, letter: Letter) -> Answer:
    """Work on a letter: those of the agency that began it who write letters."""
    if not (may := write_letters(actor)):
        return may
    if not actor.acts_for(letter.entry.owner_id):
        return no("Only the agency that began this letter can do this")
    return not_now(records.MADE_IN_ERROR) if letter.entry.in_error_on else YES


def prepare(actor: Actor, letter: Letter) -> Answer:
    """Change the words, and make a proof, until it is sent."""
    if letter.status != Status.DRAFT:
        return not_now(f"This letter is marked ‘{letter.get_status_display()}’, so what it says stays as it is")
    if not (may := write(actor, letter)):
        return may
    if letter.about.in_error_on:
        return not_now("What this letter is about was recorded in error")
    if letter.template_version.status == Standing.RETIRED:
        return not_now("The version of the template that this letter was made of was retired. Begin another letter")
    return YES


def give_to_another(actor: Actor, letter: Letter) -> Answer:
    """Change whom a letter is for: not of one to a person who was found safe to contact, nor of one that stands in the place of
    another."""
    if not (may := prepare(actor, letter)):
        return may
    if letter.to_recipient is not None:
        return not_now("Begin another letter from the record of this person")
    if letter.replaces_id is not None:
        return not_now(
            "This stands in the place of another letter, so it goes to the same. Discard it, and begin another"
        )
    return YES


def change_address(actor: Actor, letter: Letter) -> Answer:
    """Change the address: not one that was found safe to write to."""
    if not (may := prepare(actor, letter)):
        return may
    if letter.to_recipient is not None:
        return not_now("Begin another letter from the record of this person")
    return YES


def open_proof(actor: Actor, proof: Proof) -> Answer:
    """Open a proof: whoever works on the letter, and, once it was sent, whoever may see it."""
    letter = proof.draft.letter
    sent = letter.status in (Status.SENT, Status.WITHDRAWN, Status.SUPERSEDED)
    if sent and letter.sending.proof_id == proof.pk:
        return YES
    return write(actor, letter)


def send(actor: Actor, letter: Letter) -> Answer:
    """Send a letter: whoever works on it and has opened the proof of its newest words."""
    proofs = Proof.objects.filter(draft__letter=letter).order_by("-draft__number").select_related("draft")
    draft = letter.drafts.first()
    return send_proof(actor, letter, proofs.prefetch_related("looks").first(), draft.number if draft else 0)


def send_proof(actor: Actor, letter: Letter, proof: Proof | None, newest: int) -> Answer:
    """The same, of a letter whose latest proof and number of its newest draft are known, with who looked at the proof."""
    if not (may := prepare(actor, letter)):
        return may
    if proof is None:
        return not_now("Make a proof of this letter first, and read it")
    if proof.draft.number < newest:
        return not_now("This letter was changed since the proof was made. Make another, and read it")
    if not any(each.user_id == actor.user_id for each in proof.looks.all()):
        return not_now("Open the proof first: nobody sends a letter that they have not read")
    return YES


def end(actor: Actor, letter: Letter) -> Answer:
    """Discard a draft, or say that a letter that was sent is withdrawn."""
    return write(actor, letter)


def replace(actor: Actor, letter: Letter) -> Answer:
    """Write another in the place of a letter that was sent."""
    if letter.status != Status.SENT:
        return not_now("Only a letter that was sent is replaced by another")
    if not (may := write(actor, letter)):
        return may
    # two who ask at once are told the same by the database
    return not_now(REPLACED) if letter.replaced_by.exclude(status=Status.DISCARDED).exists() else YES


# --- copies with passages removed --------------------------------------------------------------------------------------


def redact(actor: Actor) -> Answer:
    """Prepare copies with passages removed: those who run, review and chair, and the Caldicott officer."""
    if actor.is_any(*REDACTORS):
        return YES
    return no("Only those who run, review or chair, and the Caldicott officer, can remove passages from a copy")


def redact_document(actor: Actor, document: Document) -> Answer:
    """Begin a copy of a document that they see."""
    if not (may := redact(actor)):
        return may
    if document.withdrawn_on:
        return not_now("This document was withdrawn")
    if document.kind == "pdf":
        return not_now(FROM_A_PDF)
    if document.kind not in READABLE:
        return not_now(
            "Passages can be removed from Word documents and plain text. Save it as Word (.docx) and add that"
        )
    return governed(document.entry)


def redact_letter(actor: Actor, letter: Letter) -> Answer:
    """Begin a copy of a letter that was sent and that they see."""
    if not (may := redact(actor)):
        return may
    if letter.status in (Status.DRAFT, Status.DISCARDED):
        return not_now(
            "Passages are removed from a copy of a letter that was sent. Change the words of this one instead"
        )
    return YES


def governed(entry: Entry) -> Answer:
    if not writing.may_come_out_of(entry, in_a_row=True):
        return not_now(
            "This came out of a record that came out of another. Begin the copy on that record’s own document"
        )
    return YES


def prepare_copy(actor: Actor, copy: RedactedCopy) -> Answer:
    """Remove passages and put them back, until it is finished."""
    if not (may := redact(actor)):
        return may
    if copy.entry.in_error_on:
        return not_now(records.MADE_IN_ERROR)
    if copy.status != Copying.DRAFT:
        return not_now(f"This copy is marked ‘{copy.get_status_display()}’, so it stays as it is")
    return stands(copy)


def stands(copy: RedactedCopy) -> Answer:
    """Whether the document that a copy is of may be read still: nothing is made of what was withdrawn."""
    if copy.document is not None and copy.document.withdrawn_on:
        return not_now("The document that this is a copy of was withdrawn")
    return YES


def read_original(actor: Actor, copy: RedactedCopy) -> Answer:
    """See what the original says beside the copy: those who prepare and check it, for as long as it is not released."""
    if copy.status not in (Copying.DRAFT, Copying.FINISHED):
        return not_now("The original is on its own record")
    return redact(actor) and stands(copy)


def check_copy(actor: Actor, copy: RedactedCopy) -> Answer:
    """Send a copy back, or release it: a second person, who had no hand in any version of it."""
    if not (may := redact(actor)):
        return may
    who = actor.user_id
    if (
        who in (copy.finished_by_id, copy.made_by_id)
        or copy.removals.filter(Q(removed_by=who) | Q(put_back_by=who)).exists()
        or copy.finishings.filter(finished_by=who).exists()
    ):
        return not_now("Somebody else must check this copy, because you prepared it")
    return YES


def release(actor: Actor, copy: RedactedCopy) -> Answer:
    """Release a copy: the second person, once they have opened it."""
    if not (may := check_copy(actor, copy)):
        return may
    if copy.status != Copying.FINISHED:
        return not_now("Only a copy that is finished can be released")
    if not (may := stands(copy)):
        return may
    if copy.looked_by_id != actor.user_id:
        return not_now("Open the copy first: nobody releases what they have not read")
    return YES


def open_copy(actor: Actor, copy: RedactedCopy) -> Answer:
    """Open the files of a copy: whoever sees it once it was released, and before that those who prepare and check it."""
    if copy.pdf_id is None:
        return not_now("This copy is not finished, so there is nothing to open")
    if copy.status == Copying.RELEASED:
        return YES
    if copy.status == Copying.WITHDRAWN:
        return not_now("This copy was withdrawn")
    return redact(actor)


def withdraw_copy(actor: Actor, copy: RedactedCopy) -> Answer:
    """Withdraw a copy: nobody can open it any more."""
    if not (may := redact(actor)):
        return may
    if not actor.acts_for(copy.entry.owner_id):
        return no("Only the agency that began this copy can withdraw it")
    return YES
