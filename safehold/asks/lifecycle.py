"""What can happen to a submission, to a call, and to what one agency was asked by it."""

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


class Calling(TextChoices):
    """How far a call is: what is asked of one agency or of many."""

    DRAFT = "draft", "Being prepared"
    ISSUED = "issued", "Issued"
    # never issued: nobody was asked
    DISCARDED = "discarded", "Discarded"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Stage(TextChoices):
    """How far one agency is with what it was asked."""

    ISSUED = "issued", "Not yet acknowledged"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    RETURNED = "returned", "Returned"
    # an answer: there was none of what was asked about, and somebody says so
    NIL = "nil", "Nil return"
    REFUSED = "refused", "Refused"
    # something in what was returned is unclear, and the agency is asked about it
    QUERIED = "queried", "Queried"
    ACCEPTED = "accepted", "Accepted"
    # refused, and whoever asked leaves it at that
    NOTED = "noted", "Refusal noted"
    WITHDRAWN = "withdrawn", "No longer asked"


# what an agency still has to answer
OWED = (Stage.ISSUED, Stage.ACKNOWLEDGED, Stage.QUERIED)
# answered, and whoever asked has still to look at it
ANSWERED = (Stage.RETURNED, Stage.NIL, Stage.REFUSED)

CALLS = Lifecycle(
    start=Calling.DRAFT,
    moves={
        "issue": (Calling.DRAFT, Calling.ISSUED),
        "discard": (Calling.DRAFT, Calling.DISCARDED),
        "withdraw": (Calling.ISSUED, Calling.WITHDRAWN),
    },
)

ASKS = Lifecycle(
    start=Stage.ISSUED,
    moves={
        "acknowledge": (Stage.ISSUED, Stage.ACKNOWLEDGED),
        "give_back": (OWED, Stage.RETURNED),
        "say_nil": (OWED, Stage.NIL),
        "refuse": (OWED, Stage.REFUSED),
        "query": (ANSWERED, Stage.QUERIED),
        "accept": ((Stage.RETURNED, Stage.NIL), Stage.ACCEPTED),
        "note": (Stage.REFUSED, Stage.NOTED),
        "withdraw": ((*OWED, *ANSWERED), Stage.WITHDRAWN),
    },
)
