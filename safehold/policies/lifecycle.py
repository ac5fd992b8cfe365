"""What can happen to one version of a policy, from its first draft to the day from which it is in force."""

from django.db.models import TextChoices

from safehold.records.lifecycle import Lifecycle


class Stage(TextChoices):
    """How far a version is."""

    DRAFT = "draft", "Draft"
    CONSULTATION = "consultation", "Out for consultation"
    # consulted on, or somebody signed why it was not
    CONSULTED = "consulted", "Ready to approve"
    APPROVED = "approved", "Approved"
    # has a first day: to come, in force, superseded or withdrawn is a matter of the day on which one asks
    DATED = "dated", "In force from a day"
    DISCARDED = "discarded", "Discarded"
    # brought in from before Safehold, and found not to have been in force on those days
    IN_ERROR = "in_error", "Recorded in error"


# its words can still change: while it is out for consultation all who are asked read the same
WRITTEN = (Stage.DRAFT, Stage.CONSULTED)
BEGUN = (Stage.DRAFT, Stage.CONSULTATION, Stage.CONSULTED, Stage.APPROVED)

LIFECYCLE = Lifecycle(
    start=Stage.DRAFT,
    moves={
        "consult": (Stage.DRAFT, Stage.CONSULTATION),
        "close_consultation": (Stage.CONSULTATION, Stage.CONSULTED),
        "pass_over": (Stage.DRAFT, Stage.CONSULTED),
        "approve": (Stage.CONSULTED, Stage.APPROVED),
        "take_effect": (Stage.APPROVED, Stage.DATED),
        # only before its first day: what was in force stays what it was
        "call_off": (Stage.DATED, Stage.APPROVED),
        "set_right": (Stage.DATED, Stage.IN_ERROR),
        "discard": (BEGUN, Stage.DISCARDED),
    },
)
