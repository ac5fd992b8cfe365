"""The partnership's budget by financial year: what each agency gives in money and in kind, what is spent on what, what was in
hand at first, and bids for more.

Members of a safeguarding adults board may pay towards it or give staff, goods and rooms (Care Act 2014, schedule 2,
paragraph 2). Sums are pounds, to the penny.
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.plans.lifecycle import BIDDING, CONTRIBUTING, Asked, Promised
from safehold.plans.quarters import year_of
from safehold.records.models import Record


def pounds(*, may_be_unknown: bool = False) -> models.DecimalField:
    """A sum of money, to the penny."""
    return models.DecimalField(max_digits=12, decimal_places=2, null=may_be_unknown, blank=may_be_unknown)


class OfAYear(Record):
    """Something in the budget of the financial year from ``from_on``."""

    TIER = Tier.C2

    from_on = models.DateField()

    class Meta:
        abstract = True

    ROW_FIELDS = Record.ROW_FIELDS | {"from_on"}

    @property
    def year(self) -> str:
        return year_of(self.from_on)


class Contribution(OfAYear):
    """What an agency gives in a year: money, or help in kind. Until it is agreed, the sum is for those who work on the
    partnership's money and for the agency itself."""

    KIND = "plans.contribution"
    LIFECYCLE = CONTRIBUTING

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contributions")
    amount = pounds()
    in_kind = models.CharField(max_length=400, blank=True)
    status = models.CharField(max_length=8, choices=Promised, default=Promised.PROPOSED)
    agreed_on = models.DateField(null=True, blank=True)
    invoiced_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    received = pounds(may_be_unknown=True)

    class Meta:
        ordering = ["-from_on", "agency__current_name", "id"]
        indexes = [models.Index(fields=["-from_on", "id"], name="contribution_of_year")]
        constraints = [
            models.CheckConstraint(
                name="contribution_is_something",
                condition=Q(amount__gt=0) | (Q(amount=0) & ~Q(in_kind="")),
                violation_error_message="Enter a sum, or what is given in kind",
            ),
            models.CheckConstraint(
                name="contribution_agreed_when",
                condition=Q(status__in=["proposed", "declined"], agreed_on=None)
                | Q(status__in=["agreed", "invoiced", "received"], agreed_on__isnull=False),
                violation_error_message="Enter the date it was agreed",
            ),
            models.CheckConstraint(
                name="contribution_invoiced_when",
                condition=~Q(status="invoiced") | Q(invoiced_on__isnull=False),
                violation_error_message="Enter the date of the invoice",
            ),
            models.CheckConstraint(
                name="contribution_received_is_whole",
                condition=Q(status="received", received_on__isnull=False, received__isnull=False)
                | (~Q(status="received") & Q(received_on=None, received=None)),
                violation_error_message="Enter the date it came, and how much came",
            ),
        ]

    class Privacy:
        plain = {
            "agency", "amount", "in_kind", "status", "agreed_on", "invoiced_on", "received_on", "received",
        } | OfAYear.ROW_FIELDS  # fmt: skip

    def __str__(self) -> str:
        return f"{self.agency}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("plans:contribution", args=[self.uid])


class Spend(OfAYear):
    """Money that was spent, under a heading that the partnership chose (its list ``spend-heading``)."""

    KIND = "plans.spend"

    heading = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    amount = pounds()
    spent_on = models.DateField()

    class Meta:
        verbose_name = "spend"
        ordering = ["-spent_on", "-id"]
        indexes = [models.Index(fields=["-spent_on", "-id"], name="spend_latest")]
        constraints = [
            models.CheckConstraint(
                name="spend_is_something",
                condition=Q(amount__gt=0),
                violation_error_message="Enter a sum of more than nothing",
            ),
            models.CheckConstraint(
                name="spend_in_its_year_or_after",
                condition=Q(spent_on__gte=F("from_on")),
                violation_error_message="Money cannot be spent before the year that it counts in",
            ),
        ]

    class Privacy:
        plain = {"heading", "words", "amount", "spent_on"} | OfAYear.ROW_FIELDS

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("plans:spend", args=[self.uid])


class InHand(OfAYear):
    """Money that was there as a year began and that no earlier year kept here explains, such as a reserve. It may be owed."""

    KIND = "plans.in_hand"

    amount = pounds()
    words = models.CharField(max_length=200)

    class Meta:
        verbose_name = "money in hand"
        verbose_name_plural = "money in hand"
        ordering = ["-from_on", "-id"]

    class Privacy:
        plain = {"amount", "words"} | OfAYear.ROW_FIELDS

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("plans:in_hand", args=[self.uid])


class Bid(OfAYear):
    """Money that was asked for elsewhere: of whom, how much, what was answered, and what came of it."""

    KIND = "plans.bid"
    FOUND_BY = ("title",)
    LIFECYCLE = BIDDING

    title = models.CharField(max_length=200)
    funder = models.CharField(max_length=160)
    amount = pounds()
    sent_on = models.DateField()
    status = models.CharField(max_length=4, choices=Asked, default=Asked.SENT)
    answered_on = models.DateField(null=True, blank=True)
    awarded = pounds(may_be_unknown=True)
    outcome = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-sent_on", "-id"]
        indexes = [models.Index(fields=["-sent_on", "-id"], name="bid_latest")]
        constraints = [
            models.CheckConstraint(
                name="bid_asks_for_something",
                condition=Q(amount__gt=0),
                violation_error_message="Enter a sum of more than nothing",
            ),
            models.CheckConstraint(
                name="bid_answer_is_whole",
                condition=Q(status="sent", answered_on=None, awarded=None)
                | Q(status="lost", answered_on__isnull=False, awarded=None)
                | Q(status__in=["won", "part"], answered_on__isnull=False, awarded__isnull=False, awarded__gt=0),
                violation_error_message="Enter the date of the answer, and what was awarded where it was won",
            ),
            models.CheckConstraint(
                name="bid_answered_after_it_was_sent",
                condition=Q(answered_on=None) | Q(answered_on__gte=F("sent_on")),
                violation_error_message="A bid cannot be answered before it was sent",
            ),
        ]

    class Privacy:
        plain = {"title", "funder", "amount", "sent_on", "status", "answered_on", "awarded"} | OfAYear.ROW_FIELDS
        special = {"outcome"}

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:bid", args=[self.uid])
