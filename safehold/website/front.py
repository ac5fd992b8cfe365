"""What the front page shows: the reports one may read, the groups one is in, and the state of the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.asks import queries as asks
from safehold.asks.lifecycle import Status as Sent
from safehold.asks.policy import see_what_came
from safehold.govuk.filters import plural
from safehold.govuk.parts import Heading, Link, Tile
from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.policy import see as see_figures
from safehold.partnership.presenters import group_href, own_place, vacancies
from safehold.partnership.queries.pages import groups_of
from safehold.publications import queries as reports
from safehold.publications.models import Publication

LATEST = 3
WAITING = (Sent.READY, Sent.FAULTY)  # for somebody to accept, or to mend
MOST_GROUPS = 10


def reports_at_hand(actor: Actor) -> list[Publication]:
    """The ``LATEST`` reports that ``actor`` may see, and all that wait for somebody, in one question; latest period first."""
    return list(reports.at_hand(actor, latest=LATEST))


@dataclass(frozen=True)
class OwnGroups:
    """The groups that somebody chairs or sits in, as a table; ``more`` leads to all of them where there are more."""

    headings: Sequence[Heading]
    rows: Sequence[Sequence[Any]]
    more: str


def own_groups(actor: Actor) -> OwnGroups:
    """What ``actor`` is in each of their groups, and what stands vacant there: at most ``MOST_GROUPS``, the chaired first."""
    found = list(groups_of(actor)[: MOST_GROUPS + 1])
    rows = [
        [Link(group.shown_as, group_href(group)), own_place(group), vacancies(group)] for group in found[:MOST_GROUPS]
    ]
    more = f"{reverse('partnership:groups')}?own=on" if len(found) > MOST_GROUPS else ""
    return OwnGroups([Heading(text) for text in ("Group", "You are", "Vacant")], rows, more)


def tiles(actor: Actor) -> list[Tile]:
    """How much has been taken in, from whom, and how much is defined: what leads to a page ``actor`` may open."""
    return [*(came_in(actor) if see_what_came(actor) else []), *(defined() if see_figures(actor) else [])]


def came_in(actor: Actor) -> list[Tile]:
    rows = asks.visible_to(actor)
    is_accepted = Q(status=Sent.ACCEPTED)
    counted = rows.order_by().aggregate(
        accepted=Count("pk", filter=is_accepted),
        agencies=Count("entry__owner", filter=is_accepted, distinct=True),
        waiting=Count("pk", filter=Q(status__in=WAITING)),
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
            href=f"{sent}?{urlencode({'status': WAITING}, doseq=True)}",
        ),
    ]


def defined() -> list[Tile]:
    return [
        Tile(sum(not found.claim_only for found in DEFINITIONS), "figures defined", href=reverse("measures:list")),
    ]
