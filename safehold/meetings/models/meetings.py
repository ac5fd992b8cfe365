"""A meeting, what stands on its agenda, and what one group asks another to look at."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from safehold.access.models import Circle
from safehold.access.models.dated import ends_after_it_begins
from safehold.access.reach import Tier
from safehold.meetings.lifecycle import LIFECYCLE, Status
from safehold.partnership.models import Group
from safehold.partnership.models.dated import DatedRow
from safehold.records.models import Entry, Record, Row


def somebody() -> models.ForeignKey:
    """A person who may not be known yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def whole(name: str, what: str, words: str) -> models.CheckConstraint:
    """That something was done on a day and by somebody, or neither."""
    on, by = f"{what}_on", f"{what}_by"
    return models.CheckConstraint(
        name=name,
        condition=Q(**{on: None, by: None}) | Q(**{f"{on}__isnull": False, f"{by}__isnull": False}),
        violation_error_message=words,
    )


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class Meeting(Record):
    """One meeting: when and where, how far its papers and minutes are. Of a ``group``, and seen by those who sit in it; or
    ``about`` a case, whose entry is then its source, under a ``name``, and seen by those alone who are invited and see the case.

    ``number`` counts the meetings of the group, or about the case, the cancelled among them. ``papers_due_on`` is worked out
    when the day is set. ``quorate`` is none where no quorum was set, or until it is known who was there.
    ``circle_within`` holds who is invited to a meeting about a case but for observers.
    """

    KIND = "meetings.meeting"
    TIER = Tier.C3
    FOUND_BY = ("group", "meets_on")
    LIFECYCLE = LIFECYCLE

    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    about = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings_about")
    name = models.CharField(max_length=120, blank=True)
    circle_within = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField()
    meets_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=400, blank=True)
    papers_due_on = models.DateField()
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT_AGENDA)
    issued_on = models.DateField(null=True, blank=True)
    issued_by = somebody()
    quorate = models.BooleanField(null=True)
    quorum_words = models.CharField(max_length=400, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_by = somebody()
    cancelled_why = models.TextField(max_length=1000, blank=True)
    chair_agreed_on = models.DateField(null=True, blank=True)
    chair_agreed_by = somebody()
    agreed_at = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="agrees")
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = somebody()

    class Meta:
        ordering = ["-meets_on", "-id"]
        indexes = [
            models.Index(fields=["-meets_on", "-id"], name="meeting_latest"),
            models.Index(fields=["group", "meets_on"], name="meeting_of_group"),
        ]
        constraints = [
            models.UniqueConstraint(
                "group",
                "number",
                name="meeting_number_once",
                violation_error_message="Somebody else has just planned a meeting of this group. Send yours again",
            ),
            models.UniqueConstraint(
                "about",
                "number",
                name="meeting_number_of_case_once",
                violation_error_message="Somebody else has just planned a meeting about this. Send yours again",
            ),
            models.CheckConstraint(
                name="meeting_of_a_group_or_about_a_case",
                condition=Q(group__isnull=False, about=None, name="", circle_within=None)
                | (Q(group=None, about__isnull=False, circle_within__isnull=False) & ~Q(name="")),
                violation_error_message="A meeting is of a group, or about a case and called something",
            ),
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message="The time it ends must be after the time it starts",
            ),
            models.CheckConstraint(
                name="meeting_is_somewhere",
                condition=~Q(place="") | ~Q(link=""),
                violation_error_message="Enter where it is held, or the link to join it",
            ),
            whole("meeting_issue_is_whole", "issued", "Say who issued the papers and when"),
            whole("meeting_chair_is_whole", "chair_agreed", "Say who agreed the minutes and when"),
            models.CheckConstraint(
                name="meeting_cancelled_with_a_reason",
                condition=Q(cancelled_on=None, cancelled_by=None, cancelled_why="")
                | (Q(cancelled_on__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_why="")),
                violation_error_message="Enter why the meeting is cancelled",
            ),
            models.CheckConstraint(
                name="meeting_cancelled_means_cancelled",
                condition=(Q(status="cancelled") & Q(cancelled_on__isnull=False))
                | (~Q(status="cancelled") & Q(cancelled_on=None)),
                violation_error_message="Enter why the meeting is cancelled",
            ),
            models.CheckConstraint(
                name="meeting_agreed_is_whole",
                condition=Q(agreed_at=None, agreed_on=None, agreed_by=None)
                | Q(agreed_at__isnull=False, agreed_on__isnull=False, agreed_by__isnull=False),
                violation_error_message="Say at which meeting the minutes were agreed, and when",
            ),
            models.CheckConstraint(
                name="meeting_agreed_by_another_meeting",
                condition=Q(agreed_at=None) | ~Q(agreed_at=F("id")),
                violation_error_message="A meeting cannot agree its own minutes",
            ),
        ]

    class Privacy:
        plain = {
            "group", "number", "meets_on", "starts_at", "ends_at", "place", "link", "papers_due_on", "status", "issued_on",
            "issued_by", "quorate", "quorum_words", "cancelled_on", "cancelled_by", "chair_agreed_on", "chair_agreed_by",
            "agreed_at", "agreed_on", "agreed_by", "about", "circle_within",
        } | Record.ROW_FIELDS  # fmt: skip
        # what a meeting about a case is called can say what the case is
        special = {"name", "cancelled_why"}

    def __str__(self) -> str:
        return f"{self.group_name}, {in_words(self.meets_on)}"

    def found_as(self) -> str:
        """By what the group was called that day, which stays. What a meeting about a case is called can say what the case is,
        and is not found by."""
        return f"{self.group.name_on(self.meets_on)}, {in_words(self.meets_on)}" if self.group else ""

    @property
    def group_name(self) -> str:
        """What the group was called that day, where the query that found the meeting asked; its current name elsewhere. What
        a meeting about a case is called."""
        return getattr(self, "group_called", None) or (self.group.current_name if self.group else self.name)

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.uid])


