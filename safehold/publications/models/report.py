"""A publication and what it is written from: sections and what they said before, tables of words, the glossary."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safehold.access.models import Agency
from safehold.access.reach import Tier
from safehold.asks.models import Call
from safehold.govuk.addresses import reverse
from safehold.publications.lifecycle import LIFECYCLE, Status
from safehold.records.models import Record, Row


class Profile(models.TextChoices):
    """Who a publication is for, and so how small a number it may show."""

    PUBLIC = "public", "The public: small numbers about people are hidden"
    INTERNAL = "internal", "The partnership alone: nothing is hidden"


class Publication(Record):
    """An annual report: what it is about, who it is for, and, once published, exactly what it said."""

    KIND = "publications.publication"
    TIER = Tier.C2
    FOUND_BY = ("title", "period")
    LIFECYCLE = LIFECYCLE

    title = models.CharField(max_length=160)
    period = models.CharField(max_length=24)
    geography = models.CharField(max_length=80)
    # the wider area that some figures are compared with, such as the police force's
    wider_geography = models.CharField(max_length=80, blank=True)
    profile = models.CharField(max_length=10, choices=Profile, default=Profile.PUBLIC)
    # what asked the members for their own part of the report, where one did
    call = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # the statutory bodies whose yearly report or plan this is, by their codes (``law.DUTIES``); none where it is none of these
    duties = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFTING)
    # a reason to show small numbers all the same: asked for by one person, approved by another
    override_why = models.CharField(max_length=240, blank=True)
    override_on = models.DateField(null=True, blank=True)
    override_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # the resolved document, as JSON, from the moment it was published
    frozen = models.TextField(null=True, blank=True)

    class Meta:
        ordering = ["-period", "-id"]
        constraints = [
            models.CheckConstraint(
                name="publication_frozen_when_published",
                condition=Q(
                    status=Status.PUBLISHED,
                    frozen__isnull=False,
                    published_on__isnull=False,
                    published_by__isnull=False,
                )
                | (~Q(status=Status.PUBLISHED) & Q(frozen=None, published_on=None, published_by=None)),
                violation_error_message="A publication is frozen when it is published, and not before",
            ),
            models.CheckConstraint(
                name="publication_submission_is_whole",
                condition=Q(submitted_on=None, submitted_by=None)
                | Q(submitted_on__isnull=False, submitted_by__isnull=False),
                violation_error_message="Say who asked for approval and when",
            ),
            models.CheckConstraint(
                name="publication_by_two_people",
                condition=Q(published_by=None) | ~Q(published_by=F("submitted_by")),
                violation_error_message="Someone else must publish it, because you asked for approval",
            ),
            models.CheckConstraint(
                name="publication_override_is_whole",
                condition=Q(override_why="", override_on=None, override_by=None)
                | (~Q(override_why="") & Q(override_on__isnull=False, override_by__isnull=False)),
                violation_error_message="Say why small numbers are to be shown",
            ),
        ]

    class Privacy:
        plain = Record.ROW_FIELDS | {
            "title", "period", "geography", "wider_geography", "profile", "call", "duties", "status", "override_why",
            "override_on", "override_by", "submitted_on", "submitted_by", "published_on", "published_by", "frozen",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def found_as(self) -> str:
        return f"{self.title}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("publications:publication", args=[self.entry.uid])


class Section(Row):
    """One ordered part of a publication: who writes it, and its words in Markdown with references to data."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="sections")
    # none once it is taken out
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=160)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField(blank=True)
    finished_on = models.DateField(null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # taken out of the report: it is kept, with its words, and can be put back
    removed_on = models.DateField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["publication_id", "number"]
        constraints = [
            models.UniqueConstraint(
                "publication",
                "number",
                name="section_number_once",
                violation_error_message="There is already a section with this number",
            ),
            models.CheckConstraint(
                name="section_finished_is_whole",
                condition=Q(finished_on=None, finished_by=None)
                | Q(finished_on__isnull=False, finished_by__isnull=False),
                violation_error_message="A finished section says who finished it and when",
            ),
            models.CheckConstraint(
                name="section_removal_is_whole",
                condition=Q(removed_on=None, removed_by=None, number__isnull=False)
                | Q(removed_on__isnull=False, removed_by__isnull=False, number=None),
                violation_error_message="A section has a number until it is taken out, by somebody, on a day",
            ),
        ]

    class Privacy:
        plain = Row.ROW_FIELDS | {
            "publication",
            "number",
            "title",
            "agency",
            "writer",
            "words",
            "finished_on",
            "finished_by",
            "removed_on",
            "removed_by",
        }

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class EarlierWords(models.Model):
    """What a section said until somebody wrote something else there, and so everybody who wrote in it: the first of them in
    place of nothing. Nothing that was saved is lost."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="earlier")
    words = models.TextField(blank=True)
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]

    class Privacy:
        plain = {"id", "section", "words", "replaced_at", "replaced_by"}

    def __str__(self) -> str:
        return f"{self.section_id} until {self.replaced_at}"


class WordTable(Row):
    """A table of words that a section refers to by name, such as what we said and what we did.

    ``columns`` is a list of headings and ``rows`` a list of lists of Markdown, whose figures are references too.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="word_tables")
    name = models.SlugField(max_length=60)
    caption = models.CharField(max_length=160)
    columns = models.JSONField()
    rows = models.JSONField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "publication",
                "name",
                name="word_table_name_once",
                violation_error_message="There is already a table with this name",
            ),
        ]

    class Privacy:
        plain = Row.ROW_FIELDS | {"publication", "name", "caption", "columns", "rows"}

    def __str__(self) -> str:
        return self.caption


class GlossaryTerm(Row):
    """A word that a reader of a publication may not know, and what it means."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="terms")
    word = models.CharField(max_length=80)
    meaning = models.CharField(max_length=400)

    class Meta:
        ordering = ["word"]
        constraints = [
            models.UniqueConstraint(
                "publication",
                "word",
                name="glossary_word_once",
                violation_error_message="This word is already in the glossary",
            ),
        ]

    class Privacy:
        plain = Row.ROW_FIELDS | {"publication", "word", "meaning"}

    def __str__(self) -> str:
        return self.word
