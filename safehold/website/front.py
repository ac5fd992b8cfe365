"""What the front page shows: the reports one may read, and the state of the numbers."""

from django.db.models import Count, Q
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.asks import queries as asks
from safehold.asks.lifecycle import Status as Sent
from safehold.govuk.filters import plural
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
    is_accepted = Q(status=Sent.ACCEPTED)
    counted = rows.order_by().aggregate(
        accepted=Count("pk", filter=is_accepted),
        agencies=Count("entry__owner", filter=is_accepted, distinct=True),
        waiting=Count("pk", filter=Q(status__in=[Sent.READY, Sent.FAULTY])),
    )
    sent = reverse("imports:list")
    return [
        Tile(
            counted["accepted"],
            "submissions accepted",
            context=f"from {plural(counted['agencies'], 'agency', 'agencies')}",
            href=f"{sent}?status=accepted",
        ),
        Tile(counted["waiting"], "submissions waiting", href=sent),
        Tile(sum(not found.claim_only for found in DEFINITIONS), "figures defined", href=reverse("measures:list")),
    ]
