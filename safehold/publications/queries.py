"""Which publications an actor may see, and what one is made of."""

from safehold.access.actor import Actor
from safehold.publications.document.blocks import Document
from safehold.publications.document.serial import from_json
from safehold.publications.models import Publication, PublishedFile, Section
from safehold.records.models.entry import RecordQuerySet


def visible_to(actor: Actor) -> RecordQuerySet:
    """The publications that ``actor`` may see, latest period first."""
    return Publication.objects.visible_to(actor).order_by("-period", "-pk")


def sections_of(publication: Publication) -> list[Section]:
    return list(publication.sections.select_related("owner", "writer").order_by("number"))


def frozen_document(publication: Publication) -> Document:
    """What a published publication says, as it was frozen."""
    return from_json(publication.frozen or "")


def file_of(publication: Publication, kind: str) -> PublishedFile | None:
    return publication.files.filter(kind=kind).first()
