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
