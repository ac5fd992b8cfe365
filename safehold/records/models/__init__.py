"""Entry, Record and Row, and what hangs on an entry."""

from safehold.records.models.access import Conflict, EmergencyAccess
from safehold.records.models.entry import Entry, Record, Row
from safehold.records.models.notes import Correction, OnceToken

__all__ = ["Conflict", "Correction", "EmergencyAccess", "Entry", "OnceToken", "Record", "Row"]
