"""Preparing a copy with passages removed, checking and releasing it."""

from typing import Any

from django.db import transaction

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.access.reach import Tier
from safehold.letters import policy, queries, redaction
from safehold.letters.drawing import DrawnCopy
from safehold.letters.keeping import keep
from safehold.letters.models import Finishing, Letter, PaperKind, Reason, RedactedCopy, Removal
from safehold.records import circles, writing
from safehold.records.models import Document

CIRCLE = "Those who prepare a copy with passages removed"


@transaction.atomic
def begin_copy(document: Document, *, by: Actor, title: str, purpose: str) -> RedactedCopy:
    """Begin a copy of a document, for a purpose. Until it is released it is seen by those alone who see the document."""
    require(policy.redact_document(by, document))
    copy = _begin(by, about=document.entry, document=document, title=title, purpose=purpose)
    audit.record(by, "letters.copy_begun", copy, document=str(document.uid))
    return copy


@transaction.atomic
def copy_letter(letter: Letter, *, by: Actor, title: str, purpose: str) -> RedactedCopy:
    """Begin a copy of a letter that was sent."""
    require(policy.redact_letter(by, letter))
    copy = _begin(by, about=letter.about, proof=queries.proof_sent(letter), title=title, purpose=purpose)
    audit.record(by, "letters.copy_begun", copy, letter=letter.reference)
    return copy


def _begin(by: Actor, **facts: Any) -> RedactedCopy:
    facts |= {"title": facts["title"].strip(), "purpose": facts["purpose"].strip()}
    circle = circles.begin(CIRCLE, by=by, on=by.on)
    copy = writing.create(RedactedCopy, by=by, out_of=facts["about"], in_a_row=True, circle=circle, **facts)
    if not redaction.texts(queries.original(copy)):
        raise Refused("There are no words in it that could be read")
    return copy


@transaction.atomic
def remove(
    copy: RedactedCopy, *, by: Actor, reason: str, words: str = "", paragraph: int | None = None
) -> list[Removal]:
    """Remove words from one paragraph, or wherever they stand; without words, a whole paragraph. Paragraphs are counted
    from 1."""
    require(policy.prepare_copy(by, copy))
    if reason not in Reason.values:
        raise Refused("Select why this is removed")
    paragraphs = redaction.texts(queries.original(copy))
    if paragraph is not None and not 1 <= paragraph <= len(paragraphs):
        raise Refused(f"There is no paragraph {paragraph}. The last is {len(paragraphs)}")
    places = [paragraph - 1] if paragraph is not None else list(range(len(paragraphs)))
    if words.strip():
        wanted = [(n, *span) for n in places for span in redaction.occurrences(paragraphs[n], words)]
        if not wanted:
            where = f"paragraph {paragraph}" if paragraph is not None else "what is copied"
            raise Refused(f"These words do not stand in {where}. Copy them as they stand there")
    elif paragraph is not None:
        wanted = [(paragraph - 1, 0, len(paragraphs[paragraph - 1]))]
    else:
        raise Refused("Enter the words, or the number of a paragraph")
    there = queries.removals_of(copy)
    fresh = [each for each in wanted if not any(_overlaps(each, one) for one in there)]
    if not fresh:
        raise Refused("This is removed already. Put it back first to give another reason")
    writing.change(copy, by=by)
    told: dict[str, Any] = {"copy": copy, "reason": reason, "removed_on": by.on, "removed_by": by.user}
    made = [writing.create(Removal, by=by, paragraph=n, begins=first, ends=end, **told) for n, first, end in fresh]
    audit.record(by, "letters.passage_removed", copy, count=len(made), reason=reason)
    return made


def _overlaps(wanted: tuple[int, int, int], removal: Removal) -> bool:
    number, begins, ends = wanted
    return removal.paragraph == number and begins < removal.ends and ends > removal.begins


