"""Beginning a letter, changing its words, proving it, sending it, and what becomes of it afterwards."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import Agency, CircleMember, User
from safehold.access.policy import Refused, require
from safehold.letters import composing, policy, queries, sources
from safehold.letters.drawing import Drawn
from safehold.letters.keeping import keep
from safehold.letters.models import Draft, How, Letter, Look, PaperKind, Proof, Sending, TemplateVersion
from safehold.letters.notices import LETTER
from safehold.letters.queries.letters import partnership_called
from safehold.records import circles, outbox, references, writing
from safehold.records import queries as records
from safehold.records.models import Entry
from safehold.records.recipients import Addressee, Recipient, require_addressee, still_safe

CIRCLE = "Those who write and receive a letter"


@transaction.atomic
def begin(
    entry: Entry,
    *,
    by: Actor,
    version: TemplateVersion,
    to: Addressee,
    title: str,
    address: str = "",
    replaces: Letter | None = None,
) -> Letter:
    """Begin a letter about a record that ``by`` sees, to a user, an agency or a ``Recipient``: the template's fields are
    filled from the record as it is now.

    Raises ``TypeError`` where ``to`` is nobody to write to.
    """
    require_addressee(to)
    if not Entry.objects.visible_to(by).filter(pk=entry.pk).exists():
        raise Refused("There is no such record")
    require(policy.begin(by, entry))
    if version.template.about != entry.kind:
        raise Refused("This template is for another kind of record")
    if not queries.offered(by, entry.kind).filter(pk=version.pk).exists():
        raise Refused("This version of the template is not in force. Choose another template")
    if replaces is not None and replaces.about_id != entry.pk:
        raise Refused("A letter is replaced by one about the same record")
    reference = references.random("LET")
    name, address = (to.name, to.address) if isinstance(to, Recipient) else (str(to), composing.without_gaps(address))
    about = sources.About(reference, title.strip(), by.on, name, address, by, partnership_called())
    values = sources.values(entry.kind, records.record_of(entry), about)
    used = {each: values[each] for each in version.fields}
    letter = writing.create(
        Letter,
        by=by,
        out_of=entry,
        in_a_row=True,
        circle=circles.begin(CIRCLE, by=by, on=by.on),
        reference=reference,
        title=title.strip(),
        about=entry,
        template_version=version,
        to_user=to if isinstance(to, User) else None,
        to_agency=to if isinstance(to, Agency) else None,
        to_recipient=to.uid if isinstance(to, Recipient) else None,
        to_name=name,
        to_address=address,
        dated_on=by.on,
        filled=used,
        replaces=replaces,
    )
    words = composing.first_words(bytes(version.paper.content), used)
    _keep_draft(letter, by=by, number=1, words=words)
    audit.record(by, "letters.begun", letter, number=version.number)
    return letter


@transaction.atomic
def change_words(letter: Letter, *, by: Actor, words: str) -> Draft:
    """Keep the words of a letter as somebody changed them, beside all that were kept before."""
    require(policy.prepare(by, letter))
    last = queries.newest_draft(letter)
    if not words.strip():
        raise Refused("Enter what the letter says")
    if words.replace("\r\n", "\n").strip() == last.words.strip():
        raise Refused("These are the words that are kept already")
    writing.change(letter, by=by)  # whoever saved since this was shown is not written over
    made = _keep_draft(letter, by=by, number=last.number + 1, words=words.replace("\r\n", "\n").strip())
    audit.record(by, "letters.words_changed", letter, number=made.number)
    return made


@transaction.atomic
def readdress(
    letter: Letter, *, by: Actor, title: str, to: Addressee | None = None, address: str | None = None, why: str = ""
) -> Draft:
    """Change what a letter is about, whom it is for (unless ``to`` is nobody) and their address (unless ``address`` is nothing).

    What the template filled in is filled in anew, where nobody changed that paragraph since. The letter as it was is kept as
    a draft. Once a proof was made it goes back to be written, which needs a reason: another proof is made and read.
    """
    require(policy.prepare(by, letter))
    last = queries.newest_draft(letter)
    if queries.proof_of(last) and not why.strip():
        raise Refused("Enter the reason, because a proof was made already")
    facts: dict[str, Any] = {"title": title.strip()}
    if not facts["title"]:
        raise Refused("Enter what the letter is about")
    if to is not None:
        require(policy.give_to_another(by, letter))
        require_addressee(to)
        if isinstance(to, Recipient):
            raise Refused("Begin another letter from the record of this person")
        facts |= {
            "to_user": to if isinstance(to, User) else None,
            "to_agency": to if isinstance(to, Agency) else None,
            "to_name": str(to),
        }
    if address is not None:
        require(policy.change_address(by, letter))
        facts["to_address"] = composing.without_gaps(address)
    if all(getattr(letter, name) == fact for name, fact in facts.items()):
        raise Refused("This is what the letter says already")
    was, content = letter.filled, bytes(letter.template_version.paper.content)
    now = [facts.get(name, getattr(letter, name)) for name in ("title", "to_name", "to_address")]
    filled = was | {name: said for name, said in sources.addressed(*now).items() if name in was}
    writing.change(letter, by=by, filled=filled, **facts)
    words = composing.refilled(content, last.words, was=was, now=filled)
    made = _keep_draft(letter, by=by, number=last.number + 1, words=words, why=why.strip())
    audit.record(by, "letters.readdressed", letter, number=made.number)
    return made


def _keep_draft(letter: Letter, *, by: Actor, number: int, words: str, why: str = "") -> Draft:
    """A draft, with what the letter is about and whom it is for, as they are now."""
    told: dict[str, Any] = {"title": letter.title, "to_name": letter.to_name, "to_address": letter.to_address}
    return writing.create(Draft, by=by, letter=letter, number=number, words=words, why=why, **told)


@transaction.atomic
def make_proof(letter: Letter, *, by: Actor, drawn: Drawn) -> Proof:
    """Keep the files of the newest words as they were ``drawn``, byte by byte. Raises ``Refused`` where the letter says something
    else by now."""
    require(policy.prepare(by, letter))
    writing.change(letter, by=by)  # whoever changes it at the same moment waits, and is told
    draft = queries.newest_draft(letter)
    if queries.proof_of(draft):
        raise Refused("There is a proof of these words already. Open it")
    if draft.number != drawn.draft:
        raise Refused("The letter was changed while the proof was made. Look at it, and make another")
    kept: dict[str, Any] = {
        "pdf": keep(drawn.pdf, PaperKind.PDF, by=by),
        "docx": keep(drawn.docx, PaperKind.DOCX, by=by),
    }
    proof = writing.create(Proof, by=by, draft=draft, proved_on=by.on, **kept)
    audit.record(
        by, "letters.proof_made", letter, number=draft.number, pdf=kept["pdf"].sha256, docx=kept["docx"].sha256
    )
    return proof


@transaction.atomic
def look(proof: Proof, *, by: Actor, kind: str) -> Look:
    """Open one of the files of a proof."""
    require(policy.open_proof(by, proof))
    seen = writing.create(Look, by=by, proof=proof, kind=kind, looked_at=timezone.now(), user=by.user)
    audit.record(by, "letters.proof_opened", proof.draft.letter, number=proof.draft.number, format=kind)
    return seen


@transaction.atomic
def send(
    letter: Letter, *, by: Actor, how: str, sent_on: date, detail: str = "", recipient: Recipient | None = None
) -> Sending:
    """Send the newest proof, or write down how it was sent. Here, whoever it is for is told that there is a letter to read,
    and is let in to read it.

    Raises ``Refused`` where whoever would read it here may not see the record that it is about. A letter to a person
    whom a record is about is sent only with a ``recipient`` that was checked on the same day.
    """
    require(policy.send(by, letter))
    proof = queries.proofs_of(letter)[0]
    if sent_on > by.on:
        raise Refused("The day it was sent must be today or in the past")
    if sent_on < letter.dated_on:
        raise Refused("The day it was sent must be the same as or after the day of the letter")
    if sent_on < proof.proved_on:
        raise Refused("The day it was sent must be the same as or after the day its proof was made")
    if letter.to_recipient is not None:
        if recipient is None:
            raise Refused("Check again today that it is safe to write to this person")
        still_safe(recipient, letter.to_recipient, how=how, on=by.on)
    if how == How.HERE:
        if sent_on != by.on:
            raise Refused("What is read here is sent today")
        _let_read(letter, by=by)
    writing.move(letter, "send", by=by)
    sending = writing.create(
        Sending,
        by=by,
        letter=letter,
        proof=proof,
        how=how,
        sent_on=sent_on,
        sent_by=by.user,
        to_name=letter.to_name,
        detail=detail.strip(),
        pdf_sha256=proof.pdf.sha256,
        docx_sha256=proof.docx.sha256,
    )
    if letter.replaces is not None and letter.replaces.status == "sent":
        why = f"Replaced by {letter.reference}"
        writing.move(letter.replaces, "supersede", by=by, ended_on=by.on, ended_by=by.user, ended_why=why)
    audit.record(by, "letters.sent", letter, number=proof.draft.number, how=how, pdf=sending.pdf_sha256)
    return sending


def _let_read(letter: Letter, *, by: Actor) -> None:
    """Let in whoever the letter is for, and tell them. Nobody is let in to what their own reading rights keep from them."""
    if letter.to_agency is not None:
        readers = queries.leads_who_see(letter.to_agency, letter.about, actor=by)
        if not readers:
            raise Refused(
                f"Nobody who answers for {letter.to_agency} can see the record that this is about, so they cannot read it"
                " here. Choose another way, and send them the PDF"
            )
    elif letter.to_user is not None:
        them = queries.sees_record(letter.to_user, letter.about, actor=by)
        if them is None:
            raise Refused(
                f"{letter.to_user} cannot see the record that this is about, so they cannot read it here. Choose another"
                " way, and send them the PDF"
            )
        readers = [them]
    else:
        raise Refused("Whoever has no account cannot read it here. Choose another way")
    assert by.agency is not None
    assert by.user is not None
    assert letter.entry.circle is not None
    for each in readers:
        assert each.user is not None
        if (
            not CircleMember.objects.on(by.on)
            .filter(circle=letter.entry.circle, user=each.user, agency=each.agency)
            .exists()
        ):
            told = {"user": each.user, "agency": each.agency, "from_on": by.on, "why": "The letter is for them"}
            CircleMember.objects.create(circle=letter.entry.circle, **told)
        outbox.put(LETTER, to=each.user, by=by, about=letter.entry, who=by.user, agency=by.agency)


@transaction.atomic
def discard(letter: Letter, *, by: Actor, why: str) -> Letter:
    """Give up a letter that was not sent. Its words stay."""
    require(policy.end(by, letter))
    writing.move(letter, "discard", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    audit.record(by, "letters.discarded", letter)
    return letter


@transaction.atomic
def withdraw(letter: Letter, *, by: Actor, why: str) -> Letter:
    """Say that a letter that was sent no longer holds. It stays to be read, and so does the log of it."""
    require(policy.end(by, letter))
    writing.move(letter, "withdraw", by=by, ended_on=by.on, ended_by=by.user, ended_why=why.strip())
    audit.record(by, "letters.withdrawn", letter)
    return letter


@transaction.atomic
def replace(letter: Letter, *, by: Actor, version: TemplateVersion, title: str) -> Letter:
    """Begin another letter to the same in the place of one that was sent. The first holds until the other is sent."""
    require(policy.replace(by, letter))
    to = letter.to_user or letter.to_agency
    if to is None:
        raise Refused("Begin another letter from the record of this person")
    told: dict[str, Any] = {
        "version": version,
        "to": to,
        "title": title,
        "address": letter.to_address,
        "replaces": letter,
    }
    made = begin(letter.about, by=by, **told)
    audit.record(by, "letters.replacement_begun", letter, letter=made.reference)
    return made
