"""What was decided at an item, who was challenged on what, and what somebody undertook to do."""

from django.db import models
from django.db.models import F, Q

from safehold.access.models import Agency, LegalBody
from safehold.meetings.models.meetings import Item, somebody, whole
from safehold.plans.models import PlannedAction
from safehold.records.models import Row


class Standing(models.TextChoices):
    """What a decision is worth: the meeting had its quorum for the item, or it had not."""

    DECIDED = "decided", "Decided"
    RECOMMENDED = "recommended", "Recommended only"


class Decision(Row):
    """What a group decided on an item, for which statutory body, with the options it had and its reasons.

    It is never changed: a later entry ``replaces`` it, or ``confirms`` what a meeting without its quorum could only recommend.
    ``standing`` is worked out from who was there. No ``body`` is the group's own business.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decisions")
    reference = models.CharField(max_length=14, unique=True)
    words = models.TextField(max_length=2000)
    body = models.CharField("statutory body", max_length=24, choices=LegalBody, blank=True)
    options = models.TextField(max_length=2000, blank=True)
    reasons = models.TextField(max_length=2000)
    dissent = models.TextField(max_length=1000, blank=True)
    responsible = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField()
    standing = models.CharField(max_length=12, choices=Standing)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacement")
    confirms = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="confirmation"
    )

    class Meta:
        ordering = ["-decided_on", "-id"]
        indexes = [models.Index(fields=["-decided_on", "-id"], name="decision_latest")]
        constraints = [
            models.CheckConstraint(
                name="decision_confirmed_by_a_quorate_meeting",
                condition=Q(confirms=None) | Q(standing="decided"),
                violation_error_message=(
                    "The meeting did not have its quorum for this item, so it cannot confirm what another recommended"
                ),
            ),
            models.CheckConstraint(
                name="decision_replaces_or_confirms",
                condition=Q(replaces=None) | Q(confirms=None),
                violation_error_message="A decision replaces an earlier one or confirms it, not both",
            ),
            models.CheckConstraint(
                name="decision_says_why",
                condition=~Q(reasons=""),
                violation_error_message="Enter the reasons for the decision",
            ),
        ]

    class Privacy:
        plain = {
            "item", "reference", "body", "responsible", "decided_on", "standing", "replaces", "confirms",
        } | Row.ROW_FIELDS  # fmt: skip
        special = {"words", "options", "reasons", "dissent"}

    def __str__(self) -> str:
        return self.reference


class Challenge(Row):
    """That one agency was challenged by another, on what, and what it answered. An answer can come long after the minutes."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="challenges")
    challenger = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    challenger_role = models.CharField(max_length=120, blank=True)
    challenged = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=2000)
    raised_on = models.DateField()
    answer = models.TextField(max_length=4000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = somebody()

    class Meta:
        ordering = ["-raised_on", "-id"]
        indexes = [models.Index(fields=["-raised_on", "-id"], name="challenge_latest")]
        constraints = [
            models.CheckConstraint(
                name="challenge_answer_is_whole",
                condition=Q(answer="", answered_on=None, answered_by=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                violation_error_message="Enter the answer, and when it was given",
            ),
            models.CheckConstraint(
                name="challenge_answered_after_it_was_raised",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("raised_on")),
                violation_error_message="A challenge cannot be answered before it was raised",
            ),
        ]

    class Privacy:
        plain = {
            "item", "challenger", "challenger_role", "challenged", "raised_on", "answered_on", "answered_by",
        } | Row.ROW_FIELDS  # fmt: skip
        special = {"words", "answer"}

    def __str__(self) -> str:
        return f"{self.challenger} to {self.challenged}"


class AgreedAction(Row):
    """An action as it was agreed at an item: its words, its agency and its date that day, whatever becomes of it later.

    What is agreed at a meeting of a group is an ``action`` that the group receives. What is agreed at one about a case stays
    with the case: there is none, and the agency tells whoever keeps the meeting that it is done.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="agreed_actions")
    action = models.OneToOneField(
        PlannedAction, on_delete=models.PROTECT, null=True, blank=True, related_name="agreed_at"
    )
    words = models.TextField(max_length=2000)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = somebody()

    class Meta:
        ordering = ["id"]
        constraints = [
            whole("agreed_action_done_is_whole", "done", "Say when it was done, and who said so"),
            models.CheckConstraint(
                name="agreed_action_done_where_it_is_kept",
                condition=Q(action=None) | Q(done_on=None),
                violation_error_message="Say on the page of the action that it is done",
            ),
        ]

    class Privacy:
        plain = {"item", "action", "agency", "due_on", "done_on", "done_by"} | Row.ROW_FIELDS
        special = {"words"}

    def __str__(self) -> str:
        return self.words
