"""What can happen to a meeting, from its first agenda to minutes that the next meeting agreed."""

from django.db.models import TextChoices

from safehold.records.lifecycle import Lifecycle


class Status(TextChoices):
    """How far a meeting is."""

    DRAFT_AGENDA = "draft_agenda", "Agenda in draft"
    PAPERS_ISSUED = "papers_issued", "Papers issued"
    HELD = "held", "Held"
    MINUTES_DRAFT = "minutes_draft", "Minutes in draft"
    MINUTES_CHAIR_OK = "minutes_chair_ok", "Minutes agreed by the chair"
    AGREED = "agreed", "Minutes agreed"
    # it never happened, so nobody was absent from it
    CANCELLED = "cancelled", "Cancelled"


TO_COME = (Status.DRAFT_AGENDA, Status.PAPERS_ISSUED)
# what was decided and said is written down until the chair has agreed the minutes
OPEN_TO_WRITE = (Status.HELD, Status.MINUTES_DRAFT)
MET = (*OPEN_TO_WRITE, Status.MINUTES_CHAIR_OK, Status.AGREED)

LIFECYCLE = Lifecycle(
    start=Status.DRAFT_AGENDA,
    moves={
        "issue": (Status.DRAFT_AGENDA, Status.PAPERS_ISSUED),
        "hold": (TO_COME, Status.HELD),
        "draft_minutes": (Status.HELD, Status.MINUTES_DRAFT),
        "chair_agrees": (Status.MINUTES_DRAFT, Status.MINUTES_CHAIR_OK),
        # the chair, or the next meeting, asked for changes
        "take_back": (Status.MINUTES_CHAIR_OK, Status.MINUTES_DRAFT),
        "agree": (Status.MINUTES_CHAIR_OK, Status.AGREED),
        "cancel": (TO_COME, Status.CANCELLED),
    },
)
