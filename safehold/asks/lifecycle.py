"""What can happen to a submission."""

from django.db.models import TextChoices

from safehold.records.lifecycle import Lifecycle


class Status(TextChoices):
    # the file is here and its rows are being read; a killed import stays here until it is resumed or discarded
    RECEIVED = "received", "Received"
    # read to the end, without a problem, and waiting for a person
    READY = "ready", "Ready to accept"
    # read to the end, with problems to mend at the sender's
    FAULTY = "faulty", "Has problems"
    # visible and counted
    ACCEPTED = "accepted", "Accepted"
    # was accepted, and a later submission now stands in its place
    REPLACED = "replaced", "Replaced"
    # was accepted, and is no longer counted
    WITHDRAWN = "withdrawn", "Withdrawn"
    # never accepted: its rows are gone
    DISCARDED = "discarded", "Discarded"


# here, and accepted by nobody yet
UNACCEPTED = (Status.RECEIVED, Status.READY, Status.FAULTY)
# counted, or waiting to be: the same file sent again would change nothing
STANDING = (*UNACCEPTED, Status.ACCEPTED)

LIFECYCLE = Lifecycle(
    start=Status.RECEIVED,
    moves={
        "find_ready": (Status.RECEIVED, Status.READY),
        "find_faulty": (Status.RECEIVED, Status.FAULTY),
        "accept": (Status.READY, Status.ACCEPTED),
        "discard": (UNACCEPTED, Status.DISCARDED),
        "replace": (Status.ACCEPTED, Status.REPLACED),
        "withdraw": (Status.ACCEPTED, Status.WITHDRAWN),
    },
)
