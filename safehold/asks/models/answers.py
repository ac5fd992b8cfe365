"""What an agency writes and what it then returned: a draft is worked on by several, a reply is never changed."""

from django.db import models
from django.db.models import Q

from safehold.asks.models.calls import Ask, Question, somebody
from safehold.asks.models.guests import GuestLink
from safehold.records.models import Entry, Row


class DraftAnswer(Row):
    """The draft answer of one agency to one question: its ``words``, or ``why_not``, the reason why there are none. Its
    ``version`` is held against what was shown, and every wording that was ever saved is kept."""

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    words = models.TextField(max_length=20000, blank=True)
    why_not = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["question__number"]
        constraints = [
            models.CheckConstraint(
                name="answer_or_why_not",
                condition=Q(words="") | Q(why_not=""),
                violation_error_message="Enter either your answer or why you cannot answer it, not both",
            ),
            models.UniqueConstraint(
                "ask",
                "question",
                name="answer_one_to_a_question",
                violation_error_message="A colleague has just saved an answer here. Look at theirs, then save yours again",
            ),
        ]

    class Privacy:
        plain = {"ask", "question"} | Row.ROW_FIELDS
        special = {"words", "why_not"}

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        """Whether there is neither an answer nor a reason why there is none."""
        return not (self.words.strip() or self.why_not.strip())

    @property
    def entry(self) -> Entry:
        """The entry of its ask: whoever looks at a draft is written down there."""
        return self.ask.entry


class Wording(Row):
    """What an answer said once, whoever wrote over it: nothing that was saved is lost. A guest has no account, so
    ``guest_link`` says by which link they came."""

    answer = models.ForeignKey(DraftAnswer, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    why_not = models.TextField(blank=True)
    guest_link = models.ForeignKey(GuestLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                "answer",
                "number",
                name="wording_number_once",
                violation_error_message="A colleague has just saved this answer. Look at theirs, then save yours again",
            ),
        ]

    class Privacy:
        plain = {"answer", "number", "guest_link"} | Row.ROW_FIELDS
        special = {"words", "why_not"}

    def __str__(self) -> str:
        return f"Wording {self.number}"


class Reply(Row):
    """One answer of an agency to the whole of an ask, as it was given: returned, nil, or refused with its reason.

    ``kept`` is what was returned, question by question, with the documents that lay beside it, and never changes: it is
    the copy that the agency keeps. ``signatory`` is who answers for it, in words (name and post). A guest has no account,
    so ``given_by`` is empty and ``guest_link`` says by which link it came.
    """

    class Kind(models.TextChoices):
        RETURNED = "returned", "Returned"
        NIL = "nil", "Nil return"
        REFUSED = "refused", "Refused"

    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    receipt = models.CharField(max_length=20, unique=True)
    words = models.TextField(max_length=2000, blank=True)
    signatory = models.CharField(max_length=160)
    kept = models.JSONField(default=dict, blank=True)
    given_at = models.DateTimeField()
    given_on = models.DateField()
    given_by = somebody()
    guest_link = models.ForeignKey(GuestLink, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                "ask",
                "number",
                name="reply_number_once",
                violation_error_message="A colleague has just answered this. Look at what they sent first",
            ),
            models.CheckConstraint(
                name="reply_says_why",
                condition=Q(kind="returned") | ~Q(words=""),
                violation_error_message="Enter the reason",
            ),
            models.CheckConstraint(
                name="reply_says_who",
                condition=(Q(given_by__isnull=False) | Q(guest_link__isnull=False)) & ~Q(signatory=""),
                violation_error_message="Say who answers for it",
            ),
        ]

    class Privacy:
        plain = {"ask", "number", "kind", "receipt", "given_at", "given_on", "given_by", "guest_link"} | Row.ROW_FIELDS
        personal = {"signatory"}
        special = {"words", "kept"}

    def __str__(self) -> str:
        return self.receipt
