"""One version of a policy: its words, who was asked about them, who approved them, and when they are in force."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.meetings.models import Decision
from safehold.partnership.models import Group, NoOverlap
from safehold.policies.lifecycle import LIFECYCLE, Stage
from safehold.policies.models.governed import Policy, Sort, somebody
from safehold.records.models import Record, Row


class Equality(models.TextChoices):
    """What an equality impact assessment found."""

    NONE = "none", "No group is put at a disadvantage"
    MITIGATED = "mitigated", "A group could be put at a disadvantage, and something is done about it"
    JUSTIFIED = "justified", "A group is put at a disadvantage, and that is justified"
    NOT_MADE = "not_made", "No assessment was made"


class PolicyVersion(Record):
    """One version of a policy, by its number there.

    ``title`` and ``sort`` are what it is called and what it is as long as it is in force, whatever the policy is called later.
    ``from_on`` to ``to_on`` is when it is in force; ``to_on`` is set when the next one comes into force, or when it is
    withdrawn (``ended_on``, the day on which that was done). ``dated_on`` is the day on which its days were written down, and
    ``before_until_on`` and ``review_was_due_on`` are what stood until then, for when that is called off.

    A version is approved by a ``decision`` of a quorate meeting, or by ``approved_by``, who had no hand in its words.
    ``brought_in`` is one that was in force before Safehold: ``approved_words`` says by whom it was approved then.
    ``consulted_why`` is there where nobody was asked.
    """

    KIND = "policies.version"
    TIER = Tier.C2
    LIFECYCLE = LIFECYCLE

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    sort = models.CharField("kind", max_length=10, choices=Sort)
    words = models.TextField(max_length=100_000, blank=True)
    changes = models.TextField("what changed", max_length=2000, blank=True)
    status = models.CharField(max_length=12, choices=Stage, default=LIFECYCLE.start)
    brought_in = models.BooleanField(default=False)
    consult_until_on = models.DateField(null=True, blank=True)
    consulted_on = models.DateField(null=True, blank=True)
    consulted_by = somebody()
    consulted_why = models.CharField(max_length=500, blank=True)
    equality = models.CharField("equality impact", max_length=10, choices=Equality, blank=True)
    equality_words = models.TextField("who is affected and how", max_length=2000, blank=True)
    mitigation = models.TextField("what is done about it", max_length=2000, blank=True)
    equality_on = models.DateField(null=True, blank=True)
    equality_by = somebody()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approving_group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_words = models.CharField(max_length=240, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = somebody()
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    dated_by = somebody()
    before_until_on = models.DateField(null=True, blank=True)
    review_was_due_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = somebody()
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "version of a policy"
        verbose_name_plural = "versions of policies"
        ordering = ["policy_id", "-number"]
        indexes = [models.Index(fields=["from_on", "to_on"], name="version_in_force")]
        constraints = [
            models.UniqueConstraint(
                "policy",
                "number",
                name="version_numbered_once",
                violation_error_message="Somebody began a version just now. Look at it first",
            ),
            NoOverlap(
                name="policy_one_version_in_force",
                fields=("policy",),
                where={"status": "dated"},
                violation_error_message="Another version of this policy is in force on some of those days",
            ),
            models.CheckConstraint(
                name="version_dated_has_a_first_day",
                condition=Q(status__in=["dated", "in_error"], from_on__isnull=False, dated_on__isnull=False)
                | (~Q(status__in=["dated", "in_error"]) & Q(from_on=None, to_on=None, dated_on=None, dated_by=None)),
                violation_error_message="Enter the day from which it is in force",
            ),
            models.CheckConstraint(
                name="version_dated_is_whole",
                condition=Q(dated_on=None, dated_by=None) | Q(dated_on__isnull=False, dated_by__isnull=False),
                violation_error_message="Say who put it in force, and when",
            ),
            models.CheckConstraint(
                name="version_in_error_was_brought_in",
                condition=~Q(status="in_error") | Q(brought_in=True, ended_on__isnull=False),
                violation_error_message="Only what was brought in from before Safehold can be marked as recorded in error",
            ),
            models.CheckConstraint(
                name="version_is_called_something",
                condition=~Q(title=""),
                violation_error_message="Enter what it is called",
            ),
            models.CheckConstraint(
                name="version_ends_after_it_begins",
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                violation_error_message="The last day must be the same as or after the first day",
            ),
            models.CheckConstraint(
                name="version_in_force_after_it_was_approved",
                condition=Q(from_on=None) | Q(approved_on__isnull=False, from_on__gte=F("approved_on")),
                violation_error_message="A version cannot be in force before the day on which it was approved",
            ),
            models.CheckConstraint(
                name="version_approved_one_way",
                condition=Q(approved_on=None, approved_by=None, decision=None, approved_words="")
                | Q(approved_on__isnull=False, approved_by__isnull=False, decision=None, approved_words="")
                | Q(approved_on__isnull=False, approved_by=None, decision__isnull=False, approved_words="")
                | (Q(approved_on__isnull=False, approved_by=None, decision=None, brought_in=True) & ~Q(approved_words="")),
                violation_error_message="Say which decision approved it or who did, and when",
            ),
            models.CheckConstraint(
                name="version_approved_means_approved",
                condition=~Q(status__in=["approved", "dated"]) | Q(approved_on__isnull=False),
                violation_error_message="Say which decision approved it or who did, and when",
            ),
            models.CheckConstraint(
                name="version_assessed_before_it_is_approved",
                condition=~Q(status__in=["approved", "dated"]) | ~Q(equality="") | Q(brought_in=True),
                violation_error_message="Record the equality impact assessment first, or why there is none",
            ),
            models.CheckConstraint(
                name="version_assessment_is_whole",
                condition=Q(equality="", equality_on=None, equality_by=None)
                | (~Q(equality="") & Q(equality_on__isnull=False, equality_by__isnull=False) & ~Q(equality_words="")),
                violation_error_message="Say what the assessment found, when it was made and by whom",
            ),
            models.CheckConstraint(
                name="version_disadvantage_is_met",
                condition=~Q(equality="mitigated") | ~Q(mitigation=""),
                violation_error_message="Enter what is done about it",
            ),
            models.CheckConstraint(
                name="version_consultation_is_whole",
                condition=Q(consulted_on=None, consulted_by=None, consulted_why="")
                | Q(consulted_on__isnull=False, consulted_by__isnull=False),
                violation_error_message="Say who closed the consultation and when",
            ),
            models.CheckConstraint(
                name="version_end_is_whole",
                condition=Q(ended_on=None, ended_by=None, ended_why="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                violation_error_message="Say why it is withdrawn",
            ),
        ]  # fmt: skip

    class Privacy:
        plain = {
            "policy", "number", "title", "sort", "words", "changes", "status", "brought_in", "consult_until_on",
            "consulted_on", "consulted_by", "equality", "equality_on", "equality_by", "decision", "approving_group",
            "approved_words", "approved_on", "approved_by", "from_on", "to_on", "dated_on", "dated_by",
            "before_until_on", "review_was_due_on", "ended_on", "ended_by",
        } | Record.ROW_FIELDS  # fmt: skip
        # what people write may speak of somebody
        special = {"consulted_why", "equality_words", "mitigation", "ended_why"}

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("policies:version", args=[self.uid])


class Wording(Row):
    """The words of a version as somebody saved them. All of them are kept: who wrote one is never who approves it."""

    of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="wordings")
    words = models.TextField(max_length=100_000, blank=True)
    written_on = models.DateField()
    written_by = somebody()

    class Meta:
        ordering = ["id"]

    class Privacy:
        plain = {"of", "words", "written_on", "written_by"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return f"{self.of}, as saved on {self.written_on}"


class CalledOff(Row):
    """That a version was not put in force from a day after all, before that day came: by whom and why."""

    of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="called_off")
    from_on = models.DateField()
    called_off_on = models.DateField()
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_off_why = models.CharField(max_length=500)

    class Meta:
        ordering = ["called_off_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="called_off_before_its_day",
                condition=Q(called_off_on__lt=F("from_on")),
                violation_error_message="What is in force already cannot be called off",
            ),
            models.CheckConstraint(
                name="called_off_says_why",
                condition=~Q(called_off_why=""),
                violation_error_message="Enter why it is called off",
            ),
        ]

    class Privacy:
        plain = {"of", "from_on", "called_off_on", "called_off_by"} | Row.ROW_FIELDS
        special = {"called_off_why"}

    def __str__(self) -> str:
        return f"{self.of}, not from {self.from_on}"


class Consulted(Row):
    """Somebody who was asked about a version: an agency, or a body without a seat; what they answered, and what changed."""

    of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="consulted")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    body = models.CharField(max_length=160, blank=True)
    asked_on = models.DateField()
    answer = models.TextField(max_length=4000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = somebody()
    changed = models.TextField("what changed because of it", max_length=2000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="consulted_is_one",
                condition=Q(agency__isnull=False, body="") | (Q(agency=None) & ~Q(body="")),
                violation_error_message="Choose an agency, or enter the name of another body",
            ),
            models.UniqueConstraint(
                "of",
                "agency",
                condition=Q(agency__isnull=False),
                name="consulted_once",
                violation_error_message="This agency has been asked already",
            ),
            models.CheckConstraint(
                name="consulted_answer_is_whole",
                condition=Q(answer="", answered_on=None, answered_by=None)
                | (~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False)),
                violation_error_message="Enter what they answered",
            ),
            models.CheckConstraint(
                name="consulted_answered_before_it_changed_anything",
                condition=Q(changed="") | Q(answered_on__isnull=False),
                violation_error_message="Record what they answered first",
            ),
        ]

    class Privacy:
        plain = {"of", "agency", "body", "asked_on", "answered_on", "answered_by"} | Row.ROW_FIELDS
        special = {"answer", "changed"}

    def __str__(self) -> str:
        return str(self.agency or self.body)


class TakenUp(Row):
    """That an agency has taken a version up as its own practice, and since when."""

    of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="adoptions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["adopted_on", "id"]
        constraints = [
            models.UniqueConstraint(
                "of",
                "agency",
                name="adopted_once",
                violation_error_message="Your agency has adopted this version already",
            )
        ]

    class Privacy:
        plain = {"of", "agency", "adopted_on", "adopted_by"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return f"{self.agency}, {self.adopted_on}"
