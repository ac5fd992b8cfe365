"""How a question is answered under a policy here, from a day to a day; and what was decided under it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.meetings.models import Decision
from safehold.partnership.models import Group, NoOverlap
from safehold.policies.models.governed import Policy, somebody
from safehold.policies.models.versions import PolicyVersion
from safehold.records.models import Entry, Record, Row


class Held(models.TextChoices):
    """Whether an interpretation holds at all; on which days, its dates say."""

    WAITING = "waiting", "Waits for the chair"
    CONFIRMED = "confirmed", "Confirmed"
    TURNED_DOWN = "turned_down", "Turned down"
    IN_ERROR = "in_error", "Recorded in error"


def as_asked(question: str) -> str:
    """A question as it is compared with others: however it is spaced, and whether it begins with a capital letter or ends with a
    mark. Some letters become two when they are compared, so that a long question is cut where its column ends."""
    return " ".join(question.casefold().split()).rstrip(" ?.!")[:240]


class Interpretation(Record):
    """A dated local statement: the question, the answer, which group made it. Its words never change: another ``replaces`` it.

    Either a ``decision`` of a quorate meeting of the ``group`` or ``decided_by``, who chaired it, says by whom. It holds once
    the group's chair has confirmed it (``state``), who is never the one who wrote it down. No two confirmed answers to one
    question (``asked``, as it is compared) under a policy hold on one day. ``recorded_on`` is the day it was written down: one
    that is later than ``from_on`` says so wherever it is read.
    """

    KIND = "policies.interpretation"
    TIER = Tier.C2
    FOUND_BY = ("question",)

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="interpretations")
    question = models.CharField(max_length=240)
    asked = models.CharField(max_length=240)
    answer = models.TextField(max_length=4000)
    state = models.CharField(max_length=12, choices=Held, default=Held.WAITING)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField()
    decided_by = somebody()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    recorded_on = models.DateField()
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacements")
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = somebody()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = somebody()
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-from_on", "-id"]
        indexes = [models.Index(fields=["from_on", "to_on"], name="interpretation_in_force")]
        constraints = [
            NoOverlap(
                name="interpretation_one_answer_a_day",
                fields=("policy", "asked"),
                where={"state": "confirmed"},
                violation_error_message="Another answer to this question holds on some of those days",
            ),
            models.UniqueConstraint(
                "replaces",
                condition=Q(state__in=["waiting", "confirmed"]),
                name="interpretation_replaced_once",
                violation_error_message="Another answer has taken its place, or waits for the chair to confirm that",
            ),
            models.CheckConstraint(
                name="interpretation_confirmation_is_whole",
                condition=Q(confirmed_on=None, confirmed_by=None)
                | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                violation_error_message="Say who confirmed it, and when",
            ),
            models.CheckConstraint(
                name="interpretation_confirmed_by_somebody",
                condition=Q(state="confirmed", confirmed_on__isnull=False)
                | Q(state__in=["waiting", "turned_down"], confirmed_on=None)
                | Q(state="in_error"),
                violation_error_message="Only what the chair confirmed holds",
            ),
            models.CheckConstraint(
                name="interpretation_ends_after_it_begins",
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                violation_error_message="The last day must be the same as or after the first day",
            ),
            models.CheckConstraint(
                name="interpretation_holds_after_it_was_decided",
                condition=Q(from_on__gte=F("decided_on")),
                violation_error_message="An interpretation cannot hold before the day on which it was decided",
            ),
            models.CheckConstraint(
                name="interpretation_decided_one_way",
                condition=Q(decision__isnull=False, decided_by=None) | Q(decision=None, decided_by__isnull=False),
                violation_error_message="Choose the decision of a meeting, or who decided it",
            ),
            models.CheckConstraint(
                name="interpretation_end_is_whole",
                condition=Q(ended_on=None, ended_by=None, ended_why="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                violation_error_message="Say why it holds no more",
            ),
        ]

    class Privacy:
        plain = {
            "policy", "question", "asked", "answer", "state", "group", "decision", "decided_on", "decided_by",
            "from_on", "to_on", "recorded_on", "replaces", "confirmed_on", "confirmed_by", "ended_on", "ended_by",
        } | Record.ROW_FIELDS  # fmt: skip
        special = {"ended_why"}

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("policies:interpretation", args=[self.uid])


class MadeUnder(Row):
    """That something was decided under an interpretation, or under a version, while that was in force.

    ``entry`` is the record in which it was decided, of whatever kind: whoever does not see that does not see this.
    """

    interpretation = models.ForeignKey(
        Interpretation, on_delete=models.PROTECT, null=True, blank=True, related_name="made_under"
    )
    of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="made_under")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    words = models.CharField(max_length=240)

    class Meta:
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="made_under_one",
                condition=Q(interpretation=None, of__isnull=False) | Q(interpretation__isnull=False, of=None),
                violation_error_message="Tie it to an interpretation or to a version",
            ),
            models.UniqueConstraint(
                "interpretation",
                "entry",
                "decided_on",
                condition=Q(interpretation__isnull=False),
                name="made_under_interpretation_once",
                violation_error_message="This is tied to it already",
            ),
            models.UniqueConstraint(
                "of",
                "entry",
                "decided_on",
                condition=Q(of__isnull=False),
                name="made_under_version_once",
                violation_error_message="This is tied to it already",
            ),
        ]

    class Privacy:
        plain = {"interpretation", "of", "entry", "decided_on"} | Row.ROW_FIELDS
        special = {"words"}

    def __str__(self) -> str:
        return self.words
