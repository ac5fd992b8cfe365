"""Adding and withdrawing documents."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import require
from safehold.records import policy, writing
from safehold.records.files import Examined
from safehold.records.models import Document, Entry


@transaction.atomic
def add_document(record: Any, *, by: Actor, file: Examined, title: str) -> Document:
    """Add an examined file to a record or an entry, under a title that says what it is."""
    entry = record if isinstance(record, Entry) else record.entry
    require(policy.add_document(by, entry))
    document = writing.create(
        Document,
        by=by,
        entry=entry,
        title=title.strip(),
        file_name=file.name,
        kind=file.kind.code,
        size=file.size,
        sha256=file.sha256,
        scan=file.scan,
        added_at=timezone.now(),
        added_by=by.user,
    )
    audit.record(
        by, "records.document_added", entry, document=str(document.uid), kind=document.kind, size=document.size
    )
    return document


@transaction.atomic
def withdraw_document(document: Document, *, by: Actor, why: str) -> Document:
    """Withdraw a document: nobody can open it any more, and that it was here, and why it went, stays."""
    require(policy.withdraw_document(by, document))
    writing.change(document, by=by, withdrawn_on=by.on, withdrawn_by=by.user, withdrawn_why=why.strip())
    audit.record(by, "records.document_withdrawn", document.entry, document=str(document.uid))
    return document
