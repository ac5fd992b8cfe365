"""Every page of records, with something on it: what stands in each address, for tests of all pages at once."""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.actor import Actor
from safehold.access.models import CircleMember
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.records import files, notices, outbox
from safehold.records.actions import documents, need_to_know
from safehold.records.models import Deadline
from safehold.records.tests import samples
from tests.invented.factories import allegation, notebook
from tests.invented.models import Allegation, Notebook

MARK = "Zyxwv"  # in every sensitive field below, to be looked for where it must not be


@dataclass
class Places:
    """A notebook of the council with everything on it, an allegation, and who is who."""

    book: Notebook
    hidden: Allegation
    officer: Actor
    outsider: Actor
    addresses: dict[str, list]


def places() -> Places:
    """A case and a compartment with one of everything, made by the actions that people use."""
    officer, outsider = actor(Role.REVIEW_OFFICER), actor(Role.AGENCY_LEAD, agency="police")
    colleague = actor(Role.ADULTS_PRACTITIONER, agency="health")
    book, hidden = notebook(officer, title=f"{MARK} the notebook"), allegation(title=f"{MARK} the allegation")
    join(book.entry.circle, colleague)
    upload = SimpleUploadedFile(f"{MARK}.pdf", samples.PDF)
    document = documents.add_document(book, by=officer, file=files.examine(upload), title=f"{MARK} minutes")
    asked = need_to_know.ask_for_access(book.entry, by=outsider, why=f"{MARK} a joint visit")
    taken = need_to_know.take_emergency_access(
        book.entry, by=actor(Role.ADULTS_PRACTITIONER, agency="probation"), why=f"{MARK} tonight", hours=1
    )
    torn = actor(Role.ADULTS_MANAGER)
    conflict = need_to_know.declare_conflict(book.entry, by=officer, user=torn.user, why=f"{MARK} a cousin")
    message = outbox.put(notices.SEALED, to=officer.user, by=officer, about=book.entry, who=officer.user)
    assert message is not None
    member = CircleMember.objects.get(circle=book.entry.circle, user=colleague.user)
    uid = book.uid
    addresses: dict[str, list] = {
        "records:deadline_extend": [uid, Deadline.objects.get().pk],
        "records:member_end": [uid, member.pk],
        "records:conflict_end": [uid, conflict.pk],
        "records:document": [document.uid],
        "records:document_withdraw": [document.uid],
        "records:access_request": [asked.uid],
        "records:emergency_review": [taken.uid],
        "records:message": [message.uid],
        "records:outbox": [],
        "records:emergencies": [],
        "records:let_in": [hidden.uid],
    }
    of_the_book = ("open", "document_add", "people", "member_add", "ask", "emergency", "seal", "unseal")
    of_the_book += ("conflict_own", "conflict_another")
    addresses |= {f"records:{name}": [uid] for name in of_the_book}
    return Places(book, hidden, officer, outsider, addresses)
