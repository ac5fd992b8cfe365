"""Entry, Record and Row, and what hangs on an entry."""

from safehold.records.models.access import AccessRequest, Conflict, EmergencyAccess, Seal
from safehold.records.models.clocks import Deadline, Extension
from safehold.records.models.documents import Document
from safehold.records.models.entry import Entry, Record, Row
from safehold.records.models.jobs import Job, Pulse
from safehold.records.models.notes import Correction, OnceToken
from safehold.records.models.outbox import Attempt, Message
from safehold.records.models.search import SearchName

__all__ = [
    "AccessRequest",
    "Attempt",
    "Conflict",
    "Correction",
    "Deadline",
    "Document",
    "EmergencyAccess",
    "Entry",
    "Extension",
    "Job",
    "Message",
    "OnceToken",
    "Pulse",
    "Record",
    "Row",
    "Seal",
    "SearchName",
]
