"""The partnership, its groups and seats, its words, calendar and rules."""

from safehold.partnership.models.dated import DatedRow, NoOverlap, overlapping
from safehold.partnership.models.groups import (
    AnswersTo,
    Chair,
    Group,
    GroupBody,
    GroupKind,
    GroupName,
    Quorum,
    TermsOfReference,
)
from safehold.partnership.models.notes import Amendment
from safehold.partnership.models.seats import Capacity, Seat, SeatHolder, SeatKind
from safehold.partnership.models.setup import Area, Choice, ClosedDay, PackFile, Partnership, Rule, TimeLimit, Word

__all__ = [
    "Amendment",
    "AnswersTo",
    "Area",
    "Capacity",
    "Chair",
    "Choice",
    "ClosedDay",
    "DatedRow",
    "Group",
    "GroupBody",
    "GroupKind",
    "GroupName",
    "NoOverlap",
    "PackFile",
    "Partnership",
    "Quorum",
    "Rule",
    "Seat",
    "SeatHolder",
    "SeatKind",
    "TermsOfReference",
    "TimeLimit",
    "Word",
    "overlapping",
]
