"""Questions about templates."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from safehold.access.actor import Actor
from safehold.letters import sources
from safehold.letters.lifecycle import Standing
from safehold.letters.models import Template, TemplateVersion
from safehold.letters.word.parcel import Parcel, opened


def templates_visible_to(actor: Actor) -> QuerySet[Template]:
    """Every template, for whoever is in the partnership, each with the number of the version in force on their day and of
    one that waits."""
    versions = TemplateVersion.objects.filter(template=OuterRef("pk"))
    in_force = versions.filter(status=Standing.APPROVED, from_on__lte=actor.on).order_by("-from_on", "-number")
    waiting = versions.filter(status=Standing.DRAFT)
    return Template.objects.visible_to(actor).annotate(
        in_force=Subquery(in_force.values("number")[:1]),
        in_force_from=Subquery(in_force.values("from_on")[:1]),
        waiting=Subquery(waiting.values("number")[:1]),
    )


def to_approve(actor: Actor) -> QuerySet[TemplateVersion]:
    """The versions that wait for approval, of those that somebody else made."""
    templates = Template.objects.visible_to(actor).standing()
    waiting = TemplateVersion.objects.filter(status=Standing.DRAFT, template__in=templates.values("pk"))
    return waiting.exclude(made_by=actor.user_id)


def versions_of(template: Template) -> list[TemplateVersion]:
    """Every version, newest first."""
    return list(template.versions.select_related("made_by", "approved_by", "retired_by"))


def version_numbered(template: Template, number: int) -> TemplateVersion | None:
    return template.versions.select_related("made_by", "approved_by", "paper").filter(number=number).first()


def parcel_of(version: TemplateVersion) -> Parcel:
    """The Word file of a version, opened anew."""
    return opened(bytes(version.paper.content))


def known_fields() -> Mapping[str, Any]:
    """Which fields may be used, by the kind of record; those of every letter first, under an empty kind."""
    return {"": sources.GENERAL} | {kind: each.fields for kind, each in sources.kinds().items()}
