"""What somebody said, what they agreed to, where it is used, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.reach import Tier
from safehold.partnership.models import DatedRow, Group, NoOverlap
from safehold.records.models import Entry, Record, Row


def somebody() -> models.ForeignKey:
    """A person who may not be known yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Speaker(models.TextChoices):
    """What somebody is to the partnership. Never who they are."""

    CHILD = "child", "A child"
    YOUNG_PERSON = "young_person", "A young person"
    ADULT = "adult", "An adult at risk"
    PARENT = "parent", "A parent"
    CARER = "carer", "A carer"
    FAMILY = "family", "Family in a review"
    SURVIVOR = "survivor", "Somebody who survived abuse"
    RESIDENT = "resident", "A resident"
    SEVERAL = "several", "Several people together"


class Method(models.TextChoices):
    """How it was heard."""

    CONVERSATION = "conversation", "In a conversation"
    GROUP = "group", "In a group"
    EVENT = "event", "At an event"
    SURVEY = "survey", "In a survey"
    WRITTEN = "written", "In a letter or a message"
    ART = "art", "In a drawing, a film or a song"
    REVIEW = "review", "For a review"
    ADVOCATE = "advocate", "Through an advocate"


class Use(models.TextChoices):
    """What may be done with the words. Each needs a consent of its own."""

    GROUP = "group", "Read by the group that it was gathered for"
    TRAINING = "training", "Used in training"
    PLAN = "plan", "Used in plans and papers"
    REPORT = "report", "Quoted in published reports"


class Giver(models.TextChoices):
    """Who agreed."""

    THEMSELVES = "themselves", "They did themselves"
    PARENT = "parent", "Somebody with parental responsibility"
    ATTORNEY = "attorney", "Their attorney or deputy"
    ADVOCATE = "advocate", "Their advocate, who says what they want"


class GivenHow(models.TextChoices):
    """How they agreed."""

    SIGNED = "signed", "In writing"
    SAID = "said", "They said so, and it was written down"
    RECORDED = "recorded", "On a recording"
    PICTURES = "pictures", "With pictures or signs"


class State(models.TextChoices):
    """Whether a consent was withdrawn."""

    GIVEN = "given", "Given"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Voice(Record):
    """What somebody said about what it is like to be helped here.

    Its ``keeper`` is whoever heard it, or took that over: to be told when the person changes their mind. Its circle is those who
    heard it and whom they let in, and, with consent for its group, those who sit there. ``feedback_due_on`` is worked out
    once, from the day it was heard; a person who wants to hear no more of it has none.
    """

    KIND = "voice.voice"
    TIER = Tier.C4

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField("what it is about", max_length=160)
    speaker = models.CharField("who said it", max_length=12, choices=Speaker)
    pseudonym = models.CharField("what they are called here", max_length=60, blank=True)
    method = models.CharField("how it was heard", max_length=12, choices=Method)
    gathered_at = models.CharField("where it was heard", max_length=160)
    gathered_on = models.DateField("when it was heard")
    gathered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="voices")
    keeper = somebody()
    words = models.TextField("what they said", max_length=4000)
    background = models.TextField(max_length=2000, blank=True)
    feedback_due_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "lived experience"
        verbose_name_plural = "lived experience"
        ordering = ["-gathered_on", "-id"]
        indexes = [models.Index(fields=["-gathered_on", "-id"], name="voice_latest")]
        constraints = [
            models.CheckConstraint(
                name="voice_has_words", condition=~Q(words=""), violation_error_message="Enter what they said"
            ),
            models.CheckConstraint(
                name="voice_feedback_after_it_was_heard",
                condition=Q(feedback_due_on=None) | Q(feedback_due_on__gte=F("gathered_on")),
                violation_error_message="Feedback cannot be due before it was heard",
            ),
        ]

    class Privacy:
        plain = {
            "reference", "speaker", "method", "gathered_on", "gathered_by", "group", "keeper", "feedback_due_on",
        } | Record.ROW_FIELDS  # fmt: skip
        personal = {"pseudonym", "gathered_at"}
        special = {"title", "words", "background"}

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("voice:voice", args=[self.uid])


