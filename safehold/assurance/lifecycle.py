"""What can happen to a group's report to the Executive."""

from django.db.models import TextChoices

from safehold.records.lifecycle import Lifecycle


class Told(TextChoices):
    """How far a group's report is."""

    DRAFT = "draft", "Draft"
    ASKING = "asking", "Waiting for an answer"
    # it asks for nothing, so nothing has to be answered
    TELLING = "telling", "For information"
    ANSWERED = "answered", "Answered"
    HEARD = "heard", "Answer taken back to the group"


REPORT = Lifecycle(
    start=Told.DRAFT,
    moves={
        "submit": (Told.DRAFT, Told.ASKING),
        "submit_without": (Told.DRAFT, Told.TELLING),
        "answer": (Told.ASKING, Told.ANSWERED),
        "hear": (Told.ANSWERED, Told.HEARD),
    },
)
SUBMITTED = (Told.ASKING, Told.TELLING, Told.ANSWERED, Told.HEARD)


class Borne(TextChoices):
    """What is done about a risk."""

    OPEN = "open", "Open"
    TREATING = "treating", "Being reduced"
    # it is known and lived with, for a reason that somebody else than its owner gave
    TOLERATED = "tolerated", "Tolerated"
    ESCALATED = "escalated", "Escalated"
    CLOSED = "closed", "Closed"


RISK = Lifecycle(
    start=Borne.OPEN,
    moves={
        "treat": ((Borne.OPEN, Borne.TOLERATED), Borne.TREATING),
        "tolerate": ((Borne.OPEN, Borne.TREATING, Borne.ESCALATED), Borne.TOLERATED),
        "escalate": ((Borne.OPEN, Borne.TREATING, Borne.TOLERATED), Borne.ESCALATED),
        # the group that it was escalated to said what is done, and gives it back
        "give_back": (Borne.ESCALATED, Borne.TREATING),
        "close": ((Borne.OPEN, Borne.TREATING, Borne.TOLERATED, Borne.ESCALATED), Borne.CLOSED),
        "reopen": (Borne.CLOSED, Borne.OPEN),
    },
)
LIVE = (Borne.OPEN, Borne.TREATING, Borne.TOLERATED, Borne.ESCALATED)


class Held(TextChoices):
    """How far a professional disagreement is."""

    OPEN = "open", "Waiting for an answer"
    ANSWERED = "answered", "Answered, not settled"
    RESOLVED = "resolved", "Resolved"
    UNRESOLVED = "unresolved", "Not resolved at the last stage"
    CLOSED = "closed", "Closed"


DISAGREEMENT = Lifecycle(
    start=Held.OPEN,
    moves={
        "answer": (Held.OPEN, Held.ANSWERED),
        "take_further": ((Held.OPEN, Held.ANSWERED), Held.OPEN),
        "resolve": ((Held.OPEN, Held.ANSWERED), Held.RESOLVED),
        "leave_unresolved": (Held.OPEN, Held.UNRESOLVED),
        "close": ((Held.RESOLVED, Held.UNRESOLVED), Held.CLOSED),
    },
)
UNSETTLED = (Held.OPEN, Held.ANSWERED)


class Ratified(TextChoices):
    """How far a report that the partnership receives every year is."""

    EXPECTED = "expected", "Expected"
    UNDER_WAY = "under_way", "Before a group"
    SENT_BACK = "sent_back", "Sent back"
    RATIFIED = "ratified", "Ratified"


RECEIVED = Lifecycle(
    start=Ratified.EXPECTED,
    moves={
        "receive": ((Ratified.EXPECTED, Ratified.SENT_BACK), Ratified.UNDER_WAY),
        "pass_on": (Ratified.UNDER_WAY, Ratified.UNDER_WAY),
        "ratify": (Ratified.UNDER_WAY, Ratified.RATIFIED),
        "send_back": (Ratified.UNDER_WAY, Ratified.SENT_BACK),
    },
)
AWAITED = (Ratified.EXPECTED, Ratified.SENT_BACK)
