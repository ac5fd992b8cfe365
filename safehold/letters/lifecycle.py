"""What can happen to a version of a template, to a letter, and to a copy with passages removed."""

from django.db.models import TextChoices

from safehold.records.lifecycle import Lifecycle


class Standing(TextChoices):
    """How far a version of a template is."""

    DRAFT = "draft", "Not approved yet"
    APPROVED = "approved", "Approved"
    RETIRED = "retired", "Retired"


class Status(TextChoices):
    """How far a letter is."""

    DRAFT = "draft", "Draft"
    SENT = "sent", "Sent"
    # never sent
    DISCARDED = "discarded", "Discarded"
    # sent, and taken back or replaced by another since
    WITHDRAWN = "withdrawn", "Withdrawn"
    SUPERSEDED = "superseded", "Superseded"


class Copying(TextChoices):
    """How far a copy with passages removed is."""

    DRAFT = "draft", "Being prepared"
    FINISHED = "finished", "Waiting for a second person"
    RELEASED = "released", "Released"
    WITHDRAWN = "withdrawn", "Withdrawn"


VERSIONS = Lifecycle(
    start=Standing.DRAFT,
    moves={
        "approve": (Standing.DRAFT, Standing.APPROVED),
        "retire": ((Standing.DRAFT, Standing.APPROVED), Standing.RETIRED),
    },
)

LETTERS = Lifecycle(
    start=Status.DRAFT,
    moves={
        "send": (Status.DRAFT, Status.SENT),
        "discard": (Status.DRAFT, Status.DISCARDED),
        "withdraw": (Status.SENT, Status.WITHDRAWN),
        "supersede": (Status.SENT, Status.SUPERSEDED),
    },
)

COPIES = Lifecycle(
    start=Copying.DRAFT,
    moves={
        "finish": (Copying.DRAFT, Copying.FINISHED),
        "send_back": (Copying.FINISHED, Copying.DRAFT),
        "release": (Copying.FINISHED, Copying.RELEASED),
        "withdraw": ((Copying.DRAFT, Copying.FINISHED, Copying.RELEASED), Copying.WITHDRAWN),
    },
)