class ItemKind(models.TextChoices):
    """What a group is asked to do with an item."""

    DECISION = "decision", "For decision"
    DISCUSSION = "discussion", "For discussion"
    INFORMATION = "information", "For information"


class Brings(models.TextChoices):
    """What a pack shows under an item by itself, beside the papers that were added to it."""

    NOTHING = "", "Nothing but its papers"
    MINUTES = "minutes", "The minutes that wait to be agreed"
    ACTIONS = "actions", "The actions that are due"
    REFERRED = "referred", "What other groups have referred"
    CHALLENGES = "challenges", "The challenges that nobody has answered"
    RECOMMENDED = "recommended", "What was recommended and waits to be confirmed"


class StandingItem(DatedRow):
    """What stands on every agenda of a group, from one day to another."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="standing_items")
    title = models.CharField(max_length=160)
    item_kind = models.CharField("kind", max_length=12, choices=ItemKind)
    presenter = models.CharField(max_length=120, blank=True)
    allotted = models.PositiveSmallIntegerField(null=True, blank=True)  # minutes of time
    position = models.PositiveSmallIntegerField("place", default=10)
    brings = models.CharField(max_length=12, choices=Brings, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [ends_after_it_begins("standing_item")]

    class Privacy:
        plain = {"group", "title", "item_kind", "presenter", "allotted", "position", "brings"} | DatedRow.ROW_FIELDS

    def __str__(self) -> str:
        return self.title


class Item(Record):
    """One item of an agenda. A record of its own, so that somebody can be kept from it: a conflict of interest in its entry is
    what recusal is. Its papers are the entry's documents, and what is decided and said under it is seen by whoever sees it.

    ``position`` orders the items and is never shown: each reader's items are numbered as they see them.
    """

    KIND = "meetings.item"
    TIER = Tier.C3
    FOUND_BY = ("title",)

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    item_kind = models.CharField("kind", max_length=12, choices=ItemKind)
    presenter = models.CharField(max_length=120, blank=True)
    allotted = models.PositiveSmallIntegerField("minutes of time", null=True, blank=True)
    paper_expected = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    brings = models.CharField("what it brings", max_length=12, choices=Brings, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = somebody()
    withdrawn_why = models.TextField(max_length=1000, blank=True)

    class Meta:
        verbose_name = "agenda item"
        ordering = ["meeting_id", "position", "id"]
        indexes = [models.Index(fields=["meeting", "position"], name="item_in_order")]
        constraints = [
            models.CheckConstraint(
                name="item_withdrawn_with_a_reason",
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                violation_error_message="Enter why it is taken off the agenda",
            ),
        ]

    class Privacy:
        plain = {
            "meeting", "position", "item_kind", "presenter", "allotted", "paper_expected", "confidential", "withdrawn_on",
            "withdrawn_by", "brings",
        } | Record.ROW_FIELDS  # fmt: skip
        # the title of a confidential item can say whom it is about
        special = {"title", "withdrawn_why"}

    def found_as(self) -> str:
        """By its title, but for an item about a case."""
        return self.title if self.meeting.group_id else ""

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:item", args=[self.uid])


class Referral(Row):
    """What one group asks another to look at. Its words stand for themselves, for the other group does not see the item that
    it comes from. ``item`` is where the other group took it up."""

    came_from = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="referrals")
    to_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="referred_to_it")
    title = models.CharField(max_length=160)
    words = models.TextField(max_length=2000)
    referred_on = models.DateField()
    item = models.OneToOneField(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="referred")

    class Meta:
        ordering = ["referred_on", "id"]
        constraints = [
            models.UniqueConstraint(
                "came_from",
                "to_group",
                name="referral_once",
                violation_error_message="This item was referred to that group already",
            ),
        ]

    class Privacy:
        plain = {"came_from", "to_group", "referred_on", "item"} | Row.ROW_FIELDS
        special = {"title", "words"}

    def __str__(self) -> str:
        return self.title
