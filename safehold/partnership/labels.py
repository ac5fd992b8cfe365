"""What people call the rows about the partnership and the facts in them: on the pages that end, correct and take out a row,
in what was put right, and where somebody else changed one meanwhile. No page prints a field's own name.
"""

from typing import Any

from django.db import models

# what keeps a row, and is no fact of what it says
KEEPING = frozenset(
    {"id", "version", "made_at", "made_by", "changed_at", "changed_by", "circle", "inner_circle", "only"}
)

CALLED = {
    "seat": "seat",
    "seatholder": "person’s place in a seat",
    "chair": "chair",
    "answersto": "body it answers to",
    "groupbody": "statutory body",
    "quorum": "quorum",
    "termsofreference": "edition of the terms of reference",
    "groupname": "name of a group",
    "agencyname": "name of an agency",
    "agencybody": "statutory body",
    "agencycontact": "contact",
    "choice": "choice",
    "area": "area",
    "closedday": "day of the calendar",
    "word": "word",
    "group": "group’s days",
    "agency": "agency’s last day",
    "timelimit": "time limit",
    "rule": "rule",
}
LABELS = {
    # days
    "from_on": "First day",
    "to_on": "Last day",
    "founded_on": "Founded",
    "closed_on": "Closed",
    "day_on": "Day",
    "review_on": "Review by",
    "approved_on": "Approved on",
    # groups, seats and people
    "group": "Group",
    "agency": "Agency",
    "seat": "Seat",
    "user": "Person",
    "capacity": "In what capacity",
    "office": "Office",
    "seat.kind": "Kind of seat",
    "kind": "Kind",
    "kind_other": "Other kind",
    "seat.statutory": "The law gives the agency this seat",
    "agencybody.statutory": "The law makes it a member",
    "needed_for_quorum": "The group cannot decide without this agency",
    "to_group": "Answers to the group",
    "to_body": "Answers to the body",
    "body": "Statutory body",
    "least_agencies": "Fewest agencies",
    "current_name": "Name",
    "name": "Name",
    "short_name": "Short name",
    "purpose": "Purpose",
    "agencycontact.purpose": "What the contact is for",
    "outside": "It stands outside the partnership",
    "note": "Note",
    "group.note": "What is not known exactly",
    "position": "Place in the list",
    "email": "Work email address",
    "telephone": "Work telephone number",
    # terms of reference
    "edition": "Edition",
    "vision": "Vision",
    "membership": "Membership",
    "attendance": "Attendance",
    "chairing": "Chairing",
    "frequency": "How often it meets",
    "resources": "Resources",
    "support": "Support",
    "decisions": "Decisions",
    "information_sharing": "Information sharing",
    "escalation": "Escalation",
    "termsofreference.quorum": "Quorum",
    "non_members": "Those who are not members",
    "approving_group": "Approved by",
    # what the partnership chooses
    "code": "Code",
    "of": "List",
    "label": "Answer",
    "ons_code": "ONS code",
    "working": "It is worked",
    "reason": "Reason",
    "singular": "Word for one",
    "plural": "Word for more than one",
    "rule.key": "Rule",
    "timelimit.key": "Code",
    "value": "Value",
    "source": "Where it was decided",
    "title": "What must be done",
    "trigger": "What it is counted from",
    "length": "How many",
    "unit": "Of what",
    "first_day_counts": "The day it is counted from is day 1",
}


def called(row: models.Model | type[models.Model]) -> str:
    """What people call a row of this kind, as a sentence has it: a person’s place in a seat."""
    return CALLED[str(row._meta.model_name)]


def label(row: models.Model | type[models.Model], name: str) -> str:
    """What people call a fact of such a row: the person in a seat is its ``user``."""
    return LABELS.get(f"{row._meta.model_name}.{name}") or LABELS[name]


def facts(model: Any) -> list[Any]:
    """The fields of a kind of row that say something of the partnership."""
    return [field for field in model._meta.fields if field.name not in KEEPING]
