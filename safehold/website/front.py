"""What the front page shows: the reports one may read, and the state of the numbers."""

from django.db.models import Count, Q
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.asks import queries as asks
from safehold.asks.lifecycle import Status as Sent
from safehold.asks.policy import see_what_came
from safehold.govuk.filters import plural
from safehold.govuk.parts import Tile
from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.policy import see as see_figures
from safehold.publications import queries as reports
from safehold.publications.models import Publication


def latest_reports(actor: Actor) -> list[Publication]:
    return list(reports.visible_to(actor)[:3])


def tiles(actor: Actor) -> list[Tile]:
    """How much has been taken in, from whom, and how much is defined: what leads to a page ``actor`` may open."""
    return [*(came_in(actor) if see_what_came(actor) else []), *(defined() if see_figures(actor) else [])]


def came_in(actor: Actor) -> list[Tile]:
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
            "submission accepted" if counted["accepted"] == 1 else "submissions accepted",
            context=f"from {plural(counted['agencies'], 'agency', 'agencies')}",
            href=f"{sent}?status=accepted",
        ),
        Tile(
            counted["waiting"],
            "submission waiting" if counted["waiting"] == 1 else "submissions waiting",
            href=sent,
        ),
    ]


def defined() -> list[Tile]:
    return [
        Tile(sum(not found.claim_only for found in DEFINITIONS), "figures defined", href=reverse("measures:list")),
    ]
