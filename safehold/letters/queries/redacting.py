"""Questions about copies with passages removed."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from safehold.access.actor import Actor
from safehold.letters import redaction
from safehold.letters.lifecycle import Copying
from safehold.letters.models import Finishing, Letter, Proof, RedactedCopy, Removal
from safehold.letters.redaction import Gone
from safehold.letters.word.blocks import Block
from safehold.records import files
from safehold.records import queries as records
from safehold.records.models import Document, Entry


def copies_visible_to(actor: Actor) -> QuerySet[RedactedCopy]:
    """The copies that the actor may see."""
    return RedactedCopy.objects.visible_to(actor).select_related(
        "entry__owner", "document", "proof__draft__letter__entry", "made_by", "finished_by", "released_by", "about"
    )


def to_check(actor: Actor) -> QuerySet[RedactedCopy]:
    """The copies that wait for a second person, of those that the actor had no hand in."""
    who = actor.user_id
    handled = Removal.objects.filter(Q(removed_by=who) | Q(put_back_by=who), copy=OuterRef("pk"))
    finished = Finishing.objects.filter(finished_by=who, copy=OuterRef("pk"))
    waiting = RedactedCopy.objects.visible_to(actor).standing().filter(status=Copying.FINISHED)
    mine = Q(made_by=who) | Q(finished_by=who) | Exists(handled) | Exists(finished)
    return waiting.filter(still_there()).exclude(mine)


def to_mend(actor: Actor) -> QuerySet[RedactedCopy]:
    """The copies that were sent back to the actor, who began them."""
    sent_back = RedactedCopy.objects.visible_to(actor).standing().filter(status=Copying.DRAFT)
    return sent_back.filter(still_there(), sent_back_on__isnull=False, made_by=actor.user_id)


def still_there() -> Q:
    """That the document of a copy was not withdrawn."""
    return Q(document=None) | Q(document__withdrawn_on=None)


def copies_about(actor: Actor, entry: Entry) -> QuerySet[RedactedCopy]:
    """The copies out of one record that the actor may see."""
    return copies_visible_to(actor).filter(about=entry)


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    return records.documents_visible_to(actor).select_related("entry__owner")


def proof_sent(letter: Letter) -> Proof:
    """What was sent, byte by byte."""
    return Proof.objects.select_related("docx", "draft__letter").get(pk=letter.sending.proof_id)


def original(copy: RedactedCopy) -> list[Block]:
    """What the original says. Raises ``Refused`` where its bytes are gone or cannot be read."""
    if copy.document is not None:
        return redaction.read(files.read(copy.document.sha256), copy.document.kind)
    assert copy.proof is not None
    return redaction.read(bytes(copy.proof.docx.content), "docx")


def removals_of(copy: RedactedCopy) -> list[Removal]:
    """What is removed from a copy now, in reading order."""
    return list(copy.removals.filter(put_back_on=None).select_related("removed_by"))


def gone_of(removals: list[Removal]) -> list[Gone]:
    return [Gone(each.paragraph, each.begins, each.ends, each.get_reason_display()) for each in removals]


def still_stand(copy: RedactedCopy) -> list[int]:
    """The paragraphs, counted from 1, in which words that were removed elsewhere stand still."""
    gone = gone_of(removals_of(copy))
    return [number + 1 for number in redaction.standing(redaction.texts(original(copy)), gone)]