class Consent(DatedRow):
    """That the words may be used in one way, from a day, until a day or until it is withdrawn.

    ``shown_as`` is the name under which they are quoted, which they chose; without one only what they are is said. Where
    somebody else agreed, ``capacity`` says why: whose responsibility, or what was found of their capacity for this decision.
    """

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="consents")
    use = models.CharField(max_length=10, choices=Use)
    state = models.CharField(max_length=10, choices=State, default=State.GIVEN)
    shown_as = models.CharField(max_length=60, blank=True)
    given_how = models.CharField(max_length=10, choices=GivenHow)
    giver = models.CharField("who agreed", max_length=12, choices=Giver)
    capacity = models.CharField("why somebody else agreed", max_length=500, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = somebody()
    withdrawn_words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["use", "-from_on", "-id"]
        constraints = [
            NoOverlap(
                name="consent_once_for_a_use",
                fields=("voice", "use"),
                where={"state": "given"},
                violation_error_message="They have agreed to this already. Withdraw that first, if what they agreed to changed",
            ),
            models.CheckConstraint(
                name="consent_ends_after_it_begins",
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                violation_error_message="The last day must be the same as or after the first day",
            ),
            models.CheckConstraint(
                name="consent_of_somebody_else_says_why",
                condition=Q(giver="themselves") | ~Q(capacity=""),
                violation_error_message="Enter why somebody else agreed for them",
            ),
            models.CheckConstraint(
                name="consent_withdrawal_is_whole",
                condition=Q(state="given", withdrawn_on=None, withdrawn_by=None, withdrawn_words="")
                | Q(state="withdrawn", withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                violation_error_message="Say who wrote down that it was withdrawn, and when",
            ),
        ]

    class Privacy:
        plain = {
            "voice", "use", "state", "given_how", "giver", "withdrawn_on", "withdrawn_by",
        } | DatedRow.ROW_FIELDS  # fmt: skip
        personal = {"shown_as"}
        special = {"capacity", "withdrawn_words"}

    def __str__(self) -> str:
        return str(self.get_use_display())


class UsedIn(Row):
    """That the words were put into a record: a commitment, an action, an item of a meeting, a course.

    It is a copy that somebody typed: when the consent ends it has to be ``taken_out`` by somebody. A report that quotes them
    by their reference needs none of this.
    """

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="used_in")
    use = models.CharField(max_length=10, choices=Use)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    where = models.CharField(max_length=160)
    used_on = models.DateField()
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_out_on = models.DateField(null=True, blank=True)
    taken_out_by = somebody()

    class Meta:
        ordering = ["-used_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                "voice",
                "entry",
                condition=Q(taken_out_on=None),
                name="used_in_once",
                violation_error_message="It is written down already that the words are used there",
            ),
            models.CheckConstraint(
                name="used_in_taken_out_is_whole",
                condition=Q(taken_out_on=None, taken_out_by=None)
                | Q(taken_out_on__isnull=False, taken_out_by__isnull=False),
                violation_error_message="Say who took it out and when",
            ),
        ]

    class Privacy:
        plain = {"voice", "use", "entry", "used_on", "used_by", "taken_out_on", "taken_out_by"} | Row.ROW_FIELDS
        special = {"where"}

    def __str__(self) -> str:
        return self.where


class ToldOf(Row):
    """That somebody was told that the words stand in what was published and cannot be recalled, and when.

    ``entry`` is the record that was published.
    """

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="told_of")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    whom = models.CharField(max_length=160)
    told_on = models.DateField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["told_on", "id"]

    class Privacy:
        plain = {"voice", "entry", "told_on", "told_by"} | Row.ROW_FIELDS
        personal = {"whom"}

    def __str__(self) -> str:
        return self.whom


class Changed(Row):
    """What the partnership did because of what was said, or why it could not."""

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="changes")
    words = models.TextField(max_length=2000)
    could_not = models.BooleanField(default=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changed_on = models.DateField()

    class Meta:
        verbose_name = "what changed"
        ordering = ["-changed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="changed_says_what",
                condition=~Q(words=""),
                violation_error_message="Enter what changed, or why nothing could",
            )
        ]

    class Privacy:
        plain = {"voice", "could_not", "entry", "changed_on"} | Row.ROW_FIELDS
        special = {"words"}

    def __str__(self) -> str:
        return self.words


class Feedback(Row):
    """That the person was told what became of what they said: how and when."""

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="feedback")
    words = models.TextField(max_length=2000)
    how = models.CharField(max_length=160)
    fed_back_on = models.DateField()
    fed_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-fed_back_on", "-id"]

    class Privacy:
        plain = {"voice", "fed_back_on", "fed_back_by"} | Row.ROW_FIELDS
        special = {"words", "how"}

    def __str__(self) -> str:
        return self.how
