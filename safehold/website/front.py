"""What the front page shows: the reports one may read, and the state of the numbers."""

from django.db.models import Count
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.asks import queries as asks
from safehold.asks.lifecycle import Status as Sent
from safehold.govuk.parts import Tile
from safehold.measures.catalogue import DEFINITIONS
from safehold.publications import queries as reports
from safehold.publications.lifecycle import Status as Written
from safehold.publications.models import Profile, Publication


def public_reports() -> list[Publication]:
    """The reports that anyone may read: published, for the public."""
    rows = Publication.objects.filter(status=Written.PUBLISHED, profile=Profile.PUBLIC)
    return list(rows.select_related("entry").order_by("-period")[:10])


def latest_reports(actor: Actor) -> list[Publication]:
    return list(reports.visible_to(actor)[:3])


def tiles(actor: Actor) -> list[Tile]:
    """How much has been taken in, from whom, and how much is defined."""
    rows = asks.visible_to(actor)
    accepted = (
        rows.filter(status=Sent.ACCEPTED).order_by().aggregate(n=Count("pk"), who=Count("entry__owner", distinct=True))
    )
    waiting = rows.filter(status__in=[Sent.READY, Sent.FAULTY]).order_by().count()
    sent = reverse("imports:list")
    return [
        Tile(
            accepted["n"],
            "submissions accepted",
            context=f"from {accepted['who']} agencies",
            href=f"{sent}?status=accepted",
        ),
        Tile(waiting, "submissions waiting", href=sent),
        Tile(sum(not found.claim_only for found in DEFINITIONS), "figures defined", href=reverse("measures:list")),
    ]
