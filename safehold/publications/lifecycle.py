"""What can happen to a publication."""

from django.db.models import TextChoices

from safehold.records.lifecycle import Lifecycle


class Status(TextChoices):
    # sections are being written
    DRAFTING = "drafting", "Being written"
    # every check passed or was answered, and a second person is asked to approve
    SUBMITTED = "submitted", "Waiting for approval"
    # frozen: the words, every figure and the files stay as they are
    PUBLISHED = "published", "Published"


LIFECYCLE = Lifecycle(
    start=Status.DRAFTING,
    moves={
        "submit": (Status.DRAFTING, Status.SUBMITTED),
        "send_back": (Status.SUBMITTED, Status.DRAFTING),
        "publish": (Status.SUBMITTED, Status.PUBLISHED),
    },
)
