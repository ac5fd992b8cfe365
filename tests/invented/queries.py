"""Which notebooks an actor may see."""

from django.db.models import QuerySet

from safehold.access.actor import Actor
from tests.invented.models import Allegation, Notebook


def visible_to(actor: Actor) -> QuerySet[Notebook]:
    return Notebook.objects.visible_to(actor)


def allegations_visible_to(actor: Actor) -> QuerySet[Allegation]:
    return Allegation.objects.visible_to(actor)