@transaction.atomic
def put_back(copy: RedactedCopy, *, by: Actor, removal: Removal) -> Removal:
    """Leave a passage in after all."""
    require(policy.prepare_copy(by, copy))
    if removal.copy_id != copy.pk or removal.put_back_on is not None:
        raise Refused("This is not removed from the copy")
    writing.change(copy, by=by)  # whoever finishes it at the same moment is told
    writing.change(removal, by=by, put_back_on=by.on, put_back_by=by.user)
    audit.record(by, "letters.passage_put_back", copy, reason=removal.reason)
    return removal


@transaction.atomic
def finish(copy: RedactedCopy, *, by: Actor, drawn: DrawnCopy) -> RedactedCopy:
    """Keep the files of a copy as they were ``drawn``, and hand them to a second person. Raises ``Refused`` where something else
    is removed by now."""
    require(policy.prepare_copy(by, copy))
    kept = {"pdf": keep(drawn.pdf, PaperKind.PDF, by=by), "docx": keep(drawn.docx, PaperKind.DOCX, by=by)}
    again = {"sent_back_on": None, "sent_back_by": None, "sent_back_why": ""}
    writing.move(copy, "finish", by=by, finished_on=by.on, finished_by=by.user, **again, **kept)
    # asked once the row is ours: whoever removes something or puts it back writes to it too
    if tuple(each.pk for each in queries.removals_of(copy)) != drawn.removals:
        raise Refused("What is removed was changed while the copy was made. Look at it, and finish it again")
    writing.create(Finishing, by=by, copy=copy, finished_on=by.on, finished_by=by.user)
    audit.record(by, "letters.copy_finished", copy, count=len(drawn.removals), pdf=kept["pdf"].sha256)
    return copy


@transaction.atomic
def look_at_copy(copy: RedactedCopy, *, by: Actor, kind: str) -> RedactedCopy:
    """Open a file of a copy. Until it is released, that somebody else has read it is kept."""
    require(policy.open_copy(by, copy))
    if copy.status == "finished" and policy.check_copy(by, copy) and copy.looked_by_id != by.user_id:
        writing.change(copy, by=by, looked_on=by.on, looked_by=by.user)
    audit.record(by, "letters.copy_opened", copy, format=kind)
    return copy


@transaction.atomic
def send_back(copy: RedactedCopy, *, by: Actor, why: str) -> RedactedCopy:
    """Send a copy back to be prepared again: something that should go is there, or the other way round."""
    require(policy.check_copy(by, copy))
    nothing = {
        "finished_on": None,
        "finished_by": None,
        "pdf": None,
        "docx": None,
        "looked_on": None,
        "looked_by": None,
    }
    if not why.strip():
        raise Refused("Say what must be put right")
    said = {"sent_back_on": by.on, "sent_back_by": by.user, "sent_back_why": why.strip()}
    writing.move(copy, "send_back", by=by, **said, **nothing)
    audit.record(by, "letters.copy_sent_back", copy)
    return copy


@transaction.atomic
def release(copy: RedactedCopy, *, by: Actor, to_all: bool = False) -> RedactedCopy:
    """Release a copy, as a second person: whoever may see it, sees it, whoever sees the original. ``to_all`` shows it to
    everybody in the partnership."""
    require(policy.release(by, copy))
    writing.move(copy, "release", by=by, released_on=by.on, released_by=by.user)
    writing.free(copy.entry, by=by)
    if to_all:
        writing.widen(copy, tier=Tier.C2)
    audit.record(by, "letters.copy_released", copy, tier=copy.entry.tier)
    return copy


@transaction.atomic
def withdraw_copy(copy: RedactedCopy, *, by: Actor, why: str) -> RedactedCopy:
    """Withdraw a copy: nobody opens it any more, and that it was there stays."""
    require(policy.withdraw_copy(by, copy))
    writing.move(copy, "withdraw", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    if copy.entry.source_id is None:
        writing.hold(copy.entry)
    audit.record(by, "letters.copy_withdrawn", copy)
    return copy
