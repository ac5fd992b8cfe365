"""The entry, which everything shared points at, and the two abstract rows that modules build on."""

import uuid
from functools import cache
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from safehold.access.actor import Actor
from safehold.access.models import Agency, Circle
from safehold.access.reach import Tier
from safehold.records import visibility


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> Self:
        """The entries whose content ``actor`` may see. This, and nothing else, decides who sees what."""
        return self.filter(visibility.sees(actor))

    def known_to(self, actor: Actor) -> Self:
        """The entries that ``actor`` may know of: those they see, and those they may be shown a card for."""
        return self.filter(visibility.knows(actor))


class Entry(models.Model):
    """One openable thing: what kind it is, who owns it, and how widely it may be known.

    ``source`` is the entry that this one speaks of, such as the review that a recommendation came from, for as long as the
    strictest of them governs: whoever may not see the source sees nothing of this. Sources may stand in a row. Once this was
    released, it is kept as ``freed_from``, and governs no more.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=80, blank=True)
    tier = models.CharField(max_length=2, choices=Tier)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sealed = models.BooleanField(default=False)
    source = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="governed")
    freed_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="freed")
    freed_on = models.DateField(null=True, blank=True)
    freed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    in_error_on = models.DateField(null=True, blank=True)
    in_error_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_error_why = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "tier", "owner"], name="entry_kind"),
            models.Index(fields=["circle"], name="entry_circle"),
            models.Index(fields=["tier", "owner"], name="entry_tier"),
        ]
        constraints = [
            models.CheckConstraint(
                name="entry_case_has_circle",
                condition=models.Q(tier__in=[Tier.C1, Tier.C2]) | models.Q(circle__isnull=False),
                violation_error_message="Say who is in the circle of a record for a named group, a case or a compartment",
            ),
            models.CheckConstraint(
                name="entry_sealed_has_circle",
                condition=models.Q(sealed=False) | models.Q(circle__isnull=False),
                violation_error_message="A sealed record needs a circle",
            ),
            models.CheckConstraint(
                name="entry_is_not_its_own_source",
                condition=models.Q(source=None) | ~models.Q(source=models.F("id")),
                violation_error_message="A record cannot be its own source",
            ),
            models.CheckConstraint(
                name="entry_freed_is_whole",
                condition=models.Q(freed_from=None, freed_on=None, freed_by=None)
                | models.Q(source=None, freed_from__isnull=False, freed_on__isnull=False, freed_by__isnull=False),
                violation_error_message="Say who let others see this, when, and where it came from",
            ),
            models.CheckConstraint(
                name="entry_in_error_is_whole",
                condition=models.Q(in_error_on=None, in_error_by=None, in_error_why="")
                | (models.Q(in_error_on__isnull=False) & ~models.Q(in_error_why="")),
                violation_error_message="Say when and why this was found to be recorded in error",
            ),
        ]

    class Privacy:
        plain = {
            "id",
            "uid",
            "kind",
            "owner",
            "team",
            "tier",
            "circle",
            "sealed",
            "source",
            "freed_from",
            "freed_on",
            "freed_by",
            "made_at",
            "in_error_on",
            "in_error_by",
        }
        special = {"in_error_why"}

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class RecordQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The rows whose entry ``actor`` may see, with the entry loaded."""
        return self.filter(visibility.sees(actor, "entry__")).select_related("entry")

    def standing(self) -> Self:
        """The rows that were not recorded in error: what lists show and measures count."""
        return self.filter(entry__in_error_on=None)

    def in_error(self) -> Self:
        """The rows that were: kept to be read, listed by themselves."""
        return self.filter(entry__in_error_on__isnull=False)


class Row(models.Model):
    """Something that actions write: it knows who made it and when, who changed it last, and how often it has changed."""

    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(  # none where Safehold itself made it, on a schedule or at a command
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    ROW_FIELDS: ClassVar[set[str]] = {"id", "version", "made_at", "made_by", "changed_at", "changed_by"}

    def _get_FIELD_display(self, field: models.Field) -> Any:  # noqa: N802  the name that Django calls it by
        """What ``get_…_display`` says. Django lays every choice out anew for each row of a list that is asked."""
        value = getattr(self, field.attname)
        return words_of(field).get(value, value)


@cache
def words_of(field: models.Field) -> dict[Any, str]:
    """The choices of a field, each value with its words. Ours are written in the code, so they never change."""
    return {value: str(words) for value, words in field.flatchoices}


class Record(Row):
    """A module's own openable row. ``KIND`` names it (``module.thing``) and ``TIER`` says how widely it is known."""

    KIND: ClassVar[str]
    TIER: ClassVar[Tier]
    # the fields of its name, which search finds it by beside its reference; none where the name itself could tell something
    FOUND_BY: ClassVar[tuple[str, ...]] = ()
    CALLED_AFTER_OTHERS: ClassVar[bool] = False  # whether that name changes with another row's, such as its group's

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    ROW_FIELDS: ClassVar[set[str]] = Row.ROW_FIELDS | {"entry"}

    # a kind with pages says ``get_absolute_url``, from ``self.uid`` alone

    @property
    def uid(self) -> uuid.UUID:
        return self.entry.uid

    def found_as(self) -> str:
        """What search calls it, where its kind says ``FOUND_BY``."""
        return str(self)
