"""What can happen to a recommendation, an action, a strategic plan, a contribution and a bid."""

from django.db.models import TextChoices

from safehold.records.lifecycle import Lifecycle


class Response(TextChoices):
    """What the group that a recommendation is made to answered."""

    PROPOSED = "proposed", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    # an adults board publishes the reason: Care Act 2014, schedule 2, paragraph 4(1)(g)
    NOT_ACCEPTED = "not_accepted", "Not accepted"


class Status(TextChoices):
    """How far an action is."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    # whoever does it says that it is done; nobody else has looked
    DONE = "done", "Done, evidence to come"
    EVIDENCED = "evidenced", "Evidence given, waiting for assurance"
    RETURNED = "returned", "Evidence sent back"
    # somebody else in the receiving group has looked at the evidence and is satisfied
    ASSURED = "assured", "Assured"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


TO_DO = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.RETURNED)
OPEN = (*TO_DO, Status.DONE, Status.EVIDENCED)


class Adoption(TextChoices):
    """Whether a strategic plan is the partnership's, or still a proposal."""

    DRAFT = "draft", "Draft"
    ADOPTED = "adopted", "Adopted"


class Promised(TextChoices):
    """How far a contribution to the partnership's budget is."""

    PROPOSED = "proposed", "Not agreed yet"
    AGREED = "agreed", "Agreed"
    INVOICED = "invoiced", "Invoiced"
    RECEIVED = "received", "Received"
    DECLINED = "declined", "Declined"


class Asked(TextChoices):
    """What became of a bid for money."""

    SENT = "sent", "Waiting for an answer"
    WON = "won", "Won"
    PART = "part", "Won in part"
    LOST = "lost", "Not won"


CONTRIBUTING = Lifecycle(
    start=Promised.PROPOSED,
    moves={
        "agree": (Promised.PROPOSED, Promised.AGREED),
        "decline": (Promised.PROPOSED, Promised.DECLINED),
        "invoice": (Promised.AGREED, Promised.INVOICED),
        # staff, rooms and other help in kind are given without an invoice
        "receive": ((Promised.AGREED, Promised.INVOICED), Promised.RECEIVED),
    },
)

BIDDING = Lifecycle(
    start=Asked.SENT,
    moves={
        "win": (Asked.SENT, Asked.WON),
        "win_part": (Asked.SENT, Asked.PART),
        "lose": (Asked.SENT, Asked.LOST),
    },
)

ADOPTION = Lifecycle(start=Adoption.DRAFT, moves={"adopt": (Adoption.DRAFT, Adoption.ADOPTED)})

RESPONSES = Lifecycle(
    start=Response.PROPOSED,
    moves={
        "accept": (Response.PROPOSED, Response.ACCEPTED),
        "accept_in_part": (Response.PROPOSED, Response.PARTLY),
        "not_accept": (Response.PROPOSED, Response.NOT_ACCEPTED),
        # a board may think again; what it answered before is kept in the corrections
        "consider_again": ((Response.ACCEPTED, Response.PARTLY, Response.NOT_ACCEPTED), Response.PROPOSED),
    },
    field="response",
)

LIFECYCLE = Lifecycle(
    start=Status.NOT_STARTED,
    moves={
        "begin": (Status.NOT_STARTED, Status.IN_PROGRESS),
        "complete": ((Status.NOT_STARTED, Status.IN_PROGRESS), Status.DONE),
        "give_evidence": ((*TO_DO, Status.DONE), Status.EVIDENCED),
        "return_evidence": (Status.EVIDENCED, Status.RETURNED),
        "assure": (Status.EVIDENCED, Status.ASSURED),
        # tested later, it made no difference
        "reopen": (Status.ASSURED, Status.IN_PROGRESS),
        "supersede": (OPEN, Status.SUPERSEDED),
        "withdraw": (OPEN, Status.WITHDRAWN),
    },
)


class Brought(TextChoices):
    """How far a tracker that was kept elsewhere is."""

    RECEIVED = "received", "Not brought in yet"
    BROUGHT = "brought", "Brought in"
    UNDONE = "undone", "Undone"


BRINGING = Lifecycle(
    start=Brought.RECEIVED,
    moves={
        # again, for the rows that were put right meanwhile: what is here is left as it is
        "bring_in": ((Brought.RECEIVED, Brought.BROUGHT), Brought.BROUGHT),
        "undo": (Brought.BROUGHT, Brought.UNDONE),
    },
)
