"""A call: what is asked, of whom and by when. An ask: what one agency was asked by it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safehold.access.models import Agency, AgencyKind
from safehold.access.reach import Tier
from safehold.asks.choices import Sort, Wanted, Whom
from safehold.asks.lifecycle import ASKS, CALLS, Calling, Stage
from safehold.govuk.addresses import reverse
from safehold.partnership.models import Group
from safehold.records.models import Record, Row


def somebody() -> models.ForeignKey:
    """A person who may not be known yet, or is a guest without an account."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Call(Record):
    """What is asked of one agency or of many for one purpose by one day. Whoever asks owns it.

    Its circle is those who ask: none of the agencies asked sees it, or learns who else was asked. The agencies that will
    be asked are ``bodies``; each gets an ``Ask`` of its own when the call is issued. Either ``due_on`` or
    ``working_days``, counted from the day it is issued, says by when; once issued, ``due_on`` is the day that came of it.
    ``follows`` is the call that asked the same before.
    """

    KIND = "asks.call"
    TIER = Tier.C3
    FOUND_BY = ("title",)
    LIFECYCLE = CALLS

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    words = models.TextField(max_length=4000)
    wanted = models.CharField(max_length=10, choices=Wanted)
    whom = models.CharField(max_length=4, choices=Whom, blank=True)
    agency_kind = models.CharField(max_length=24, choices=AgencyKind, blank=True)
    bodies = models.ManyToManyField(Agency, related_name="+", blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="calls")
    legal_basis = models.CharField(max_length=240)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    status = models.CharField(max_length=10, choices=Calling, default=Calling.DRAFT)
    due_on = models.DateField(null=True, blank=True)
    working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # who looks after it: told when something comes back
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField(null=True, blank=True)
    issued_by = somebody()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = somebody()
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["status", "-id"], name="call_by_state")]
        constraints = [
            models.CheckConstraint(
                name="call_due_one_way",
                condition=Q(due_on__isnull=False, working_days=None)
                | Q(due_on=None, working_days__isnull=False, working_days__gte=1)
                | Q(due_on__isnull=False, working_days__gte=1, issued_on__isnull=False),
                violation_error_message="Enter either the day it is due or a number of working days",
            ),
            models.CheckConstraint(
                name="call_issue_is_whole",
                condition=Q(issued_on=None, issued_by=None) | Q(issued_on__isnull=False, issued_by__isnull=False),
                violation_error_message="Say who issued it and when",
            ),
            models.CheckConstraint(
                name="call_end_is_whole",
                condition=Q(ended_on=None, ended_by=None, ended_why="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                violation_error_message="Say who ended it, when and why",
            ),
            models.CheckConstraint(
                name="call_of_a_kind_says_which",
                condition=Q(whom="kind") & ~Q(agency_kind="") | ~Q(whom="kind") & Q(agency_kind=""),
                violation_error_message="Select the kind of agency that is asked",
            ),
        ]  # fmt: skip

    class Privacy:
        plain = {
            "reference", "title", "wanted", "whom", "agency_kind", "group", "legal_basis", "follows", "status", "due_on",
            "working_days", "keeper", "issued_on", "issued_by", "ended_on", "ended_by",
        } | Record.ROW_FIELDS  # fmt: skip
        # what people write may speak of somebody
        special = {"words", "ended_why"}

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("asks:call", args=[self.uid])


class Question(Row):
    """One question of a call, by its number."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500)
    sort = models.CharField(max_length=6, choices=Sort, default=Sort.TEXT)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "call",
                "number",
                name="question_number_once",
                violation_error_message="Somebody else has just changed the questions. Look at them again first",
            ),
            models.CheckConstraint(
                name="question_has_words", condition=~Q(words=""), violation_error_message="Enter the question"
            ),
        ]

    class Privacy:
        plain = {"call", "number", "words", "sort"} | Row.ROW_FIELDS

    def __str__(self) -> str:
        return self.words


class Ask(Record):
    """What one agency was asked by a call. The agency owns it: to every other agency it does not exist.

    ``first_due_on`` is the day that was first asked for, and never moves; ``due_on`` is the one agreed last. ``handler`` is
    the colleague to whom the agency gave it, and ``wants_until_on`` the later day that the agency asks for, until that is
    decided. ``settled`` says that the agency owes nothing more, so that lists can put
    first what it owes.

    Whether it came in time is judged on the first answer, ``first_answered_on``, against the day in force then,
    ``judged_due_on``: neither ever moves. A query starts a second clock, ``due_on``, for the answer to the question.
    """

    KIND = "asks.ask"
    TIER = Tier.C3
    FOUND_BY = ("call",)
    LIFECYCLE = ASKS

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="asks")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="asks")
    status = models.CharField(max_length=12, choices=Stage, default=Stage.ISSUED)
    settled = models.BooleanField(default=False)
    issued_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    wants_until_on = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    acknowledged_by = somebody()
    handler = somebody()
    # the day of the latest answer: returned, nil or refused
    answered_on = models.DateField(null=True, blank=True)
    first_answered_on = models.DateField(null=True, blank=True)
    judged_due_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = somebody()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = somebody()
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["agency", "settled", "due_on"], name="ask_of_agency"),
            models.Index(fields=["call", "status"], name="ask_of_call"),
            models.Index(fields=["due_on"], name="ask_owed", condition=Q(settled=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                "call",
                "agency",
                name="ask_once_of_an_agency",
                violation_error_message="This agency has been asked already",
            ),
            models.CheckConstraint(
                name="ask_due_after_it_was_issued",
                condition=Q(first_due_on__gte=F("issued_on"), due_on__gte=F("first_due_on")),
                violation_error_message="The day it is due must be the same as or after the one that was first asked for",
            ),
            models.CheckConstraint(
                name="ask_first_answer_is_whole",
                condition=Q(answered_on=None, first_answered_on=None, judged_due_on=None)
                | Q(
                    answered_on__isnull=False,
                    first_answered_on__isnull=False,
                    judged_due_on__isnull=False,
                    first_answered_on__lte=F("answered_on"),
                    judged_due_on__gte=F("first_due_on"),
                ),
                violation_error_message="Say when it was first answered, and by when it was due then",
            ),
            models.CheckConstraint(
                name="ask_acknowledgement_is_whole",
                condition=Q(acknowledged_on=None, acknowledged_by=None)
                | Q(acknowledged_on__isnull=False, acknowledged_by__isnull=False),
                violation_error_message="Say who acknowledged it and when",
            ),
            models.CheckConstraint(
                name="ask_acceptance_is_whole",
                condition=Q(accepted_on=None, accepted_by=None)
                | Q(accepted_on__isnull=False, accepted_by__isnull=False, answered_on__isnull=False),
                violation_error_message="Say who accepted what was returned, and when",
            ),
            models.CheckConstraint(
                name="ask_end_is_whole",
                condition=Q(ended_on=None, ended_by=None, ended_why="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                violation_error_message="Say who withdrew it, when and why",
            ),
            models.CheckConstraint(
                name="ask_wants_a_later_day",
                condition=Q(wants_until_on=None) | Q(settled=False, wants_until_on__gt=F("due_on")),
                violation_error_message="Ask for a later day than the one that stands",
            ),
            models.CheckConstraint(
                name="ask_settled_says_so",
                condition=Q(settled=True) & ~Q(status__in=["issued", "acknowledged", "queried"])
                | Q(settled=False, status__in=["issued", "acknowledged", "queried"]),
                violation_error_message="What was answered or withdrawn is owed no more",
            ),
        ]

    class Privacy:
        plain = {
            "call", "agency", "status", "settled", "issued_on", "first_due_on", "due_on", "wants_until_on", "acknowledged_on",
            "acknowledged_by", "handler", "answered_on", "first_answered_on", "judged_due_on",
            "accepted_on", "accepted_by", "ended_on", "ended_by",
        } | Record.ROW_FIELDS  # fmt: skip
        special = {"ended_why"}

    def __str__(self) -> str:
        return self.call.title

    def get_absolute_url(self) -> str:
        return reverse("asks:ask", args=[self.uid])
